import DutyCore
import DutyLedger
import Foundation
import Testing

@testable import DutyReports

/// Each report in each format and language, byte for byte. `UPDATE_GOLDEN=1` rewrites what is expected.
///
/// A row is a report; it names the files that are kept of it: `zh.txt` in Chinese, `json` in no language, `en.sheets` the
/// cells of its workbook in English.
@Suite struct GoldenTests {
  private typealias Row = (name: String, asked: ReportRequest, files: [String])

  /// Each report in full.
  private static let all = [
    "zh.txt", "en.txt", "zh.html", "en.html", "zh.sheets", "en.sheets", "csv", "json",
  ]

  private static let documents: [Row] = [
    ("day", ReportRequest("day", date: "2026-11-20", by: ["shift", "department", "source"]), all),
    ("day-public", ReportRequest("day", date: "2026-11-20", isPublic: true), all),
    (
      "day-without-incidents", ReportRequest("day", date: "2026-11-17", by: ["day", "grid"]),
      ["zh.txt", "zh.html", "csv", "json"]
    ),
    (
      "range",
      ReportRequest("range", from: "2026-11-18", to: "2026-11-20", by: ["day", "category", "grid", "listClass"]),
      all
    ),
    ("range-as-of", ReportRequest("range", from: "2026-11-19", to: "2026-11-19", asOf: "2026-11-19T12:00"), ["zh.txt"]),
    ("week", ReportRequest("week", date: "2026-11-20", includeDrill: true), all),
    ("month", ReportRequest("month", date: "2026-11-20", at: "2026-11-20T12:00"), all),
    ("brief", ReportRequest("brief", date: "2026-11-19"), all),
    ("shift", ReportRequest("shift", date: "2026-11-19", shift: "早班"), all),
    ("departments", ReportRequest("departments", from: "2026-11-18", to: "2026-11-20"), all),
    ("repeats-none", ReportRequest("repeats"), ["zh.txt", "json"]),
    ("queue", ReportRequest("queue", at: "2026-11-20T20:00"), all),
    ("queue-earlier", ReportRequest("queue", at: "2026-11-19T10:30"), ["zh.txt", "json"]),
    ("incident", ReportRequest("incident", number: "20261119-0002"), all),
    (
      "incident-hostile", ReportRequest("incident", number: "20261120-0003"),
      ["zh.txt", "zh.html", "zh.sheets", "csv"]
    ),
    ("incident-imported", ReportRequest("incident", number: "20261120-0005"), ["json"]),
  ]

  /// Reports on a ledger in which a shift was handed over.
  private static let sheets: [Row] = [
    ("handover", ReportRequest("handover", date: "2026-11-23", shift: "早班"), all),
    ("handover-not-yet", ReportRequest("handover"), ["zh.txt"]),
  ]

  /// Reports on a ledger in which the same keeps happening, and a photo was used twice.
  private static let crowded: [Row] = [
    ("doubtful", ReportRequest("doubtful", from: "2026-11-18", to: "2026-11-22"), all),
    ("repeats", ReportRequest("repeats"), all),
  ]

  /// Reports on a ledger with seven weeks of stalls, in the last of which they were many more.
  private static let weekly: [Row] = [
    ("outlook", ReportRequest("outlook", from: "2027-01-04", to: "2027-01-10"), all),
    ("outlook-too-early", ReportRequest("outlook", from: "2026-11-19", to: "2026-11-20"), ["zh.txt", "csv"]),
  ]

  /// A matter with something left to be put right.
  private static let left: [Row] = [
    ("incident-left", ReportRequest("incident", number: "20261119-0001"), ["json", "zh.txt", "en.html"])
  ]

  /// Tasks that were handed down.
  private static let admitted: [Row] = [
    ("admissions", ReportRequest("admissions", from: "2026-11-18", to: "2026-11-22"), all)
  ]

  private static let whole = documents + sheets + crowded + weekly + left + admitted

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")

  @Test func `each report reads as it is kept`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-21T08:00"))
    let head = try small.ledger.head.hash
    for kept in Self.kept(Self.documents) {
      let written = try written(kept, from: small.ledger, now)
      #expect(kept.asked.asOf != nil || kept.language == nil || written.contains(head))
      try compare(masked(written), with: kept.file)
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(
      kept.sorted() == Self.kept(Self.whole).map(\.file).sorted(),
      "nothing is kept that no report writes")
  }

  @Test func `each handover sheet reads as it is kept`() throws {
    let small = try SmallLedger()
    try small.handedOver()
    try compareAll(Self.sheets, of: small, at: "2026-11-23T13:00")
  }

  @Test func `what keeps happening, and what is doubtful, reads as it is kept`() throws {
    let small = try SmallLedger()
    try small.crowded()
    try small.unreasonable()
    try compareAll(Self.crowded, of: small, at: "2026-11-23T08:00")
  }

  @Test func `what is more than was to be expected reads as it is kept`() throws {
    let small = try SmallLedger()
    try small.weekly()
    try compareAll(Self.weekly, of: small, at: "2027-01-11T08:00")
  }

  @Test func `what is left to be put right reads as it is kept`() throws {
    let small = try SmallLedger()
    try small.left()
    try compareAll(Self.left, of: small, at: "2026-11-23T08:00")
  }

  @Test func `what own hands took that the list does not give them reads as it is kept`() throws {
    let small = try SmallLedger()
    try small.admitted()
    try compareAll(Self.admitted, of: small, at: "2026-11-23T08:00")
  }

