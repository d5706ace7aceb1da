import DutyCore
import DutyLedger

extension Ledger {
  /// Records what the drill has due at `now`; the acts that were recorded, each with its incident. What the desk was
  /// quicker with is refused, and decided anew at the next step.
  package func step(_ drill: inout Drill, now: Instant) throws -> [(action: Action, incident: Incident)] {
    let due = drill.due(at: now, in: try practice(), of: try room())
    guard !due.isEmpty else { return [] }
    return zip(due, try commit(due, now: now)).compactMap { submission, outcome in
      guard case .recorded(_, .incident(let incident)?) = outcome else { return nil }
      return (submission.request.action, incident)
    }
  }
}
