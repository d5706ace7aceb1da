// May this be done to a rectification? See docs/duty.md#rectification.

extension Room {
  func judge(
    _ act: RectificationAct, _ request: Request, on rectification: Rectification?, _ surroundings: Surroundings,
    _ now: Instant
  ) throws(Refusal) -> Findings {
    if case .open = act, let rectification { throw .when(.notInThisState(.openItem, rectification.state)) }
    if case .open(let facts) = act { return try judgeOpening(facts, request, surroundings.incident, now) }
    guard let rectification else { throw .when(.unknownRectification) }
    guard act.name.isPossible(at: rectification.state) else {
      throw .when(.notInThisState(act.name, rectification.state))
    }
    switch act {
    case .open: preconditionFailure("judged before a rectification was looked for")
    case .change(let facts): return try judgeChange(facts, request, rectification, now)
    case .progress(let facts): return try judgeProgress(facts, request, rectification)
    case .done(let facts): return try judgeDone(facts, request, rectification)
    case .verify(let facts): return try judgeVerify(facts, request, rectification, now)
    case .sendBack(let facts): return try judgeReturn(facts, request, now)
    case .lookBack(let facts): return try judgeLookBack(facts, request, now)
    case .drop(let facts): return try judgeDrop(facts, request, rectification)
    case .note(let facts): return try judgeNote(facts, request)
    case .attach(let facts): return try judgeAttach(facts, request)
    case .urge: return try judgeReminder(request)
    case .sheet(let facts): return try judgeSheet(facts, request, rectification, now)
    case .correct(let facts):
      if facts.withdrawn, rectification.somethingRests(on: facts.entry) { throw .what(.somethingRests(facts.entry)) }
      return try judgeCorrect(facts, request, .rectification(rectification.id), surroundings.entry, now)
    case .countersign(let facts): return try judgeCountersign(facts, request, rectification.unsigned, now)
    case .erase(let facts):
      return try judgeErase(facts, request, .rectification(rectification.id), surroundings.entry, now)
    }
  }

  /// An officer or a leader opens it; what cannot be put right at once is fixed five times over, and of a major hazard the
  /// department that supervises it is told.
  private func judgeOpening(
    _ facts: RectificationOpening, _ request: Request, _ incident: Incident?, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    try stated(facts.what, for: .openItem)
    var findings = Findings()
    if let reference = facts.incident {
      guard let incident, incident.reference == reference else { throw .when(.unknownIncident) }
      guard incident.status != .voided else { throw .when(.notInThisStatus(.openItem, incident.status)) }
      findings.isPractice = incident.isDrill ? true : nil
    }
    try requireUnit(facts.owner)
    if let five = facts.fiveFixed, five.all.contains(where: \.isBlank) { throw .what(.fiveFixedIncomplete) }
    if facts.kind == .majorHazard {
      guard facts.fiveFixed != nil else { throw .what(.fiveFixedIncomplete) }
      guard let supervisor = facts.supervisor else { throw .what(.supervisorMissing) }
      try requireUnit(supervisor)
    }
    findings.due = try rectifiedBy(facts.due, now)
    return findings
  }

