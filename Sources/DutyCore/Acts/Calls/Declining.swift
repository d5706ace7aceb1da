// A unit says that it is not its matter, and a leader rules.

extension ActionTraits {
  static let decline = ActionTraits(
    "退单", "decline", states: ("退单理由", "the ground"), possibleIn: [.inHand, .handled], movesOn: true)
  static let appoint = ActionTraits(
    "指定承办", "appoint", states: ("理由", "a reason"), whose: .leader, possibleIn: [.inHand, .handled], movesOn: true,
    canBeOrdered: true)
}

/// Decline (退单): a unit says that it is not theirs, on what ground, and whom it belongs to.
package struct Declining: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var ground: Words
  package var proposed: String
  /// The basic-duty item that makes it the station's own; without one nothing comes back to the station.
  package var item: String?
  package var channel: Channel?
  package var said: Words?

  package init(
    response: ResponseID, ground: Words, proposed: String, item: String? = nil, channel: Channel? = nil,
    said: Words? = nil
  ) {
    self.response = response
    self.ground = ground
    self.proposed = proposed
    self.item = item
    self.channel = channel
    self.said = said
  }
}

/// Appoint (指定承办): the leader rules on a decline. The ruling is kept as precedent.
package struct Appointment: Hashable, Codable, Sendable {
  package enum Ruling: String, Codable, CaseIterable, Sendable {
    /// The unit was right: it is released.
    case upheld
    /// The unit is to do it: its clocks start anew.
    case overruled
  }

  package var response: ResponseID
  package var ruling: Ruling
  package var reason: Words

  package init(response: ResponseID, ruling: Ruling, reason: Words) {
    self.response = response
    self.ruling = ruling
    self.reason = reason
  }
}

// MARK: - The rule

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
    guard response.kind != .escalation else { throw .when(.escalationIsRejected) }
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
    if proposed.isStations {
      // The item says why it is the station's own: one of this matter's kind.
      let items = incident.category.map(catalogue.items(for:)) ?? []
      guard items.contains(where: { $0.code == facts.item && $0.listClass == .basic }) else {
        throw .what(.backToStationNeedsBasicItem)
      }
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
      guard !isCountyBody(facts.response.unit) else {
        throw .when(.countyIsNotOverruled(unit: catalogue.name(ofDepartment: facts.response.unit)))
      }
      findings.clocks = [clocks(response.kind, unit: facts.response.unit, incident, from: now)]
    }
    return findings
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

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: Declining, _ entry: Entry) {
    let called = summonses.count
    change(facts.response) { $0.decline(entry, summonses: called) }
  }

  /// A unit that has to do it after all is out again, whatever others have done meanwhile.
  mutating func add(_ facts: Appointment, _ entry: Entry) {
    change(facts.response) { $0.rule(facts, entry) }
    guard facts.ruling == .overruled else { return }
    status = .inHand
    handled = nil
  }
}

extension Response {
  mutating func decline(_ entry: Entry, summonses: Int) {
    state = .declined
    declined = entry.recorded
    declinedAmong = summonses
  }

  /// Overruled, the unit has acknowledged by the ruling and gets its clocks anew.
  mutating func rule(_ facts: Appointment, _ entry: Entry) {
    ruling = facts.ruling
    rulingReason = facts.reason
    switch facts.ruling {
    case .upheld: release(entry)
    case .overruled:
      state = .acknowledged
      mark(.acknowledged, entry)
      arriveBy = entry.findings.clocks?.first?.arrive
      replyBy = entry.findings.clocks?.first?.reply
    }
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Declining) -> [String?] {
    [unit(facts.response.unit), shown(facts.ground), unit(facts.proposed), facts.said.map(shown)]
  }

  func words(_ facts: Appointment) -> [String?] {
    [unit(facts.response.unit), facts.ruling.text(language), shown(facts.reason)]
  }
}

extension Appointment.Ruling {
  package func text(_ language: Language) -> String {
    switch self {
    case .upheld: language("同意退单", "upheld")
    case .overruled: language("不予退单，指定其承办", "overruled")
    }
  }
}
