// Each act and its family, a line for each: the rule, how an entry adds up, what follows, what is told, what is claimed.
// What a line calls stands in the file of the family.

extension Room {
  func judgeAct(
    _ request: Request, _ subject: SubjectState?, _ surroundings: Surroundings, _ now: Instant
  ) throws(Refusal) -> Findings {
    switch request.action {
    case .receive(let facts): return try judgeReceive(facts, request, now)
    case .importRecord(let facts): return try judgeImport(facts, request)
    case .room(let act): return try judge(act, request, surroundings, now)
    case .rectification(let act): return try judge(act, request, on: subject?.rectification, surroundings, now)
    case .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .sendBack, .standDown, .settle, .handle,
      .close, .reopen, .note, .void, .restore, .survey, .consult, .attach, .forgive, .closeDirect, .decline,
      .appoint, .endWithLead, .urge, .sheet, .score, .admit, .requestExtension, .grantExtension, .suspend, .resume,
      .report, .callBack, .merge, .unmerge, .follow, .correct, .countersign, .reveal, .erase, .wayOn:
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
    case .amend(let facts): return try judgeAmend(facts, request, incident, now)
    case .takeOn: return try judgeTakeOn(request, incident, now)
    case .summon(let facts): return try judgeSummon(facts, request, incident, now)
    case .acknowledge(let facts), .contact(let facts): return try judgeMilestone(facts, request, incident)
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
    case .closeDirect(let facts): return try judgeDirectAnswer(facts, request, incident, now)
    case .decline(let facts): return try judgeDecline(facts, request, incident, now)
    case .appoint(let facts): return try judgeAppoint(facts, request, incident, now)
    case .endWithLead(let response): return try judgeEndWithLead(response, request, incident)
    case .urge(let facts): return try judgeUrge(facts, request, incident)
    case .sheet(let facts): return try judgeSheet(facts, request, incident, now)
    case .score(let facts): return try judgeScore(facts, request, incident, now)
    case .admit(let facts): return try judgeAdmit(facts, request, incident, now)
    case .requestExtension(let facts): return try judgeRequestExtension(facts, request, incident, now)
    case .grantExtension: return try judgeGrantExtension(request, incident)
    case .suspend(let facts): return try judgeSuspend(facts, request, incident, now)
    case .resume: return try judgeResume(request, incident, now)
    case .report(let facts): return try judgeReport(facts, request, incident, now)
    case .callBack(let facts): return try judgeCallBack(facts, request, incident, now)
    case .merge(let facts): return try judgeMerge(facts, request, incident, surroundings.target, now)
    case .unmerge: return try judgeUnmerge(request)
    case .follow(let facts): return try judgeFollow(facts, request, incident, now)
    case .correct(let facts): return try judgeCorrect(facts, request, incident, surroundings.entry, now)
    case .countersign(let facts): return try judgeCountersign(facts, request, incident.unsigned, now)
    case .reveal(let facts): return try judgeReveal(facts, request, incident)
    case .erase(let facts): return try judgeErase(facts, request, .incident(incident.id), surroundings.entry, now)
    case .wayOn(let act): return try judge(act, request, incident, amid: surroundings, now)
    case .receive, .importRecord, .room, .rectification:
      preconditionFailure("judged before an incident was looked for")
    }
  }
}

