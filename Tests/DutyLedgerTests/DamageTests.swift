import DutyCore
import DutyLedger
import Foundation
import GRDB
import TestSupport
import Testing

/// Damage that a disk does, not an intruder: bits and pages of the file. The check names the table or index that is hit,
/// says which entries can still be read, and what to run; nothing traps.
@Suite("damage to the file") struct DamageTests {
  private static let pageSize = 4096
  /// More are tried with `DAMAGE_BITS`.
  private let bitsOfEach = ProcessInfo.processInfo.environment["DAMAGE_BITS"].flatMap(Int.init) ?? 2

  /// A ledger of some sixty entries, as a file without a journal.
  private func ledger(_ body: (_ desk: Desk, _ copy: String) throws -> Void) throws {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    let incident = try desk.receive("东门菜摊占道")
    try desk.act(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: incident)
    for number in 0..<50 { _ = try desk.receive("路灯不亮，第\(number)盏") }
    let record = ImportedRecord(
      origin: "elsewhere", externalId: "1", source: .other, summary: Words("外部"), closed: desk.now)
    try desk.record(Request(.importRecord(record), by: .importer, at: desk.now - .hours(3)))
    let copy = desk.directory + "/copy.sqlite"
    try desk.ledger.backup(to: copy)
    try body(desk, copy)
  }

  /// The table or index that each page belongs to, of a sound file.
  private func owners(_ path: String) throws -> [Int: String] {
    let queue = try DatabaseQueue(path: path)
    let rows = try queue.read { try Row.fetchAll($0, sql: "SELECT pageno, name FROM dbstat") }
    try queue.close()
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  }

  /// All that can be read of a file, and SQLite's own verdict.
  private struct Content: Equatable {
    var rows: [[Row]] = []
    var isSound = false
  }

