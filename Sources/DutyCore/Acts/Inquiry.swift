// What is looked into and put on record.

extension ActionTraits {
  static let note = ActionTraits(
    "记录", "note", states: ("内容", "its words"), possibleIn: Incident.Status.allCases,
    possibleAt: Rectification.State.allCases, movesOn: true, canBeOrdered: true)
  static let survey = ActionTraits("现场核实", "survey", possibleIn: [.received, .inHand], canBeOrdered: true)
  static let consult = ActionTraits(
    "会商", "consult", states: ("参加人员和会商结论", "who took part and what was concluded"),
    possibleIn: [.received, .inHand, .handled], canBeOrdered: true, correctable: .whole)
  static let attach = ActionTraits(
    "附件", "attach", states: ("附件的位置和校验值", "the file's place and digest"),
    possibleIn: Incident.Status.allCases.filter { $0 != .voided }, possibleAt: Rectification.State.allCases,
    canBeOrdered: true, correctable: .whole)
  static let forgive = ActionTraits(
    "容错记录", "forgive", states: ("理由和同意人", "the reasons and who agreed"), whose: .leader,
    possibleIn: [.handled, .closed], canBeOrdered: true)
}

package struct Note: Hashable, Codable, Sendable {
  package var words: Words

  package init(_ words: Words) { self.words = words }
}

/// Survey (现场核实): the look before taking on.
package struct Surveying: Hashable, Codable, Sendable {
  package enum Result: String, Codable, CaseIterable, Sendable {
    case exists, doesNotExist, elsewhere
  }

  package var result: Result
  package var words: Words?

  package init(result: Result, words: Words? = nil) {
    self.result = result
    self.words = words
  }
}

/// Consultation (会商): who sat together, and what was concluded.
package struct Consultation: Hashable, Codable, Sendable {
  package var who: Words
  package var conclusion: Words
  /// The summons that the conclusion made, if any.
  package var summons: Summoning?

  package init(who: Words, conclusion: Words, summons: Summoning? = nil) {
    self.who = who
    self.conclusion = conclusion
    self.summons = summons
  }
}

/// Attach (附件): a photo or paper, known by the digest of its bytes.
package struct Attachment: Hashable, Codable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case before, after, near, far, paper
  }

  package var kind: Kind
  package var path: Words
  /// SHA-256 of the file, 64 hex digits.
  package var sha256: String

  package init(kind: Kind, path: Words, sha256: String) {
    self.kind = kind
    self.path = path
    self.sha256 = sha256
  }
}

/// Forgive (容错记录): an honest miss, its reasons, and who agreed.
package struct Forgiving: Hashable, Codable, Sendable {
  package var reasons: Words
  package var agreed: Words

  package init(reasons: Words, agreed: Words) {
    self.reasons = reasons
    self.agreed = agreed
  }
}

// MARK: - The rule

extension Room {
  func judgeNote(_ facts: Note, _ request: Request) throws(Refusal) -> Findings {
    _ = try officer(request) { $0 != .administrator }
    try stated(facts.words, for: .note)
    return Findings()
  }

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
}

extension Action {
  /// Units were called by it, though it is no summons: what they did since rests on it.
  var alsoCalls: Bool {
    if case .consult(let facts) = self { return facts.summons != nil }
    return false
  }
}

// MARK: - How it adds up

extension Incident {
  /// A photo or paper as it was attached.
  package struct Attached: Hashable, Sendable {
    let entry: Int64
    let sha256: String
  }

  /// Digests of photos and papers, without those taken back.
  package var attachments: [String] { attached.map(\.sha256) }

  mutating func add(_ facts: Consultation, _ entry: Entry) {
    if let summons = facts.summons { add(summons, entry) }
  }

  mutating func add(_ facts: Attachment, _ entry: Entry) {
    attached.append(Attached(entry: entry.number, sha256: facts.sha256))
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Surveying) -> [String?] {
    [facts.result.text(language), facts.words.map(shown)]
  }

  func words(_ facts: Consultation) -> [String?] {
    [
      shown(facts.who), shown(facts.conclusion), facts.summons.map { $0.kind.text(language) + " " + units($0) },
    ]
  }

  func words(_ facts: Forgiving) -> [String?] {
    [shown(facts.reasons), shown(facts.agreed)]
  }
}

extension Surveying.Result {
  package func text(_ language: Language) -> String {
    switch self {
    case .exists: language("情况属实", "as reported")
    case .doesNotExist: language("现场未发现", "not found")
    case .elsewhere: language("不在辖区或地点有误", "elsewhere")
    }
  }
}

extension Attachment.Kind {
  package func text(_ language: Language) -> String {
    switch self {
    case .before: language("处置前", "before")
    case .after: language("处置后", "after")
    case .near: language("近景", "near")
    case .far: language("远景", "far")
    case .paper: language("材料", "paper")
    }
  }
}
