// How rulings, extensions, emergencies, call-backs, merges and corrections add up.

extension Incident {
  /// A unit that has to do it after all is out again, whatever others have done meanwhile.
  mutating func add(_ facts: Appointment, _ entry: Entry) {
    change(facts.response) { $0.rule(facts, entry) }
    guard facts.ruling == .overruled else { return }
    status = .inHand
    handled = nil
  }

  /// The second of two leaders lengthens the deadline; the first only agrees.
  mutating func grant(_ entry: Entry) {
    guard let closing = entry.findings.closing else {
      extensionAsked?.approvedBy = entry.by
      return
    }
    deadline = closing
    extensions += 1
    extensionAsked = nil
  }

  mutating func add(_ facts: SituationReport, _ entry: Entry) {
    finish(facts.stage.duty, entry)
    // A written report says what the phone did.
    if facts.stage == .initialInWriting { finish(.initialReportByPhone, entry) }
    guard facts.stage == .final else { return }
    lifted = entry.recorded
    finish(.followUpReport, entry)
    deadline = entry.findings.closing ?? deadline
    for response in liveResponses where response.kind == .emergency {
      change(response.id) { $0.lift() }
    }
  }

  mutating func finish(_ kind: TimedDuty.Kind, _ entry: Entry) {
    for index in duties.indices where duties[index].kind == kind && duties[index].done == nil {
      duties[index].done = entry.recorded
    }
  }

  mutating func add(_ facts: CallBack, _ entry: Entry) {
    guard !agrees(facts) else {
      // Nobody was called once more, and nothing that is owed has changed.
      unreasonable[unreasonable.count - 1].second = entry.by
      return
    }
    if let ground = facts.unreasonable { unreasonable.append(Unreasonable(ground: ground, first: entry.by)) }
    lastCallBack = facts
    callBacks.append(facts)
    if facts.satisfied != nil { finish(.secondHandling, entry) }
  }

  mutating func add(_ facts: Following, _ entry: Entry) {
    switch facts {
    case .joined(let other, let callers): joined[other] = callers
    case .parted(let other): joined[other] = nil
    case .closed(_, let time, let disposition, let method):
      closed = Closed(
        time: max(time, merged ?? time), dutyDay: entry.findings.dutyDay, recorded: entry.recorded, by: entry.by,
        disposition: disposition, method: method, check: nil)
    case .reopened: closed = nil
    case .relapsed(_, let entry): relapses.append(entry)
    case .relapseTakenBack(_, let entry): relapses.removeAll { $0 == entry }
    }
  }

  /// Corrects a milestone as if its entry had said so: its claimed time, or that it was not reached.
  mutating func add(_ facts: Correction) {
    for response in responses where response.marks.contains(where: { $0.entry == facts.entry }) {
      change(response.id) { $0.correct(facts) }
    }
  }
}