  private func compareAll(_ rows: [Row], of small: SmallLedger, at moment: String) throws {
    let now = try #require(SmallLedger.zone.instant(moment))
    for kept in Self.kept(rows) {
      let written = try written(kept, from: small.ledger, now)
      for secret in SmallLedger.secrets { #expect(!written.contains(secret), "\(kept.file)") }
      try compare(masked(written), with: kept.file)
    }
  }

  @Test func `each report there is is kept in each format and language`() {
    let full = Self.whole.filter { $0.files == Self.all }.map(\.asked.what)
    #expect(Set(full) == Set(ReportName.allCases.map(\.rawValue)))
    // A workbook is kept as the cells of its sheets.
    let formats = Self.all.compactMap { $0.split(separator: ".").last }.map { $0 == "sheets" ? "xlsx" : $0 }
    #expect(
      Set(formats.map { $0 == "txt" ? "text" : $0 }) == Set(Report.Format.allCases.map { Substring($0.rawValue) }))
  }

  @Test func `a report says the same on every asking, and its default day is yesterday`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-21T00:30"))
    let report = try ReportRequest("day", by: ["shift"], format: "json").report()
    let first = try report.written(from: small.ledger, now: now, .zh)
    #expect(try report.written(from: small.ledger, now: now, .en) == first)
    #expect(first.contains(#""cohort":{"drill":1,"from":"2026-11-20","imported":1,"received":4,"to":"2026-11-20"}"#))
  }

  @Test func `what was recorded later does not exist for a report as of an earlier entry`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-21T00:30"))
    let unknown = try ReportRequest("incident", number: "20261120-0001", asOf: "2026-11-19T12:00").report()
    #expect(throws: IncidentReport.Unknown.self) { try unknown.written(from: small.ledger, now: now, .zh) }
    let known = try ReportRequest(
      "incident", number: "20261119-0002", asOf: "2026-11-19T10:20", format: "json"
    ).report()
    let written = try known.written(from: small.ledger, now: now, .zh)
    #expect(written.contains(#""action":"acknowledge""#) && !written.contains(#""action":"arrive""#))
    #expect(written.contains(#""status":"inHand""#))
  }

  @Test func `who reported a matter is in no report, and nothing in one can move a terminal`() throws {
    let small = try SmallLedger()
    let now = try #require(SmallLedger.zone.instant("2026-11-21T08:00"))
    var questions = Self.kept(Self.documents).map { ($0.asked, $0.language ?? .zh) }
    for number in 1...4 {
      for format in ["text", "json", "csv", "html"] {
        questions.append((ReportRequest("incident", number: "20261119-000\(number)", format: format), .zh))
        questions.append((ReportRequest("incident", number: "20261120-000\(number)", format: format), .en))
      }
    }
    for (asked, language) in questions {
      let written = try asked.report().written(from: small.ledger, now: now, language)
      for secret in SmallLedger.secrets { #expect(!written.contains(secret), "\(asked.what) \(asked.format)") }
      // A CSV file's own byte order mark and line ends.
      let allowed: [Unicode.Scalar] = asked.format == "csv" ? ["\n", "\r"] : ["\n"]
      let scalars = written.unicodeScalars.dropFirst(asked.format == "csv" ? 1 : 0)
      #expect(!scalars.contains { $0.isUnsafeToPrint && !allowed.contains($0) }, "\(asked.what) \(asked.format)")
    }
  }

  private typealias Kept = (file: String, asked: ReportRequest, language: Language?)

  /// One for each file: `queue.zh.html` is the row `queue`, asked for as HTML and in Chinese.
  private static func kept(_ rows: [Row]) -> [Kept] {
    rows.flatMap { row in
      row.files.map { file in
        let words = file.split(separator: ".").map(String.init)
        var asked = row.asked
        // Programs without the trait Excel make the cells of a workbook, too, but no file of them.
        asked.format = ["txt", "sheets"].contains(words.last) ? "text" : words.last ?? ""
        return ("\(row.name).\(file)", asked, words.first.flatMap(Language.init(rawValue:)))
      }
    }
  }

  /// The report as it is written; what is of no language is the same in each.
  private func written(_ kept: Kept, from ledger: Ledger, _ now: Instant) throws -> String {
    let report = try kept.asked.report()
    guard let language = kept.language else {
      let written = try report.written(from: ledger, now: now, .zh)
      #expect(try report.written(from: ledger, now: now, .en) == written, "\(kept.file)")
      return written
    }
    guard kept.file.hasSuffix(".sheets") else { return try report.written(from: ledger, now: now, language) }
    let document = try report.content(from: ledger, now: now).document(language)
    let cells = SheetListing(Workbook(document, language)).description
    #if Excel
      let file = try document.workbook(created: now, language)
      #expect(try ExcelBook.read(file).listing.description == cells, "\(kept.file)")
    #endif
    return cells
  }

  /// Salts are random, so is the head: its place is what is kept. The style of pages is the same in all of them.
  private func masked(_ text: String) -> String {
    let masks = [
      ("[0-9a-f]{64}", String(repeating: "0", count: 64)), ("'sha256-[^']*'", "'sha256-'"),
      ("<style>[^<]*</style>", "<style></style>"),
    ]
    return masks.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1, options: .regularExpression) }
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
