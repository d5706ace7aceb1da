// How an incident's entries add up. Nothing here refuses: what is recorded happened, whatever today's rules say.

extension Incident {
  /// The incident its first entry opens; nil for an entry that opens none.
  package static func opening(_ entry: Entry) -> Incident? {
    guard case .incident(let id) = entry.subject, let number = entry.findings.number,
      let dutyDay = entry.findings.dutyDay
    else { return nil }
    var opened: Incident?
    if case .receive(let facts) = entry.action { opened = Incident(facts, entry, id, number, dutyDay) }
    if case .importRecord(let facts) = entry.action { opened = Incident(facts, entry, id, number, dutyDay) }
    opened?.hasUntrustedTime = entry.hasUntrustedTime
    return opened
  }

  /// The incident that `entries` add up to, the first being the one that opened it; nil where there are none.
  package init?(adding entries: some Sequence<Entry>) {
    var incident: Incident?
    for entry in entries { incident = incident?.folding(entry) ?? Incident.opening(entry) }
    guard let incident else { return nil }
    self = incident
  }

  private init(_ facts: Reception, _ entry: Entry, _ id: IncidentID, _ number: IncidentNumber, _ dutyDay: Day) {
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

  private init(_ facts: ImportedRecord, _ entry: Entry, _ id: IncidentID, _ number: IncidentNumber, _ dutyDay: Day) {
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

  /// The incident with one more entry.
  package func folding(_ entry: Entry) -> Incident {
    var incident = self
    incident.revision = entry.revision
    incident.lastEntry = entry.number
    incident.hasUntrustedTime = incident.hasUntrustedTime || entry.hasUntrustedTime
    incident.add(entry)
    return incident
  }

  private mutating func add(_ entry: Entry) {
    if let leader = entry.orderedBy { awaitSignature(of: leader, entry) }
    if let resumption = entry.findings.resumed { resume(resumption) }
    switch entry.action {
    case .takeOn:
      status = .inHand
      takenOnBy = entry.by
    case .amend(let facts): add(facts, entry)
    case .summon(let facts): add(facts, entry)
    case .acknowledge(let facts): change(facts.response) { $0.reach(.acknowledged, facts, entry) }
    case .contact(let facts): change(facts.response) { $0.reach(.contacted, facts, entry) }
    case .arrive(let facts): change(facts.response) { $0.reach(.arrived, facts, entry) }
    case .reply(let facts):
      change(facts.response) { $0.add(facts, entry) }
      deadline = entry.findings.closing ?? deadline
    case .sendBack(let facts): add(facts, entry)
    case .standDown(let facts): change(facts.response) { $0.release(entry) }
    case .settle: markHandled(by: entry, method: nil, measure: nil)
    case .handle(let facts): markHandled(by: entry, method: facts.method, measure: facts.measure)
    case .close(let facts): add(facts, entry)
    case .reopen:
      wasReopenedAfterSameDay = wasReopenedAfterSameDay || closed?.dutyDay == dutyDay
      firstReopened = firstReopened ?? entry.recorded
      status = .inHand
      reopenings += 1
      closed = nil
      handled = nil
      deadline = entry.findings.closing ?? deadline
    case .void: leave(.voided)
    case .restore, .unmerge: comeBack()
    case .closeDirect(let facts): add(facts, entry)
    case .decline(let facts):
      let called = summonses.count
      change(facts.response) { $0.decline(entry, summonses: called) }
    case .appoint(let facts): add(facts, entry)
    case .endWithLead(let response): change(response) { $0.release(entry) }
    case .urge(let facts): change(facts.response) { $0.urged = entry.recorded }
    case .sheet(let facts):
      if let response = facts.response {
        change(response) { $0.sheets.append(facts.colour) }
      } else {
        sheets.append(facts.colour)
      }
    case .score(let facts): change(facts.response) { $0.add(facts, entry) }
    case .consult(let facts): if let summons = facts.summons { add(summons, entry) }
    case .attach(let facts): attachments.append(facts.sha256)
    case .admit: isAdmitted = true
    case .requestExtension: extensionAsked = ExtensionRequest(by: entry.by, recorded: entry.recorded)
    case .grantExtension: grant(entry)
    case .suspend(let facts):
      leave(.suspended)
      suspension = Suspension(since: entry.recorded, until: facts.until)
      wasSuspended = true
    case .resume:
      let end = entry.by == .rule ? entry.at : entry.recorded
      stoodStill = suspension.map { Suspension(since: $0.since, until: end) }
      comeBack()
    case .report(let facts): add(facts, entry)
    case .callBack(let facts): add(facts, entry)
    case .merge(let facts):
      leave(.merged)
      mergedInto = facts.target
      merged = entry.recorded
    case .follow(let facts): add(facts, entry)
    case .correct(let facts): add(facts)
    case .countersign(let facts): unsigned.removeAll { $0.entry == facts.entry }
    case .survey, .forgive, .note, .reveal, .erase: break
    case .receive, .importRecord, .room, .rectification: break
    }
    duties += (entry.findings.duties ?? []).map { TimedDuty(kind: $0.kind, deadline: $0.deadline) }
    if entry.findings.awaitsReview == true { awaitSignature(of: nil, entry) }
  }

  /// Goes aside from its way; `comeBack` leads back to where it was.
  private mutating func leave(_ status: Status) {
    statusBefore = self.status
    self.status = status
  }

  private mutating func comeBack() {
    status = statusBefore ?? status
    statusBefore = nil
    suspension = nil
    mergedInto = nil
    merged = nil
    if status != .closed { closed = nil }
  }

  private mutating func awaitSignature(of leader: OfficerID?, _ entry: Entry) {
    unsigned.append(UnsignedEntry(entry, number: number.description, leader: leader))
  }

  private mutating func add(_ facts: Amendment, _ entry: Entry) {
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

  private mutating func add(_ facts: Summoning, _ entry: Entry) {
    let index = summonses.count + 1
    let responses = (entry.findings.clocks ?? []).map { clocks in
      Response(
        id: ResponseID(summons: index, unit: clocks.unit), role: facts.lead.contains(clocks.unit) ? .lead : .support,
        kind: facts.kind, notified: entry.recorded, signCode: entry.key.signCode(for: clocks.unit),
        acknowledgeBy: clocks.acknowledge, contactBy: clocks.contact, arriveBy: clocks.arrive, replyBy: clocks.reply)
    }
    summonses.append(
      Summons(
        index: index, kind: facts.kind, ground: facts.ground, item: facts.item, playbook: facts.playbook,
        power: facts.power, by: entry.by, orderedBy: entry.orderedBy, recorded: entry.recorded, words: facts.words,
        steps: entry.findings.steps ?? [], responses: responses))
    if status == .suspended { comeBack() }
    status = .inHand
    handled = nil
    switch facts.kind {
    case .assignment, .daily, .enforcement: break
    case .work, .hard: deadline = entry.findings.closing
    case .emergency:
      deadline = entry.findings.closing
      urgency = .emergency
      wasEmergency = true
      lifted = nil
    }
  }

  private mutating func resume(_ resumption: Resumption) {
    deadline = resumption.closing
    for clocks in resumption.clocks {
      guard let live = liveResponses.first(where: { $0.id.unit == clocks.unit }) else { continue }
      change(live.id) {
        $0.acknowledgeBy = clocks.acknowledge
        $0.contactBy = clocks.contact
        $0.arriveBy = clocks.arrive
        $0.replyBy = clocks.reply
        $0.nextReplyBy = clocks.nextReply
      }
    }
    for duty in resumption.duties {
      for index in duties.indices where duties[index].kind == duty.kind && duties[index].done == nil {
        duties[index].deadline = duty.deadline
      }
    }
  }

  private mutating func add(_ facts: SendingBack, _ entry: Entry) {
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

  private mutating func add(_ facts: Closing, _ entry: Entry) {
    extensionAsked = nil
    // A check that comes in time makes the handling the closing; a late one counts for itself.
    let inTime = handled.flatMap { entry.recorded <= $0.checkBy ? $0 : nil }
    close(
      Closed(
        time: inTime?.recorded ?? entry.recorded, dutyDay: inTime?.dutyDay ?? entry.findings.dutyDay,
        recorded: entry.recorded, by: entry.by, disposition: facts.disposition, method: facts.method,
        check: facts.check))
  }

  private mutating func add(_ facts: DirectAnswer, _ entry: Entry) {
    close(
      Closed(
        time: entry.recorded, dutyDay: entry.findings.dutyDay, recorded: entry.recorded, by: entry.by,
        disposition: facts.disposition, method: .explanation, check: nil))
  }

  private mutating func close(_ closed: Closed) {
    status = .closed
    self.closed = closed
    firstClosed = firstClosed ?? closed.recorded
    lastClosed = closed
    lastHandled = handled
  }

  private mutating func markHandled(by entry: Entry, method: Method?, measure: Words?) {
    status = .handled
    // What was said of an earlier result confirms nothing of this one.
    lastCallBack = nil
    handled = Handled(
      by: entry.by, recorded: entry.recorded, dutyDay: entry.findings.dutyDay,
      checkBy: entry.findings.checkBy ?? entry.recorded, method: method,
      measure: measure)
  }

  mutating func change(_ id: ResponseID, _ body: (inout Response) -> Void) {
    for s in summonses.indices where summonses[s].index == id.summons {
      for r in summonses[s].responses.indices where summonses[s].responses[r].id == id {
        body(&summonses[s].responses[r])
      }
    }
  }
}
