import DutyCore
import DutyLedger
import Foundation
import GRDB
import Testing

/// Tests that what came after a head that a check found sound is proven without reading all that was before.
@Suite("a check since a head") struct SinceTests {
  /// A ledger in two parts, and the head between them.
  private func ledger() throws -> (desk: Desk, head: Ledger.Head, old: Incident, new: Incident) {
    let desk = try Desk()
    let old = try desk.receive("东门菜摊占道")
    _ = try desk.receive("从此没人动过")
    let head = try desk.ledger.head
    try desk.act(.note(Note(Words("来电催问"))), on: old)
    return (desk, head, old, try desk.receive("后来的一件"))
  }

  private func tampered(_ desk: Desk, _ sql: String) throws -> String {
    let copy = desk.directory + "/copy.sqlite"
    unlink(copy)
    try desk.ledger.backup(to: copy)
    let queue = try DatabaseQueue(path: copy)
    try queue.writeWithoutTransaction { db in
      let trigger = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'entry_stays'")
      try db.execute(sql: "DROP TRIGGER entry_stays")
      try db.execute(sql: sql)
      #expect(db.changesCount > 0, "\(sql)")
      try db.execute(sql: try #require(trigger))
    }
    try queue.close()
    return copy
  }

  @Test("a ledger as it was recorded is sound since any of its heads, and what was not looked at is said")
  func sound() throws {
    let (desk, head, _, _) = try ledger()
    let result = try Ledger.check(at: desk.ledger.path, since: head.hash.uppercased())
    let last = try desk.ledger.head
    #expect(result.problems == [] && result.since == head.entry)
    #expect(result.entries == last.entry && result.head == last.hash)
    #expect(result.notProven.contains("tally") && result.notProven.contains("entry ≤ \(head.entry)"))
    #expect(result.advice(.zh).contains { $0.contains("只核对了第 \(head.entry) 条之后") && $0.contains("duty-admin check") })
    let nothing = try Ledger.check(at: desk.ledger.path, since: last.hash)
    #expect(nothing.isClean && nothing.head == last.hash && nothing.entries == last.entry)
  }

  @Test("what was altered after the head is found, and each incident touched since is compared as a whole")
  func after() throws {
    let (desk, head, old, new) = try ledger()
    let last = try desk.ledger.head.entry
    for (sql, word) in [
      (
        "UPDATE entry SET bytes = CAST(replace(bytes, '\"recorded\"', '\"Recorded\"') AS BLOB) WHERE number = \(last)",
        "bytes"
      ),
      ("UPDATE entry SET recorded = recorded + 1 WHERE number = \(last)", "entry.recorded"),
      ("UPDATE words SET text = text || 'x' WHERE entry = \(last)", "words.text"),
      ("UPDATE incident SET grid = 'x' WHERE id = \(old.id.entry)", "incident.grid"),
      ("UPDATE incident SET status = 'closed' WHERE id = \(new.id.entry)", "incident.status"),
      ("UPDATE search_content SET c0 = 'x' WHERE id & 1099511627775 = \(old.id.entry)", "search_content.c0"),
      ("UPDATE spelling SET syllables = 'x'", "spelling.syllables"),
    ] {
      let result = try Ledger.check(at: try tampered(desk, sql), since: head.hash)
      #expect(result.problems.contains { $0.what.contains(word) }, "\(sql): \(result.problems)")
    }
  }

  @Test("what was altered before it, on what nobody touched since, is left to the whole check")
  func before() throws {
    let (desk, head, _, _) = try ledger()
    for sql in [
      "UPDATE words SET text = 'x' WHERE entry = \(head.entry) AND word = 0", "UPDATE tally SET received = 9",
    ] {
      let copy = try tampered(desk, sql)
      #expect(try Ledger.check(at: copy, since: head.hash).isClean)
      #expect(try !Ledger.check(at: copy).isClean, "the control: the whole check finds it")
    }
  }

  @Test("a head that is not in the ledger is a problem, whether it was rewritten or never was there")
  func absent() throws {
    let (desk, head, _, _) = try ledger()
    let copy = try tampered(desk, "UPDATE entry SET hash = randomblob(32) WHERE number = \(head.entry)")
    for (path, hash) in [(copy, head.hash), (desk.ledger.path, String(repeating: "0", count: 64)), (copy, "")] {
      let result = try Ledger.check(at: path, since: hash)
      #expect(result.problems.map(\.what) == ["head \(hash) is not in this ledger"] && result.run == nil)
    }
  }
}
