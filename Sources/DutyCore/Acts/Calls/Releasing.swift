// How a unit is sent back or released.

extension ActionTraits {
  static let sendBack = ActionTraits(
    "退回", "send back", states: ("理由", "a reason"), possibleIn: [.inHand, .handled], movesOn: true, canBeOrdered: true)
  static let standDown = ActionTraits(
    "撤回", "stand down", states: ("理由", "a reason"), possibleIn: [.inHand, .handled], movesOn: true, canBeOrdered: true)
  static let endWithLead = ActionTraits(
    "随结", "end with lead", possibleIn: [.inHand, .handled], movesOn: true, canBeOrdered: true)
}

/// Send back (退回): the desk does not take an answer. Without a response the incident itself goes back.
package struct SendingBack: Hashable, Codable, Sendable {
  package var response: ResponseID?
  package var reason: Words

  package init(response: ResponseID?, reason: Words) {
    self.response = response
    self.reason = reason
  }
}

/// Stand down (撤回): a unit is released.
package struct StandingDown: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var reason: Words

  package init(response: ResponseID, reason: Words) {
    self.response = response
    self.reason = reason
  }
}

// MARK: - The rule

extension Room {
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
    let response = try response(facts.response, of: incident, .standDown) { $0.isLive && $0.state != .accepted }
    switch response.role {
    case .support: break
    case .lead: guard officer.rank.leads else { throw .who(.standDownOfLeadNeedsLeader) }
    }
    return Findings()
  }

  func judgeEndWithLead(_ id: ResponseID, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    let response = try response(id, of: incident, .endWithLead) { $0.isLive && $0.state != .accepted }
    guard response.role == .support else {
      throw .when(.notSupport(unit: catalogue.name(ofDepartment: id.unit)))
    }
    let leads = incident.responses.filter { $0.role == .lead && $0.id.summons == id.summons }
    guard leads.contains(where: { $0.state == .replied }) else {
      throw .when(.leadHasNotReplied)
    }
    return Findings()
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: SendingBack, _ entry: Entry) {
    sendBacks += 1
    status = .inHand
    handled = nil
    guard let response = facts.response else { return }
    change(response) {
      $0.state = .acknowledged
      $0.replied = nil
      $0.sendBacks += 1
      $0.lastSentBack = entry.recorded
      $0.replyBy = entry.findings.reply
    }
  }
}

extension Response {
  mutating func release(_ entry: Entry) {
    state = .ended
    stoodDown = entry.recorded
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: SendingBack) -> [String?] {
    [facts.response.map { unit($0.unit) }, shown(facts.reason)]
  }

  func words(_ facts: StandingDown) -> [String?] {
    [unit(facts.response.unit), shown(facts.reason)]
  }
}
