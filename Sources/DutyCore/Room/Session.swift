/// The person who is signed on, and the PIN that did it: the entry that set it. Where that is not the last one any more, the
/// session is over at every desk (docs/duty.md#sessions).
package struct Session: Hashable, Sendable {
  package let officer: OfficerID
  package let pinEntry: Int64

  /// The session of `officer`, who has just signed on.
  package init(_ officer: Officer) { (self.officer, pinEntry) = (officer.id, officer.pinEntry) }

  package var actor: Actor { .officer(officer) }
}

extension Room {
  /// The reason why `session` is over; nil while it goes on. A new PIN ends it, and so does leaving.
  package func end(of session: Session) -> Refusal? {
    guard let officer = officers[session.officer] else { return .room(.unknownOfficer(session.officer)) }
    if officer.hasLeft { return .who(.hasLeft(name: officer.name)) }
    return officer.pinEntry == session.pinEntry ? nil : .who(.pinChanged)
  }
}
