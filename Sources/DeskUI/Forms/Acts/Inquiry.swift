import DutyCore

// What is looked into and put on record.

extension ActForm {
  static let note = ActForm(
    "note", keys: [.character("l"), .function(8)], ("记录", "note"), pinyin: "ji lu",
    help: ("在事件里加一条记录", "add a note to the incident"), action: .note, takesSeveral: true,
    onRectification: .note, asks: .ofIncident { _, _ in [Field(.words, .line, required: true).called("记录内容", "words")] }
  ) { .note(Note($0.text(.words))) }

  static let admit = ActForm(
    "admit", ("准入", "admit"), pinyin: "zhun ru",
    help: ("清单未列给本镇街的事项，领导批准由本镇街承办", "a leader takes on what the list does not give the station"), action: .admit,
    asks: .ofIncident { $0.admit($1) }
  ) { form throws(Mistake) in
    let until = try form.needed(.admittedUntil, try form.time(.admittedUntil, ahead: true))
    return .admit(
      Admission(
        reason: form.reason, agreed: form.words(.agreed), until: form.room.zone.day(of: until),
        asker: form.code(.handedDownBy), document: form.words(.document)?.text, what: form.words(.task),
        by: try form.time(.taskDue, ahead: true), means: form.words(.means)))
  }

  static let survey = ActForm(
    "survey", ("核实", "survey"), pinyin: "he shi",
    help: ("受理前先到现场核实，登记核实情况", "the look before taking on: what was found"), action: .survey,
    asks: .ofIncident { maker, _ in
      [
        maker.choice(.result, Surveying.Result.allCases, nil, required: true) { $0.text(maker.language) },
        Field(.words, .line), Field(.time, .time),
      ]
    }
  ) { form throws(Mistake) in
    .survey(Surveying(result: try form.choice(.result), words: form.words(.words)))
  }

  static let consult = ActForm(
    "consult", ("会商", "consult"), pinyin: "hui shang",
    help: ("登记参加人员和会商结论", "write down who sat together and what was concluded"), action: .consult,
    asks: .ofIncident { $0.consult($1) }
  ) { .consult($0.consultation()) }

  static let attach = ActForm(
    "attach", ("附件", "attach"), pinyin: "fu jian",
    help: ("附照片或材料：记下位置和校验值", "a photo or paper: its place and its digest are recorded"), action: .attach,
    takenBackBy: .correct,
    onRectification: OnRectification(fields: { maker, _ in maker.attach() }) { form throws(Mistake) in
      .attach(try form.attachment())
    }, asks: .ofIncident { maker, _ in maker.attach() }
  ) { form throws(Mistake) in
    .attach(try form.attachment())
  }

  static let forgive = ActForm(
    "forgive", ("容错", "forgive"), pinyin: "rong cuo",
    help: ("登记符合容错情形的失误：理由、同意人", "an honest miss: the reasons, and who agreed"), action: .forgive,
    asks: .ofIncident { maker, _ in
      [Field(.reasons, .line, required: true), Field(.agreed, .line, required: true)] + maker.order()
    }
  ) { .forgive(Forgiving(reasons: $0.text(.reasons), agreed: $0.text(.agreed))) }
}

extension Maker {
  /// A task that is handed down comes with a paper that asks for it, and with its means.
  fileprivate func admit(_ incident: Incident) -> [Field] {
    let paper: [Field] =
      incident.isHandedDown
      ? [
        Field(.handedDownBy, .pick(.units), required: true, chosen: incident.handedDownBy.map { [$0] } ?? []),
        Field(.document, .line, required: true, text: incident.document ?? ""),
        Field(.task, .line, required: true), Field(.taskDue, .time, required: true),
        Field(.means, .line, required: true),
      ] : []
    return [reason(), Field(.agreed, .line, required: true), Field(.admittedUntil, .time, required: true)] + paper
      + order()
  }
}

extension Maker {
  fileprivate func attach() -> [Field] {
    [
      Field(.path, .line, required: true),
      choice(.photo, Attachment.Kind.allCases, .after, required: true) { $0.text(language) },
    ]
  }

  /// Asks who sat together, what came of it, and whom it called, if anybody.
  fileprivate func consult(_ incident: Incident) -> [Field] {
    let kinds: [SummonsKind] = [.assignment, .daily, .work]
    let whistles = [SummonsKind.daily, .work].map(\.rawValue)
    let nobody = Field.Option(code: Field.Option.noUnit, label: language("不派遣", "nobody"))
    let options = [nobody] + kinds.map { Field.Option(code: $0.rawValue, label: $0.text(language)) }
    return [
      Field(.who, .line, required: true), Field(.conclusion, .line, required: true),
      Field(.calling, .choice(options), required: true, chosen: [nobody.code]),
      Field(.lead, .pickMany(.units), required: true).when(.calling, kinds.map(\.rawValue)),
      Field(.support, .pickMany(.units)).when(.calling, whistles),
      choice(.ground, Ground.allCases, nil, required: true) { $0.text(language) }.when(.calling, whistles),
    ] + order(of: .calling, incident)
  }
}

extension FormReading {
  /// The digests of what is attached already.
  private var attached: [String] { form.rectification?.attachments.map(\.sha256) ?? subject?.attachments ?? [] }

  /// Reads a consultation, whose conclusion may call units there and then.
  fileprivate func consultation() -> Consultation {
    let summons = code(.calling).flatMap(SummonsKind.init).map { kind in
      Summoning(
        kind: kind, lead: codes(.lead), support: codes(.support), ground: code(.ground).flatMap(Ground.init),
        item: item(codes(.lead)))
    }
    return Consultation(who: text(.who), conclusion: text(.conclusion), summons: summons)
  }

  /// Known by its digest, which is worked out when the form is submitted.
  fileprivate func attachment() throws(Mistake) -> Attachment {
    let digest = try needed(.path, form.digest)
    if attached.contains(digest) {
      throw Mistake(field: .path, text: language("这个文件已经附在这件事上。", "This file is attached to it already."))
    }
    return Attachment(kind: try choice(.photo), path: text(.path), sha256: digest)
  }
}
