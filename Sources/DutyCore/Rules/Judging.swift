// May this be done? The rules of the duty, each in one place. The desk asks before it commits, the ledger asks again
// inside the commit: both ask here. The rule of each act stands in the file of its family.

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
    return try judgeAct(request, subject, surroundings, now)
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

  func response(
    _ id: ResponseID, of incident: Incident, _ action: ActionName, if fits: (Response) -> Bool
  ) throws(Refusal) -> Response {
    let unit = catalogue.name(ofDepartment: id.unit)
    guard let response = incident.response(id) else { throw .when(.noSuchResponse(unit: unit)) }
    guard fits(response) else { throw .when(.responseNotInThisState(action, unit: unit, response.state)) }
    return response
  }

  func noneLive(_ incident: Incident) throws(Refusal) {
    let live = incident.holding.map { catalogue.name(ofDepartment: $0.id.unit) }
    guard live.isEmpty else { throw .when(.responsesStillLive(units: live)) }
    let undecided = incident.undecidedDeclines.map { catalogue.name(ofDepartment: $0.id.unit) }
    guard undecided.isEmpty else { throw .when(.declinesUndecided(units: undecided)) }
    let above = incident.referred.map { catalogue.name(ofDepartment: $0.id.unit) }
    guard above.isEmpty else { throw .when(.countyHasNotRuled(units: above)) }
  }

  /// The one who sits, or who stands in while the chair is empty.
  func sits(_ officer: Officer, _ request: Request, _ now: Instant) throws(Refusal) {
    guard actsForSeat(officer, at: now) else {
      let sitting = sittingLeader(at: now)?.name
      throw request.orderedBy == nil
        ? .who(.needsSittingLeader(sitting: sitting))
        : .who(.orderIsNotTheSittingLeaders(name: officer.name, sitting: sitting))
    }
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
