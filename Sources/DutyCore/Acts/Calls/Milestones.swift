// What a unit reaches, one step after the other.

extension ActionTraits {
  static let acknowledge = ActionTraits(
    "签收", "acknowledge", possibleIn: [.inHand, .handled], movesOn: true, correctable: .milestone)
  static let contact = ActionTraits(
    "联系", "contact", possibleIn: [.inHand, .handled], movesOn: true, correctable: .milestone)
  static let arrive = ActionTraits(
    "报到", "arrive", possibleIn: [.inHand, .handled], movesOn: true, correctable: .milestone)
  static let reply = ActionTraits("反馈", "reply", possibleIn: [.inHand, .handled], movesOn: true, correctable: .reply)
}

extension Action {
  /// The unit's answer that it writes down; nil for anything but a milestone or a reply.
  package var answering: ResponseID? {
    if case .acknowledge(let facts) = self { return facts.response }
    if case .contact(let facts) = self { return facts.response }
    if case .arrive(let facts) = self { return facts.response }
    if case .reply(let facts) = self { return facts.response }
    return nil
  }
}

/// The way by which a unit's word reached the desk, where somebody there writes it down for the unit.
package enum Channel: String, Codable, CaseIterable, Sendable {
  case phone, message, inPerson, radio
}

/// Acknowledge, contact, arrive (签收, 联系, 报到/到场).
package struct Milestone: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var channel: Channel?
  /// The person of the unit who said it.
  package var said: Words?
  package var words: Words?
  /// The four digits of the message that called the unit: proof that it was read.
  package var signCode: String?
  /// The qualified officers who came, for an enforcement whistle.
  package var enforcers: [OfficerID]?

  package init(
    response: ResponseID, channel: Channel? = nil, said: Words? = nil, words: Words? = nil, signCode: String? = nil,
    enforcers: [OfficerID]? = nil
  ) {
    self.response = response
    self.channel = channel
    self.said = said
    self.words = words
    self.signCode = signCode
    self.enforcers = enforcers
  }
}

/// Reply (反馈) with its four elements.
package struct Reply: Hashable, Codable, Sendable {
  package var response: ResponseID
  /// The moment at which the unit took the matter on.
  package var accepted: Instant?
  /// The reporters they spoke to; needed only where somebody reported it.
  package var spokeTo: Words?
  package var done: Words?
  package var completion: Completion?
  package var channel: Channel?
  package var said: Words?

  /// That it is done, or by when it will be.
  package enum Completion: Hashable, Codable, Sendable {
    case done
    case by(due: Instant)
  }

  package init(
    response: ResponseID, accepted: Instant? = nil, spokeTo: Words? = nil, done: Words? = nil,
    completion: Completion? = nil, channel: Channel? = nil, said: Words? = nil
  ) {
    self.response = response
    self.accepted = accepted
    self.spokeTo = spokeTo
    self.done = done
    self.completion = completion
    self.channel = channel
    self.said = said
  }
}

// MARK: - The rule

extension Room {
  /// See docs/duty.md#milestones.
  /// Acknowledged from notified alone; contacted from either.
  func judgeMilestone(
    _ facts: Milestone, _ request: Request, _ incident: Incident
  ) throws(Refusal) -> Findings {
    let isContact = request.action.name == .contact
    return try judgeMilestone(facts, from: isContact ? [.notified, .acknowledged] : [.notified], request, incident)
  }

  func judgeMilestone(
    _ facts: Milestone, from states: [Response.State], _ request: Request, _ incident: Incident
  ) throws(Refusal) -> Findings {
    try speaks(for: facts.response.unit, on: incident, request)
    let response = try response(facts.response, of: incident, request.action.name) { states.contains($0.state) }
    if let code = facts.signCode, code != response.signCode { throw .what(.wrongSignCode) }
    return Findings()
  }

  /// On an enforcement whistle two officers with a certificate of their unit that has not expired are named
  /// (Administrative Penalty Law, article 42; docs/duty.md#two-enforcers).
  func judgeArrive(
    _ facts: Milestone, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let findings = try judgeMilestone(facts, from: [.notified, .acknowledged, .contacted], request, incident)
    guard incident.response(facts.response)?.kind == .enforcement else { return findings }
    let today = zone.day(of: now)
    let qualified = Set(facts.enforcers ?? []).filter { id in
      officers[id].map { $0.department == facts.response.unit && $0.mayEnforce(on: today) } ?? false
    }
    guard qualified.count >= Self.enforcers else {
      throw .what(.enforcersMissing(unit: catalogue.name(ofDepartment: facts.response.unit)))
    }
    return findings
  }

