// How an incident's entries add up. Nothing here refuses: what is recorded happened, whatever today's rules say.

extension Incident {
  /// The incident its first entry opens; nil for an entry that opens none.
  package static func opening(_ entry: Entry) -> Incident? {
    guard case .incident(let id) = entry.subject, let number = entry.findings.number,
      let dutyDay = entry.findings.dutyDay
    else { return nil }
    if case .receive(let facts) = entry.action { return Incident(facts, entry, id, number, dutyDay) }
    if case .importRecord(let facts) = entry.action { return Incident(facts, entry, id, number, dutyDay) }
    return nil
  }

  private init(_ facts: Reception, _ entry: Entry, _ id: IncidentID, _ number: IncidentNumber, _ dutyDay: Day) {
    self.init(
      id: id, number: number, station: entry.station, lastEntry: entry.number, status: .received,
      source: facts.source, origin: facts.origin, externalId: facts.externalId, isImported: false,
      isDrill: facts.drill, received: entry.at, recorded: entry.recorded, receivedBy: entry.by, dutyDay: dutyDay,
      shift: entry.findings.shift, summary: facts.summary, detail: facts.detail, reporter: facts.reporter,
      phone: facts.phone, categoryHint: facts.categoryHint, place: facts.place, grid: facts.grid,
      category: facts.category, urgency: facts.urgency, outsideDue: facts.due, deadline: entry.findings.closing,
      limitExceedsDay: entry.findings.limitExceedsDay ?? false, listClass: entry.findings.listClass,
      importedDepartment: nil)
  }

  private init(_ facts: ImportedRecord, _ entry: Entry, _ id: IncidentID, _ number: IncidentNumber, _ dutyDay: Day) {
    self.init(
      id: id, number: number, station: entry.station, lastEntry: entry.number,
      status: facts.closed == nil ? .received : .closed, source: facts.source, origin: facts.origin,
      externalId: facts.externalId, isImported: true, isDrill: false, received: entry.at, recorded: entry.recorded,
      receivedBy: entry.by, dutyDay: dutyDay, shift: entry.findings.shift, summary: facts.summary,
      detail: facts.detail, reporter: facts.reporter, phone: facts.phone, categoryHint: nil, place: facts.place,
      grid: facts.grid, category: facts.category, urgency: .routine, outsideDue: facts.due,
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
    incident.add(entry)
    return incident
  }

  private mutating func add(_ entry: Entry) {
    switch entry.action {
    case .takeOn:
      status = .inHand
      takenOnBy = entry.by
    case .amend(let facts): add(facts, entry)
    case .summon(let facts): add(facts, entry)
    case .acknowledge(let facts): change(facts.response) { $0.reach(.acknowledged, entry.recorded) }
    case .contact(let facts): change(facts.response) { $0.reach(.contacted, entry.recorded) }
    case .arrive(let facts): change(facts.response) { $0.reach(.arrived, entry.recorded) }
    case .reply(let facts): change(facts.response) { $0.add(facts, entry) }
    case .sendBack(let facts): add(facts, entry)
    case .standDown(let facts): change(facts.response) { $0.release(entry) }
    case .settle: markHandled(by: entry, method: nil, measure: nil)
    case .handle(let facts): markHandled(by: entry, method: facts.method, measure: facts.measure)
    case .close(let facts): add(facts, entry)
    case .reopen:
      status = .inHand
      reopenings += 1
      closed = nil
      handled = nil
      deadline = entry.findings.closing ?? deadline
    case .void:
      statusBeforeVoid = status
      status = .voided
    case .restore:
      status = statusBeforeVoid ?? .received
      statusBeforeVoid = nil
    case .closeDirect(let facts): add(facts, entry)
    case .decline(let facts): change(facts.response) { $0.decline(entry) }
    case .appoint(let facts): change(facts.response) { $0.rule(facts.ruling, entry) }
    case .endWithLead(let response): change(response) { $0.release(entry) }
    case .urge(let facts): change(facts.response) { $0.urged = entry.recorded }
    case .sheet(let facts): change(facts.response) { $0.sheets.append(facts.colour) }
    case .survey, .consult, .attach, .forgive: break
    case .note: break
    case .receive, .importRecord, .room: break
    }
  }

  private mutating func add(_ facts: Amendment, _ entry: Entry) {
    if let category = facts.category {
      self.category = category
      deadline = entry.findings.closing
      limitExceedsDay = entry.findings.limitExceedsDay ?? false
      listClass = entry.findings.listClass
    }
    place = facts.place ?? place
    grid = facts.grid ?? grid
    urgency = facts.urgency ?? urgency
  }

  private mutating func add(_ facts: Summoning, _ entry: Entry) {
    let index = summonses.count + 1
    let responses = (entry.findings.clocks ?? []).map { clocks in
      Response(
        id: ResponseID(summons: index, unit: clocks.unit), role: facts.lead.contains(clocks.unit) ? .lead : .support,
        kind: facts.kind, notified: entry.recorded, acknowledgeBy: clocks.acknowledge, contactBy: clocks.contact,
        arriveBy: clocks.arrive,
        replyBy: clocks.reply)
    }
    summonses.append(
      Summons(
        index: index, kind: facts.kind, ground: facts.ground, item: facts.item, by: entry.by,
        orderedBy: entry.orderedBy, recorded: entry.recorded, words: facts.words, responses: responses))
    status = .inHand
    handled = nil
    if facts.kind == .emergency { urgency = .emergency }
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
      $0.replyBy = entry.findings.reply
    }
  }

