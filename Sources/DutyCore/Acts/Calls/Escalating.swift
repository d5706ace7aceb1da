// Upwards and aside: a matter is shown to the county room or a neighbour, handled with it, or handed over (上报).

extension ActionTraits {
  static let accept = ActionTraits(
    "对方受理", "accepted above", states: ("谁受理的", "who accepted"), possibleIn: [.inHand, .handled])
  static let reject = ActionTraits(
    "对方不予受理", "rejected above", states: ("不予受理的原因和应由谁办", "the cause and whose it is"),
    possibleIn: [.inHand, .handled])
  static let recall = ActionTraits(
    "撤回上报", "recall the escalation", states: ("原因", "a reason"), possibleIn: [.inHand, .handled], canBeOrdered: true)
}

/// The way in which a matter is escalated: shown, handled jointly, or handed over (报备, 共办, 移交).
package enum EscalationManner: String, Codable, CaseIterable, Sendable {
  /// They know of it; ours goes on, and their answer is a support.
  case shown
  case jointly
  /// From their acceptance it is theirs: our closing clock pauses.
  case handedOver
}

/// Accept (对方受理): the county room or the neighbour took it, under their own number.
package struct Acceptance: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var manner: EscalationManner
  /// Their number of it.
  package var number: String?
  package var who: Words

  package init(response: ResponseID, manner: EscalationManner, number: String? = nil, who: Words) {
    self.response = response
    self.manner = manner
    self.number = number
    self.who = who
  }
}

/// Reject (对方不予受理): it comes back, at any time, with the cause and with who is right.
package struct Rejection: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var cause: Words
  package var right: Words

  package init(response: ResponseID, cause: Words, right: Words) {
    self.response = response
    self.cause = cause
    self.right = right
  }
}

// MARK: - The rule

extension Room {
  func judgeAccept(_ facts: Acceptance, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    _ = try escalated(facts.response, incident, .accept, from: [.notified, .acknowledged])
    try stated(facts.who, for: .accept)
    if let number = facts.number, !number.isDocumentNumber { throw .what(.documentMalformed) }
    guard facts.manner != .handedOver || incident.handedOver == nil else { throw .when(.handedOverAlready) }
    return Findings()
  }

  /// What was handed over comes back with what was left of its clock, at least a workday, in an emergency half an hour.
  /// See docs/duty.md#escalation-clock.
  func judgeReject(
    _ facts: Rejection, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    _ = try escalated(facts.response, incident, .reject, from: [.notified, .acknowledged, .accepted])
    try stated(facts.cause, for: .reject)
    try stated(facts.right, for: .reject)
    var findings = Findings()
    guard let since = incident.handedOver(facts.response) else { return findings }
    let floor = deadline(incident.isEmergency ? .backInEmergency : .backFromCounty, from: now)
    func back(_ deadline: Deadline) -> Deadline {
      let resumed = calendar.resumed(deadline, stopped: since, from: now, in: zone)
      guard deadline.limit != nil, deadline.due > since, resumed.due < floor.due else { return resumed }
      return Deadline(
        started: resumed.started, due: floor.due, calendarMissing: floor.calendarMissing, limit: resumed.limit)
    }
    findings.closing = incident.ownDeadline.map(back)
    findings.first = incident.firstDeadline.map(back)
    return findings
  }

  func judgeRecall(_ facts: StandingDown, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    _ = try escalated(facts.response, incident, .recall, from: [.notified, .acknowledged])
    try stated(facts.reason, for: .recall)
    return Findings()
  }

  /// The deadlines as they go on once the county has answered what was handed over.
  func answered(_ response: Response, _ incident: Incident, _ now: Instant, _ findings: inout Findings) {
    guard let since = incident.handedOver(response.id) else { return }
    func resumed(_ deadline: Deadline) -> Deadline {
      calendar.resumed(deadline, stopped: since, from: now, in: zone)
    }
    findings.closing = incident.ownDeadline.map(resumed)
    findings.first = incident.firstDeadline.map(resumed)
  }

