/// A decision that an open incident waits for from a leader: desk and reports list these first.
/// See docs/duty.md#leaders-decisions.
package enum Decision: String, CaseIterable, Sendable {
  /// A unit declined, and nobody was called instead.
  case decline
  /// An extension was asked for; with one agreement it waits for the second leader.
  case lengthening = "extension"
  /// A spoken order to be countersigned, or an emergency whistle to be reviewed.
  case signature
  /// The red step of the ladder: offered to the secretary as a hard whistle.
  case red
  /// The person who reported it is not satisfied: the unit's head answers for the second handling.
  case secondHandling
}

extension Incident {
  package func decisions(at now: Instant) -> [Decision] {
    Decision.allCases.filter { decision in
      switch decision {
      case .decline: status.isOpen && !undecidedDeclines.isEmpty
      case .lengthening: status.isOpen && extensionAsked != nil
      case .signature: !unsigned.isEmpty
      case .red: ladderStep(at: now) == .red
      case .secondHandling: openDuties.contains { $0.kind == .secondHandling }
      }
    }
  }
}