  private mutating func add(_ facts: Closing, _ entry: Entry) {
    status = .closed
    // A check that comes in time makes the handling the closing; a late one counts for itself.
    let inTime = handled.flatMap { entry.recorded <= $0.checkBy ? $0 : nil }
    closed = Closed(
      time: inTime?.recorded ?? entry.recorded, dutyDay: inTime?.dutyDay ?? entry.findings.dutyDay,
      recorded: entry.recorded, by: entry.by, disposition: facts.disposition, method: facts.method,
      check: facts.check)
  }

  private mutating func add(_ facts: DirectAnswer, _ entry: Entry) {
    status = .closed
    closed = Closed(
      time: entry.recorded, dutyDay: entry.findings.dutyDay, recorded: entry.recorded, by: entry.by,
      disposition: facts.disposition, method: .explanation, check: nil)
  }

  private mutating func markHandled(by entry: Entry, method: Method?, measure: Words?) {
    status = .handled
    handled = Handled(
      by: entry.by, recorded: entry.recorded, dutyDay: entry.findings.dutyDay,
      checkBy: entry.findings.checkBy ?? entry.recorded, method: method,
      measure: measure)
  }

  private mutating func change(_ id: ResponseID, _ body: (inout Response) -> Void) {
    for s in summonses.indices where summonses[s].index == id.summons {
      for r in summonses[s].responses.indices where summonses[s].responses[r].id == id {
        body(&summonses[s].responses[r])
      }
    }
  }
}

extension Response {
  /// Arrived implies acknowledged; contact implies acknowledged.
  fileprivate mutating func reach(_ state: State, _ recorded: Instant) {
    self.state = state
    acknowledged = acknowledged ?? recorded
    if state == .contacted { contacted = contacted ?? recorded }
    if state == .arrived { arrived = arrived ?? recorded }
  }

  fileprivate mutating func release(_ entry: Entry) {
    state = .ended
    stoodDown = entry.recorded
  }

  fileprivate mutating func decline(_ entry: Entry) {
    state = .declined
    declined = entry.recorded
  }

  /// Overruled, the unit has acknowledged by the ruling and gets its clocks anew.
  fileprivate mutating func rule(_ ruling: Appointment.Ruling, _ entry: Entry) {
    self.ruling = ruling
    switch ruling {
    case .upheld: release(entry)
    case .overruled:
      state = .acknowledged
      acknowledged = acknowledged ?? entry.recorded
      arriveBy = entry.findings.clocks?.first?.arrive
      replyBy = entry.findings.clocks?.first?.reply
    }
  }

  /// A complete reply implies arrived; an incomplete one is kept in its entry and the clock goes on.
  fileprivate mutating func add(_ reply: Reply, _ entry: Entry) {
    lastReply = reply
    guard entry.findings.replyComplete == true else { return }
    acknowledged = acknowledged ?? entry.recorded
    arrived = arrived ?? entry.recorded
    replied = entry.recorded
    state = .replied
  }
}
