// Consequences of an act: recorded by the rule itself, in the same transaction.

/// An act of the rule itself on some incident (docs/duty.md#consequences).
package struct Consequence: Hashable, Sendable {
  package let incident: IncidentID
  package let action: Action

  package init(incident: IncidentID, action: Action) {
    self.incident = incident
    self.action = action
  }
}

extension Incident {
  /// The consequences of `entry`, which made this incident of what it was `before`.
  package func consequences(of entry: Entry, before: Incident?) -> [Consequence] {
    switch entry.action {
    case .reply, .standDown, .endWithLead, .appoint, .report: settled
    // The desk agreed with the person who reported that a closed matter is not solved.
    case .callBack(let facts) where facts.confirmed && facts.solved == false && status == .closed:
      [Consequence(incident: id, action: .reopen(Reason(facts.words ?? Words(""))))]
    case .close, .closeDirect: closingOfJoined
    case .reopen: reopeningOfJoined
    case .merge(let facts):
      [Consequence(incident: facts.target.id, action: .follow(.joined(other: reference, callers: callers)))]
    case .unmerge: parting(from: before)
    case .follow(let facts): consequences(of: facts)
    case .receive, .importRecord, .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .sendBack, .settle,
      .handle, .note, .void, .restore, .survey, .consult, .attach, .forgive, .decline, .urge, .sheet, .score, .admit,
      .requestExtension, .grantExtension, .suspend, .resume, .callBack, .correct, .countersign, .reveal, .erase, .room:
      []
    }
  }

  /// When every lead has replied and no one else is still out, the incident is handled (处置完成; docs/duty.md#settle).
  private var settled: [Consequence] {
    let replied = responses.contains { $0.role == .lead && $0.state == .replied }
    let isSettled =
      status == .inHand && liveResponses.isEmpty && undecidedDeclines.isEmpty && replied && !hasLiveEmergency
    return isSettled ? [Consequence(incident: id, action: .settle)] : []
  }

  /// The target loses its callers; what this one had closed with itself is open again with it.
  private func parting(from before: Incident?) -> [Consequence] {
    let target = before?.mergedInto.map { Consequence(incident: $0.id, action: .follow(.parted(other: reference))) }
    return [target].compactMap(\.self) + (before?.closed == nil ? [] : reopeningOfJoined)
  }

  /// Whatever joins a closed incident, or was joined to one that closes, has its close.
  private func consequences(of facts: Following) -> [Consequence] {
    switch facts {
    case .joined(let other, _): closing(of: [other])
    case .closed: closingOfJoined
    case .reopened: reopeningOfJoined
    case .parted: []
    }
  }

  private var closingOfJoined: [Consequence] { closing(of: joined.keys.sorted()) }

  private func closing(of others: [IncidentReference]) -> [Consequence] {
    guard let closed else { return [] }
    return others.map {
      Consequence(
        incident: $0.id,
        action: .follow(
          .closed(with: reference, time: closed.time, disposition: closed.disposition, method: closed.method)))
    }
  }

  private var reopeningOfJoined: [Consequence] {
    joined.keys.sorted().map { Consequence(incident: $0.id, action: .follow(.reopened(with: reference))) }
  }

  /// The act that time alone asks for at `now`: a suspension that has run out ends, at its end.
  package func dueAct(at now: Instant) -> Request? {
    guard let suspension, isDueToResume(at: now) else { return nil }
    return Request(.resume, by: .rule, at: suspension.until)
  }
}
