import DutyCore
import DutyLedger
import Foundation
import GRDB
import Testing

/// Every stored value of every table is changed behind the ledger's back, one at a time: the check must find and name
/// each. The columns come from the schema, so a new one is tried the day it is added. None is exempt but SQLite's own
/// tables (`sqlite_…`), which hold nothing of ours.
@Suite("篡改") struct TamperTests {
  private struct Cell: CustomTestStringConvertible {
    let table: String
    let column: String
    var testDescription: String { "\(table).\(column)" }
  }

  private func busyLedger() throws -> Desk {
    let desk = try Desk()
    let incident = try desk.receive("东门菜摊占道")
    try desk.act(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: incident)
    try desk.act(.note(Note(Words("来电催问"))), on: incident)
    let facts = Reception(source: .hotline12345, summary: Words("路灯"), origin: "intake:hotline12345", externalId: "7")
    try desk.record(Request(.receive(facts), by: .intake, at: desk.now))
    let record = ImportedRecord(
      origin: "elsewhere", externalId: "1", source: .other, summary: Words("外部"), closed: desk.now)
    try desk.record(Request(.importRecord(record), by: .importer, at: desk.now - .hours(3)))
    let opening = RectificationOpening(
      kind: .plain, incident: incident.reference, what: Words("清空楼道"), owner: "S-ZF",
      due: Desk.zone.day(of: desk.now) + 3)
    for _ in 0..<2 { try desk.rectify(.open(opening), orderedBy: desk.leader) }
    // Recorded before its predecessor, by a clock that went back.
    desk.now = desk.now - .hours(1)
    try desk.receive("钟拨回以后")
    return desk
  }

  private func tables(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
  }

  private func columns(of table: String, _ db: Database) throws -> [String] {
    try db.columns(in: table).map(\.name)
  }

  /// Other values of the same type, the nearest first; the last is one that no key has, so that the table takes it.
  private func others(than value: DatabaseValue, _ type: String) -> [any DatabaseValueConvertible] {
    switch value.storage {
    case .null: [type == "INTEGER" ? 77 : "x"]
    case .int64(let number): [number == 0 ? 1 : number - 1, number + 1_000_003]
    case .double(let number): [number + 1]
    case .string(let text): [text + "x"]
    case .blob(let bytes): [Data(bytes.dropLast() + [(bytes.last ?? 0) ^ 1])]
    }
  }

  @Test("each stored value changed by itself is found and named")
  func everyValue() throws {
    let original = try busyLedger()
    #expect(try original.ledger.check().problems == [])
    let backup = original.directory + "/original.sqlite"
    try original.ledger.backup(to: backup)
    var tried = 0
    let cells = try DatabaseQueue(path: backup).read { db in
      try tables(db).flatMap { table in try columns(of: table, db).map { Cell(table: table, column: $0) } }
    }
    #expect(cells.count > 50)
    for cell in cells {
      let count = try DatabaseQueue(path: backup).read {
        try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(cell.table)")
      }
      for row in 0..<(count ?? 0) {
        tried += 1
        try tamper(cell, row, backup, original.directory)
      }
    }
    #expect(tried > 300)
  }