  private static let enforcers = 2

  func judgeReply(
    _ facts: Reply, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try speaks(for: facts.response.unit, on: incident, request)
    let response = try response(facts.response, of: incident, .reply) { $0.isLive }
    var findings = Findings()
    let isComplete = facts.missing(for: incident).isEmpty
    findings.replyComplete = isComplete
    // A reply implies arrived; who came to enforce the law is named first.
    if isComplete, response.kind == .enforcement, response.arrived == nil {
      throw .what(.enforcersMissing(unit: catalogue.name(ofDepartment: facts.response.unit)))
    }
    if isComplete, response.kind == .emergency, incident.hasLiveEmergency {
      findings.nextReply = settings.limit(response.kind, .hourly).map { calendar.deadline($0, from: now, in: zone) }
    }
    // The plan with its date, which a hard whistle asks of the lead.
    if isComplete, response.kind == .hard, response.role == .lead, case .by(let due)? = facts.completion {
      findings.closing = earlier(Deadline(started: now, due: due), outside: incident.rulingOutsideDue, now)
    }
    if isComplete { answered(response, incident, now, &findings) }
    return findings
  }
}

extension Reply {
  /// The four elements of a complete reply.
  package enum Element: CaseIterable, Sendable {
    case accepted, spokeTo, done, completion
  }

  /// The elements it lacks; the reporters they spoke to are asked for only where somebody reported the matter.
  /// See docs/duty.md#complete-reply.
  package func missing(for incident: Incident) -> [Element] {
    Element.allCases.filter { element in
      switch element {
      case .accepted: accepted == nil
      case .spokeTo: incident.wasReportedBySomebody && !incident.isConfidential && (spokeTo?.isBlank ?? true)
      case .done: done?.isBlank ?? true
      case .completion: completion == nil
      }
    }
  }
}

extension Incident {
  /// Somebody waits for an answer: a name or a phone was left.
  package var wasReportedBySomebody: Bool { reporter != nil || phone != nil }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: Reply, _ entry: Entry) {
    change(facts.response) { $0.add(facts, entry) }
    ownDeadline = entry.findings.closing ?? ownDeadline
    if entry.findings.replyComplete == true { comeHome(facts.response, entry) }
  }
}

extension Response {
  mutating func reach(_ state: State, _ facts: Milestone, _ entry: Entry) {
    self.state = state
    mark(state, entry, isProven: facts.signCode != nil)
  }

  /// A complete reply implies arrived; an incomplete one is kept in its entry and the clock goes on. While an emergency
  /// lasts, the next reply is due after each.
  mutating func add(_ reply: Reply, _ entry: Entry) {
    lastReply = reply
    guard entry.findings.replyComplete == true else { return }
    mark(.replied, entry)
    replied = replied ?? entry.recorded
    nextReplyBy = entry.findings.nextReply
    state = nextReplyBy == nil ? .replied : .arrived
  }

  mutating func mark(_ state: State, _ entry: Entry, isProven: Bool = false) {
    marks.append(Mark(entry: entry.number, state: state, recorded: entry.recorded, at: entry.at, isProven: isProven))
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Milestone) -> [String?] {
    [
      unit(facts.response.unit), facts.enforcers.map(names), facts.channel?.text(language), facts.said.map(shown),
      facts.words.map(shown),
    ]
  }

  func words(_ facts: Reply) -> [String?] {
    [unit(facts.response.unit), facts.done.map(shown), facts.said.map(shown)]
  }
}

extension Reply {
  /// The moments that it claims.
  var moments: [Instant] {
    switch completion {
    case .by(let due): [accepted, due].compactMap(\.self)
    case .done, nil: [accepted].compactMap(\.self)
    }
  }
}

extension Channel {
  package func text(_ language: Language) -> String {
    switch self {
    case .phone: language("电话", "phone")
    case .message: language("微信、浙政钉", "message")
    case .inPerson: language("当面", "in person")
    case .radio: language("对讲", "radio")
    }
  }
}
