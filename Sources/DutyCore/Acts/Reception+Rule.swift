// How a matter comes in and is set right: the rule, and how it adds up.

extension Room {
  /// See docs/duty.md#reception.
  func judgeReceive(_ facts: Reception, _ request: Request, _ now: Instant) throws(Refusal) -> Findings {
    try mayReceive(facts, request)
    try stated(facts.summary, for: .receive)
    if let category = facts.category, catalogue.category(category) == nil { throw .what(.unknownCategory(category)) }
    if let above = facts.handedDownBy { try handsDown(above) }
    try cameWith(document: facts.document, complainedOf: facts.complainedOf)
    if request.by.isPerson, let called = facts.called, called > request.at { throw .when(.inTheFuture) }
    let counted = countedReception(claimed: request.at, now)
    let isTooNear = facts.due.map { $0 < calendar.deadline(Self.leastOutside, from: now, in: zone).due } ?? false
    var findings = reception(at: counted, category: facts.category, outsideDue: isTooNear ? nil : facts.due)
    if counted != request.at { findings.reception = counted }
    if isTooNear { findings.outsideTooNear = true }
    return findings
  }

  /// The moment that counts as the reception: the claimed one, where it lies before `now` and not too far back; else `now`.
  /// See docs/duty.md#reception-moment.
  private func countedReception(claimed: Instant, _ now: Instant) -> Instant {
    claimed <= now && isWithin(.receptionClaim, of: claimed, now) ? claimed : now
  }

  /// A limit set outside rules only while this much is left of it when it comes in (docs/duty.md#outside-limit).
  private static let leastOutside = TimeLimit.working(minutes: 60)

  private func cameWith(document: String?, complainedOf: String?) throws(Refusal) {
    if let document, !document.isDocumentNumber { throw .what(.documentMalformed) }
    if let unit = complainedOf, catalogue.department(unit) == nil { throw .what(.unknownUnit(unit)) }
  }

  /// Refuses all but those who work at the desk, a platform that pushes, and, for what is marked as practice, the drill.
  private func mayReceive(_ facts: Reception, _ request: Request) throws(Refusal) {
    if request.by == .intake || request.by == .drill && facts.drill { return }
    try deskOfficer(request)
  }

