import DutyCore
import GRDB

/// Adds up the figures of one query: counts from the tallies, hours and deadlines from the rows, answers of units from
/// the incidents themselves.
struct FigureReading {
  private let standing: Standing
  private let query: FigureQuery
  private let openAt: Instant
  private var plan: ShiftPlan { standing.room.plan }
  private var db: Database { standing.rows }
  private var station: String { standing.room.station }

  init(_ standing: Standing, _ query: FigureQuery) {
    self.standing = standing
    self.query = query
    openAt = query.openAt ?? standing.room.plan.start(of: query.days.upperBound + 1)
  }

  /// One sum: the whole cohort, or the part of it with one key of a dimension.
  fileprivate struct Slot: Hashable {
    let dimension: Dimension?
    let key: String
  }

  fileprivate struct Sum {
    var figures = Figures()
    var durations: [Int64] = []
  }

  func figureSet() throws -> FigureSet {
    var sums: [Slot: Sum] = [Slot(dimension: nil, key: ""): Sum()]
    for key in query.by.flatMap(keysWithoutIncidents) { sums[key] = Sum() }
    try addTallies(&sums)
    try addCohort(&sums)
    try addOpenAndClosed(&sums)
    let figures = sums.mapValues { sum in
      var figures = sum.figures
      figures.hours = ClosingHours(sorted: sum.durations.sorted())
      return figures
    }
    var groups: [Dimension: [FigureSet.Group]] = [:]
    for dimension in query.by {
      groups[dimension] = figures.filter { $0.key.dimension == dimension }
        .map { FigureSet.Group(key: $0.key.key, figures: $0.value) }
        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
    return FigureSet(
      room: standing.room, head: standing.head, openAt: openAt, overdue: try overdue(), drill: try drill(),
      total: figures[Slot(dimension: nil, key: "")] ?? Figures(), groups: groups)
  }

  private var days: [Day] {
    (query.days.lowerBound.number...query.days.upperBound.number).map(Day.init(number:))
  }

  /// Days and shifts are listed also where nothing came in.
  private func keysWithoutIncidents(_ dimension: Dimension) -> [Slot] {
    switch dimension {
    case .day: days.map { Slot(dimension: .day, key: $0.description) }
    case .shift: plan.shifts.map { Slot(dimension: .shift, key: $0.name) }
    case .department, .category, .grid, .source, .listClass: []
    }
  }

  private var cohort: StatementArguments {
    [station, query.days.lowerBound.number, query.days.upperBound.number, query.includeDrill]
  }

  // MARK: - Counts

  private func addTallies(_ sums: inout [Slot: Sum]) throws {
    let measures = TallyTable.measures.map { "SUM(\($0))" }.joined(separator: ", ")
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT dimension, key, \(measures) FROM tally
        WHERE station = ? AND day BETWEEN ? AND ? AND drill <= ? GROUP BY dimension, key
        """,
      arguments: cohort)
    while let row = try rows.next() {
      guard let dimension = Dimension(rawValue: row[0]) else { continue }
      let tally = TallyTable.tally(row, from: 2)
      if dimension == .day { sums.add(tally, Slot(dimension: nil, key: "")) }
      if query.by.contains(dimension), tally != Tally() { sums.add(tally, Slot(dimension: dimension, key: row[1])) }
    }
  }

  private func drill() throws -> Int {
    let sum = try Int.fetchOne(
      db,
      sql: """
        SELECT SUM(received) FROM tally
        WHERE station = ? AND day BETWEEN ? AND ? AND drill = 1 AND dimension = 'day'
        """,
      arguments: [station, query.days.lowerBound.number, query.days.upperBound.number])
    return sum ?? 0
  }

  // MARK: - Hours, deadlines, answers

  /// Column of each dimension in the incident table.
  private static func column(_ dimension: Dimension) -> String {
    switch dimension {
    case .day: "dutyDay"
    case .shift, .department, .category, .grid, .source, .listClass: dimension.rawValue
    }
  }

  private static func key(_ dimension: Dimension, _ row: Row, _ index: Int) -> String {
    switch dimension {
    case .day: Day(number: row[index]).description
    case .shift, .department, .category, .grid, .source, .listClass: row[index]
    }
  }

  private func addCohort(_ sums: inout [Slot: Sum]) throws {
    let keys = query.by.map { ", " + Self.column($0) }.joined()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, imported, received, deadline, closed\(keys) FROM incident
        WHERE station = ? AND dutyDay BETWEEN ? AND ? AND drill <= ? AND counts = 1
        """,
      arguments: cohort)
    while let row = try rows.next() {
      var slots = [Slot(dimension: nil, key: "")]
      for (index, dimension) in query.by.enumerated() {
        slots.append(Slot(dimension: dimension, key: Self.key(dimension, row, 5 + index)))
      }
      let imported: Bool = row[1]
      let received: Int64 = row[2]
      let due: Instant? = (row[3] as Int64?).map(Instant.init(milliseconds:))
      let closed: Int64? = row[4]
      let incident = imported ? nil : try standing.incident(row[0])
      for slot in slots {
        var responses = sums[slot]?.figures.responses ?? ResponseFigures()
        responses.addClose(due: due, closed: closed.map(Instant.init(milliseconds:)), cutOff: standing.cutOff)
        if let incident { responses.addAnswers(incident, cutOff: standing.cutOff) }
        sums[slot, default: Sum()].figures.responses = responses
        if let closed, closed >= received { sums[slot, default: Sum()].durations.append(closed - received) }
      }
    }
  }

