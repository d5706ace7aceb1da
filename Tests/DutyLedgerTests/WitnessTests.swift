import DutyCore
import DutyLedger
import Foundation
import GRDB
import Testing

/// A ledger that is exchanged under a running program: nothing may be recorded where nobody will find it.
@Suite struct WitnessTests {
  private func request(_ desk: Desk) -> Submission {
    let facts = Reception(source: .grid, summary: Words("摘要"))
    return Submission(Request(.receive(facts), by: .intake, at: desk.now), key: .random())
  }

  private func expectRefusal(_ desk: Desk) {
    let fault = LedgerFault.replaced(path: desk.ledger.path)
    #expect(throws: fault) { _ = try desk.ledger.commit(request(desk), now: desk.now) }
    #expect(throws: fault) { _ = try desk.ledger.changed() }
  }

  @Test("a file that was deleted or replaced takes no act, and the poll says so; left alone it takes one")
  func exchanged() throws {
    let desk = try Desk()
    let copy = desk.directory + "/copy.sqlite"
    try desk.ledger.backup(to: copy)
    _ = try desk.receive("之后")
    _ = try desk.ledger.changed()
    let kept = desk.directory + "/kept.sqlite"
    try FileManager.default.moveItem(atPath: desk.ledger.path, toPath: kept)
    expectRefusal(desk)
    try FileManager.default.moveItem(atPath: copy, toPath: desk.ledger.path)
    expectRefusal(desk)
    try FileManager.default.removeItem(atPath: desk.ledger.path)
    try FileManager.default.moveItem(atPath: kept, toPath: desk.ledger.path)
    _ = try desk.ledger.commit(request(desk), now: desk.now)
    #expect(try desk.ledger.check().isClean)
  }

  @Test("a deleted journal takes no act, and is written back by the last to leave")
  func journal() throws {
    let desk = try Desk()
    let head = try desk.ledger.head
    try FileManager.default.removeItem(atPath: desk.ledger.path + "-wal")
    expectRefusal(desk)
    try desk.ledger.close()
    #expect(try Ledger.check(at: desk.ledger.path, against: head.hash).isClean)
  }

  @Test("an entry that was seen must stay: what lost it is neither shown nor written to")
  func lost() throws {
    let desk = try Desk()
    _ = try desk.receive("第一件")
    let view = QueueView(tab: .open, rows: 10)
    _ = try desk.ledger.snapshot(view, now: desk.now)
    let intruder = try DatabaseQueue(path: desk.ledger.path)
    try intruder.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA foreign_keys = OFF;
          DROP TRIGGER entry_lasts;
          DELETE FROM entry WHERE number = (SELECT MAX(number) FROM entry);
          """)
    }
    try intruder.close()
    let fault = LedgerFault.replaced(path: desk.ledger.path)
    #expect(throws: fault) { _ = try desk.ledger.snapshot(view, now: desk.now) }
    #expect(throws: fault) { _ = try desk.ledger.commit(request(desk), now: desk.now) }
  }

  @Test("a founding entry that cannot be read is an answer of the check, not a fault of it")
  func unreadable() throws {
    let desk = try Desk()
    let copy = desk.directory + "/copy.sqlite"
    try desk.ledger.backup(to: copy)
    #expect(try Ledger.check(at: copy).isClean)
    let intruder = try DatabaseQueue(path: copy)
    try intruder.writeWithoutTransaction { db in
      try db.execute(sql: "DROP TRIGGER entry_stays; UPDATE entry SET bytes = zeroblob(20) WHERE number = 1")
    }
    try intruder.close()
    #expect(throws: (any Error).self) { _ = try Ledger(opening: copy, access: .readOnly) }
    #expect(try Ledger.check(at: copy).problems.contains { $0.entry == 1 })
  }
}
