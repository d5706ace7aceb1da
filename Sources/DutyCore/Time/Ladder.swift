/// The steps by which a silent unit is pressed (催办, 提醒单, 督办单, 通报). Reaching one is told by the clock alone;
/// issuing the sheet is an act.
///
/// Half of the acknowledge or reply limit: urge. The limit: blue. Half of it more: orange. Twice the limit, three replies
/// sent back, or three units that declined: red (docs/duty.md#ladder).
package enum LadderStep: Int, Comparable, CaseIterable, Sendable {
  case urge, blue, orange, red

  package static func < (a: LadderStep, b: LadderStep) -> Bool { a.rawValue < b.rawValue }
}

extension LadderStep {
  /// An urging counts from the moment the step was reached, a sheet whenever it was issued.
  func isTaken(urged: Instant?, _ sheets: [Sheet.Colour], since: Instant) -> Bool {
    self == .urge ? urged.map { $0 >= since } ?? false : sheets.contains { $0.step == self }
  }
}

/// A step of the ladder that is reached.
package struct Rung: Hashable, Sendable {
  /// The response whose unit it presses; nil for the incident as a whole.
  package let response: ResponseID?
  package let step: LadderStep
  package let since: Instant
}

extension Incident {
  /// This many units that declined are red.
  static let declinesForRed = 3

  /// The steps of the ladder that are reached at `now`: the highest step for each unit that owes something, and for the
  /// incident as a whole. Desk, reports and notices ask here and nowhere else.
  package func ladder(at now: Instant) -> [Rung] {
    guard status.isRunning else { return [] }
    let rungs = liveResponses.compactMap { response in
      LadderStep.allCases.reversed().lazy.compactMap { step in
        response.ladderStart(step).map { Rung(response: response.id, step: step, since: $0) }
      }.first { $0.since <= now }
    }
    let whole = redByDeclines.flatMap { $0 <= now ? Rung(response: nil, step: .red, since: $0) : nil }
    return rungs + [whole].compactMap(\.self)
  }

  package func ladderStep(at now: Instant) -> LadderStep? { ladder(at: now).map(\.step).max() }

  /// Everyone who has reached the highest step was urged or got the sheet it asks for.
  package func isPressed(at now: Instant) -> Bool {
    let rungs = ladder(at: now)
    guard let highest = rungs.map(\.step).max() else { return false }
    return rungs.filter { $0.step == highest }.allSatisfy { rung in
      guard let unit = rung.response else { return sheets.contains { $0.step == highest } }
      guard let response = response(unit) else { return false }
      return highest.isTaken(urged: response.urged, response.sheets, since: rung.since)
    }
  }

  /// The moment at which the first orange or red step is reached, if nothing happens before; nil where none can be.
  package var orangeFrom: Instant? {
    guard status.isRunning else { return nil }
    return (liveResponses.compactMap { $0.ladderStart(.orange) } + [redByDeclines].compactMap(\.self)).min()
  }

  /// The moment at which the third unit declined; nil where fewer have.
  private var redByDeclines: Instant? {
    let declined = responses.compactMap(\.declined).sorted()
    return declined.count >= Self.declinesForRed ? declined[Self.declinesForRed - 1] : nil
  }
}

extension Response {
  /// This many replies that were sent back are red, whatever the clock says.
  static let sendBacksForRed = 3

  /// The limits the ladder looks at: to acknowledge while nobody has, and to reply.
  private var ladderDeadlines: [Deadline] {
    [acknowledged == nil ? acknowledgeBy : nil, owedReply].compactMap(\.self)
  }

  /// The moment at which the response reaches `step`, if nothing happens before; nil where it has no running clock.
  package func ladderStart(_ step: LadderStep) -> Instant? {
    // A superior is urged, and never warned (docs/duty.md#escalation).
    guard isLive, kind != .escalation || step == .urge else { return nil }
    let byClock = ladderDeadlines.map { $0.reaches(step) }
    return (byClock + (sendBacks >= Self.sendBacksForRed ? [lastSentBack].compactMap(\.self) : [])).min()
  }
}
