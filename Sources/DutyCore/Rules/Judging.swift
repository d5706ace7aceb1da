// May this be done? The rules of the duty, each in one place. The desk asks before it commits, the ledger asks again
// inside the commit: both ask here. Each row of the table of actions is one case of a switch below.

/// An act somebody asks for.
package struct Request: Hashable, Sendable {
  package var action: Action
  package var by: Actor
  /// The leader whose spoken order it is; nil for an own decision.
  package var orderedBy: OfficerID?
  /// The moment at which it happened, as said.
  package var at: Instant
  /// The PIN by which whoever acts is signed on; nil for what nobody signs on to. It is judged by and not recorded.
  package var session: Session?

  package init(_ action: Action, by: Actor, orderedBy: OfficerID? = nil, at: Instant) {
    self.action = action
    self.by = by
    self.orderedBy = orderedBy
    self.at = at
  }

  /// The same by who is signed on in `session`.
  package func within(_ session: Session?) -> Request {
    var request = self
    request.session = session
    return request
  }
}

/// Facts that some acts are judged by besides the incident they are done to; whoever asks looks them up.
package struct Surroundings: Hashable, Sendable {
  /// The incident that a rectification is left over from.
  package var incident: Incident?
  /// The incident that another is merged into.
  package var target: Incident?
  /// The entry that is corrected or whose words are erased.
  package var entry: Entry?
  /// Entries that wait for a leader's signature, of all incidents.
  package var unsigned: [UnsignedEntry]
  /// The hash of the last entry on a handover sheet.
  package var head: String?

  package init(
    incident: Incident? = nil, target: Incident? = nil, entry: Entry? = nil, unsigned: [UnsignedEntry] = [],
    head: String? = nil
  ) {
    self.incident = incident
    self.target = target
    self.entry = entry
    self.unsigned = unsigned
    self.head = head
  }
}

extension Room {
  /// Decides whether `request` may be done to `incident` at `now` (nil: to none yet), and works out what follows from
  /// it: deadlines, duty day, completeness. Throws the refusal where it may not.
  package func judge(
    _ request: Request, on incident: Incident?, amid surroundings: Surroundings = Surroundings(), now: Instant
  ) throws(Refusal) -> Findings {
    try judge(request, of: incident.map(SubjectState.incident), amid: surroundings, now: now)
  }

  /// The same for a subject of any kind.
  package func judge(
    _ request: Request, of subject: SubjectState?, amid surroundings: Surroundings = Surroundings(), now: Instant
  ) throws(Refusal) -> Findings {
    if let session = request.session, let over = end(of: session) { throw over }
    try request.requireClaimable(at: now)
    if request.by.isPerson, request.at > now + Self.clockTolerance { throw .when(.inTheFuture) }
    try judgeOrder(request)
    switch request.action {
    case .receive(let facts): return try judgeReceive(facts, request)
    case .importRecord(let facts): return try judgeImport(facts, request)
    case .room(let act): return try judge(act, request, surroundings, now)
    case .rectification(let act):
      return try judge(act, request, on: subject?.rectification, surroundings, now)
    case .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .sendBack, .standDown, .settle, .handle,
      .close, .reopen, .note, .void, .restore, .survey, .consult, .attach, .forgive, .closeDirect, .decline,
      .appoint, .endWithLead, .urge, .sheet, .score, .admit, .requestExtension, .grantExtension, .suspend, .resume,
      .report, .callBack, .merge, .unmerge, .follow, .correct, .countersign, .reveal, .erase:
      guard let incident = subject?.incident else { throw .when(.unknownIncident) }
      guard request.action.name.isPossible(in: incident.status) else {
        throw .when(.notInThisStatus(request.action.name, incident.status))
      }
      return try judge(request, on: incident, surroundings, now)
    }
  }

