/// The sheet that one shift gives the next (交接班): what has to be settled before, what is undone and by when, what was done.
///
/// Only the signatures hold the seat; the rest is shown to both, also when nothing happened (docs/duty.md#handover-sheet).
package struct HandoverSheet: Hashable, Sendable {
  package let turn: Turn
  /// Spoken orders and reviews that the one who leaves has to sign first.
  package let toSign: [UnsignedEntry]
  /// Open ones with a unit that has not acknowledged, then red and orange ones, then the others, each in the order of
  /// attention.
  package let undone: [Incident]
  package let unacknowledged: [IncidentID]
  package let pressed: [IncidentID]
  /// Open ones with something due before the next shift ends.
  package let dueNext: [IncidentID]
  /// Closed or answered, yet a second handling is owed to who reported it.
  package let owed: [IncidentID]
  /// Closed during the turn; not what an import brought in as closed.
  package let done: [Incident]

  /// A close is looked at for a second handling that is still owed if it changed within this time before the turn: three
  /// workdays, and the longest holidays.
  package static let owedFor = Duration.days(14)
}

extension Room.Seat {
  /// Everything that the one who sits has to sign before leaving: own orders, and what waits for any leader's review.
  func toSign(of unsigned: [UnsignedEntry]) -> [UnsignedEntry] {
    unsigned.filter { $0.leader == nil || $0.leader == officer }
  }
}

extension Room {
  /// The sheet of whoever sits, or sat last, at `now`; nil where the seat is free. `incidents` are the open ones of the
  /// station and those closed since the turn began.
  package func handoverSheet(of incidents: [Incident], _ unsigned: [UnsignedEntry], at now: Instant) -> HandoverSheet? {
    guard let seat, let span = plan.span(of: seat.turn) else { return nil }
    let nextEnd = plan.span(of: plan.next(after: seat.turn))?.upperBound ?? span.upperBound
    let open = incidents.filter(\.status.isOpen).sorted { Attention($0, at: now) < Attention($1, at: now) }
    let unacknowledged = open.filter { $0.liveResponses.contains { $0.acknowledged == nil } }.map(\.id)
    let pressed = open.filter { $0.ladderStep(at: now).map { $0 >= .orange } ?? false }.map(\.id)
    func rank(_ incident: Incident) -> Int {
      unacknowledged.contains(incident.id) ? 0 : pressed.contains(incident.id) ? 1 : 2
    }
    return HandoverSheet(
      turn: seat.turn, toSign: seat.toSign(of: unsigned),
      undone: (0...2).flatMap { place in open.filter { rank($0) == place } }, unacknowledged: unacknowledged,
      pressed: pressed, dueNext: open.filter { $0.nextDue.map { $0 < nextEnd } ?? false }.map(\.id),
      owed: incidents.filter { !$0.status.isOpen && !$0.openDuties.isEmpty }.map(\.id).sorted(),
      done: incidents.filter { $0.closed.map { $0.by != .importer && span.contains($0.recorded) } ?? false }.sorted {
        $0.id < $1.id
      })
  }
}
