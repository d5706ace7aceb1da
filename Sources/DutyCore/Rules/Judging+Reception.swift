// Receive, import, amend, take on, void, restore, note: how an incident comes in and is set right.

extension Room {
  /// See docs/duty.md#reception.
  func judgeReceive(_ facts: Reception, _ request: Request) throws(Refusal) -> Findings {
    try mayReceive(facts, request)
    try stated(facts.summary, for: .receive)
    if let category = facts.category, catalogue.category(category) == nil { throw .what(.unknownCategory(category)) }
    if let above = facts.handedDownBy { try handsDown(above) }
    return reception(at: request.at, category: facts.category, outsideDue: facts.due)
  }

  /// Refuses all but those who work at the desk, a platform that pushes, and, for what is marked as practice, the drill.
  private func mayReceive(_ facts: Reception, _ request: Request) throws(Refusal) {
    if request.by == .intake || request.by == .drill && facts.drill { return }
    try deskOfficer(request)
  }

  /// The county room, a county body or a neighbour township hands matters down; our own units do not.
  private func handsDown(_ code: String) throws(Refusal) {
    guard let unit = catalogue.department(code) else { throw .what(.unknownUnit(code)) }
    switch unit.kind {
    case .countyRoom, .county, .neighbour: return
    case .townOffice, .stationed, .village, .utility: throw .what(.handsNothingDown(unit.short))
    }
  }

  /// See docs/duty.md#imported-records.
  func judgeImport(_ facts: ImportedRecord, _ request: Request) throws(Refusal) -> Findings {
    guard request.by == .importer else { throw .who(.notSignedOn) }
    if let closed = facts.closed, closed < request.at { throw .what(.closedBeforeReceived) }
    var findings = reception(at: request.at, category: nil, outsideDue: facts.due)
    findings.closedDay = facts.closed.map(plan.dutyDay)
    if let category = facts.category { classify(&findings, category) }
    return findings
  }

  /// See docs/duty.md#amendment.
  func judgeAmend(_ facts: Amendment, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    if let category = facts.category, catalogue.category(category) == nil { throw .what(.unknownCategory(category)) }
    if let summary = facts.summary { try stated(summary, for: .amend) }
    guard facts.changes(incident) else { throw .what(.nothingChanges) }
    if let urgency = facts.urgency, urgency != .emergency, incident.hasLiveEmergency {
      throw .when(.emergencyIsNotLifted)
    }
    guard let category = facts.category else { return Findings() }
    // A new category counts from reception, with what was granted since; a deadline already passed stays passed.
    var findings = reception(at: incident.received, category: category, outsideDue: incident.outsideDue)
    findings.dutyDay = nil
    findings.shift = nil
    findings.closing =
      incident.closesByCategory
      ? closing(category: category, outsideDue: incident.outsideDue, from: incident.lifted ?? incident.received)
        .map { granted(to: incident, $0) } : incident.deadline
    if let old = incident.deadline, old.due < request.at { findings.closing = old }
    return findings
  }

  func judgeTakeOn(_ request: Request) throws(Refusal) -> Findings {
    try deskOfficer(request)
    return Findings()
  }

  func judgeNote(_ facts: Note, _ request: Request) throws(Refusal) -> Findings {
    _ = try officer(request) { $0 != .administrator }
    try stated(facts.words, for: .note)
    return Findings()
  }

  /// See docs/duty.md#void-and-restore.
  func judgeVoid(
    _ facts: Reason, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let officer = try deciding(request) { $0.worksTheDesk }
    try stated(facts.reason, for: .void)
    let own = incident.receivedBy == request.by && isWithin(.ownVoid, of: incident.recorded, now)
    guard officer.rank.leads || own else { throw .who(.voidNeedsLeader(within: limit(.ownVoid))) }
    try noneLive(incident)
    return Findings()
  }

  func judgeRestore(_ facts: Reason, _ request: Request) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    try stated(facts.reason, for: .restore)
    return Findings()
  }

  func noneLive(_ incident: Incident) throws(Refusal) {
    let live = incident.liveResponses.map { catalogue.name(ofDepartment: $0.id.unit) }
    guard live.isEmpty else { throw .when(.responsesStillLive(units: live)) }
    let undecided = incident.undecidedDeclines.map { catalogue.name(ofDepartment: $0.id.unit) }
    guard undecided.isEmpty else { throw .when(.declinesUndecided(units: undecided)) }
  }

  /// Duty day, shift and closing deadline of something received at `moment`. A deadline that came from outside
  /// rules where it is earlier than the category's (docs/duty.md#reception-moment).
  private func reception(at moment: Instant, category: String?, outsideDue: Instant?) -> Findings {
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: moment)
    findings.shift = plan.turn(at: moment)?.shift
    if let category { classify(&findings, category) }
    findings.closing = closing(category: category, outsideDue: outsideDue, from: moment)
    return findings
  }

  /// The closing deadline of a clock that begins at `start`: the category's, or the one set outside where that is earlier.
  /// See docs/duty.md#closing-deadline.
  func closing(category: String?, outsideDue: Instant?, from start: Instant) -> Deadline? {
    let own = category.flatMap(catalogue.category)?.limit.map { calendar.deadline($0, from: start, in: zone) }
    return earlier(own, outside: outsideDue, start)
  }

  /// The deadline that rules: our own, or the one set outside where that is earlier or the only one.
  func earlier(_ own: Deadline?, outside: Instant?, _ start: Instant) -> Deadline? {
    let outside = outside.map { Deadline(started: min(start, $0), due: $0) }
    return [own, outside].compactMap(\.self).min { $0.due < $1.due }
  }

  /// Keeps what later figures need to know of a category, as the catalogue has it now.
  private func classify(_ findings: inout Findings, _ category: String) {
    findings.limitExceedsDay = catalogue.category(category)?.limit?.exceedsADay ?? false
    findings.listClass = catalogue.items(for: category).first?.listClass
  }
}

extension Amendment {
  /// Whether anything of `incident` would be another.
  fileprivate func changes(_ incident: Incident) -> Bool {
    func differs<Value: Equatable>(_ new: Value?, _ old: Value?) -> Bool { new != nil && new != old }
    return differs(category, incident.category) || differs(place, incident.place) || differs(grid, incident.grid)
      || differs(urgency, incident.urgency) || differs(summary, incident.summary)
      || differs(reporter, incident.reporter) || differs(phone, incident.phone)
  }
}
