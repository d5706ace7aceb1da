// What the desk itself owes on a subject: duties with a time, and signatures.

/// A duty that the desk itself owes by a certain time.
package struct TimedDuty: Hashable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// 初报（电话）, 初报（书面）, 续报, 终报
    case initialReportByPhone, initialReportInWriting, followUpReport, finalReport
    /// 二次办理: the person who reported is not satisfied (docs/duty.md#second-handling).
    case secondHandling
  }

  package let kind: Kind
  package internal(set) var deadline: Deadline
  package internal(set) var done: Instant?
}

/// An entry that waits for a leader's signature: an act on a spoken order, or an emergency whistle to be reviewed.
package struct UnsignedEntry: Hashable, Sendable {
  package let subject: Subject
  /// The number of its subject, as people say it.
  package let number: String
  package let entry: Int64
  package let action: ActionName
  /// The kind of a summons.
  let summons: SummonsKind?
  package let recorded: Instant
  /// The person who wrote it down.
  package let by: Actor
  /// The leader whose order it was; nil where any sitting leader reviews it.
  package let leader: OfficerID?

  init(_ entry: Entry, number: String, leader: OfficerID?) {
    subject = entry.subject
    self.number = number
    self.entry = entry.number
    action = entry.action.name
    if case .summon(let facts) = entry.action { summons = facts.kind } else { summons = nil }
    recorded = entry.recorded
    by = entry.by
    self.leader = leader
  }

  /// The kind of a summons, or the name of the act.
  package func title(_ language: Language) -> String { summons?.text(language) ?? action.text(language) }
}
