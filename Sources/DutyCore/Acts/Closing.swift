// How a matter ends and comes back.

extension ActionTraits {
  static let close = ActionTraits("办结", "close", possibleIn: [.handled], movesOn: true, canBeOrdered: true)
  static let closeDirect = ActionTraits(
    "直接答复办结", "answer and close", states: ("答复反映人的内容", "what the person who reported was told"),
    possibleIn: [.received, .inHand], movesOn: true, canBeOrdered: true)
  static let reopen = ActionTraits(
    "重办", "reopen", states: ("理由", "a reason"), possibleIn: [.closed], movesOn: true, canBeOrdered: true)
}

/// The way in which a matter was dealt with (办理方式): 劝导 约谈 指导 责令整改 立案 调解 代为处置 解释 其他.
package enum Method: String, Codable, CaseIterable, Sendable {
  case persuasion, interview, guidance, orderToRectify, caseFiled, mediation, actedInstead, explanation, other
}

/// The way in which a matter ended (办结结果).
package enum Disposition: String, Codable, CaseIterable, Sendable {
  case resolved, explained, transferred, notOurs, withdrawn
  /// 现场未发现; 退回来文单位; 转信访渠道
  case notFound, returned, petition

  /// It went to where it belongs, and is no closure in any figure (docs/duty.md#denominators).
  package var isPassedOn: Bool {
    switch self {
    case .returned, .petition: true
    case .resolved, .explained, .transferred, .notOurs, .withdrawn, .notFound: false
    }
  }
}

/// Close (办结) with its check (核查).
package struct Closing: Hashable, Codable, Sendable {
  package var disposition: Disposition
  package var method: Method
  package var check: Check
  package var words: Words?

  /// The person who looked at the result.
  package enum Check: String, Codable, CaseIterable, Sendable {
    /// The officer or leader who closes.
    case officer
    /// The person who reported, on the phone.
    case reporter
  }

  package init(disposition: Disposition, method: Method, check: Check, words: Words? = nil) {
    self.disposition = disposition
    self.method = method
    self.check = check
    self.words = words
  }
}

/// Answered at once (直接答复办结): explained, not ours, or withdrawn; nothing was set in motion.
package struct DirectAnswer: Hashable, Codable, Sendable {
  package var disposition: Disposition
  /// The answer that the person who reported was given.
  package var answer: Words
  /// The body that the matter belongs to, where it is not ours.
  package var whose: Words?

  package init(disposition: Disposition, answer: Words, whose: Words? = nil) {
    self.disposition = disposition
    self.answer = answer
    self.whose = whose
  }
}

// MARK: - The rule

extension Room {
  /// The check is somebody else's than the handler's: another officer or leader, or the person who reported.
  /// See docs/duty.md#check.
  func judgeClose(
    _ facts: Closing, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let officer = try deskOfficer(request)
    guard incident.category != nil else { throw .what(.categoryMissing) }
    switch facts.disposition {
    case .resolved, .explained, .transferred, .notOurs, .withdrawn: break
    case .notFound, .returned, .petition: throw .what(.dispositionIsNoResult(facts.disposition))
    }
    try noneLive(incident)
    switch facts.check {
    case .officer:
      guard incident.handled?.by != request.by else { throw .who(.checkerIsHandler(name: officer.name)) }
    case .reporter:
      guard incident.wasReportedBySomebody else { throw .what(.nobodyToCallBack) }
      guard incident.isConfirmedByReporter else { throw .when(.notConfirmedByReporter) }
    }
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    return findings
  }

  /// Nothing was set in motion, so nothing is checked: the matter was explained, is not ours, was withdrawn, or was looked for
  /// by somebody else and not found. The last two also end a matter in hand (docs/duty.md#direct-answer).
  func judgeDirectAnswer(
    _ facts: DirectAnswer, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    try noneLive(incident)
    guard !incident.isEmergency, !incident.hasLiveEmergency else { throw .when(.emergencyIsNotLifted) }
    guard incident.returning == nil else { throw .when(.returnPending) }
    switch facts.disposition {
    case .explained: try onlyBeforeWork(incident, .explained)
    case .withdrawn: break
    case .notFound: try lookedFor(incident, by: request.by)
    case .notOurs:
      try onlyBeforeWork(incident, .notOurs)
      if facts.whose?.isBlank ?? true { throw .what(.whoseIsMissing) }
      guard !incident.cameWithNumber else { throw .when(.goesBackToSender) }
    case .resolved, .transferred, .returned, .petition: throw .what(.directAnswerCannot(facts.disposition))
    }
    try stated(facts.answer, for: .closeDirect)
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    return findings
  }

  private func onlyBeforeWork(_ incident: Incident, _ disposition: Disposition) throws(Refusal) {
    guard incident.status == .received else { throw .what(.directAnswerCannot(disposition)) }
  }

