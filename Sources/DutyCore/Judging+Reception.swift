// Receive, import, amend, take on, void, note: how an incident comes in and is set right.

extension Room {
  func judgeReceive(_ facts: Reception, _ request: Request) throws(Refusal) -> Findings {
    if request.by != .intake { try deskOfficer(request) }
    try stated(facts.summary, for: .receive)
    if let category = facts.category, catalogue.category(category) == nil { throw .what(.unknownCategory(category)) }
    return reception(at: request.at, category: facts.category, outsideDue: facts.due)
  }

  func judgeImport(_ facts: ImportedRecord, _ request: Request) throws(Refusal) -> Findings {
    guard request.by == .importer else { throw .who(.notSignedOn) }
    if let closed = facts.closed, closed < request.at { throw .what(.closedBeforeReceived) }
    var findings = reception(at: request.at, category: nil, outsideDue: facts.due)
    findings.closedDay = facts.closed.map(plan.dutyDay)
    if let category = facts.category { classify(&findings, category) }
    return findings
  }

  func judgeAmend(_ facts: Amendment, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    if let category = facts.category, catalogue.category(category) == nil { throw .what(.unknownCategory(category)) }
    let changes =
      facts.category.map { $0 != incident.category } ?? false || facts.place.map { $0 != incident.place } ?? false
      || facts.grid.map { $0 != incident.grid } ?? false || facts.urgency.map { $0 != incident.urgency } ?? false
    guard changes else { throw .what(.nothingChanges) }
    guard let category = facts.category else { return Findings() }
    // A new category counts from reception; a deadline already passed stays passed.
    var findings = reception(at: incident.received, category: category, outsideDue: incident.outsideDue)
    findings.dutyDay = nil
    findings.shift = nil
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

  func judgeVoid(
    _ facts: Reason, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let officer = try deskOfficer(request)
    try stated(facts.reason, for: .void)
    let own = incident.receivedBy == request.by && now - incident.recorded <= Self.ownVoidLimit
    guard officer.rank.leads || own else { throw .who(.voidNeedsLeader) }
    try noneLive(incident)
    return Findings()
  }

  func judgeRestore(_ facts: Reason, _ request: Request) throws(Refusal) -> Findings {
    _ = try officer(request) { $0.leads }
    try stated(facts.reason, for: .restore)
    return Findings()
  }

  func noneLive(_ incident: Incident) throws(Refusal) {
    let live = incident.liveResponses.map { catalogue.name(ofDepartment: $0.id.unit) }
    guard live.isEmpty else { throw .when(.responsesStillLive(units: live)) }
    let undecided = incident.undecidedDeclines.map { catalogue.name(ofDepartment: $0.id.unit) }
    guard undecided.isEmpty else { throw .when(.declinesUndecided(units: undecided)) }
  }

  /// An officer may void an own reception this long.
  private static let ownVoidLimit = Duration.minutes(10)

  /// Duty day, shift and closing deadline of something received at `moment`. A deadline that came from outside
  /// rules where it is earlier than the category's.
  private func reception(at moment: Instant, category: String?, outsideDue: Instant?) -> Findings {
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: moment)
    findings.shift = plan.turn(at: moment)?.shift
    if let category { classify(&findings, category) }
    let own = category.flatMap(catalogue.category)?.limit.map { calendar.deadline($0, from: moment, in: zone) }
    let outside = outsideDue.map { Deadline(started: min(moment, $0), due: $0) }
    findings.closing = [own, outside].compactMap(\.self).min { $0.due < $1.due }
    return findings
  }

  /// What later figures need to know of a category, as the catalogue has it now.
  private func classify(_ findings: inout Findings, _ category: String) {
    findings.limitExceedsDay = catalogue.category(category)?.limit?.exceedsADay ?? false
    findings.listClass = catalogue.items(for: category).first?.listClass
  }
}
