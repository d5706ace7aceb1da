/// One call on one incident to one or more units (派遣).
package struct Summons: Hashable, Sendable {
  package let index: Int
  package let kind: SummonsKind
  package let ground: Ground?
  package let item: String?
  package let playbook: String?
  package let power: String?
  package let by: Actor
  package let orderedBy: OfficerID?
  package let recorded: Instant
  package let words: Words?
  /// The deadlines of the steps of the playbook it follows.
  package let steps: [Deadline]
  package internal(set) var responses: [Response]
}

/// One unit's answer to one summons (应哨单位的办理).
package struct Response: Hashable, Sendable {
  package enum Role: String, Codable, CaseIterable, Sendable { case lead, support }

  package enum State: String, Codable, CaseIterable, Sendable {
    case notified, acknowledged, contacted, arrived, replied, declined, ended, accepted, referred
  }

  /// A milestone as an entry recorded it.
  package struct Mark: Hashable, Sendable {
    package let entry: Int64
    package let state: State
    /// The recorded time, which is what counts.
    package let recorded: Instant
    /// The time that was claimed, as last corrected.
    package internal(set) var at: Instant
    /// The sign code was given: the unit itself had the message.
    package let isProven: Bool
  }

  package let id: ResponseID
  package let role: Role
  package let kind: SummonsKind
  package let notified: Instant
  /// Four digits in the message to the unit, by which a sign-off on the phone is proven.
  package let signCode: String
  package internal(set) var acknowledgeBy: Deadline
  package internal(set) var contactBy: Deadline?
  package internal(set) var arriveBy: Deadline?
  /// The deadline of the first complete reply.
  package internal(set) var replyBy: Deadline?
  /// The deadline of the next reply after the first, while an emergency lasts.
  package internal(set) var nextReplyBy: Deadline?
  package internal(set) var state = State.notified
  /// The milestones that were reached, in the order of the entries.
  package internal(set) var marks: [Mark] = []
  /// The first complete reply that was not sent back.
  package internal(set) var replied: Instant?
  package internal(set) var lastReply: Reply?
  package internal(set) var declined: Instant?
  /// The number of summonses the incident had then: a later one decides on the decline.
  var declinedAmong = 0
  package internal(set) var ruling: Appointment.Ruling?
  /// The leader's reason for the ruling: a precedent for the next decline of this kind.
  package internal(set) var rulingReason: Words?
  /// The moment by which the county should have ruled on it, while it is referred.
  package internal(set) var rulingBy: Deadline?
  /// The way in which it is escalated, as asked and then as accepted; the number it has there.
  package internal(set) var manner: EscalationManner?
  package internal(set) var theirNumber: String?
  /// It was not taken on there (不予受理).
  package internal(set) var wasRejected = false
  package internal(set) var urged: Instant?
  package internal(set) var sheets: [Sheet.Colour] = []
  /// The moment at which the unit was released.
  package internal(set) var stoodDown: Instant?
  package internal(set) var sendBacks = 0
  package internal(set) var lastSentBack: Instant?
  package internal(set) var scores: [Score.Side: Score] = [:]
  /// The moment from which both sides may see a score that stands alone.
  package internal(set) var scoresShownFrom: Instant?

  // Recorded times: what counts. What was claimed stands in the marks.

  /// Any milestone implies it.
  package var acknowledged: Instant? { marks.first?.recorded }
  package var contacted: Instant? { marks.first { $0.state == .contacted }?.recorded }
  /// A reply implies it.
  package var arrived: Instant? { marks.first { $0.state == .arrived || $0.state == .replied }?.recorded }
  /// Whoever arrived or replied has made contact, whatever was recorded of it later.
  package var madeContact: Instant? {
    marks.first { $0.state == .contacted || $0.state == .arrived || $0.state == .replied }?.recorded
  }

  package var isLive: Bool {
    switch state {
    case .notified, .acknowledged, .contacted, .arrived, .accepted: true
    case .replied, .declined, .ended, .referred: false
    }
  }

  package var isStoodDown: Bool { stoodDown != nil }
  /// Released because the lead had replied.
  package internal(set) var endedWithLead = false

  /// Its clocks stopped at the decline, unless it was overruled.
  package var releasedByDecline: Instant? { ruling == .overruled ? nil : declined }

  /// The reply it owes: the first, or in an emergency the next (docs/duty.md#emergency-replies).
  var owedReply: Deadline? { replied == nil ? replyBy : nextReplyBy }

  /// The deadline of what the unit owes next.
  package var nextDeadline: Deadline? {
    guard isLive else { return nil }
    let owed = [
      acknowledged == nil ? acknowledgeBy : nil, madeContact == nil ? contactBy : nil, arrived == nil ? arriveBy : nil,
      owedReply,
    ]
    return owed.compactMap(\.self).min { $0.due < $1.due }
  }

  /// Both sides have scored, or the time for it has passed: until then neither sees the other's.
  package func showsScores(at now: Instant) -> Bool {
    scores.count == Score.Side.allCases.count || (scoresShownFrom.map { $0 <= now } ?? false)
  }
}
