// Back to who sent it, and to where petitions belong: what came from elsewhere and is not ours to close.

extension ActionTraits {
  static let returnUp = ActionTraits(
    "退回来文单位", "return to the sender", states: ("退回理由和应承办单位", "the ground and the unit that is right"),
    possibleIn: [.received, .inHand], canBeOrdered: true)
  static let returnAgreed = ActionTraits(
    "同意退回", "the sender takes it back", states: ("来文单位同意的人", "who agreed"), possibleIn: [.received, .inHand])
  static let returnRefused = ActionTraits(
    "不予退回", "the sender does not take it back", states: ("来文单位的意见", "what the sender says"),
    possibleIn: [.received, .inHand])
  static let toPetition = ActionTraits(
    "转信访渠道", "pass to petitions", states: ("移交对象", "to whom"), possibleIn: [.received, .inHand], movesOn: true,
    canBeOrdered: true)
}

/// Return (退回来文单位): what came with a number from elsewhere and is not ours goes back, with the ground and who is right.
package struct Returning: Hashable, Codable, Sendable {
  package var ground: Words
  /// The unit that is right, as the list or the sender calls it.
  package var right: Words
  /// The responsibility item that says so.
  package var item: String?

  package init(ground: Words, right: Words, item: String? = nil) {
    self.ground = ground
    self.right = right
    self.item = item
  }
}

/// The sender's answer to a return: who gave it, by which receipt, in which words.
package struct ReturnAnswer: Hashable, Codable, Sendable {
  package var who: Words
  package var receipt: String?
  package var words: Words?

  package init(who: Words, receipt: String? = nil, words: Words? = nil) {
    self.who = who
    self.receipt = receipt
    self.words = words
  }
}

/// Pass to petitions (转信访渠道): a petition (信访事项) is no matter of the desk's; the office that takes it gives a receipt.
package struct PetitionPassing: Hashable, Codable, Sendable {
  package var to: Words
  package var receipt: String

  package init(to: Words, receipt: String) {
    self.to = to
    self.receipt = receipt
  }
}

// MARK: - The rule

extension Room {
  /// A hotline's or platform's order is any officer's to return; what a superior handed down is a leader's. It came with a
  /// number, nobody is out on it, and no return is pending; within a workday (docs/duty.md#return-to-sender).
  func judgeReturnUp(
    _ facts: Returning, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let officer = try deciding(request) { $0.worksTheDesk }
    guard incident.cameWithNumber else { throw .when(.nothingToReturn) }
    if incident.isHandedDown, !officer.rank.leads { throw .who(.returnNeedsLeader) }
    guard incident.returning == nil else { throw .when(.returnPending) }
    try noneLive(incident)
    try stated(facts.ground, for: .returnUp)
    try stated(facts.right, for: .returnUp)
    if let item = facts.item, catalogue.item(item) == nil { throw .what(.unknownItem(item)) }
    guard isWithin(.returnAfterReception, of: incident.received, now) else {
      throw .when(.returnTooLate(limit(.returnAfterReception)))
    }
    var findings = Findings()
    findings.due = deadline(.returnAnswer, from: now)
    return findings
  }

  func judgeReturnAnswer(
    _ facts: ReturnAnswer, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.returning != nil else { throw .when(.noReturnPending) }
    try stated(facts.who, for: request.action.name)
    if case .wayOn(.returnRefused) = request.action { try stated(facts.words, for: .returnRefused) }
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    return findings
  }

  /// Danger is met first, and the office that takes it has given a receipt (docs/duty.md#petition).
  func judgeToPetition(
    _ facts: PetitionPassing, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    try noneLive(incident)
    guard !incident.hasLiveEmergency else { throw .when(.emergencyIsNotLifted) }
    guard incident.returning == nil else { throw .when(.returnPending) }
    try stated(facts.to, for: .toPetition)
    guard !facts.receipt.allSatisfy(\.isWhitespace) else { throw .what(.receiptMissing) }
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    return findings
  }
}

// MARK: - How it adds up

extension Incident {
  /// A return that the sender has not answered yet.
  package struct PendingReturn: Hashable, Sendable {
    package let since: Instant
    /// The moment by which the sender should have answered; then they are urged.
    package let answerBy: Deadline?
  }

  mutating func add(_ facts: Returning, _ entry: Entry) {
    returning = PendingReturn(since: entry.recorded, answerBy: entry.findings.due)
  }

  mutating func endReturn(_ entry: Entry, agreed: Bool) {
    returning = nil
    if agreed { close(entry, .returned) }
  }

  /// It came with a number of whoever sent it.
  package var cameWithNumber: Bool { document != nil || externalId != nil && source.comesFromElsewhere }

  /// A superior or a department hands it down, and is no citizen.
  package var isHandedDown: Bool {
    if handedDownBy != nil { return true }
    switch source {
    case .county, .departmentRequest, .leaderNote: return true
    case .grid, .hotline12345, .mailbox, .patrol, .video, .walkIn, .neighbour, .village, .police110, .publicOpinion,
      .dutyPhone, .other:
      return false
    }
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Returning) -> [String?] {
    [shown(facts.ground), language("应由 ", "belongs to ") + shown(facts.right), facts.item]
  }

  func words(_ facts: ReturnAnswer) -> [String?] { [shown(facts.who), facts.receipt, facts.words.map(shown)] }
}