  private func content(_ path: String) -> Content? {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      return try queue.inDatabase { db in
        let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        var content = Content()
        content.rows = try (["sqlite_schema"] + tables.filter { $0 != "search_data" })
          .map { try Row.fetchAll(db, sql: "SELECT * FROM \"\($0)\"") }
        content.rows += try found(db)
        content.rows.append(try Row.fetchAll(db, sql: "SELECT * FROM pragma_application_id, pragma_user_version"))
        content.isSound = try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"]
        return content
      }
    } catch {
      return nil
    }
  }

  /// All that a search could find: each word with its places, and the hits of each beginning. The bytes in which FTS5
  /// keeps them may differ where they say the same.
  private func found(_ db: Database) throws -> [[Row]] {
    try db.execute(sql: "CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, search, instance)")
    let places = try Row.fetchAll(db, sql: "SELECT term, doc, offset FROM temp.places")
    let terms = Set(places.map { $0["term"] as String })
    let beginnings = Set((2...4).flatMap { length in terms.filter { $0.count >= length }.map { $0.prefix(length) } })
    return [places]
      + (try beginnings.sorted().map {
        try Row.fetchAll(db, sql: "SELECT rowid FROM search WHERE search MATCH ?", arguments: ["\"\($0)\" *"])
      })
  }

  private func write(_ bytes: Data, to path: String) throws {
    for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  @Test("a bit flipped in any page is told, by the table or index the page belongs to; SQLite's own look misses some")
  func everyPage() throws {
    try ledger { desk, copy in
      let whole = try Data(contentsOf: URL(fileURLWithPath: copy))
      let owners = try owners(copy)
      let was = try #require(content(copy))
      #expect(was.isSound && owners.count > 40)
      #expect(try Ledger.check(at: copy).problems == [], "the control: a sound file is sound")
      var dice = PinnedDice(seed: 7)
      let flipped = desk.directory + "/flipped.sqlite"
      var (tried, missed) = (0, 0)
      for page in 1...(whole.count / Self.pageSize) {
        for _ in 0..<bitsOfEach {
          let place = (page - 1) * Self.pageSize + placeInUse(whole, page, &dice)
          let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &dice)
          var bytes = whole
          bytes[place] ^= bit
          try write(bytes, to: flipped)
          let now = content(flipped)
          guard now != was else { continue }
          tried += 1
          missed += now?.isSound == true ? 1 : 0
          try expectTold(flipped, owners[page], "bit \(bit) of byte \(place % Self.pageSize) of page \(page)")
        }
      }
      #expect(tried > 60 && missed > 5, "\(tried) tried, of which SQLite alone missed \(missed)")
    }
  }

  /// A byte of a page that is not in the empty middle, as a rule.
  private func placeInUse(_ whole: Data, _ page: Int, _ dice: inout PinnedDice) -> Int {
    let bytes = whole[((page - 1) * Self.pageSize)..<(page * Self.pageSize)]
    let used = bytes.indices.filter { bytes[$0] != 0 }
    return (used.randomElement(using: &dice) ?? bytes.startIndex) - bytes.startIndex
  }

  private func expectTold(_ path: String, _ owner: String?, _ place: String) throws {
    let result = try Ledger.check(at: path)
    #expect(!result.isClean, "\(place) of \(owner ?? "nothing") changes what can be read")
    guard let owner else { return }
    let isNamed = result.problems.contains { problem in
      problem.what.contains(owner) || owner == "sqlite_schema" && problem.what.contains("schema")
    }
    #expect(isNamed, "\(place) of \(owner): \(result.problems.map(\.what))")
    #expect(result.run != nil, "\(place): \(result.problems)")
  }

  @Test("the header's bytes one by one: what SQLite cannot open is answered in words where it was a ledger")
  func header() throws {
    try ledger { desk, copy in
      let whole = try Data(contentsOf: URL(fileURLWithPath: copy))
      let was = content(copy)
      let flipped = desk.directory + "/flipped.sqlite"
      var answered = 0
      for place in [0, 5, 15, 16, 17, 18, 19, 20, 21, 22, 23, 44, 47, 56, 59, 60, 62, 63, 68, 70, 71] {
        for bit in [UInt8(1), 16] {
          var bytes = whole
          bytes[place] ^= bit
          try write(bytes, to: flipped)
          guard content(flipped) != was else { continue }
          let result = try Ledger.check(at: flipped)
          #expect(!result.isClean && result.run == .restore, "bit \(bit) of byte \(place): \(result.problems)")
          #expect(result.problems.contains { $0.what.contains("sqlite_schema") }, "\(place): \(result.problems)")
          answered += 1
        }
      }
      #expect(answered > 20, "\(answered)")
      // The control: what never was a ledger is none.
      try write(Data(repeating: 0x41, count: 8192), to: flipped)
      #expect(throws: LedgerFault.notOurs(path: flipped)) { _ = try Ledger.check(at: flipped) }
    }
  }

  /// A page of `name` that is no page any more.
  private func breakPage(of name: String, in copy: String, last: Bool = true) throws {
    let pages = try owners(copy).filter { $0.value == name }.keys.sorted()
    let page = try #require(last ? pages.last : pages.first)
    var whole = try Data(contentsOf: URL(fileURLWithPath: copy))
    let start = (page - 1) * Self.pageSize
    whole.replaceSubrange(start..<(start + Self.pageSize), with: Data(repeating: 0xFF, count: Self.pageSize))
    try write(whole, to: copy)
  }

  /// The numbers of the entries that SQLite gives, one by one.
  private func readable(_ path: String, upTo last: Int64) throws -> Set<Int64> {
    let queue = try DatabaseQueue(path: path)
    return try queue.inDatabase { db in
      var numbers: Set<Int64> = []
      for number in 1...last {
        do {
          _ = try Row.fetchOne(db, sql: "SELECT * FROM entry WHERE number = ?", arguments: [number])
          numbers.insert(number)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
          continue
        }
      }
      return numbers
    }
  }

  @Test("where a page of entries is broken, it is said which can be read and which cannot, and to restore")
  func entries() throws {
    try ledger { desk, copy in
      let last = try desk.ledger.head.entry
      #expect(try Ledger.check(at: copy).readable == [1...last])
      let leaf = try leafOfEntries(copy)
      var whole = try Data(contentsOf: URL(fileURLWithPath: copy))
      let start = (leaf - 1) * Self.pageSize
      whole.replaceSubrange(start..<(start + Self.pageSize), with: Data(repeating: 0xFF, count: Self.pageSize))
      try write(whole, to: copy)
      let kept = try readable(copy, upTo: last)
      #expect(kept.count > 5 && kept.count < last)
      let result = try Ledger.check(at: copy)
      #expect(Set(result.readable.flatMap { Array($0) }) == kept)
      #expect(Set(result.unreadable.flatMap { Array($0) }) == Set(1...last).subtracting(kept))
      #expect(result.run == .restore && result.notProven.contains("tally"))
      let lost = try #require(result.unreadable.first)
      #expect(result.exportable == lost.lowerBound - 1)
      let told = (result.advice(.zh), result.advice(.en))
      #expect(told.0.contains { $0.contains("第 \(lost.lowerBound)–\(lost.upperBound) 条读不出来") }, "\(told.0)")
      #expect(told.0.contains { $0.contains("duty-admin restore") && $0.contains("第 \(lost.lowerBound - 1) 条为止") })
      #expect(
        told.1.contains { $0.contains("Entries \(lost.lowerBound)–\(lost.upperBound) cannot be read") }, "\(told.1)")
    }
  }

  /// A leaf of the tree of entries that holds neither the first nor the last of them.
  private func leafOfEntries(_ path: String) throws -> Int {
    let queue = try DatabaseQueue(path: path)
    let leaves = try queue.read {
      try Int.fetchAll(
        $0, sql: "SELECT pageno FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf' AND ncell > 1 ORDER BY path")
    }
    try queue.close()
    return try #require(leaves.dropFirst().dropLast().last)
  }

  @Test(
    "where only what follows from the entries is broken, every entry is read, the table is named, and rebuild advised",
    arguments: [
      "tally", "counter", "incident", "spelling", "search_data", "search_content", "entry_by_incident",
      "sqlite_autoindex_entry_1", "incident_open",
    ])
  func derived(_ name: String) throws {
    try ledger { desk, copy in
      let last = try desk.ledger.head.entry
      try breakPage(of: name, in: copy)
      let result = try Ledger.check(at: copy)
      #expect(result.readable == [1...last] && result.unreadable == [])
      #expect(result.run == .rebuild && result.problems.contains { $0.what.hasPrefix(name) }, "\(result.problems)")
      #expect(result.advice(.zh).contains { $0.contains("duty-admin rebuild") })
      #expect(result.advice(.en).contains { $0.contains("No entry is hit") })
    }
  }

  @Test("where a page of words is broken, the entries whose words are gone are named, and a backup is wanted")
  func words() throws {
    try ledger { _, copy in
      try breakPage(of: "words", in: copy, last: false)
      let result = try Ledger.check(at: copy)
      #expect(result.run == .restore)
      #expect(result.problems.contains { $0.what.hasPrefix("words: of entries ") && $0.entry != nil })
    }
  }

  @Test(
    "values that no program of ours writes are told, and trap nothing that reads",
    arguments: [
      ("tally", "UPDATE tally SET day = 9223372036854775807"), ("tally", "UPDATE tally SET day = -9223372036854775808"),
      ("counter", "UPDATE counter SET day = 9223372036854775807, n = 9223372036854775807"),
      ("search_data", "UPDATE search_data SET block = NULL"), ("search_data", "UPDATE search_data SET block = 'x'"),
      ("search_data", "UPDATE search_data SET block = x'00000000FFFFFFFFFFFFFF7F' WHERE id = 10"),
      (
        "search_idx",
        "UPDATE search_idx SET segid = 'x', pgno = -1 WHERE (segid, term) IN (SELECT segid, term FROM search_idx LIMIT 1)"
      ),
      (
        "search_idx",
        "UPDATE search_idx SET segid = 9223372036854775807, pgno = 9223372036854775807 WHERE (segid, term) IN (SELECT segid, term FROM search_idx LIMIT 1)"
      ),
      ("search_content", "UPDATE search_content SET c0 = NULL"),
      ("incident", "UPDATE incident SET isOpen = 9223372036854775807, dutyDay = -9223372036854775808"),
      ("tally", "UPDATE tally SET received = NULL"), ("words", "UPDATE words SET kind = NULL, salt = NULL"),
      ("spelling", "UPDATE spelling SET syllables = NULL"),
    ])
  func crafted(_ table: String, _ sql: String) throws {
    try ledger { _, copy in
      #expect(try Ledger.check(at: copy).isClean)
      let queue = try DatabaseQueue(path: copy)
      try queue.writeWithoutTransaction { db in
        // What a schema forbids, whoever writes the file can put there all the same.
        let schema = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [table])
        try db.execute(sql: "PRAGMA writable_schema = ON")
        try db.execute(
          sql: "UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE name = ?", arguments: [table])
        try db.execute(sql: "PRAGMA writable_schema = RESET")
        try db.execute(sql: sql)
        #expect(db.changesCount > 0)
        try db.execute(sql: "PRAGMA writable_schema = ON")
        try db.execute(sql: "UPDATE sqlite_schema SET sql = ? WHERE name = ?", arguments: [schema, table])
        try db.execute(sql: "PRAGMA writable_schema = RESET")
      }
      try queue.close()
      let result = try Ledger.check(at: copy)
      #expect(result.problems.contains { $0.what.contains(table) }, "\(result.problems.map(\.what))")
    }
  }

  @Test(
    "a count that no ledger holds is damage to a report, which neither reckons with it nor traps",
    arguments: [
      "counter SET n = -9223372036854775808", "counter SET n = 9223372036854775807", "counter SET n = -1",
      "tally SET received = 9223372036854775807", "tally SET counted = -9223372036854775808, sameDay = -1",
    ])
  func impossibleCounts(_ change: String) throws {
    try ledger { desk, copy in
      let day = Desk.zone.local(desk.now).day
      func figures() throws -> FigureSet {
        try Ledger(opening: copy, access: .readOnly).figures(FigureQuery(days: (day - 60)...(day + 1)))
      }
      #expect(try figures().total.tally.received == 52)
      let queue = try DatabaseQueue(path: copy)
      try queue.writeWithoutTransaction { db in try db.execute(sql: "UPDATE \(change)") }
      try queue.close()
      #expect { try figures() } throws: { error in
        guard let fault = error as? LedgerFault, case .damaged = fault else { return false }
        return true
      }
    }
  }
}
