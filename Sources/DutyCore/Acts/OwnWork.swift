// The desk's own work (自办), and the end of the units' work.

extension ActionTraits {
  static let takeOn = ActionTraits(
    "自办", "take on", possibleIn: [.received, .inHand], movesOn: true, canBeOrdered: true)
  static let takeOver = ActionTraits("自办接手", "take over", possibleIn: [.inHand], movesOn: true, canBeOrdered: true)
  static let handle = ActionTraits(
    "自办办毕", "handle", states: ("采取的措施", "the measure taken"), possibleIn: [.inHand], movesOn: true,
    canBeOrdered: true)
  static let settle = ActionTraits("各单位办毕，转核查", "settle", possibleIn: [.inHand])
}

/// Take over (自办接手): somebody else has it in hand and goes off duty, or has left.
package struct TakingOver: Hashable, Codable, Sendable {
  /// The one who had taken it on.
  package var from: Actor

  package init(from: Actor) { self.from = from }
}

/// Handle (自办办毕): the desk's own work on a matter it took on.
package struct Handling: Hashable, Codable, Sendable {
  package var method: Method
  package var measure: Words

  package init(method: Method, measure: Words) {
    self.method = method
    self.measure = measure
  }
}

// MARK: - The rule

extension Room {
  /// From in hand only where nobody is on it (docs/duty.md#unattended). What is said against a unit is for the sitting leader.
  func judgeTakeOn(_ request: Request, _ incident: Incident, _ now: Instant) throws(Refusal) -> Findings {
    let officer = try deskOfficer(request)
    if incident.complainedOf != nil { try sits(try deciding(request) { $0.worksTheDesk }, request, now) }
    guard incident.status == .received || incident.isUnattended else {
      if let holder = incident.takenOnBy, holder != .officer(officer.id) {
        throw .who(.somebodyHasIt(name: name(of: holder, .zh)))
      }
      throw .when(.somebodyIsOnIt)
    }
    try admittedToDesk(incident)
    return Findings()
  }

  /// See docs/duty.md#take-over.
  func judgeTakeOver(_ facts: TakingOver, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    let officer = try deskOfficer(request)
    guard let holder = incident.takenOnBy else { throw .when(.nobodyHasIt) }
    guard holder != .officer(officer.id) else { throw .who(.hasItAlready(name: officer.name)) }
    guard holder == facts.from else { throw .who(.somebodyHasIt(name: name(of: holder, .zh))) }
    return Findings()
  }

  func judgeSettle(_ request: Request, _ now: Instant) throws(Refusal) -> Findings {
    try onlyTheRule(request)
    return checkable(from: now)
  }

  /// The findings of a handling at `now`: until when a check makes it the closing time (docs/duty.md#close-moment).
  func checkable(from now: Instant) -> Findings {
    var findings = Findings()
    findings.dutyDay = plan.dutyDay(of: now)
    findings.checkBy = calendar.noonOfNextWorkday(after: now, in: zone)
    return findings
  }

  /// See docs/duty.md#own-handling.
  func judgeHandle(
    _ facts: Handling, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try deskOfficer(request)
    guard incident.takenOnBy == request.by else {
      throw .who(.notWhoTookItOn(name: incident.takenOnBy.map { name(of: $0, .zh) }))
    }
    try stated(facts.measure, for: .handle)
    try noneLive(incident)
    guard !incident.hasLiveEmergency else { throw .when(.emergencyIsNotLifted) }
    return checkable(from: now)
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func takeOn(_ entry: Entry) {
    status = .inHand
    takenOnBy = entry.by
  }

  mutating func markHandled(by entry: Entry, method: Method?, measure: Words?) {
    status = .handled
    // What was said of an earlier result confirms nothing of this one.
    lastCallBack = nil
    handled = Handled(
      by: entry.by, recorded: entry.recorded, dutyDay: entry.findings.dutyDay,
      checkBy: entry.findings.checkBy ?? entry.recorded, method: method,
      measure: measure)
  }
}

// MARK: - What follows

extension Incident {
  /// When every lead has replied and no one else is still out, the incident is handled (处置完成; docs/duty.md#settle).
  var settled: [Consequence] {
    let replied = responses.contains { $0.role == .lead && $0.state == .replied }
    let isSettled =
      status == .inHand && holding.isEmpty && undecidedDeclines.isEmpty && referred.isEmpty && replied
      && !hasLiveEmergency && returning == nil
    return isSettled ? [Consequence(on: .incident(id), .settle)] : []
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Handling) -> [String?] {
    [facts.method.text(language), shown(facts.measure)]
  }
}
