import DutyCore

/// Up to where a report reads: everything recorded later does not exist for it.
package enum AsOf: Hashable, Sendable {
  case last
  case entry(Int64)
  case instant(Instant)
}

/// Which figures are asked for.
package struct FigureQuery: Hashable, Sendable {
  /// Duty days of reception.
  package var days: ClosedRange<Day>
  package var by: [Dimension]
  /// The moment at which open incidents are counted; nil: the end of the last day.
  package var openAt: Instant?
  package var asOf: AsOf
  package var includeDrill: Bool

  package init(
    days: ClosedRange<Day>, by: [Dimension] = [], openAt: Instant? = nil, asOf: AsOf = .last,
    includeDrill: Bool = false
  ) {
    self.days = days
    self.by = by
    self.openAt = openAt
    self.asOf = asOf
    self.includeDrill = includeDrill
  }
}

/// The figures of a cohort, whole and broken down, all read at one moment of the ledger.
package struct FigureSet: Hashable, Sendable {
  package struct Group: Hashable, Sendable {
    package let key: String
    package let figures: Figures
  }

  package var room: Room
  /// The last entry the figures know of.
  package var head: Ledger.Head
  package var openAt: Instant
  /// How many of those open then are past their closing deadline, so far as the ledger was read.
  package var overdue: Int
  /// Practice incidents received in these days, counted in or left out.
  package var drill: Int
  package var total: Figures
  /// Sorted by key. Days hold every day of the range, shifts every shift of the plan, also where nothing came in. A
  /// day's open incidents are those of its own end.
  package var groups: [Dimension: [Group]]

  package init(
    room: Room, head: Ledger.Head, openAt: Instant, overdue: Int, drill: Int, total: Figures,
    groups: [Dimension: [Group]]
  ) {
    self.room = room
    self.head = head
    self.openAt = openAt
    self.overdue = overdue
    self.drill = drill
    self.total = total
    self.groups = groups
  }
}
