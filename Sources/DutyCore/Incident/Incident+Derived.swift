// Everything that follows from what an incident holds.

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
    case .received, .inHand, .handled, .suspended: true
    case .closed: !(closed?.disposition?.isPassedOn ?? false) || closed?.dutyDay != dutyDay
    case .voided, .merged: staysCounted
    }
  }

  /// The deadline set outside, where it has a say in ours.
  var rulingOutsideDue: Instant? { outsideIsTooNear ? nil : outsideDue }

  /// The number of people who reported it, those of merged incidents with it.
  package var callers: Int { joined.values.reduce(1) { $0 + $1.callers } }

  /// The closing deadline: the earliest of its own and of those merged into it (docs/duty.md#merge).
  package var deadline: Deadline? {
    ([ownDeadline] + joined.values.map(\.due)).compactMap(\.self).min { $0.due < $1.due }
  }

  /// The earliest reception of the group.
  package var groupReceived: Instant { joined.values.compactMap(\.received).reduce(received, min) }

  /// In hand, and nobody is on it: it waits to be assigned like one that has just come (待派; docs/duty.md#unattended).
  package var isUnattended: Bool {
    status == .inHand && takenOnBy == nil && liveResponses.isEmpty && undecidedDeclines.isEmpty && referred.isEmpty
      && returning == nil
  }

  /// An answer is owed where it came from.
  package var owesAnswer: Bool { answerOwed || handedDownBy != nil }

  /// The close that figures count: what was passed on to where it belongs was not closed here.
  package var countedClose: Closed? { closed.flatMap { $0.disposition?.isPassedOn == true ? nil : $0 } }

  /// It was passed on to where it belongs, or voided, and still counts on the day it came: from then on it is not open.
  package var leftUnclosed: Gone? {
    if let gone { return gone }
    guard let closed, let day = closed.dutyDay, closed.disposition?.isPassedOn == true else { return nil }
    return Gone(time: closed.time, dutyDay: day)
  }

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
  package var runningDeadline: Deadline? { running(deadline) }

  /// The deadline by which figures judge the close: the first one, as it was extended or stood still.
  package var judgedDeadline: Deadline? { running(firstDeadline ?? ownDeadline) }

  private func running(_ deadline: Deadline?) -> Deadline? {
    // From their acceptance it is for the county to close it; the sender's own limit goes on.
    if let handedOver, let deadline, deadline.due > handedOver, deadline.limit != nil { return nil }
    guard let suspension, let deadline, deadline.due > suspension.since else { return deadline }
    // The sender's limit goes on, unless they agreed that it need not (docs/duty.md#suspension).
    return suspension.senderWaits == false && deadline.limit == nil ? deadline : nil
  }

  /// The nearest moment at which something is due: a unit's next milestone, a timed duty, the close, or the end of the
  /// suspension; nil where nothing is (docs/duty.md#next-deadline).
  package var nextDue: Instant? {
    guard status.isRunning else {
      let senders = suspension?.senderWaits == false ? runningDeadline?.due : nil
      return [suspension?.until, senders].compactMap(\.self).min()
    }
    let owed =
      liveResponses.compactMap(\.nextDeadline) + responses.compactMap(\.rulingBy) + openDuties.map(\.deadline)
      + [runningDeadline, returning?.answerBy].compactMap(\.self)
    return owed.map(\.due).min()
  }

  /// The act that time alone brings (到期恢复): a suspension that has run out ends by itself.
  package func isDueToResume(at now: Instant) -> Bool {
    status == .suspended && suspension.map { $0.until <= now } ?? false
  }

  /// Received more than ten minutes before it was written down (补录); an import says nothing of that.
  package var isLateEntry: Bool { !isImported && Entry.isLate(recorded, for: received) }

  /// The closing deadline lies before `moment`: what reports call overdue (办结超期).
  package func isPastDeadline(at moment: Instant) -> Bool { runningDeadline.map { $0.due < moment } ?? false }

  /// Something is due before `now`, be it a unit's or the desk's: what the board calls overdue (超时, in reports 节点超时).
  package func isOverdue(at now: Instant) -> Bool {
    status.isRunning && (nextDue.map { $0 < now } ?? false)
  }
}