extension Incident {
  /// Adds up one act; nothing here refuses.
  mutating func add(_ action: Action, _ entry: Entry) {
    switch action {
    case .amend(let facts): add(facts, entry)
    case .takeOn: takeOn(entry)
    case .summon(let facts): add(facts, entry)
    case .acknowledge(let facts): change(facts.response) { $0.reach(.acknowledged, facts, entry) }
    case .contact(let facts): change(facts.response) { $0.reach(.contacted, facts, entry) }
    case .arrive(let facts): change(facts.response) { $0.reach(.arrived, facts, entry) }
    case .reply(let facts): add(facts, entry)
    case .sendBack(let facts): add(facts, entry)
    case .standDown(let facts): change(facts.response) { $0.release(entry) }
    case .settle: markHandled(by: entry, method: nil, measure: nil)
    case .handle(let facts): markHandled(by: entry, method: facts.method, measure: facts.measure)
    case .close(let facts): add(facts, entry)
    case .reopen: reopen(entry)
    case .void:
      leave(.voided)
      staysCounted = entry.findings.staysCounted ?? false
      gone = entry.findings.dutyDay.map { Gone(time: entry.recorded, dutyDay: $0) }
    case .restore, .unmerge: comeBack()
    case .consult(let facts): add(facts, entry)
    case .attach(let facts): add(facts, entry)
    case .closeDirect(let facts): add(facts, entry)
    case .decline(let facts): add(facts, entry)
    case .appoint(let facts): add(facts, entry)
    case .endWithLead(let response):
      change(response) {
        $0.release(entry)
        $0.endedWithLead = true
      }
    case .urge(let facts): change(facts.response) { $0.urged = entry.recorded }
    case .sheet(let facts): add(facts)
    case .score(let facts): change(facts.response) { $0.add(facts, entry) }
    case .admit(let facts): (isAdmitted, admission) = (true, facts)
    case .requestExtension: extensionAsked = ExtensionRequest(by: entry.by, recorded: entry.recorded)
    case .grantExtension: grant(entry)
    case .suspend(let facts): suspend(facts, entry)
    case .resume: resume(entry)
    case .report(let facts): add(facts, entry)
    case .callBack(let facts): add(facts, entry)
    case .merge(let facts): add(facts, entry)
    case .follow(let facts): add(facts, entry)
    case .correct(let facts): add(facts)
    case .countersign(let facts): unsigned.removeAll { $0.entry == facts.entry }
    case .wayOn(let act): add(act, entry)
    case .survey(let facts): lastLook = Look(by: entry.by, result: facts.result)
    case .forgive, .note, .reveal, .erase: break
    case .receive, .importRecord, .room, .rectification: break
    }
  }

  /// The consequences of `entry`, which made this incident of what it was `before`.
  package func consequences(of entry: Entry, before: Incident?) -> [Consequence] {
    switch entry.action {
    case .reply, .standDown, .endWithLead, .appoint, .report: settled
    case .callBack(let facts): reopening(after: facts)
    case .close, .closeDirect: closingOfJoined + endOfRepeat
    case .reopen: reopeningOfJoined
    case .merge(let facts): joining(facts)
    case .unmerge: parting(from: before)
    case .follow(let facts): consequences(of: facts)
    case .wayOn(let act): consequences(of: act)
    case .receive, .importRecord, .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .sendBack, .settle,
      .handle, .note, .void, .restore, .survey, .consult, .attach, .forgive, .decline, .urge, .sheet, .score, .admit,
      .requestExtension, .grantExtension, .suspend, .resume, .correct, .countersign, .reveal, .erase, .room,
      .rectification:
      []
    }
  }
}

extension EntryText {
  func words(of action: Action) -> [String?] {
    switch action {
    case .summon(let facts): words(facts)
    case .acknowledge(let facts), .contact(let facts), .arrive(let facts): words(facts)
    case .reply(let facts): words(facts)
    case .sendBack(let facts): words(facts)
    case .standDown(let facts): words(facts)
    case .handle(let facts): words(facts)
    case .close(let facts): words(facts)
    case .reopen(let facts), .void(let facts), .restore(let facts): [shown(facts.reason)]
    case .admit(let facts): words(facts)
    case .wayOn(let act): words(act)
    case .requestExtension(let facts), .reveal(let facts): [shown(facts.reason)]
    case .note(let facts): [shown(facts.words)]
    case .survey(let facts): words(facts)
    case .consult(let facts): words(facts)
    case .attach(let facts): [shown(facts.path)]
    case .forgive(let facts): words(facts)
    case .closeDirect(let facts): words(facts)
    case .decline(let facts): words(facts)
    case .appoint(let facts): words(facts)
    case .endWithLead(let response): [unit(response.unit)]
    case .urge(let facts): words(facts)
    case .sheet(let facts): words(facts)
    case .score(let facts): [unit(facts.response.unit)]
    case .suspend(let facts): words(facts)
    case .report(let facts): words(facts)
    case .callBack(let facts): words(facts)
    case .merge(let facts): [facts.target.number.description]
    case .follow(let facts): words(facts)
    case .correct(let facts): words(facts)
    case .countersign(let facts): ["#\(facts.entry)"]
    case .erase(let facts): words(facts)
    case .room(.unlock(let facts)): words(facts)
    case .rectification(let act): words(of: act)
    case .receive, .importRecord, .amend, .takeOn, .settle, .grantExtension, .resume, .unmerge, .room: []
    }
  }
}

