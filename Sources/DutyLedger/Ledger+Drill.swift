import DutyCore
import GRDB

// The drill on a ledger: what it looks at, and its steps.

extension Ledger {
  /// The open practice matters; in a practice room all that is open.
  package func practice() throws -> [Incident] {
    try reading { db in
      let all = try refreshedRoom(db).isDrill
      let statement = try db.cachedStatement(
        sql: "SELECT id FROM incident WHERE station = ? AND isOpen = 1 AND drill >= ? ORDER BY id")
      return try Int64.fetchAll(statement, arguments: [station, !all]).compactMap { try incidents.incident($0, db) }
    }
  }

  /// Records what the drill has due at `now`; the acts that were recorded, each with its incident. What the desk was
  /// quicker with is refused, and decided anew at the next step.
  package func step(_ drill: inout Drill, now: Instant) throws -> [(action: Action, incident: Incident)] {
    let due = drill.due(at: now, in: try practice(), of: try room())
    guard !due.isEmpty else { return [] }
    return zip(due, try commit(due, now: now)).compactMap { submission, outcome in
      guard case .recorded(_, let incident?) = outcome else { return nil }
      return (submission.request.action, incident)
    }
  }
}