  /// The rows that concern an incident that is there and in a fitting status.
  private func judge(
    _ request: Request, on incident: Incident, _ surroundings: Surroundings, _ now: Instant
  ) throws(Refusal) -> Findings {
    switch request.action {
    case .amend(let facts): return try judgeAmend(facts, request, incident)
    case .takeOn: return try judgeTakeOn(request)
    case .summon(let facts): return try judgeSummon(facts, request, incident, now)
    case .acknowledge(let facts): return try judgeMilestone(facts, from: [.notified], request, incident)
    case .contact(let facts): return try judgeMilestone(facts, from: [.notified, .acknowledged], request, incident)
    case .arrive(let facts): return try judgeArrive(facts, request, incident, now)
    case .reply(let facts): return try judgeReply(facts, request, incident, now)
    case .sendBack(let facts): return try judgeSendBack(facts, request, incident, now)
    case .standDown(let facts): return try judgeStandDown(facts, request, incident)
    case .settle: return try judgeSettle(request, now)
    case .handle(let facts): return try judgeHandle(facts, request, incident, now)
    case .close(let facts): return try judgeClose(facts, request, incident, now)
    case .reopen(let facts): return try judgeReopen(facts, request, incident, now)
    case .note(let facts): return try judgeNote(facts, request)
    case .void(let facts): return try judgeVoid(facts, request, incident, now)
    case .restore(let facts): return try judgeRestore(facts, request)
    case .survey: return try judgeSurvey(request)
    case .consult(let facts): return try judgeConsult(facts, request, incident, now)
    case .attach(let facts): return try judgeAttach(facts, request)
    case .forgive(let facts): return try judgeForgive(facts, request)
    case .closeDirect(let facts): return try judgeDirectAnswer(facts, request, now)
    case .decline(let facts): return try judgeDecline(facts, request, incident, now)
    case .appoint(let facts): return try judgeAppoint(facts, request, incident, now)
    case .endWithLead(let response): return try judgeEndWithLead(response, request, incident)
    case .urge(let facts): return try judgeUrge(facts, request, incident)
    case .sheet(let facts): return try judgeSheet(facts, request, incident, now)
    case .score(let facts): return try judgeScore(facts, request, incident, now)
    case .admit(let facts): return try judgeAdmit(facts, request)
    case .requestExtension(let facts): return try judgeRequestExtension(facts, request, incident, now)
    case .grantExtension: return try judgeGrantExtension(request, incident)
    case .suspend(let facts): return try judgeSuspend(facts, request, incident, now)
    case .resume: return try judgeResume(request, incident, now)
    case .report(let facts): return try judgeReport(facts, request, incident, now)
    case .callBack(let facts): return try judgeCallBack(facts, request, incident, now)
    case .merge(let facts): return try judgeMerge(facts, request, incident, surroundings.target, now)
    case .unmerge: return try judgeUnmerge(request)
    case .follow(let facts): return try judgeFollow(facts, request, incident)
    case .correct(let facts): return try judgeCorrect(facts, request, .incident(incident.id), surroundings.entry, now)
    case .countersign(let facts): return try judgeCountersign(facts, request, incident.unsigned, now)
    case .reveal(let facts): return try judgeReveal(facts, request, incident)
    case .erase(let facts): return try judgeErase(facts, request, .incident(incident.id), surroundings.entry, now)
    case .receive, .importRecord, .room, .rectification:
      preconditionFailure("judged before an incident was looked for")
    }
  }

  /// A person cannot report what lies ahead, but for clocks that differ by this much. Another system's time is taken as
  /// it is: its matter is not lost because a clock is wrong.
  private static let clockTolerance = Duration.minutes(5)
}

// MARK: - Who asks

extension Room {
  /// The officer behind the request, if of a rank that may do it.
  func officer(_ request: Request, if mayDo: (Rank) -> Bool) throws(Refusal) -> Officer {
    guard case .officer(let id) = request.by, let officer = officers[id] else { throw .who(.notSignedOn) }
    if officer.hasLeft { throw .who(.hasLeft(name: officer.name)) }
    guard mayDo(officer.rank) else { throw .who(.rankCannot(officer.rank, request.action.name)) }
    return officer
  }

  /// An officer or leader at the desk.
  @discardableResult
  func deskOfficer(_ request: Request) throws(Refusal) -> Officer {
    try officer(request) { $0.worksTheDesk }
  }

  /// The officer whose decision it is: the leader on whose spoken order it is recorded, else whoever acts.
  func deciding(_ request: Request, if mayDecide: (Rank) -> Bool) throws(Refusal) -> Officer {
    guard let leader = request.orderedBy.flatMap({ officers[$0] }) else { return try officer(request, if: mayDecide) }
    guard mayDecide(leader.rank) else { throw .who(.rankCannot(leader.rank, request.action.name)) }
    return leader
  }

  /// A spoken order is a leader's, given to somebody else at the desk, for an act that is no signature.
  private func judgeOrder(_ request: Request) throws(Refusal) {
    guard let ordering = request.orderedBy else { return }
    guard let leader = officers[ordering] else { throw .room(.unknownOfficer(ordering)) }
    if leader.hasLeft { throw .who(.hasLeft(name: leader.name)) }
    guard leader.rank.leads else { throw .who(.ordersAreLeaders(name: leader.name)) }
    guard request.action.name.canBeOrdered, request.by != .officer(ordering) else {
      throw .who(.notByOrder(request.action.name))
    }
    try deskOfficer(request)
  }

  /// Refuses a person what the rules do by themselves.
  func onlyTheRule(_ request: Request) throws(Refusal) {
    guard request.by == .rule else { throw .who(.onlyTheRule(request.action.name)) }
  }

  /// The unit's own liaison, or an officer on its behalf; in a practice matter the drill.
  func speaks(for unit: String, on incident: Incident, _ request: Request) throws(Refusal) {
    if request.by == .drill, isPractice(incident) { return }
    try speaks(for: unit, request)
  }

  /// The unit's own liaison, or an officer on its behalf.
  func speaks(for unit: String, _ request: Request) throws(Refusal) {
    let speaker = try officer(request) { $0.worksTheDesk || $0 == .liaison }
    guard speaker.rank != .liaison || speaker.department == unit else {
      throw .who(.notThisUnitsLiaison(unit: catalogue.name(ofDepartment: unit)))
    }
  }

  func stated(_ words: Words?, for action: ActionName) throws(Refusal) {
    guard let words, !words.isBlank else { throw .what(.wordsMissing(action)) }
  }

  // MARK: - Limits

  /// The one in force, for a refusal to say.
  func limit(_ name: SettingName.Other) -> TimeLimit { settings[.of(name)] }

  /// The deadline of a limit of the station's for something that began at `start`.
  func deadline(_ name: SettingName.Other, from start: Instant) -> Deadline {
    calendar.deadline(limit(name), from: start, in: zone)
  }

  /// See docs/duty.md#at-the-limit.
  func isWithin(_ name: SettingName.Other, of start: Instant, _ now: Instant) -> Bool {
    now <= deadline(name, from: start).due
  }
}
