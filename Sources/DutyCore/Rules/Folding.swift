// How an incident's entries add up. Nothing here refuses: what is recorded happened, whatever today's rules say.

extension Incident {
  /// The incident its first entry opens; nil for an entry that opens none.
  package static func opening(_ entry: Entry) -> Incident? {
    guard case .incident(let id) = entry.subject, let number = entry.findings.number,
      let dutyDay = entry.findings.dutyDay
    else { return nil }
    var opened: Incident?
    if case .receive(let facts) = entry.action { opened = Incident(facts, entry, id, number, dutyDay) }
    if case .importRecord(let facts) = entry.action { opened = Incident(facts, entry, id, number, dutyDay) }
    opened?.hasUntrustedTime = entry.hasUntrustedTime
    return opened
  }

  /// The incident that `entries` add up to, the first being the one that opened it; nil where there are none.
  package init?(adding entries: some Sequence<Entry>) {
    var incident: Incident?
    for entry in entries { incident = incident?.folding(entry) ?? Incident.opening(entry) }
    guard let incident else { return nil }
    self = incident
  }

  /// The incident with one more entry.
  package func folding(_ entry: Entry) -> Incident {
    var incident = self
    incident.revision = entry.revision
    incident.lastEntry = entry.number
    incident.hasUntrustedTime = incident.hasUntrustedTime || entry.hasUntrustedTime
    incident.add(entry)
    return incident
  }

  private mutating func add(_ entry: Entry) {
    if let leader = entry.orderedBy { awaitSignature(of: leader, entry) }
    if let resumption = entry.findings.resumed { resume(resumption) }
    add(entry.action, entry)
    duties += (entry.findings.duties ?? []).map { TimedDuty(kind: $0.kind, deadline: $0.deadline) }
    if entry.findings.awaitsReview == true { awaitSignature(of: nil, entry) }
  }

  /// Goes aside from its way; `comeBack` leads back to where it was.
  mutating func leave(_ status: Status) {
    statusBefore = self.status
    self.status = status
  }

  mutating func comeBack() {
    status = statusBefore ?? status
    statusBefore = nil
    suspension = nil
    mergedInto = nil
    merged = nil
    staysCounted = false
    gone = nil
    if status != .closed { closed = nil }
  }

  mutating func change(_ id: ResponseID, _ body: (inout Response) -> Void) {
    for s in summonses.indices where summonses[s].index == id.summons {
      for r in summonses[s].responses.indices where summonses[s].responses[r].id == id {
        body(&summonses[s].responses[r])
      }
    }
  }
}

/// An act of the rule itself on some subject (docs/duty.md#consequences).
package struct Consequence: Hashable, Sendable {
  package let subject: Subject
  package let action: Action

  package init(on subject: Subject, _ action: Action) {
    self.subject = subject
    self.action = action
  }
}
