import DutyCore
import DutyLedger

// Figures for programs: the JSON whose keys are fixed, and one table.

extension FiguresReport: ReportContent {
  var json: JSONValue {
    var members = JSONValue.frame(name, set.room, set.head)
    var cohort: [String: JSONValue] = [
      "from": .text(days.lowerBound.description), "to": .text(days.upperBound.description),
      "received": .count(set.total.tally.received), "imported": .count(set.total.tally.imported),
      "drill": .count(set.drill),
    ]
    if let turn = question.turn { cohort["shift"] = .text(turn.shift) }
    members["cohort"] = .object(cohort)
    members["untrusted_times"] = doubt(set.doubts.times)
    members["clock_doubts"] = doubt(set.doubts.clock)
    members["figures"] = json(of: set.total, openAt: set.openAt)
    let breakdowns = by.map { ($0.rawValue, JSONValue.list(entries($0))) }
    members["by"] = .object(Dictionary(uniqueKeysWithValues: breakdowns))
    members["compared"] = .list(zip(comparisons, set.compared).map(compared))
    if question.turn == nil { members["stage"] = stage }
    if !question.isPublic { members.merge(houseOwn) { _, new in new } }
    return .object(members)
  }

  /// Nil, and no key, where there is none: as in nearly every ledger.
  private func doubt(_ doubt: TimeDoubts.Doubt?) -> JSONValue? {
    doubt.map {
      .object([
        "entries": .count($0.entries), "first": .count(Int($0.first)),
        "since": .text(ifAny: $0.since.map(set.room.zone.text)),
      ])
    }
  }

