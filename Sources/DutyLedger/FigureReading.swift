import DutyCore
import GRDB

/// Adds up the figures of one query: counts from the tallies, hours and deadlines from the rows, answers of units from
/// the incidents themselves.
struct FigureReading {
  let standing: Standing
  let query: FigureQuery
  let openAt: Instant
  /// From the first moment of the cohort to its end.
  let span: Range<Instant>
  var plan: ShiftPlan { standing.room.plan }
  var db: Database { standing.rows }
  var station: String { standing.room.station }

  init(_ standing: Standing, _ query: FigureQuery) {
    self.standing = standing
    self.query = query
    let plan = standing.room.plan
    let days = plan.start(of: query.days.lowerBound)..<plan.start(of: query.days.upperBound + 1)
    span = query.turn.flatMap(plan.span) ?? days
    openAt = query.openAt ?? span.upperBound
  }

  /// The part of the cohort with one key of a dimension.
  fileprivate struct Slot: Hashable {
    let dimension: Dimension
    let key: String
  }

  /// What the row of one incident says; milliseconds. An imported one has no course of its own.
  fileprivate struct Line {
    let received: Int64
    let due: Int64?
    let closed: Int64?
    let incident: Incident?
    let cutOff: Instant
  }

  /// The whole cohort, and its parts.
  fileprivate struct Sums {
    var total = Sum()
    var parts: [Slot: Sum] = [:]
  }

  fileprivate struct Sum {
    var figures = Figures()
    /// Milliseconds from reception to close.
    var durations: [Int64] = []

    mutating func add(_ line: Line) {
      figures.responses.addClose(
        due: line.due.map(Instant.init(milliseconds:)), closed: line.closed.map(Instant.init(milliseconds:)),
        cutOff: line.cutOff)
      if let incident = line.incident { figures.responses.addAnswers(incident, cutOff: line.cutOff) }
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
    let figures = sums.parts.mapValues(\.finished)
    var groups: [Dimension: [FigureSet.Group]] = [:]
    for dimension in query.by {
      groups[dimension] = figures.filter { $0.key.dimension == dimension }
        .map { FigureSet.Group(key: $0.key.key, figures: $0.value) }
        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
    let seats = try standing.seats()
    return FigureSet(
      room: standing.room, head: standing.head, cutOff: standing.cutOff, openAt: openAt, overdue: try overdue(),
      drill: try drill(), total: sums.total.finished, groups: groups, counts: counts,
      compared: try query.compared.map(tally), stage: course.stage, carriedOver: try carriedOver(seats),
      emptyChairs: emptyChairs(seats), matters: query.naming ? try matters(course) : nil)
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

  private var cohort: StatementArguments {
    [station, query.days.lowerBound.number, query.days.upperBound.number, query.includeDrill]
  }

  // MARK: - Counts

  /// Fills in the counts of the cohort and its parts; those of each source and list class are returned.
  private func addTallies(_ sums: inout Sums) throws -> [Dimension: [String: Tally]] {
    var counts: [Dimension: [String: Tally]] = [:]
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
      guard tally != Tally() else { continue }
      let key: String = row[1]
      switch dimension {
      case .day: sums.total.figures.tally.add(tally)
      case .source, .listClass: counts[dimension, default: [:]][key] = tally
      case .shift, .department, .category, .grid: break
      }
      if query.by.contains(dimension) {
        sums.parts[Slot(dimension: dimension, key: key), default: Sum()].figures.tally.add(tally)
      }
    }
    return counts
  }

  /// The counts of other days.
  private func tally(_ days: ClosedRange<Day>) throws -> Tally {
    let measures = TallyTable.measures.map { "IFNULL(SUM(\($0)), 0)" }.joined(separator: ", ")
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT \(measures) FROM tally WHERE station = ? AND day BETWEEN ? AND ? AND drill <= ? AND dimension = 'day'
        """,
      arguments: [station, days.lowerBound.number, days.upperBound.number, query.includeDrill])
    return row.map { TallyTable.tally($0, from: 0) } ?? Tally()
  }

  private func drill() throws -> Int {
    guard query.turn == nil else {
      return try Int.fetchOne(
        db, sql: "SELECT COUNT(*) FROM incident WHERE station = ? AND received >= ? AND received < ? AND drill = 1",
        arguments: [station, span.lowerBound.milliseconds, span.upperBound.milliseconds]) ?? 0
    }
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

  private func addCohort(_ sums: inout Sums, _ course: inout CohortCourse) throws {
    let keys = query.by.map { ", " + Self.column($0) }.joined()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, imported, received, deadline, closed, counts, dutyDay\(keys) FROM incident
        WHERE station = ? AND dutyDay BETWEEN ? AND ? AND drill <= ?
        """,
      arguments: cohort)
    while let row = try rows.next() {
      let incident = try course.add(row[0], day: Day(number: row[6]), isImported: row[1])
      guard row[5] else { continue }
      let line = Line(received: row[2], due: row[3], closed: row[4], incident: incident, cutOff: standing.cutOff)
      sums.total.add(line)
      for (index, dimension) in query.by.enumerated() {
        sums.parts[Slot(dimension: dimension, key: Self.key(dimension, row, 7 + index)), default: Sum()].add(line)
      }
    }
  }

  /// A turn has no tallies of its own: each incident is looked at.
  private func addTurn(_ sums: inout Sums, _ course: inout CohortCourse) throws -> [Dimension: [String: Tally]] {
    var counts: [Dimension: [String: Tally]] = [:]
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, imported, received, deadline, closed, dutyDay FROM incident
        WHERE station = ? AND received >= ? AND received < ? AND drill <= ? ORDER BY dutyDay, serial
        """,
      arguments: [station, span.lowerBound.milliseconds, span.upperBound.milliseconds, query.includeDrill])
    for row in rows {
      let own = try course.add(row[0], day: Day(number: row[5]), isImported: row[1])
      guard let incident = try own ?? standing.incident(row[0]) else { continue }
      let tally = Tally(of: incident)
      sums.total.figures.tally.add(tally)
      for dimension in [Dimension.source, .listClass] {
        counts[dimension, default: [:]][dimension.key(of: incident), default: Tally()].add(tally)
      }
      guard incident.counts else { continue }
      sums.total.add(Line(received: row[2], due: row[3], closed: row[4], incident: own, cutOff: standing.cutOff))
    }
    return counts
  }

  // MARK: - Open and closed, whenever received

  private func addOpenAndClosed(_ sums: inout Sums) throws {
    sums.total.figures.open = try open(at: openAt)
    sums.total.figures.closed = try closed(in: span)
    for dimension in query.by {
      switch dimension {
      case .day: try addDays(&sums)
      case .shift, .department, .category, .grid, .source, .listClass:
        try addOpen(dimension, &sums)
        try addClosed(dimension, &sums)
      }
    }
  }

  /// What was open at the end of each day, and what was closed on it, in one pass over the days.
  private func addDays(_ sums: inout Sums) throws {
    var open = 0
    var last: Instant?
    for day in days {
      let slot = Slot(dimension: .day, key: day.description)
      let end = plan.start(of: day + 1)
      if let last {
        open += try count("received", after: last, through: end) - (try count("closed", after: last, through: end))
      } else {
        open = try self.open(at: end)
      }
      last = end
      sums.parts[slot]?.figures.open = open
      sums.parts[slot]?.figures.closed = try closed(in: plan.start(of: day)..<end)
    }
  }

  /// Counted from the nearer end: from the first reception on, or back from what is open by now.
  func open(at moment: Instant) throws -> Int {
    let (first, last) = try receptions()
    if moment - first < last - moment {
      return try count("received", through: moment) - (try count("closed", through: moment))
    }
    let open = try Int.fetchOne(
      db, sql: "SELECT COUNT(*) FROM incident WHERE station = ? AND isOpen = 1 AND drill <= ?",
      arguments: [station, query.includeDrill])
    return (open ?? 0) - (try count("received", after: moment)) + (try count("closed", after: moment))
  }

  /// The first reception and the last.
  private func receptions() throws -> (first: Instant, last: Instant) {
    func received(_ end: String) throws -> Instant {
      let sql = "SELECT \(end)(received) FROM incident WHERE station = ?"
      return Instant(milliseconds: try Int64.fetchOne(db, sql: sql, arguments: [station]) ?? 0)
    }
    return (try received("MIN"), try received("MAX"))
  }

  private func closed(in span: Range<Instant>) throws -> Int {
    try count(
      "closed", after: Instant(milliseconds: span.lowerBound.milliseconds - 1),
      through: Instant(milliseconds: span.upperBound.milliseconds - 1))
  }

  /// How many of those that count came in, or were closed, after `from` and no later than `end`.
  private func count(
    _ column: String, after from: Instant = Instant(milliseconds: .min),
    through end: Instant = Instant(milliseconds: .max)
  ) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        SELECT COUNT(*) FROM incident
        WHERE station = ? AND \(column) > ? AND \(column) <= ? AND counts = 1 AND drill <= ?
        """)
    return try Int.fetchOne(
      statement, arguments: [station, from.milliseconds, end.milliseconds, query.includeDrill]) ?? 0
  }

