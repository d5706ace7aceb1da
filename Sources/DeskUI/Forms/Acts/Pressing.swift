import DutyCore

// Pressing a silent unit, and praise.

extension ActForm {
  static let urge = ActForm(
    "urge", ("催办", "urge"), pinyin: "cui ban", help: ("催一个还没有反馈的单位", "remind a unit that has not replied yet"),
    action: .urge, onRectification: .urge,
    asks: .ofIncident { maker, incident in [maker.response(incident) { $0.isLive }, Field(.words, .line)] }
  ) { form throws(Mistake) in
    .urge(Urging(response: try form.response(), words: form.words(.words)))
  }

  static let sheet = ActForm(
    "sheet", ("督促", "sheet"), pinyin: "du cu/fa dan",
    help: ("签发提醒单、督办单、通报、表扬", "issue a reminder, a supervision sheet, a circular, or praise"), action: .sheet,
    onRectification: .sheet, asks: .ofIncident { $0.sheet($1) }
  ) { form throws(Mistake) in
    .sheet(
      Sheet(
        response: form.code(.response).flatMap(ResponseID.init(code:)), colour: try form.choice(.colour),
        reason: form.words(.reason)))
  }
}

extension Maker {
  /// The sheet that is due first; a unit that has replied can still be praised.
  fileprivate func sheet(_ incident: Incident) -> [Field] {
    let rung = incident.ladder(at: now).max { $0.step < $1.step }
    let units = incident.liveResponses + incident.responses.filter { $0.state == .replied }
    let whole = Field.Option(code: Field.Option.noUnit, label: language("整个事件", "the whole matter"))
    let chosen = rung.map { $0.response?.code ?? whole.code } ?? units.first?.id.code ?? whole.code
    return [
      Field(.response, .choice(units.map(option) + [whole]), required: true, chosen: [chosen]),
      choice(.colour, Sheet.Colour.allCases, colour(at: rung?.step), required: true) { $0.text(language) },
      Field(.reason, .line),
    ] + order(required: false)
  }

  /// The sheet to propose at a step. At the first the unit is urged, and blue comes next; the same where no step is reached
  /// yet, since none is milder.
  private func colour(at step: LadderStep?) -> Sheet.Colour {
    switch step {
    case nil, .urge, .blue: .blue
    case .orange: .orange
    case .red: .red
    }
  }
}
