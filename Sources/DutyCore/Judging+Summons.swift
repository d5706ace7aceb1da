// Summon, and what a summoned unit does: acknowledge, contact, arrive, reply, and being sent back or stood down.

extension Room {
  func judgeSummon(
    _ facts: Summoning, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try maySummon(facts.kind, request, now)
    try fitting(facts, incident)
    if incident.responses.count(where: { $0.declined != nil }) > 1, !incident.undecidedDeclines.isEmpty {
      throw .who(.leaderRulesOnDeclines)
    }
    var findings = Findings()
    findings.clocks = (facts.lead + facts.support).map { clocks(facts.kind, unit: $0, incident, from: now) }
    return findings
  }

  /// Who may blow which whistle. An assignment is any officer's, and so is the emergency whistle, which the leader reviews
  /// afterwards; the daily whistle is the sitting leader's, or an officer's on the sitting leader's spoken order; the
  /// work whistle any leader's; the hard whistle the secretary's or the director's alone.
  private func maySummon(_ kind: SummonsKind, _ request: Request, _ now: Instant) throws(Refusal) {
    let officer = try deskOfficer(request)
    switch kind {
    case .assignment, .emergency: return
    case .daily: try sittingLeaderSays(officer, request, now)
    case .work: guard officer.rank.leads else { throw .who(.rankCannotBlow(officer.rank, kind)) }
    case .hard:
      guard officer.rank == .secretary || officer.rank == .director else {
        throw .who(.rankCannotBlow(officer.rank, kind))
      }
    }
  }

  private func sittingLeaderSays(_ officer: Officer, _ request: Request, _ now: Instant) throws(Refusal) {
    let sitting = sittingLeader(at: now)?.name
    if let ordering = request.orderedBy {
      guard let leader = officers[ordering] else { throw .room(.unknownOfficer(ordering)) }
      guard actsForSeat(leader, at: now) else {
        throw .who(.orderIsNotTheSittingLeaders(name: leader.name, sitting: sitting))
      }
    } else if !actsForSeat(officer, at: now) {
      throw .who(.needsSittingLeader(sitting: sitting))
    }
  }

  /// At least one lead, each unit known, once, not yet on it, and one that this kind of summons can call.
  private func fitting(_ facts: Summoning, _ incident: Incident) throws(Refusal) {
    guard !facts.lead.isEmpty else { throw .what(.leadMissing) }
    switch facts.kind {
    case .assignment:
      guard facts.lead.count == 1, facts.support.isEmpty else { throw .what(.assignmentIsToOneUnit) }
    case .daily, .work:
      guard facts.ground != nil else { throw .what(.groundMissing) }
    case .hard:
      guard facts.ground != nil else { throw .what(.groundMissing) }
      if facts.words?.isBlank ?? true { throw .what(.reviewMissing) }
    case .emergency:
      guard facts.rescue != nil else { throw .what(.rescueUnanswered) }
    }
    var seen: Set<String> = []
    for code in facts.lead + facts.support {
      guard let unit = catalogue.department(code) else { throw .what(.unknownUnit(code)) }
      guard seen.insert(code).inserted else { throw .what(.unitTwice(unit.short)) }
      if facts.kind.isWhistle, !unit.canBeWhistled { throw .what(.utilityIsAskedNotWhistled(unit.short)) }
      if incident.liveResponses.contains(where: { $0.id.unit == code }) { throw .what(.unitAlreadyCalled(unit.short)) }
    }
  }

  /// The deadlines a unit gets from a summons at `now`.
  func clocks(_ kind: SummonsKind, unit: String, _ incident: Incident, from now: Instant) -> UnitClocks {
    func due(_ limit: TimeLimit) -> Deadline { calendar.deadline(limit, from: now, in: zone) }
    let limits = SummonsLimits(
      of: kind, inTown: catalogue.department(unit)?.isInTown ?? false,
      category: incident.category.flatMap(catalogue.category)?.limit)
    return UnitClocks(
      unit: unit, acknowledge: due(limits.acknowledge), contact: limits.contact.map(due),
      arrive: limits.arrive.map(due), reply: limits.reply.map(due))
  }

  func judgeMilestone(
    _ facts: Milestone, from states: [Response.State], _ request: Request, _ incident: Incident
  ) throws(Refusal) -> Findings {
    try speaks(for: facts.response.unit, request)
    _ = try response(facts.response, of: incident, request.action.name) { states.contains($0.state) }
    return Findings()
  }

  func judgeReply(_ facts: Reply, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try speaks(for: facts.response.unit, request)
    _ = try response(facts.response, of: incident, .reply) { $0.isLive }
    var findings = Findings()
    findings.replyComplete = facts.missing(for: incident).isEmpty
    return findings
  }

  func judgeSendBack(
    _ facts: SendingBack, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    try stated(facts.reason, for: .sendBack)
    guard let id = facts.response else {
      guard incident.status == .handled else { throw .when(.notInThisStatus(.sendBack, incident.status)) }
      return Findings()
    }
    let response = try response(id, of: incident, .sendBack) { $0.state == .replied }
    var findings = Findings()
    findings.reply = clocks(response.kind, unit: id.unit, incident, from: now).reply
    return findings
  }

  func judgeStandDown(_ facts: StandingDown, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    let officer = try deskOfficer(request)
    try stated(facts.reason, for: .standDown)
    let response = try response(facts.response, of: incident, .standDown) { $0.isLive }
    switch response.role {
    case .support: break
    case .lead: guard officer.rank.leads else { throw .who(.standDownOfLeadNeedsLeader) }
    }
    return Findings()
  }

  func response(
    _ id: ResponseID, of incident: Incident, _ action: ActionName, if fits: (Response) -> Bool
  ) throws(Refusal) -> Response {
    let unit = catalogue.name(ofDepartment: id.unit)
    guard let response = incident.response(id) else { throw .when(.noSuchResponse(unit: unit)) }
    guard fits(response) else { throw .when(.responseNotInThisState(action, unit: unit, response.state)) }
    return response
  }
}

extension Reply {
  /// The four elements of a complete reply.
  package enum Element: CaseIterable, Sendable {
    case accepted, spokeTo, done, completion
  }

  /// Which elements it lacks; whom they spoke to is asked only where somebody reported the matter.
  package func missing(for incident: Incident) -> [Element] {
    Element.allCases.filter { element in
      switch element {
      case .accepted: accepted == nil
      case .spokeTo: incident.wasReportedBySomebody && (spokeTo?.isBlank ?? true)
      case .done: done?.isBlank ?? true
      case .completion: completion == nil
      }
    }
  }
}

extension Incident {
  /// Somebody waits for an answer: a name or a phone was left.
  package var wasReportedBySomebody: Bool { reporter != nil || phone != nil }
}
