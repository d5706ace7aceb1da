extension Turn {
  /// Reads `2026-12-01/早班`, a day and one of the plan's shifts; nil for anything else.
  package init?(typed text: String, in plan: ShiftPlan) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let day = Day(parts[0]), plan.shift(named: String(parts[1])) != nil else { return nil }
    self.init(day: day, shift: String(parts[1]))
  }

  package var typed: String { "\(day)/\(shift)" }
}
