import DutyCore
import DutyLedger
import Testing

@testable import DutyReports

@Suite struct QueueTests {
  @Test func `what is open is never called closed, though it was or will be`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-20T20:00"))
    let record = ImportedRecord(
      origin: "old", externalId: "X-3", source: .other, summary: Words("年份写错"), closed: now + .days(400))
    try commit(Request(.importRecord(record), by: .importer, at: now), nil, small, now)
    let number = try #require(IncidentNumber("20261119-0001"))
    let stall = try #require(try small.ledger.incident(numbered: number))
    let reopening = Request(.reopen(Reason(Words("又来了"))), by: .officer(SmallLedger.officer), at: now)
    try commit(reopening, stall.id, small, now)

    func statuses(at moment: String) throws -> [String: Incident.Status] {
      let moment = try #require(SmallLedger.zone.instant(moment))
      let lines = try QueueReport(at: moment, asOf: .last, includeDrill: false, from: small.ledger).lines
      return Dictionary(uniqueKeysWithValues: lines.map { ($0.incident.summary.text ?? "", $0.status) })
    }
    let earlier = try statuses(at: "2026-11-19T15:00")
    #expect(earlier["流动摊贩占道"] == .inHand)
    #expect(earlier["旧系统 X-1"] == nil)
    let later = try statuses(at: "2026-11-20T21:00")
    #expect(later["流动摊贩占道"] == .inHand)
    #expect(later["年份写错"] == .received)
    for status in try [earlier, later, statuses(at: "2026-11-19T10:00")].flatMap(\.values) {
      #expect(status.isOpen)
    }
  }

  private func commit(_ request: Request, _ incident: IncidentID?, _ small: SmallLedger, _ now: Instant) throws {
    let outcome = try small.ledger.commit(Submission(request, on: incident, key: .random()), now: now)
    guard case .recorded = outcome else {
      Issue.record("not recorded: \(outcome)")
      return
    }
  }
}
