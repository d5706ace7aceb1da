// What is done to what is recorded.

extension ActionTraits {
  static let correct = ActionTraits(
    "更正记录", "correct an entry", possibleIn: Incident.Status.allCases, possibleAt: Rectification.State.allCases)
  static let countersign = ActionTraits(
    "补签", "countersign", whose: .leader, possibleIn: Incident.Status.allCases, possibleAt: Rectification.State.allCases)
  static let reveal = ActionTraits(
    "查看反映人信息", "reveal", states: ("理由", "a reason"), possibleIn: Incident.Status.allCases)
  static let erase = ActionTraits(
    "依法删除信息", "erase words", states: ("法律依据", "the legal ground"), whose: .administrator,
    possibleIn: Incident.Status.allCases, possibleAt: Rectification.State.allCases)
}

/// Correct (更正记录): time or words of an entry as they should have been, or that what it says was not so at all.
package struct Correction: Hashable, Codable, Sendable {
  /// The entry that was wrong.
  package var entry: Int64
  package var at: Instant?
  package var words: Words?
  /// It is taken back whole.
  package var withdrawn: Bool

  package init(entry: Int64, at: Instant? = nil, words: Words? = nil, withdrawn: Bool = false) {
    self.entry = entry
    self.at = at
    self.words = words
    self.withdrawn = withdrawn
  }
}

/// Countersign (补签): the leader stands by an entry made on a spoken order, or has reviewed an emergency whistle.
package struct Countersigning: Hashable, Codable, Sendable {
  package var entry: Int64

  package init(entry: Int64) { self.entry = entry }
}

/// Erase (依法删除信息): the words of one entry of the incident are deleted; the entry stays.
package struct Erasure: Hashable, Codable, Sendable {
  package enum Ground: String, Codable, CaseIterable, Sendable {
    /// 保存期满
    case retention
    /// A legal ground, stated in words.
    case law
  }

  package var entry: Int64
  package var ground: Ground
  package var words: Words?

  package init(entry: Int64, ground: Ground, words: Words? = nil) {
    self.entry = entry
    self.ground = ground
    self.words = words
  }
}

// MARK: - The rule

extension Room {
  /// An entry's claimed time or words, or that it was not so: by who recorded it for a day, then by a leader.
  /// See docs/duty.md#correction.
  func judgeCorrect(
    _ facts: Correction, _ request: Request, _ subject: Subject, _ entry: Entry?, _ now: Instant
  ) throws(Refusal) -> Findings {
    guard let entry = entry, entry.subject == subject, entry.number == facts.entry else {
      throw .what(.noSuchEntry(facts.entry))
    }
    guard let kind = entry.action.name.correctable else { throw .what(.notCorrectable(entry.action.name)) }
    let officer = try officer(request) { $0.worksTheDesk || $0 == .liaison }
    guard officer.rank.leads || entry.by == request.by && isWithin(.ownCorrection, of: entry.recorded, now) else {
      throw .who(.correctionIsTheirs(name: name(of: entry.by, .zh), within: limit(.ownCorrection)))
    }
    guard facts.at != nil || facts.words != nil || facts.withdrawn else { throw .what(.nothingChanges) }
    if facts.withdrawn { try mayBeTakenBack(entry.action, kind) }
    if let at = facts.at, at > entry.recorded { throw .when(.inTheFuture) }
    return Findings()
  }

  func judgeCorrect(
    _ facts: Correction, _ request: Request, _ incident: Incident, _ entry: Entry?, _ now: Instant
  ) throws(Refusal) -> Findings {
    if facts.withdrawn, incident.somethingRests(on: facts.entry) { throw .what(.somethingRests(facts.entry)) }
    return try judgeCorrect(facts, request, .incident(incident.id), entry, now)
  }

  private func mayBeTakenBack(_ action: Action, _ kind: ActionTraits.Correctable) throws(Refusal) {
    switch kind {
    case .milestone: return
    case .reply: throw .what(.replyIsSentBack)
    case .whole:
      guard !action.alsoCalls else { throw .what(.unitsWereCalled(action.name)) }
    }
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
    let officer = try deskOfficer(request)
    guard incident.wasReportedBySomebody else { throw .what(.nobodyToCallBack) }
    if incident.isConfidential, !officer.rank.leads { throw .who(.confidentialIsLeaders) }
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
}

// MARK: - How it adds up

extension Incident {
  /// Corrects as if the entry had said so: a milestone's claimed time; or that a milestone was not reached, or nothing was
  /// attached. A signature that the entry waits for stays owed.
  mutating func add(_ facts: Correction) {
    if facts.withdrawn { attached.removeAll { $0.entry == facts.entry } }
    for response in responses where response.marks.contains(where: { $0.entry == facts.entry }) {
      change(response.id) { $0.correct(facts) }
    }
  }

  /// A complete reply to an enforcement whistle rests on who came (docs/duty.md#correction).
  func somethingRests(on entry: Int64) -> Bool {
    responses.contains { response in
      response.kind == .enforcement && response.replied != nil
        && response.marks.contains { $0.entry == entry && $0.state == .arrived }
    }
  }

  mutating func awaitSignature(of leader: OfficerID?, _ entry: Entry) {
    unsigned.append(UnsignedEntry(entry, number: number.description, leader: leader))
  }
}

extension Response {
  /// The claimed time of a milestone, or that it was not reached: then the unit stands where it stood without it.
  mutating func correct(_ facts: Correction) {
    for index in marks.indices where marks[index].entry == facts.entry { marks[index].at = facts.at ?? marks[index].at }
    guard facts.withdrawn else { return }
    marks.removeAll { $0.entry == facts.entry }
    guard isLive else { return }
    let last = marks.last?.state ?? .notified
    state = last == .replied ? .acknowledged : last
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Correction) -> [String?] {
    [
      "#\(facts.entry)", facts.at.map { language("发生于 ", "happened ") + time($0) },
      facts.withdrawn ? language("记录有误，撤销", "recorded in error, taken back") : nil, facts.words.map(shown),
    ]
  }

  func words(_ facts: Erasure) -> [String?] {
    ["#\(facts.entry)", facts.ground.text(language), facts.words.map(shown)]
  }
}

extension Erasure.Ground {
  package func text(_ language: Language) -> String {
    switch self {
    case .retention: language("保存期满", "retention passed")
    case .law: language("依法", "by law")
    }
  }
}
