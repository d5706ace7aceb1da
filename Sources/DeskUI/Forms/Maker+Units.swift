import DutyCore

// The forms that call units, and those that write down what units answer.

extension Maker {
  /// The units that a standing routing or else the responsibility list names for the incident's category, without those
  /// on it already.
  func routing(_ incident: Incident) -> (lead: [String], support: [String]) {
    let busy = Set(incident.liveResponses.map(\.id.unit))
    guard let category = incident.category else { return ([], []) }
    let listed = room.catalogue.routing(for: category)
    let lead = room.standing[category]?.lead ?? listed.map { [$0.lead] } ?? []
    let support = room.standing[category]?.support ?? listed?.support ?? []
    return (lead.filter { !busy.contains($0) }, support.filter { !busy.contains($0) })
  }

  func assign(_ incident: Incident) -> [Field] {
    [
      Field(.unit, .pick(.units), required: true, chosen: Array(routing(incident).lead.prefix(1))),
      Field(.words, .line),
    ]
  }

  func whistle(_ incident: Incident) -> [Field] {
    let proposed = routing(incident)
    let support = proposed.support.filter { room.catalogue.department($0)?.canBeWhistled ?? false }
    // An emergency that nobody has been called to yet is not left to one key too few.
    let isUrgent = incident.isEmergency && incident.liveResponses.isEmpty
    // What follows a course of its own has no other.
    let planned = [SummonsKind.daily, .work, .hard].map(\.rawValue)
    let joint = Field(.playbook, .pick(.playbooks)).when(.kind, planned)
    let fields =
      [
        choice(.kind, SummonsKind.allCases.filter(\.isWhistle), isUrgent ? .emergency : .daily, required: true) {
          $0.text(language)
        },
        choice(.rescue, Summoning.Rescue.allCases, nil, required: true) { $0.text(language) }
          .when(.kind, SummonsKind.emergency.rawValue),
        Field(.power, .pick(.powers)).when(.kind, SummonsKind.enforcement.rawValue),
        Field(.lead, .pickMany(.units), required: true, chosen: proposed.lead),
        Field(.support, .pickMany(.units), chosen: support),
        choice(.ground, Ground.allCases, .appeal, required: true) { $0.text(language) }
          .when(.kind, planned), Field(.words, .line),
      ] + (room.catalogue.playbooks.isEmpty ? [] : [joint])
    return fields + order(of: .kind, incident)
  }

  /// Asks on whose spoken order it is called, where whoever records it does not act for the seat; `kind` is the field that says
  /// what is called.
  private func order(of kind: Field.Name, _ incident: Incident) -> [Field] {
    guard let officer, !room.actsForSeat(officer, at: now) else { return [] }
    // What always goes to these units needs nobody's word.
    let isStanding = incident.category.flatMap { room.standing[$0] } != nil
    let ordered: [SummonsKind] = officer.rank.leads ? [.daily, .enforcement] : [.daily, .work, .enforcement]
    return [orderedBy(required: !isStanding).when(kind, ordered.map(\.rawValue))]
  }

  /// Asks who sat together, what came of it, and whom it called, if anybody.
  func consult(_ incident: Incident) -> [Field] {
    let kinds: [SummonsKind] = [.assignment, .daily, .work]
    let whistles = [SummonsKind.daily, .work].map(\.rawValue)
    let nobody = Field.Option(code: Self.whole, label: language("不派", "nobody"))
    let options = [nobody] + kinds.map { Field.Option(code: $0.rawValue, label: $0.text(language)) }
    return [
      Field(.who, .line, required: true), Field(.conclusion, .line, required: true),
      Field(.calling, .choice(options), required: true, chosen: [nobody.code]),
      Field(.lead, .pickMany(.units), required: true).when(.calling, kinds.map(\.rawValue)),
      Field(.support, .pickMany(.units)).when(.calling, whistles),
      choice(.ground, Ground.allCases, nil, required: true) { $0.text(language) }.when(.calling, whistles),
    ] + order(of: .calling, incident)
  }

