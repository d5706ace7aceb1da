import DutyCore

// The forms about other incidents and other entries, and those about the room.

extension Maker {
  /// A choice is made with one digit.
  static let most = 9
  /// Columns of another matter that are enough to tell it apart.
  private static let titleWidth = 58

  /// The incidents this one may be the same as: likely duplicates first, then what else is open.
  func candidates(for incident: Incident) -> [Incident] {
    let like = snapshot.view.like == .of(incident.id) ? snapshot.alike.duplicates : []
    let known = Set(like.map(\.id) + [incident.id])
    let rest = snapshot.incidents.values.filter { $0.status.isOpen && !known.contains($0.id) }
    return Array((like + rest.sorted { $0.number > $1.number }).prefix(Self.most))
  }

  func merge(_ others: [Incident]) -> [Field] {
    let options = others.map { other in
      let title = [other.number.description, other.place?.masked(language), other.summary.masked(language)]
      return Field.Option(
        code: String(other.id.entry),
        label: SafeText.fitted(title.compactMap(\.self).joined(separator: " "), Self.titleWidth))
    }
    return [Field(.target, .choice(options), required: true)]
  }

  /// The milestones and replies of the incident that still stand, the newest first.
  func correct(_ incident: Incident) -> [Field] {
    let marks = Set(incident.responses.flatMap(\.marks).map(\.entry))
    let entries = snapshot.view.detail == incident.id ? snapshot.history : []
    let options = entries.reversed().compactMap { entry -> Field.Option? in
      guard let unit = entry.action.answering?.unit, marks.contains(entry.number) || entry.action.name == .reply else {
        return nil
      }
      let words = [
        "#\(entry.number)", entry.action.name.text(language), room.catalogue.name(ofDepartment: unit), time(entry.at),
      ]
      return Field.Option(code: String(entry.number), label: words.joined(separator: " "))
    }
    let chosen = options.first.map { [$0.code] } ?? []
    return [
      Field(.entry, .choice(Array(options.prefix(Self.most))), required: true, chosen: chosen),
      yesOrNo(
        .withdrawn, nil, yes: language("记错了，撤掉", "recorded in error, take it back"),
        no: language("只改时间或说明", "only its time or words")),
      Field(.claimed, .time).when(.withdrawn, YesOrNo.no.rawValue), Field(.words, .line),
    ]
  }

  /// All that waits for the officer's signature in one go, or one of it.
  func countersign() -> [Field] {
    let waiting = officer.map { snapshot.unsigned(by: $0, at: now) } ?? []
    let options = waiting.prefix(Self.most - 1).map { entry in
      let words = [
        "#\(entry.entry)", entry.number, entry.action.text(language), time(entry.recorded),
        room.name(of: entry.by, language),
      ]
      return Field.Option(code: String(entry.entry), label: words.joined(separator: " "))
    }
    let all = Field.Option(
      code: waiting.map { String($0.entry) }.joined(separator: ","),
      label: language("全部 \(waiting.count) 条", "all \(waiting.count)"))
    return [Field(.entry, .choice([all] + options), required: true, chosen: [all.code])]
  }

  private func time(_ moment: Instant) -> String { TimeText.short(moment, room.zone, now) }

  // MARK: - The room

  /// Swaps that wait for the officer, then the officer's own turns that are still to come.
  func swap() -> [Field] {
    let waiting = room.swaps.filter { swap, signer in
      signer != officer?.id && [swap.officer, swap.with].contains(officer?.id)
    }
    .keys.sorted { $0.code < $1.code }.map { Field.Option(code: $0.code, label: text($0)) }
    let own = coming { $0 == officer?.id }.map { Field.Option(code: $0.turn.typed, label: text($0.turn)) }
    let theirs = coming { $0 != officer?.id }.prefix(Self.most - 1).map { turn, officer in
      Field.Option(code: turn.typed, label: text(turn) + " " + room.name(of: .officer(officer), language))
    }
    let options = Array((waiting + own).prefix(Self.most))
    let none = Field.Option(code: Turn.none, label: language("不换回", "nothing for it"))
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

  /// Fills in the routing as it stands, or as the list would have it.
  func standing(_ category: String?) -> [Field] {
    let kept = category.flatMap { room.standing[$0] }
    let listed = category.flatMap(room.catalogue.routing)
    return [
      Field(.category, .pick(.categories), required: true, chosen: category.map { [$0] } ?? []),
      Field(.lead, .pickMany(.units), chosen: kept?.lead ?? listed.map { [$0.lead] } ?? []),
      Field(.support, .pickMany(.units), chosen: kept?.support ?? listed?.support ?? []),
    ]
  }
}

extension Turn {
  /// The option that names no turn.
  static let none = "-"
}

extension Swap {
  /// The code of a swap as an option of a form, which no turn's is.
  var code: String { "\(officer.serial)>\(with.serial) \(turn.typed) \(other?.typed ?? Turn.none)" }
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

  /// Everything that waits for the signature of `leader`: own orders, and for whoever sits what nobody ordered.
  func unsigned(by leader: Officer, at now: Instant) -> [UnsignedEntry] {
    unsigned.filter { entry in
      entry.leader.flatMap { room.officers[$0]?.hasLeft == true ? nil : $0 == leader.id }
        ?? room.actsForSeat(leader, at: now)
    }
  }
}

extension Form {
  /// The part of what was offered that is signed: all of it, or the one that is chosen, each with the incident it is about.
  func countersigned(in snapshot: Snapshot) -> [Series.Item] {
    let entries = (code(.entry) ?? "").split(separator: ",").compactMap { Int64($0) }
    return snapshot.unsigned.filter { entries.contains($0.entry) }.compactMap { entry in
      snapshot.state(of: entry.subject).map { Series.Item($0, choices: [.entry: [String(entry.entry)]]) }
    }
  }
}
