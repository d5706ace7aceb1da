// Acts on the room itself: its terms, its people, its roster, its seat.

extension Room {
  func judge(_ act: RoomAction, _ request: Request, _ now: Instant) throws(Refusal) -> Findings {
    switch act {
    case .found: throw .room(.alreadyFounded)
    case .setCatalogue, .setCalendar: try keepsTheRoom(request)
    case .enrol(let facts): try judgeEnrol(facts, request)
    case .setRoster(let facts): try judgeRoster(facts, request)
    case .takeSeat(let facts): try judgeTakeSeat(facts, request, now)
    }
    return Findings()
  }

  /// Administrators keep the room; so does whoever has the rights on the file.
  private func keepsTheRoom(_ request: Request) throws(Refusal) {
    guard request.by != .housekeeping else { return }
    _ = try officer(request) { $0 == .administrator }
  }

  private func judgeEnrol(_ facts: Enrolment, _ request: Request) throws(Refusal) {
    try keepsTheRoom(request)
    guard Words.trimmed(facts.name) != nil else { throw .room(.nameMissing) }
    if let other = officer(named: facts.name), other.id != facts.officer { throw .room(.nameTaken(facts.name)) }
    // Two enrol at the same time: the second would give the first's number, rank and PIN to somebody else.
    if let known = officers[facts.officer], known.name != facts.name { throw .room(.numberTaken(by: known.name)) }
    if facts.rank == .liaison, facts.department == nil { throw .room(.liaisonNeedsUnit) }
    if let unit = facts.department, catalogue.department(unit) == nil { throw .what(.unknownUnit(unit)) }
  }

  private func judgeRoster(_ facts: RosterChange, _ request: Request) throws(Refusal) {
    try keepsTheRoom(request)
    for line in facts.lines {
      guard let shift = plan.shift(named: line.turn.shift) else { throw .room(.unknownShift(line.turn.shift)) }
      guard let officer = officers[line.officer] else { throw .room(.unknownOfficer(line.officer)) }
      if shift.sitting, !officer.rank.leads { throw .room(.rosterNeedsLeader(name: officer.name)) }
    }
  }

  /// The rostered leader takes the seat of the turn that is running; another leader only with a reason (代), and nobody
  /// while another still sits, unless with a reason.
  private func judgeTakeSeat(_ facts: SeatTaking, _ request: Request, _ now: Instant) throws(Refusal) {
    let leader = try officer(request) { $0.leads }
    guard plan.turn(at: now) == facts.turn else { throw .room(.turnIsNotRunning(facts.turn.shift)) }
    if let sitting = sittingLeader(at: now), sitting.id == leader.id {
      throw .room(.sitsAlready(name: leader.name))
    }
    let explained = facts.reason.map { !$0.isBlank } ?? false
    if let sitting = sittingLeader(at: now), !explained {
      throw .room(.seatIsTaken(by: sitting.name))
    }
    if let rostered = roster[facts.turn].flatMap({ officers[$0] }), rostered.id != leader.id, !explained {
      throw .room(.notRostered(name: leader.name, rostered: rostered.name))
    }
  }
}
