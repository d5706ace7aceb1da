// Decline, appoint, end with the lead, urge, issue a sheet: when a unit will not, need not, or must be pressed to answer.

extension Room {
  /// A unit may decline once, while nothing has come of the call: within four working hours of it, or two hours after
  /// arriving. Back to the station only with the number of a basic-duty item (docs/duty.md#decline-window).
  func judgeDecline(
    _ facts: Declining, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let unit = facts.response.unit
    try speaks(for: unit, on: incident, request)
    let response = try response(facts.response, of: incident, .decline) { $0.isLive }
    guard response.kind != .emergency else { throw .when(.emergencyIsNotDeclined) }
    let name = catalogue.name(ofDepartment: unit)
    if incident.responses.contains(where: { $0.id.unit == unit && $0.declined != nil }) {
      throw .when(.declinedBefore(unit: name))
    }
    let isInTime =
      response.arrived.map { isWithin(.declineAfterArrival, of: $0, now) }
      ?? isWithin(.declineAfterCall, of: response.notified, now)
    guard isInTime else {
      throw .when(
        .declineTooLate(unit: name, afterCall: limit(.declineAfterCall), afterArrival: limit(.declineAfterArrival)))
    }
    try stated(facts.ground, for: .decline)
    guard let proposed = catalogue.department(facts.proposed) else { throw .what(.unknownUnit(facts.proposed)) }
    if proposed.isStations, facts.item.flatMap(catalogue.item)?.listClass != .basic {
      throw .what(.backToStationNeedsBasicItem)
    }
    return Findings()
  }

  /// The sitting leader, or the secretary, rules (docs/duty.md#ruling).
  func judgeAppoint(
    _ facts: Appointment, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let leader = try deciding(request) { $0.leads }
    if leader.rank != .secretary { try sits(leader, request, now) }
    try stated(facts.reason, for: .appoint)
    let response = try response(facts.response, of: incident, .appoint) { $0.state == .declined }
    var findings = Findings()
    switch facts.ruling {
    case .upheld: break
    case .overruled:
      findings.clocks = [clocks(response.kind, unit: facts.response.unit, incident, from: now)]
    }
    return findings
  }

  func judgeEndWithLead(_ id: ResponseID, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    let response = try response(id, of: incident, .endWithLead) { $0.isLive }
    guard response.role == .support else {
      throw .when(.notSupport(unit: catalogue.name(ofDepartment: id.unit)))
    }
    let leads = incident.responses.filter { $0.role == .lead && $0.id.summons == id.summons }
    guard leads.contains(where: { $0.state == .replied }) else {
      throw .when(.leadHasNotReplied)
    }
    return Findings()
  }

  func judgeUrge(_ facts: Urging, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    _ = try response(facts.response, of: incident, .urge) { $0.isLive }
    return Findings()
  }

  /// Blue is an officer's, orange and praise a leader's, red the secretary's or a supervisor's; before its step of the
  /// ladder a sheet needs a reason, and praise always does (docs/duty.md#sheets).
  func judgeSheet(
    _ facts: Sheet, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try requireMayIssue(facts.colour, request)
    let praise = facts.colour == .praise
    if let id = facts.response { _ = try response(id, of: incident, .sheet) { praise || $0.isLive } }
    guard let step = facts.colour.step else {
      try stated(facts.reason, for: .sheet)
      return Findings()
    }
    let reached = incident.ladder(at: now).contains { $0.step >= step && $0.response == facts.response }
    guard reached || !(facts.reason?.isBlank ?? true) else { throw .when(.ladderNotReached(facts.colour)) }
    return Findings()
  }

  func requireMayIssue(_ colour: Sheet.Colour, _ request: Request) throws(Refusal) {
    let officer = try deciding(request) { $0.worksTheDesk || $0 == .supervisor }
    let mayIssue =
      switch colour {
      case .blue: officer.rank.worksTheDesk
      case .orange, .praise: officer.rank.leads
      case .red: officer.rank == .secretary || officer.rank == .supervisor
      }
    guard mayIssue else { throw .who(.sheetNeeds(colour)) }
  }
}

extension Department {
  /// One of the township's own: its offices and villages (docs/duty.md#decline-to-station).
  var isStations: Bool {
    switch kind {
    case .townOffice, .village: true
    case .stationed, .county, .countyRoom, .neighbour, .utility: false
    }
  }
}

extension Sheet.Colour {
  /// The step of the ladder at which it is due; praise has none.
  var step: LadderStep? {
    switch self {
    case .blue: .blue
    case .orange: .orange
    case .red: .red
    case .praise: nil
    }
  }
}
