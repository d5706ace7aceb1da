import DutyCore

/// Lays out the fields of each form and proposes what goes into them.
struct Maker {
  let snapshot: Snapshot
  let officer: Officer?
  let now: Instant
  let language: Language

  var room: Room { snapshot.room }

  static let signOn = [Field(.person, .line, required: true), Field(.pin, .secret, required: true)]

  /// Lays out the fields of an act on the room, with an incident that may be selected.
  func fields(of act: Act, selected incident: Incident?) -> [Field] {
    switch act {
    case .signOn: Self.signOn
    case .receive: receive()
    case .takeSeat: [Field(.reason, .line)]
    case .handOver: [Field(.words, .line)]
    case .countersign: countersign()
    case .swap: swap()
    case .setStanding: standing(incident?.category)
    case .openItem: openItem(incident)
    case .assign, .whistle, .milestone, .reply, .close, .takeOn, .handle, .note, .amend, .sendBack, .report, .callBack,
      .closeDirect, .reveal, .decline, .appoint, .urge, .sheet, .standDown, .endWithLead, .score, .admit, .survey,
      .consult, .attach, .suspend, .resume, .requestExtension, .grantExtension, .merge, .unmerge, .reopen, .void,
      .restore, .correct, .forgive, .changeItem, .progressItem, .doneItem, .verifyItem, .returnItem, .lookBack,
      .dropItem:
      []
    }
  }

  /// Lays out the fields of an act on an incident.
  func fields(of act: Act, on incident: Incident, _ others: [Incident]) -> [Field] {
    switch act {
    case .assign: assign(incident)
    case .whistle: whistle(incident)
    case .milestone: milestone(incident)
    case .reply: reply(incident)
    case .handle: [method(), Field(.measure, .line, required: true)]
    case .close: close(incident)
    case .note: [Field(.words, .line, required: true)]
    case .amend: amend(incident)
    case .sendBack: sendBack(incident)
    case .report: report(incident)
    case .callBack: callBack()
    case .closeDirect: closeDirect()
    case .decline: decline(incident)
    case .appoint: appoint(incident) + order()
    case .urge: [response(incident) { $0.isLive }, Field(.words, .line)]
    case .sheet: sheet(incident) + order(required: false)
    case .standDown: [response(incident) { $0.isLive }, reason()] + order(required: false)
    case .endWithLead: [response(incident) { $0.isLive && $0.role == .support }]
    case .score: score(incident)
    case .survey: survey()
    case .consult: consult(incident)
    case .attach:
      [
        Field(.path, .line, required: true),
        choice(.photo, Attachment.Kind.allCases, .after, required: true) { $0.text(language) },
      ]
    case .suspend: [Field(.until, .time, required: true), reason()] + order()
    case .admit, .restore: [reason()] + order()
    case .requestExtension, .reopen, .void, .reveal: [reason()]
    case .merge: merge(others)
    case .unmerge: order()
    case .correct: correct(incident)
    case .forgive: [Field(.reasons, .line, required: true), Field(.agreed, .line, required: true)] + order()
    case .takeOn, .resume, .grantExtension, .receive, .countersign, .takeSeat, .signOn, .handOver, .swap, .setStanding,
      .openItem, .changeItem, .progressItem, .doneItem, .verifyItem, .returnItem, .lookBack, .dropItem:
      []
    }
  }

  // MARK: - What many forms have

  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: Field.Name, _ values: [Value], _ chosen: Value?, required: Bool = false, _ text: (Value) -> String
  ) -> Field where Value.RawValue == String {
    let options = values.map { Field.Option(code: $0.rawValue, label: text($0)) }
    return Field(name, .choice(options), required: required, chosen: chosen.map { [$0.rawValue] } ?? [])
  }

  func yesOrNo(_ name: Field.Name, _ chosen: YesOrNo?, yes: String, no: String) -> Field {
    choice(name, YesOrNo.allCases, chosen, required: true) { $0 == .yes ? yes : no }
  }

  func reason() -> Field { Field(.reason, .line, required: true) }
  func channel() -> Field { choice(.channel, Channel.allCases, .phone) { $0.text(language) } }
  func method() -> Field { choice(.method, Method.allCases, nil, required: true) { $0.text(language) } }

  /// Asks which unit's answer is meant, of those that fit; the liaison's own comes first.
  func response(_ incident: Incident, _ fits: (Response) -> Bool) -> Field {
    let own = officer?.department
    let fitting = incident.responses.filter(fits)
    let preferred = fitting.first { $0.id.unit == own } ?? fitting.first
    return Field(
      .response, .choice(fitting.map(option)), required: true, chosen: preferred.map { [$0.id.code] } ?? [])
  }

  func option(_ response: Response) -> Field.Option {
    Field.Option(code: response.id.code, label: room.catalogue.name(ofDepartment: response.id.unit))
  }

  /// Asks on whose spoken order it is, where an officer records what is a leader's: always chosen, so that nothing is put down
  /// to a leader by an Enter too many. Who sits is the first on the list (docs/desk.md#spoken-orders).
  func order(required: Bool = true) -> [Field] {
    guard let officer, officer.rank == .officer else { return [] }
    return [orderedBy(required: required)]
  }

  func orderedBy(required: Bool) -> Field {
    let rostered = room.plan.turn(at: now).flatMap { room.roster[$0] }
    let nearest = room.sittingLeader(at: now)?.id ?? rostered
    return Field(.orderedBy, .pick(.leaders(first: nearest)), required: required)
  }
}