  /// Changes one value in a copy and expects the check to name its table and column.
  private func tamper(_ cell: Cell, _ row: Int, _ backup: String, _ directory: String) throws {
    let copy = directory + "/copy.sqlite"
    try FileManager.default.copyItem(atPath: backup, toPath: copy)
    defer { for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) } }
    let queue = try DatabaseQueue(path: copy, configuration: unguarded)
    let changed = try queue.writeWithoutTransaction { db in try change(cell, row, db) }
    try queue.close()
    try #require(changed, "\(cell.testDescription) row \(row) took no other value")
    let result = try Ledger.check(at: copy)
    let word = word(for: cell)
    let named = result.problems.contains { $0.what.contains(cell.table) && (word.isEmpty || $0.what.contains(word)) }
    #expect(named, "\(cell.testDescription) row \(row): \(result.problems.map(\.what))")
  }

  /// The word that tells the cell in a problem. A changed key makes the old one missing and the new one a stranger; that
  /// is told by the row.
  private func word(for cell: Cell) -> String {
    switch (cell.table, cell.column) {
    case ("tally", "day"), ("tally", "drill"), ("tally", "key"), ("tally", "station"), ("tally", "dimension"): ""
    case ("counter", "day"), ("counter", "drill"), ("counter", "key"), ("counter", "station"), ("counter", "kind"): ""
    case ("words", "entry"), ("words", "word"): "word"
    default: cell.column
    }
  }

  /// An intruder's connection: no foreign keys.
  private var unguarded: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    return configuration
  }

  /// Gives the cell the first other value that the table's own rules take (a key may be there already).
  private func change(_ cell: Cell, _ row: Int, _ db: Database) throws -> Bool {
    try db.execute(sql: "DROP TRIGGER IF EXISTS entry_stays")
    defer {
      #expect(throws: Never.self) {
        try db.execute(
          sql: """
            CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END
            """)
      }
    }
    let keys = try db.primaryKey(cell.table).columns
    let order = keys.isEmpty ? "rowid" : keys.joined(separator: ", ")
    let whole = try #require(
      try Row.fetchOne(
        db,
        sql: "SELECT \(keys == ["rowid"] ? "rowid, " : "")* FROM \(cell.table) ORDER BY \(order) LIMIT 1 OFFSET \(row)")
    )
    let place = keys.map { "\($0) = ?" }.joined(separator: " AND ")
    let old: DatabaseValue = whole[cell.column]
    let type = try db.columns(in: cell.table).first { $0.name == cell.column }?.type ?? ""
    for value in others(than: old, type) {
      var arguments: [(any DatabaseValueConvertible)?] = [value]
      arguments += keys.map { whole[$0] as DatabaseValue }
      do {
        try db.execute(
          sql: "UPDATE \(cell.table) SET \(cell.column) = ? WHERE \(place)", arguments: StatementArguments(arguments))
        return db.changesCount == 1
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        continue
      }
    }
    return false
  }

  @Test("an incident moved in the search's word lists is found, also where FTS5's own proof is blind")
  func wordLists() throws {
    let desk = try Desk()
    _ = try desk.receive("占道占道")
    let copy = desk.directory + "/copy.sqlite"
    try desk.ledger.backup(to: copy)
    let queue = try DatabaseQueue(path: copy)
    var (tried, unseenByFTS5) = (0, 0)
    for row in try queue.read({ try Row.fetchAll($0, sql: "SELECT id, block FROM search_data WHERE id > 10") }) {
      let block: [UInt8] = Array(row["block"] as Data)
      // Where the number of an open row begins: bit 40, in seven bits a byte.
      for place in block.indices.dropLast() where block[place] == 0xA0 && block[place + 1] == 0x80 {
        var moved = block
        moved[place + 1] ^= 1
        tried += 1
        unseenByFTS5 += try queue.writeWithoutTransaction { try put(moved, row["id"], $0) } ? 1 : 0
        #expect(try !Ledger.check(at: copy).isClean, "moved at \(place)")
      }
      _ = try queue.writeWithoutTransaction { try put(block, row["id"], $0) }
    }
    #expect(try Ledger.check(at: copy).isClean)
    #expect(tried > 3 && unseenByFTS5 > 0, "\(tried) tried, FTS5 saw all but \(unseenByFTS5)")
  }

  /// Puts a page of the word lists in its place; whether FTS5's own proof takes it.
  private func put(_ block: [UInt8], _ id: Int64, _ db: Database) throws -> Bool {
    try db.execute(sql: "UPDATE search_data SET block = ? WHERE id = ?", arguments: [Data(block), id])
    do {
      try db.execute(
        sql: "PRAGMA writable_schema = RESET; INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return false
    }
  }

  @Test("a row taken out of any table is found")
  func missingRows() throws {
    let original = try busyLedger()
    let backup = original.directory + "/original.sqlite"
    try original.ledger.backup(to: backup)
    for table in [
      "entry", "words", "incident", "tally", "counter", "search", "search_content", "search_data", "spelling",
    ] {
      let copy = original.directory + "/copy-\(table).sqlite"
      try FileManager.default.copyItem(atPath: backup, toPath: copy)
      let queue = try DatabaseQueue(path: copy, configuration: unguarded)
      try queue.writeWithoutTransaction { db in
        let trigger = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'entry_lasts'")
        try db.execute(sql: "DROP TRIGGER entry_lasts")
        let key = try db.primaryKey(table).columns[0]
        try db.execute(
          sql:
            "DELETE FROM \(table) WHERE \(key) = (SELECT \(key) FROM \(table) ORDER BY 1 DESC LIMIT 1 OFFSET 1) OR \(key) = 'liupu'"
        )
        #expect(db.changesCount > 0)
        try db.execute(sql: try #require(trigger))
      }
      try queue.close()
      #expect(try !Ledger.check(at: copy).isClean, "\(table)")
    }
  }

  @Test("a schema without its guards is found, and so is a head that is not in the chain")
  func guards() throws {
    let desk = try busyLedger()
    let head = try desk.ledger.head.hash
    #expect(try desk.ledger.check(against: head).isClean)
    #expect(try !desk.ledger.check(against: String(head.reversed())).isClean)
    let copy = desk.directory + "/copy.sqlite"
    try desk.ledger.backup(to: copy)
    let queue = try DatabaseQueue(path: copy)
    try queue.writeWithoutTransaction { try $0.execute(sql: "DROP TRIGGER entry_lasts") }
    try queue.close()
    let result = try Ledger.check(at: copy)
    #expect(result.problems.map(\.what) == ["schema: trigger entry_lasts"])
  }
}
