import DutyCore
import Foundation
import Testing

@testable import DutyReports

/// Each report in each format and language, byte for byte. `UPDATE_GOLDEN=1` rewrites what is expected.
@Suite struct GoldenTests {
  private static let documents: [(file: String, asked: Asked, language: Language)] = [
    ("day.zh.txt", Asked("day", date: "2026-11-20", by: ["shift", "department", "source"]), .zh),
    ("day.en.txt", Asked("day", date: "2026-11-20", by: ["shift", "department", "source"]), .en),
    ("day.json", Asked("day", date: "2026-11-20", by: ["shift", "department"], format: "json"), .zh),
    ("day-without-incidents.zh.txt", Asked("day", date: "2026-11-17"), .zh),
    ("day-without-incidents.json", Asked("day", date: "2026-11-17", by: ["day", "grid"], format: "json"), .zh),
    ("range.zh.txt", Asked("range", from: "2026-11-18", to: "2026-11-20", by: ["day", "category", "grid"]), .zh),
    (
      "range.json",
      Asked("range", from: "2026-11-18", to: "2026-11-20", by: ["day", "category", "listClass"], format: "json"), .zh
    ),
    ("range-as-of.zh.txt", Asked("range", from: "2026-11-19", to: "2026-11-19", asOf: "2026-11-19T12:00"), .zh),
    ("week.en.txt", Asked("week", date: "2026-11-20", includeDrill: true), .en),
    ("month.json", Asked("month", date: "2026-11-20", at: "2026-11-20T12:00", format: "json"), .zh),
    ("day.csv", Asked("day", date: "2026-11-20", by: ["shift", "department"], format: "csv"), .zh),
    ("day-public.zh.txt", Asked("day", date: "2026-11-20", isPublic: true), .zh),
    ("day-public.json", Asked("day", date: "2026-11-20", isPublic: true, format: "json"), .zh),
    ("brief.zh.txt", Asked("brief", date: "2026-11-19"), .zh),
    ("brief.en.txt", Asked("brief", date: "2026-11-19"), .en),
    ("shift.zh.txt", Asked("shift", date: "2026-11-19", shift: "早班"), .zh),
    ("shift.json", Asked("shift", date: "2026-11-19", shift: "夜间值班", format: "json"), .zh),
    ("departments.zh.txt", Asked("departments", from: "2026-11-18", to: "2026-11-20"), .zh),
    ("departments.en.txt", Asked("departments", from: "2026-11-18", to: "2026-11-20"), .en),
    ("departments.json", Asked("departments", format: "json"), .zh),
    ("departments.csv", Asked("departments", format: "csv"), .zh),
    ("doubtful.zh.txt", Asked("doubtful", from: "2026-11-18", to: "2026-11-20"), .zh),
    ("doubtful.en.txt", Asked("doubtful"), .en),
    ("doubtful.json", Asked("doubtful", date: "2026-11-19", format: "json"), .zh),
    ("doubtful.csv", Asked("doubtful", format: "csv"), .zh),
    ("repeats.zh.txt", Asked("repeats"), .zh),
    ("repeats.json", Asked("repeats", format: "json"), .zh),
    ("queue.zh.txt", Asked("queue", at: "2026-11-20T20:00"), .zh),
    ("queue.en.txt", Asked("queue", at: "2026-11-20T20:00"), .en),
    ("queue.json", Asked("queue", at: "2026-11-20T20:00", format: "json"), .zh),
    ("queue-earlier.json", Asked("queue", at: "2026-11-19T10:30", format: "json"), .zh),
    ("queue-earlier.zh.txt", Asked("queue", at: "2026-11-19T10:30"), .zh),
    ("queue.csv", Asked("queue", at: "2026-11-20T20:00", format: "csv"), .zh),
    ("incident.zh.txt", Asked("incident", number: "20261119-0002"), .zh),
    ("incident.en.txt", Asked("incident", number: "20261119-0002"), .en),
    ("incident.json", Asked("incident", number: "20261119-0002", format: "json"), .zh),
    ("incident-hostile.zh.txt", Asked("incident", number: "20261120-0003"), .zh),
    ("incident-imported.json", Asked("incident", number: "20261120-0005", format: "json"), .zh),
  ]

