import DutyCore

// Upwards and aside: escalating to the county room or a neighbour, referring a dispute, and what they answer.

extension ActForm {
  static let escalate = ActForm(
    "escalate", ("上报", "escalate"), pinyin: "shang bao",
    help: ("报上级指挥中心或毗邻镇街：报备、共办、移交", "to the county room or a neighbour: shown, jointly, handed over"), action: .summon,
    takenBackBy: .recall,
    asks: .ofIncident { maker, incident in
      [
        Field(.unit, .pick(.above), required: true), maker.manner(nil), Field(.words, .line),
      ] + maker.seatsOrder(incident)
    }
  ) { form throws(Mistake) in
    .summon(
      Summoning(
        kind: .escalation, lead: form.codes(.unit), words: form.words(.words), manner: try form.choice(.manner)))
  }

  static let accept = ActForm(
    "accept", ("对方受理", "accepted"), pinyin: "dui fang shou li",
    help: ("对方已受理上报：办理方式、对方编号", "they took it on: their number, and how"), action: .accept,
    asks: .ofIncident { maker, incident in
      let waiting = maker.response(incident) { $0.kind == .escalation && $0.isLive && $0.state != .accepted }
      let asked = incident.responses.last { $0.kind == .escalation }?.manner
      return [waiting, maker.manner(asked), Field(.said, .line, required: true), Field(.theirNumber, .line)]
    }
  ) { form throws(Mistake) in
    .wayOn(
      .accept(
        Acceptance(
          response: try form.response(nobody: nobodyAbove), manner: try form.choice(.manner),
          number: form.words(.theirNumber)?.text, who: form.text(.said))))
  }

  static let reject = ActForm(
    "reject", ("对方不受理", "rejected"), pinyin: "dui fang bu shou li",
    help: ("对方不予受理：理由、应承办单位", "they did not take it on: why, and whose it is"), action: .reject,
    asks: .ofIncident { maker, incident in
      let live = maker.response(incident) { $0.kind == .escalation && $0.isLive }
      return [live, maker.reason(), Field(.right, .line, required: true)]
    }
  ) { form throws(Mistake) in
    .wayOn(
      .reject(
        Rejection(response: try form.response(nobody: nobodyAbove), cause: form.reason, right: form.text(.right))))
  }

  static let recall: ActForm = ActForm(
    "recall", ("撤回上报", "recall"), pinyin: "che hui shang bao",
    help: ("对方尚未受理的上报，可以撤回", "an escalation that is not accepted yet is taken back"), action: .recall,
    asks: .ofIncident { maker, incident in
      let waiting = maker.response(incident) { $0.kind == .escalation && $0.isLive && $0.state != .accepted }
      return [waiting, maker.reason()] + maker.order(required: false)
    }
  ) { form throws(Mistake) in
    .wayOn(.recall(StandingDown(response: try form.response(nobody: nobodyAbove), reason: form.reason)))
  }

  static let refer = ActForm(
    "refer", ("提请裁定", "refer"), pinyin: "ti qing cai ding",
    help: ("对县级部门退单有异议的，提请县级裁定", "a county body's decline goes to the county to be ruled on"), action: .refer,
    looksAtAlike: true,
    asks: .ofIncident { maker, incident in
      [
        maker.response(incident) { $0.state == .declined }, Field(.to, .line, required: true),
        Field(.grounds, .line, required: true),
      ] + maker.order()
    }
  ) { form throws(Mistake) in
    .wayOn(
      .refer(
        Referral(
          response: try form.response(nobody: ("没有单位退单，无须提请。", "No unit has declined: there is nothing to refer.")),
          to: form.text(.to), grounds: form.text(.grounds))))
  }

  static let ruleAbove = ActForm(
    "ruleAbove", ("县级裁定", "ruled above"), pinyin: "xian ji cai ding",
    help: ("登记县级裁定结果", "write down how the county ruled"), action: .ruleAbove,
    asks: .ofIncident { maker, incident in
      [
        maker.response(incident) { $0.state == .referred },
        maker.choice(.ruling, Appointment.Ruling.allCases, nil, required: true) { $0.text(maker.language) },
        Field(.said, .line, required: true), Field(.receipt, .line, required: true), maker.reason(),
      ]
    }
  ) { form throws(Mistake) in
    let response = try form.response(nobody: ("没有提请县级裁定的退单。", "Nothing was referred to the county."))
    let receipt = try form.needed(.receipt, form.words(.receipt)?.text)
    return .wayOn(
      .ruleAbove(
        CountyRuling(
          response: response, ruling: try form.choice(.ruling), who: form.text(.said), receipt: receipt,
          reason: form.reason)))
  }

  private static let nobodyAbove = ("本件没有上报，无须登记。", "Nobody was escalated to.")
}

extension Maker {
  fileprivate func manner(_ chosen: EscalationManner?) -> Field {
    choice(.manner, EscalationManner.allCases, chosen, required: true) { $0.text(language) }
  }
}
