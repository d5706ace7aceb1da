// Handle, close, reopen: how an incident ends, is checked, and comes back.

extension Room {
  /// The findings of a handling at `now`: until when a check makes it the closing time.
  func checkable(from now: Instant) -> Findings {
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    findings.checkBy = calendar.noonOfNextWorkday(after: now, in: zone)
    return findings
  }

  func judgeHandle(
    _ facts: Handling, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.takenOnBy == request.by else {
      throw .who(.notWhoTookItOn(name: incident.takenOnBy.map { name(of: $0, .zh) }))
    }
    try stated(facts.measure, for: .handle)
    try noneLive(incident)
    return checkable(from: now)
  }

  /// The check is somebody else's than the handler's: another officer or leader, or the person who reported.
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
    }
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    return findings
  }

  func judgeReopen(
    _ facts: Reason, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let officer = try deskOfficer(request)
    try stated(facts.reason, for: .reopen)
    if let closed = incident.closed, now - closed.recorded > Self.officerReopenLimit, !officer.rank.leads {
      throw .who(.reopenNeedsLeader)
    }
    var findings = Findings()
    findings.closing = calendar.deadline(.workingDays(days: 3), from: now, in: zone)
    return findings
  }

  /// An officer may reopen this long after the close; then a leader.
  private static let officerReopenLimit = Duration.days(30)
}
