import DutyCore
import GRDB

/// The full-text index: for each incident one line of tokens by which it is found, as its entries make it.
///
/// What is open lies above everything that is over, and what came in later above what came in earlier: hits are read
/// from the top and none is sorted.
enum SearchTable {
  /// Beginnings of these lengths, in letters, have lists of their own (`Schema.search`).
  static let beginnings = 2...4

  /// A number above every entry's.
  static let open: Int64 = 1 << 40

  static func row(_ id: Int64, isOpen: Bool) -> Int64 { isOpen ? open + id : id }
  static func incident(_ row: Int64) -> Int64 { row & (open - 1) }

  /// A change of one incident's line; `text` nil takes it out.
  private struct Change {
    let row: Int64
    let text: String?
  }

  /// Brings the lines of `incidents` up to date. Deleting and inserting go through the table in one direction: FTS5
  /// writes out what it has gathered whenever it has to turn back.
  static func write(_ lines: [(incident: Incident, text: String)], fresh: Set<Int64>, _ db: Database) throws {
    let read = try db.cachedStatement(sql: "SELECT text FROM search WHERE rowid = ?")
    var changes: [Change] = []
    for (incident, text) in lines {
      let id = incident.id.entry
      let place = row(id, isOpen: incident.status.isOpen)
      if !fresh.contains(id) {
        if try String.fetchOne(read, arguments: [place]) == text { continue }
        changes += [row(id, isOpen: false), row(id, isOpen: true)].map { Change(row: $0, text: nil) }
      }
      changes.append(Change(row: place, text: text))
    }
    let delete = try db.cachedStatement(sql: "DELETE FROM search WHERE rowid = ?")
    let insert = try db.cachedStatement(sql: "INSERT INTO search (rowid, text) VALUES (?, ?)")
    for change in changes.sorted(by: { ($0.row, $1.text == nil ? 1 : 0) < ($1.row, $0.text == nil ? 1 : 0) }) {
      if let text = change.text {
        try insert.execute(arguments: [change.row, text])
      } else {
        try delete.execute(arguments: [change.row])
      }
    }
  }

  /// Writes what was taken out out of the index for good: until then FTS5 keeps it, marked as gone.
  static func forget(_ db: Database) throws { try db.execute(sql: "INSERT INTO search (search) VALUES ('optimize')") }

  /// The incidents that `sought` finds, what is open first, then the latest first.
  static func found(_ sought: Sought, limit: Int, _ db: Database) throws -> [IncidentID] {
    guard !sought.isEmpty, limit > 0 else { return [] }
    let statement = try db.cachedStatement(
      sql: "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?")
    return try Int64.fetchAll(statement, arguments: [sought.match, limit]).map { IncidentID(incident($0)) }
  }

  /// The line of an incident, whose names are those of `room`; `words` are the free texts of its entries.
  ///
  /// A person's name or phone is never among them: those are words of another kind.
  static func line(of incident: Incident, words: [String], in room: Room, _ speller: Speller) -> String {
    var line = SearchLine()
    incident.number.forms.forEach { line.add($0) }
    if let id = incident.externalId { line.add(id) }
    if let document = incident.document { line.add(document) }
    words.forEach { line.add($0) }
    let names = names(of: incident, in: room)
    names.forEach { line.add($0) }
    for text in [incident.place?.text].compactMap(\.self) + names {
      line.spell(room.spellings[text] ?? speller.spelling(of: text))
    }
    return line.text
  }

  /// Grid, category, units, items, joint matters, powers, and the people who acted, each once.
  private static func names(of incident: Incident, in room: Room) -> [String] {
    let catalogue = room.catalogue
    let units =
      incident.responses.map(\.id.unit)
      + [incident.importedDepartment, incident.handedDownBy, incident.complainedOf].compactMap(\.self)
    let actors =
      [incident.receivedBy, incident.takenOnBy, incident.handled?.by, incident.closed?.by].compactMap(\.self)
      + incident.summonses.map(\.by)
    let people = actors.compactMap(\.officer) + incident.summonses.compactMap(\.orderedBy)
    var names = [incident.grid, incident.category.map(catalogue.name(ofCategory:))].compactMap(\.self)
    for unit in units {
      names += catalogue.known(unit, Catalogue.department).map { [$0.short, $0.name] } ?? [unit]
    }
    for summons in incident.summonses {
      names += [summons.item.flatMap { catalogue.known($0, Catalogue.item) }?.name].compactMap(\.self)
      names += [summons.playbook.flatMap { catalogue.known($0, Catalogue.playbook) }?.name].compactMap(\.self)
      names += [summons.power.flatMap { catalogue.known($0, Catalogue.power) }?.name].compactMap(\.self)
    }
    names += people.compactMap { room.officers[$0]?.name }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The free texts of an incident's entries that are still kept.
  static func words(of incident: Int64, _ db: Database) throws -> [String] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT text FROM entry JOIN words ON words.entry = entry.number
        WHERE incident = ? AND kind = 'text' ORDER BY number, word
        """)
    return try String.fetchAll(statement, arguments: [incident])
  }
}

/// A line of tokens in the making.
private struct SearchLine {
  private var bytes: [UInt8] = []
  private var spelled: Set<String> = []

  /// Stands between two texts, so that no word is found across them: a character that nobody types, and a token for FTS5.
  private static let border = Array(" \u{E000}".utf8)

  init() { bytes.reserveCapacity(512) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func add(_ words: String) {
    if !bytes.isEmpty { bytes += Self.border }
    Sought.write(words, to: &bytes)
  }

  mutating func spell(_ spelling: Spelling) {
    for token in spelling.tokens where spelled.insert(token).inserted { bytes += Array((" " + token).utf8) }
  }
}

extension Sought {
  /// The question as FTS5 is asked it. Tokens hold letters and digits only: nothing in them means anything to it.
  fileprivate var match: String {
    words.map { word in
      "\"" + word.tokens.joined(separator: " ") + "\"" + (word.isWhole ? "" : "*")
    }.joined(separator: " AND ")
  }
}

extension Sought.Word {
  /// A single letter and up to five digits are found only as they stand: too much begins with them. So is a Hanzi.
  package var isWhole: Bool {
    guard let last = tokens.last, let first = last.unicodeScalars.first else { return true }
    if first.properties.numericType != nil, first.isASCII { return last.count < 6 }
    return last.unicodeScalars.count < 2
  }
}

extension Actor {
  fileprivate var officer: OfficerID? {
    switch self {
    case .officer(let id): id
    case .intake, .importer, .rule, .housekeeping, .drill: nil
    }
  }
}
