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

  /// The number under which a matter of another system is registered already.
  package func known(origin: String, externalId: String) throws -> IncidentNumber? {
    try reading { try Self.number(origin: origin, externalId: externalId, station: station, $0) }
  }
}
