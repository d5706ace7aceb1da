import DutyCore

// What stops and moves the clocks.

extension ActForm {
  static let suspend: ActForm = ActForm(
    "suspend", ("挂账", "suspend"), pinyin: "gua zhang",
    help: ("暂时办不了的，时钟停到写明的那天；只能挂一次", "all clocks stand still until a day; once only"), action: .suspend,
    takenBackBy: .resume,
    asks: .ofIncident { maker, incident in maker.suspend(incident) + maker.order() }
  ) { form throws(Mistake) in
    .suspend(
      Suspending(
        until: try form.needed(.until, try form.time(.until, ahead: true)), reason: form.reason,
        told: form.words(.told), senderWaits: form.answer(.senderWaits)))
  }

  static let resume = ActForm(
    "resume", ("恢复", "resume"), pinyin: "hui fu",
    help: ("挂账的事提前恢复，时钟接着走", "end a suspension early: the clocks go on"), action: .resume,
    asks: .ofIncident { _, _ in [] }
  ) { _ in .resume }

  static let requestExtension = ActForm(
    "requestExtension", ("申请延期", "extend: ask"), pinyin: "shen qing yan qi",
    help: ("到期前申请延长办结限", "ask for a longer limit, before it has passed"), action: .requestExtension,
    asks: .ofIncident { maker, _ in [maker.reason()] }
  ) { .requestExtension(Reason($0.reason)) }

  static let grantExtension = ActForm(
    "grantExtension", ("批准延期", "extend: grant"), pinyin: "pi zhun yan qi",
    help: ("先由领导、再由主任或书记批，两道都批才延长", "first a leader, then the director or secretary: two approve"),
    action: .grantExtension, asks: .ofIncident { _, _ in [] }
  ) { _ in .grantExtension }
}

extension Maker {
  fileprivate func suspend(_ incident: Incident) -> [Field] {
    var fields = [Field(.until, .time, required: true), reason()]
    if incident.wasReportedBySomebody { fields.append(Field(.told, .line, required: true)) }
    if incident.outsideDue != nil {
      fields.append(
        yesOrNo(.senderWaits, nil, yes: language("来文单位同意顺延", "waits too"), no: language("不顺延", "goes on")))
    }
    return fields
  }
}
