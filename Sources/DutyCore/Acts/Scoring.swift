// Station and units score each other.

extension ActionTraits {
  static let score = ActionTraits("互评", "score", possibleIn: [.closed])
}

/// Mutual score (双向互评) of one response, for four things, 1 (poor) … 5 (good) each.
package struct Score: Hashable, Codable, Sendable {
  package enum Aspect: String, Codable, CaseIterable, Sendable {
    /// For a unit 按清单履职, 报到响应, 协同配合, 工作作风; for the station 信息准确, 先期处置 in place of the first two
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
  /// Tells it as the side that scores sees the other: a unit asks something else of the station than the station of it.
  package func text(_ language: Language, by side: Score.Side = .stationScores) -> String {
    switch (self, side) {
    case (.duty, .stationScores): language("按清单履职", "duty by the list")
    case (.duty, .departmentScores): language("信息准确", "right information")
    case (.arrival, .stationScores): language("报到响应", "arrival")
    case (.arrival, .departmentScores): language("先期处置", "first steps")
    case (.cooperation, _): language("协同配合", "cooperation")
    case (.manner, _): language("工作作风", "manner")
    }
  }
}
