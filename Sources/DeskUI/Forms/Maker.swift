import DutyCore

/// Lays out the fields of each form and proposes what goes into them.
struct Maker {
  let snapshot: Snapshot
  let officer: Officer?
  let now: Instant
  let language: Language

  var room: Room { snapshot.room }

  /// A choice is made with one digit.
  static let most = 9

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

  /// Where a unit is complained of, who sits decides who handles it (docs/duty.md#unit-complained-of).
  func seatsOrder(_ incident: Incident) -> [Field] {
    guard incident.complainedOf != nil, let officer, !room.actsForSeat(officer, at: now) else { return [] }
    return [orderedBy(required: true)]
  }

  func orderedBy(required: Bool) -> Field {
    let rostered = room.plan.turn(at: now).flatMap { room.roster[$0] }
    let nearest = room.sittingLeader(at: now)?.id ?? rostered
    return Field(.orderedBy, .pick(.leaders(first: nearest)), required: required)
  }
}
