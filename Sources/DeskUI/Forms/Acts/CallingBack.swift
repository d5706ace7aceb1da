import DutyCore

// Asking whoever reported.

extension ActForm {
  static let callBack = ActForm(
    "callBack", ("回访", "call back"), pinyin: "hui fang",
    help: ("询问反映人是否解决、是否满意", "ask whoever reported: solved or not, satisfied or not"), action: .callBack,
    asks: .ofIncident { maker, _ in maker.callBack() }
  ) { form throws(Mistake) in
    .callBack(try form.callBack())
  }
}

extension Maker {
  /// Asks for the call-back's answer and proposes none, so that nobody affirms it by an Enter too many.
  fileprivate func callBack() -> [Field] {
    let solved = yesOrNo(.solved, nil, yes: language("已解决", "solved"), no: language("未解决", "not solved"))
    let satisfied = yesOrNo(.satisfied, nil, yes: language("满意", "satisfied"), no: language("不满意", "not satisfied"))
    let confirmed = yesOrNo(
      .confirmed, .no, yes: language("经核实未解决", "looked at: it is not solved"), no: language("尚未核实", "not yet"))
    return [
      yesOrNo(.reached, nil, yes: language("已接通", "reached"), no: language("未接通", "not reached")),
      solved.when(.reached, YesOrNo.yes.rawValue), satisfied.when(.reached, YesOrNo.yes.rawValue),
      confirmed.when(.solved, YesOrNo.no.rawValue), Field(.words, .line),
      Field(.unreasonable, .line).when(.satisfied, YesOrNo.no.rawValue),
    ]
  }
}

extension FormReading {
  /// Whether it was looked at is asked of what is not solved only: what was not asked, was not.
  fileprivate func callBack() throws(Mistake) -> CallBack {
    CallBack(
      reached: try needed(.reached, answer(.reached)), solved: answer(.solved), satisfied: answer(.satisfied),
      confirmed: answer(.confirmed) == true, words: words(.words), unreasonable: words(.unreasonable))
  }
}
