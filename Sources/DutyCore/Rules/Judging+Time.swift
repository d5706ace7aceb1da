// Suspend, resume, extend, report an emergency, call back: what stops, moves and answers clocks.

extension Room {
  /// A leader suspends a matter once, for a year at most (docs/duty.md#suspension).
  func judgeSuspend(
    _ facts: Suspending, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    try stated(facts.reason, for: .suspend)
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
      calendar.resumed(deadline, stopped: suspension.since, from: start, in: zone)
    }
    return Resumption(
      closing: incident.deadline.map(resumed),
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
    guard let deadline = incident.deadline, deadline.limit != nil else { throw .when(.deadlineIsNotOurs) }
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
    guard let deadline = incident.deadline, deadline.limit != nil else { throw .when(.deadlineIsNotOurs) }
    var findings = Findings()
    findings.closing = extended(deadline)
    return findings
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

  /// 初报, 续报, 终报 of an emergency in hand; the first report comes first, and the final one lifts the emergency.
  /// See docs/duty.md#emergency-lift.
  func judgeReport(
    _ facts: SituationReport, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.hasLiveEmergency else { throw .when(.noEmergency) }
    try stated(facts.to, for: .report)
    try stated(facts.words, for: .report)
    var findings = Findings()
    switch facts.stage {
    case .initialByPhone: break
    case .initialInWriting: findings.duties = [duty(.followUpReport, .followUpReport, now)]
    case .followUp, .final:
      guard !incident.openDuties.contains(where: { $0.kind == .initialReportInWriting }) else {
        throw .when(.initialReportFirst)
      }
      if facts.stage == .followUp {
        findings.duties = [duty(.followUpReport, .followUpReport, now)]
      } else {
        findings.closing = closingLimit(of: incident, from: now)
      }
    }
    return findings
  }

  func duty(_ kind: TimedDuty.Kind, _ limit: SettingName.Other, _ now: Instant) -> DutyClock {
    DutyClock(kind: kind, deadline: deadline(limit, from: now))
  }

  /// The closing deadline of an incident whose clock begins at `start`: its category's, or the one set outside where
  /// that is earlier.
  func closingLimit(of incident: Incident, from start: Instant) -> Deadline? {
    closing(category: incident.category, outsideDue: incident.outsideDue, from: start)
  }

  /// Whoever handled it does not call back; whoever was reached says whether it is solved, and whether that satisfies.
  /// See docs/duty.md#call-back.
  func judgeCallBack(
    _ facts: CallBack, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let caller = try deskOfficer(request)
    guard incident.wasReportedBySomebody else { throw .what(.nobodyToCallBack) }
    guard incident.handled?.by != request.by else { throw .who(.callerIsHandler(name: caller.name)) }
    guard facts.reached == (facts.solved != nil), facts.reached == (facts.satisfied != nil) else {
      throw .what(.callBackUnanswered)
    }
    if facts.confirmed, facts.solved != false { throw .what(.nothingToConfirm) }
    let agrees = incident.agrees(facts)
    if facts.unreasonable != nil {
      try stated(facts.unreasonable, for: .callBack)
      guard facts.satisfied == false else { throw .what(.nothingUnreasonable) }
      if agrees, incident.unreasonable.last?.first == request.by { throw .who(.foundAlready(name: caller.name)) }
    }
    var findings = Findings()
    if facts.satisfied == false, !agrees { findings.duties = [duty(.secondHandling, .secondHandling, now)] }
    return findings
  }

  /// A matter outside the list is taken on all the same, by a leader's word (docs/duty.md#admission).
  func judgeAdmit(_ facts: Reason, _ request: Request) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    try stated(facts.reason, for: .admit)
    return Findings()
  }
}
