import DutyCore
import GRDB

// What is in the record, entry by entry.

extension Ledger {
  package func incident(_ id: IncidentID) throws -> Incident? {
    try reading { try incidents.incident(id.entry, $0) }
  }

  package func incident(numbered number: IncidentNumber) throws -> Incident? {
    try reading { db in
      let statement = try db.cachedStatement(
        sql: "SELECT id FROM incident WHERE station = ? AND dutyDay = ? AND serial = ?")
      let id = try Int64.fetchOne(statement, arguments: [station, number.day.number, number.serial])
      return try id.flatMap { try incidents.incident($0, db) }
    }
  }

  /// The incident's entries, oldest first.
  package func history(of id: IncidentID) throws -> [Entry] {
    try reading { try EntryReading.entries(of: id.entry, $0) }
  }

  /// Hands the entries from number `first` through `last` (nil: the last one) to `body`, in their order, one at a time.
  package func entries(from first: Int64 = 1, through last: Int64? = nil, _ body: (Entry) throws -> Void) throws {
    try reading { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT number, bytes FROM entry WHERE number BETWEEN ? AND ? ORDER BY number",
        arguments: [first, last ?? .max])
      while let row = try rows.next() { try body(EntryReading.entry(number: row[0], bytes: row[1], db)) }
    }
  }

  /// What may be the same matter as one of `category` at `place` in `grid`, the newest first.
  package func duplicates(
    category: String, place: Words?, grid: String?, now: Instant
  ) throws -> [Incident] {
    try reading { db in
      let room = try refreshedRoom(db)
      let ids = try Int64.fetchAll(
        try db.cachedStatement(
          sql: "SELECT id FROM incident WHERE station = ? AND received >= ? AND category = ? ORDER BY received DESC"),
        arguments: [station, room.oldestDuplicate(at: now).milliseconds, category])
      let others = try ids.compactMap { try incidents.incident($0, db) }
      return room.duplicates(category: category, place: place, grid: grid, among: others, at: now)
    }
  }

  /// The last three closed incidents like this one (先例).
  package func precedents(for incident: Incident) throws -> [Incident] {
    try like(incident, "status = 'closed' ORDER BY closed DESC") { $0.precedents(for: incident, among: $1) }
  }

  /// The last three incidents like this one in which a leader ruled on a decline.
  package func rulings(for incident: Incident) throws -> [Incident] {
    try like(incident, "1 ORDER BY id DESC") { $0.rulings(for: incident, among: $1) }
  }

  /// How many of a category are looked through for one that fits.
  private static let likeLookedAt = 100

  private func like(
    _ incident: Incident, _ condition: String, _ choose: (Room, [Incident]) -> [Incident]
  ) throws -> [Incident] {
    guard let category = incident.category else { return [] }
    return try reading { db in
      let sql = "SELECT id FROM incident WHERE station = ? AND category = ? AND imported = 0 AND \(condition) LIMIT ?"
      let ids = try Int64.fetchAll(
        try db.cachedStatement(sql: sql), arguments: [station, category, Self.likeLookedAt])
      return choose(try refreshedRoom(db), try ids.compactMap { try incidents.incident($0, db) })
    }
  }

  /// The number under which a matter of another system is registered already.
  package func known(origin: String, externalId: String) throws -> IncidentNumber? {
    try reading { try Self.number(origin: origin, externalId: externalId, station: station, $0) }
  }
}
