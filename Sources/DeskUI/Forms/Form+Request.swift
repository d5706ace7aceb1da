import DutyCore

extension Form {
  /// A part of a form that cannot be read, and the field it stands in.
  package struct Mistake: Error {
    package let field: Field.Name
    package let text: String
    /// It is not entered yet: that speaks against no act, only against submitting it now.
    package var isMissing = false
  }

  /// The request the form stands for; nil for signing on, which is no entry. Whether it may be done is the rules' affair,
  /// not the form's.
  package func request(
    by session: Session, in snapshot: Snapshot, now: Instant, _ language: Language
  ) throws(Mistake) -> Request? {
    let reader = TimeReader(zone: snapshot.room.zone, now: now, language: language)
    guard let action = try action(by: session.officer, in: snapshot, now: now, reader) else { return nil }
    let at = try reader.read(self[.time]) ?? now
    return Request(action, by: session.actor, orderedBy: self.officer(.orderedBy), at: at).within(session)
  }

  private func action(
    by officer: OfficerID, in snapshot: Snapshot, now: Instant, _ reader: TimeReader
  ) throws(Mistake) -> Action? {
    if let rectification {
      return try rectifying(rectification, in: snapshot.room, reader).map(Action.rectification)
    }
    switch act {
    case .receive: return .receive(reception(in: snapshot.room))
    case .assign, .whistle: return .summon(summoning(in: snapshot.room))
    case .takeOn: return .takeOn
    case .milestone: return try milestone(reader)
    case .reply: return .reply(try reply(reader))
    case .handle: return .handle(Handling(method: method, measure: words(.measure) ?? Words("")))
    case .close: return .close(closing())
    case .note: return .note(Note(words(.words) ?? Words("")))
    case .amend: return .amend(amendment())
    case .sendBack:
      return .sendBack(SendingBack(response: code(.response).flatMap(ResponseID.init(code:)), reason: reason))
    case .report: return .report(report())
    case .callBack: return .callBack(callBack())
    case .closeDirect: return .closeDirect(directAnswer())
    case .reveal: return .reveal(Reason(reason))
    case .decline: return .decline(try declining(reader))
    case .appoint: return .appoint(try appointment(reader))
    case .urge: return .urge(Urging(response: try response(reader), words: words(.words)))
    case .sheet: return .sheet(sheet())
    case .standDown: return .standDown(StandingDown(response: try response(reader), reason: reason))
    case .endWithLead: return .endWithLead(try response(reader))
    case .score: return .score(try score(reader))
    case .admit: return .admit(Reason(reason))
    case .survey:
      return .survey(
        Surveying(result: code(.result).flatMap(Surveying.Result.init) ?? .exists, words: words(.words)))
    case .consult:
      return .consult(consultation(in: snapshot.room))
    case .attach: return .attach(try attachment(reader))
    case .suspend: return .suspend(Suspending(until: try reader.read(self[.until], ahead: true) ?? now, reason: reason))
    case .resume: return .resume
    case .requestExtension: return .requestExtension(Reason(reason))
    case .grantExtension: return .grantExtension
    case .merge: return .merge(try merging(reader))
    case .unmerge: return .unmerge
    case .reopen: return .reopen(Reason(reason))
    case .void: return .void(Reason(reason))
    case .restore: return .restore(Reason(reason))
    case .correct: return .correct(try correction(reader))
    case .countersign: return .countersign(Countersigning(entry: try entry(reader)))
    case .forgive:
      return .forgive(Forgiving(reasons: words(.reasons) ?? Words(""), agreed: words(.agreed) ?? Words("")))
    case .takeSeat: return .room(.takeSeat(seatTaking(in: snapshot.room, now)))
    case .handOver: return .room(.handOver(handingOver(by: officer, in: snapshot, now)))
    case .swap: return .room(.swap(try swap(by: officer, in: snapshot.room, reader)))
    case .setStanding: return .room(.setStanding(standing()))
    case .openItem: return .rectification(.open(try opening(subject, reader)))
    case .signOn, .changeItem, .progressItem, .doneItem, .verifyItem, .returnItem, .lookBack, .dropItem: return nil
    }
  }

  var reason: Words { words(.reason) ?? Words("") }
  var method: Method { code(.method).flatMap(Method.init) ?? .other }
  var channel: Channel? { code(.channel).flatMap(Channel.init) }

