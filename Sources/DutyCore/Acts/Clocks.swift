// What stops and moves the clocks.

extension ActionTraits {
  static let suspend = ActionTraits(
    "挂账", "suspend", states: ("理由和告知反映人的内容", "the reason, and what those who reported were told"), whose: .leader,
    possibleIn: [.received, .inHand], canBeOrdered: true)
  static let resume = ActionTraits("恢复", "resume", possibleIn: [.suspended], movesOn: true, canBeOrdered: true)
  static let requestExtension = ActionTraits(
    "申请延期", "ask for an extension", states: ("理由", "a reason"), possibleIn: [.inHand])
  static let grantExtension = ActionTraits("批准延期", "grant the extension", whose: .leader, possibleIn: [.inHand])
  static let refuseExtension = ActionTraits(
    "不予延期", "refuse the extension", states: ("理由", "a reason"), whose: .leader, possibleIn: [.inHand])
}

/// Suspend (挂账): all clocks pause until the end date, or until somebody resumes it before.
package struct Suspending: Hashable, Codable, Sendable {
  package var until: Instant
  package var reason: Words
  /// The words to those who reported it.
  package var told: Words?
  /// The sender agreed that their own limit waits as well; nil where they set none.
  package var senderWaits: Bool?

  package init(until: Instant, reason: Words, told: Words? = nil, senderWaits: Bool? = nil) {
    self.until = until
    self.reason = reason
    self.told = told
    self.senderWaits = senderWaits
  }
}

// MARK: - The rule

extension Room {
  /// A leader suspends a matter once, for a year at most (docs/duty.md#suspension).
  func judgeSuspend(
    _ facts: Suspending, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    try stated(facts.reason, for: .suspend)
    if incident.wasReportedBySomebody { try stated(facts.told, for: .suspend) }
    if incident.outsideDue != nil, facts.senderWaits == nil { throw .what(.senderNotAsked) }
    guard !incident.isEmergency, !incident.hasLiveEmergency else { throw .when(.emergencyIsNotSuspended) }
    guard !incident.wasSuspended else { throw .when(.suspendedBefore) }
    guard facts.until > now else { throw .what(.endIsPast) }
    guard isWithin(.longestSuspension, of: now, facts.until) else {
      throw .what(.suspensionTooLong(limit(.longestSuspension)))
    }
    return Findings()
  }

  /// The desk resumes it at any time, the rule at the end date; the clocks go on from there.
  func judgeResume(_ request: Request, _ incident: Incident, _ now: Instant) throws(Refusal) -> Findings {
    var findings = Findings()
    if request.by == .rule {
      guard incident.isDueToResume(at: now) else { throw .when(.suspensionRuns) }
      findings.resumed = resumption(of: incident, from: request.at)
    } else {
      try deskOfficer(request)
      findings.resumed = resumption(of: incident, from: now)
    }
    return findings
  }

  /// Works out what each clock has left, from `start` on; nil where nothing is suspended.
  func resumption(of incident: Incident, from start: Instant) -> Resumption? {
    guard let suspension = incident.suspension else { return nil }
    func resumed(_ deadline: Deadline) -> Deadline {
      guard deadline.limit == nil, suspension.senderWaits == true, deadline.due > suspension.since else {
        return calendar.resumed(deadline, stopped: suspension.since, from: start, in: zone)
      }
      // The sender agreed that their moment waits as well.
      return Deadline(started: deadline.started, due: start + (deadline.due - suspension.since))
    }
    return Resumption(
      closing: incident.ownDeadline.map(resumed), first: incident.firstDeadline.map(resumed),
      clocks: incident.liveResponses.map {
        UnitClocks(
          unit: $0.id.unit, acknowledge: resumed($0.acknowledgeBy), contact: $0.contactBy.map(resumed),
          arrive: $0.arriveBy.map(resumed), reply: $0.replyBy.map(resumed), nextReply: $0.nextReplyBy.map(resumed))
      },
      duties: incident.openDuties.map { DutyClock(kind: $0.kind, deadline: resumed($0.deadline)) })
  }

  /// Extensions of one deadline at most (docs/duty.md#extension).
  private static let mostExtensions = 2

  func judgeRequestExtension(
    _ facts: Reason, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let asker = try officer(request) { $0.worksTheDesk || $0 == .liaison }
    if asker.rank == .liaison, !incident.liveResponses.contains(where: { $0.id.unit == asker.department }) {
      throw .who(.notThisUnitsLiaison(unit: asker.department.map(catalogue.name(ofDepartment:)) ?? asker.name))
    }
    try stated(facts.reason, for: .requestExtension)
    guard let deadline = incident.ownDeadline, deadline.limit != nil else { throw .when(.deadlineIsNotOurs) }
    guard now <= deadline.due else { throw .when(.deadlinePassed) }
    guard incident.extensionAsked == nil else { throw .when(.extensionPending) }
    guard incident.extensions < Self.mostExtensions else { throw .when(.extendedOften) }
    return Findings()
  }

  /// First any leader, then the director or the secretary; neither asked for it, and they are two (docs/duty.md#extension).
  func judgeGrantExtension(_ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    let leader = try officer(request) { $0.leads }
    guard let asked = incident.extensionAsked else { throw .when(.noExtensionAsked) }
    guard asked.by != request.by else { throw .who(.approvesOwnRequest(name: leader.name)) }
    guard let first = asked.approvedBy else { return Findings() }
    guard first != request.by else { throw .who(.approvedAlready(name: leader.name)) }
    guard leader.rank == .director || leader.rank == .secretary else { throw .who(.secondApprovalIsDirectors) }
    guard let deadline = incident.ownDeadline, deadline.limit != nil else { throw .when(.deadlineIsNotOurs) }
    var findings = Findings()
    findings.closing = extended(deadline)
    // What was judged by a deadline of its own is judged by that one, longer as well, unless it had passed.
    findings.first = incident.firstDeadline.map { $0.due < deadline.started ? $0 : extended($0) }
    return findings
  }