  /// Open ones past their deadline; what is due after the cut-off is not judged. Of what is open by now the next moment
  /// at which anything is due tells, without the row, that the deadline has not passed.
  private func overdue() throws -> Int {
    let judged = min(openAt, standing.cutOff).milliseconds
    let stillOpen = try Int.fetchOne(
      db,
      sql: """
        SELECT COUNT(*) FROM incident WHERE station = ? AND isOpen = 1 AND received <= ? AND drill <= ?
          AND (nextDue < ? OR status = 'suspended') AND deadline < ?
        """,
      arguments: [station, openAt.milliseconds, query.includeDrill, judged, judged])
    let closedSince = try Int.fetchOne(
      db,
      sql: """
        SELECT COUNT(*) FROM incident
        WHERE station = ? AND closed > ? AND counts = 1 AND drill <= ? AND received <= ? AND deadline < ?
        """,
      arguments: [station, openAt.milliseconds, query.includeDrill, openAt.milliseconds, judged])
    return (stillOpen ?? 0) + (closedSince ?? 0)
  }

  private func addOpen(_ dimension: Dimension, _ sums: inout Sums) throws {
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
      sums.parts[Slot(dimension: dimension, key: row[0]), default: Sum()].figures.open = row[1]
    }
  }

  private func addClosed(_ dimension: Dimension, _ sums: inout Sums) throws {
    let column = Self.column(dimension)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(column), COUNT(*) FROM incident
        WHERE station = ? AND closed >= ? AND closed < ? AND counts = 1 AND drill <= ? GROUP BY \(column)
        """,
      arguments: [
        station, span.lowerBound.milliseconds, span.upperBound.milliseconds, query.includeDrill,
      ])
    while let row = try rows.next() {
      sums.parts[Slot(dimension: dimension, key: row[0]), default: Sum()].figures.closed = row[1]
    }
  }
}
