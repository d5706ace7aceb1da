// Handle, close, reopen: how an incident ends, is checked, and comes back.

extension Room {
  func judgeSettle(_ request: Request, _ now: Instant) throws(Refusal) -> Findings {
    try onlyTheRule(request)
    return checkable(from: now)
  }

  /// The findings of a handling at `now`: until when a check makes it the closing time (docs/duty.md#close-moment).
  func checkable(from now: Instant) -> Findings {
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    findings.checkBy = calendar.noonOfNextWorkday(after: now, in: zone)
    return findings
  }

  /// See docs/duty.md#own-handling.
  func judgeHandle(
    _ facts: Handling, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.takenOnBy == request.by else {
      throw .who(.notWhoTookItOn(name: incident.takenOnBy.map { name(of: $0, .zh) }))
    }
    try stated(facts.measure, for: .handle)
    try noneLive(incident)
    guard !incident.hasLiveEmergency else { throw .when(.emergencyIsNotLifted) }
    return checkable(from: now)
  }

  /// The check is somebody else's than the handler's: another officer or leader, or the person who reported.
  /// See docs/duty.md#check.
  func judgeClose(
    _ facts: Closing, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let officer = try deskOfficer(request)
    guard incident.category != nil else { throw .what(.categoryMissing) }
    try noneLive(incident)
    switch facts.check {
    case .officer:
      guard incident.handled?.by != request.by else { throw .who(.checkerIsHandler(name: officer.name)) }
    case .reporter:
      guard incident.wasReportedBySomebody else { throw .what(.nobodyToCallBack) }
      guard incident.isConfirmedByReporter else { throw .when(.notConfirmedByReporter) }
    }
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    return findings
  }

  /// See docs/duty.md#reopening.
  func judgeReopen(
    _ facts: Reason, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    var findings = Findings()
    findings.closing = deadline(.closeAfterReopening, from: now)
    // By the rule after a call-back that the desk has confirmed: neither words nor rank are asked for again.
    guard request.by != .rule else { return findings }
    let officer = try deciding(request) { $0.worksTheDesk }
    try stated(facts.reason, for: .reopen)
    if let closed = incident.closed, !isWithin(.officerReopen, of: closed.recorded, now), !officer.rank.leads {
      throw .who(.reopenNeedsLeader(after: limit(.officerReopen)))
    }
    return findings
  }
}
