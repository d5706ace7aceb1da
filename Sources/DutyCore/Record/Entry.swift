/// One line of the ledger (台账记录): an action as it was recorded, and what the rules found while recording it.
package struct Entry: Hashable, Sendable {
  /// Place in the ledger, from 1 without gaps; the order of things is this number, never a clock.
  package var number: Int64
  package var station: String
  package var subject: Subject
  /// 1 for the subject's first entry.
  package var revision: Int
  /// Chosen by whoever acts, before the first try: the same act is never recorded twice.
  package var key: ActionKey
  package var by: Actor
  /// The leader on whose spoken order it was done (按口头指令).
  package var orderedBy: OfficerID?
  /// The moment at which it happened, as said.
  package var at: Instant
  package var recorded: Instant
  package var action: Action
  package var findings: Findings

  package init(
    number: Int64, station: String, subject: Subject, revision: Int, key: ActionKey, by: Actor,
    orderedBy: OfficerID?, at: Instant, recorded: Instant, action: Action, findings: Findings
  ) {
    self.number = number
    self.station = station
    self.subject = subject
    self.revision = revision
    self.key = key
    self.by = by
    self.orderedBy = orderedBy
    self.at = at
    self.recorded = recorded
    self.action = action
    self.findings = findings
  }

  /// Said more than ten minutes before it was written down (补录; docs/duty.md#two-times).
  package var isLate: Bool { Self.isLate(recorded, for: at) }

  /// Whether what happened at `at` was written down late at `recorded`.
  static func isLate(_ recorded: Instant, for at: Instant) -> Bool { recorded - at > .minutes(10) }
}

/// A UUID as 32 small hex digits, chosen before the first try of an act.
package struct ActionKey: Hashable, Sendable, Codable {
  package let hex: String

  package init(hex: String) { self.hex = hex }
  package init(from decoder: any Decoder) throws { hex = try decoder.singleValueContainer().decode(String.self) }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}

/// Values that the rules worked out while recording an action, with the settings then in force. Deadlines are facts: a
/// changed setting never moves one that is set.
package struct Findings: Hashable, Codable, Sendable {
  /// Given by the ledger to a new incident.
  package var number: IncidentNumber?
  /// Duty day and shift of reception; of a handling or a close, the duty day it falls on.
  package var dutyDay: Day?
  package var shift: String?
  /// The moment that counts as the reception, where it is not the one claimed.
  package var reception: Instant?
  /// The limit set outside had passed or nearly so when it came in (逾期交办).
  package var outsideTooNear: Bool?
  /// The duty day of an imported record's close.
  package var closedDay: Day?
  /// The list class (清单类) of the category's responsibility item.
  package var listClass: ResponsibilityItem.ListClass?
  /// The closing deadline.
  package var closing: Deadline?
  /// The deadline of a reopened matter, beside the first one, by which figures go on to judge it.
  package var second: Deadline?
  /// The deadline by which figures judge the close from here on, where it is not the one that runs.
  package var first: Deadline?
  /// It was merged or voided later than on its own day, and stays in the counts of that.
  package var staysCounted: Bool?
  /// The moment at which it is closed with the one that it is merged into.
  package var followed: Instant?
  /// The category's limit is longer than a day.
  package var limitExceedsDay: Bool?
  /// The clocks a summons starts, a unit each.
  package var clocks: [UnitClocks]?
  /// The new reply deadline of a response that was sent back.
  package var reply: Deadline?
  /// The reply has its four elements.
  package var replyComplete: Bool?
  /// The moment until which a check counts for the time of handling.
  package var checkBy: Instant?
  /// The deadline of the next reply, in an emergency that lasts.
  package var nextReply: Deadline?
  /// Timed duties that begin.
  package var duties: [DutyClock]?
  /// The deadlines of the playbook's steps.
  package var steps: [Deadline]?
  /// The clocks of a suspension's end.
  package var resumed: Resumption?
  /// The side that scored; with it comes the moment from which a score that stands alone is shown.
  package var side: Score.Side?
  package var shownFrom: Instant?
  /// A leader reviews it afterwards.
  package var awaitsReview: Bool?
  /// The clock could not be relied on when it was recorded.
  package var clock: ClockDoubt?
  /// The day by which a rectification is due, or is looked at again, as a moment: the end of that day.
  package var due: Deadline?
  package var lookBack: Deadline?
  /// A rectification of a practice matter.
  package var isPractice: Bool?

  package init() {}
}

/// The deadlines one unit gets from one summons; nil where the kind of summons sets none.
package struct UnitClocks: Hashable, Codable, Sendable {
  package let unit: String
  package let acknowledge: Deadline
  package let contact: Deadline?
  package let arrive: Deadline?
  package let reply: Deadline?
  /// The next reply's clock, only in a suspended emergency.
  package let nextReply: Deadline?

  package init(
    unit: String, acknowledge: Deadline, contact: Deadline?, arrive: Deadline?, reply: Deadline?,
    nextReply: Deadline? = nil
  ) {
    self.unit = unit
    self.acknowledge = acknowledge
    self.contact = contact
    self.arrive = arrive
    self.reply = reply
    self.nextReply = nextReply
  }
}

/// A timed duty that begins.
package struct DutyClock: Hashable, Codable, Sendable {
  package let kind: TimedDuty.Kind
  package let deadline: Deadline

  package init(kind: TimedDuty.Kind, deadline: Deadline) {
    self.kind = kind
    self.deadline = deadline
  }
}

/// The clocks as a suspension left them: each goes on from its end.
package struct Resumption: Hashable, Codable, Sendable {
  package let closing: Deadline?
  /// The deadline by which figures judge, where that is another one.
  package let first: Deadline?
  package let clocks: [UnitClocks]
  package let duties: [DutyClock]

  package init(closing: Deadline?, first: Deadline? = nil, clocks: [UnitClocks], duties: [DutyClock]) {
    self.closing = closing
    self.first = first
    self.clocks = clocks
    self.duties = duties
  }
}

extension Entry: Codable {
  private enum Key: String, CodingKey {
    case number, station, incident, kind, subject, revision, key, by, orderedBy, at, recorded, findings

    init(_ subject: Subject.Key) {
      switch subject {
      case .incident: self = .incident
      case .kind: self = .kind
      case .subject: self = .subject
      }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(number, forKey: .number)
    try container.encode(station, forKey: .station)
    try subject.encode(in: &container, Key.init)
    try container.encode(revision, forKey: .revision)
    try container.encode(key, forKey: .key)
    try container.encode(by, forKey: .by)
    try container.encodeIfPresent(orderedBy, forKey: .orderedBy)
    try container.encode(at, forKey: .at)
    try container.encode(recorded, forKey: .recorded)
    try container.encode(findings, forKey: .findings)
    try action.encode(to: encoder)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    number = try container.decode(Int64.self, forKey: .number)
    station = try container.decode(String.self, forKey: .station)
    subject = try Subject(in: container, Key.init)
    revision = try container.decode(Int.self, forKey: .revision)
    key = try container.decode(ActionKey.self, forKey: .key)
    by = try container.decode(Actor.self, forKey: .by)
    orderedBy = try container.decodeIfPresent(OfficerID.self, forKey: .orderedBy)
    at = try container.decode(Instant.self, forKey: .at)
    recorded = try container.decode(Instant.self, forKey: .recorded)
    findings = try container.decode(Findings.self, forKey: .findings)
    action = try Action(from: decoder, on: subject.kind)
    guard action.kind == subject.kind else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "\(action.name.rawValue) is no act on a \(subject.kind.rawValue)"))
    }
  }
}
