// A county body is never overruled here: the dispute is referred to the county, which rules.

extension ActionTraits {
  static let refer = ActionTraits(
    "提请县级裁定", "refer to the county", states: ("报给谁和双方依据", "to whom, and what both sides rely on"), whose: .leader,
    possibleIn: [.inHand, .handled], canBeOrdered: true)
  static let ruleAbove = ActionTraits(
    "县级裁定", "ruled above", states: ("谁裁定的和理由", "who ruled, and why"), possibleIn: [.inHand, .handled])
}

/// Refer (提请县级裁定): a decline that is not for the township to overrule goes to the county room or 编办.
package struct Referral: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var to: Words
  /// The items and laws of both sides.
  package var grounds: Words

  package init(response: ResponseID, to: Words, grounds: Words) {
    self.response = response
    self.to = to
    self.grounds = grounds
  }
}

/// The county's ruling (县级裁定), as its paper or receipt says.
package struct CountyRuling: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var ruling: Appointment.Ruling
  package var who: Words
  package var receipt: String
  package var reason: Words

  package init(response: ResponseID, ruling: Appointment.Ruling, who: Words, receipt: String, reason: Words) {
    self.response = response
    self.ruling = ruling
    self.who = who
    self.receipt = receipt
    self.reason = reason
  }
}

// MARK: - The rule

extension Room {
  /// Whoever would rule refers it, where the unit is a county body or two units have declined (docs/duty.md#referral).
  func judgeRefer(
    _ facts: Referral, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let leader = try deciding(request) { $0.leads }
    if leader.rank != .secretary { try sits(leader, request, now) }
    _ = try response(facts.response, of: incident, .refer) { $0.state == .declined }
    let declines = incident.responses.count { $0.declined != nil }
    guard isCountyBody(facts.response.unit) || declines > 1 else {
      throw .when(.ruleHere(unit: catalogue.name(ofDepartment: facts.response.unit)))
    }
    try stated(facts.to, for: .refer)
    try stated(facts.grounds, for: .refer)
    var findings = Findings()
    findings.due = deadline(.countyRuling, from: now)
    return findings
  }

  func judgeRuleAbove(
    _ facts: CountyRuling, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    let response = try response(facts.response, of: incident, .ruleAbove) { $0.state == .referred }
    try stated(facts.who, for: .ruleAbove)
    try stated(facts.reason, for: .ruleAbove)
    guard !facts.receipt.allSatisfy(\.isWhitespace) else { throw .what(.receiptMissing) }
    var findings = Findings()
    switch facts.ruling {
    case .upheld: break
    case .overruled: findings.clocks = [clocks(response.kind, unit: facts.response.unit, incident, from: now)]
    }
    return findings
  }

  /// A county body: nobody here overrules it.
  func isCountyBody(_ code: String) -> Bool { catalogue.department(code)?.kind == .county }
}

// MARK: - How it adds up

extension Incident {
  /// Declines that the county is to rule on.
  package var referred: [Response] { responses.filter { $0.state == .referred } }

  mutating func add(_ facts: Referral, _ entry: Entry) {
    change(facts.response) {
      $0.state = .referred
      $0.rulingBy = entry.findings.due
    }
    atCounty.append(AtCounty(response: facts.response, since: entry.recorded, until: nil, pauses: false))
  }

  mutating func add(_ facts: CountyRuling, _ entry: Entry) {
    let ruling = Appointment(response: facts.response, ruling: facts.ruling, reason: facts.reason)
    add(ruling, entry)
    change(facts.response) { $0.rulingBy = nil }
    comeHome(facts.response, entry)
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Referral) -> [String?] {
    [unit(facts.response.unit), language("报 ", "to ") + shown(facts.to), shown(facts.grounds)]
  }

  func words(_ facts: CountyRuling) -> [String?] {
    [
      unit(facts.response.unit), facts.ruling.text(language), shown(facts.who), facts.receipt, shown(facts.reason),
    ]
  }
}
