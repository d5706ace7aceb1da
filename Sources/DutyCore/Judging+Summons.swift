// Summon, and what a summoned unit does: acknowledge, contact, arrive, reply, and being sent back or stood down.

extension Room {
  func judgeSummon(
    _ facts: Summoning, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try maySummon(facts, request, incident, now)
    try fitting(facts, incident, now)
    if incident.responses.count(where: { $0.declined != nil }) > 1, !incident.undecidedDeclines.isEmpty {
      throw .who(.leaderRulesOnDeclines)
    }
    try admitted(facts.kind, incident)
    try leadIsProposed(facts, incident)
    var findings = Findings()
    findings.clocks = (facts.lead + facts.support).map { clocks(facts.kind, unit: $0, incident, from: now) }
    findings.steps = facts.playbook.flatMap(catalogue.playbook).map { steps(of: $0, from: now) }
    findings.resumed = resumption(of: incident, from: now)
    findings.closing = closing(of: incident, by: facts.kind, now)
    if facts.kind == .emergency {
      findings.duties = [
        duty(.initialReportByPhone, .initialReportByPhone, now),
        duty(.initialReportInWriting, .initialReportInWriting, now), duty(.finalReport, .finalReport, now),
      ]
      findings.awaitsReview = request.orderedBy == nil && !isLeader(request.by) ? true : nil
    }
    return findings
  }

  /// The closing deadline a whistle brings: ten workdays with the work whistle; none of our own with the hard one, until
  /// the lead has replied with a date, nor with the emergency's, until it is lifted. The other kinds leave the
  /// category's. A deadline set outside rules where it is earlier, and one already passed stays passed.
  private func closing(of incident: Incident, by kind: SummonsKind, _ now: Instant) -> Deadline? {
    if let old = incident.runningDeadline, old.due < now { return old }
    return switch kind {
    case .assignment, .daily, .enforcement: nil
    case .work:
      earlier(calendar.deadline(settings[.clock(.workClose)], from: now, in: zone), outside: incident.outsideDue, now)
    case .hard, .emergency: earlier(nil, outside: incident.outsideDue, now)
    }
  }

  /// When each step of a joint matter is due that begins at `start`: each clock begins where the one before ends.
  package func steps(of playbook: Playbook, from start: Instant) -> [Deadline] {
    playbook.steps.reduce(into: [Deadline]()) { steps, step in
      steps.append(calendar.deadline(step.limit, from: steps.last?.due ?? start, in: zone))
    }
  }

  private func isLeader(_ actor: Actor) -> Bool {
    guard case .officer(let id) = actor else { return false }
    return officers[id]?.rank.leads ?? false
  }

  /// Who may blow which whistle. An assignment is any officer's, and so is the emergency whistle, which the leader reviews
  /// afterwards; the daily whistle is the sitting leader's, or an officer's on the sitting leader's spoken order or a
  /// standing routing; the enforcement whistle the sitting leader's; the work whistle any leader's; the hard whistle the
  /// secretary's or the director's own.
  private func maySummon(
    _ facts: Summoning, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) {
    let officer = try deskOfficer(request)
    switch facts.kind {
    case .assignment, .emergency: return
    case .daily where incident.category.flatMap({ standing[$0] })?.routes(facts) ?? false: return
    case .daily, .enforcement: try sits(try deciding(request) { $0.worksTheDesk }, request, now)
    case .work:
      let leader = try deciding(request) { $0.worksTheDesk }
      guard leader.rank.leads else { throw .who(.rankCannotBlow(leader.rank, facts.kind)) }
    case .hard:
      guard officer.rank == .secretary || officer.rank == .director else {
        throw .who(.rankCannotBlow(officer.rank, facts.kind))
      }
    }
  }

  /// The one who sits, or who stands in while the chair is empty.
  func sits(_ officer: Officer, _ request: Request, _ now: Instant) throws(Refusal) {
    guard actsForSeat(officer, at: now) else {
      let sitting = sittingLeader(at: now)?.name
      throw request.orderedBy == nil
        ? .who(.needsSittingLeader(sitting: sitting))
        : .who(.orderIsNotTheSittingLeaders(name: officer.name, sitting: sitting))
    }
  }

  /// What is outside the list is not called out without a recorded admission, but for an emergency.
  private func admitted(_ kind: SummonsKind, _ incident: Incident) throws(Refusal) {
    guard kind != .emergency, incident.listClass == .outside, !incident.isAdmitted else { return }
    throw .when(.outsideTheList)
  }

