// May this be done? The rules of the duty, each in one place. The desk asks before it commits, the ledger asks again
// inside the commit: both ask here. Each row of the table of actions is one case of the switch below.

/// An act somebody asks for.
package struct Request: Hashable, Sendable {
  package var action: Action
  package var by: Actor
  /// The leader whose spoken order it is; nil for an own decision.
  package var orderedBy: OfficerID?
  /// When it happened, as said.
  package var at: Instant

  package init(_ action: Action, by: Actor, orderedBy: OfficerID? = nil, at: Instant) {
    self.action = action
    self.by = by
    self.orderedBy = orderedBy
    self.at = at
  }
}

extension Room {
  /// Decides whether `request` may be done to `incident` at `now` (nil: to none yet), and works out what follows from
  /// it: deadlines, duty day, completeness. Throws the refusal where it may not.
  package func judge(_ request: Request, on incident: Incident?, now: Instant) throws(Refusal) -> Findings {
    if request.by.isPerson, request.at > now + Self.clockTolerance { throw .when(.inTheFuture) }
    switch request.action {
    case .receive(let facts): return try judgeReceive(facts, request)
    case .importRecord(let facts): return try judgeImport(facts, request)
    case .room(let act): return try judge(act, request, now)
    case .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .sendBack, .standDown, .settle, .handle,
      .close, .reopen, .note, .void, .restore, .survey, .consult, .attach, .forgive, .closeDirect, .decline,
      .appoint, .endWithLead, .urge, .sheet:
      guard let incident else { throw .when(.unknownIncident) }
      guard request.action.name.isPossible(in: incident.status) else {
        throw .when(.notInThisStatus(request.action.name, incident.status))
      }
      return try judge(request, on: incident, now: now)
    }
  }

  /// The rows that concern an incident that is there and in a fitting status.
  private func judge(_ request: Request, on incident: Incident, now: Instant) throws(Refusal) -> Findings {
    switch request.action {
    case .amend(let facts): return try judgeAmend(facts, request, incident)
    case .takeOn: return try judgeTakeOn(request)
    case .summon(let facts): return try judgeSummon(facts, request, incident, now)
    case .acknowledge(let facts): return try judgeMilestone(facts, from: [.notified], request, incident)
    case .contact(let facts): return try judgeMilestone(facts, from: [.notified, .acknowledged], request, incident)
    case .arrive(let facts):
      return try judgeMilestone(facts, from: [.notified, .acknowledged, .contacted], request, incident)
    case .reply(let facts): return try judgeReply(facts, request, incident)
    case .sendBack(let facts): return try judgeSendBack(facts, request, incident, now)
    case .standDown(let facts): return try judgeStandDown(facts, request, incident)
    case .settle: return checkable(from: now)
    case .handle(let facts): return try judgeHandle(facts, request, incident, now)
    case .close(let facts): return try judgeClose(facts, request, incident, now)
    case .reopen(let facts): return try judgeReopen(facts, request, incident, now)
    case .note(let facts): return try judgeNote(facts, request)
    case .void(let facts): return try judgeVoid(facts, request, incident, now)
    case .restore(let facts): return try judgeRestore(facts, request)
    case .survey: return try judgeSurvey(request)
    case .consult(let facts): return try judgeConsult(facts, request)
    case .attach(let facts): return try judgeAttach(facts, request)
    case .forgive(let facts): return try judgeForgive(facts, request)
    case .closeDirect(let facts): return try judgeDirectAnswer(facts, request, now)
    case .decline(let facts): return try judgeDecline(facts, request, incident, now)
    case .appoint(let facts): return try judgeAppoint(facts, request, incident, now)
    case .endWithLead(let response): return try judgeEndWithLead(response, request, incident)
    case .urge(let facts): return try judgeUrge(facts, request, incident)
    case .sheet(let facts): return try judgeSheet(facts, request, incident, now)
    case .receive, .importRecord, .room: preconditionFailure("judged before an incident was looked for")
    }
  }

  /// A person cannot report what lies ahead, but for clocks that differ by this much. Another system's time is taken as
  /// it is: its matter is not lost because a clock is wrong.
  private static let clockTolerance = Duration.minutes(5)
}

extension ActionName {
  /// The statuses in which the table of actions has a row for it.
  package func isPossible(in status: Incident.Status) -> Bool {
    switch self {
    case .amend, .summon: [.received, .inHand, .handled].contains(status)
    case .takeOn: status == .received
    case .acknowledge, .contact, .arrive, .reply, .standDown: [.inHand, .handled].contains(status)
    case .sendBack: [.inHand, .handled].contains(status)
    case .settle, .handle: status == .inHand
    case .close: status == .handled
    case .reopen: status == .closed
    case .void, .survey: [.received, .inHand].contains(status)
    case .restore: status == .voided
    case .consult: [.received, .inHand, .handled].contains(status)
    case .attach: status != .voided
    case .forgive: [.handled, .closed].contains(status)
    case .closeDirect: status == .received
    case .decline, .appoint, .endWithLead, .urge, .sheet: [.inHand, .handled].contains(status)
    case .note: true
    case .receive, .importRecord, .found, .setCatalogue, .setCalendar, .enrol, .setRoster, .takeSeat: false
    }
  }

  /// What a person can do to move an incident of this status on, or at least to say something about it.
  package static func possible(in status: Incident.Status) -> [ActionName] {
    allCases.filter { $0.movesOn && $0.isPossible(in: status) }
  }

  /// Not by the rule itself, and not only beside the matter's own way.
  private var movesOn: Bool {
    switch self {
    case .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .sendBack, .standDown, .handle, .close, .reopen,
      .note, .void, .restore, .closeDirect, .decline, .appoint, .endWithLead:
      true
    case .receive, .importRecord, .amend, .settle, .survey, .consult, .attach, .forgive, .urge, .sheet, .found,
      .setCatalogue, .setCalendar, .enrol, .setRoster, .takeSeat:
      false
    }
  }
}

extension Incident {
  /// What follows from the last entry by itself: when every lead has replied and no one else is still out, the
  /// incident is handled (处置完成).
  package func followUp(to entry: Entry) -> Action? {
    switch entry.action {
    case .reply, .standDown, .endWithLead, .appoint:
      let replied = responses.contains { $0.role == .lead && $0.state == .replied }
      let settled = status == .inHand && liveResponses.isEmpty && undecidedDeclines.isEmpty && replied
      return settled ? .settle : nil
    case .receive, .importRecord, .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .sendBack, .settle,
      .handle, .close, .reopen, .note, .void, .restore, .survey, .consult, .attach, .forgive, .closeDirect, .decline,
      .urge, .sheet, .room:
      return nil
    }
  }
}

// MARK: - Who asks

extension Room {
  /// The officer behind the request, if of a rank that may do it.
  func officer(_ request: Request, if mayDo: (Rank) -> Bool) throws(Refusal) -> Officer {
    guard case .officer(let id) = request.by, let officer = officers[id] else { throw .who(.notSignedOn) }
    guard mayDo(officer.rank) else { throw .who(.rankCannot(officer.rank, request.action.name)) }
    return officer
  }

  /// An officer or leader at the desk.
  @discardableResult
  func deskOfficer(_ request: Request) throws(Refusal) -> Officer {
    try officer(request) { $0.worksTheDesk }
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
}