  // MARK: - Open and closed, whenever received

  private func addOpenAndClosed(_ sums: inout [Slot: Sum]) throws {
    let whole = Slot(dimension: nil, key: "")
    let from = plan.start(of: query.days.lowerBound)
    let to = plan.start(of: query.days.upperBound + 1)
    sums[whole]?.figures.open = try received(from: .min, through: openAt) - (try closed(from: .min, through: openAt))
    sums[whole]?.figures.closed = try closed(from: from.milliseconds - 1, through: before(to))
    for dimension in query.by {
      switch dimension {
      case .day: try addDays(&sums)
      case .shift, .department, .category, .grid, .source, .listClass:
        try addOpen(dimension, &sums)
        try addClosed(dimension, from, to, &sums)
      }
    }
  }

  /// What was open at the end of each day, and what was closed on it, in one pass over the days.
  private func addDays(_ sums: inout [Slot: Sum]) throws {
    var open = 0
    var last = Int64.min
    for day in days {
      let slot = Slot(dimension: .day, key: day.description)
      let end = plan.start(of: day + 1)
      open += try received(from: last, through: end) - (try closed(from: last, through: end))
      last = end.milliseconds
      sums[slot]?.figures.open = open
      sums[slot]?.figures.closed = try closed(from: plan.start(of: day).milliseconds - 1, through: before(end))
    }
  }

  private func before(_ end: Instant) -> Instant { Instant(milliseconds: end.milliseconds - 1) }

  /// How many that count came in after `from` and no later than `end`.
  private func received(from: Int64, through end: Instant) throws -> Int {
    try count("received", from, end)
  }

  private func closed(from: Int64, through end: Instant) throws -> Int { try count("closed", from, end) }

  private func count(_ column: String, _ from: Int64, _ end: Instant) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        SELECT COUNT(*) FROM incident
        WHERE station = ? AND \(column) > ? AND \(column) <= ? AND counts = 1 AND drill <= ?
        """)
    return try Int.fetchOne(statement, arguments: [station, from, end.milliseconds, query.includeDrill]) ?? 0
  }

  /// Open ones past their deadline; what is due after the cut-off is not judged.
  private func overdue() throws -> Int {
    let count = try Int.fetchOne(
      db,
      sql: """
        SELECT COUNT(*) FROM incident
        WHERE station = ? AND received <= ? AND counts = 1 AND drill <= ? AND (closed IS NULL OR closed > ?)
          AND deadline < ?
        """,
      arguments: [
        station, openAt.milliseconds, query.includeDrill, openAt.milliseconds,
        min(openAt, standing.cutOff).milliseconds,
      ])
    return count ?? 0
  }

  private func addOpen(_ dimension: Dimension, _ sums: inout [Slot: Sum]) throws {
    let column = Self.column(dimension)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(column), COUNT(*) FROM incident
        WHERE station = ? AND received <= ? AND counts = 1 AND drill <= ? AND (closed IS NULL OR closed > ?)
        GROUP BY \(column)
        """,
      arguments: [station, openAt.milliseconds, query.includeDrill, openAt.milliseconds])
    while let row = try rows.next() {
      sums[Slot(dimension: dimension, key: row[0]), default: Sum()].figures.open = row[1]
    }
  }

  private func addClosed(_ dimension: Dimension, _ from: Instant, _ to: Instant, _ sums: inout [Slot: Sum]) throws {
    let column = Self.column(dimension)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(column), COUNT(*) FROM incident
        WHERE station = ? AND closed >= ? AND closed < ? AND counts = 1 AND drill <= ? GROUP BY \(column)
        """,
      arguments: [station, from.milliseconds, to.milliseconds, query.includeDrill])
    while let row = try rows.next() {
      sums[Slot(dimension: dimension, key: row[0]), default: Sum()].figures.closed = row[1]
    }
  }
}

extension [FigureReading.Slot: FigureReading.Sum] {
  fileprivate mutating func add(_ tally: Tally, _ slot: FigureReading.Slot) {
    self[slot, default: FigureReading.Sum()].figures.tally.add(tally)
  }
}
