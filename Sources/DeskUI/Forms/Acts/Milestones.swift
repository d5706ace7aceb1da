import DutyCore

// What a unit reaches, one step after the other, as the desk writes it down for it.

extension ActForm {
  static let milestone: ActForm = ActForm(
    "milestone", keys: [.character("m"), .function(5)], ("应哨", "milestone"), pinyin: "ying shao/qian shou",
    help: ("代单位登记签收、联系、报到", "write down for a unit: acknowledged, in contact, arrived"), action: .acknowledge,
    takenBackBy: .correct, asks: .ofIncident { $0.milestone($1) }
  ) { form throws(Mistake) in
    try form.milestone()
  }

  static let reply: ActForm = ActForm(
    "reply", keys: [.character("f"), .function(6)], ("反馈", "reply"), pinyin: "fan kui",
    help: ("代单位记反馈，四要素齐了时钟才停", "write down a unit's reply; its clock stops when all four elements are there"),
    action: .reply, takenBackBy: .correct, asks: .ofIncident { $0.reply($1) }
  ) { form throws(Mistake) in
    .reply(try form.reply())
  }
}

/// The milestones a form offers.
private enum MilestoneKind: String, CaseIterable {
  case acknowledge, contact, arrive

  var action: ActionName {
    switch self {
    case .acknowledge: .acknowledge
    case .contact: .contact
    case .arrive: .arrive
    }
  }
}

/// The two ways in which a reply says how far it is.
private enum CompletionKind: String { case done, by }

extension Maker {
  fileprivate func milestone(_ incident: Incident) -> [Field] {
    let fits = { (response: Response) in response.isLive && response.state != .arrived }
    let next: MilestoneKind = incident.responses.first(where: fits)?.state == .notified ? .acknowledge : .arrive
    let enforcing = incident.liveResponses.filter { $0.kind == .enforcement }.map(\.id.unit)
    let enforcers = Field(.enforcers, .pickMany(.people(of: enforcing)))
    return [
      response(incident, fits),
      choice(.milestone, MilestoneKind.allCases, next, required: true) {
        name(of: $0, incident.responses.filter(fits))
      },
    ] + (enforcing.isEmpty ? [] : [enforcers.when(.milestone, MilestoneKind.arrive.rawValue)]) + [
      channel(), Field(.said, .line), Field(.signCode, .line), Field(.words, .line), Field(.time, .time),
    ]
  }

  /// Units on assignments only come to the place (到场); to a whistle they report (报到).
  private func name(of kind: MilestoneKind, _ units: [Response]) -> String {
    let name = kind.action.text(language)
    guard kind == .arrive, let calls = units.first?.kind, !units.contains(where: \.kind.isWhistle) else { return name }
    return language(calls.arrival(.zh), name)
  }

  fileprivate func reply(_ incident: Incident) -> [Field] {
    let chosen = response(incident) { $0.isLive }
    let accepted = incident.responses.first { [$0.id.code] == chosen.chosen }.map { $0.acknowledged ?? $0.notified }
    let spokeTo = incident.wasReportedBySomebody ? [Field(.spokeTo, .line, required: true)] : []
    return [chosen, Field(.done, .line, required: true)] + spokeTo + [
      Field(.accepted, .time, required: true, text: accepted.map { TimeText.short($0, room.zone, now) } ?? ""),
      Field(
        .completion,
        .choice([
          Field.Option(code: CompletionKind.done.rawValue, label: language("已办结", "done")),
          Field.Option(code: CompletionKind.by.rawValue, label: language("限期办结", "will be done by")),
        ]), required: true, chosen: [CompletionKind.done.rawValue]),
      Field(.by, .time, required: true).when(.completion, CompletionKind.by.rawValue), channel(), Field(.said, .line),
      Field(.time, .time),
    ]
  }
}

extension FormReading {
  fileprivate func milestone() throws(Mistake) -> Action {
    let facts = Milestone(
      response: try response(), channel: channel, said: words(.said), words: words(.words), signCode: signCode,
      enforcers: codes(.enforcers).isEmpty ? nil : codes(.enforcers).compactMap(Int.init).map(OfficerID.init))
    let kind: MilestoneKind = try choice(.milestone)
    return switch kind {
    case .acknowledge: .acknowledge(facts)
    case .contact: .contact(facts)
    case .arrive: .arrive(facts)
    }
  }

  /// The sign code, also where an input method typed wide digits.
  private var signCode: String? { words(.signCode)?.text.map { String($0.map(Key.folded)) } }

  /// Reads a reply. An element that it lacks may be stated later: the rules then let the unit's clock go on.
  fileprivate func reply() throws(Mistake) -> Reply {
    let completion: Reply.Completion?
    switch code(.completion).flatMap(CompletionKind.init) {
    case .done?: completion = .done
    case .by?: completion = try time(.by, ahead: true).map { .by(due: $0) }
    case nil: completion = nil
    }
    return Reply(
      response: try response(), accepted: try time(.accepted), spokeTo: words(.spokeTo), done: words(.done),
      completion: completion, channel: channel, said: words(.said))
  }
}