  func milestone(_ incident: Incident) -> [Field] {
    let fits = { (response: Response) in response.isLive && response.state != .arrived }
    let next: MilestoneKind = incident.responses.first(where: fits)?.state == .notified ? .acknowledge : .arrive
    let enforcing = incident.liveResponses.filter { $0.kind == .enforcement }.map(\.id.unit)
    let enforcers = Field(.enforcers, .pickMany(.people(of: enforcing)))
    return [
      response(incident, fits),
      choice(.milestone, MilestoneKind.allCases, next, required: true) { $0.action.text(language) },
    ] + (enforcing.isEmpty ? [] : [enforcers.when(.milestone, MilestoneKind.arrive.rawValue)]) + [
      channel(), Field(.said, .line), Field(.signCode, .line), Field(.words, .line), Field(.time, .time),
    ]
  }

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
        ]), required: true, chosen: [Reply.Choice.done.rawValue]),
      Field(.by, .time, required: true).when(.completion, Reply.Choice.by.rawValue), channel(), Field(.said, .line),
      Field(.time, .time),
    ]
  }

  /// A handled incident goes back as a whole, else one unit's reply does.
  func sendBack(_ incident: Incident) -> [Field] {
    let replied = incident.responses.contains { $0.state == .replied }
    return (replied ? [response(incident) { $0.state == .replied }] : []) + [reason()]
  }

  func decline(_ incident: Incident) -> [Field] {
    [
      response(incident) { $0.isLive }, reason(), Field(.proposed, .pick(.units), required: true),
      Field(.item, .pick(.basicItems)), channel(), Field(.said, .line),
    ]
  }

  /// Asks which way the ruling goes and proposes none, so that nobody affirms it by an Enter too many.
  func appoint(_ incident: Incident) -> [Field] {
    [
      response(incident) { $0.state == .declined },
      choice(.ruling, Appointment.Ruling.allCases, nil, required: true) { $0.text(language) }, reason(),
    ]
  }

  /// The sheet that is due first; a unit that has replied can still be praised.
  func sheet(_ incident: Incident) -> [Field] {
    let rung = incident.ladder(at: now).max { $0.step < $1.step }
    let units = incident.liveResponses + incident.responses.filter { $0.state == .replied }
    let whole = Field.Option(code: Self.whole, label: language("整件事", "the whole matter"))
    let chosen = rung.map { $0.response?.code ?? Self.whole } ?? units.first?.id.code ?? Self.whole
    return [
      Field(.response, .choice(units.map(option) + [whole]), required: true, chosen: [chosen]),
      choice(.colour, Sheet.Colour.allCases, rung?.step.colour ?? .blue, required: true) { $0.text(language) },
      Field(.reason, .line),
    ]
  }

  /// The option that names no unit: the whole matter, or nobody.
  static let whole = "-"

  /// Asks for the scores of a response that the officer's side has not scored yet, for four things.
  func score(_ incident: Incident) -> [Field] {
    let side: Score.Side = officer?.rank == .liaison ? .departmentScores : .stationScores
    let words = [
      language("差", "poor"), language("较差", "weak"), language("一般", "fair"), language("较好", "good"),
      language("好", "very good"),
    ]
    let points = zip(Score.range, words).map { Field.Option(code: String($0), label: $1) }
    return [response(incident) { ($0.state == .replied || $0.state == .ended) && $0.scores[side] == nil }]
      + Score.Aspect.allCases.map { Field(.points($0), .choice(points), required: true) } + [Field(.words, .line)]
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

extension LadderStep {
  /// The sheet that is issued at it; at the first step the unit is urged, and blue comes next.
  fileprivate var colour: Sheet.Colour {
    switch self {
    case .urge, .blue: .blue
    case .orange: .orange
    case .red: .red
    }
  }
}

extension ResponseID {
  /// The code of a response as an option of a form.
  var code: String { "\(summons)/\(unit)" }

  init?(code: String) {
    guard let slash = code.firstIndex(of: "/"), let summons = Int(code[..<slash]) else { return nil }
    self.init(summons: summons, unit: String(code[code.index(after: slash)...]))
  }
}
