// Acts on the room itself: its terms, its people, its roster, its seat.

extension Room {
  func judge(
    _ act: RoomAction, _ request: Request, _ surroundings: Surroundings, _ now: Instant
  ) throws(Refusal) -> Findings {
    switch act {
    case .found: throw .room(.alreadyFounded)
    case .setCatalogue, .setCalendar: try keepsTheRoom(request)
    case .enrol(let facts): try judgeEnrol(facts, request)
    case .setRoster(let facts): try judgeRoster(facts, request)
    case .takeSeat(let facts): try judgeTakeSeat(facts, request, now)
    case .handOver(let facts): try judgeHandOver(facts, request, surroundings)
    case .swap(let facts): try judgeSwap(facts, request, now)
    case .setSetting(let facts): try judgeSetting(facts, request)
    case .setStanding(let facts): try judgeStanding(facts, request)
    case .unlock(let facts): try judgeUnlock(facts, request)
    }
    return Findings()
  }

  /// Administrators keep the room; so does whoever has the rights on the file.
  private func keepsTheRoom(_ request: Request) throws(Refusal) {
    guard request.by != .housekeeping else { return }
    _ = try officer(request) { $0 == .administrator }
  }

  private func judgeEnrol(_ facts: Enrolment, _ request: Request) throws(Refusal) {
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

  /// Whoever owns the file could also take the count away: this way it is on record.
  private func judgeUnlock(_ facts: Unlocking, _ request: Request) throws(Refusal) {
    guard request.by == .housekeeping else { throw .who(.ownersOfTheFile(.unlock)) }
    guard let officer = officers[facts.officer] else { throw .room(.unknownOfficer(facts.officer)) }
    if officer.hasLeft { throw .room(.hasLeft(name: officer.name)) }
  }

  /// Everybody who is here changes an own PIN, and nothing else of themselves.
  private func isOwnPin(_ facts: Enrolment, _ actor: Actor) -> Bool {
    guard let known = officers[facts.officer], !known.hasLeft, actor == .officer(known.id) else { return false }
    var same = known.enrolment
    same.pin = facts.pin
    return facts.pin != nil && facts == same
  }

  /// See docs/duty.md#roster.
  private func judgeRoster(_ facts: RosterChange, _ request: Request) throws(Refusal) {
    try keepsTheRoom(request)
    for line in facts.lines {
      guard let shift = plan.shift(named: line.turn.shift) else { throw .room(.unknownShift(line.turn.shift)) }
      guard let officer = officers[line.officer] else { throw .room(.unknownOfficer(line.officer)) }
      if officer.hasLeft { throw .room(.hasLeft(name: officer.name)) }
      if shift.sitting, !officer.rank.leads { throw .room(.rosterNeedsLeader(name: officer.name)) }
    }
  }

  /// The rostered leader takes the seat of the turn that is running; another leader only with a reason (代), and nobody
  /// while another sits or has not handed over, unless with a reason (docs/duty.md#taking-the-seat).
  private func judgeTakeSeat(_ facts: SeatTaking, _ request: Request, _ now: Instant) throws(Refusal) {
    let leader = try officer(request) { $0.leads }
    guard plan.turn(at: now) == facts.turn else { throw .room(.turnIsNotRunning(facts.turn.shift)) }
    if let sitting = sittingLeader(at: now), sitting.id == leader.id {
      throw .room(.sitsAlready(name: leader.name))
    }
    guard facts.reason?.isBlank ?? true else { return }
    if let sitting = sittingLeader(at: now) { throw .room(.seatIsTaken(by: sitting.name)) }
    if let seat, seat.officer != leader.id {
      throw .room(.notHandedOver(name: officers[seat.officer]?.name ?? "", shift: seat.turn.shift))
    }
    if let rostered = rostered(for: facts.turn), rostered.id != leader.id {
      throw .room(.notRostered(name: leader.name, rostered: rostered.name))
    }
  }

  /// The one who leaves signs first, once every spoken order is countersigned; then the one who comes signs under the
  /// same sheet: a leader, or whoever is rostered next (docs/duty.md#handover).
  private func judgeHandOver(_ facts: HandingOver, _ request: Request, _ surroundings: Surroundings) throws(Refusal) {
    let signer = try officer(request) { $0.worksTheDesk }
    guard let seat, seat.turn == facts.turn else { throw .room(.nobodyHandsOver(facts.turn.shift)) }
    guard surroundings.head == facts.head, facts.through >= seat.entry else { throw .room(.sheetIsNotOfThisLedger) }
    if signer.id == seat.officer {
      let open = seat.toSign(of: surroundings.unsigned)
      guard open.isEmpty else { throw .room(.ordersUnsigned(open.map(\.number))) }
    } else {
      guard signer.rank.leads || roster[plan.next(after: facts.turn)] == signer.id else {
        throw .who(.rankCannot(signer.rank, .handOver))
      }
      guard seat.signed?.through == facts.through, seat.signed?.head == facts.head else {
        throw .room(.outgoingSignsFirst(name: officers[seat.officer]?.name ?? ""))
      }
    }
  }

  /// Each of the two signs the same swap, before the turn ends; who takes a sitting turn is a leader (docs/duty.md#swaps).
  private func judgeSwap(_ facts: Swap, _ request: Request, _ now: Instant) throws(Refusal) {
    let signer = try officer(request) { $0.worksTheDesk }
    guard let giver = officers[facts.officer] else { throw .room(.unknownOfficer(facts.officer)) }
    guard let taker = officers[facts.with] else { throw .room(.unknownOfficer(facts.with)) }
    if let gone = [giver, taker].first(where: \.hasLeft) { throw .room(.hasLeft(name: gone.name)) }
    guard giver.id != taker.id, signer.id == giver.id || signer.id == taker.id else {
      throw .who(.swapIsTheirs(giver.name, taker.name))
    }
    try changesHands(facts.turn, from: giver, to: taker, now)
    if let other = facts.other { try changesHands(other, from: taker, to: giver, now) }
    if swaps[facts] == signer.id { throw .room(.swapSigned(by: signer.name)) }
  }

  private func changesHands(_ turn: Turn, from giver: Officer, to taker: Officer, _ now: Instant) throws(Refusal) {
    guard let shift = plan.shift(named: turn.shift) else { throw .room(.unknownShift(turn.shift)) }
    guard roster[turn] == giver.id else { throw .room(.turnIsNotTheirs(name: giver.name, turn)) }
    guard let span = plan.span(of: turn), now < span.upperBound else { throw .room(.turnIsOver(turn)) }
    if shift.sitting, !taker.rank.leads { throw .room(.rosterNeedsLeader(name: taker.name)) }
  }

  private func judgeSetting(_ facts: SettingChange, _ request: Request) throws(Refusal) {
    try keepsTheRoom(request)
    guard facts.limit?.isWithinTenYears ?? true else {
      throw .room(.settingOutOfRange(facts.name))
    }
    guard settings.changed[facts.name] != facts.limit else { throw .what(.nothingChanges) }
  }

  /// A leader keeps a routing that is used often; without a lead it is withdrawn.
  private func judgeStanding(_ facts: StandingRouting, _ request: Request) throws(Refusal) {
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
