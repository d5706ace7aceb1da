/// One reported matter (事件) from reception to close: what its entries add up to.
package struct Incident: Hashable, Sendable {
  /// received → inHand → handled → closed; and merged, voided, suspended.
  package enum Status: String, Codable, CaseIterable, Sendable {
    case received, inHand, handled, closed, voided, merged, suspended

    /// Still on somebody's desk.
    package var isOpen: Bool {
      switch self {
      case .received, .inHand, .handled, .suspended: true
      case .closed, .voided, .merged: false
      }
    }

    /// Open, and its clocks are running.
    package var isRunning: Bool { isOpen && self != .suspended }
  }

  package let id: IncidentID
  package let number: IncidentNumber
  package let station: String
  /// The number of its entries; an act on an earlier revision is overtaken.
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
  /// The moment at which it was reported, as said; for figures this is the reception.
  package let received: Instant
  package let recorded: Instant
  package let receivedBy: Actor
  package let dutyDay: Day
  /// Name of the shift it came in; nil where the plan has a gap.
  package let shift: String?
  package internal(set) var summary: Words
  package let detail: Words?
  package internal(set) var reporter: Words?
  package internal(set) var phone: Words?
  package let categoryHint: Words?
  package internal(set) var place: Words?
  package internal(set) var grid: String?
  package internal(set) var category: String?
  package internal(set) var urgency: Urgency
  /// A deadline set outside; it rules where it is earlier.
  package let outsideDue: Instant?
  /// The county room or neighbour that handed it down, and is owed an answer.
  package let handedDownBy: String?
  package internal(set) var deadline: Deadline?
  package internal(set) var limitExceedsDay = false
  package internal(set) var listClass: ResponsibilityItem.ListClass?

  // Work.
  package let importedDepartment: String?
  package internal(set) var takenOnBy: Actor?
  package internal(set) var summonses: [Summons] = []
  package internal(set) var handled: Handled?
  /// The status before it was voided, merged or suspended.
  package internal(set) var statusBefore: Status?
  package internal(set) var closed: Closed?
  package internal(set) var sendBacks = 0
  package internal(set) var reopenings = 0
  /// A matter outside the list was taken on all the same (清单外准入).
  package internal(set) var isAdmitted = false
  package internal(set) var suspension: Suspension?
  package internal(set) var wasSuspended = false
  /// The suspension that is over: its clocks stood still from `since` until `until`.
  package internal(set) var stoodStill: Suspension?
  package internal(set) var extensionAsked: ExtensionRequest?
  package internal(set) var extensions = 0
  package internal(set) var duties: [TimedDuty] = []
  /// The moment at which the last emergency whistle was lifted; nil while one runs, or where none was blown.
  package internal(set) var lifted: Instant?
  /// The answer of whoever reported it to the result that stands.
  package internal(set) var lastCallBack: CallBack?
  package internal(set) var callBacks: [CallBack] = []
  /// Call-backs whose demand goes beyond reason; they count like all others.
  package internal(set) var unreasonable: [Unreasonable] = []
  /// Issued about the incident as a whole; a unit's stand in its response.
  package internal(set) var sheets: [Sheet.Colour] = []
  /// Photos and papers, without those taken back.
  package internal(set) var attached: [Attached] = []

  // Facts of the past that figures and doubts ask for.
  /// The moments at which it was first closed, and at which a close was first taken back.
  package internal(set) var firstClosed: Instant?
  package internal(set) var firstReopened: Instant?
  /// The last close and the result it was about, also where it was taken back.
  package internal(set) var lastClosed: Closed?
  package internal(set) var lastHandled: Handled?
  /// It was closed on the duty day of its reception, and reopened.
  package internal(set) var wasReopenedAfterSameDay = false
  /// It was once said to be an emergency, or whistled for as one.
  package internal(set) var wasEmergency = false
  /// One of its entries claims a time outside the bound (时间不可信), as an edition before this one took it.
  package internal(set) var hasUntrustedTime = false
  /// The moment at which its category was last changed.
  package internal(set) var recategorised: Instant?

  // Other incidents and entries.
  package internal(set) var mergedInto: IncidentReference?
  /// The moment at which it was merged.
  package internal(set) var merged: Instant?
  /// Incidents merged into this one, and the callers each brings.
  package internal(set) var joined: [IncidentReference: Int] = [:]
  /// The look-backs, by their entries, that found back what was put right after it (回潮).
  package internal(set) var relapses: [Int64] = []
  /// Entries that wait for a leader's signature (补签).
  package internal(set) var unsigned: [UnsignedEntry] = []

  package struct Suspension: Hashable, Sendable {
    package let since: Instant
    package let until: Instant
  }

  /// The reason why what somebody asked for goes beyond reason, and who found so (docs/duty.md#unreasonable).
  package struct Unreasonable: Hashable, Sendable {
    package let ground: Words
    package let first: Actor
    /// The one who agreed.
    package internal(set) var second: Actor?
  }

  package struct ExtensionRequest: Hashable, Sendable {
    package let by: Actor
    package let recorded: Instant
    /// The leader in charge, once agreed.
    package internal(set) var approvedBy: Actor?
  }

  /// The result stands, not yet checked.
  package struct Handled: Hashable, Sendable {
    /// The officer who did it, or the rule where the units' replies settled it.
    package let by: Actor
    package let recorded: Instant
    package let dutyDay: Day?
    /// The moment until which a check makes `recorded` the closing time.
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
  package var reference: IncidentReference { IncidentReference(id: id, number: number) }
  package var responses: [Response] { summonses.flatMap(\.responses) }
  package var liveResponses: [Response] { responses.filter(\.isLive) }

  /// Declines that nobody has decided yet: no leader has ruled, and nobody was called instead (docs/duty.md#undecided-decline).
  package var undecidedDeclines: [Response] {
    responses.filter { $0.state == .declined && $0.declinedAmong == summonses.count }
  }

  package func response(_ id: ResponseID) -> Response? { responses.first { $0.id == id } }

  /// The unit that answers for it: the lead called last, the desk's own hands ("自办" has none), or as imported.
  package var department: String? {
    let leads = responses.filter { $0.role == .lead }
    return (leads.last { !$0.isStoodDown } ?? leads.last)?.id.unit ?? importedDepartment
  }

  /// It counts in the denominators that leave out what was registered in error or twice.
  package var counts: Bool {
    switch status {
    case .received, .inHand, .handled, .closed, .suspended: true
    case .voided, .merged: false
    }
  }

  /// The number of people who reported it, those of merged incidents with it.
  package var callers: Int { joined.values.reduce(1, +) }

  /// See docs/duty.md#whistle-and-assignment-share.
  package var wasWhistled: Bool { summonses.contains { $0.kind.isWhistle } }
  package var isEmergency: Bool { urgency == .emergency && lifted == nil }
  /// An emergency whistle was blown and is not lifted yet (docs/duty.md#emergency-whistle).
  package var hasLiveEmergency: Bool { summonses.contains { $0.kind == .emergency } && lifted == nil }
  /// Its closing deadline is its category's, not a whistle's or a reopening's.
  var closesByCategory: Bool {
    !hasLiveEmergency && reopenings == 0 && !summonses.contains { $0.kind == .work || $0.kind == .hard }
  }

  /// It agrees with the last call-back, in which somebody found that the demand goes beyond reason.
  func agrees(_ facts: CallBack) -> Bool {
    facts.unreasonable != nil && lastCallBack?.unreasonable != nil && unreasonable.last?.second == nil
  }

  /// The call-back that lets the person who reported be the check: reached, and it is solved.
  package var isConfirmedByReporter: Bool { lastCallBack?.solved == true }

  /// Timed duties that are not done yet.
  package var openDuties: [TimedDuty] { duties.filter { $0.done == nil } }

  /// The closing deadline, as far as its clock runs: nil while it stands still and had not run out before.
  package var runningDeadline: Deadline? {
    guard let suspension, let deadline, deadline.due > suspension.since else { return deadline }
    return nil
  }

  /// The nearest moment at which something is due: a unit's next milestone, a timed duty, the close, or the end of the
  /// suspension; nil where nothing is (docs/duty.md#next-deadline).
  package var nextDue: Instant? {
    guard status.isRunning else { return suspension?.until }
    let owed = liveResponses.compactMap(\.nextDeadline) + openDuties.map(\.deadline) + [deadline].compactMap(\.self)
    return owed.map(\.due).min()
  }

  /// The act that time alone brings (到期恢复): a suspension that has run out ends by itself.
  package func isDueToResume(at now: Instant) -> Bool { suspension.map { $0.until <= now } ?? false }

  /// Received more than ten minutes before it was written down (补录); an import says nothing of that.
  package var isLateEntry: Bool { !isImported && Entry.isLate(recorded, for: received) }

  /// The closing deadline lies before `moment`: what reports call overdue (超期).
  package func isPastDeadline(at moment: Instant) -> Bool { runningDeadline.map { $0.due < moment } ?? false }

  /// Something is due before `now`, be it a unit's or the desk's: what the board calls overdue (超时).
  package func isOverdue(at now: Instant) -> Bool {
    status.isRunning && (nextDue.map { $0 < now } ?? false)
  }
}

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
    recorded = entry.recorded
    by = entry.by
    self.leader = leader
  }
}
