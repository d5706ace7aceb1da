import DutyCore
import GRDB

// Counts of what was open at a moment and what was closed in a span, whenever it was received.

extension FigureReading {
  func addOpenAndClosed(_ sums: inout Sums) throws {
    sums.total.figures.open = try open(at: openAt)
    sums.total.figures.closed = try query.turn == nil ? counted.sum(.closed, query.days) : closed(in: span)
    for dimension in query.by {
      switch dimension {
      case .day: try addDays(&sums)
      case .shift, .department, .category, .grid, .source, .listClass:
        try addOpen(dimension, &sums)
        try addClosed(dimension, &sums)
      }
    }
  }

  /// Adds what was open at the end of each day, and what was closed on it, in one pass over the days.
  private func addDays(_ sums: inout Sums) throws {
    var open = 0
    var last: Instant?
    for day in days {
      let slot = Slot(dimension: .day, key: day.description)
      let end = plan.start(of: day + 1)
      if let last {
        open += try count("received", after: last, through: end) - ended(after: last, through: end)
      } else {
        open = try self.open(at: end)
      }
      last = end
      sums.parts[slot]?.figures.open = open
      sums.parts[slot]?.figures.closed = try counted.sum(.closed, day...day)
    }
  }

  /// Days that are over by `moment` are counted already; only its own is looked at (docs/duty.md#open-at).
  func open(at moment: Instant) throws -> Int {
    let day = plan.dutyDay(of: moment)
    let justBefore = Instant(milliseconds: plan.start(of: day).milliseconds - 1)
    let before =
      try counted.sum(.received, before: day) - counted.sum(.closed, before: day)
      - counted.sum(.gone, before: day)
    return try before + count("received", after: justBefore, through: moment)
      - ended(after: justBefore, through: moment)
  }

  private func ended(after from: Instant, through end: Instant) throws -> Int {
    try count("closed", after: from, through: end) + count("gone", after: from, through: end)
  }

  private func closed(in span: Range<Instant>) throws -> Int {
    try count(
      "closed", after: Instant(milliseconds: span.lowerBound.milliseconds - 1),
      through: Instant(milliseconds: span.upperBound.milliseconds - 1))
  }

  /// Counts how many of those that count came in, were closed, or left, after `from` and no later than `end`.
  private func count(
    _ column: String, after from: Instant, through end: Instant
  ) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        SELECT COUNT(*) FROM incident
        WHERE station = ? AND \(column) > ? AND \(column) <= ? AND counts = 1 AND drill <= ?
        """)
    return try Int.fetchOne(
      statement, arguments: [station, from.milliseconds, end.milliseconds, query.includeDrill]) ?? 0
  }

  /// Open ones past their deadline; what is due after the cut-off is not judged.
  func overdue() throws -> Int {
    let judged = min(openAt, state.cutOff).milliseconds
    let stillOpen = try Int.fetchOne(
      db,
      sql: """
        SELECT COUNT(*) FROM incident
        WHERE station = ? AND isOpen = 1 AND deadline < ? AND received <= ? AND drill <= ?
        """,
      arguments: [station, judged, openAt.milliseconds, query.includeDrill])
    let endedSince = try ["closed", "gone"].map { column in
      try Int.fetchOne(
        db,
        sql: """
          SELECT COUNT(*) FROM incident
          WHERE station = ? AND \(column) > ? AND \(column) > deadline AND counts = 1
            AND drill <= ? AND received <= ? AND deadline < ?
          """,
        arguments: [station, openAt.milliseconds, query.includeDrill, openAt.milliseconds, judged]) ?? 0
    }
    return endedSince.reduce(stillOpen ?? 0, +)
  }

  /// Neither closed by the moment asked, nor gone.
  static let isOpenThen = "(COALESCE(closed, gone) IS NULL OR COALESCE(closed, gone) > ?)"

  private func addOpen(_ dimension: Dimension, _ sums: inout Sums) throws {
    let column = Self.column(dimension)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(column), COUNT(*) FROM incident
        WHERE station = ? AND received <= ? AND counts = 1 AND drill <= ? AND \(Self.isOpenThen)
        GROUP BY \(column)
        """,
      arguments: [station, openAt.milliseconds, query.includeDrill, openAt.milliseconds])
    while let row = try rows.next() {
      sums.parts[Slot(dimension: dimension, key: try row.value(0)), default: Sum()].figures.open = try row.value(1)
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
      sums.parts[Slot(dimension: dimension, key: try row.value(0)), default: Sum()].figures.closed = try row.value(1)
    }
  }
}
