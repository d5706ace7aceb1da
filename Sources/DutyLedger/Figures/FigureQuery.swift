import DutyCore

/// The end up to which a report reads: everything recorded later does not exist for it (docs/duty.md#as-of).
package enum AsOf: Hashable, Sendable {
  case last
  case entry(Int64)
  case instant(Instant)
}

/// Names the figures that are asked for.
package struct FigureQuery: Hashable, Sendable {
  /// Duty days of reception.
  package var days: ClosedRange<Day>
  package var by: [Dimension]
  /// The moment at which open incidents are counted; nil: the end of the last day.
  package var openAt: Instant?
  package var asOf: AsOf
  package var includeDrill: Bool
  /// Narrows them to what came in during this turn, which may run into the next day; nil: the whole days.
  package var turn: Turn?
  /// Days whose counts are to stand beside those of `days`.
  package var compared: [ClosedRange<Day>]
  /// Whether single matters are to be named, which takes time with many open.
  package var naming: Bool

  package init(
    days: ClosedRange<Day>, by: [Dimension] = [], openAt: Instant? = nil, asOf: AsOf = .last,
    includeDrill: Bool = false, turn: Turn? = nil, compared: [ClosedRange<Day>] = [], naming: Bool = false
  ) {
    self.days = days
    self.by = by
    self.openAt = openAt
    self.asOf = asOf
    self.includeDrill = includeDrill
    self.turn = turn
    self.compared = compared
    self.naming = naming
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
  /// The moment after which nothing is judged that is due or happened later.
  package var cutOff: Instant
  package var openAt: Instant
  /// The number of those open then that are past their closing deadline, so far as the ledger was read.
  package var overdue: Int
  /// Practice incidents received in these days, counted in or left out.
  package var drill: Int
  package var total: Figures
  /// Sorted by key. Days hold every day of the range, shifts every shift of the plan, also where nothing came in. A
  /// day's open incidents are those of its own end.
  package var groups: [Dimension: [Group]]
  /// Counts by source and by list class, which every page shows; without those where nothing came in.
  package var counts: [Dimension: [String: Tally]]
  /// The counts of the days to compare with, in the order asked for.
  package var compared: [Tally]
  package var stage: Stage
  /// Each handover in these days, with how many were open then.
  package var carriedOver: [CarriedOver]
  /// Sitting shifts of these days, since the room was founded, in which nobody took the seat.
  package var emptyChairs: [Turn]
  /// Single matters, where they are asked for.
  package var matters: Matters?
  /// Tells how far the ledger's times are to be relied on, up to its head.
  package var doubts = TimeDoubts.none

  /// The number of incidents that were open at a handover.
  package struct CarriedOver: Hashable, Sendable {
    package let turn: Turn
    package let at: Instant
    package let open: Int
  }

  /// The matters that a morning's reader wants named.
  package struct Matters: Hashable, Sendable {
    /// Still open and late, the latest first, at most five.
    package var worst: [Incident] = []
    /// Open, and waiting for a leader.
    package var undecided: [Incident] = []
    /// The days' own that were declined, that did not satisfy, or that were emergencies.
    package var declined: [Incident] = []
    package var dissatisfied: [Incident] = []
    package var emergencies: [Incident] = []
  }

  /// First value (快报数), final value (核定数), revision (修订): a day's figures may change until noon of the fourth day,
  /// the day itself being the first; what changes later is named (docs/duty.md#first-and-final-value).
  package struct Stage: Hashable, Sendable {
    /// Noon of the last day's fourth day.
    package var finalFrom: Instant
    package var isFinal: Bool
    /// Days of the range that are not final yet.
    package var provisional = 0
    /// The counts as they stood then; only of a single day that is final.
    package var fixed: Tally?
    /// Those whose part in the counts changed after their day was final.
    package var revised: [IncidentNumber] = []
    /// Recorded only after their day was final; counted where `fixed` is.
    package var added = 0
  }
}
