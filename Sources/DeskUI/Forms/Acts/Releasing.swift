import DutyCore

// How a unit is sent back or released.

extension ActForm {
  static let sendBack = ActForm(
    "sendBack", keys: [.character("b")], ("退回", "send back"), pinyin: "tui hui",
    help: ("退回单位的反馈或处置结果，写明理由", "send a reply or a result back, with the reason"), action: .sendBack,
    asks: .ofIncident { $0.sendBack($1) }
  ) { .sendBack(SendingBack(response: $0.code(.response).flatMap(ResponseID.init(code:)), reason: $0.reason)) }

  static let standDown = ActForm(
    "standDown", ("撤回", "stand down"), pinyin: "che hui/che shao",
    help: ("撤回不再需要的单位，写明理由", "release a unit, with the reason"),
    action: .standDown,
    takingBack: { _, incident in incident.responses.last.map { [.response: [$0.id.code]] } ?? [:] },
    asks: .ofIncident { maker, incident in
      [maker.response(incident) { $0.isLive }, maker.reason()] + maker.order(required: false)
    }
  ) { form throws(Mistake) in
    .standDown(StandingDown(response: try form.response(), reason: form.reason))
  }

  static let endWithLead = ActForm(
    "endWithLead", ("随结", "end with lead"), pinyin: "sui jie",
    help: ("牵头单位已反馈，配合单位不必再反馈", "the lead has replied: a support need not reply any more"), action: .endWithLead,
    asks: .ofIncident { maker, incident in [maker.response(incident) { $0.isLive && $0.role == .support }] }
  ) { form throws(Mistake) in
    .endWithLead(try form.response())
  }
}

extension Maker {
  /// A handled incident goes back as a whole, else one unit's reply does.
  fileprivate func sendBack(_ incident: Incident) -> [Field] {
    let replied = incident.responses.contains { $0.state == .replied }
    return (replied ? [response(incident) { $0.state == .replied }] : []) + [reason()]
  }
}
