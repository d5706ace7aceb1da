// Who sits, and when.

extension ActionTraits {
  static let setRoster = ActionTraits("排班", "set roster", whose: .administrator)
  static let takeSeat = ActionTraits("坐堂上岗", "take seat", states: ("理由", "a reason"), whose: .leader)
  static let handOver = ActionTraits("交接班", "hand over")
  static let swap = ActionTraits("调班", "swap turns")
}

/// Names who is rostered for some turns. Turns not named stay as they were.
package struct RosterChange: Hashable, Codable, Sendable {
  package struct Line: Hashable, Codable, Sendable {
    package let turn: Turn
    package let officer: OfficerID

    package init(turn: Turn, officer: OfficerID) {
      self.turn = turn
      self.officer = officer
    }
  }
  package var lines: [Line]

  package init(lines: [Line]) { self.lines = lines }
}

/// Take the seat (坐堂上岗) for the turn that is running.
package struct SeatTaking: Hashable, Codable, Sendable {
  package var turn: Turn
  /// The reason why somebody sits who is not rostered (代), or before the one before has handed over.
  package var reason: Words?

  package init(turn: Turn, reason: Words? = nil) {
    self.turn = turn
    self.reason = reason
  }
}

/// Hand over (交接班): the signature of one of the two under the handover sheet both have seen. The outgoing leader signs
/// first; with the incoming one's signature the seat is free.
package struct HandingOver: Hashable, Codable, Sendable {
  package var turn: Turn
  /// The last entry on the sheet, and its hash: the ledger's head as it stands on the sheet.
  package var through: Int64
  package var head: String
  /// The words on what is undone, written out.
  package var words: Words?

  package init(turn: Turn, through: Int64, head: String, words: Words? = nil) {
    self.turn = turn
    self.through = through
    self.head = head
    self.words = words
  }
}

/// Swap (调班): `officer` gives `turn` to `with`, and takes `other` for it where one is named. Each of the two signs.
package struct Swap: Hashable, Codable, Sendable {
  package var turn: Turn
  package var officer: OfficerID
  package var with: OfficerID
  package var other: Turn?

  package init(turn: Turn, officer: OfficerID, with: OfficerID, other: Turn? = nil) {
    self.turn = turn
    self.officer = officer
    self.with = with
    self.other = other
  }
}

// MARK: - The rule

extension Room {
  /// See docs/duty.md#roster.
  func judgeRoster(_ facts: RosterChange, _ request: Request) throws(Refusal) {
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
  func judgeTakeSeat(_ facts: SeatTaking, _ request: Request, _ now: Instant) throws(Refusal) {
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
  func judgeHandOver(_ facts: HandingOver, _ request: Request, _ surroundings: Surroundings) throws(Refusal) {
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
  func judgeSwap(_ facts: Swap, _ request: Request, _ now: Instant) throws(Refusal) {
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
}

// MARK: - How it adds up

extension Room {
  mutating func set(_ facts: RosterChange) {
    for line in facts.lines { roster[line.turn] = line.officer }
  }

  mutating func takeSeat(_ facts: SeatTaking, _ entry: Entry) {
    guard case .officer(let id) = entry.by else { return }
    seat = Seat(officer: id, turn: facts.turn, since: entry.recorded, entry: entry.number)
  }

  /// The one who leaves signs first; with the other's signature the seat is free.
  mutating func sign(_ facts: HandingOver, _ actor: Actor) {
    guard let seat else { return }
    if actor == .officer(seat.officer) { self.seat?.signed = facts } else { self.seat = nil }
  }

  /// With the second signature the turns change hands.
  mutating func sign(_ swap: Swap, _ actor: Actor) {
    guard case .officer(let signer) = actor else { return }
    guard let first = swaps[swap], first != signer else {
      swaps[swap] = signer
      return
    }
    swaps[swap] = nil
    roster[swap.turn] = swap.with
    if let other = swap.other { roster[other] = swap.officer }
  }
}
