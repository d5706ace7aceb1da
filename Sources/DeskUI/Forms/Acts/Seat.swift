import DutyCore

// Who sits, and when.

extension ActForm {
  static let takeSeat = ActForm(
    "takeSeat", ("上岗", "take seat"), pinyin: "shang gang", help: ("领导坐堂上岗", "the leader takes the seat"),
    action: .takeSeat, asks: .ofRoom { _, _ in [Field(.reason, .line)] }
  ) { .room(.takeSeat($0.seatTaking())) }

  static let handOver = ActForm(
    "handOver", ("交班", "hand over"), pinyin: "jiao ban",
    help: ("在交接单上签字：交班的先签，接班的再签", "sign the handover sheet: who leaves first, then who comes"), action: .handOver,
    asks: .ofRoom { _, _ in [Field(.words, .line)] }
  ) { .room(.handOver($0.handingOver())) }

  static let swap = ActForm(
    "swap", ("调班", "swap turns"), pinyin: "diao ban",
    help: ("把自己的一班给别人，两人各签一次", "give a turn of yours to somebody; both sign"), action: .swap,
    asks: .ofRoom { maker, _ in maker.swap() }
  ) { form throws(Mistake) in
    .room(.swap(try form.swap()))
  }
}

extension Maker {
  /// Swaps that wait for the officer, then the officer's own turns that are still to come.
  fileprivate func swap() -> [Field] {
    let waiting = room.swaps.filter { swap, signer in
      signer != officer?.id && [swap.officer, swap.with].contains(officer?.id)
    }
    .keys.sorted { $0.code < $1.code }.map { Field.Option(code: $0.code, label: text($0)) }
    let own = coming { $0 == officer?.id }.map { Field.Option(code: $0.turn.typed, label: text($0.turn)) }
    let theirs = coming { $0 != officer?.id }.prefix(Self.most - 1).map { turn, officer in
      Field.Option(code: turn.typed, label: text(turn) + " " + room.name(of: .officer(officer), language))
    }
    let options = Array((waiting + own).prefix(Self.most))
    let none = Field.Option(code: Turn.none, label: language("不换", "nothing for it"))
    return [
      Field(.turn, .choice(options), required: true, chosen: options.first.map { [$0.code] } ?? []),
      Field(.with, .pick(.colleagues(of: officer?.id)), required: true).when(.turn, own.map(\.code)),
      Field(.other, .choice([none] + theirs), chosen: [none.code]).when(.turn, own.map(\.code)),
    ]
  }

  /// The turns of the roster that are not over, the nearest first.
  private func coming(_ fits: (OfficerID) -> Bool) -> [(turn: Turn, officer: OfficerID)] {
    room.roster.compactMap { turn, officer in
      room.plan.span(of: turn).map { (turn: turn, officer: officer, span: $0) }
    }
    .filter { now < $0.span.upperBound && fits($0.officer) }
    .sorted { $0.span.lowerBound < $1.span.lowerBound }
    .map { ($0.turn, $0.officer) }
  }

  private func text(_ turn: Turn) -> String { turn.day.description.dropFirst(5) + " " + turn.shift }

  private func text(_ swap: Swap) -> String {
    let with = room.name(of: .officer(swap.with), language)
    let giver = room.name(of: .officer(swap.officer), language)
    let back = swap.other.map { language("，换 ", " for ") + text($0) } ?? ""
    return language("\(giver)的 \(text(swap.turn)) 给\(with)", "\(giver)'s \(text(swap.turn)) to \(with)") + back
  }
}

extension Turn {
  /// The option that names no turn.
  fileprivate static let none = "-"
}

extension Swap {
  /// The code of a swap as an option of a form, which no turn's is.
  fileprivate var code: String { "\(officer.serial)>\(with.serial) \(turn.typed) \(other?.typed ?? Turn.none)" }
}

extension FormReading {
  /// The turn that runs; outside all of them none is named, and the rules say that none runs.
  fileprivate func seatTaking() -> SeatTaking {
    let turn = room.plan.turn(at: now) ?? Turn(day: room.zone.day(of: now), shift: "")
    return SeatTaking(turn: turn, reason: words(.reason))
  }

  fileprivate func handingOver() -> HandingOver {
    var facts = form.handover ?? snapshot.handover(signedBy: officer, at: now)
    facts.words = words(.words)
    return facts
  }

  /// The swap that waits for the officer, or a turn of the officer's own that is offered.
  fileprivate func swap() throws(Mistake) -> Swap {
    if let waiting = room.swaps.keys.first(where: { $0.code == code(.turn) }) { return waiting }
    guard let turn = code(.turn).flatMap({ Turn(typed: $0, in: room.plan) }) else {
      throw Mistake(
        field: .turn, text: language("后面的班没有排你，也没有等你签的调班。", "You have no turn to come, and no swap waits for you."))
    }
    return Swap(
      turn: turn, officer: officer, with: try needed(.with, form.officer(.with)),
      other: code(.other).flatMap { Turn(typed: $0, in: room.plan) })
  }
}

extension Snapshot {
  /// The handover sheet that `signer` signs: the one the leaving leader has signed already, else as the ledger stands.
  func handover(signedBy signer: OfficerID, at now: Instant) -> HandingOver {
    let turn = room.seat?.turn ?? room.plan.turn(at: now) ?? Turn(day: room.zone.day(of: now), shift: "")
    guard let seat = room.seat, seat.officer != signer, let signed = seat.signed else {
      return HandingOver(turn: turn, through: entries, head: head)
    }
    return HandingOver(turn: turn, through: signed.through, head: signed.head)
  }
}
