import DutyCore
import GRDB

/// Adds up the figures of one query: counts, closes and hours from what is counted by day, answers of units from the
/// station's own incidents. Only where it is broken down, or of one turn, is a row read for each incident.
struct FigureReading {
  let state: PastState
  let query: FigureQuery
  let openAt: Instant
  /// The time from the first moment of the cohort to its end.
  let span: Range<Instant>
  var plan: ShiftPlan { state.room.plan }
  var db: Database { state.rows }
  var station: String { state.room.station }

  init(_ state: PastState, _ query: FigureQuery) {
    self.state = state
    self.query = query
    let plan = state.room.plan
    let days = plan.start(of: query.days.lowerBound)..<plan.start(of: query.days.upperBound + 1)
    span = query.turn.flatMap(plan.span) ?? days
    openAt = query.openAt ?? span.upperBound
  }

  /// The part of the cohort with one key of a dimension.
  struct Slot: Hashable {
    let dimension: Dimension
    let key: String
  }

  /// The row of one incident as figures need it; milliseconds.
  struct Line {
    let received: Int64
    let due: Int64?
    let closed: Int64?
  }

  /// The whole cohort, and its parts.
  struct Sums {
    var total = Sum()
    var parts: [Slot: Sum] = [:]
  }

  struct Sum {
    var figures = Figures()
    /// Milliseconds from reception to close.
    private var durations: [Int64] = []

    mutating func add(_ line: Line, cutOff: Instant) {
      figures.responses.addClose(
        due: line.due.map(Instant.init(milliseconds:)), closed: line.closed.map(Instant.init(milliseconds:)),
        cutOff: cutOff)
      if let closed = line.closed, closed >= line.received { durations.append(closed - line.received) }
    }

    var finished: Figures {
      var figures = figures
      figures.hours = ClosingHours(sorted: durations.sorted())
      return figures
    }
  }

