import DutyCore
import DutyLedger
import TestSupport
import Testing

// The two stores, and how the tests act on them.

extension StoreTests {
  /// The verbs of a store.
  struct Store {
    let commit: (Submission, Instant) throws -> Outcome
    let commitDue: (Instant) throws -> Void
    let snapshot: (QueueView, Instant) throws -> Snapshot
    let history: (Subject) throws -> [Entry]
  }

  enum Kind: CaseIterable, Sendable { case file, paper }

  static let officer = OfficerID(1)
  static let leader = OfficerID(2)
  static let administrator = OfficerID(3)
  static let opening = Station.opening

  static let acts: [Action] = [
    .room(.setCatalogue(Station.catalogue)),
    .room(.enrol(Enrolment(officer: officer, name: "甲某", rank: .officer))),
    .room(.enrol(Enrolment(officer: leader, name: "丙某", rank: .leader))),
    .room(.enrol(Enrolment(officer: administrator, name: "庚某", rank: .administrator))),
  ]

  func withStore(_ kind: Kind, _ body: (Store) throws -> Void) throws {
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Station.zone)
    let charter = Charter(station: "sample", name: "样例镇", plan: plan)
    switch kind {
    case .paper:
      let paper = PaperLedger(charter, now: Self.opening)
      for act in Self.acts { paper.record(act, by: .housekeeping, at: Self.opening, now: Self.opening) }
      try body(
        Store(
          commit: { try paper.committed($0, now: $1) }, commitDue: { paper.commitDue(now: $0) },
          snapshot: { paper.snapshot($0, now: $1) }, history: { paper.history(of: $0) }))
    case .file:
      try withTemporaryDirectory { directory in
        let ledger = try Ledger.create(
          at: directory + "/duty.sqlite", charter: charter, acts: Self.acts, now: Self.opening)
        try body(
          Store(
            commit: { try ledger.commit($0, now: $1) }, commitDue: { _ = try ledger.commitDue(now: $0) },
            snapshot: { try ledger.snapshot($0, now: $1) },
            history: { subject in
              var found: [Entry] = []
              try ledger.entries { if $0.subject == subject { found.append($0) } }
              return found
            }))
        try ledger.close()
      }
    }
  }

  // MARK: - Acting

  static func key(_ number: Int) -> ActionKey { ActionKey(hex: "key\(number)") }

  static func act(
    _ action: Action, by actor: Actor = .officer(officer), orderedBy: OfficerID? = nil, on state: SubjectState? = nil,
    seen: Int? = nil, key number: Int, at now: Instant = opening
  ) -> Submission {
    let request = Request(action, by: actor, orderedBy: orderedBy, at: now)
    return Submission(request, on: state?.subject, seen: seen, key: key(number))
  }

  static func recorded(_ outcome: Outcome) throws -> SubjectState {
    guard case .recorded(_, let state?) = outcome else { throw Unexpected(outcome: outcome) }
    return state
  }

  struct Unexpected: Error { let outcome: Outcome }

  static func reception(
    _ summary: String, urgency: Urgency = .routine, drill: Bool = false, id: String? = nil
  ) -> Action {
    .receive(
      Reception(
        source: .grid, summary: Words(summary), place: Words("东门"), category: "ZD", urgency: urgency,
        origin: id.map { _ in "x" }, externalId: id, drill: drill))
  }

  static let note = Action.note(Note(Words("来电催问")))
  static let all = QueueView(tab: .open, rows: 20)
}
