/// One of the board's queues (docs/duty.md#queue-tabs).
package enum QueueTab: Hashable, Sendable {
  /// 本班: what came in during the turn that is running.
  case running
  /// One of today's shifts by name; for the night shift the last one that began.
  case shift(String)
  /// 跨班未结: open, and come in before the turn that is running.
  case carriedOver
  /// 全部未结: everything open.
  case open
}

extension QueueTab {
  /// All receptions there can be.
  package static let ever = Instant(milliseconds: .min)..<Instant(milliseconds: .max)

  /// The receptions the tab shows, and whether only what is still open; nil where the plan has no such turn.
  package func span(in plan: ShiftPlan, at now: Instant) -> (received: Range<Instant>, openOnly: Bool)? {
    switch self {
    case .running:
      return plan.turn(at: now).flatMap(plan.span).map { ($0, false) }
    case .shift(let name):
      let today = plan.zone.day(of: now)
      let begun = [today, today - 1].map { Turn(day: $0, shift: name) }.compactMap(plan.span)
        .first { $0.lowerBound <= now }
      return begun.map { ($0, false) }
    case .carriedOver:
      guard let span = plan.turn(at: now).flatMap(plan.span) else { return (Self.ever, true) }
      return (Self.ever.lowerBound..<span.lowerBound, true)
    case .open:
      return (Self.ever, true)
    }
  }

  /// The tabs of a station's board, in their order.
  package static func tabs(of plan: ShiftPlan) -> [QueueTab] {
    [.running] + plan.shifts.map { .shift($0.name) } + [.carriedOver, .open]
  }
}

/// Names what a desk wants to see: which queue, which rows of it, and which incident whole.
package struct QueueView: Hashable, Sendable {
  package var tab: QueueTab
  /// First row of the window and how many rows it has.
  package var first: Int
  package var rows: Int
  /// The incident whose entries are wanted too.
  package var detail: IncidentID?
  /// The matter for which others like it are wanted: one that is being written down or looked at.
  package var like: Likeness?
  /// The text that is searched for meanwhile, as it was typed.
  package var sought: String?
  package var rectifications: RectificationView

  /// Incidents that one search finds at most.
  package static let mostFound = 50

  package init(
    tab: QueueTab, first: Int = 0, rows: Int, detail: IncidentID? = nil, like: Likeness? = nil, sought: String? = nil,
    rectifications: RectificationView = RectificationView()
  ) {
    self.rectifications = rectifications
    self.like = like
    self.sought = sought
    self.tab = tab
    self.first = first
    self.rows = rows
    self.detail = detail
  }
}
