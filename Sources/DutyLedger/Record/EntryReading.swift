import DutyCore
import GRDB

import Foundation

/// Entries as they are read back, with the words that are still kept.
enum EntryReading {
  /// The entries of one subject (0: the room) after `revision`, up to entry `last`, in order.
  static func entries(
    of subject: Int64, after revision: Int = 0, through last: Int64 = .max, _ db: Database
  ) throws -> [Entry] {
    let statement = try db.cachedStatement(
      sql: "SELECT number, bytes FROM entry WHERE incident = ? AND revision > ? AND number <= ? ORDER BY revision")
    let rows = try Row.fetchAll(statement, arguments: [subject, revision, last])
    return try rows.map { try entry(number: $0.value(0), bytes: $0.value(1), db) }
  }

  /// The entry of this number; nil where there is none.
  static func entry(_ number: Int64, _ db: Database) throws -> Entry? {
    let statement = try db.cachedStatement(sql: "SELECT bytes FROM entry WHERE number = ?")
    return try Data.fetchOne(statement, arguments: [number]).map { try entry(number: number, bytes: $0, db) }
  }

  static func entry(number: Int64, bytes: Data, _ db: Database) throws -> Entry {
    do {
      return try SealedEntry.entry(bytes, words: try words(of: number, db))
    } catch let error as DecodingError {
      throw LedgerFault.damaged("entry \(number) cannot be read: \(error)")
    }
  }

  /// Says in SQL that the entry is of one of these acts. The name of its act stands first in an entry's bytes, so that the
  /// others, with whole catalogues among them, are passed over unread.
  static func isOf(_ acts: [ActionName]) -> String {
    let begun = acts.map { "{\"action\":\"\($0.rawValue)\"" }
      .map { "substr(bytes, 1, \($0.utf8.count)) = CAST('\($0)' AS BLOB)" }
    return "(\(begun.joined(separator: " OR ")))"
  }

  static func words(of entry: Int64, _ db: Database) throws -> [KeptWords] {
    let statement = try db.cachedStatement(
      sql: "SELECT word, kind, salt, text FROM words WHERE entry = ? ORDER BY word")
    return try Row.fetchAll(statement, arguments: [entry]).compactMap { row in
      guard let kind = Words.Kind(rawValue: try row.value(1)) else { return nil }
      return KeptWords(word: try row.value(0), kind: kind, salt: try row.value(2), text: try row.value(3))
    }
  }

  /// The incident as its entries up to `last` make it; nil where there was none yet.
  static func incident(_ id: Int64, through last: Int64 = .max, _ db: Database) throws -> Incident? {
    Incident(adding: try entries(of: id, through: last, db))
  }

  /// The subject that entry `id` opened, as its entries up to `last` make it; nil where there was none yet.
  static func state(_ id: Int64, through last: Int64 = .max, _ db: Database) throws -> SubjectState? {
    SubjectState(adding: try entries(of: id, through: last, db))
  }
}

/// The room as its entries make it.
enum RoomReading {
  /// Subject number of the room in the `incident` column.
  static let subject: Int64 = 0

  /// Reads the room with its last seat only: each day brings many entries of seats, and that one tells all that is still so.
  static func whole(_ db: Database, through last: Int64 = .max) throws -> Room? {
    let taken = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT number FROM entry WHERE incident = ? AND number <= ? AND \(EntryReading.isOf([.takeSeat]))
          ORDER BY revision DESC LIMIT 1
          """),
      arguments: [subject, last])
    let entries = try entries("NOT \(EntryReading.isOf(ofSeats)) OR number >= \(taken ?? 0)", through: last, db)
    guard let first = entries.first, let founded = Room.founding(first) else { return nil }
    return entries.dropFirst().reduce(founded) { $0.folding($1) }
  }

  /// Reads who took a seat and who handed it over, up to entry `last`, in order.
  static func seats(through last: Int64, _ db: Database) throws -> [Entry] {
    try entries(EntryReading.isOf(ofSeats), through: last, db)
  }

  private static let ofSeats: [ActionName] = [.takeSeat, .handOver]

  private static func entries(_ condition: String, through last: Int64, _ db: Database) throws -> [Entry] {
    let statement = try db.makeStatement(
      sql: "SELECT number, bytes FROM entry WHERE incident = ? AND number <= ? AND (\(condition)) ORDER BY revision")
    let rows = try Row.fetchCursor(statement, arguments: [subject, last])
    var entries: [Entry] = []
    while let row = try rows.next() {
      entries.append(try EntryReading.entry(number: row.value(0), bytes: row.value(1), db))
    }
    return entries
  }

  /// The room as it is now, with its names' spellings.
  static func current(_ db: Database) throws -> Room? {
    var room = try whole(db)
    room?.spellings = try SpellingTable.read(db)
    return room
  }

  /// `room` with the entries that came since.
  static func refreshed(_ room: Room, _ db: Database) throws -> Room {
    let entries = try EntryReading.entries(of: subject, after: room.revision, db)
    guard !entries.isEmpty else { return room }
    var fresh = entries.reduce(room) { $0.folding($1) }
    fresh.spellings = try SpellingTable.read(db)
    return fresh
  }
}

/// Subjects folded lately, each good for one revision. It keeps a desk from folding what it shows again and again.
final class SubjectCache {
  private var kept: [Int64: SubjectState] = [:]
  /// Some windows, at 2 to 3 KB each; the cache starts anew beyond it.
  private static let capacity = 400

  /// The incident at its row's revision; nil where there is no such row.
  func incident(_ id: Int64, _ db: Database) throws -> Incident? {
    guard let revision = try revision("SELECT revision FROM incident WHERE id = ?", id, db) else { return nil }
    if case .incident(let incident)? = kept[id], incident.revision == revision { return incident }
    let incident = try EntryReading.incident(id, db)
    if let incident { keep(.incident(incident)) }
    return incident
  }

  func rectification(_ id: Int64, _ db: Database) throws -> Rectification? {
    guard let revision = try revision("SELECT revision FROM rectification WHERE id = ?", id, db) else { return nil }
    if case .rectification(let known)? = kept[id], known.revision == revision { return known }
    let state = try EntryReading.state(id, db)
    if let state { keep(state) }
    return state?.rectification
  }

  /// The subject that entry `id` opened, of whatever kind; nil where it opened none.
  func state(_ id: Int64, _ db: Database) throws -> SubjectState? {
    if let incident = try incident(id, db) { return .incident(incident) }
    return try rectification(id, db).map(SubjectState.rectification)
  }

  /// The row's; nil where there is no such row.
  private func revision(_ sql: String, _ id: Int64, _ db: Database) throws -> Int? {
    try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [id])
  }

  func keep(_ state: SubjectState) {
    if kept.count >= Self.capacity { kept.removeAll(keepingCapacity: true) }
    kept[state.opened] = state
  }
}