extension Action {
  /// The moments and days that are stated, besides when it happened.
  var claims: Claims {
    switch self {
    case .receive(let facts): Claims(moments: [facts.due, facts.called].compactMap(\.self))
    case .importRecord(let facts): Claims(moments: [facts.due, facts.closed, facts.replied].compactMap(\.self))
    case .reply(let facts): Claims(moments: facts.moments)
    case .suspend(let facts): Claims(moments: [facts.until])
    case .correct(let facts): Claims(moments: [facts.at].compactMap(\.self))
    case .follow(let facts): Claims(moments: facts.moments)
    case .room(let act): Claims(days: act.days)
    case .rectification(let act): act.claims
    case .wayOn(let act): act.claims
    case .admit(let facts): Claims(moments: [facts.by].compactMap(\.self), days: [facts.until].compactMap(\.self))
    case .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .sendBack, .standDown, .settle, .handle, .close,
      .reopen, .note, .void, .restore, .survey, .consult, .attach, .forgive, .closeDirect, .decline, .appoint,
      .endWithLead, .urge, .sheet, .score, .requestExtension, .grantExtension, .resume, .report, .callBack,
      .merge, .unmerge, .countersign, .reveal, .erase:
      Claims()
    }
  }
}

extension Action {
  /// The texts that were written freely, in reading order. The person a unit spoke to is left out with the reporter's name and
  /// phone.
  package var freeWords: [Words] {
    let words: [Words?] =
      switch self {
      case .receive(let facts): [facts.summary, facts.detail, facts.place, facts.categoryHint]
      case .importRecord(let facts): [facts.summary, facts.detail, facts.place, facts.reply]
      case .amend(let facts): [facts.place, facts.summary]
      case .summon(let facts): [facts.words]
      case .acknowledge(let facts), .contact(let facts), .arrive(let facts): [facts.said, facts.words]
      case .reply(let facts): [facts.done, facts.said]
      case .sendBack(let facts): [facts.reason]
      case .standDown(let facts): [facts.reason]
      case .handle(let facts): [facts.measure]
      case .close(let facts): [facts.words]
      case .reopen(let facts), .void(let facts), .restore(let facts), .requestExtension(let facts), .reveal(let facts):
        [facts.reason]
      case .admit(let facts): [facts.reason, facts.what, facts.means, facts.agreed]
      case .wayOn(let act): act.freeWords
      case .suspend(let facts): [facts.reason, facts.told]
      case .report(let facts): [facts.to, facts.words]
      case .callBack(let facts): [facts.words, facts.unreasonable]
      case .correct(let facts): [facts.words]
      case .erase(let facts): [facts.words]
      case .survey(let facts): [facts.words]
      case .consult(let facts): [facts.who, facts.conclusion, facts.summons?.words]
      case .attach(let facts): [facts.path]
      case .forgive(let facts): [facts.reasons, facts.agreed]
      case .closeDirect(let facts): [facts.answer, facts.whose]
      case .decline(let facts): [facts.ground, facts.said]
      case .appoint(let facts): [facts.reason]
      case .urge(let facts): [facts.words]
      case .sheet(let facts): [facts.reason]
      case .note(let facts): [facts.words]
      case .takeOn, .settle, .endWithLead, .grantExtension, .resume, .merge, .unmerge, .follow, .countersign, .score,
        .room, .rectification:
        // A score is blind until it counts.
        []
      }
    return words.compactMap(\.self)
  }
}
