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
    let ahead = try db.cachedStatement(
      sql: """
        SELECT COUNT(*), IFNULL(SUM(closed <= deadline), 0) FROM incident
        WHERE station = ? AND dutyDay = ? AND deadline >= ? AND counts = 1 AND drill <= ?
        """)
    for day in try busyDays() {
      let row = try Row.fetchOne(
        ahead, arguments: [station, day.number, standing.cutOff.milliseconds, query.includeDrill])
      guard let row else { continue }
      figures.onTimeClosure.denominator -= row[0] as Int
      figures.onTimeClosure.numerator -= row[1] as Int
    }
  }

  /// Exact percentiles: the classes tell in which of them a place of the order lies, and only that one is read.
  func closingHours() throws -> ClosingHours {
    let classes = try counted.byKey(.hours, query.days).compactMap { key, count in
      Int(key).map { (taken: ClosingClass(number: $0), count: count) }
    }.sorted { $0.taken < $1.taken }
    var read: [ClosingClass: [Int64]] = [:]
    return try ClosingHours(count: classes.reduce(0) { $0 + $1.count }) { place in
      var left = place
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
    let statement = try db.cachedStatement(
      sql: """
        SELECT took FROM incident
        WHERE station = ? AND dutyDay = ? AND took >= ? AND took < ? AND drill <= ?
        """)
    let bounds = taken.times
    return try busyDays().flatMap { day in
      try Int64.fetchAll(
        statement, arguments: [station, day.number, bounds.lowerBound, bounds.upperBound, query.includeDrill])
    }.sorted()
  }

  private func busyDays() throws -> [Day] {
    guard let busy = try counted.busy(query.days) else { return [] }
    return (busy.lowerBound.number...busy.upperBound.number).map(Day.init(number:))
  }
}
