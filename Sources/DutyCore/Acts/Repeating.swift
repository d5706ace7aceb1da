// Who says again what was closed lately has a matter of their own (再报).

extension ActionTraits {
  static let repeats = ActionTraits("再报", "reported again", possibleIn: [.received, .inHand])
}

/// Repeat (再报): this matter is what `of` was closed for; each has its own clocks and counts.
package struct Repeating: Hashable, Codable, Sendable {
  package var of: IncidentReference

  package init(of: IncidentReference) { self.of = of }
}

// MARK: - The rule

extension Room {
  /// The older one was closed within the station's days for it (docs/duty.md#repeat).
  func judgeRepeat(
    _ facts: Repeating, _ request: Request, _ incident: Incident, _ older: Incident?, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard let older, older.reference == facts.of else { throw .when(.unknownIncident) }
    guard older.reference != incident.reference else { throw .what(.mergedWithItself) }
    guard incident.repeatOf == nil else { throw .when(.repeatsAlready) }
    guard older.isDrill == incident.isDrill else { throw .what(.drillAndReal(older.number)) }
    guard older.status == .closed, let closed = older.closed else { throw .when(.notClosedYet(older.number)) }
    guard isWithin(.mergeAfterClose, of: closed.recorded, now) else {
      throw .when(.closedLongAgo(older.number, limit(.mergeAfterClose)))
    }
    return Findings()
  }
}

// MARK: - What follows

extension Incident {
  /// The older one is put to an officer: reopened, or left closed.
  func repeating(_ facts: Repeating) -> [Consequence] {
    [Consequence(on: .incident(facts.of.id), .follow(.repeated(by: reference)))]
  }

  /// Closed itself, it no longer asks what becomes of the older one.
  var endOfRepeat: [Consequence] {
    repeatOf.map { [Consequence(on: .incident($0.id), .follow(.repeatEnded(by: reference)))] } ?? []
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Repeating) -> [String?] { [facts.of.number.description] }
}
