// One matter that was reported more than once.

extension ActionTraits {
  static let merge = ActionTraits("合并", "merge", possibleIn: [.received, .inHand, .suspended], canBeOrdered: true)
  static let unmerge = ActionTraits(
    "取消合并", "unmerge", whose: .leader, possibleIn: [.merged], movesOn: true, canBeOrdered: true)
  static let follow = ActionTraits("合并联动", "follows the merge", possibleIn: Incident.Status.allCases)
}

/// Merge (合并): this incident is the same matter as `target`, as that was seen.
package struct Merging: Hashable, Codable, Sendable {
  package var target: IncidentReference
  /// The target's revision that was on screen: a merge acts on two versions.
  package var targetSeen: Int

  package init(target: IncidentReference, targetSeen: Int) {
    self.target = target
    self.targetSeen = targetSeen
  }
}

/// A consequence for one incident of an act on another that it is merged with, or of a look-back at something that was put
/// right after it; recorded by the rule itself.
package enum Following: Hashable, Codable, Sendable {
  /// `other` was merged into this one, and brings its callers and, since the second edition, its reception and deadline.
  case joined(other: IncidentReference, callers: Int, received: Instant? = nil, due: Deadline? = nil)
  /// `other` was taken out again.
  case parted(other: IncidentReference)
  /// The one this is merged into was closed at `time`: this one has its answer and its close.
  case closed(with: IncidentReference, time: Instant, disposition: Disposition?, method: Method?)
  /// The one this is merged into was reopened.
  case reopened(with: IncidentReference)
  /// The entry of a look-back says that something is back (回潮), or was taken back itself.
  case relapsed(by: RectificationID, entry: Int64)
  case relapseTakenBack(by: RectificationID, entry: Int64)
  /// The same was reported again after this one was closed, as `by`.
  case repeated(by: IncidentReference)
  /// That one is closed in its turn.
  case repeatEnded(by: IncidentReference)
}

// MARK: - The rule

extension Room {
  /// An incident is merged into one that is open; no unit is out on this one. What was closed before it came is another
  /// matter's answer.
  /// See docs/duty.md#merge.
  func judgeMerge(
    _ facts: Merging, _ request: Request, _ incident: Incident, _ target: Incident?, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard let target, target.reference == facts.target else { throw .when(.unknownIncident) }
    guard target.reference != incident.reference else { throw .what(.mergedWithItself) }
    guard target.status.isOpen else { throw .when(.targetIsOver(target.number)) }
    guard target.handedOver == nil else { throw .when(.targetIsHandedOver(target.number)) }
    guard incident.returning == nil, target.returning == nil else { throw .when(.returnPending) }
    guard !target.isDrill || incident.isDrill, !incident.isDrill || target.isDrill else {
      throw .what(.drillAndReal(target.number))
    }
    try noneLive(incident)
    var findings = leaving(incident, now)
    findings.resumed = resumption(of: incident, from: now)
    return findings
  }

  func judgeUnmerge(_ request: Request) throws(Refusal) -> Findings {
    _ = try deciding(request) { $0.leads }
    return Findings()
  }

  /// A merged incident is closed when the one it is merged into is, if that lies after its own reception; else when that is
  /// recorded (docs/duty.md#merged-close).
  func judgeFollow(
    _ facts: Following, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try onlyTheRule(request)
    var findings = Findings()
    switch facts {
    case .closed(_, let time, _, _):
      let followed = time > incident.received ? time : now
      findings.followed = followed
      findings.dutyDay = plan.dutyDay(of: followed)
    // A new caller ends a suspension.
    case .joined: findings.resumed = resumption(of: incident, from: now)
    // Somebody decides whether it is reopened.
    case .repeated: findings.duties = [duty(.secondHandling, .secondHandling, now)]
    case .parted, .reopened, .relapsed, .relapseTakenBack, .repeatEnded: break
    }
    return findings
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: Merging, _ entry: Entry) {
    if status == .suspended { endSuspension(entry) }
    leave(.merged)
    mergedInto = facts.target
    merged = entry.recorded
    staysCounted = entry.findings.staysCounted ?? false
  }

