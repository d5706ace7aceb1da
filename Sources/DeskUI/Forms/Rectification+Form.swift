import DutyCore

// The forms about what is left to be put right: what they ask, and what they stand for.

extension Maker {
  /// Lays out the fields of an act that opens a rectification, of the incident that is selected or by itself.
  func openItem(_ incident: Incident?) -> [Field] {
    let own = incident.map {
      Field.Option(
        code: String($0.id.entry), label: "\($0.number) " + SafeText.fitted($0.summary.masked(language), 30))
    }
    let alone = Field.Option(code: Self.whole, label: language("单独立项", "by itself"))
    let about = [own].compactMap(\.self) + [alone]
    return [
      Field(.about, .choice(about), required: true, chosen: about.prefix(1).map(\.code)),
      choice(.rectifying, Rectification.Kind.allCases, .plain, required: true) { $0.text(language) },
      Field(.what, .line, required: true), Field(.place, .line, text: incident?.place?.text ?? ""),
      Field(.owner, .pick(.units), required: true, chosen: [incident?.department].compactMap(\.self)),
      Field(.due, .time, required: true),
      Field(.supervisor, .pick(.units), required: true).when(.rectifying, Rectification.Kind.majorHazard.rawValue),
      yesOrNo(.atOnce, .yes, yes: language("能马上改", "at once"), no: language("不能，要五落实", "not at once")),
      five(.responsible), five(.measures), five(.funds), five(.stages), five(.fallback),
    ]
  }

  private func five(_ name: Field.Name) -> Field {
    Field(name, .line, required: true).when(.atOnce, YesOrNo.no.rawValue)
  }

  /// Lays out the fields of an act on a rectification that is there.
  func fields(of act: Act, on item: Rectification) -> [Field] {
    switch act {
    case .changeItem:
      [
        Field(.owner, .pick(.units), chosen: [item.owner]), Field(.due, .time), Field(.measures, .line), reason(),
      ] + order()
    case .progressItem: [Field(.words, .line, required: true), Field(.share, .line), Field(.time, .time)]
    case .doneItem: [Field(.words, .line, required: true), Field(.time, .time)]
    case .verifyItem: verifyItem(item)
    case .returnItem: [reason(), Field(.due, .time, required: true)]
    case .lookBack:
      [
        yesOrNo(.holds, nil, yes: language("没有反弹", "it holds"), no: language("又出现了", "it is back")),
        Field(.due, .time, required: true).when(.holds, YesOrNo.no.rawValue), Field(.words, .line),
      ]
    case .dropItem: [reason()] + order()
    case .note: [Field(.words, .line, required: true)]
    case .attach:
      [
        Field(.path, .line, required: true),
        choice(.photo, Attachment.Kind.allCases, .after, required: true) { $0.text(language) },
      ]
    case .urge: [Field(.words, .line)]
    case .sheet:
      [
        choice(.colour, Sheet.Colour.allCases, nil, required: true) { $0.text(language) }, Field(.reason, .line),
      ] + order(required: false)
    case .correct: correct(item)
    case .receive, .assign, .whistle, .milestone, .reply, .close, .takeOn, .handle, .amend, .sendBack, .signOn, .report,
      .callBack, .closeDirect, .reveal, .decline, .appoint, .standDown, .endWithLead, .score, .admit, .survey, .consult,
      .suspend, .resume, .requestExtension, .grantExtension, .merge, .unmerge, .reopen, .void, .restore, .countersign,
      .forgive, .takeSeat, .handOver, .swap, .setStanding, .openItem:
      []
    }
  }

  private func verifyItem(_ item: Rectification) -> [Field] {
    let paper = Field(.paper, .line, required: true)
    return [choice(.way, Verification.Way.allCases, nil, required: true) { $0.text(language) }]
      + (item.kind == .majorHazard ? [paper] : []) + [Field(.lookBackDays, .line), Field(.words, .line)]
  }

  /// The entries of the rectification that can be taken back, the newest first.
  private func correct(_ item: Rectification) -> [Field] {
    let entries = snapshot.rectifications.history.filter { $0.subject == .rectification(item.id) }
    let options = entries.reversed().filter { $0.action.name.canBeTakenBack }.prefix(Self.most).map { entry in
      let words = ["#\(entry.number)", entry.action.name.text(language), TimeText.short(entry.at, room.zone, now)]
      return Field.Option(code: String(entry.number), label: words.joined(separator: " "))
    }
    return [
      Field(.entry, .choice(options), required: true, chosen: options.prefix(1).map(\.code)),
      yesOrNo(
        .withdrawn, nil, yes: language("记错了，撤掉", "recorded in error, take it back"),
        no: language("只改时间或说明", "only its time or words")),
      Field(.claimed, .time).when(.withdrawn, YesOrNo.no.rawValue), Field(.words, .line),
    ]
  }
}

