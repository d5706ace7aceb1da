import DutyCore

// What is left to be put right: opened, followed, done, verified by somebody else, and looked at again.

extension ActForm {
  static let openItem = ActForm(
    "openItem", ("整改立项", "open item"), pinyin: "zheng gai li xiang",
    help: ("办结以后还要整改的：整改内容、整改单位、整改期限", "what is left to be put right: what, by whom, by which day"),
    action: .openItem, asks: .ofRoom { $0.openItem($1) }
  ) { form throws(Mistake) in
    .rectification(.open(try form.opening()))
  }

  static let changeItem = ActForm(
    "changeItem", ("整改变更", "change item"), pinyin: "zheng gai bian geng",
    help: ("领导变更整改单位、期限或措施，写明理由", "a leader changes owner, day or means"), action: .changeItem
  ) { maker, item in
    [
      Field(.owner, .pick(.units), chosen: [item.owner]), Field(.due, .time), Field(.measures, .line), maker.reason(),
    ] + maker.order()
  } reading: { form throws(Mistake) in
    let owner = form.code(.owner)
    return .change(
      RectificationChange(
        owner: owner == form.form.rectification?.owner ? nil : owner, due: try form.day(.due),
        means: form.words(.measures), reason: form.reason))
  }

  static let progressItem = ActForm(
    "progressItem", ("整改进展", "progress"), pinyin: "zheng gai jin zhan",
    help: ("代整改单位登记进展、完成比例", "write down how far the owner has come"), action: .progressItem
  ) { _, _ in
    [Field(.words, .line, required: true), Field(.share, .line), Field(.time, .time)]
  } reading: { form throws(Mistake) in
    .progress(RectificationProgress(share: try form.number(.share), words: form.text(.words)))
  }

  static let doneItem = ActForm(
    "doneItem", ("整改完成", "item done"), pinyin: "zheng gai wan cheng",
    help: ("代整改单位报完成，等别人复查", "the owner says that it is put right"), action: .doneItem
  ) { _, _ in
    [Field(.words, .line, required: true), Field(.time, .time)]
  } reading: {
    .done(Note($0.text(.words)))
  }

  static let verifyItem = ActForm(
    "verifyItem", ("复查销号", "verify"), pinyin: "fu cha xiao hao",
    help: (
      "不是报完成的人、也不是整改单位的人复查", "somebody else has seen it: neither who reported it nor of the owner's unit"
    ), action: .verifyItem
  ) { maker, item in
    let paper = item.kind == .majorHazard ? [Field(.paper, .line, required: true)] : []
    return [maker.choice(.way, Verification.Way.allCases, nil, required: true) { $0.text(maker.language) }] + paper
      + [Field(.lookBackDays, .line), Field(.words, .line)]
  } reading: { form throws(Mistake) in
    .verify(
      Verification(
        way: try form.choice(.way), words: form.words(.words), paper: form.words(.paper),
        lookBackDays: try form.number(.lookBackDays)))
  }

  static let returnItem = ActForm(
    "returnItem", ("退回整改", "return item"), pinyin: "tui hui zheng gai",
    help: ("未整改到位，退回并另定期限", "not put right: back to the owner, with a new day"), action: .returnItem
  ) { maker, _ in
    [maker.reason(), Field(.due, .time, required: true)]
  } reading: { form throws(Mistake) in
    .sendBack(RectificationReturn(reason: form.reason, due: try form.needed(.due, try form.day(.due))))
  }

  static let lookBack = ActForm(
    "lookBack", ("回头看", "look back"), pinyin: "hui tou kan",
    help: ("销号以后再去看：没有反弹，还是又出现了", "looked at again: it holds, or it is back"), action: .lookBack
  ) { maker, _ in
    let language = maker.language
    return [
      maker.yesOrNo(.holds, nil, yes: language("没有反弹", "it holds"), no: language("又出现了", "it is back")),
      Field(.due, .time, required: true).when(.holds, YesOrNo.no.rawValue), Field(.words, .line),
    ]
  } reading: { form throws(Mistake) in
    let holds: YesOrNo = try form.choice(.holds)
    let due = holds == .no ? try form.needed(.due, try form.day(.due)) : nil
    return .lookBack(LookBack(holds: holds == .yes, words: form.words(.words), due: due))
  }

  static let dropItem = ActForm(
    "dropItem", ("整改撤销", "drop item"), pinyin: "zheng gai che xiao",
    help: ("不用整改了，领导撤销；限期整改、重大隐患不能撤", "a leader drops what is not needed"), action: .dropItem
  ) { maker, _ in
    [maker.reason()] + maker.order()
  } reading: {
    .drop(Reason($0.reason))
  }

