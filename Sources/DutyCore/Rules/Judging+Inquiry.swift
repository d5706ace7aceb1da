// Survey, consult, attach, forgive, answer at once: what is done to an incident beside its summonses.

extension Room {
  /// See docs/duty.md#side-acts.
  func judgeSurvey(_ request: Request) throws(Refusal) -> Findings {
    try deskOfficer(request)
    return Findings()
  }

  /// It may carry a summon, which is judged as one.
  func judgeConsult(
    _ facts: Consultation, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    try stated(facts.who, for: .consult)
    try stated(facts.conclusion, for: .consult)
    return try facts.summons.map { (facts) throws(Refusal) in
      try judgeSummon(facts, request, incident, now)
    } ?? Findings()
  }

  func judgeAttach(_ facts: Attachment, _ request: Request) throws(Refusal) -> Findings {
    _ = try officer(request) { $0.worksTheDesk || $0 == .liaison }
    try stated(facts.path, for: .attach)
    guard facts.sha256.utf8.count == 64, facts.sha256.allSatisfy(\.isHexDigit) else { throw .what(.badDigest) }
    return Findings()
  }

  func judgeForgive(_ facts: Forgiving, _ request: Request) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    try stated(facts.reasons, for: .forgive)
    try stated(facts.agreed, for: .forgive)
    return Findings()
  }

  /// Nothing was set in motion, so nothing is checked: the matter was explained, is not ours, or was withdrawn.
  /// See docs/duty.md#direct-answer.
  func judgeDirectAnswer(_ facts: DirectAnswer, _ request: Request, _ now: Instant) throws(Refusal) -> Findings {
    try deskOfficer(request)
    switch facts.disposition {
    case .explained, .withdrawn: break
    case .notOurs: if facts.whose?.isBlank ?? true { throw .what(.whoseIsMissing) }
    case .resolved, .transferred: throw .what(.directAnswerCannot(facts.disposition))
    }
    try stated(facts.answer, for: .closeDirect)
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    return findings
  }
}
