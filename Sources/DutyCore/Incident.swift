/// One reported matter (事件) from reception to close: what its entries add up to.
package struct Incident: Hashable, Sendable {
  /// received → inHand → handled → closed, and voided.
  package enum Status: String, Codable, CaseIterable, Sendable {
    case received, inHand, handled, closed, voided

    /// Still on somebody's desk.
    package var isOpen: Bool {
      switch self {
      case .received, .inHand, .handled: true
      case .closed, .voided: false
      }
    }
  }

  package let id: IncidentID
  package let number: IncidentNumber
  package let station: String
  /// How many entries it has; an act on an earlier revision is overtaken.
  package internal(set) var revision = 1
  package internal(set) var lastEntry: Int64
  package internal(set) var status: Status

  // Reception.
  package let source: Source
  package let origin: String?
  package let externalId: String?
  /// Another system's record (外部记录), which has no responses here.
  package let isImported: Bool
  package let isDrill: Bool
  /// When it was reported, as said; for figures this is the reception.
  package let received: Instant
  package let recorded: Instant
  package let receivedBy: Actor
  package let dutyDay: Day
  /// Name of the shift it came in; nil where the plan has a gap.
  package let shift: String?
  package let summary: Words
  package let detail: Words?
  package let reporter: Words?
  package let phone: Words?
  package let categoryHint: Words?
  package internal(set) var place: Words?
  package internal(set) var grid: String?
  package internal(set) var category: String?
  package internal(set) var urgency: Urgency
  /// A deadline set outside; it rules where it is earlier.
  package let outsideDue: Instant?
  package internal(set) var deadline: Deadline?
  package internal(set) var limitExceedsDay = false
  package internal(set) var listClass: ResponsibilityItem.ListClass?

  // Work.
  package let importedDepartment: String?
  package internal(set) var takenOnBy: Actor?
  package internal(set) var summonses: [Summons] = []
  package internal(set) var handled: Handled?
  /// What it was when it was voided.
  package internal(set) var statusBeforeVoid: Status?
  package internal(set) var closed: Closed?
  package internal(set) var sendBacks = 0
  package internal(set) var reopenings = 0

  /// The result stands, not yet checked.
  package struct Handled: Hashable, Sendable {
    /// The officer who did it, or the rule where the units' replies settled it.
    package let by: Actor
    package let recorded: Instant
    package let dutyDay: Day?
    /// Until when a check makes `recorded` the closing time.
    package let checkBy: Instant
    package let method: Method?
    package let measure: Words?
  }

  package struct Closed: Hashable, Sendable {
    /// The closing time that figures count.
    package let time: Instant
    /// The duty day that `time` falls on.
    package let dutyDay: Day?
    package let recorded: Instant
    package let by: Actor
    package let disposition: Disposition?
    package let method: Method?
    package let check: Closing.Check?
  }
}

extension Incident {
  package var responses: [Response] { summonses.flatMap(\.responses) }
  package var liveResponses: [Response] { responses.filter(\.isLive) }

  /// Declines that nobody has decided yet: no leader has ruled, and nobody was called instead.
  package var undecidedDeclines: [Response] {
    responses.filter { $0.state == .declined && $0.id.summons == summonses.count }
  }

  package func response(_ id: ResponseID) -> Response? { responses.first { $0.id == id } }

  /// The unit that answers for it: the lead called last, the desk's own hands ("自办" has none), or as imported.
  package var department: String? {
    let leads = responses.filter { $0.role == .lead }
    return (leads.last { !$0.isStoodDown } ?? leads.last)?.id.unit ?? importedDepartment
  }

  /// It counts in the denominators that leave out what was registered in error or twice.
  package var counts: Bool { status != .voided }

  /// Never declined, sent back or reopened.
  package var isFirstTimeRight: Bool {
    sendBacks == 0 && reopenings == 0 && responses.allSatisfy { $0.declined == nil }
  }

  package var wasWhistled: Bool { summonses.contains { $0.kind.isWhistle } }
  package var isEmergency: Bool { urgency == .emergency }

  /// The nearest moment at which something is due: a unit's next milestone or the close; nil where nothing is.
  package var nextDue: Instant? {
    guard status.isOpen else { return nil }
    let closing = deadline.map { [$0.due] } ?? []
    return (liveResponses.compactMap { $0.nextDeadline?.due } + closing).min()
  }

  package func isOverdue(at now: Instant) -> Bool { nextDue.map { $0 < now } ?? false }

  /// When the first of its live responses reaches, or reached, the orange sheet; nil where none can.
  package var orangeFrom: Instant? {
    guard status.isOpen else { return nil }
    return liveResponses.compactMap { $0.ladderStart(.orange) }.min()
  }
}

/// One call on one incident to one or more units (派遣).
package struct Summons: Hashable, Sendable {
  package let index: Int
  package let kind: SummonsKind
  package let ground: Ground?
  package let item: String?
  package let by: Actor
  package let orderedBy: OfficerID?
  package let recorded: Instant
  package let words: Words?
  package internal(set) var responses: [Response]
}

/// One unit's answer to one summons (应哨单位的办理).
package struct Response: Hashable, Sendable {
  package enum Role: String, Codable, CaseIterable, Sendable { case lead, support }

  package enum State: String, Codable, CaseIterable, Sendable {
    case notified, acknowledged, contacted, arrived, replied, declined, ended
  }

  package let id: ResponseID
  package let role: Role
  package let kind: SummonsKind
  package let notified: Instant
  package let acknowledgeBy: Deadline
  package let contactBy: Deadline?
  package internal(set) var arriveBy: Deadline?
  package internal(set) var replyBy: Deadline?
  package internal(set) var state = State.notified

  // Recorded times: what counts. What was claimed stands in the entries.
  package internal(set) var acknowledged: Instant?
  package internal(set) var contacted: Instant?
  package internal(set) var arrived: Instant?
  /// The last complete reply that was not sent back.
  package internal(set) var replied: Instant?
  package internal(set) var lastReply: Reply?
  package internal(set) var declined: Instant?
  package internal(set) var ruling: Appointment.Ruling?
  package internal(set) var urged: Instant?
  package internal(set) var sheets: [Sheet.Colour] = []
  /// When the unit was released.
  package internal(set) var stoodDown: Instant?
  package internal(set) var sendBacks = 0

  /// Whoever arrived has made contact.
  package var madeContact: Instant? { contacted ?? arrived }

  package var isLive: Bool {
    switch state {
    case .notified, .acknowledged, .contacted, .arrived: true
    case .replied, .declined, .ended: false
    }
  }

  package var isStoodDown: Bool { stoodDown != nil }

  /// Its clocks stopped at the decline, unless it was overruled.
  package var releasedByDecline: Instant? { ruling == .overruled ? nil : declined }

  /// What the unit owes next.
  package var nextDeadline: Deadline? {
    switch state {
    case .notified: [acknowledgeBy, contactBy, arriveBy, replyBy].compactMap(\.self).min { $0.due < $1.due }
    case .acknowledged:
      [madeContact == nil ? contactBy : nil, arriveBy, replyBy].compactMap(\.self).min { $0.due < $1.due }
    case .contacted: [arriveBy, replyBy].compactMap(\.self).min { $0.due < $1.due }
    case .arrived: replyBy
    case .replied, .declined, .ended: nil
    }
  }
}
