import DutyCore

extension Form {
  /// What in a form cannot be read, and in which field it stands.
  package struct Mistake: Error {
    package let field: Field.Name
    package let text: String
  }

  /// The request the form stands for. Whether it may be done is the rules' affair, not the form's.
  package func request(
    by officer: OfficerID, in room: Room, now: Instant, _ language: Language
  ) throws(Mistake) -> Request {
    let reader = TimeReader(zone: room.zone, now: now, language: language)
    let action = try action(in: room, now: now, reader)
    let ordered = code(.orderedBy).flatMap(Int.init).map(OfficerID.init)
    let at = try reader.read(self[.time]) ?? now
    return Request(action, by: .officer(officer), orderedBy: ordered, at: at)
  }

  private func action(in room: Room, now: Instant, _ reader: TimeReader) throws(Mistake) -> Action {
    switch command {
    case .receive: return .receive(reception())
    case .assign, .whistle: return .summon(summoning(in: room))
    case .takeOn: return .takeOn
    case .milestone: return try milestone(reader)
    case .reply: return .reply(try reply(reader))
    case .handle: return .handle(Handling(method: method, measure: words(.measure) ?? Words("")))
    case .close: return .close(closing())
    case .note: return .note(Note(words(.words) ?? Words("")))
    case .amend: return .amend(amendment())
    case .sendBack:
      return .sendBack(SendingBack(response: code(.response).flatMap(ResponseID.init(code:)), reason: reason))
    case .decline: return .decline(try declining(reader))
    case .appoint: return .appoint(try appointment(reader))
    case .urge: return .urge(Urging(response: try response(reader), words: words(.words)))
    case .closeDirect: return .closeDirect(directAnswer())
    case .restore: return .restore(Reason(reason))
    case .standDown: return .standDown(StandingDown(response: try response(reader), reason: reason))
    case .endWithLead: return .endWithLead(try response(reader))
    case .reopen: return .reopen(Reason(reason))
    case .void: return .void(Reason(reason))
    case .takeSeat:
      let turn = room.plan.turn(at: now) ?? Turn(day: room.zone.day(of: now), shift: "")
      return .room(.takeSeat(SeatTaking(turn: turn, reason: words(.reason))))
    case .signOn, .open, .menu, .help, .back, .quit, .up, .down, .pageUp, .pageDown, .top, .bottom, .nextTab,
      .previousTab, .pickTab:
      preconditionFailure("a form only for what is recorded")
    }
  }

  private var reason: Words { words(.reason) ?? Words("") }
  private var method: Method { code(.method).flatMap(Method.init) ?? .other }
  private var channel: Channel? { code(.channel).flatMap(Channel.init) }

  private func reception() -> Reception {
    Reception(
      source: code(.source).flatMap(Source.init) ?? .other, summary: words(.summary) ?? Words(""),
      detail: words(.detail), place: words(.place), grid: words(.grid)?.text, category: code(.category),
      urgency: code(.urgency).flatMap(Urgency.init) ?? .routine, reporter: words(.reporter, kind: .name),
      phone: words(.phone, kind: .phone))
  }

  private func summoning(in room: Room) -> Summoning {
    let proposed = subject?.category.flatMap(room.catalogue.routing)
    if command == .assign {
      let lead = codes(.unit)
      return Summoning(
        kind: .assignment, lead: lead, item: lead == [proposed?.lead] ? proposed?.item : nil, words: words(.words))
    }
    return Summoning(
      kind: whistle ?? .daily, lead: codes(.lead), support: codes(.support), ground: code(.ground).flatMap(Ground.init),
      item: codes(.lead).first == proposed?.lead ? proposed?.item : nil, words: words(.words),
      rescue: code(.rescue).flatMap(Summoning.Rescue.init))
  }

  private func response(_ reader: TimeReader) throws(Mistake) -> ResponseID {
    guard let id = code(.response).flatMap(ResponseID.init(code:)) else {
      let none =
        command == .appoint
        ? reader.language("没有单位退单，不用指定承办。", "No unit has declined: there is nothing to rule on.")
        : reader.language("没有可以记的单位。请先派单或吹哨。", "No unit to record for. Assign or whistle first.")
      throw Mistake(field: .response, text: none)
    }
    return id
  }

  private func milestone(_ reader: TimeReader) throws(Mistake) -> Action {
    let facts = Milestone(
      response: try response(reader), channel: channel, said: words(.said), words: words(.words))
    switch code(.milestone).flatMap(MilestoneKind.init) ?? .acknowledge {
    case .acknowledge: return .acknowledge(facts)
    case .contact: return .contact(facts)
    case .arrive: return .arrive(facts)
    }
  }

  private func reply(_ reader: TimeReader) throws(Mistake) -> Reply {
    let completion: Reply.Completion?
    switch code(.completion).flatMap(Reply.Choice.init) {
    case .done?: completion = .done
    case .by?: completion = try reader.read(self[.by], ahead: true).map { .by(due: $0) }
    case nil: completion = nil
    }
    return Reply(
      response: try response(reader), accepted: try reader.read(self[.accepted]), spokeTo: words(.spokeTo),
      done: words(.done), completion: completion, channel: channel, said: words(.said))
  }

  /// Where the check is still open, who closes is who handled it: the person who reported can check it.
  private func closing() -> Closing {
    Closing(
      disposition: code(.disposition).flatMap(Disposition.init) ?? .resolved, method: method,
      check: code(.check).flatMap(Closing.Check.init) ?? .reporter, words: words(.words))
  }

  private func declining(_ reader: TimeReader) throws(Mistake) -> Declining {
    Declining(
      response: try response(reader), ground: reason, proposed: code(.proposed) ?? "", item: code(.item),
      channel: channel, said: words(.said))
  }

  private func appointment(_ reader: TimeReader) throws(Mistake) -> Appointment {
    Appointment(
      response: try response(reader), ruling: code(.ruling).flatMap(Appointment.Ruling.init) ?? .overruled,
      reason: reason)
  }

  private func directAnswer() -> DirectAnswer {
    DirectAnswer(
      disposition: code(.disposition).flatMap(Disposition.init) ?? .explained, answer: words(.answer) ?? Words(""),
      whose: words(.whose))
  }

  /// Only what differs from the incident: an amendment names what it changes.
  private func amendment() -> Amendment {
    let urgency = code(.urgency).flatMap(Urgency.init)
    return Amendment(
      category: code(.category) == subject?.category ? nil : code(.category),
      place: words(.place) == subject?.place ? nil : words(.place),
      grid: words(.grid)?.text == subject?.grid ? nil : words(.grid)?.text,
      urgency: urgency == subject?.urgency ? nil : urgency)
  }

  /// The form as if what is still empty in it were filled in: what the rules say then is not for want of words.
  package func probing(in room: Room, _ language: Language) -> Form {
    var form = self
    for index in form.fields.indices where form.fields[index].isRequired && form.fields[index].isEmpty {
      switch form.fields[index].kind {
      case .line: form.fields[index].type("-")
      case .pick(let pool), .pickMany(let pool):
        form.fields[index].chosen = pool.options(in: room, language).first.map { [$0.code] } ?? []
      case .secret, .time, .choice: break
      }
    }
    return form
  }
}
