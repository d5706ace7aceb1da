import DutyCore
import Foundation
import GRDB

// The look-ups that the rules ask for besides the subject an act is done to.

extension Appending {
  func surroundings(of action: Action) throws -> Surroundings {
    if case .wayOn(.repeats(let facts)) = action { return Surroundings(target: try incident(facts.of.id)) }
    if case .merge(let facts) = action { return Surroundings(target: try incident(facts.target.id)) }
    if case .rectification(.open(let facts)) = action {
      return Surroundings(incident: try facts.incident.flatMap { try incident($0.id) })
    }
    if let entry = action.correction?.entry ?? action.erasure?.entry {
      return Surroundings(entry: try EntryReading.entry(entry, db))
    }
    guard case .room(.handOver(let facts)) = action else { return Surroundings() }
    let statement = try db.cachedStatement(sql: "SELECT hash FROM entry WHERE number = ?")
    let hash = try Data.fetchOne(statement, arguments: [facts.through])
    return Surroundings(unsigned: try unsigned(), head: hash.map(Chain.hex))
  }

  /// Everything that waits for a leader's signature: as the rows have it, and as this transaction has changed it.
  private func unsigned() throws -> [UnsignedEntry] {
    let rows = try IncidentRow.unsigned(station: station, db) + RectificationRow.unsigned(station: station, db)
    let kept = try rows.filter { changed[$0] == nil }.compactMap { try state(openedBy: $0) }
    return (kept + changed.values).sorted { $0.opened < $1.opened }.flatMap(\.unsigned)
  }
}
