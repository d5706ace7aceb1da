// Admission (准入): own hands take what the list does not give the township.

extension ActionTraits {
  static let admit = ActionTraits(
    "任务准入", "admit", states: ("理由和同意人", "the reason and who agreed"), whose: .leader,
    possibleIn: [.received, .inHand], canBeOrdered: true)
  static let endAdmission = ActionTraits(
    "准入终止", "end the admission", states: ("理由", "a reason"), whose: .leader, possibleIn: [.received, .inHand],
    canBeOrdered: true)
}

/// Admit (任务准入): of a citizen's matter why own hands take it; of a department's paper also who asks, under which number, by
/// when and with what people, money or equipment. Entries of the first edition state the reason alone.
package struct Admission: Hashable, Codable, Sendable {
  package var reason: Words
  package var agreed: Words?
  /// The last day for which it holds.
  package var until: Day?
  /// The unit that asks, by its code.
  package var asker: String?
  package var document: String?
  package var what: Words?
  package var by: Instant?
  /// People, money, equipment; "无" where none come with it.
  package var means: Words?

  package init(
    reason: Words, agreed: Words? = nil, until: Day? = nil, asker: String? = nil, document: String? = nil,
    what: Words? = nil, by: Instant? = nil, means: Words? = nil
  ) {
    self.reason = reason
    self.agreed = agreed
    self.until = until
    self.asker = asker
    self.document = document
    self.what = what
    self.by = by
    self.means = means
  }
}

// MARK: - The rule

extension Room {
  /// A leader admits what the list does not give the township; what is in the list needs none (docs/duty.md#admission).
  func judgeAdmit(
    _ facts: Admission, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    guard incident.isNotOurs else { throw .when(.isInTheList) }
    try stated(facts.reason, for: .admit)
    try stated(facts.agreed, for: .admit)
    let today = zone.day(of: now)
    guard let until = facts.until else { throw .what(.dayMissing) }
    guard until >= today else { throw .what(.dayIsPast(until)) }
    guard incident.isHandedDown else { return Findings() }
    guard let asker = facts.asker else { throw .what(.paperIncomplete) }
    try asksForHands(asker)
    guard let document = facts.document, document.isDocumentNumber else { throw .what(.documentMalformed) }
    guard facts.by != nil, facts.means?.isBlank == false, facts.what?.isBlank == false else {
      throw .what(.paperIncomplete)
    }
    return Findings()
  }

  /// Its end stops nothing that is already in hand.
  func judgeEndAdmission(_ facts: Reason, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    guard incident.isAdmitted else { throw .when(.notAdmitted) }
    try stated(facts.reason, for: .endAdmission)
    return Findings()
  }

  /// Anybody but the township's own asks for its hands.
  private func asksForHands(_ code: String) throws(Refusal) {
    guard let unit = catalogue.department(code) else { throw .what(.unknownUnit(code)) }
    switch unit.kind {
    case .countyRoom, .county, .neighbour, .utility: return
    case .townOffice, .stationed, .village: throw .what(.handsNothingDown(unit.short))
    }
  }

  /// Tells whether own hands, be it the desk, an office or a village, would take what the list does not give the township and
  /// nobody has admitted. The department that leads by the list takes it freely (docs/duty.md#own-hands).
  package func needsAdmission(_ lead: [String], _ support: [String], _ incident: Incident) -> Bool {
    guard incident.isNotOurs, !incident.isAdmitted else { return false }
    let leading = listed(incident)
    let isFree = lead.allSatisfy { leading.contains($0) || !ownHands($0) && incident.listClass == nil }
    return !isFree || support.contains(where: ownHands)
  }

  func admitted(_ lead: [String], _ support: [String], _ incident: Incident) throws(Refusal) {
    guard needsAdmission(lead, support, incident) else { return }
    throw .when(.outsideTheList(lead: listed(incident).first.map(catalogue.name(ofDepartment:))))
  }

  /// The desk itself is to do it.
  func admittedToDesk(_ incident: Incident) throws(Refusal) {
    guard incident.isNotOurs, !incident.isAdmitted, incident.urgency != .emergency else { return }
    throw .when(.outsideTheList(lead: listed(incident).first.map(catalogue.name(ofDepartment:))))
  }

  /// The departments that lead by the list, each behind its people in town.
  private func listed(_ incident: Incident) -> [String] {
    let items = incident.category.map(catalogue.items(for:)) ?? []
    return items.flatMap { [catalogue.stationed(for: $0.lead), $0.lead] }
  }

  private func ownHands(_ code: String) -> Bool {
    switch catalogue.department(code)?.kind {
    case .townOffice?, .village?: true
    case .stationed?, .county?, .countyRoom?, .neighbour?, .utility?, nil: false
    }
  }
}

extension Incident {
  /// The list gives it to a department's own line, or a superior handed it down and the list knows nothing of it.
  var isNotOurs: Bool { listClass == .outside || listClass == nil && isHandedDown }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Admission) -> [String?] {
    [
      shown(facts.reason), facts.agreed.map(shown), facts.asker.map(unit), facts.document, facts.what.map(shown),
      facts.means.map(shown), facts.until.map { language("至 ", "until ") + $0.description },
    ]
  }
}
