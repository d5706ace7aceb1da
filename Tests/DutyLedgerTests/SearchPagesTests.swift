import DutyCore
import DutyLedger
import Foundation
import GRDB
import TestSupport
import Testing

/// FTS5 merges its segments a little with each write; a ledger that is looked at in the middle of it is as sound as any.
@Suite("the index in the middle of a merge") struct SearchPagesTests {
  /// A ledger that takes records in batches, until a merge has taken pages away and is not over.
  private func merging() throws -> Desk {
    let desk = try Desk()
    var dice = PinnedDice(seed: 3)
    let words = (0..<4000).map { _ in String((0..<4).map { _ in Self.hanzi.randomElement(using: &dice) ?? "一" }) }
    let path = desk.directory + "/rows.csv"
    for batch in 0..<40 {
      let rows = (0..<16).map { number in
        let text = (0..<300).map { _ in words.randomElement(using: &dice) ?? "" }.joined(separator: "，")
        return ["id": "\(batch)-\(number)", "came": "2026-11-01 08:30", "text": text]
      }
      try Rows.text(rows).write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try desk.importing([path], by: Rows.profile()).tally.imported == rows.count)
      if try linesLeft(desk) > 0 { return desk }
    }
    Issue.record("no merge is under way")
    return desk
  }

  private static let hanzi = (0x4E00..<0x6E00).compactMap { Unicode.Scalar($0).map { Character($0) } }

  /// Lines of pages that are no more there.
  private func linesLeft(_ desk: Desk) throws -> Int {
    let queue = try DatabaseQueue(path: desk.ledger.path)
    let sql = """
      SELECT COUNT(*) FROM search_idx
      WHERE NOT EXISTS (SELECT 1 FROM search_data WHERE search_data.id = (segid << 37) + (pgno >> 1))
      """
    let count = try queue.read { try Int.fetchOne($0, sql: sql) }
    try queue.close()
    return count ?? 0
  }

  @Test("lines of pages that the merge has taken away are no damage")
  func sound() throws {
    let desk = try merging()
    let problems = try desk.ledger.check().problems
    #expect(problems == [])
  }

  @Test(
    "a line of a page that never was, or beyond the last, is damage all the same",
    arguments: [
      "INSERT INTO search_idx (segid, term, pgno) VALUES (60, x'30', 2)",
      "UPDATE search_idx SET pgno = pgno + 20000 WHERE (segid, term) IN (SELECT segid, term FROM search_idx ORDER BY pgno DESC LIMIT 1)",
      "UPDATE search_idx SET pgno = 0 WHERE (segid, term) IN (SELECT segid, term FROM search_idx ORDER BY pgno DESC LIMIT 1)",
      "UPDATE search_idx SET term = x'FF' WHERE (segid, term) IN (SELECT segid, term FROM search_idx ORDER BY pgno DESC LIMIT 1)",
    ])
  func damaged(_ sql: String) throws {
    let desk = try merging()
    let queue = try DatabaseQueue(path: desk.ledger.path)
    try queue.write { db in
      try db.execute(sql: sql)
      #expect(db.changesCount == 1)
    }
    try queue.close()
    #expect(try !desk.ledger.check().problems.isEmpty)
  }
}
