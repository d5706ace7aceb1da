// Asking whoever reported.

extension ActionTraits {
  static let callBack = ActionTraits(
    "回访", "call back", states: ("诉求不合理的理由", "why it goes beyond reason"), possibleIn: [.handled, .closed, .merged],
    canBeOrdered: true)
}

/// Call-back (回访): the person who reported is asked. Whoever was not reached said neither.
package struct CallBack: Hashable, Codable, Sendable {
  package var reached: Bool
  package var solved: Bool?
  package var satisfied: Bool?
  /// The desk looked and agrees that it is not solved: a closed matter is reopened by that.
  package var confirmed: Bool
  package var words: Words?
  /// The reason why what is asked for goes beyond reason. Somebody else agrees by recording the same once more.
  package var unreasonable: Words?

  package init(
    reached: Bool, solved: Bool? = nil, satisfied: Bool? = nil, confirmed: Bool = false, words: Words? = nil,
    unreasonable: Words? = nil
  ) {
    self.reached = reached
    self.solved = solved
    self.satisfied = satisfied
    self.confirmed = confirmed
    self.words = words
    self.unreasonable = unreasonable
  }
}

// MARK: - The rule

extension Room {
  /// Whoever handled it does not call back; whoever was reached says whether it is solved, and whether that satisfies.
  /// See docs/duty.md#call-back.
  func judgeCallBack(
    _ facts: CallBack, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    let caller = try deskOfficer(request)
    guard incident.wasReportedBySomebody else { throw .what(.nobodyToCallBack) }
    guard incident.handled?.by != request.by else { throw .who(.callerIsHandler(name: caller.name)) }
    guard facts.reached == (facts.solved != nil), facts.reached == (facts.satisfied != nil) else {
      throw .what(.callBackUnanswered)
    }
    if facts.confirmed, facts.solved != false { throw .what(.nothingToConfirm) }
    let agrees = incident.agrees(facts)
    if facts.unreasonable != nil {
      try stated(facts.unreasonable, for: .callBack)
      guard facts.satisfied == false else { throw .what(.nothingUnreasonable) }
      if agrees, incident.unreasonable.last?.first == request.by { throw .who(.foundAlready(name: caller.name)) }
    }
    var findings = Findings()
    if facts.satisfied == false, !agrees { findings.duties = [duty(.secondHandling, .secondHandling, now)] }
    return findings
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: CallBack, _ entry: Entry) {
    guard !agrees(facts) else {
      // Nobody was called once more, and nothing that is owed has changed.
      unreasonable[unreasonable.count - 1].second = entry.by
      return
    }
    if let ground = facts.unreasonable { unreasonable.append(Unreasonable(ground: ground, first: entry.by)) }
    lastCallBack = facts
    callBacks.append(facts)
    if facts.satisfied != nil { finish(.secondHandling, entry) }
  }
}

// MARK: - What follows

extension Incident {
  /// The desk agreed with the person who reported that a closed matter is not solved.
  func reopening(after facts: CallBack) -> [Consequence] {
    guard facts.confirmed, facts.solved == false, status == .closed else { return [] }
    return [Consequence(on: .incident(id), .reopen(Reason(facts.words ?? Words(""))))]
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: CallBack) -> [String?] {
    [
      outcome(facts), facts.words.map(shown),
      facts.unreasonable.map { language("诉求不合理：", "beyond reason: ") + shown($0) },
    ]
  }

  private func outcome(_ facts: CallBack) -> String {
    guard facts.reached else { return language("未接通", "not reached") }
    return (facts.solved == true ? language("已解决", "solved") : language("未解决", "not solved"))
      + (facts.satisfied == true ? language("，满意", ", satisfied") : language("，不满意", ", not satisfied"))
  }
}