  private func lookedFor(_ incident: Incident, by closer: Actor) throws(Refusal) {
    guard let look = incident.lastLook, look.result == .doesNotExist else { throw .when(.notLookedFor) }
    guard look.by != closer else { throw .who(.lookerCloses(name: name(of: closer, .zh))) }
  }

  /// See docs/duty.md#reopening.
  func judgeReopen(
    _ facts: Reason, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    var findings = Findings()
    let longest = deadline(.closeAfterReopening, from: now)
    let own = closing(category: incident.category, outsideDue: nil, from: now)
    findings.second = own.map { $0.due < longest.due ? $0 : longest } ?? longest
    findings.first = incident.firstDeadline ?? incident.ownDeadline
    // By the rule after a call-back that the desk has confirmed: neither words nor rank are asked for again.
    guard request.by != .rule else { return findings }
    let officer = try deciding(request) { $0.worksTheDesk }
    try stated(facts.reason, for: .reopen)
    if let closed = incident.closed, !isWithin(.officerReopen, of: closed.recorded, now), !officer.rank.leads {
      throw .who(.reopenNeedsLeader(after: limit(.officerReopen)))
    }
    return findings
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: Closing, _ entry: Entry) {
    extensionAsked = nil
    endAccepted(entry)
    // A check that comes in time makes the handling the closing; a late one counts for itself.
    let inTime = handled.flatMap { entry.recorded <= $0.checkBy ? $0 : nil }
    close(
      Closed(
        time: inTime?.recorded ?? entry.recorded, dutyDay: inTime?.dutyDay ?? entry.findings.dutyDay,
        recorded: entry.recorded, by: entry.by, disposition: facts.disposition, method: facts.method,
        check: facts.check))
  }

  mutating func add(_ facts: DirectAnswer, _ entry: Entry) {
    close(
      Closed(
        time: entry.recorded, dutyDay: entry.findings.dutyDay, recorded: entry.recorded, by: entry.by,
        disposition: facts.disposition, method: .explanation, check: nil))
  }

  /// Passed on to where it belongs.
  mutating func close(_ entry: Entry, _ disposition: Disposition) {
    close(
      Closed(
        time: entry.recorded, dutyDay: entry.findings.dutyDay, recorded: entry.recorded, by: entry.by,
        disposition: disposition, method: nil, check: nil))
  }

  private mutating func close(_ closed: Closed) {
    status = .closed
    self.closed = closed
    // Passed on to where it belongs, it was not closed here.
    guard closed.disposition?.isPassedOn != true else { return }
    firstClosed = firstClosed ?? closed.recorded
    lastClosed = closed
    lastHandled = handled
  }

  mutating func reopen(_ entry: Entry) {
    if let closed = countedClose {
      wasReopenedAfterSameDay = wasReopenedAfterSameDay || closed.dutyDay == dutyDay
      firstReopened = firstReopened ?? entry.recorded
    }
    status = .inHand
    reopenings += 1
    closed = nil
    handled = nil
    ownDeadline = entry.findings.second ?? entry.findings.closing ?? ownDeadline
    firstDeadline = entry.findings.first ?? firstDeadline
    // It stands where nobody is on it, until somebody is called or takes it on.
    if entry.findings.second != nil { takenOnBy = nil }
    if !repeatedBy.isEmpty { finish(.secondHandling, entry) }
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Closing) -> [String?] {
    [facts.disposition.text(language, at: room.stationKind), facts.method.text(language), facts.words.map(shown)]
  }

  func words(_ facts: DirectAnswer) -> [String?] {
    [facts.disposition.text(language, at: room.stationKind), facts.whose.map(shown), shown(facts.answer)]
  }
}

extension Method {
  package func text(_ language: Language) -> String {
    switch self {
    case .persuasion: language("劝导", "persuasion")
    case .interview: language("约谈", "interview")
    case .guidance: language("指导", "guidance")
    case .orderToRectify: language("责令整改", "order to rectify")
    case .caseFiled: language("立案", "case filed")
    case .mediation: language("调解", "mediation")
    case .actedInstead: language("代为处置", "acted instead")
    case .explanation: language("解释说明", "explanation")
    case .other: language("其他", "other")
    }
  }
}

extension Disposition {
  package func text(_ language: Language, at station: StationKind = .unknown) -> String {
    switch self {
    case .resolved: language("已解决", "resolved")
    case .explained: language("已解释", "explained")
    case .transferred: language("已转办", "transferred")
    case .notOurs: language("非\(station.own(.zh))职责（已告知责任单位）", "not ours")
    case .withdrawn: language("诉求撤回", "withdrawn")
    case .notFound: language("现场未发现", "not found on the spot")
    case .returned: language("退回来文单位", "returned to the sender")
    case .petition: language("转信访渠道", "passed to petitions")
    }
  }
}

extension Closing.Check {
  package func text(_ language: Language) -> String {
    switch self {
    case .officer: language("坐席核查", "checked at the desk")
    case .reporter: language("反映人回访", "confirmed by the reporter")
    }
  }
}
