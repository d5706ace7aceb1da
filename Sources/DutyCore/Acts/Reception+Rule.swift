// How a matter comes in and is set right: the rule, and how it adds up.

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

// MARK: - How it adds up

extension Incident {
  init(_ facts: Reception, _ entry: Entry, _ id: IncidentID, _ number: IncidentNumber, _ dutyDay: Day) {
    self.init(
      id: id, number: number, station: entry.station, lastEntry: entry.number, status: .received,
      source: facts.source, origin: facts.origin, externalId: facts.externalId, isImported: false,
      isDrill: facts.drill, received: entry.at, recorded: entry.recorded, receivedBy: entry.by, dutyDay: dutyDay,
      shift: entry.findings.shift, summary: facts.summary, detail: facts.detail, reporter: facts.reporter,
      phone: facts.phone, categoryHint: facts.categoryHint, place: facts.place, grid: facts.grid,
      category: facts.category, urgency: facts.urgency, outsideDue: facts.due, handedDownBy: facts.handedDownBy,
      deadline: entry.findings.closing,
      limitExceedsDay: entry.findings.limitExceedsDay ?? false, listClass: entry.findings.listClass,
      importedDepartment: nil, wasEmergency: facts.urgency == .emergency)
  }

  init(_ facts: ImportedRecord, _ entry: Entry, _ id: IncidentID, _ number: IncidentNumber, _ dutyDay: Day) {
    self.init(
      id: id, number: number, station: entry.station, lastEntry: entry.number,
      status: facts.closed == nil ? .received : .closed, source: facts.source, origin: facts.origin,
      externalId: facts.externalId, isImported: true, isDrill: false, received: entry.at, recorded: entry.recorded,
      receivedBy: entry.by, dutyDay: dutyDay, shift: entry.findings.shift, summary: facts.summary,
      detail: facts.detail, reporter: facts.reporter, phone: facts.phone, categoryHint: nil, place: facts.place,
      grid: facts.grid, category: facts.category, urgency: .routine, outsideDue: facts.due, handedDownBy: nil,
      deadline: entry.findings.closing, limitExceedsDay: entry.findings.limitExceedsDay ?? false,
      listClass: entry.findings.listClass, importedDepartment: facts.department,
      closed: facts.closed.map {
        Closed(
          time: $0, dutyDay: entry.findings.closedDay, recorded: entry.recorded, by: entry.by, disposition: nil,
          method: nil, check: nil)
      })
  }

  mutating func add(_ facts: Amendment, _ entry: Entry) {
    if let category = facts.category {
      if category != self.category { recategorised = entry.recorded }
      self.category = category
      deadline = entry.findings.closing
      limitExceedsDay = entry.findings.limitExceedsDay ?? false
      listClass = entry.findings.listClass
    }
    place = facts.place ?? place
    grid = facts.grid ?? grid
    urgency = facts.urgency ?? urgency
    summary = facts.summary ?? summary
    reporter = facts.reporter ?? reporter
    phone = facts.phone ?? phone
    wasEmergency = wasEmergency || urgency == .emergency
  }
}