  /// A leader's, with the reason; the day it was opened with still rules for the figures.
  private func judgeChange(
    _ facts: RectificationChange, _ request: Request, _ rectification: Rectification, _ now: Instant
  ) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    try stated(facts.reason, for: .changeItem)
    guard facts.changes(rectification, in: zone) else { throw .what(.nothingChanges) }
    if let owner = facts.owner { try requireUnit(owner) }
    var findings = Findings()
    if let due = facts.due { findings.due = try rectifiedBy(due, now) }
    return findings
  }

  private func judgeProgress(
    _ facts: RectificationProgress, _ request: Request, _ rectification: Rectification
  ) throws(Refusal) -> Findings {
    try speaks(for: rectification.owner, request)
    try stated(facts.words, for: .progressItem)
    guard facts.share.map(RectificationProgress.shares.contains) ?? true else { throw .what(.shareOutOfRange) }
    return Findings()
  }

  private func judgeDone(
    _ facts: Note, _ request: Request, _ rectification: Rectification
  ) throws(Refusal) -> Findings {
    try speaks(for: rectification.owner, request)
    try stated(facts.words, for: .doneItem)
    return Findings()
  }

  /// Somebody else than who said it was done, and not of the owner's unit; a major hazard on its supervisor's paper.
  private func judgeVerify(
    _ facts: Verification, _ request: Request, _ rectification: Rectification, _ now: Instant
  ) throws(Refusal) -> Findings {
    let verifier = try deskOfficer(request)
    guard rectification.done?.by != request.by else { throw .who(.verifierDidIt(name: verifier.name)) }
    guard verifier.department != rectification.owner else {
      throw .who(.verifierIsOwners(unit: catalogue.name(ofDepartment: rectification.owner)))
    }
    if rectification.kind == .majorHazard { try stated(facts.paper, for: .verifyItem) }
    switch facts.way {
    case .onTheSpot: break
    case .photos:
      // One that was there before it was opened again shows what is not so any more.
      let after = rectification.attachments.contains { $0.kind == .after && $0.entry > rectification.lastOpened }
      guard after, rectification.attachments.contains(where: { $0.kind == .before }) else {
        throw .what(.photosMissing)
      }
    }
    var findings = Findings()
    if let days = facts.lookBackDays {
      guard Verification.lookBack.contains(days) else { throw .what(.lookBackOutOfRange) }
      findings.lookBack = endOfDay(zone.day(of: now) + days, now)
    }
    return findings
  }

  private func judgeReturn(
    _ facts: RectificationReturn, _ request: Request, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    try stated(facts.reason, for: .returnItem)
    var findings = Findings()
    findings.due = try rectifiedBy(facts.due, now)
    return findings
  }

  private func judgeLookBack(_ facts: LookBack, _ request: Request, _ now: Instant) throws(Refusal) -> Findings {
    try deskOfficer(request)
    var findings = Findings()
    guard !facts.holds else { return findings }
    guard let due = facts.due else { throw .what(.dayMissing) }
    findings.due = try rectifiedBy(due, now)
    return findings
  }

  /// A leader's; what was ordered with a date, and a major hazard, is never dropped.
  private func judgeDrop(
    _ facts: Reason, _ request: Request, _ rectification: Rectification
  ) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    try stated(facts.reason, for: .dropItem)
    switch rectification.kind {
    case .plain, .filing, .hazard: return Findings()
    case .datedOrder, .majorHazard: throw .what(.neverDropped(rectification.kind))
    }
  }

  private func judgeReminder(_ request: Request) throws(Refusal) -> Findings {
    try deskOfficer(request)
    return Findings()
  }

  private func judgeSheet(
    _ facts: Sheet, _ request: Request, _ rectification: Rectification, _ now: Instant
  ) throws(Refusal) -> Findings {
    try requireMayIssue(facts.colour, request)
    guard let step = facts.colour.step else {
      try stated(facts.reason, for: .sheet)
      return Findings()
    }
    guard rectification.state == .open else { throw .when(.notInThisState(.sheet, rectification.state)) }
    let isReached = rectification.ladderStep(at: now).map { $0 >= step } ?? false
    guard isReached || !(facts.reason?.isBlank ?? true) else { throw .when(.ladderNotReached(facts.colour)) }
    return Findings()
  }

  // MARK: - Days

  /// The end of a day that is not over yet.
  private func rectifiedBy(_ day: Day, _ now: Instant) throws(Refusal) -> Deadline {
    guard day >= zone.day(of: now) else { throw .what(.dayIsPast(day)) }
    return endOfDay(day, now)
  }

  private func endOfDay(_ day: Day, _ now: Instant) -> Deadline {
    Deadline(started: now, due: zone.instant(day + 1, minutes: 0))
  }

  private func requireUnit(_ code: String) throws(Refusal) {
    guard catalogue.known(code, Catalogue.department) != nil else { throw .what(.unknownUnit(code)) }
  }
}

extension RectificationChange {
  /// Whether anything would be another: the owner, the last day, the means.
  fileprivate func changes(_ rectification: Rectification, in zone: Zone) -> Bool {
    let isAnotherDay = due.map { zone.instant($0 + 1, minutes: 0) != rectification.due.due } ?? false
    let areOtherMeans = means.map { !$0.isBlank && $0 != rectification.means } ?? false
    return owner.map { $0 != rectification.owner } ?? false || isAnotherDay || areOtherMeans
  }
}

extension Rectification {
  /// Something later rests on what `entry` says: it cannot be taken back.
  func somethingRests(on entry: Int64) -> Bool {
    looks.contains { $0.entry == entry } && lastMove != entry
      || state == .verified && attachments.contains { $0.entry == entry }
  }
}
