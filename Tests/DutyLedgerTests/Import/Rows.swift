import DutyCore
import DutyIntake
import DutyLedger
import Foundation

/// Rows of another system's table, made up for tests, and their import.
enum Rows {
  static let columns = [
    "id", "came", "done", "until", "unit", "kind", "sub", "title", "text", "where", "area", "via", "answer", "answered",
    "who", "tel",
  ]

  static func line(_ values: [String: String]) -> String {
    columns.map { values[$0] ?? "" }.joined(separator: ",") + "\n"
  }

  static func text(_ rows: [[String: String]]) -> String {
    columns.joined(separator: ",") + "\n" + rows.map(line).joined()
  }

  static func profile() throws -> ImportProfile {
    ImportProfile(
      origin: "old", zone: Desk.zone, timestamps: [try TimestampPattern("yyyy-MM-dd HH:mm")],
      columns: [
        .externalId: ["id"], .received: ["came"], .closed: ["done"], .due: ["until"], .department: ["unit"],
        .category: ["kind", "sub"], .summary: ["title"], .detail: ["text"], .place: ["where"], .grid: ["area"],
        .source: ["via"], .reply: ["answer"], .replied: ["answered"], .reporter: ["who"], .phone: ["tel"],
      ],
      sources: ["电话": .hotline12345])
  }
}

extension ImporterTests {
  typealias Done = (tally: ImportTally, rejects: [Importer.Reject])

  func imported(_ desk: Desk, _ rows: [[String: String]]) throws -> Done {
    try imported(desk, text: Rows.text(rows))
  }

  @discardableResult
  func imported(_ desk: Desk, text: String, by profile: ImportProfile? = nil) throws -> Done {
    try imported(desk, bytes: Data(text.utf8), by: profile)
  }

  @discardableResult
  func imported(_ desk: Desk, bytes: Data, by profile: ImportProfile? = nil) throws -> Done {
    let path = desk.directory + "/rows.csv"
    try bytes.write(to: URL(fileURLWithPath: path))
    return try desk.importing([path], by: try profile ?? Rows.profile())
  }

  /// `bytes` as gzip packs them.
  func packed(_ bytes: Data, in directory: String) throws -> Data {
    let plain = URL(fileURLWithPath: directory + "/plain")
    try bytes.write(to: plain)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-f", plain.path]
    try process.run()
    process.waitUntilExit()
    return try Data(contentsOf: plain.appendingPathExtension("gz"))
  }
}

extension Desk {
  /// Imports files with a monotonic clock that stands still, so that batches only grow.
  func importing(_ paths: [String], by profile: ImportProfile) throws -> ImporterTests.Done {
    let importer = try Importer(into: ledger, by: profile, now: { self.now }, ticks: { 0 })
    var rejects: [Importer.Reject] = []
    for path in paths {
      try importer.take(try ImportFile(path: path)) {
        rejects.append($0)
      } progressed: { _ in
      }
    }
    return (importer.tally, rejects)
  }

  func imported(_ externalId: String, from origin: String = "old") throws -> Incident? {
    try ledger.known(origin: origin, externalId: externalId).flatMap { try ledger.incident(numbered: $0) }
  }
}
