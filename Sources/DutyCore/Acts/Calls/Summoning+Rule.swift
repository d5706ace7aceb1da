// Summon: who may call whom with which whistle, and the clocks that begin.

extension Room {
  func judgeSummon(
    _ facts: Summoning, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try maySummon(facts, request, incident, now)
    try fitting(facts, incident, now)
    if incident.responses.count(where: { $0.declined != nil }) > 1, !incident.undecidedDeclines.isEmpty {
      throw .who(.leaderRulesOnDeclines)
    }
    if facts.kind != .emergency, facts.kind != .escalation { try admitted(facts.lead, facts.support, incident) }
    try leadIsProposed(facts, incident)
    var findings = Findings()
    findings.clocks = (facts.lead + facts.support).map { clocks(facts.kind, unit: $0, incident, from: now) }
    findings.steps = facts.playbook.flatMap(catalogue.playbook).map { steps(of: $0, from: now) }
    findings.resumed = resumption(of: incident, from: now)
    findings.closing = closing(of: incident, by: facts.kind, now)
    if facts.kind == .emergency {
      // More units called to the same emergency are no second one.
      if !incident.hasLiveEmergency { findings.duties = reportsOwed(now) }
      findings.awaitsReview = request.orderedBy == nil && !isLeader(request.by) ? true : nil
    }
    return findings
  }

  /// See docs/duty.md#emergency-reports.
  private func reportsOwed(_ now: Instant) -> [DutyClock] {
    [
      duty(.initialReportByPhone, .initialReportByPhone, now),
      duty(.initialReportInWriting, .initialReportInWriting, now), duty(.finalReport, .finalReport, now),
    ]
  }

  /// The closing deadline a whistle brings: ten workdays with the work whistle; none of our own with the hard one, until
  /// the lead has replied with a date, nor with the emergency's, until it is lifted. The other kinds leave the
  /// category's. A deadline set outside rules where it is earlier, and one already passed stays passed.
  /// See docs/duty.md#whistle-closing.
  private func closing(of incident: Incident, by kind: SummonsKind, _ now: Instant) -> Deadline? {
    if let old = incident.runningDeadline, old.due < now { return old }
    switch kind.traits.closing {
    case .ofCategory: return nil
    case .own, .open:
      let own = settings.limit(kind, .close).map { calendar.deadline($0, from: now, in: zone) }
      return earlier(own, outside: incident.rulingOutsideDue, now)
    }
  }

  /// The deadlines of the steps of a joint matter that begins at `start`: each clock begins where the one before ends.
  /// See docs/duty.md#playbook-steps.
  package func steps(of playbook: Playbook, from start: Instant) -> [Deadline] {
    playbook.steps.reduce(into: [Deadline]()) { steps, step in
      steps.append(calendar.deadline(step.limit, from: steps.last?.due ?? start, in: zone))
    }
  }

  private func isLeader(_ actor: Actor) -> Bool {
    guard case .officer(let id) = actor else { return false }
    return officers[id]?.rank.leads ?? false
  }

  /// Decides who may blow which whistle. An assignment is any officer's, and so is the emergency whistle, which the leader
  /// reviews afterwards; the daily whistle is the sitting leader's, or an officer's on the sitting leader's spoken order or a
  /// standing routing; the enforcement whistle the sitting leader's; the work whistle any leader's; the hard whistle the
  /// secretary's or the director's own (docs/duty.md#who-may-call).
  private func maySummon(
    _ facts: Summoning, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) {
    let officer = try deskOfficer(request)
    // What is said against a unit is for the sitting leader, whoever is called (docs/duty.md#unit-complained-of).
    if incident.complainedOf != nil, facts.kind != .emergency {
      try sits(try deciding(request) { $0.worksTheDesk }, request, now)
    }
    switch facts.kind.calledBy {
    case .officer: return
    case .sittingLeaderOrRouting where incident.category.flatMap({ standing[$0] })?.routes(facts) ?? false: return
    case .sittingLeaderOrRouting, .sittingLeader: try sits(try deciding(request) { $0.worksTheDesk }, request, now)
    case .leader:
      let leader = try deciding(request) { $0.worksTheDesk }
      guard leader.rank.leads else { throw .who(.rankCannotBlow(leader.rank, facts.kind)) }
    case .head:
      guard officer.rank == .secretary || officer.rank == .director else {
        throw .who(.rankCannotBlow(officer.rank, facts.kind))
      }
    }
  }

