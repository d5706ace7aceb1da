// The figures that need more than counts: what became of each incident, and how each unit answered, by the cut-off.
// Imported incidents (外部记录) have no responses and count only in on-time closure.

/// Counts how units answered: one response after another, of a cohort's incidents or of one unit.
package struct AnswerFigures: Hashable, Sendable {
  /// Each milestone that was reached, or whose limit passed before the unit was released (docs/duty.md#milestones-in-time).
  package var acknowledgedInTime = Rate()
  package var contactedInTime = Rate()
  package var arrivedInTime = Rate()
  /// Per response, also in support; a cohort's reply in time is per incident.
  package var repliedInTime = Rate()
  /// 退单率: of the responses that could be declined, which those of an emergency cannot (docs/duty.md#decline-rate).
  package var declined = Rate()
  package var upheld = 0
  package var overruled = 0
  /// Declined, and no leader has ruled: others were called instead, or it waits.
  package var unruled = 0
  /// Replies that were sent back.
  package var sendBacks = 0
  /// Sheets that were issued, by colour.
  package var sheets: [Sheet.Colour: Int] = [:]
  package var responses = 0
  /// The time from the summons to the end of its live handling, added up (docs/duty.md#live-handling).
  package var liveMilliseconds: Int64 = 0

  package init() {}

  /// Hours of live handling.
  package var liveHours: Double { Double(liveMilliseconds) / 3_600_000 }

  /// Adds one response of `incident`; what is due after `cutOff` is not judged.
  package mutating func add(_ response: Response, of incident: Incident, cutOff: Instant) {
    // What stands still is not missed meanwhile.
    let judged = min(cutOff, incident.suspension?.since ?? cutOff)
    count(response.acknowledgeBy, response.acknowledged, judged, response, \.acknowledgedInTime)
    if let contactBy = response.contactBy {
      count(contactBy, response.madeContact, judged, response, \.contactedInTime)
    }
    if let arriveBy = response.arriveBy { count(arriveBy, response.arrived, judged, response, \.arrivedInTime) }
    if let replyBy = response.replyBy { count(replyBy, response.replied, judged, response, \.repliedInTime) }
    addDecline(response)
    sendBacks += response.sendBacks
    for colour in response.sheets { sheets[colour, default: 0] += 1 }
    responses += 1
    let end = min(response.liveUntil ?? judged, incident.closed?.recorded ?? judged)
    liveMilliseconds += max(0, (end - response.notified).milliseconds)
  }

  private mutating func addDecline(_ response: Response) {
    if response.kind.canBeDeclined { declined.add(response.declined != nil) }
    guard response.declined != nil else { return }
    switch response.ruling {
    case .upheld: upheld += 1
    case .overruled: overruled += 1
    case nil: unruled += 1
    }
  }

  private mutating func count(
    _ deadline: Deadline, _ reached: Instant?, _ cutOff: Instant, _ response: Response,
    _ figure: WritableKeyPath<AnswerFigures, Rate>
  ) {
    if let reached {
      self[keyPath: figure].add(reached <= deadline.due)
    } else if deadline.due <= min(cutOff, response.stoodDown ?? cutOff, response.releasedByDecline ?? cutOff) {
      self[keyPath: figure].add(false)
    }
  }
}

/// Counts what became of the incidents of a cohort.
package struct ResponseFigures: Hashable, Sendable {
  package var answers = AnswerFigures()
  package var effectiveReply = Rate()
  package var replyInTime = Rate()
  package var onTimeClosure = Rate()
  /// Those without a deadline, or whose clock stands still: on-time closure leaves them out.
  package var withoutDeadline = 0
  package var firstTimeRight = Rate()
  /// Replies and results that were sent back.
  package var sendBacks = 0
  package var reopenings = 0
  /// The share of those called back whom the desk reached, and the share of those who judged it who were satisfied.
  /// See docs/duty.md#call-back-figures.
  package var reached = Rate()
  package var satisfied = Rate()
  package var whistled = 0
  package var assigned = 0
  package var emergencies = 0

  package init() {}

  /// Adds an incident's deadline and close, imported or not; open ones count too (docs/duty.md#on-time-closure).
  package mutating func addClose(due: Instant?, closed: Instant?, cutOff: Instant) {
    guard let due else { return withoutDeadline += 1 }
    guard due < cutOff else { return }
    onTimeClosure.add(closed.map { $0 <= due } ?? false)
  }

  /// Adds what was done about it; imported and voided incidents have nothing to add.
  package mutating func addAnswers(_ incident: Incident, cutOff: Instant) {
    guard incident.counts, !incident.isImported else { return }
    if incident.firstClosed.map({ $0 <= cutOff }) ?? false { firstTimeRight.add(incident.isFirstTimeRight) }
    addReplies(incident, min(cutOff, incident.suspension?.since ?? cutOff))
    for response in incident.responses { answers.add(response, of: incident, cutOff: cutOff) }
    for colour in incident.sheets { answers.sheets[colour, default: 0] += 1 }
    sendBacks += incident.sendBacks
    reopenings += incident.reopenings
    if !incident.callBacks.isEmpty { reached.add(incident.callBacks.contains(where: \.reached)) }
    if let judged = incident.judgement { satisfied.add(judged) }
    if incident.wasWhistled { whistled += 1 }
    if incident.wasAssigned { assigned += 1 }
    if incident.wasEmergency { emergencies += 1 }
  }

  /// Per incident: its last lead reply, once it was due. What the desk handled itself is left out.
  /// See docs/duty.md#effective-reply.
  private mutating func addReplies(_ incident: Incident, _ cutOff: Instant) {
    let leads = incident.responses.filter {
      $0.role == .lead && !$0.isStoodDown && ![.declined, .referred].contains($0.state)
    }
    guard let last = leads.last, let due = last.replyBy?.due, due <= cutOff else { return }
    effectiveReply.add(last.replied != nil)
    replyInTime.add(last.replied.map { $0 <= due } ?? false)
  }
}

extension Response {
  /// The moment at which its live handling ended; nil while it is live.
  var liveUntil: Instant? {
    switch state {
    case .notified, .acknowledged, .contacted, .arrived, .accepted: nil
    case .replied: marks.last { $0.state == .replied }?.recorded
    case .declined, .referred: declined
    case .ended: releasedByDecline ?? stoodDown
    }
  }
}

extension Incident {
  /// A reopening this long after the close is another matter.
  private static let rightFor = Duration.days(30)

  /// Closed, and never declined, sent back, or reopened within 30 days (docs/duty.md#first-time-right).
  package var isFirstTimeRight: Bool {
    guard let firstClosed, sendBacks == 0, responses.allSatisfy({ $0.declined == nil }) else { return false }
    return firstReopened.map { $0 - firstClosed > Self.rightFor } ?? true
  }

  /// Whether who reported it is satisfied, as last said by somebody who was reached; nil where nobody said.
  package var judgement: Bool? { callBacks.last { $0.reached && $0.satisfied != nil }?.satisfied }

  package var wasAssigned: Bool { summonses.contains { $0.kind == .assignment } }
}