  /// The county room, a county body or a neighbour township hands matters down; our own units do not.
  func handsDown(_ code: String) throws(Refusal) {
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
  func judgeAmend(
    _ facts: Amendment, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    if let category = facts.category, catalogue.category(category) == nil { throw .what(.unknownCategory(category)) }
    if let summary = facts.summary { try stated(summary, for: .amend) }
    try cameWith(document: facts.document, complainedOf: facts.complainedOf)
    guard facts.changes(incident) else { throw .what(.nothingChanges) }
    if let urgency = facts.urgency, urgency != .emergency, incident.hasLiveEmergency {
      throw .when(.emergencyIsNotLifted)
    }
    guard let category = facts.category else { return Findings() }
    return try recategorised(category, request, incident, now)
  }

  /// A new category counts from reception, with what was granted since, and leaves half of its limit; a deadline already passed
  /// stays passed. Later than at once, or once somebody was called, figures go on to judge by the first deadline, and a longer
  /// limit is a leader's (docs/duty.md#category-change).
  private func recategorised(
    _ category: String, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    var findings = Findings()
    classify(&findings, category)
    let old = incident.ownDeadline
    findings.closing = incident.closesByCategory ? closing(ofRecategorised: incident, category, now) : old
    let isLonger = findings.closing.map { new in old.map { $0.due < new.due } ?? false } ?? (old != nil)
    if let old, old.due < now { findings.closing = old }
    guard !incident.summonses.isEmpty || !isWithin(.amendFreely, of: incident.recorded, now) else { return findings }
    if isLonger, category != incident.category, !(try deciding(request) { $0.worksTheDesk }).rank.leads {
      throw .who(.longerLimitNeedsLeader(within: limit(.amendFreely)))
    }
    findings.first = incident.firstDeadline ?? old
    return findings
  }

  private func closing(ofRecategorised incident: Incident, _ category: String, _ now: Instant) -> Deadline? {
    var own = closing(category: category, outsideDue: nil, from: incident.lifted ?? incident.received)
      .map { granted(to: incident, $0) }
    if let limit = catalogue.category(category)?.limit {
      let least = calendar.deadline(limit.half, from: now, in: zone)
      if let counted = own, counted.due < least.due {
        own = Deadline(
          started: now, due: least.due, calendarMissing: least.calendarMissing, limit: limit, steps: least.steps)
      }
    }
    return earlier(own, outside: incident.rulingOutsideDue, incident.received)
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
    return leaving(incident, now)
  }

  /// A matter that leaves the way of matters leaves the counts only on its own day (docs/duty.md#denominators).
  func leaving(_ incident: Incident, _ now: Instant) -> Findings {
    var findings = Findings()
    guard plan.dutyDay(of: now) != incident.dutyDay else { return findings }
    findings.staysCounted = true
    findings.dutyDay = plan.dutyDay(of: now)
    return findings
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
      || differs(document, incident.document) || differs(confidential, incident.isConfidential)
      || differs(complainedOf, incident.complainedOf)
  }
}

// MARK: - How it adds up

extension Incident {
  init(_ facts: Reception, _ entry: Entry, _ id: IncidentID, _ number: IncidentNumber, _ dutyDay: Day) {
    self.init(
      id: id, number: number, station: entry.station, lastEntry: entry.number, status: .received,
      source: facts.source, origin: facts.origin, externalId: facts.externalId, isImported: false,
      isDrill: facts.drill, received: entry.findings.reception ?? entry.at, recorded: entry.recorded,
      receivedBy: entry.by, dutyDay: dutyDay,
      shift: entry.findings.shift, summary: facts.summary, detail: facts.detail, reporter: facts.reporter,
      phone: facts.phone, categoryHint: facts.categoryHint, place: facts.place, grid: facts.grid,
      category: facts.category, urgency: facts.urgency, outsideDue: facts.due, handedDownBy: facts.handedDownBy,
      ownDeadline: entry.findings.closing,
      limitExceedsDay: entry.findings.limitExceedsDay ?? false, listClass: entry.findings.listClass,
      importedDepartment: nil, wasEmergency: facts.urgency == .emergency)
    claimed = entry.findings.reception == nil ? nil : entry.at
    outsideIsTooNear = entry.findings.outsideTooNear ?? false
    (called, document) = (facts.called, facts.document)
    answerOwed = facts.answerOwed ?? false
    isConfidential = facts.confidential ?? false
    complainedOf = facts.complainedOf
  }

  init(_ facts: ImportedRecord, _ entry: Entry, _ id: IncidentID, _ number: IncidentNumber, _ dutyDay: Day) {
    self.init(
      id: id, number: number, station: entry.station, lastEntry: entry.number,
      status: facts.closed == nil ? .received : .closed, source: facts.source, origin: facts.origin,
      externalId: facts.externalId, isImported: true, isDrill: false, received: entry.at, recorded: entry.recorded,
      receivedBy: entry.by, dutyDay: dutyDay, shift: entry.findings.shift, summary: facts.summary,
      detail: facts.detail, reporter: facts.reporter, phone: facts.phone, categoryHint: nil, place: facts.place,
      grid: facts.grid, category: facts.category, urgency: .routine, outsideDue: facts.due, handedDownBy: nil,
      ownDeadline: entry.findings.closing, limitExceedsDay: entry.findings.limitExceedsDay ?? false,
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
      firstDeadline = entry.findings.first ?? firstDeadline
      ownDeadline = entry.findings.closing
      limitExceedsDay = entry.findings.limitExceedsDay ?? false
      listClass = entry.findings.listClass
    }
    place = facts.place ?? place
    grid = facts.grid ?? grid
    document = facts.document ?? document
    isConfidential = facts.confidential ?? isConfidential
    complainedOf = facts.complainedOf ?? complainedOf
    urgency = facts.urgency ?? urgency
    summary = facts.summary ?? summary
    reporter = facts.reporter ?? reporter
    phone = facts.phone ?? phone
    wasEmergency = wasEmergency || urgency == .emergency
  }
}