  /// Either approver refuses it, and it uses up neither of the two (docs/duty.md#extension).
  func judgeRefuseExtension(_ facts: Reason, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    let leader = try officer(request) { $0.leads }
    guard let asked = incident.extensionAsked else { throw .when(.noExtensionAsked) }
    guard asked.by != request.by else { throw .who(.approvesOwnRequest(name: leader.name)) }
    if asked.approvedBy != nil, leader.rank != .director, leader.rank != .secretary {
      throw .who(.secondApprovalIsDirectors)
    }
    try stated(facts.reason, for: .refuseExtension)
    return Findings()
  }

  /// One more of its limit; a moment set outside does not move.
  private func extended(_ deadline: Deadline) -> Deadline {
    guard let limit = deadline.limit else { return deadline }
    let longer = calendar.deadline(limit, from: deadline.due, in: zone)
    return Deadline(
      started: deadline.started, due: longer.due, calendarMissing: longer.calendarMissing || deadline.calendarMissing,
      limit: limit)
  }

  /// A closing deadline counted anew, with the incident's extensions and the time it stood still.
  /// See docs/duty.md#category-change.
  func granted(to incident: Incident, _ deadline: Deadline) -> Deadline {
    let longer = (0..<incident.extensions).reduce(deadline) { longer, _ in extended(longer) }
    guard let stood = incident.stoodStill else { return longer }
    return calendar.resumed(longer, stopped: stood.since, from: stood.until, in: zone)
  }
}

// MARK: - The deadlines of acts

extension Room {
  /// The closing deadline of a clock that begins at `start`: the category's, or the one set outside where that is earlier.
  /// See docs/duty.md#closing-deadline.
  func closing(category: String?, outsideDue: Instant?, from start: Instant) -> Deadline? {
    let own = category.flatMap(catalogue.category)?.limit.map { calendar.deadline($0, from: start, in: zone) }
    return earlier(own, outside: outsideDue, start)
  }

  /// The closing deadline of an incident whose clock begins at `start`: its category's, or the one set outside where
  /// that is earlier.
  func closingLimit(of incident: Incident, from start: Instant) -> Deadline? {
    closing(category: incident.category, outsideDue: incident.rulingOutsideDue, from: start)
  }

  /// The deadline that rules: our own, or the one set outside where that is earlier or the only one.
  func earlier(_ own: Deadline?, outside: Instant?, _ start: Instant) -> Deadline? {
    let outside = outside.map { Deadline(started: min(start, $0), due: $0) }
    return [own, outside].compactMap(\.self).min { $0.due < $1.due }
  }

  func duty(_ kind: TimedDuty.Kind, _ limit: SettingName.Other, _ now: Instant) -> DutyClock {
    DutyClock(kind: kind, deadline: deadline(limit, from: now))
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func suspend(_ facts: Suspending, _ entry: Entry) {
    leave(.suspended)
    suspension = Suspension(since: entry.recorded, until: facts.until, senderWaits: facts.senderWaits)
    wasSuspended = true
  }

  mutating func resume(_ entry: Entry) { endSuspension(entry, at: entry.by == .rule ? entry.at : entry.recorded) }

  mutating func endSuspension(_ entry: Entry, at end: Instant? = nil) {
    stoodStill = suspension.map { Suspension(since: $0.since, until: end ?? entry.recorded) }
    comeBack()
  }

  mutating func resume(_ resumption: Resumption) {
    ownDeadline = resumption.closing
    firstDeadline = resumption.first ?? firstDeadline
    for clocks in resumption.clocks {
      guard let live = liveResponses.first(where: { $0.id.unit == clocks.unit }) else { continue }
      change(live.id) {
        $0.acknowledgeBy = clocks.acknowledge
        $0.contactBy = clocks.contact
        $0.arriveBy = clocks.arrive
        $0.replyBy = clocks.reply
        $0.nextReplyBy = clocks.nextReply
      }
    }
    for duty in resumption.duties {
      for index in duties.indices where duties[index].kind == duty.kind && duties[index].done == nil {
        duties[index].deadline = duty.deadline
      }
    }
  }

  /// The second of two leaders lengthens the deadline; the first only agrees.
  mutating func grant(_ entry: Entry) {
    guard let closing = entry.findings.closing else {
      extensionAsked?.approvedBy = entry.by
      return
    }
    ownDeadline = closing
    firstDeadline = entry.findings.first ?? firstDeadline
    extensions += 1
    extensionAsked = nil
  }
}

// MARK: - What follows

extension Incident {
  /// The act that time alone asks for at `now`: a suspension that has run out ends, at its end.
  package func dueAct(at now: Instant) -> Request? {
    guard let suspension, isDueToResume(at: now) else { return nil }
    return Request(.resume, by: .rule, at: suspension.until)
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Suspending) -> [String?] {
    [
      language("到 ", "until ") + time(facts.until), shown(facts.reason),
      facts.told.map { language("已告知反映人：", "told who reported: ") + shown($0) },
      facts.senderWaits.map {
        $0
          ? language("来文时限一并顺延", "the sender's limit waits too")
          : language("来文时限不停", "the sender's limit goes on")
      },
    ]
  }
}