  /// Another lead than the one proposed is called with a reason; an emergency asks for none.
  private func leadIsProposed(_ facts: Summoning, _ incident: Incident) throws(Refusal) {
    guard facts.kind != .emergency, incident.summonses.isEmpty, facts.words?.isBlank ?? true else { return }
    let proposed = leads(for: incident, playbook: facts.playbook)
    guard proposed.isEmpty || facts.lead.contains(where: proposed.contains) else {
      throw .what(.leadChangesWithoutReason(catalogue.name(ofDepartment: proposed[0])))
    }
  }

  /// Who would lead by the standing routing, the playbook and the responsibility items, county body or its people in
  /// town; the first first.
  package func leads(for incident: Incident, playbook: String? = nil) -> [String] {
    let kept = incident.category.flatMap { standing[$0]?.lead } ?? []
    let joint = playbook.flatMap(catalogue.playbook).map { [$0.lead] } ?? []
    let items = incident.category.map(catalogue.items(for:))?.map(\.lead) ?? []
    return (kept + joint + items).flatMap { [catalogue.stationed(for: $0), $0] }
  }

  /// At least one lead, each unit known, once, not yet on it, and one that this kind of summons can call.
  private func fitting(_ facts: Summoning, _ incident: Incident, _ now: Instant) throws(Refusal) {
    guard !facts.lead.isEmpty else { throw .what(.leadMissing) }
    switch facts.kind {
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
    var seen: Set<String> = []
    for code in facts.lead + facts.support {
      guard let unit = catalogue.department(code) else { throw .what(.unknownUnit(code)) }
      guard seen.insert(code).inserted else { throw .what(.unitTwice(unit.short)) }
      if facts.kind.isWhistle, !unit.canBeWhistled { throw .what(.utilityIsAskedNotWhistled(unit.short)) }
      if incident.liveResponses.contains(where: { $0.id.unit == code }) { throw .what(.unitAlreadyCalled(unit.short)) }
    }
  }

  /// A devolved power in force today, or a unit that holds it: the power's own department, or who leads by the list.
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

  func judgeMilestone(
    _ facts: Milestone, from states: [Response.State], _ request: Request, _ incident: Incident
  ) throws(Refusal) -> Findings {
    try speaks(for: facts.response.unit, request)
    let response = try response(facts.response, of: incident, request.action.name) { states.contains($0.state) }
    if let code = facts.signCode, code != response.signCode { throw .what(.wrongSignCode) }
    return Findings()
  }

  /// On an enforcement whistle two officers with a certificate of their unit that has not expired are named
  /// (Administrative Penalty Law, article 42).
  func judgeArrive(
    _ facts: Milestone, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let findings = try judgeMilestone(facts, from: [.notified, .acknowledged, .contacted], request, incident)
    guard incident.response(facts.response)?.kind == .enforcement else { return findings }
    let today = zone.day(of: now)
    let qualified = Set(facts.enforcers ?? []).filter { id in
      officers[id].map { $0.department == facts.response.unit && $0.mayEnforce(on: today) } ?? false
    }
    guard qualified.count >= Self.enforcers else {
      throw .what(.enforcersMissing(unit: catalogue.name(ofDepartment: facts.response.unit)))
    }
    return findings
  }

  private static let enforcers = 2

  func judgeReply(
    _ facts: Reply, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try speaks(for: facts.response.unit, request)
    let response = try response(facts.response, of: incident, .reply) { $0.isLive }
    var findings = Findings()
    let isComplete = facts.missing(for: incident).isEmpty
    findings.replyComplete = isComplete
    if isComplete, response.kind == .emergency, incident.hasLiveEmergency {
      findings.nextReply = calendar.deadline(settings[.clock(.emergencyHourly)], from: now, in: zone)
    }
    // The plan with its date, which a hard whistle asks of the lead.
    if isComplete, response.kind == .hard, response.role == .lead, case .by(let due)? = facts.completion {
      findings.closing = earlier(Deadline(started: now, due: due), outside: incident.outsideDue, now)
    }
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
    let response = try response(id, of: incident, .sendBack) {
      $0.replied != nil && ($0.isLive || $0.state == .replied)
    }
    var findings = Findings()
    findings.reply = clocks(response.kind, unit: id.unit, incident, from: now).reply
    return findings
  }

  func judgeStandDown(_ facts: StandingDown, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    let officer = try deciding(request) { $0.worksTheDesk }
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
