import DutyCore

// How a matter comes in and is set right.

extension ActForm {
  static let receive: ActForm = ActForm(
    "receive", keys: [.character("r"), .function(2)], ("登记", "receive"), pinyin: "deng ji",
    help: ("登记一件新的事", "write down a new matter"), action: .receive, takenBackBy: .void,
    asks: .ofRoom { maker, _ in maker.receive() }
  ) { form throws(Mistake) in
    .receive(try form.reception())
  }

  static let amend = ActForm(
    "amend", keys: [.character("e")], ("更正", "amend"), pinyin: "geng zheng",
    help: ("更正类别、地点、摘要、反映人等", "set category, place, summary or reporter right"), action: .amend,
    asks: .ofIncident { $0.amend($1) }
  ) { .amend($0.amendment()) }

  static let void: ActForm = ActForm(
    "void", ("作废", "void"), pinyin: "zuo fei", help: ("登记错了，作废；要另按 F8 确认", "registered in error; F8 confirms"),
    action: .void, isDangerous: true, takenBackBy: .restore, asks: .ofIncident { maker, _ in [maker.reason()] }
  ) { .void(Reason($0.reason)) }

  static let restore: ActForm = ActForm(
    "restore", ("恢复作废", "restore"), pinyin: "hui fu zuo fei",
    help: ("作废错了，领导恢复，写明理由", "a leader takes a voiding back, with the reason"), action: .restore, takenBackBy: .void,
    asks: .ofIncident { maker, _ in [maker.reason()] + maker.order() }
  ) { .restore(Reason($0.reason)) }
}

extension Maker {
  fileprivate func receive() -> [Field] {
    [
      Field(.summary, .line, required: true), Field(.place, .line), Field(.category, .pick(.categories)),
      choice(.source, Source.allCases, .walkIn) { $0.text(language) },
      Field(.externalId, .line).when(.source, Source.hotline12345.rawValue),
      Field(.handedDownBy, .pick(.units)).when(.source, handedDown),
      Field(.document, .line).when(.source, fromElsewhere.filter { $0 != Source.hotline12345.rawValue }),
      Field(.outsideDue, .time).when(.source, fromElsewhere), Field(.called, .time).when(.source, called),
      choice(.answerOwed, YesOrNo.allCases, nil) { $0 == .yes ? language("须回复", "yes") : language("无需回复", "no") }
        .when(.source, fromElsewhere),
      choice(.urgency, Urgency.allCases, .routine) { $0.text(language) },
      Field(.grid, .line), Field(.reporter, .line), Field(.phone, .line), Field(.detail, .line),
      Field(.complainedOf, .pick(.units)),
      choice(.confidential, YesOrNo.allCases, nil) { $0 == .yes ? language("保密", "yes") : language("不保密", "no") },
      Field(.time, .time),
    ]
  }

  private var fromElsewhere: [String] { Source.allCases.filter(\.comesFromElsewhere).map(\.rawValue) }
  private var handedDown: [String] {
    [Source.county, .neighbour, .departmentRequest, .leaderNote].map(\.rawValue)
  }
  private var called: [String] { [Source.hotline12345, .police110, .dutyPhone].map(\.rawValue) }

  fileprivate func amend(_ incident: Incident) -> [Field] {
    [
      Field(.category, .pick(.categories), chosen: incident.category.map { [$0] } ?? []),
      Field(.place, .line, text: incident.place?.text ?? ""), Field(.grid, .line, text: incident.grid ?? ""),
      choice(.urgency, Urgency.allCases, incident.urgency) { $0.text(language) },
      Field(.summary, .line, text: incident.summary.text ?? ""),
      // What stands there is not shown: what is typed here takes its place.
      Field(.reporter, .line), Field(.phone, .line), Field(.document, .line, text: incident.document ?? ""),
      Field(.complainedOf, .pick(.units), chosen: incident.complainedOf.map { [$0] } ?? []),
      choice(.confidential, YesOrNo.allCases, incident.isConfidential ? .yes : .no) {
        $0 == .yes ? language("保密", "yes") : language("不保密", "no")
      },
    ]
  }
}

extension FormReading {
  /// An order of the hotline is known by its number, under the name that a platform's push has too: none is taken twice.
  fileprivate func reception() throws(Mistake) -> Reception {
    let order = words(.externalId)?.text
    return Reception(
      source: try choice(.source), summary: text(.summary), detail: words(.detail), place: words(.place),
      grid: words(.grid)?.text, category: code(.category), urgency: try choice(.urgency),
      reporter: words(.reporter, kind: .name), phone: words(.phone, kind: .phone),
      due: try time(.outsideDue, ahead: true),
      origin: order.map { _ in "intake:" + Source.hotline12345.rawValue }, externalId: order,
      handedDownBy: code(.handedDownBy), called: try time(.called), document: words(.document)?.text,
      answerOwed: answer(.answerOwed), confidential: answer(.confidential), complainedOf: code(.complainedOf),
      drill: room.isDrill)
  }

  /// Takes only what differs from the incident: an amendment names what it changes.
  fileprivate func amendment() -> Amendment {
    let urgency = code(.urgency).flatMap(Urgency.init)
    return Amendment(
      category: code(.category) == subject?.category ? nil : code(.category),
      place: words(.place) == subject?.place ? nil : words(.place),
      grid: words(.grid)?.text == subject?.grid ? nil : words(.grid)?.text,
      urgency: urgency == subject?.urgency ? nil : urgency,
      summary: words(.summary) == subject?.summary ? nil : words(.summary),
      reporter: words(.reporter, kind: .name), phone: words(.phone, kind: .phone),
      document: words(.document)?.text == subject?.document ? nil : words(.document)?.text,
      confidential: answer(.confidential) == subject?.isConfidential ? nil : answer(.confidential),
      complainedOf: code(.complainedOf) == subject?.complainedOf ? nil : code(.complainedOf))
  }
}
