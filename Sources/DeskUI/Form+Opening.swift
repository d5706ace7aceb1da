import DutyCore

extension Form {
  /// The form of a command, filled in with what the room already knows; nil for a command that has none.
  package static func opening(
    _ command: Command, on incident: Incident?, by officer: Officer?, in room: Room, now: Instant, _ language: Language
  ) -> Form? {
    let made = Maker(room: room, officer: officer, now: now, language: language)
    switch command {
    case .signOn:
      return Form(command, on: nil, [Field(.person, .line, required: true), Field(.pin, .secret, required: true)])
    case .receive: return Form(command, on: nil, made.receive())
    case .takeSeat: return Form(command, on: nil, [Field(.reason, .line)])
    case .assign, .whistle, .takeOn, .milestone, .reply, .handle, .close, .note, .amend, .sendBack, .decline,
      .appoint, .urge, .closeDirect, .restore, .standDown, .endWithLead, .reopen, .void:
      return incident.map { Form(command, on: $0, made.fields(of: command, on: $0)) }
    case .open, .menu, .help, .back, .quit, .up, .down, .pageUp, .pageDown, .top, .bottom, .nextTab, .previousTab,
      .pickTab:
      return nil
    }
  }
}

/// Lays out the fields of each form and proposes what goes into them.
private struct Maker {
  let room: Room
  let officer: Officer?
  let now: Instant
  let language: Language

  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: Field.Name, _ values: [Value], _ chosen: Value?, required: Bool = false, _ text: (Value) -> String
  ) -> Field where Value.RawValue == String {
    let options = values.map { Field.Option(code: $0.rawValue, label: text($0)) }
    return Field(name, .choice(options), required: required, chosen: chosen.map { [$0.rawValue] } ?? [])
  }

  func receive() -> [Field] {
    [
      Field(.summary, .line, required: true), Field(.place, .line), Field(.category, .pick(.categories)),
      choice(.source, Source.allCases, .walkIn) { $0.text(language) },
      choice(.urgency, Urgency.allCases, .routine) { $0.text(language) },
      Field(.grid, .line), Field(.reporter, .line), Field(.phone, .line), Field(.detail, .line),
      Field(.time, .time),
    ]
  }

  func fields(of command: Command, on incident: Incident) -> [Field] {
    switch command {
    case .assign: assign(incident)
    case .whistle: whistle(incident)
    case .milestone: milestone(incident)
    case .reply: reply(incident)
    case .handle: [method(), Field(.measure, .line, required: true)]
    case .close: close(incident)
    case .note: [Field(.words, .line, required: true)]
    case .amend: amend(incident)
    case .sendBack: sendBack(incident)
    case .decline: decline(incident)
    case .appoint: appoint(incident)
    case .urge: [response(incident) { $0.isLive }, Field(.words, .line)]
    case .closeDirect: closeDirect()
    case .standDown: [response(incident) { $0.isLive }, Field(.reason, .line, required: true)]
    case .endWithLead: [response(incident) { $0.isLive && $0.role == .support }]
    case .reopen, .void, .restore: [Field(.reason, .line, required: true)]
    case .takeOn, .receive, .takeSeat, .signOn, .open, .menu, .help, .back, .quit, .up, .down, .pageUp, .pageDown,
      .top, .bottom, .nextTab, .previousTab, .pickTab:
      []
    }
  }

  /// Whom the responsibility list names for the incident's category, without those that are on it already.
  func routing(_ incident: Incident) -> (lead: [String], support: [String]) {
    let busy = Set(incident.liveResponses.map(\.id.unit))
    guard let proposed = incident.category.flatMap(room.catalogue.routing) else { return ([], []) }
    return ([proposed.lead].filter { !busy.contains($0) }, proposed.support.filter { !busy.contains($0) })
  }

  func assign(_ incident: Incident) -> [Field] {
    [Field(.unit, .pick(.units), required: true, chosen: routing(incident).lead), Field(.words, .line)]
  }

  func whistle(_ incident: Incident) -> [Field] {
    let proposed = routing(incident)
    let support = proposed.support.filter { room.catalogue.department($0)?.canBeWhistled ?? false }
    let fields = [
      choice(.kind, SummonsKind.allCases.filter(\.isWhistle), .daily, required: true) { $0.text(language) },
      choice(.rescue, Summoning.Rescue.allCases, nil, required: true) { $0.text(language) },
      Field(.lead, .pickMany(.units), required: true, chosen: proposed.lead),
      Field(.support, .pickMany(.units), chosen: support),
      choice(.ground, Ground.allCases, .appeal, required: true) { $0.text(language) }, Field(.words, .line),
    ]
    guard let officer, !room.actsForSeat(officer, at: now) else { return fields }
    let rostered = room.plan.turn(at: now).flatMap { room.roster[$0] }
    let leader = room.sittingLeader(at: now)?.id ?? rostered
    return fields + [
      Field(.orderedBy, .pick(.leaders), required: true, chosen: leader.map { [String($0.serial)] } ?? [])
    ]
  }

  /// Which unit's answer, of those that fit; the liaison's own first.
  func response(_ incident: Incident, _ fits: (Response) -> Bool) -> Field {
    let own = officer?.department
    let fitting = incident.responses.filter(fits)
    let options = fitting.map {
      Field.Option(code: $0.id.code, label: room.catalogue.name(ofDepartment: $0.id.unit))
    }
    let preferred = fitting.first { $0.id.unit == own } ?? fitting.first
    return Field(.response, .choice(options), required: true, chosen: preferred.map { [$0.id.code] } ?? [])
  }

  func milestone(_ incident: Incident) -> [Field] {
    let fits = { (response: Response) in response.isLive && response.state != .arrived }
    let next: MilestoneKind = incident.responses.first(where: fits)?.state == .notified ? .acknowledge : .arrive
    return [
      response(incident, fits),
      choice(.milestone, MilestoneKind.allCases, next, required: true) { $0.action.text(language) }, channel(),
      Field(.said, .line), Field(.words, .line), Field(.time, .time),
    ]
  }

  func channel() -> Field { choice(.channel, Channel.allCases, .phone) { $0.text(language) } }
  func method() -> Field { choice(.method, Method.allCases, .persuasion, required: true) { $0.text(language) } }

  func reply(_ incident: Incident) -> [Field] {
    let chosen = response(incident) { $0.isLive }
    let accepted = incident.responses.first { [$0.id.code] == chosen.chosen }.map { $0.acknowledged ?? $0.notified }
    let spokeTo = incident.wasReportedBySomebody ? [Field(.spokeTo, .line, required: true)] : []
    return [chosen, Field(.done, .line, required: true)] + spokeTo + [
      Field(.accepted, .time, required: true, text: accepted.map { TimeText.short($0, room.zone, now) } ?? ""),
      Field(
        .completion,
        .choice([
          Field.Option(code: Reply.Choice.done.rawValue, label: language("已经办完", "done")),
          Field.Option(code: Reply.Choice.by.rawValue, label: language("到期办完", "will be done by")),
        ]), required: true, chosen: [Reply.Choice.done.rawValue]), Field(.by, .time, required: true), channel(),
      Field(.said, .line), Field(.time, .time),
    ]
  }

  /// Who handled it cannot check it: then the person who reported is asked, which nobody is to affirm by an Enter too
  /// many. Where nobody is known who reported, there is nobody to ask.
  func close(_ incident: Incident) -> [Field] {
    let isHandler = officer.map { incident.handled?.by == .officer($0.id) } ?? false
    let canAsk = incident.wasReportedBySomebody
    let checks = canAsk ? Closing.Check.allCases : [.officer]
    return [
      choice(.disposition, Disposition.allCases, .resolved, required: true) { $0.text(language) },
      choice(.method, Method.allCases, incident.handled?.method ?? .persuasion, required: true) {
        $0.text(language)
      },
      choice(.check, checks, isHandler && canAsk ? nil : .officer, required: true) { $0.text(language) },
      Field(.words, .line),
    ]
  }

  func decline(_ incident: Incident) -> [Field] {
    [
      response(incident) { $0.isLive }, Field(.reason, .line, required: true),
      Field(.proposed, .pick(.units), required: true), Field(.item, .pick(.basicItems)), channel(),
      Field(.said, .line),
    ]
  }

  /// Which way the ruling goes, nobody is to affirm by an Enter too many.
  func appoint(_ incident: Incident) -> [Field] {
    [
      response(incident) { $0.state == .declined },
      choice(.ruling, Appointment.Ruling.allCases, nil, required: true) { $0.text(language) },
      Field(.reason, .line, required: true),
    ]
  }

  func closeDirect() -> [Field] {
    [
      choice(.disposition, [Disposition.explained, .notOurs, .withdrawn], .explained, required: true) {
        $0.text(language)
      },
      Field(.whose, .line, required: true), Field(.answer, .line, required: true),
    ]
  }

  func amend(_ incident: Incident) -> [Field] {
    [
      Field(.category, .pick(.categories), chosen: incident.category.map { [$0] } ?? []),
      Field(.place, .line, text: incident.place?.text ?? ""), Field(.grid, .line, text: incident.grid ?? ""),
      choice(.urgency, Urgency.allCases, incident.urgency) { $0.text(language) },
    ]
  }

  /// A handled incident goes back as a whole, else one unit's reply does.
  func sendBack(_ incident: Incident) -> [Field] {
    let replied = incident.responses.contains { $0.state == .replied }
    return (replied ? [response(incident) { $0.state == .replied }] : []) + [Field(.reason, .line, required: true)]
  }
}

/// The milestones a form offers.
enum MilestoneKind: String, CaseIterable {
  case acknowledge, contact, arrive

  var action: ActionName {
    switch self {
    case .acknowledge: .acknowledge
    case .contact: .contact
    case .arrive: .arrive
    }
  }
}

extension ResponseID {
  /// As an option of a form.
  var code: String { "\(summons)/\(unit)" }

  init?(code: String) {
    guard let slash = code.firstIndex(of: "/"), let summons = Int(code[..<slash]) else { return nil }
    self.init(summons: summons, unit: String(code[code.index(after: slash)...]))
  }
}
