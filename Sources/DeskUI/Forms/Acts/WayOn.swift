import DutyCore

// The ways on of a matter: taken over, back to its sender, to petitions, to another deadline of the sender's.

extension ActForm {
  static let takeOver = ActForm(
    "takeOver", ("自办接手", "take over"), pinyin: "zi ban jie shou",
    help: ("接手他人自办的事件", "go on with what somebody else took on"), action: .takeOver,
    asks: .ofIncident { maker, incident in [maker.holder(of: incident)] }
  ) { form throws(Mistake) in
    let holder = form.subject?.takenOnBy
    return .wayOn(.takeOver(TakingOver(from: try form.needed(.takenFrom, holder))))
  }

  static let endAdmission = ActForm(
    "endAdmission", ("准入终止", "end admission"), pinyin: "zhun ru zhong zhi",
    help: ("终止准入；已在办的继续办理", "own hands take no more of it; what is in hand goes on"), action: .endAdmission,
    asks: .ofIncident { maker, _ in [maker.reason()] + maker.order() }
  ) { .wayOn(.endAdmission(Reason($0.reason))) }

  static let returnUp = ActForm(
    "returnUp", ("退回来文", "return"), pinyin: "tui hui lai wen",
    help: ("有编号、非本镇街职责的，写明理由和应承办单位，退回来文单位", "what came with a number and is not ours goes back"), action: .returnUp,
    asks: .ofIncident { maker, _ in
      [
        maker.reason(), Field(.whose, .line, required: true).called("应承办单位", "whose it is"),
        Field(.item, .pick(.items)),
      ] + maker.order(required: false)
    }
  ) {
    .wayOn(.returnUp(Returning(ground: $0.reason, right: $0.text(.whose), item: $0.code(.item))))
  }

  static let returnAgreed = ActForm(
    "returnAgreed", ("同意退回", "return agreed"), pinyin: "tong yi tui hui",
    help: ("来文单位同意收回，本件办结", "the sender takes it back: it is closed here"), action: .returnAgreed, isDangerous: true,
    asks: .ofIncident { _, _ in
      [
        Field(.agreed, .line, required: true).called("来文单位同意人", "who agreed there"), Field(.receipt, .line),
      ]
    }
  ) {
    .wayOn(.returnAgreed(ReturnAnswer(who: $0.text(.agreed), receipt: $0.words(.receipt)?.text)))
  }

  static let returnRefused = ActForm(
    "returnRefused", ("不予退回", "return refused"), pinyin: "bu yu tui hui",
    help: ("来文单位不同意收回，继续办理", "the sender does not take it back: it goes on here"), action: .returnRefused,
    asks: .ofIncident { _, _ in
      [
        Field(.said, .line, required: true).called("来文单位答复人", "who answered there"),
        Field(.words, .line, required: true).called("来文单位意见", "what they say"), Field(.receipt, .line),
      ]
    }
  ) {
    .wayOn(
      .returnRefused(
        ReturnAnswer(who: $0.text(.said), receipt: $0.words(.receipt)?.text, words: $0.words(.words))))
  }

  static let toPetition = ActForm(
    "toPetition", ("转信访", "petition"), pinyin: "zhuan xin fang",
    help: ("信访事项转平安法治办，登记回执", "a petition goes to its office, with the receipt"), action: .toPetition,
    isDangerous: true,
    asks: .ofIncident { _, _ in
      [
        Field(.to, .line, required: true).called("移交对象", "passed to"),
        Field(.receipt, .line, required: true),
      ]
    }
  ) { form throws(Mistake) in
    let receipt = try form.needed(.receipt, form.words(.receipt)?.text)
    return .wayOn(.toPetition(PetitionPassing(to: form.text(.to), receipt: receipt)))
  }

  static let refuseExtension = ActForm(
    "refuseExtension", ("不予延期", "extend: refuse"), pinyin: "bu yu yan qi",
    help: ("不同意延期，写明理由；不占延期次数", "not extended, with the reason; it uses up none"), action: .refuseExtension,
    asks: .ofIncident { maker, _ in [maker.reason()] }
  ) { .wayOn(.refuseExtension(Reason($0.reason))) }

  static let outsideExtension = ActForm(
    "outsideExtension", ("来文延期", "sender extends"), pinyin: "lai wen yan qi",
    help: ("来文单位同意调整时限；只有来文单位能调整", "the sender moves their own limit"), action: .outsideExtension,
    asks: .ofIncident { _, _ in
      [
        Field(.outsideDue, .time, required: true).called("来文时限", "their limit"),
        Field(.agreed, .line, required: true).called("来文单位同意人", "who agreed there"), Field(.receipt, .line),
      ]
    }
  ) { form throws(Mistake) in
    let due = try form.needed(.outsideDue, try form.time(.outsideDue, ahead: true))
    return .wayOn(
      .outsideExtension(OutsideExtension(due: due, who: form.text(.agreed), receipt: form.words(.receipt)?.text)))
  }

  static let interimAnswer = ActForm(
    "interimAnswer", ("阶段答复", "interim answer"), pinyin: "jie duan da fu",
    help: ("先答复来文单位已办情况和下一步；最终答复仍须回复", "what was done and what follows; the final answer stays owed"),
    action: .interimAnswer,
    asks: .ofIncident { _, _ in
      [
        Field(.done, .line, required: true), Field(.next, .line, required: true),
        Field(.nextBy, .time, required: true), Field(.receipt, .line),
      ]
    }
  ) { form throws(Mistake) in
    let until = try form.needed(.nextBy, try form.time(.nextBy, ahead: true))
    return .wayOn(
      .interimAnswer(
        InterimAnswer(
          done: form.text(.done), next: form.text(.next), until: until, receipt: form.words(.receipt)?.text)))
  }
}

extension Maker {
  /// Shows whose work it is.
  fileprivate func holder(of incident: Incident) -> Field {
    let options = [incident.takenOnBy].compactMap(\.self).map {
      Field.Option(code: $0.code, label: room.name(of: $0, language))
    }
    return Field(.takenFrom, .choice(options), required: true, chosen: options.map(\.code))
  }
}