  /// An order of the hotline is known by its number, under the name that a platform's push has too: none is taken twice.
  private func reception(in room: Room) -> Reception {
    let order = words(.externalId)?.text
    return Reception(
      source: code(.source).flatMap(Source.init) ?? .other, summary: words(.summary) ?? Words(""),
      detail: words(.detail), place: words(.place), grid: words(.grid)?.text, category: code(.category),
      urgency: code(.urgency).flatMap(Urgency.init) ?? .routine, reporter: words(.reporter, kind: .name),
      phone: words(.phone, kind: .phone), origin: order.map { _ in "intake:" + Source.hotline12345.rawValue },
      externalId: order, handedDownBy: code(.handedDownBy), drill: room.isDrill)
  }

  private func summoning(in room: Room) -> Summoning {
    let proposed = subject?.category.flatMap(room.catalogue.routing)
    if act == .assign {
      let lead = codes(.unit)
      return Summoning(
        kind: .assignment, lead: lead, item: lead == [proposed?.lead] ? proposed?.item : nil, words: words(.words))
    }
    // The enforcement whistle has a ground of its own.
    let ground = whistle == .enforcement ? .jointEnforcement : code(.ground).flatMap(Ground.init)
    return Summoning(
      kind: whistle ?? .daily, lead: codes(.lead), support: codes(.support), ground: ground,
      item: codes(.lead).first == proposed?.lead ? proposed?.item : nil, playbook: code(.playbook), power: code(.power),
      words: words(.words),
      rescue: code(.rescue).flatMap(Summoning.Rescue.init))
  }

  /// Reads a consultation, whose conclusion may call units there and then.
  private func consultation(in room: Room) -> Consultation {
    let proposed = subject?.category.flatMap(room.catalogue.routing)
    let summons = code(.calling).flatMap(SummonsKind.init).map { kind in
      Summoning(
        kind: kind, lead: codes(.lead), support: codes(.support), ground: code(.ground).flatMap(Ground.init),
        item: codes(.lead).first == proposed?.lead ? proposed?.item : nil)
    }
    return Consultation(who: words(.who) ?? Words(""), conclusion: words(.conclusion) ?? Words(""), summons: summons)
  }

  func response(_ reader: TimeReader) throws(Mistake) -> ResponseID {
    guard let id = code(.response).flatMap(ResponseID.init(code:)) else {
      throw Mistake(field: .response, text: nobody(reader.language))
    }
    return id
  }

  /// The reason why there is no unit to choose.
  private func nobody(_ language: Language) -> String {
    if act == .appoint {
      return language("没有单位退单，不用指定承办。", "No unit has declined: there is nothing to rule on.")
    }
    if act == .score { return language("没有单位可评，或者都评过了。", "No unit to score, or all are scored.") }
    return language("没有可以记的单位。请先派单或吹哨。", "No unit to record for. Assign or whistle first.")
  }

  /// The sign code, also where an input method typed wide digits.
  private var signCode: String? { words(.signCode)?.text.map { String($0.map(Key.folded)) } }

  private func milestone(_ reader: TimeReader) throws(Mistake) -> Action {
    let facts = Milestone(
      response: try response(reader), channel: channel, said: words(.said), words: words(.words), signCode: signCode,
      enforcers: codes(.enforcers).isEmpty ? nil : codes(.enforcers).compactMap(Int.init).map(OfficerID.init))
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

  /// Reads a close. Where the check is still open, whoever closes also handled it, so the person who reported can check it.
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

  /// Takes only what differs from the incident: an amendment names what it changes.
  private func amendment() -> Amendment {
    let urgency = code(.urgency).flatMap(Urgency.init)
    return Amendment(
      category: code(.category) == subject?.category ? nil : code(.category),
      place: words(.place) == subject?.place ? nil : words(.place),
      grid: words(.grid)?.text == subject?.grid ? nil : words(.grid)?.text,
      urgency: urgency == subject?.urgency ? nil : urgency,
      summary: words(.summary) == subject?.summary ? nil : words(.summary),
      reporter: words(.reporter, kind: .name), phone: words(.phone, kind: .phone))
  }
}

extension Form {
  /// A joint matter names who leads and who cooperates: they are proposed anew when another one is chosen.
  mutating func followPlaybook(in room: Room) {
    guard let playbook = code(.playbook).flatMap(room.catalogue.playbook) else { return }
    let lead = room.catalogue.stationed(for: playbook.lead)
    let support = playbook.cooperating.map(room.catalogue.stationed).filter {
      $0 != lead && room.catalogue.department($0)?.canBeWhistled ?? false
    }
    change(.lead) { $0.chosen = [lead] }
    change(.support) { $0.chosen = support }
  }
}