  /// The part that is for the house only.
  private var houseOwn: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "carried_over": .list(
        set.carriedOver.map {
          .object([
            "day": .text($0.turn.day.description), "shift": .text($0.turn.shift),
            "at": .text(set.room.zone.text($0.at)),
            "open": .count($0.open),
          ])
        }),
      "empty_chairs": .list(
        set.emptyChairs.map { .object(["day": .text($0.day.description), "shift": .text($0.shift)]) }),
    ]
    guard let matters = set.matters else { return members }
    let lists: [(String, [Incident])] = [
      ("declined", matters.declined), ("dissatisfied", matters.dissatisfied), ("emergencies", matters.emergencies),
      ("undecided", matters.undecided), ("worst", matters.worst),
    ]
    members["matters"] = .object(
      Dictionary(uniqueKeysWithValues: lists.map { ($0.0, .list($0.1.map { .text($0.number.description) })) }))
    return members
  }

  private var stage: JSONValue {
    let stage = set.stage
    return .object([
      "final_from": .text(set.room.zone.text(stage.finalFrom)),
      "state": .text(stage.isFinal ? "final" : "provisional"), "provisional_days": .count(stage.provisional),
      "fixed": stage.fixed.map { .object(Self.shares(of: $0)) } ?? .null,
      "revised": .list(stage.revised.map { .text($0.description) }), "added": .count(stage.added),
    ])
  }

  private func compared(_ comparison: Comparison, _ tally: Tally) -> JSONValue {
    var members = Self.shares(of: tally)
    members["with"] = .text(comparison.with.rawValue)
    members["from"] = .text(comparison.days.lowerBound.description)
    members["to"] = .text(comparison.days.upperBound.description)
    members["received"] = .count(tally.received)
    return .object(members)
  }

  /// The shares that counts alone can say.
  private static func shares(of tally: Tally) -> [String: JSONValue] {
    var figures = Figures()
    figures.tally = tally
    return Dictionary(uniqueKeysWithValues: FigureName.counted.map { ($0.rawValue, $0.rate(in: figures).json) })
  }

  private func entries(_ dimension: Dimension) -> [JSONValue] {
    groups(dimension).sorted { JSONValue.precedes($0.key, $1.key) }.map { group in
      .object([
        "key": .text(group.key), "received": .count(group.figures.tally.received),
        "figures": json(of: group.figures, openAt: openAt(dimension, group.key)),
      ])
    }
  }

  /// The moment at which open incidents are counted: for what a day leaves open, its own end.
  private func openAt(_ dimension: Dimension, _ key: String) -> Instant {
    switch dimension {
    case .day: Day(key).map { set.room.plan.start(of: $0 + 1) } ?? set.openAt
    case .shift, .department, .category, .grid, .source, .listClass: set.openAt
    }
  }

  private func json(of figures: Figures, openAt: Instant) -> JSONValue {
    let shares = names.map { ($0.rawValue, $0.rate(in: figures).json) }
    var members = Dictionary(uniqueKeysWithValues: shares)
    members["closing_hours"] = .object([
      "n": .count(figures.hours.n), "median": .hours(figures.hours.median), "p90": .hours(figures.hours.p90),
    ])
    members["open"] = .object(["at": .text(set.room.zone.text(openAt)), "count": .count(figures.open)])
    members["closed"] = .object(["count": .count(figures.closed)])
    guard !question.isPublic else { return .object(members) }
    let responses = figures.responses
    members["declines"] = responses.answers.declines
    members["send_backs"] = .object(["count": .count(responses.sendBacks)])
    members["reopenings"] = .object(["count": .count(responses.reopenings)])
    members["emergencies"] = .object(["count": .count(responses.emergencies)])
    members["without_deadline"] = .object(["count": .count(responses.withoutDeadline)])
    members["live_handling"] = responses.answers.liveHandling
    members["sheets"] = responses.answers.sheetCounts
    return .object(members)
  }

  /// The whole cohort, then each key of what was asked to be broken down by; a rate is its numerator and denominator.
  var table: Table {
    let rows =
      [("", "", set.total)]
      + by.flatMap { dimension in groups(dimension).map { (dimension.rawValue, $0.key, $0.figures) } }
    let shares = names.flatMap { [$0.rawValue, $0.rawValue + "_of"] }
    let columns = ["from", "to", "by", "key", "received", "imported", "closed", "open"] + shares
    return Table(
      columns: (columns + ["closing_hours_n", "closing_hours_median", "closing_hours_p90"]).map(Table.Column.words),
      rows: rows.map { by, key, figures in
        let counts = [figures.tally.received, figures.tally.imported, figures.closed, figures.open]
        let rates = names.flatMap { [$0.rate(in: figures).numerator, $0.rate(in: figures).denominator] }
        let hours = [figures.hours.median, figures.hours.p90].map { JSONValue.hours($0).cell }
        return [days.lowerBound.description, days.upperBound.description, by, key]
          + (counts + rates + [figures.hours.n]).map(String.init) + hours
      })
  }

  /// The shares this edition prints.
  var names: [FigureName] { question.isPublic ? FigureName.forEverybody : FigureName.allCases }
}

extension JSONValue {
  /// Hours with four decimals; null where there are none.
  static func hours(_ value: Double?) -> JSONValue { value.map { .decimal($0, decimals: 4) } ?? .null }

  /// The frame of every report: which it is, whose, and how far the ledger was read.
  static func frame(_ name: ReportName, _ room: Room, _ head: Ledger.Head) -> [String: JSONValue] {
    [
      "report": .text(name.rawValue), "station": .text(room.name), "timezone": .text(room.zone.name),
      "as_of": .object(["entry": .integer(head.entry), "recorded": .text(room.zone.text(head.recorded))]),
      "head": .text(head.hash),
    ]
  }
}

extension AnswerFigures {
  var declines: JSONValue {
    .object(["upheld": .count(upheld), "overruled": .count(overruled), "unruled": .count(unruled)])
  }

  var liveHandling: JSONValue { .object(["responses": .count(responses), "hours": .hours(liveHours)]) }

  var sheetCounts: JSONValue {
    .object(Dictionary(uniqueKeysWithValues: Sheet.Colour.allCases.map { ($0.rawValue, .count(sheets[$0] ?? 0)) }))
  }
}
