import DutyCore
import Foundation
import GRDB
import Testing

@testable import DutyLedger

@Suite("整改项在台账里") struct RectificationLedgerTests {
  private func opening(_ of: Incident? = nil, _ what: String = "清空楼道") -> RectificationAct {
    .open(
      RectificationOpening(
        kind: .plain, incident: of?.reference, what: Words(what), place: Words("三幢"), owner: "S-ZF",
        due: Day(number: 20_782)))
  }

  private func rows(_ path: String) throws -> [Row] {
    try DatabaseQueue(path: path).read { try Row.fetchAll($0, sql: "SELECT * FROM rectification ORDER BY id") }
  }

  @Test("made anew from the entries, its rows are the same")
  func rebuilt() throws {
    let desk = try Story().desk
    let before = try rows(desk.ledger.path)
    #expect(before.count == 2)
    try desk.ledger.close()
    _ = try Ledger.rebuild(at: desk.ledger.path)
    #expect(try rows(desk.ledger.path) == before)
    #expect(try Ledger.check(at: desk.ledger.path).problems == [])
  }

  @Test("the words of what is left over go with those of its matter; those of what is over go by their day")
  func erased() throws {
    let desk = try Desk()
    try desk.staff()
    let incident = try desk.receive("消防通道堆物")
    let other = try desk.receive("另一件")
    let item = try desk.rectify(opening(incident))
    try desk.rectify(.note(Note(Words("居民来问过"))), on: item)
    let alone = try desk.rectify(opening(nil, "补一块牌子"))
    func entries(_ scope: ErasureScope) throws -> [Int64] {
      try desk.ledger.entriesWithWords(in: scope).map(\.number)
    }
    #expect(try entries(.incident(incident.id)) == [incident.lastEntry, item.lastEntry, item.lastEntry + 1])
    #expect(try entries(.incident(other.id)) == [other.lastEntry])
    #expect(try entries(.before(desk.now + .days(1))) == [])
    try desk.rectify(.drop(Reason(Words("已经有了"))), by: desk.leader, on: alone)
    #expect(try entries(.before(desk.now + .days(1))) == [alone.lastEntry, alone.lastEntry + 1])
    let scope = try desk.ledger.entriesWithWords(in: .incident(incident.id))
    try desk.ledger.erase(scope, ground: Words("依法"), by: .officer(Desk.administrator), now: desk.now)
    let stands = try desk.ledger.snapshot(
      QueueView(tab: .open, rows: 9, detail: incident.id), now: desk.now
    ).rectifications.known[item.id]
    #expect(stands?.what == Words(erased: .text) && stands?.place == Words(erased: .text))
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("an entry of a kind that nobody knows is named, and is not taken for one of the room")
  func unknownKind() throws {
    let desk = try Desk()
    let item = try desk.rectify(opening())
    let number = try desk.rectify(.note(Note(Words("问过"))), on: item).lastEntry
    try desk.ledger.close()
    try forge(number, in: desk.ledger.path, "\"kind\":\"item\"", "\"kind\":\"oops\"")
    let result = try Ledger.check(at: desk.ledger.path)
    #expect(result.problems.contains { $0.entry == number && $0.what.contains("entry.bytes") }, "\(result.problems)")
    #expect(!result.problems.contains { $0.what.contains("hash") }, "the forger knew the chain")
    let ledger = try Ledger(opening: desk.ledger.path, access: .readOnly)
    #expect(throws: LedgerFault.self) { try ledger.entries(from: number) { _ in } }
    do {
      try ledger.entries(from: number) { _ in }
    } catch LedgerFault.damaged(let what) {
      #expect(what.contains("entry \(number)") && what.contains("oops"), "\(what)")
    }
    try ledger.close()
  }

  /// Rewrites a piece of the last entry's bytes, and the hash over them, as somebody with the file could.
  private func forge(_ number: Int64, in path: String, _ piece: String, _ other: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      let row = try #require(
        try Row.fetchOne(db, sql: "SELECT station, bytes FROM entry WHERE number = ?", arguments: [number]))
      let before = try #require(
        try Data.fetchOne(db, sql: "SELECT hash FROM entry WHERE number = ?", arguments: [number - 1]))
      let text = String(decoding: row["bytes"] as Data, as: UTF8.self)
      let bytes = Data(text.replacing(piece, with: other).utf8)
      #expect(bytes != row["bytes"] as Data)
      let hash = Chain.hash(station: row["station"], number: number, previous: before, bytes: bytes)
      try db.execute(sql: "DROP TRIGGER IF EXISTS entry_stays")
      try db.execute(
        sql: "UPDATE entry SET bytes = ?, hash = ? WHERE number = ?", arguments: [bytes, hash, number])
    }
    try queue.close()
  }
}
