/// The outcome of an act that was asked for.
package enum Outcome: Hashable, Sendable {
  /// It is in the ledger, with this entry; nil where the act was on the room.
  case recorded(entry: Int64, SubjectState?)
  case refused(Refusal)
  /// The subject had changed since it was seen; here is what it is now.
  case overtaken(by: SubjectState)
}

/// An act on its way to the ledger.
package struct Submission: Hashable, Sendable {
  package var request: Request
  /// Nil for what opens a subject, and for an act on the room.
  package var subject: Subject?
  /// The revision that was on screen; nil where none was looked at (docs/duty.md#act-on-what-was-seen).
  package var seen: Int?
  package var key: ActionKey

  package init(_ request: Request, on subject: Subject?, seen: Int? = nil, key: ActionKey) {
    self.request = request
    self.subject = subject
    self.seen = seen
    self.key = key
  }

  package init(_ request: Request, on incident: IncidentID? = nil, seen: Int? = nil, key: ActionKey) {
    self.init(request, on: incident.map(Subject.incident), seen: seen, key: key)
  }
}
