// Consequences of an act: recorded by the rule itself, in the same transaction.

/// An act of the rule itself on some subject (docs/duty.md#consequences).
package struct Consequence: Hashable, Sendable {
  package let subject: Subject
  package let action: Action

  package init(on subject: Subject, _ action: Action) {
    self.subject = subject
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
      [Consequence(on: .incident(id), .reopen(Reason(facts.words ?? Words(""))))]
    case .close, .closeDirect: closingOfJoined
    case .reopen: reopeningOfJoined
    case .merge(let facts):
      [Consequence(on: .incident(facts.target.id), .follow(.joined(other: reference, callers: callers)))]
    case .unmerge: parting(from: before)
    case .follow(let facts): consequences(of: facts)
    case .receive, .importRecord, .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .sendBack, .settle,
      .handle, .note, .void, .restore, .survey, .consult, .attach, .forgive, .decline, .urge, .sheet, .score, .admit,
      .requestExtension, .grantExtension, .suspend, .resume, .callBack, .correct, .countersign, .reveal, .erase, .room,
      .rectification:
      []
    }
  }

  /// When every lead has replied and no one else is still out, the incident is handled (处置完成; docs/duty.md#settle).
  private var settled: [Consequence] {
    let replied = responses.contains { $0.role == .lead && $0.state == .replied }
    let isSettled =
      status == .inHand && liveResponses.isEmpty && undecidedDeclines.isEmpty && replied && !hasLiveEmergency
    return isSettled ? [Consequence(on: .incident(id), .settle)] : []
  }

  /// The target loses its callers; what this one had closed with itself is open again with it.
  private func parting(from before: Incident?) -> [Consequence] {
    let target = before?.mergedInto.map { Consequence(on: .incident($0.id), .follow(.parted(other: reference))) }
    return [target].compactMap(\.self) + (before?.closed == nil ? [] : reopeningOfJoined)
  }

  /// Whatever joins a closed incident, or was joined to one that closes, has its close.
  private func consequences(of facts: Following) -> [Consequence] {
    switch facts {
    case .joined(let other, _): closing(of: [other])
    case .closed: closingOfJoined
    case .reopened: reopeningOfJoined
    case .parted, .relapsed, .relapseTakenBack: []
    }
  }

  private var closingOfJoined: [Consequence] { closing(of: joined.keys.sorted()) }

  private func closing(of others: [IncidentReference]) -> [Consequence] {
    guard let closed else { return [] }
    return others.map {
      Consequence(
        on: .incident($0.id),
        .follow(
          .closed(with: reference, time: closed.time, disposition: closed.disposition, method: closed.method)))
    }
  }

  private var reopeningOfJoined: [Consequence] {
    joined.keys.sorted().map { Consequence(on: .incident($0.id), .follow(.reopened(with: reference))) }
  }

  /// The act that time alone asks for at `now`: a suspension that has run out ends, at its end.
  package func dueAct(at now: Instant) -> Request? {
    guard let suspension, isDueToResume(at: now) else { return nil }
    return Request(.resume, by: .rule, at: suspension.until)
  }
}
