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
    speller.prepare(submissions.lazy.map(\.request.action))
    return try appending(now: now) { appending, db in
      try submissions.map { try outcome(of: $0, &appending, db) }
    }
  }

  /// Records what time alone has done by `now`: suspensions that have run out end. True where anything was recorded.
  package func commitDue(now: Instant) throws -> Bool {
    guard lock != nil else { return false }
    let due = try reading { db in
      let statement = try db.cachedStatement(
        sql: "SELECT id FROM incident WHERE station = ? AND status = 'suspended' AND nextDue <= ?")
      return try Int64.fetchAll(statement, arguments: [station, now.milliseconds])
    }
    guard !due.isEmpty else { return false }
    return try appending(now: now) { appending, _ in
      for id in due { _ = try appending.current(.incident(IncidentID(id))) }
      return true
    }
  }

  /// Runs `body` in one transaction under the writers' lock, and tells the others when what it appended is on the disk.
  private func appending<Value>(
    now: Instant, _ body: (inout Appending, Database) throws -> Value
  ) throws -> Value {
    guard let lock else { throw LedgerFault.readOnly }
    var done: (value: Value, appended: Appending)?
    // Said before a lock file is missed that is gone with the ledger.
    try witness.requireInPlace()
    try lock.holding {
      try witness.requireInPlace()
      try LedgerFault.told {
        try queue.inDatabase { db in
          try db.inTransaction(.immediate) {
            let last = try Appending.last(db)
            let isAsSeen = witness.isLast(last.entry, last.hash)
            if !isAsSeen { try witness.requireContained(db) }
            let room = isAsSeen ? cachedRoom : try refreshedRoom(db)
            let time = recordedTime(clock: now, after: last, in: room)
            var appending = Appending(after: last, room, at: time, cache: subjects, speller: speller, db)
            let value = try body(&appending, db)
            try appending.writeRows()
            try lock.requireInPlace()
            done = (value, appending)
            return .commit
          }
          try beginJournalAnew(lock, db)
        }
      }
    }
    guard let done else { preconditionFailure("a transaction that did not throw has run its body") }
    cachedRoom = done.appended.room
    witness.see(entry: done.appended.lastEntry, hash: Chain.hex(done.appended.lastHash))
    done.appended.changed.values.forEach(subjects.keep)
    announce()
    return done.value
  }

  private func outcome(of submission: Submission, _ appending: inout Appending, _ db: Database) throws -> Outcome {
    let action = submission.request.action
    if let earlier = try recorded(submission.key, appending, db) { return earlier }
    if let known = try known(action, appending, db) { return .refused(.what(.alreadyKnown(known))) }
    let state = try submission.subject.flatMap { try appending.current($0) }
    if let subject = submission.subject, state == nil { return .refused(.when(subject.kind.unknown)) }
    if let state, let seen = submission.seen, seen != state.revision { return .overtaken(by: state) }
    let surroundings = try appending.surroundings(of: action)
    // A merge acts on two versions.
    if case .merge(let facts) = action, let target = surroundings.target, target.revision != facts.targetSeen {
      return .overtaken(by: .incident(target))
    }
    do {
      let findings = try appending.room.judge(submission.request, of: state, amid: surroundings, now: appending.now)
      let done = try appending.append(submission.request, key: submission.key, findings: findings, to: state)
      return .recorded(entry: done.entry, done.state)
    } catch let refusal as Refusal {
      // Nothing of it has been written: its own entry is refused before that, and a consequence that is refused is a fault.
      return .refused(refusal)
    }
  }

  /// Where readers that overlap leave SQLite no moment to begin its journal anew, it would grow without end: behind a
  /// commit, with the lock still held, those who read already are waited for, shortly and seldom. Who reads on, as a check
  /// does, keeps the journal for as long as that takes.
  private func beginJournalAnew(_ lock: WriterLock, _ db: Database) throws {
    guard let size = FileFacts.sizeAndTime(path + "-wal")?.first,
      let patience = Connection.JournalPatience(journal: size),
      lock.isTurn(afterMilliseconds: patience.pause)
    else { return }
    try Connection.beginJournalAnew(patience, db)
  }

  private func recordedTime(clock: Instant, after last: Appending.Last, in room: Room) -> RecordedTime {
    if room.isDrill { return RecordedTime(practice: clock) }
    return RecordedTime(clock: clock, last: last.recorded, expected: started?.expected())
  }

  /// The outcome of an act that is in the ledger already.
  private func recorded(_ key: ActionKey, _ appending: Appending, _ db: Database) throws -> Outcome? {
    let statement = try db.cachedStatement(sql: "SELECT number, incident FROM entry WHERE key = ?")
    guard let row = try Row.fetchOne(statement, arguments: [key.hex]) else { return nil }
    let subject: Int64 = try row.value(1)
    return .recorded(
      entry: try row.value(0), subject == RoomReading.subject ? nil : try appending.state(openedBy: subject))
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
      IncidentNumber(day: Day(number: try $0.value(0)), serial: try $0.value(1))
    }
  }
}
