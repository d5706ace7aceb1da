import DutyCore
import Foundation
import GRDB

// The index as a whole, proven.

/// The room as it was after each of its entries.
struct RoomCourse {
  private var rooms: [(entry: Int64, room: Room)] = []

  init(_ entries: [Entry]) {
    for entry in entries {
      guard let room = rooms.last?.room.folding(entry) ?? Room.founding(entry) else { continue }
      rooms.append((entry.number, room))
    }
  }

  /// The room after entry `number`; nil before it was founded.
  func room(after number: Int64) -> Room? {
    var (low, high) = (0, rooms.count)
    while low < high {
      let middle = (low + high) / 2
      if rooms[middle].entry <= number { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : rooms[low - 1].room
  }
}

extension SearchTable {
  /// Tells what is wrong with the line of `incident`, which should be `line`.
  static func problem(with incident: Incident, _ line: String, _ db: Database) throws -> String? {
    let statement = try db.cachedStatement(sql: "SELECT c0 FROM search_content WHERE id = ?")
    let place = row(incident.id.entry, isOpen: incident.status.isOpen)
    let stands = try String.fetchOne(statement, arguments: [place])
    guard stands != line else { return nil }
    return stands == nil
      ? "search_content.id: the line of \(incident.number) is missing"
      : "search.text, search_content.c0 of \(incident.number)"
  }

  /// Lines of no incident, and whether the index holds the words of its lines and nothing else. FTS5's own proof wants
  /// to write: it is made on a copy that is gone afterwards.
  static func problems(_ db: Database) throws -> [String] {
    let strays =
      "SELECT id FROM search_content WHERE id NOT IN (SELECT id + isOpen * \(row(0, isOpen: true)) FROM incident)"
    var problems = try Int64.fetchAll(db, sql: strays).map {
      "search_content.id: a line of no incident, \(incident($0))"
    }
    let parts = shadows.flatMap { table in table.columns.map { "\(table.name).\($0)" } }.joined(separator: ", ")
    func report(_ why: String) { problems.append("\(parts): the index is not that of its lines (\(why))") }
    do {
      try DatabaseQueue(path: "").writeWithoutTransaction { copy in
        try copy.execute(sql: Schema.search)
        for table in shadows {
          let columns = table.columns.joined(separator: ", ")
          try copy.execute(sql: "DELETE FROM \(table.name)")
          let insert = try copy.makeStatement(
            sql:
              "INSERT INTO \(table.name) (\(columns)) VALUES (\(table.columns.map { _ in "?" }.joined(separator: ", ")))"
          )
          let rows = try Row.fetchCursor(db, sql: "SELECT \(columns) FROM \(table.name)")
          while let row = try rows.next() { try insert.execute(arguments: StatementArguments(row.databaseValues)) }
        }
        // So that FTS5 reads all of it anew.
        try copy.execute(sql: "PRAGMA writable_schema = RESET")
        try copy.execute(sql: "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        if try !findsAsAnew(copy) { report("it finds something else") }
      }
    } catch let error as DatabaseError where Damage.what(error) != nil {
      report(error.message ?? "")
    }
    return problems
  }

  /// Whether the words, their places and what each short beginning finds add up to the same as in an index made anew from
  /// the same lines. FTS5's own proof is an exclusive or, which does not see what changes an even number of places alike.
  private static func findsAsAnew(_ copy: Database) throws -> Bool {
    try copy.execute(
      sql: Schema.search.replacingOccurrences(of: " search ", with: " anew ") + """
        INSERT INTO anew (rowid, text) SELECT id, c0 FROM search_content;
        CREATE VIRTUAL TABLE search_words USING fts5vocab(search, row);
        CREATE VIRTUAL TABLE anew_words USING fts5vocab(anew, row);
        CREATE VIRTUAL TABLE search_places USING fts5vocab(search, instance);
        CREATE VIRTUAL TABLE anew_places USING fts5vocab(anew, instance);
        """)
    // Side by side, a row at a time: a large index has millions of words.
    func isSame(_ arguments: StatementArguments, _ sql: (String) -> String) throws -> Bool {
      let stands = try Row.fetchCursor(copy, sql: sql("search"), arguments: arguments)
      let should = try Row.fetchCursor(copy, sql: sql("anew"), arguments: arguments)
      while let row = try should.next() {
        guard let other = try stands.next(), other == row else { return false }
      }
      return try stands.next() == nil
    }
    guard try isSame([], { "SELECT term, doc, cnt FROM \($0)_words" }),
      try isSame([], { "SELECT \(sums("doc")), SUM((doc & 1048575) * (1 + offset)) FROM \($0)_places" })
    else { return false }
    let beginnings = beginnings.map { "SELECT substr(term, 1, \($0)) FROM anew_words WHERE length(term) >= \($0)" }
    return try String.fetchAll(copy, sql: beginnings.joined(separator: " UNION ")).allSatisfy { beginning in
      try isSame(["\"\(beginning)\" *"]) { "SELECT \(sums("rowid")) FROM \($0) WHERE \($0) MATCH ?" }
    }
  }

  /// Sums over a column of row numbers, in two halves that do not overflow.
  private static func sums(_ column: String) -> String {
    "COUNT(*), SUM(\(column) >> 20), SUM(\(column) & 1048575)"
  }

  /// The tables that FTS5 keeps an index in.
  private static let shadows: [(name: String, columns: [String])] = [
    ("search_content", ["id", "c0"]), ("search_data", ["id", "block"]), ("search_idx", ["segid", "term", "pgno"]),
    ("search_config", ["k", "v"]),
  ]
}

extension SpellingTable {
  /// Finds where the table is not what follows from `room`.
  static func problems(_ room: Room, _ speller: Speller, _ db: Database) throws -> [String] {
    let (stands, should) = (try read(db), rows(of: room, speller))
    let missing = should.keys.filter { stands[$0] == nil }.map { "spelling.text: “\($0)” is missing" }
    let strays = stands.keys.filter { should[$0] == nil }.map { "spelling.text: “\($0)” is no name here" }
    let wrong = should.keys.filter { stands[$0] != nil && stands[$0] != should[$0] }
      .map { "spelling.syllables of “\($0)”" }
    return (missing + strays + wrong).sorted()
  }
}