  mutating func add(_ facts: Following, _ entry: Entry) {
    switch facts {
    case .joined(let other, let callers, let received, let due):
      joined[other] = Joined(callers: callers, received: received, due: due)
      if status == .suspended, entry.findings.resumed != nil {
        endSuspension(entry)
        // It may be suspended once more: somebody new waits for it.
        wasSuspended = false
      }
    case .parted(let other): joined[other] = nil
    case .closed(_, let time, let disposition, let method):
      closed = Closed(
        time: entry.findings.followed ?? max(time, merged ?? time), dutyDay: entry.findings.dutyDay,
        recorded: entry.recorded, by: entry.by, disposition: disposition, method: method, check: nil)
    case .reopened: closed = nil
    case .relapsed(_, let entry): relapses.append(entry)
    case .relapseTakenBack(_, let entry): relapses.removeAll { $0 == entry }
    case .repeated(let other): repeatedBy.append(other)
    case .repeatEnded: finish(.secondHandling, entry)
    }
  }
}

// MARK: - What follows

extension Incident {
  func joining(_ facts: Merging) -> [Consequence] {
    [bringing(to: facts.target)]
  }

  /// Tells the one it is merged into what it brings; told again, it takes the place of what was told before.
  private func bringing(to target: IncidentReference) -> Consequence {
    Consequence(
      on: .incident(target.id),
      .follow(.joined(other: reference, callers: callers, received: groupReceived, due: runningDeadline)))
  }

  /// The target loses its callers; what this one had closed with itself is open again with it.
  func parting(from before: Incident?) -> [Consequence] {
    let target = before?.mergedInto.map { Consequence(on: .incident($0.id), .follow(.parted(other: reference))) }
    return [target].compactMap(\.self) + (before?.closed == nil ? [] : reopeningOfJoined)
  }

  /// Whatever joins a closed incident, or was joined to one that closes, has its close.
  func consequences(of facts: Following) -> [Consequence] {
    switch facts {
    case .joined(let other, _, _, _): closing(of: [other])
    case .closed: closingOfJoined
    case .reopened: reopeningOfJoined
    // What it is merged into itself has fewer callers too.
    case .parted: mergedInto.map { [bringing(to: $0)] } ?? []
    case .relapsed, .relapseTakenBack, .repeated, .repeatEnded: []
    }
  }

  var closingOfJoined: [Consequence] { closing(of: joined.keys.sorted()) }

  private func closing(of others: [IncidentReference]) -> [Consequence] {
    guard let closed else { return [] }
    return others.map {
      Consequence(
        on: .incident($0.id),
        .follow(
          .closed(with: reference, time: closed.time, disposition: closed.disposition, method: closed.method)))
    }
  }

  var reopeningOfJoined: [Consequence] {
    joined.keys.sorted().map { Consequence(on: .incident($0.id), .follow(.reopened(with: reference))) }
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Following) -> [String?] {
    switch facts {
    case .joined(let other, let callers, _, _):
      [language("\(other.number) 并入，带来 \(callers) 人反映", "\(other.number) joined with \(callers) caller(s)")]
    case .parted(let other): [language("\(other.number) 取消合并", "\(other.number) taken out")]
    case .closed(let other, _, _, _): [language("随 \(other.number) 办结", "closed with \(other.number)")]
    case .reopened(let other): [language("随 \(other.number) 重办", "reopened with \(other.number)")]
    case .relapsed(let id, _): [language("回潮，整改项 \(id.number)", "back, rectification \(id.number)")]
    case .relapseTakenBack(let id, let entry):
      [language("撤销回潮 #\(entry)，整改项 \(id.number)", "#\(entry) taken back, rectification \(id.number)")]
    case .repeated(let other):
      [language("再次反映，登记为 \(other.number)", "reported again as \(other.number)")]
    case .repeatEnded(let other):
      [language("再报的 \(other.number) 已办结", "\(other.number), reported again, is closed")]
    }
  }
}

extension Following {
  /// Its name where it has none to do with a merge.
  func title(_ language: Language) -> String? {
    switch self {
    case .relapsed, .relapseTakenBack: language("整改联动", "follows the look-back")
    case .repeated, .repeatEnded: language("再报联动", "follows the repeat")
    case .joined, .parted, .closed, .reopened: nil
    }
  }

  /// The moments that it claims.
  var moments: [Instant] {
    switch self {
    case .closed(_, let time, _, _): [time]
    case .joined(_, _, let received, _): [received].compactMap(\.self)
    case .parted, .reopened, .relapsed, .relapseTakenBack, .repeated, .repeatEnded: []
    }
  }
}
