import DutyCore
import DutyLedger
import Testing

@testable import DutyReports

/// A photo that was used before makes a close doubtful, whenever that was.
@Suite struct DoubtfulTests {
  private func doubts(_ small: SmallLedger, on day: String, asOf: AsOf = .last) throws -> [String: [Doubt]] {
    let day = try #require(Day(day))
    let report = try DoubtfulReport(day...day, asOf: asOf, includeDrill: false, from: small.ledger)
    return Dictionary(uniqueKeysWithValues: report.doubtful.map { ($0.incident.number.description, $0.doubts) })
  }

  @Test func `a photo is compared with those of other days, before and after`() throws {
    let small = try SmallLedger()
    try small.crowded()
    // The other photo of that Sunday was used once.
    #expect(try doubts(small, on: "2026-11-22") == ["20261122-0001": [.samePhoto]])
    #expect(try doubts(small, on: "2026-11-19")["20261119-0001"]?.contains(.samePhoto) == true)
  }

  @Test func `what was attached after the entry asked for is not known yet`() throws {
    let small = try SmallLedger()
    let before = try small.ledger.head.entry
    try small.crowded()
    #expect(
      try doubts(small, on: "2026-11-19", asOf: .entry(before + 1))["20261119-0001"]?.contains(.samePhoto) == false)
    #expect(try doubts(small, on: "2026-11-19")["20261119-0001"]?.contains(.samePhoto) == true)
  }

  @Test func `a photo of an imported matter, of practice, and one attached twice to the same are used twice as well`()
    throws
  {
    for other in ["20261120-0005", "20261120-0002", "20261122-0002"] {
      let small = try SmallLedger()
      try small.crowded()
      #expect(try doubts(small, on: "2026-11-22")["20261122-0002"] == nil)
      try small.attach("2026-11-22T12:00", .near, "东门另一张.jpg", on: try small.incident(other))
      #expect(try doubts(small, on: "2026-11-22")["20261122-0002"] == [.samePhoto], "\(other)")
    }
  }
}
