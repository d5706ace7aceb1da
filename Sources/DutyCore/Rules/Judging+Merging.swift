// Merge, unmerge, and what follows from them: one matter that was reported more than once.

extension Room {
  /// An incident is merged into one that is open, or was closed a short while ago; no unit is out on this one.
  /// See docs/duty.md#merge.
  func judgeMerge(
    _ facts: Merging, _ request: Request, _ incident: Incident, _ target: Incident?, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard let target, target.reference == facts.target else { throw .when(.unknownIncident) }
    guard target.reference != incident.reference else { throw .what(.mergedWithItself) }
    let closedLately = target.closed.map { isWithin(.mergeAfterClose, of: $0.recorded, now) } ?? false
    guard target.status.isOpen || target.status == .closed && closedLately else {
      throw .when(.targetIsOver(target.number, within: limit(.mergeAfterClose)))
    }
    guard !target.isDrill || incident.isDrill, !incident.isDrill || target.isDrill else {
      throw .what(.drillAndReal(target.number))
    }
    try noneLive(incident)
    return Findings()
  }

  func judgeUnmerge(_ request: Request) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    return Findings()
  }

  /// A merged incident is closed no earlier than it was merged (docs/duty.md#merged-close).
  func judgeFollow(_ facts: Following, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try onlyTheRule(request)
    var findings = Findings()
    if case .closed(_, let time, _, _) = facts {
      findings.dutyDay = plan.dutyDay(of: max(time, incident.merged ?? time))
    }
    return findings
  }
}