  /// Of a ledger in which a shift was handed over.
  private static let sheets: [(file: String, asked: Asked, language: Language)] = [
    ("handover.zh.txt", Asked("handover", date: "2026-11-23", shift: "早班"), .zh),
    ("handover.en.txt", Asked("handover", date: "2026-11-23", shift: "早班"), .en),
    ("handover.json", Asked("handover", shift: "早班", format: "json"), .zh),
    ("handover.csv", Asked("handover", shift: "早班", format: "csv"), .zh),
    ("handover-not-yet.zh.txt", Asked("handover"), .zh),
  ]

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")

  @Test func `each report reads as it is kept`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-21T08:00"))
    let head = try small.ledger.head.hash
    for (file, asked, language) in Self.documents {
      let written = try asked.report().written(from: small.ledger, now: now, language)
      #expect(asked.asOf != nil || asked.format != "text" || written.contains(head))
      try compare(masked(written), with: file)
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(
      kept.sorted() == (Self.documents + Self.sheets).map(\.file).sorted(), "nothing is kept that no report writes")
  }

  @Test func `each handover sheet reads as it is kept`() throws {
    let small = try SmallLedger()
    try small.handedOver()
    let now = try #require(SmallLedger.zone.instant("2026-11-23T13:00"))
    for (file, asked, language) in Self.sheets {
      let written = try asked.report().written(from: small.ledger, now: now, language)
      for secret in SmallLedger.secrets { #expect(!written.contains(secret), "\(file)") }
      try compare(masked(written), with: file)
    }
  }

  @Test func `a report says the same on every asking, and its default day is yesterday`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-21T00:30"))
    let report = try Asked("day", by: ["shift"], format: "json").report()
    let first = try report.written(from: small.ledger, now: now, .zh)
    #expect(try report.written(from: small.ledger, now: now, .en) == first)
    #expect(first.contains(#""cohort":{"drill":1,"from":"2026-11-20","imported":1,"received":4,"to":"2026-11-20"}"#))
  }

  @Test func `what was recorded later does not exist for a report as of an earlier entry`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-21T00:30"))
    let unknown = try Asked("incident", number: "20261120-0001", asOf: "2026-11-19T12:00").report()
    #expect(throws: IncidentReport.Unknown.self) { try unknown.written(from: small.ledger, now: now, .zh) }
    let known = try Asked("incident", number: "20261119-0002", asOf: "2026-11-19T10:20", format: "json").report()
    let written = try known.written(from: small.ledger, now: now, .zh)
    #expect(written.contains(#""action":"acknowledge""#) && !written.contains(#""action":"arrive""#))
    #expect(written.contains(#""status":"inHand""#))
  }

  @Test func `who reported a matter is in no report, and nothing in one can move a terminal`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-21T08:00"))
    var questions = Self.documents.map { ($0.asked, $0.language) }
    for number in 1...4 {
      for format in ["text", "json"] {
        questions.append((Asked("incident", number: "20261119-000\(number)", format: format), .zh))
        questions.append((Asked("incident", number: "20261120-000\(number)", format: format), .en))
      }
    }
    for (asked, language) in questions {
      let written = try asked.report().written(from: small.ledger, now: now, language)
      for secret in SmallLedger.secrets { #expect(!written.contains(secret), "\(asked.what) \(asked.format)") }
      guard asked.format != "csv" else { continue }
      #expect(!written.unicodeScalars.contains { $0.isUnsafeToPrint && $0 != "\n" }, "\(asked.what) \(asked.format)")
    }
  }

  /// Salts are random, so is the head: its place is what is kept.
  private func masked(_ text: String) -> String {
    text.replacingOccurrences(of: "[0-9a-f]{64}", with: String(repeating: "0", count: 64), options: .regularExpression)
  }

  private func compare(_ written: String, with file: String) throws {
    let url = Self.folder.appendingPathComponent(file)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(written.utf8).write(to: url)
    }
    let kept = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(written == kept, "\(file)")
  }
}
