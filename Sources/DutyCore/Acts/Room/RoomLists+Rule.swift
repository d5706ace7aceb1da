// The room's terms, lists, people and settings: the rule.

extension Room {
  /// Administrators keep the room; so does whoever has the rights on the file.
  func keepsTheRoom(_ request: Request) throws(Refusal) {
    guard request.by != .housekeeping else { return }
    _ = try officer(request) { $0 == .administrator }
  }

  func judgeEnrol(_ facts: Enrolment, _ request: Request) throws(Refusal) {
    let known = officers[facts.officer]
    if !isOwnPin(facts, request.by) { try keepsTheRoom(request) }
    if known?.name != facts.name { try judgeName(facts) }
    if facts.rank == .liaison, facts.department == nil { throw .room(.liaisonNeedsUnit) }
    // The unit they had may have gone from the lists meanwhile.
    if let unit = facts.department, unit != known?.department, catalogue.department(unit) == nil {
      throw .what(.unknownUnit(unit))
    }
    let after = Officer(facts, known: known, entry: known?.pinEntry ?? 0)
    guard after != known else { throw .what(.nothingChanges) }
    guard let known, known.keepsTheRoom, !after.keepsTheRoom else { return }
    guard officers.values.contains(where: { $0.id != known.id && $0.keepsTheRoom }) else {
      throw .room(.lastAdministrator(name: known.name))
    }
  }

  /// A name that somebody gets: nobody else's, nor one that cannot be told from it.
  private func judgeName(_ facts: Enrolment) throws(Refusal) {
    try NameRule.judge(facts.name)
    let key = NameRule.key(facts.name)
    let alike = officers.values.filter { $0.id != facts.officer && NameRule.key($0.name) == key }
    if let other = alike.first(where: { $0.name == facts.name }) ?? alike.min(by: { $0.id < $1.id }) {
      throw .room(other.name == facts.name ? .nameTaken(other.name) : .nameAlike(other.name))
    }
    // Two enrol at the same time: the second would give the first's number, rank and PIN to somebody else.
    if let known = officers[facts.officer] { throw .room(.numberTaken(by: known.name)) }
  }

  /// Everybody who is here changes an own PIN, and nothing else of themselves.
  private func isOwnPin(_ facts: Enrolment, _ actor: Actor) -> Bool {
    guard let known = officers[facts.officer], !known.hasLeft, actor == .officer(known.id) else { return false }
    var same = known.enrolment
    same.pin = facts.pin
    return facts.pin != nil && facts == same
  }

  /// Whoever owns the file could also take the count away: this way it is on record.
  func judgeUnlock(_ facts: Unlocking, _ request: Request) throws(Refusal) {
    guard request.by == .housekeeping else { throw .who(.ownersOfTheFile(.unlock)) }
    guard let officer = officers[facts.officer] else { throw .room(.unknownOfficer(facts.officer)) }
    if officer.hasLeft { throw .room(.hasLeft(name: officer.name)) }
  }

  func judgeSetting(_ facts: SettingChange, _ request: Request) throws(Refusal) {
    try keepsTheRoom(request)
    guard facts.limit?.isWithinTenYears ?? true else {
      throw .room(.settingOutOfRange(facts.name))
    }
    guard settings.changed[facts.name] != facts.limit else { throw .what(.nothingChanges) }
  }

  /// A leader keeps a routing that is used often; without a lead it is withdrawn.
  func judgeStanding(_ facts: StandingRouting, _ request: Request) throws(Refusal) {
    _ = try officer(request) { $0.leads }
    guard catalogue.category(facts.category) != nil else { throw .what(.unknownCategory(facts.category)) }
    var seen: Set<String> = []
    for code in facts.lead + facts.support {
      guard let unit = catalogue.department(code) else { throw .what(.unknownUnit(code)) }
      guard seen.insert(code).inserted else { throw .what(.unitTwice(unit.short)) }
    }
    guard standing[facts.category] != facts, !facts.lead.isEmpty || standing[facts.category] != nil else {
      throw .what(.nothingChanges)
    }
  }
}

extension Officer {
  fileprivate var keepsTheRoom: Bool { rank == .administrator && !hasLeft }
}

extension TimeLimit {
  /// True for a limit above nothing that is no longer than anything of the duty can take.
  fileprivate var isWithinTenYears: Bool {
    let days = 10 * 366
    return switch self {
    case .running(let minutes), .working(let minutes): (1...days * 24 * 60).contains(minutes)
    case .naturalDays(let n), .workingDays(let n): (1...days).contains(n)
    }
  }
}

// MARK: - How it adds up

extension Room {
  mutating func enrol(_ facts: Enrolment, _ entry: Entry) {
    officers[facts.officer] = Officer(facts, known: officers[facts.officer], entry: entry.number)
  }
}
