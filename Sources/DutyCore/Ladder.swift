/// The steps by which a silent unit is pressed (催办, 提醒单, 督办单, 通报单). Reaching one is told by the clock alone;
/// issuing the sheet is an act.
package enum LadderStep: Int, Comparable, CaseIterable, Sendable {
  case urge, blue, orange, red

  package static func < (a: LadderStep, b: LadderStep) -> Bool { a.rawValue < b.rawValue }

  /// Hundredths of an acknowledge or reply limit after which the step is reached.
  var share: Int64 {
    switch self {
    case .urge: 50
    case .blue: 100
    case .orange: 150
    case .red: 200
    }
  }
}

extension Response {
  /// Three send-backs are red whatever the clock says.
  static let sendBacksForRed = 3

  /// The limits the ladder looks at: to acknowledge while nobody has, and to reply.
  private var ladderDeadlines: [Deadline] {
    guard isLive else { return [] }
    return [acknowledged == nil ? acknowledgeBy : nil, replyBy].compactMap(\.self)
  }

  /// When the response reaches `step`, if nothing happens before; nil where it has no running clock.
  package func ladderStart(_ step: LadderStep) -> Instant? {
    if isLive, sendBacks >= Self.sendBacksForRed { return notified }
    return ladderDeadlines.map { $0.after(hundredths: step.share) }.min()
  }

  /// The highest step reached at `now`.
  package func ladderStep(at now: Instant) -> LadderStep? {
    LadderStep.allCases.last { ladderStart($0).map { $0 <= now } ?? false }
  }
}

extension Incident {
  package func ladderStep(at now: Instant) -> LadderStep? {
    status.isOpen ? liveResponses.compactMap { $0.ladderStep(at: now) }.max() : nil
  }
}
