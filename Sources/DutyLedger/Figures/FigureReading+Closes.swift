import DutyCore
import GRDB

// Closing in time and the hours it took, of a cohort however large: from what is counted by day, and from only those
// incidents that the counts leave open.

extension FigureReading {
  var counted: CounterSums { CounterSums(station: station, drill: query.includeDrill, db: db) }

  /// Those whose deadline lies before the cut-off, and of them those closed by then. Days are counted as if no deadline
  /// lay ahead; the few that do are taken out.
  func addCloses(_ figures: inout ResponseFigures) throws {
    let due = try counted.sum(.due, query.days)
    figures.withoutDeadline += try counted.sum(.received, query.days) - due
    figures.onTimeClosure.denominator += due
    figures.onTimeClosure.numerator += try counted.sum(.onTime, query.days)
    let ahead = try Row.fetchOne(
      db,
      sql: """
        SELECT COUNT(*), IFNULL(SUM(closed <= judged), 0) FROM \(eachDay("incident_due"))
          AND judged >= ? AND counts = 1
        """,
      arguments: cohort + [state.cutOff.milliseconds])
    figures.onTimeClosure.denominator -= try ahead?.value(0) ?? 0
    figures.onTimeClosure.numerator -= try ahead?.value(1) ?? 0
  }

  /// The cohort's incidents by an index that begins with station and duty day: SQLite looks into it once for each day on
  /// which anything came in (`+`: it would read the whole span instead).
  private func eachDay(_ index: String) -> String {
    """
    counter AS c CROSS JOIN incident AS i INDEXED BY \(index)
    WHERE c.station = ? AND c.day BETWEEN ? AND ? AND c.drill <= ? AND c.kind = 'received'
      AND i.station = c.station AND i.dutyDay = +c.day AND i.drill = c.drill
    """
  }

  /// Exact percentiles: the classes tell in which of them a place of the order lies, and only that one is read.
  func closingHours() throws -> ClosingHours {
    let classes = try counted.byKey(.hours, query.days).compactMap { key, count in
      Int(key).map { (taken: ClosingClass(number: $0), count: count) }
    }.sorted { $0.taken < $1.taken }
    var read: [ClosingClass: [Int64]] = [:]
    return try ClosingHours(count: classes.reduce(0) { $0 + $1.count }) { rank in
      var left = rank
      for (taken, count) in classes {
        if left < count {
          let times = try read[taken] ?? self.times(in: taken)
          read[taken] = times
          guard left < times.count else { break }
          return times[left]
        }
        left -= count
      }
      throw LedgerFault.damaged("counter: hours do not agree with the incidents")
    }
  }

  /// The closing times of one class, ascending.
  private func times(in taken: ClosingClass) throws -> [Int64] {
    try Int64.fetchAll(
      db, sql: "SELECT took FROM \(eachDay("incident_took")) AND took >= ? AND took < ?",
      arguments: cohort + [taken.times.lowerBound, taken.times.upperBound]
    ).sorted()
  }
}