  func figureSet() throws -> FigureSet {
    var sums = Sums()
    for slot in query.by.flatMap(keysWithoutIncidents) { sums.parts[slot] = Sum() }
    var counts = query.turn == nil ? try addTallies(&sums) : [:]
    var course = CohortCourse(self)
    if query.turn == nil { try addCohort(&sums, &course) } else { counts = try addTurn(&sums, &course) }
    try addOpenAndClosed(&sums)
    var total = sums.total.finished
    if query.turn == nil { total.hours = try closingHours() }
    let figures = sums.parts.mapValues(\.finished)
    var groups: [Dimension: [FigureSet.Group]] = [:]
    for dimension in query.by {
      groups[dimension] = figures.filter { $0.key.dimension == dimension }
        .map { FigureSet.Group(key: $0.key.key, figures: $0.value) }
        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
    let seats = try state.seats()
    return FigureSet(
      room: state.room, head: state.head, cutOff: state.cutOff, openAt: openAt, overdue: try overdue(),
      drill: try drill(), total: total, groups: groups, counts: counts,
      compared: try query.compared.map(tally), stage: course.stage, carriedOver: try carriedOver(seats),
      emptyChairs: emptyChairs(seats), matters: query.naming ? try matters(course) : nil,
      doubts: try MarkTable.doubts(through: state.head.entry, state.record))
  }

  var days: [Day] {
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

  var cohort: StatementArguments {
    [station, query.days.lowerBound.number, query.days.upperBound.number, query.includeDrill]
  }

  // MARK: - Counts

  /// Fills in the counts of the cohort and its parts; those of each source and list class are returned.
  private func addTallies(_ sums: inout Sums) throws -> [Dimension: [String: Tally]] {
    var counts: [Dimension: [String: Tally]] = [:]
    let measures = TallyTable.measures.map { "SUM(\($0))" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: """
        SELECT key, \(measures) FROM tally
        WHERE dimension = ? AND station = ? AND day BETWEEN ? AND ? AND drill <= ? GROUP BY key
        """)
    for dimension in Set(query.by).union([.day, .source, .listClass]) {
      let rows = try Row.fetchCursor(statement, arguments: [dimension.rawValue] + cohort)
      while let row = try rows.next() {
        let tally = try TallyTable.sums(row, from: 1)
        guard tally != Tally() else { continue }
        let key: String = try row.value(0)
        switch dimension {
        case .day: sums.total.figures.tally.add(tally)
        case .source, .listClass: counts[dimension, default: [:]][key] = tally
        case .shift, .department, .category, .grid: break
        }
        if query.by.contains(dimension) {
          sums.parts[Slot(dimension: dimension, key: key), default: Sum()].figures.tally.add(tally)
        }
      }
    }
    return counts
  }

  /// The counts of other days.
  private func tally(_ days: ClosedRange<Day>) throws -> Tally {
    let measures = TallyTable.measures.map { "IFNULL(SUM(\($0)), 0)" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(measures) FROM tally WHERE station = ? AND day BETWEEN ? AND ? AND drill <= ? AND dimension = 'day'
        """)
    let row = try Row.fetchOne(
      statement, arguments: [station, days.lowerBound.number, days.upperBound.number, query.includeDrill])
    return try row.map { try TallyTable.sums($0, from: 0) } ?? Tally()
  }

  private func drill() throws -> Int {
    guard query.turn == nil else {
      return try Int.fetchOne(
        db, sql: "SELECT COUNT(*) FROM incident WHERE station = ? AND received >= ? AND received < ? AND drill = 1",
        arguments: [station, span.lowerBound.milliseconds, span.upperBound.milliseconds]) ?? 0
    }
    let sum = try Row.fetchOne(
      db,
      sql: """
        SELECT IFNULL(SUM(received), 0) FROM tally
        WHERE station = ? AND day BETWEEN ? AND ? AND drill = 1 AND dimension = 'day'
        """,
      arguments: [station, query.days.lowerBound.number, query.days.upperBound.number])
    return try sum?.count(0) ?? 0
  }

  // MARK: - Hours, deadlines, answers

  /// Column of each dimension in the incident table.
  static func column(_ dimension: Dimension) -> String {
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

  private func addCohort(_ sums: inout Sums, _ course: inout CohortCourse) throws {
    try addOwn(&sums, &course)
    if course.stage.fixed != nil {
      try course.addImported(try imported(), all: sums.total.figures.tally)
    }
    try addCloses(&sums.total.figures.responses)
    if !query.by.isEmpty { try addLines(&sums) }
  }

  /// Adds what was done about the station's own incidents.
  private func addOwn(_ sums: inout Sums, _ course: inout CohortCourse) throws {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM incident
        WHERE station = ? AND dutyDay BETWEEN ? AND ? AND drill <= ? AND imported = 0 ORDER BY dutyDay, serial
        """,
      arguments: cohort)
    for id in ids {
      guard let incident = try course.add(id), incident.counts else { continue }
      sums.total.figures.responses.addAnswers(incident, cutOff: state.cutOff)
      for dimension in query.by {
        let slot = Slot(dimension: dimension, key: dimension.key(of: incident))
        sums.parts[slot, default: Sum()].figures.responses.addAnswers(incident, cutOff: state.cutOff)
      }
    }
  }

  /// The first and last entries of the cohort's imported incidents.
  private func imported() throws -> [Row] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, lastEntry FROM incident
        WHERE station = ? AND dutyDay BETWEEN ? AND ? AND drill <= ? AND imported = 1
        """,
      arguments: cohort)
  }

  /// Reads when each incident was closed and was to be, for the parts of the cohort.
  private func addLines(_ sums: inout Sums) throws {
    let keys = query.by.map { ", " + Self.column($0) }.joined()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT received, judged, closed\(keys) FROM incident
        WHERE station = ? AND dutyDay BETWEEN ? AND ? AND drill <= ? AND counts = 1
        """,
      arguments: cohort)
    while let row = try rows.next() {
      let line = Line(received: try row.value(0), due: try row.value(1), closed: try row.value(2))
      for (index, dimension) in query.by.enumerated() {
        let slot = Slot(dimension: dimension, key: Self.key(dimension, row, 3 + index))
        sums.parts[slot, default: Sum()].add(line, cutOff: state.cutOff)
      }
    }
  }

  /// A turn has no tallies of its own: each incident is looked at.
  private func addTurn(_ sums: inout Sums, _ course: inout CohortCourse) throws -> [Dimension: [String: Tally]] {
    var counts: [Dimension: [String: Tally]] = [:]
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, lastEntry, imported, received, judged, closed FROM incident
        WHERE station = ? AND received >= ? AND received < ? AND drill <= ? ORDER BY dutyDay, serial
        """,
      arguments: [station, span.lowerBound.milliseconds, span.upperBound.milliseconds, query.includeDrill])
    for row in rows {
      let isImported: Bool = try row.value(2)
      guard let incident = try isImported ? state.incident(row.value(0)) : course.add(row.value(0)) else { continue }
      let tally = Tally(of: incident)
      sums.total.figures.tally.add(tally)
      for dimension in [Dimension.source, .listClass] {
        counts[dimension, default: [:]][dimension.key(of: incident), default: Tally()].add(tally)
      }
      guard incident.counts else { continue }
      let line = Line(received: try row.value(3), due: try row.value(4), closed: try row.value(5))
      sums.total.add(line, cutOff: state.cutOff)
      sums.total.figures.responses.addAnswers(incident, cutOff: state.cutOff)
    }
    try course.addImported(rows.filter { $0["imported"] }, all: sums.total.figures.tally)
    return counts
  }
}
