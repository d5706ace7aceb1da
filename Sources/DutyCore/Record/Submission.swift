/// The outcome of an act that was asked for.
package enum Outcome: Hashable, Sendable {
  /// It is in the ledger, with this entry; nil where the act was on the room.
  case recorded(entry: Int64, Incident?)
  case refused(Refusal)
  /// The incident had changed since it was seen; here is what it is now.
  case overtaken(by: Incident)
}

/// An act on its way to the ledger.
package struct Submission: Hashable, Sendable {
  package var request: Request
  /// Nil for a reception, an import, or an act on the room.
  package var incident: IncidentID?
  /// The revision that was on screen; nil where none was looked at (docs/duty.md#act-on-what-was-seen).
  package var seen: Int?
  package var key: ActionKey

  package init(_ request: Request, on incident: IncidentID? = nil, seen: Int? = nil, key: ActionKey) {
    self.request = request
    self.incident = incident
    self.seen = seen
    self.key = key
  }
}
