import DutyCore

/// The beginning of a station's ledger: its terms, its lists, its calendar, and the first person who may change them.
package struct Founding {
  package var charter: Charter
  package var catalogue: Catalogue
  package var calendar: WorkCalendar
  package var administrator: String
  /// The hash of the administrator's PIN.
  package var pinHash: String

  package init(
    charter: Charter, catalogue: Catalogue, calendar: WorkCalendar, administrator: String, pinHash: String
  ) {
    self.charter = charter
    self.catalogue = catalogue
    self.calendar = calendar
    self.administrator = administrator
    self.pinHash = pinHash
  }

  /// Creates the ledger at `path`, which must not be there yet. Throws the `Refusal` where the rules do not take it.
  package func found(at path: String, now: Instant) throws -> Ledger {
    try NameRule.judge(station: charter)
    let first = Enrolment(
      officer: OfficerID(1), name: administrator, rank: .administrator, pin: Words(pinHash, kind: .secret))
    return try Ledger.create(
      at: path, charter: charter,
      acts: [.room(.setCatalogue(catalogue)), .room(.setCalendar(calendar)), .room(.enrol(first))], now: now)
  }
}

extension Ledger {
  /// Acts on the room, in one transaction; throws the first refusal, which leaves the others recorded.
  package func record(_ actions: [Action], by actor: Actor, within session: Session? = nil, now: Instant) throws {
    let submissions = actions.map { Submission(Request($0, by: actor, at: now).within(session), key: .random()) }
    for outcome in try commit(submissions, now: now) {
      if case .refused(let refusal) = outcome { throw refusal }
    }
  }

  /// The same by who is signed on in `session`, while it goes on.
  package func record(_ actions: [Action], in session: Session, now: Instant) throws {
    try record(actions, by: session.actor, within: session, now: now)
  }
}
