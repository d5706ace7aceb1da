// Correct, countersign, reveal, erase, score: what is done to what is recorded.

extension Room {
  /// A milestone's claimed time or words, or that it was not reached: by who recorded it for a day, then by a leader.
  /// See docs/duty.md#correction.
  func judgeCorrect(
    _ facts: Correction, _ request: Request, _ subject: Subject, _ entry: Entry?, _ now: Instant
  ) throws(Refusal) -> Findings {
    guard let entry = entry, entry.subject == subject, entry.number == facts.entry else {
      throw .what(.noSuchEntry(facts.entry))
    }
    guard let kind = entry.action.name.traits.correctable else { throw .what(.notCorrectable(entry.action.name)) }
    let officer = try officer(request) { $0.worksTheDesk || $0 == .liaison }
    guard officer.rank.leads || entry.by == request.by && isWithin(.ownCorrection, of: entry.recorded, now) else {
      throw .who(.correctionIsTheirs(name: name(of: entry.by, .zh), within: limit(.ownCorrection)))
    }
    guard facts.at != nil || facts.words != nil || facts.withdrawn else { throw .what(.nothingChanges) }
    if facts.withdrawn, kind == .reply { throw .what(.replyIsSentBack) }
    if let at = facts.at, at > entry.recorded { throw .when(.inTheFuture) }
    return Findings()
  }

  /// The leader who gave the order; where nobody did, or they have left, who sits reviews (docs/duty.md#countersigning).
  func judgeCountersign(
    _ facts: Countersigning, _ request: Request, _ unsigned: [UnsignedEntry], _ now: Instant
  ) throws(Refusal) -> Findings {
    let leader = try officer(request) { $0.leads }
    guard let waiting = unsigned.first(where: { $0.entry == facts.entry }) else {
      throw .what(.nothingToSign(facts.entry))
    }
    if let ordering = waiting.leader, officers[ordering]?.hasLeft != true {
      guard ordering == leader.id else { throw .who(.notYourOrder(name: officers[ordering]?.name ?? "")) }
    } else {
      try sits(leader, request, now)
    }
    return Findings()
  }

  func judgeReveal(_ facts: Reason, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.wasReportedBySomebody else { throw .what(.nobodyToCallBack) }
    try stated(facts.reason, for: .reveal)
    return Findings()
  }

  /// Words are erased when they have been kept long enough, or the law says so (docs/duty.md#erasing).
  func judgeErase(
    _ facts: Erasure, _ request: Request, _ subject: Subject, _ entry: Entry?, _ now: Instant
  ) throws(Refusal) -> Findings {
    _ = try officer(request) { $0 == .administrator }
    guard let entry, entry.subject == subject, entry.number == facts.entry else {
      throw .what(.noSuchEntry(facts.entry))
    }
    switch facts.ground {
    case .law: try stated(facts.words, for: .erase)
    case .retention:
      guard !isWithin(.retention, of: entry.recorded, now) else { throw .when(.keptTooShort(limit(.retention))) }
    }
    return Findings()
  }

  /// Each side once: a liaison scores for the unit, the desk for the station. Neither sees the other's before both have.
  /// See docs/duty.md#mutual-scores.
  func judgeScore(
    _ facts: Score, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try speaks(for: facts.response.unit, on: incident, request)
    let response = try response(facts.response, of: incident, .score) { $0.state == .ended || $0.state == .replied }
    guard Score.Aspect.allCases.allSatisfy({ Score.range.contains(facts.points($0)) }) else {
      throw .what(.scoreOutOfRange)
    }
    let scorer = try officer(request) { _ in true }
    let side: Score.Side = scorer.rank == .liaison ? .departmentScores : .stationScores
    guard response.scores[side] == nil else { throw .when(.scoredAlready) }
    var findings = Findings()
    findings.side = side
    findings.shownFrom = deadline(.scoresShown, from: now).due
    return findings
  }
}
