// The facts that are stated when clocks are stopped, moved or answered: suspensions, the reports of an emergency, call-backs.

/// Suspend (挂账): all clocks pause until the end date, or until somebody resumes it before.
package struct Suspending: Hashable, Codable, Sendable {
  package var until: Instant
  package var reason: Words

  package init(until: Instant, reason: Words) {
    self.until = until
    self.reason = reason
  }
}

/// A report on an emergency to those above (初报, 续报, 终报). The final one lifts the emergency.
package struct SituationReport: Hashable, Codable, Sendable {
  package enum Stage: String, Codable, CaseIterable, Sendable {
    case initialByPhone, initialInWriting, followUp, final
  }

  package var stage: Stage
  package var to: Words
  package var words: Words

  package init(stage: Stage, to: Words, words: Words) {
    self.stage = stage
    self.to = to
    self.words = words
  }
}

/// Call-back (回访): the person who reported is asked. Whoever was not reached said neither.
package struct CallBack: Hashable, Codable, Sendable {
  package var reached: Bool
  package var solved: Bool?
  package var satisfied: Bool?
  /// The desk looked and agrees that it is not solved: a closed matter is reopened by that.
  package var confirmed: Bool
  package var words: Words?
  /// The reason why what is asked for goes beyond reason. Somebody else agrees by recording the same once more.
  package var unreasonable: Words?

  package init(
    reached: Bool, solved: Bool? = nil, satisfied: Bool? = nil, confirmed: Bool = false, words: Words? = nil,
    unreasonable: Words? = nil
  ) {
    self.reached = reached
    self.solved = solved
    self.satisfied = satisfied
    self.confirmed = confirmed
    self.words = words
    self.unreasonable = unreasonable
  }
}