  /// Another lead than the one proposed is called with a reason; an emergency asks for none (docs/duty.md#proposed-lead).
  private func leadIsProposed(_ facts: Summoning, _ incident: Incident) throws(Refusal) {
    guard facts.kind != .emergency, facts.kind != .escalation, incident.summonses.isEmpty,
      facts.words?.isBlank ?? true
    else { return }
    let proposed = leads(for: incident, playbook: facts.playbook)
    guard proposed.isEmpty || facts.lead.contains(where: proposed.contains) else {
      let county = catalogue.department(proposed[0])?.counterpart
      throw .what(
        .leadChangesWithoutReason(
          catalogue.name(ofDepartment: county ?? proposed[0]),
          stationed: county == nil ? nil : catalogue.name(ofDepartment: proposed[0])))
    }
  }

  /// The units that would lead by the standing routing, the playbook and the responsibility items, county body or its people in
  /// town; the first first.
  package func leads(for incident: Incident, playbook: String? = nil) -> [String] {
    let kept = incident.category.flatMap { standing[$0]?.lead } ?? []
    let joint = playbook.flatMap(catalogue.playbook).map { [$0.lead] } ?? []
    let items = incident.category.map(catalogue.items(for:))?.map(\.lead) ?? []
    return (kept + joint + items).flatMap { [catalogue.stationed(for: $0), $0] }
  }

  /// Wants at least one lead, and each unit known, once, not yet on it, and one that this kind of summons can call.
  /// See docs/duty.md#units-called.
  private func fitting(_ facts: Summoning, _ incident: Incident, _ now: Instant) throws(Refusal) {
    guard !facts.lead.isEmpty else { throw .what(.leadMissing) }
    switch facts.kind {
    case .escalation:
      guard facts.lead.count == 1, facts.support.isEmpty else { throw .what(.assignmentIsToOneUnit) }
      guard facts.manner != nil else { throw .what(.mannerMissing) }
    case .assignment:
      guard facts.lead.count == 1, facts.support.isEmpty else { throw .what(.assignmentIsToOneUnit) }
    case .daily, .work:
      guard facts.ground != nil else { throw .what(.groundMissing) }
    case .enforcement: try mayEnforce(facts, incident, now)
    case .hard:
      guard facts.ground != nil else { throw .what(.groundMissing) }
      if facts.words?.isBlank ?? true { throw .what(.reviewMissing) }
    case .emergency:
      guard facts.rescue != nil else { throw .what(.rescueUnanswered) }
    }
    if let code = facts.playbook, catalogue.playbook(code) == nil { throw .what(.unknownPlaybook(code)) }
    var seen: Set<String> = []
    for code in facts.lead + facts.support {
      guard let unit = catalogue.department(code) else { throw .what(.unknownUnit(code)) }
      guard seen.insert(code).inserted else { throw .what(.unitTwice(unit.short)) }
      try goesUp(facts, unit)
      if facts.kind.isWhistle, !unit.canBeWhistled { throw .what(.utilityIsAskedNotWhistled(unit.short)) }
      if facts.lead.contains(code), incident.complainedOf == code { throw .what(.complainedOfLeads(unit.short)) }
      if incident.liveResponses.contains(where: { $0.id.unit == code }) { throw .what(.unitAlreadyCalled(unit.short)) }
    }
  }

  /// A devolved power in force today, or a unit that holds it: the power's own department, or who leads by the list.
  /// See docs/duty.md#enforcement-power.
  private func mayEnforce(_ facts: Summoning, _ incident: Incident, _ now: Instant) throws(Refusal) {
    var holders = incident.category.map(catalogue.items(for:))?.map(\.lead) ?? []
    if let code = facts.power {
      guard let power = catalogue.power(code) else { throw .what(.unknownPower(code)) }
      if power.isInForce(on: zone.day(of: now)) { return }
      holders += power.holders
    }
    let called = (facts.lead + facts.support).compactMap(catalogue.department)
    guard called.contains(where: { holders.contains($0.code) || $0.counterpart.map(holders.contains) ?? false }) else {
      throw .what(.noPowerToEnforce)
    }
  }

  /// The deadlines a unit gets from a summons at `now`.
  func clocks(_ kind: SummonsKind, unit: String, _ incident: Incident, from now: Instant) -> UnitClocks {
    func due(_ limit: TimeLimit) -> Deadline { calendar.deadline(limit, from: now, in: zone) }
    let limits = SummonsLimits(
      of: kind, inTown: catalogue.department(unit)?.isInTown ?? false, grid: incident.grid,
      category: incident.category.flatMap(catalogue.category)?.limit, settings)
    return UnitClocks(
      unit: unit, acknowledge: due(limits.acknowledge), contact: limits.contact.map(due),
      arrive: limits.arrive.map(due), reply: limits.reply.map(due))
  }
}