extension Form {
  /// The act that the form stands for on the rectification it was opened on.
  func rectifying(_ item: Rectification, in room: Room, _ reader: TimeReader) throws(Mistake) -> RectificationAct? {
    switch act {
    case .changeItem:
      let owner = code(.owner)
      return .change(
        RectificationChange(
          owner: owner == item.owner ? nil : owner, due: try day(.due, reader), means: words(.measures),
          reason: reason))
    case .progressItem:
      return .progress(RectificationProgress(share: try number(.share, reader), words: try stated(.words, reader)))
    case .doneItem: return .done(Note(try stated(.words, reader)))
    case .verifyItem:
      return .verify(
        Verification(
          way: try chosen(.way, reader), words: words(.words), paper: words(.paper),
          lookBackDays: try number(.lookBackDays, reader)))
    case .returnItem:
      return .sendBack(RectificationReturn(reason: try stated(.reason, reader), due: try needed(.due, reader)))
    case .lookBack:
      let holds: YesOrNo = try chosen(.holds, reader)
      return .lookBack(
        LookBack(holds: holds == .yes, words: words(.words), due: holds == .no ? try needed(.due, reader) : nil))
    case .dropItem: return .drop(Reason(try stated(.reason, reader)))
    case .note: return .note(Note(try stated(.words, reader)))
    case .attach: return .attach(try attachment(reader))
    case .urge: return .urge(Reminder(words: words(.words)))
    case .sheet:
      return .sheet(Sheet(response: nil, colour: try chosen(.colour, reader), reason: words(.reason)))
    case .correct: return .correct(try correction(reader))
    case .countersign: return .countersign(Countersigning(entry: try entry(reader)))
    case .receive, .assign, .whistle, .milestone, .reply, .close, .takeOn, .handle, .amend, .sendBack, .signOn, .report,
      .callBack, .closeDirect, .reveal, .decline, .appoint, .standDown, .endWithLead, .score, .admit, .survey, .consult,
      .suspend, .resume, .requestExtension, .grantExtension, .merge, .unmerge, .reopen, .void, .restore, .forgive,
      .takeSeat, .handOver, .swap, .setStanding, .openItem:
      return nil
    }
  }

  /// Opens one of the incident that is chosen, as that was seen, or one by itself.
  func opening(_ incident: Incident?, _ reader: TimeReader) throws(Mistake) -> RectificationOpening {
    let isOf = incident.map { code(.about) == String($0.id.entry) } ?? false
    let atOnce: YesOrNo = try chosen(.atOnce, reader)
    return RectificationOpening(
      kind: try chosen(.rectifying, reader), incident: isOf ? incident?.reference : nil,
      what: try stated(.what, reader), place: words(.place), owner: try picked(.owner, reader),
      due: try needed(.due, reader), fiveFixed: atOnce == .no ? try fiveFixed(reader) : nil,
      supervisor: code(.supervisor))
  }

  private func fiveFixed(_ reader: TimeReader) throws(Mistake) -> FiveFixed {
    FiveFixed(
      responsible: try stated(.responsible, reader), measures: try stated(.measures, reader),
      funds: try stated(.funds, reader), stages: try stated(.stages, reader), fallback: try stated(.fallback, reader))
  }

  // MARK: - What has to be answered

  func chosen<Value: RawRepresentable>(
    _ name: Field.Name, _ reader: TimeReader
  ) throws(Mistake) -> Value where Value.RawValue == String {
    guard let value = code(name).flatMap(Value.init(rawValue:)) else { throw missing(name, reader) }
    return value
  }

  func stated(_ name: Field.Name, _ reader: TimeReader) throws(Mistake) -> Words {
    guard let words = words(name) else { throw missing(name, reader) }
    return words
  }

  private func picked(_ name: Field.Name, _ reader: TimeReader) throws(Mistake) -> String {
    guard let code = code(name) else { throw missing(name, reader) }
    return code
  }

  private func needed(_ name: Field.Name, _ reader: TimeReader) throws(Mistake) -> Day {
    guard let day = try day(name, reader) else { throw missing(name, reader) }
    return day
  }

  private func day(_ name: Field.Name, _ reader: TimeReader) throws(Mistake) -> Day? {
    guard let field = shown.first(where: { $0.name == name }) else { return nil }
    return try reader.read(field, ahead: true).map { reader.zone.day(of: $0) }
  }

  /// Digits, also wide ones and with a percent sign; nil where nothing was written.
  private func number(_ name: Field.Name, _ reader: TimeReader) throws(Mistake) -> Int? {
    guard let text = words(name)?.text else { return nil }
    guard let number = Int(String(text.map(Key.folded).filter { !"%％天".contains($0) })) else {
      throw Mistake(field: name, text: reader.language("“\(text)”不是数字。", "“\(text)” is no number."))
    }
    return number
  }

  private func missing(_ name: Field.Name, _ reader: TimeReader) -> Mistake {
    let label = self[name]?.label(reader.language) ?? ""
    return Mistake(
      field: name, text: reader.language("还缺：\(label)。", "Still needed: \(label)."), isMissing: true)
  }
}
