import Foundation
import GRDB
import TestSupport
import Testing

@testable import DutyLedger

/// Entries of before add up as they did: what changes the rules changes what new entries find, never what stands.
@Suite("往年的行") struct PastRowsTests {
  private static let past = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Past")
  static let editions = (2...Schema.version - 1).map(\.self)

  /// The tables in which an edition kept what its entries add up to.
  private static let tables = ["incident", "rectification", "tally", "counter", "mark"]

  @Test("each row of a past ledger says what the edition that wrote it said", arguments: editions)
  func rows(_ edition: Int) throws {
    let kept = Self.past.appending(path: "\(edition).sqlite")
    try withTemporaryDirectory { directory in
      let path = directory + "/duty.sqlite"
      try FileManager.default.copyItem(atPath: kept.path, toPath: path)
      let before = try Self.rows(of: path)
      #expect(try Ledger.migrate(at: path)?.from == edition)
      let after = try Self.rows(of: path, columns: before.mapValues(\.columns))
      for (table, rows) in before {
        #expect(!rows.lines.isEmpty || table == "mark", "\(table)")
        #expect(after[table]?.lines == rows.lines, "\(edition) \(table)")
      }
      try Self.change(path)
      let changed = try Self.rows(of: path, columns: before.mapValues(\.columns))
      #expect(changed["incident"]?.lines != before["incident"]?.lines, "the control: one deadline a second later")
    }
  }

  private struct Rows {
    let columns: [String]
    let lines: [String]
  }

  /// The rows of each table that is there, as texts; of each the columns named, where they are.
  private static func rows(of path: String, columns: [String: [String]] = [:]) throws -> [String: Rows] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in
      var found: [String: Rows] = [:]
      for table in tables where try db.tableExists(table) {
        let asked = try columns[table] ?? db.columns(in: table).map(\.name)
        let names = asked.map { "quote(\($0))" }.joined(separator: " || '|' || ")
        found[table] = Rows(
          columns: asked, lines: try String.fetchAll(db, sql: "SELECT \(names) AS line FROM \(table) ORDER BY line"))
      }
      return found
    }
  }

  private static func change(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "UPDATE incident SET deadline = deadline + 1000 WHERE deadline IS NOT NULL") }
    try queue.close()
  }
}
