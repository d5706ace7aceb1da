/// A share with both its numbers. With nothing to divide by there is no rate (docs/duty.md#cohort).
package struct Rate: Hashable, Sendable {
  package var numerator: Int
  package var denominator: Int

  package init(_ numerator: Int = 0, of denominator: Int = 0) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Nil where the denominator is 0.
  package var value: Double? { denominator == 0 ? nil : Double(numerator) / Double(denominator) }

  package mutating func add(_ counted: Bool) {
    denominator += 1
    if counted { numerator += 1 }
  }
}

/// What one incident adds to the counts of its duty day. The counts table changes by the difference of these, and a
/// report adds them up: the definitions of the same-day figures stand here and nowhere else.
package struct Tally: Hashable, Sendable {
  /// Everything received.
  package var received = 0
  package var imported = 0
  /// Without the voided and the merged (docs/duty.md#denominators).
  package var counted = 0
  /// Those without categories whose limit is longer than a day.
  package var short = 0
  /// Closed on the duty day of reception: of everything, of the counted, of the short (docs/duty.md#same-day-closure).
  package var sameDayAll = 0
  package var sameDay = 0
  package var sameDayShort = 0
  /// Closed within 24 hours, of everything (docs/duty.md#closed-within-24-hours).
  package var within24Hours = 0

  package init() {}

  package init(of incident: Incident) {
    received = 1
    imported = incident.isImported ? 1 : 0
    counted = incident.counts ? 1 : 0
    short = incident.counts && !incident.limitExceedsDay ? 1 : 0
    guard let closed = incident.countedClose else { return }
    let sameDay = closed.dutyDay == incident.dutyDay
    sameDayAll = sameDay ? 1 : 0
    self.sameDay = sameDay ? counted : 0
    sameDayShort = sameDay ? short : 0
    within24Hours = (Duration.days(0)...Duration.days(1)).contains(closed.time - incident.received) ? 1 : 0
  }

  package static let columns: [(name: String, path: WritableKeyPath<Tally, Int> & Sendable)] = [
    ("received", \.received), ("imported", \.imported), ("counted", \.counted), ("short", \.short),
    ("sameDayAll", \.sameDayAll), ("sameDay", \.sameDay), ("sameDayShort", \.sameDayShort),
    ("within24Hours", \.within24Hours),
  ]

  /// Adds `other` as many times as `times` says; −1 takes it out.
  package mutating func add(_ other: Tally, times: Int = 1) {
    received += times * other.received
    imported += times * other.imported
    counted += times * other.counted
    short += times * other.short
    sameDayAll += times * other.sameDayAll
    sameDay += times * other.sameDay
    sameDayShort += times * other.sameDayShort
    within24Hours += times * other.within24Hours
  }

  package var sameDayClosureAll: Rate { Rate(sameDayAll, of: received) }
  package var sameDayClosure: Rate { Rate(sameDay, of: counted) }
  package var sameDayClosureShort: Rate { Rate(sameDayShort, of: short) }
  package var closedWithin24Hours: Rate { Rate(within24Hours, of: received) }
}

/// A dimension by which figures are broken down.
package enum Dimension: String, CaseIterable, Sendable, Hashable {
  case day, shift, department, category, grid, source, listClass

  /// The incident's key in this dimension; "" where it has none.
  package func key(of incident: Incident) -> String {
    switch self {
    case .day: incident.dutyDay.description
    case .shift: incident.shift ?? ""
    case .department: incident.department ?? ""
    case .category: incident.category ?? ""
    case .grid: incident.grid ?? ""
    case .source: incident.source.rawValue
    case .listClass: incident.listClass?.rawValue ?? ""
    }
  }
}

/// All figures of one cohort.
package struct Figures: Hashable, Sendable {
  package var tally = Tally()
  package var responses = ResponseFigures()
  package var hours = ClosingHours(sorted: [])
  /// Open at the moment asked for, whenever received.
  package var open = 0
  /// Closed within the period, whenever received.
  package var closed = 0

  package init() {}
}

/// Hours from reception to close: exact percentiles, by linear interpolation between neighbours (docs/duty.md#closing-hours).
package struct ClosingHours: Hashable, Sendable {
  package let n: Int
  /// Hours; nil where nothing was closed.
  package let median: Double?
  package let p90: Double?

  /// `durations` in milliseconds, ascending.
  package init(sorted durations: [Int64]) {
    self.init(count: durations.count) { durations[$0] }
  }

  /// `duration` gives the milliseconds at a place, from 0, of their ascending order; few places are asked for.
  package init<Fault: Error>(count: Int, duration: (Int) throws(Fault) -> Int64) throws(Fault) {
    func percentile(_ share: Double) throws(Fault) -> Double? {
      guard count > 0 else { return nil }
      let position = share * Double(count - 1)
      let low = Int(position)
      let below = Double(try duration(low))
      let above = Double(try duration(min(low + 1, count - 1)))
      return (below + (above - below) * (position - Double(low))) / 3_600_000
    }
    n = count
    median = try percentile(0.5)
    p90 = try percentile(0.9)
  }
}

extension ShiftPlan {
  /// From when on a duty day's figures are final (核定数): noon of the fourth day, the duty day itself being the first. On a
  /// Friday that is the noon of Monday, by which what was handled on it can still be checked.
  package func figuresAreFinal(of day: Day) -> Instant { zone.instant(day + 3, minutes: 12 * 60) }
}
