import DutyCore

// A unit says that it is not its matter, and a leader rules.

extension ActForm {
  static let decline = ActForm(
    "decline", ("退单", "decline"), pinyin: "tui dan",
    help: ("代单位登记退单：理由、应承办单位；退回本镇街的须有履职事项", "write down that a unit declines: on what ground, and whose it is"),
    action: .decline, asks: .ofIncident { $0.decline($1) }
  ) { form throws(Mistake) in
    .decline(
      Declining(
        response: try form.response(), ground: form.reason,
        proposed: try form.needed(.proposed, form.code(.proposed)), item: form.code(.item), channel: form.channel,
        said: form.words(.said)))
  }

  static let appoint = ActForm(
    "appoint", ("指定承办", "appoint"), pinyin: "zhi ding cheng ban",
    help: ("坐堂领导裁定退单：同意退单，或不予退单", "the sitting leader rules on a decline: upheld or overruled"), action: .appoint,
    looksAtAlike: true, asks: .ofIncident { $0.appoint($1) }
  ) { form throws(Mistake) in
    .appoint(
      Appointment(
        response: try form.response(
          nobody: ("没有单位退单，不用指定承办。", "No unit has declined: there is nothing to rule on.")),
        ruling: try form.choice(.ruling), reason: form.reason))
  }
}

extension Maker {
  fileprivate func decline(_ incident: Incident) -> [Field] {
    [
      response(incident) { $0.isLive }, reason(), Field(.proposed, .pick(.units), required: true),
      Field(.item, .pick(.basicItems)), channel(), Field(.said, .line),
    ]
  }

  /// Asks which way the ruling goes and proposes none, so that nobody affirms it by an Enter too many.
  fileprivate func appoint(_ incident: Incident) -> [Field] {
    [
      response(incident) { $0.state == .declined },
      choice(.ruling, Appointment.Ruling.allCases, nil, required: true) { $0.text(language) }, reason(),
    ] + order()
  }
}