  private func escalated(
    _ id: ResponseID, _ incident: Incident, _ action: ActionName, from states: [Response.State]
  ) throws(Refusal) -> Response {
    let response = try response(id, of: incident, action) { states.contains($0.state) }
    guard response.kind == .escalation else {
      throw .when(.notEscalated(unit: catalogue.name(ofDepartment: id.unit)))
    }
    return response
  }

  /// The township does not assign upwards: to the county room or a neighbour it escalates, and to nobody else.
  func goesUp(_ facts: Summoning, _ unit: Department) throws(Refusal) {
    let isAbove = unit.isAboveOrBeside
    if facts.kind == .escalation, !isAbove { throw .what(.escalationGoesUp(unit.short)) }
    if facts.kind != .escalation, isAbove { throw .what(.escalateInstead(unit.short)) }
  }
}

extension Department {
  /// The county room and neighbour townships: not under the station's orders, and with rooms of their own.
  package var isAboveOrBeside: Bool {
    switch kind {
    case .countyRoom, .neighbour: true
    case .townOffice, .stationed, .county, .village, .utility: false
    }
  }
}

// MARK: - How it adds up

extension Incident {
  /// A time during which it was for others to act: handed over, or referred to be ruled above.
  package struct AtCounty: Hashable, Sendable {
    package let response: ResponseID
    package let since: Instant
    package internal(set) var until: Instant?
    /// It was handed over: our closing clock stands still.
    package let pauses: Bool
  }

  /// The moment since which it is handed over (已移交县); nil where it is not.
  package var handedOver: Instant? { atCounty.last { $0.pauses && $0.until == nil }?.since }

  func handedOver(_ id: ResponseID) -> Instant? {
    atCounty.last { $0.pauses && $0.until == nil && $0.response == id }?.since
  }

  /// The responses that keep it from being settled or closed: all live ones but what was only shown, or is handled jointly,
  /// and was accepted, which ends with it (随结).
  package var holding: [Response] {
    liveResponses.filter { $0.state != .accepted || $0.manner == .handedOver }
  }

  mutating func add(_ facts: Acceptance, _ entry: Entry) {
    change(facts.response) {
      $0.state = .accepted
      $0.mark(.accepted, entry)
      $0.manner = facts.manner
      $0.theirNumber = facts.number
    }
    guard facts.manner == .handedOver else { return }
    atCounty.append(AtCounty(response: facts.response, since: entry.recorded, until: nil, pauses: true))
  }

  mutating func add(_ facts: Rejection, _ entry: Entry) {
    change(facts.response) {
      $0.release(entry)
      $0.wasRejected = true
    }
    comeHome(facts.response, entry)
  }

  /// A matter that was for others to act on is ours again.
  mutating func comeHome(_ id: ResponseID, _ entry: Entry) {
    for index in atCounty.indices where atCounty[index].response == id && atCounty[index].until == nil {
      atCounty[index].until = entry.recorded
    }
    ownDeadline = entry.findings.closing ?? ownDeadline
    firstDeadline = entry.findings.first ?? firstDeadline
  }

  /// Accepted escalations that were not handed over end with the matter.
  mutating func endAccepted(_ entry: Entry) {
    for response in liveResponses where response.state == .accepted { change(response.id) { $0.release(entry) } }
  }
}

// MARK: - Its words

extension EscalationManner {
  package func text(_ language: Language) -> String {
    switch self {
    case .shown: language("报备", "shown")
    case .jointly: language("共办", "jointly")
    case .handedOver: language("移交", "handed over")
    }
  }
}

extension EntryText {
  func words(_ facts: Acceptance) -> [String?] {
    [unit(facts.response.unit), facts.manner.text(language), facts.number, shown(facts.who)]
  }

  func words(_ facts: Rejection) -> [String?] {
    [unit(facts.response.unit), shown(facts.cause), language("应由 ", "belongs to ") + shown(facts.right)]
  }
}
