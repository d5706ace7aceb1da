// How a unit's answers add up, within the incident's.

extension Response {
  mutating func reach(_ state: State, _ facts: Milestone, _ entry: Entry) {
    self.state = state
    mark(state, entry, isProven: facts.signCode != nil)
  }

  mutating func release(_ entry: Entry) {
    state = .ended
    stoodDown = entry.recorded
  }

  mutating func decline(_ entry: Entry, summonses: Int) {
    state = .declined
    declined = entry.recorded
    declinedAmong = summonses
  }

  /// Overruled, the unit has acknowledged by the ruling and gets its clocks anew.
  mutating func rule(_ facts: Appointment, _ entry: Entry) {
    ruling = facts.ruling
    rulingReason = facts.reason
    switch facts.ruling {
    case .upheld: release(entry)
    case .overruled:
      state = .acknowledged
      mark(.acknowledged, entry)
      arriveBy = entry.findings.clocks?.first?.arrive
      replyBy = entry.findings.clocks?.first?.reply
    }
  }

  /// A complete reply implies arrived; an incomplete one is kept in its entry and the clock goes on. While an emergency
  /// lasts, the next reply is due after each.
  mutating func add(_ reply: Reply, _ entry: Entry) {
    lastReply = reply
    guard entry.findings.replyComplete == true else { return }
    mark(.replied, entry)
    replied = replied ?? entry.recorded
    nextReplyBy = entry.findings.nextReply
    state = nextReplyBy == nil ? .replied : .arrived
  }

  /// The emergency is over: a unit that has replied owes no more.
  mutating func lift() {
    nextReplyBy = nil
    if replied != nil { state = .replied }
  }

  mutating func add(_ score: Score, _ entry: Entry) {
    guard let side = entry.findings.side else { return }
    scores[side] = score
    scoresShownFrom = scoresShownFrom ?? entry.findings.shownFrom
  }

  /// The claimed time of a milestone, or that it was not reached: then the unit stands where it stood without it.
  mutating func correct(_ facts: Correction) {
    for index in marks.indices where marks[index].entry == facts.entry { marks[index].at = facts.at ?? marks[index].at }
    guard facts.withdrawn else { return }
    marks.removeAll { $0.entry == facts.entry }
    guard isLive else { return }
    let last = marks.last?.state ?? .notified
    state = last == .replied ? .acknowledged : last
  }

  private mutating func mark(_ state: State, _ entry: Entry, isProven: Bool = false) {
    marks.append(Mark(entry: entry.number, state: state, recorded: entry.recorded, at: entry.at, isProven: isProven))
  }
}

extension SituationReport.Stage {
  /// The duty that it does.
  var duty: TimedDuty.Kind {
    switch self {
    case .initialByPhone: .initialReportByPhone
    case .initialInWriting: .initialReportInWriting
    case .followUp: .followUpReport
    case .final: .finalReport
    }
  }
}

extension ActionKey {
  /// Four digits for one unit of the summons that was made with this key: nobody guesses them, everybody can recompute
  /// them (FNV-1a over key and unit).
  func signCode(for unit: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (hex + unit).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return padded(Int(hash % 10_000), 4)
  }
}
