import DutyCore
import GRDB

// What practice looks at on a ledger.

extension Ledger {
  /// The open practice matters; in a practice room all that is open.
  package func practice() throws -> [Incident] {
    try reading { db in
      let all = try refreshedRoom(db).isDrill
      let statement = try db.cachedStatement(
        sql: "SELECT id FROM incident WHERE station = ? AND isOpen = 1 AND drill >= ? ORDER BY id")
      return try Int64.fetchAll(statement, arguments: [station, !all]).compactMap { try subjects.incident($0, db) }
    }
  }
}
