// Station and units score each other.

extension ActionTraits {
  static let score = ActionTraits("互评", "score", possibleIn: [.closed])
}

/// Mutual score (双向互评) of one response, for four things, 1 (poor) … 5 (good) each.
package struct Score: Hashable, Codable, Sendable {
  package enum Aspect: String, Codable, CaseIterable, Sendable {
    /// 按清单履职, 到场, 配合, 作风
    case duty, arrival, cooperation, manner
  }

  /// The side that scores the other.
  package enum Side: String, Codable, CaseIterable, Sendable {
    case stationScores, departmentScores
  }

  package static let range = 1...5

  package var response: ResponseID
  package var duty: Int
  package var arrival: Int
  package var cooperation: Int
  package var manner: Int
  package var words: Words?

  package init(
    response: ResponseID, duty: Int, arrival: Int, cooperation: Int, manner: Int, words: Words? = nil
  ) {
    self.response = response
    self.duty = duty
    self.arrival = arrival
    self.cooperation = cooperation
    self.manner = manner
    self.words = words
  }

  package func points(_ aspect: Aspect) -> Int {
    switch aspect {
    case .duty: duty
    case .arrival: arrival
    case .cooperation: cooperation
    case .manner: manner
    }
  }
}

// MARK: - The rule

extension Room {
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

// MARK: - How it adds up

extension Response {
  mutating func add(_ score: Score, _ entry: Entry) {
    guard let side = entry.findings.side else { return }
    scores[side] = score
    scoresShownFrom = scoresShownFrom ?? entry.findings.shownFrom
  }
}

// MARK: - Its words

extension Score.Aspect {
  package func text(_ language: Language) -> String {
    switch self {
    case .duty: language("按清单履职", "duty by the list")
    case .arrival: language("到场", "arrival")
    case .cooperation: language("配合", "cooperation")
    case .manner: language("作风", "manner")
    }
  }
}