  /// A form that is made for a rectification only.
  private init(
    _ word: String, _ names: (String, String), pinyin: String, help: (String, String), action name: ActionName,
    fields: @escaping @Sendable (Maker, Rectification) -> [Field],
    reading act: @escaping @Sendable (FormReading) throws(Mistake) -> RectificationAct
  ) {
    self.init(
      word, names, pinyin: pinyin, help: help, action: name,
      onRectification: OnRectification(fields: fields, act: act), asks: .ofRectification
    ) { _ in nil }
  }
}

// Acts that an incident knows too.
extension ActForm.OnRectification {
  static let note = Self(fields: { _, _ in [Field(.words, .line, required: true)] }) { .note(Note($0.text(.words))) }

  static let urge = Self(fields: { _, _ in [Field(.words, .line)] }) { .urge(Reminder(words: $0.words(.words))) }

  static let sheet = Self(
    fields: { maker, _ in
      [
        maker.choice(.colour, Sheet.Colour.allCases, nil, required: true) { $0.text(maker.language) },
        Field(.reason, .line),
      ] + maker.order(required: false)
    }
  ) { form throws(Form.Mistake) in
    .sheet(Sheet(response: nil, colour: try form.choice(.colour), reason: form.words(.reason)))
  }

  static let countersign = Self(fields: { maker, _ in maker.countersign() }) { form throws(Form.Mistake) in
    .countersign(Countersigning(entry: try form.entry(none: ("没有等补签的记录。", "Nothing waits for a signature."))))
  }
}

extension Maker {
  /// It belongs to the incident that is selected, or stands by itself.
  fileprivate func openItem(_ incident: Incident?) -> [Field] {
    let own = incident.map {
      Field.Option(
        code: String($0.id.entry), label: "\($0.number) " + SafeText.fitted($0.summary.masked(language), 30))
    }
    let alone = Field.Option(code: Field.Option.noUnit, label: language("单独立项", "by itself"))
    let about = [own].compactMap(\.self) + [alone]
    return [
      Field(.about, .choice(about), required: true, chosen: about.prefix(1).map(\.code)),
      choice(.rectifying, Rectification.Kind.allCases, .plain, required: true) { $0.text(language) },
      Field(.what, .line, required: true), Field(.place, .line, text: incident?.place?.text ?? ""),
      Field(.owner, .pick(.units), required: true, chosen: [incident?.department].compactMap(\.self)),
      Field(.due, .time, required: true),
      Field(.supervisor, .pick(.units), required: true).when(.rectifying, Rectification.Kind.majorHazard.rawValue),
      yesOrNo(.atOnce, .yes, yes: language("能立即整改", "at once"), no: language("不能，要五落实", "not at once")),
      five(.responsible), five(.measures), five(.funds), five(.stages), five(.fallback),
    ]
  }

  private func five(_ name: Field.Name) -> Field {
    Field(name, .line, required: true).when(.atOnce, YesOrNo.no.rawValue)
  }
}

extension FormReading {
  /// It belongs to the incident that is chosen, as that was seen, or stands by itself.
  fileprivate func opening() throws(Mistake) -> RectificationOpening {
    let of = subject.flatMap { code(.about) == String($0.id.entry) ? $0.reference : nil }
    let atOnce: YesOrNo = try choice(.atOnce)
    return RectificationOpening(
      kind: try choice(.rectifying), incident: of, what: text(.what), place: words(.place),
      owner: try needed(.owner, code(.owner)), due: try needed(.due, try day(.due)),
      fiveFixed: atOnce == .no ? fiveFixed() : nil, supervisor: code(.supervisor))
  }

  private func fiveFixed() -> FiveFixed {
    FiveFixed(
      responsible: text(.responsible), measures: text(.measures), funds: text(.funds), stages: text(.stages),
      fallback: text(.fallback))
  }

  /// A day that lies ahead; nil for a blank field, and for one that is not asked for.
  fileprivate func day(_ name: Field.Name) throws(Mistake) -> Day? {
    guard form.shown.contains(where: { $0.name == name }) else { return nil }
    return try time(name, ahead: true).map { room.zone.day(of: $0) }
  }

  /// Digits, also wide ones and with a percent sign; nil where nothing was written.
  fileprivate func number(_ name: Field.Name) throws(Mistake) -> Int? {
    guard let text = words(name)?.text else { return nil }
    guard let number = Int(String(text.map(Key.folded).filter { !"%％天".contains($0) })) else {
      throw Mistake(field: name, text: language("“\(text)”不是数字。", "“\(text)” is no number."))
    }
    return number
  }
}
