// Pressing a silent unit, and praise.

extension ActionTraits {
  static let urge = ActionTraits(
    "催办", "urge", possibleIn: [.inHand, .handled], possibleAt: [.open], canBeOrdered: true)
  static let sheet = ActionTraits(
    "督促", "issue a sheet", states: ("理由", "a reason"), whose: .deskOrSupervisor, possibleIn: [.inHand, .handled],
    possibleAt: Rectification.State.allCases, canBeOrdered: true)
}

/// Urge (催办): a unit is reminded.
package struct Urging: Hashable, Codable, Sendable {
  package var response: ResponseID
  package var words: Words?

  package init(response: ResponseID, words: Words? = nil) {
    self.response = response
    self.words = words
  }
}

/// A sheet is issued (提醒单, 督办单, 通报, 表扬): because the ladder is reached, or for a reason.
package struct Sheet: Hashable, Codable, Sendable {
  package enum Colour: String, Codable, CaseIterable, Sendable {
    case blue, orange, red, praise
  }

  /// Nil: the sheet is about the incident as a whole.
  package var response: ResponseID?
  package var colour: Colour
  package var reason: Words?

  package init(response: ResponseID?, colour: Colour, reason: Words? = nil) {
    self.response = response
    self.colour = colour
    self.reason = reason
  }
}

// MARK: - The rule

extension Room {
  func judgeUrge(_ facts: Urging, _ request: Request, _ incident: Incident) throws(Refusal) -> Findings {
    try deskOfficer(request)
    _ = try response(facts.response, of: incident, .urge) { $0.isLive }
    return Findings()
  }

  /// Blue is an officer's, orange and praise a leader's, red the secretary's; a supervisor may issue each but praise. A sheet
  /// before its step of the ladder needs a reason, and praise always does (docs/duty.md#sheets).
  func judgeSheet(
    _ facts: Sheet, _ request: Request, _ incident: Incident, _ now: Instant
  ) throws(Refusal) -> Findings {
    try requireMayIssue(facts.colour, request)
    let praise = facts.colour == .praise
    if let id = facts.response { _ = try response(id, of: incident, .sheet) { praise || $0.isLive } }
    if facts.colour != .praise, let id = facts.response, incident.response(id)?.kind == .escalation {
      throw .when(.noSheetUpwards(unit: catalogue.name(ofDepartment: id.unit)))
    }
    guard let step = facts.colour.step else {
      try stated(facts.reason, for: .sheet)
      return Findings()
    }
    let reached = incident.ladder(at: now).contains { $0.step >= step && $0.response == facts.response }
    guard reached || !(facts.reason?.isBlank ?? true) else { throw .when(.ladderNotReached(facts.colour)) }
    return Findings()
  }

  func requireMayIssue(_ colour: Sheet.Colour, _ request: Request) throws(Refusal) {
    let officer = try deciding(request) { $0.worksTheDesk || $0 == .supervisor }
    let supervises = officer.rank == .supervisor
    let mayIssue =
      switch colour {
      case .blue: officer.rank.worksTheDesk || supervises
      case .orange: officer.rank.leads || supervises
      case .praise: officer.rank.leads
      case .red: officer.rank == .secretary || supervises
      }
    guard mayIssue else { throw .who(.sheetNeeds(colour)) }
  }
}

extension Sheet.Colour {
  /// The step of the ladder at which it is due; praise has none.
  var step: LadderStep? {
    switch self {
    case .blue: .blue
    case .orange: .orange
    case .red: .red
    case .praise: nil
    }
  }
}

// MARK: - How it adds up

extension Incident {
  mutating func add(_ facts: Sheet) {
    guard let response = facts.response else { return sheets.append(facts.colour) }
    change(response) { $0.sheets.append(facts.colour) }
  }
}

// MARK: - Its words

extension EntryText {
  func words(_ facts: Urging) -> [String?] {
    [unit(facts.response.unit), facts.words.map(shown)]
  }

  func words(_ facts: Sheet) -> [String?] {
    [facts.colour.text(language), facts.response.map { unit($0.unit) }, facts.reason.map(shown)]
  }
}

extension Sheet.Colour {
  package func text(_ language: Language) -> String {
    switch self {
    case .blue: language("提醒单", "blue reminder")
    case .orange: language("督办单", "orange supervision sheet")
    case .red: language("通报", "red circular")
    case .praise: language("表扬", "praise")
    }
  }
}
