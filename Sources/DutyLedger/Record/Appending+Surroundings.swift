import DutyCore
import Foundation
import GRDB

// What the rules ask for besides the incident an act is done to.

extension Appending {
  func surroundings(of action: Action) throws -> Surroundings {
    switch action {
    case .merge(let facts): return Surroundings(target: try incident(facts.target.id))
    case .correct(let facts): return Surroundings(entry: try EntryReading.entry(facts.entry, db))
    case .erase(let facts): return Surroundings(entry: try EntryReading.entry(facts.entry, db))
    case .room(.handOver(let facts)):
      let statement = try db.cachedStatement(sql: "SELECT hash FROM entry WHERE number = ?")
      let hash = try Data.fetchOne(statement, arguments: [facts.through])
      return Surroundings(unsigned: try unsigned(), head: hash.map(Chain.hex))
    case .receive, .importRecord, .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .sendBack,
      .standDown, .settle, .handle, .close, .reopen, .note, .void, .restore, .survey, .consult, .attach, .forgive,
      .closeDirect, .decline, .appoint, .endWithLead, .urge, .sheet, .score, .admit, .requestExtension,
      .grantExtension, .suspend, .resume, .report, .callBack, .unmerge, .follow, .countersign, .reveal, .room:
      return Surroundings()
    }
  }

  /// What waits for a leader's signature: as the rows have it, and as this transaction has changed it.
  private func unsigned() throws -> [UnsignedEntry] {
    let rows = try IncidentRow.unsigned(station: station, db).filter { changed[$0] == nil }
    let kept = try rows.compactMap { try incident(IncidentID($0)) }
    return (kept + changed.values).sorted { $0.id < $1.id }.flatMap(\.unsigned)
  }
}
