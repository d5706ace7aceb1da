import DutyCore
import DutyLedger

/// The figures of a run of duty days: what the reports day, week, month and range say.
struct FiguresReport {
  let name: ReportName
  let days: ClosedRange<Day>
  /// What was asked to be broken down by.
  let by: [Dimension]
  let includeDrill: Bool
  let set: FigureSet

  init(
    _ name: ReportName, _ days: ClosedRange<Day>, by: [Dimension], openAt: Instant?, asOf: AsOf, includeDrill: Bool,
    from ledger: Ledger
  ) throws {
    // The page always shows where the incidents came from.
    let dimensions = by.contains(.source) ? by : by + [.source]
    set = try ledger.figures(
      FigureQuery(days: days, by: dimensions, openAt: openAt, asOf: asOf, includeDrill: includeDrill))
    self.name = name
    self.days = days
    self.by = by
    self.includeDrill = includeDrill
  }

  func groups(_ dimension: Dimension) -> [FigureSet.Group] { set.groups[dimension] ?? [] }
}

extension Incident {
  /// The closing deadline lies before `moment`.
  func isPastDeadline(at moment: Instant) -> Bool { runningDeadline.map { $0.due < moment } ?? false }
}

extension Ledger.Head {
  /// How far the ledger was read, as each page says it.
  func facts(_ zone: Zone, _ language: Language) -> [Document.Fact] {
    [
      .init(
        language("截至", "As of"),
        language("台账第 \(entry) 条，\(zone.text(recorded)) 记入", "entry \(entry), recorded \(zone.text(recorded))")),
      .init(language("台账头", "Ledger head"), hash),
    ]
  }
}

extension FiguresReport: Answer {
  var json: JSONValue {
    let zone = set.room.zone
    let breakdowns = by.map { ($0.rawValue, JSONValue.list(entries($0))) }
    return .object([
      "report": .text(name.rawValue),
      "station": .text(set.room.name),
      "timezone": .text(zone.name),
      "as_of": .object([
        "entry": .integer(set.head.entry), "recorded": .text(zone.text(set.head.recorded)),
      ]),
      "head": .text(set.head.hash),
      "cohort": .object([
        "from": .text(days.lowerBound.description), "to": .text(days.upperBound.description),
        "received": .count(set.total.tally.received), "imported": .count(set.total.tally.imported),
        "drill": .count(set.drill),
      ]),
      "figures": json(of: set.total, openAt: set.openAt),
      "by": .object(Dictionary(uniqueKeysWithValues: breakdowns)),
    ])
  }

  private func entries(_ dimension: Dimension) -> [JSONValue] {
    groups(dimension).sorted { JSONValue.precedes($0.key, $1.key) }.map { group in
      .object([
        "key": .text(group.key), "received": .count(group.figures.tally.received),
        "figures": json(of: group.figures, openAt: openAt(dimension, group.key)),
      ])
    }
  }

  /// What a day leaves open is counted at its own end.
  private func openAt(_ dimension: Dimension, _ key: String) -> Instant {
    switch dimension {
    case .day: Day(key).map { set.room.plan.start(of: $0 + 1) } ?? set.openAt
    case .shift, .department, .category, .grid, .source, .listClass: set.openAt
    }
  }

  private func json(of figures: Figures, openAt: Instant) -> JSONValue {
    let shares = FigureName.allCases.map { ($0.rawValue, $0.rate(in: figures).json) }
    var members = Dictionary(uniqueKeysWithValues: shares)
    members["closing_hours"] = .object([
      "n": .count(figures.hours.n), "median": Self.hours(figures.hours.median), "p90": Self.hours(figures.hours.p90),
    ])
    members["open"] = .object(["at": .text(set.room.zone.text(openAt)), "count": .count(figures.open)])
    members["closed"] = .object(["count": .count(figures.closed)])
    return .object(members)
  }

  /// The whole cohort, then each key of what was asked to be broken down by; a rate is its numerator and denominator.
  var table: Table {
    let rows =
      [("", "", set.total)]
      + by.flatMap { dimension in groups(dimension).map { (dimension.rawValue, $0.key, $0.figures) } }
    let shares = FigureName.allCases.flatMap { [$0.rawValue, $0.rawValue + "_of"] }
    let names = ["from", "to", "by", "key", "received", "imported", "closed", "open"] + shares
    return Table(
      columns: (names + ["closing_hours_n", "closing_hours_median", "closing_hours_p90"]).map(Table.Column.words),
      rows: rows.map { by, key, figures in
        let counts = [figures.tally.received, figures.tally.imported, figures.closed, figures.open]
        let rates = FigureName.allCases.flatMap { [$0.rate(in: figures).numerator, $0.rate(in: figures).denominator] }
        let hours = [figures.hours.median, figures.hours.p90].map { Self.hours($0).cell }
        return [days.lowerBound.description, days.upperBound.description, by, key]
          + (counts + rates + [figures.hours.n]).map(String.init) + hours
      })
  }

  private static func hours(_ value: Double?) -> JSONValue { value.map { .decimal($0, places: 4) } ?? .null }
}
