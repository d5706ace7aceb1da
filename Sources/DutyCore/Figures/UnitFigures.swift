/// A mean of points, with how many there are.
package struct Mean: Hashable, Sendable {
  package private(set) var sum = 0
  package private(set) var n = 0

  package init() {}

  /// Nil where there is none.
  package var value: Double? { n == 0 ? nil : Double(sum) / Double(n) }

  package mutating func add(_ points: Int) {
    sum += points
    n += 1
  }
}

/// Counts how one unit answered, as lead or in support (docs/duty.md#unit-figures).
package struct UnitFigures: Hashable, Sendable {
  package var answers = AnswerFigures()
  /// The number of its responses as lead.
  package var leads = 0
  /// The station's score for it, of 1 … 5 in each aspect.
  package var own = Mean()
  /// Its score for the station.
  package var partner = Mean()

  /// Weights of the unit's own points and of those it gives its partner: who works together is scored together.
  private static let shares = (own: 0.7, partner: 0.3)
  /// Responses from which on figures say something about a unit; with fewer it is listed, not ranked.
  package static let enough = 20

  package init() {}

  /// Mutual scores bundled (互评捆绑); nil until both have scored.
  package var bundled: Double? {
    guard let own = own.value, let partner = partner.value else { return nil }
    return Self.shares.own * own + Self.shares.partner * partner
  }

  /// Small numbers say nothing: ranked only with enough replies that were due.
  private var isRanked: Bool { answers.repliedInTime.denominator >= Self.enough }

  /// Place by replies in time, of the units with enough of them; equal rates share a place (docs/duty.md#unit-figures).
  package func rank(among units: [UnitFigures]) -> Int? {
    guard isRanked, let own = answers.repliedInTime.value else { return nil }
    return 1 + units.count { unit in unit.isRanked && unit.answers.repliedInTime.value.map { $0 > own } ?? false }
  }

  package mutating func add(_ response: Response, of incident: Incident, cutOff: Instant) {
    answers.add(response, of: incident, cutOff: cutOff)
    if response.role == .lead { leads += 1 }
    guard response.showsScores(at: cutOff) else { return }
    for aspect in Score.Aspect.allCases {
      if let score = response.scores[.stationScores] { own.add(score.points(aspect)) }
      if let score = response.scores[.departmentScores] { partner.add(score.points(aspect)) }
    }
  }
}
