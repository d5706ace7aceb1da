import DutyCore
import DutyIntake
import DutyLedger
import DutyTables
import Foundation
import Testing
@testable import DutyReports

/// Real records that may lie beside the package, with figures computed from them elsewhere by other means.
private enum Boston {
  private static let shared = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../shared").standardizedFileURL
  static let table = shared.appendingPathComponent("data/boston311_2011Q3.csv.gz").path
  static let isThere = FileManager.default.isReadableFile(atPath: table)

  static func reference() throws -> [String: Any] {
    try object(Data(contentsOf: shared.appendingPathComponent("reference/boston311_2011Q3.json")))
  }

  /// One row a day: names of columns to cells.
  static func daily() throws -> [CSVRow] {
    try CSVRows.rows(Array(Data(contentsOf: shared.appendingPathComponent("reference/boston311_2011Q3.daily.csv"))))
  }

  static func object(_ json: Data) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
  }
}

@Suite(.enabled(if: Boston.isThere, "needs the Boston records beside the package"))
struct BostonTests {
  @Test func `every figure of a quarter of Boston is the one computed elsewhere`() throws {
    let report = try report()
    let reference = try Boston.reference()
    let overall = try part(reference, "overall")
    try compare(try part(report, "figures"), with: overall, "overall")
    try compareDeadlines(try part(report, "figures"), with: try part(reference, "extra"))
    #expect(try part(report, "cohort")["received"] as? Int == 31828)
    #expect(try part(report, "cohort")["imported"] as? Int == 31828)

    let by = try part(report, "by")
    try compare(try #require(by["shift"] as? [[String: Any]]), with: try part(reference, "by_shift"))
    try compare(try #require(by["department"] as? [[String: Any]]), with: try part(reference, "by_subject"))
    try compareDays(try #require(by["day"] as? [[String: Any]]))
  }

  private func compareDeadlines(_ figures: [String: Any], with extra: [String: Any]) throws {
    let onTime = try part(figures, "on_time_closure")
    #expect(onTime["numerator"] as? Int == extra["closed_by_target"] as? Int)
    #expect(onTime["denominator"] as? Int == (extra["target_null"] as? Int).map { 31828 - $0 })
  }

  /// Compares what was open at moments of the past, each asked for by its local time.
  private func compareOpen(_ ledger: Ledger, now: Instant) throws {
    let reference = try part(Boston.reference(), "open_at")
    #expect(reference.count == 7)
    for (moment, count) in reference {
      let asked = ReportRequest("range", from: "2011-07-01", to: "2011-09-30", at: moment, format: "json")
      let report = try Boston.object(Data(asked.report().written(from: ledger, now: now, .zh).utf8))
      #expect(try part(part(report, "figures"), "open")["count"] as? Int == count as? Int, "\(moment)")
    }
  }

  private func report() throws -> [String: Any] {
    let directory = NSTemporaryDirectory() + "duty-" + ActionKey.random().hex
    let shifts = [("00-08", 0), ("08-16", 480), ("16-24", 960)].map {
      Shift(name: $0.0, from: $0.1, to: $0.1 + 480, sitting: true)
    }
    let plan = ShiftPlan(shifts: shifts, dayStart: 0, zone: Zone(fixedSeconds: -4 * 3600))
    let now = Instant(milliseconds: 4_102_444_800_000)
    let ledger = try Ledger.create(
      at: directory + "/duty.sqlite", charter: Charter(station: "boston", name: "Boston", plan: plan), now: now)
    var ticks: Int64 = 0
    let importer = try Importer(into: ledger, by: .named("boston311"), now: { now }) {
      ticks += 10_000_000
      return ticks
    }
    try importer.take(ImportFile(path: Boston.table)) {
      Issue.record("left out: \($0)")
    } progressed: { _ in
    }
    let asked = ReportRequest(
      "range", from: "2011-07-01", to: "2011-09-30", by: ["shift", "department", "day"], format: "json")
    let written = try asked.report().written(from: ledger, now: now, .zh)
    try compareOpen(ledger, now: now)
    try ledger.close()
    try FileManager.default.removeItem(atPath: directory)
    return try Boston.object(Data(written.utf8))
  }

  private func part(_ object: [String: Any], _ key: String) throws -> [String: Any] {
    try #require(object[key] as? [String: Any], "\(key)")
  }

  /// A list of groups against an object of them: the same keys, and the same figures under each.
  private func compare(_ groups: [[String: Any]], with reference: [String: Any]) throws {
    #expect(groups.compactMap { $0["key"] as? String } == reference.keys.sorted())
    for group in groups {
      let key = try #require(group["key"] as? String)
      let expected = try part(reference, key)
      #expect(group["received"] as? Int == expected["created"] as? Int, "\(key)")
      try compare(try part(group, "figures"), with: expected, key)
    }
  }

  private func compare(_ figures: [String: Any], with expected: [String: Any], _ name: String) throws {
    let created = try #require(expected["created"] as? Int)
    for (figure, count, rate) in [
      ("same_day_closure", "same_day_closed", "same_day_rate"),
      ("same_day_closure_all", "same_day_closed", "same_day_rate"),
      ("closed_within_24h", "within24h", "within24h_rate"),
    ] {
      let share = try part(figures, figure)
      #expect(share["numerator"] as? Int == expected[count] as? Int, "\(name) \(figure)")
      #expect(share["denominator"] as? Int == created, "\(name) \(figure)")
      #expect(share["rate"] as? Double == expected[rate] as? Double, "\(name) \(figure)")
    }
    let hours = try part(figures, "closing_hours")
    let expectedHours = try part(expected, "hours")
    #expect(hours["n"] as? Int == expectedHours["n"] as? Int, "\(name)")
    #expect(hours["median"] as? Double == expectedHours["median_linear"] as? Double, "\(name)")
    #expect(hours["p90"] as? Double == expectedHours["p90_linear"] as? Double, "\(name)")
  }

  private func compareDays(_ days: [[String: Any]]) throws {
    let expected = try Boston.daily()
    #expect(days.compactMap { $0["key"] as? String } == expected.map { $0["day"] })
    for (day, row) in zip(days, expected) {
      let figures = try part(day, "figures")
      #expect(day["received"] as? Int == Int(row["created"]), "\(row["day"])")
      #expect(try part(figures, "same_day_closure_all")["numerator"] as? Int == Int(row["same_day_closed"]))
      #expect(try part(figures, "same_day_closure_all")["rate"] as? Double == Double(row["same_day_rate"]))
      #expect(try part(figures, "closed_within_24h")["numerator"] as? Int == Int(row["within24h"]))
      #expect(try part(figures, "closed")["count"] as? Int == Int(row["closed_on_day"]), "\(row["day"])")
      #expect(try part(figures, "open")["count"] as? Int == Int(row["open_at_2400"]), "\(row["day"])")
    }
  }
}
