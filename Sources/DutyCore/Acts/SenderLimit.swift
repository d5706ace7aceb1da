// The limit that the sender set, and the answer owed to them.

extension ActionTraits {
  static let outsideExtension = ActionTraits(
    "来文单位同意延期", "the sender extends", states: ("来文单位同意的人", "who agreed"),
    possibleIn: [.received, .inHand, .handled, .suspended])
  static let interimAnswer = ActionTraits(
    "阶段答复", "interim answer", states: ("已办情况和下一步", "what was done and what follows"),
    possibleIn: [.received, .inHand, .suspended])
}

/// The sender's extension (来文单位同意延期): only they move their own limit.
package struct OutsideExtension: Hashable, Codable, Sendable {
  package var due: Instant
  package var who: Words
  package var receipt: String?

  package init(due: Instant, who: Words, receipt: String? = nil) {
    self.due = due
    self.who = who
    self.receipt = receipt
  }
}

/// Interim answer (阶段答复): what was done so far, what follows and by when; the final answer stays owed.
package struct InterimAnswer: Hashable, Codable, Sendable {
  package var done: Words
  package var next: Words
  package var until: Instant
  package var receipt: String?

  package init(done: Words, next: Words, until: Instant, receipt: String? = nil) {
    self.done = done
    self.next = next
    self.until = until
    self.receipt = receipt
  }
}

// MARK: - The rule

extension Room {
  /// See docs/duty.md#outside-limit.
  func judgeOutsideExtension(
    _ facts: OutsideExtension, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.outsideDue != nil else { throw .when(.noOutsideLimit) }
    guard facts.due > now else { throw .what(.endIsPast) }
    try stated(facts.who, for: .outsideExtension)
    var findings = Findings()
    // The deadline of a whistle or a reopening stays, unless the sender's limit set it.
    let old = incident.ownDeadline
    guard incident.closesByCategory || old.map({ $0.limit == nil }) ?? true else { return findings }
    let own = closing(category: incident.category, outsideDue: nil, from: incident.received)
      .map { granted(to: incident, $0) }
    findings.closing = earlier(own, outside: facts.due, incident.received)
    // Lateness that there was stays for the figures.
    if let old, old.due < now { findings.first = incident.firstDeadline ?? old }
    return findings
  }

  /// See docs/duty.md#interim-answer.
  func judgeInterimAnswer(
    _ facts: InterimAnswer, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.owesAnswer else { throw .when(.noAnswerOwed) }
    try stated(facts.done, for: .interimAnswer)
    try stated(facts.next, for: .interimAnswer)
    guard facts.until > now else { throw .what(.endIsPast) }
    return Findings()
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: OutsideExtension, _ entry: Entry) {
    firstOutsideDue = firstOutsideDue ?? outsideDue
    outsideDue = facts.due
    outsideIsTooNear = false
    ownDeadline = entry.findings.closing ?? ownDeadline
    firstDeadline = entry.findings.first ?? firstDeadline
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: OutsideExtension) -> [String?] {
    [language("到 ", "until ") + time(facts.due), shown(facts.who), facts.receipt]
  }

  func words(_ facts: InterimAnswer) -> [String?] {
    [shown(facts.done), shown(facts.next), language("到 ", "until ") + time(facts.until), facts.receipt]
  }
}
