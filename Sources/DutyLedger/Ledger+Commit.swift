import DutyCore
import GRDB

// The one way into the record.

extension Ledger {
  /// Judges and records one act.
  package func commit(_ submission: Submission, now: Instant) throws -> Outcome {
    guard let outcome = try commit([submission], now: now).first else {
      preconditionFailure("each submission has an outcome")
    }
    return outcome
  }

  /// Judges and records acts in their order, all in one transaction under the writers' lock. Each has its own outcome;
  /// a refused one leaves the others alone. Nothing is acknowledged before it is on the disk. An act whose key the
  /// ledger has already is not recorded again; its first recording is the outcome.
  ///
  /// Throws a `LedgerFault` where nothing could be written at all.
  package func commit(_ submissions: [Submission], now: Instant) throws -> [Outcome] {
    guard let lock else { throw LedgerFault.readOnly }
    var outcomes: [Outcome] = []
    var appended: Appending?
    try lock.holding {
      try LedgerFault.told {
        try queue.inDatabase { db in
          try db.inTransaction(.immediate) {
            var appending = try Appending(room: try refreshedRoom(db), now: now, cache: incidents, db)
            outcomes = try submissions.map { try outcome(of: $0, &appending, db) }
            try appending.writeRows()
            appended = appending
            return .commit
          }
        }
      }
    }
    if let appended {
      cachedRoom = appended.room
      appended.changed.values.forEach(incidents.keep)
    }
    announce()
    return outcomes
  }

  private func outcome(of submission: Submission, _ appending: inout Appending, _ db: Database) throws -> Outcome {
    if let earlier = try recorded(submission.key, appending, db) { return earlier }
    if let known = try known(submission.request.action, appending, db) { return .refused(.what(.alreadyKnown(known))) }
    let incident = try submission.incident.flatMap { try appending.incident($0) }
    if submission.incident != nil, incident == nil { return .refused(.when(.unknownIncident)) }
    if let incident, let seen = submission.seen, seen != incident.revision { return .overtaken(by: incident) }
    do {
      let findings = try appending.room.judge(submission.request, on: incident, now: appending.now)
      let done = try appending.append(submission.request, key: submission.key, findings: findings, to: incident)
      return .recorded(entry: done.entry, done.incident)
    } catch let refusal as Refusal {
      return .refused(refusal)
    }
  }

  /// The outcome of an act that is in the ledger already.
  private func recorded(_ key: ActionKey, _ appending: Appending, _ db: Database) throws -> Outcome? {
    let statement = try db.cachedStatement(sql: "SELECT number, incident FROM entry WHERE key = ?")
    guard let row = try Row.fetchOne(statement, arguments: [key.hex]) else { return nil }
    let subject: Int64 = row[1]
    return .recorded(entry: row[0], subject == RoomReading.subject ? nil : try appending.incident(IncidentID(subject)))
  }

  /// The number of the incident that a reception or import would register a second time.
  private func known(_ action: Action, _ appending: Appending, _ db: Database) throws -> IncidentNumber? {
    let external: (origin: String?, id: String?)?
    if case .receive(let facts) = action {
      external = (facts.origin, facts.externalId)
    } else if case .importRecord(let facts) = action {
      external = (facts.origin, facts.externalId)
    } else {
      external = nil
    }
    guard let origin = external?.origin, let id = external?.id else { return nil }
    if let number = appending.numbers[ExternalKey(origin: origin, id: id)] { return number }
    return try Self.number(origin: origin, externalId: id, station: station, db)
  }

  static func number(
    origin: String, externalId: String, station: String, _ db: Database
  ) throws -> IncidentNumber? {
    let statement = try db.cachedStatement(
      sql: "SELECT dutyDay, serial FROM incident WHERE station = ? AND origin = ? AND externalId = ?")
    return try Row.fetchOne(statement, arguments: [station, origin, externalId]).map {
      IncidentNumber(day: Day(number: $0[0]), serial: $0[1])
    }
  }
}
