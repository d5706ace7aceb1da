// Acts of a summoned unit: acknowledge, contact, arrive, reply; and being sent back or stood down.

extension Room {
  /// See docs/duty.md#milestones.
  func judgeMilestone(
    _ facts: Milestone, from states: [Response.State], _ request: Request, _ incident: Incident
  ) throws(Refusal) -> Findings {
    try speaks(for: facts.response.unit, on: incident, request)
    let response = try response(facts.response, of: incident, request.action.name) { states.contains($0.state) }
    if let code = facts.signCode, code != response.signCode { throw .what(.wrongSignCode) }
    return Findings()
  }

  /// On an enforcement whistle two officers with a certificate of their unit that has not expired are named
  /// (Administrative Penalty Law, article 42; docs/duty.md#two-enforcers).
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
    try speaks(for: facts.response.unit, on: incident, request)
    let response = try response(facts.response, of: incident, .reply) { $0.isLive }
    var findings = Findings()
    let isComplete = facts.missing(for: incident).isEmpty
    findings.replyComplete = isComplete
    // A reply implies arrived; who came to enforce the law is named first.
    if isComplete, response.kind == .enforcement, response.arrived == nil {
      throw .what(.enforcersMissing(unit: catalogue.name(ofDepartment: facts.response.unit)))
    }
    if isComplete, response.kind == .emergency, incident.hasLiveEmergency {
      findings.nextReply = calendar.deadline(settings[.clock(.emergencyHourly)], from: now, in: zone)
    }
    // The plan with its date, which a hard whistle asks of the lead.
    if isComplete, response.kind == .hard, response.role == .lead, case .by(let due)? = facts.completion {
      findings.closing = earlier(Deadline(started: now, due: due), outside: incident.outsideDue, now)
    }
    return findings
  }

  /// See docs/duty.md#send-back.
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

  /// See docs/duty.md#stand-down.
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

  /// The elements it lacks; the reporters they spoke to are asked for only where somebody reported the matter.
  /// See docs/duty.md#complete-reply.
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
