import DutyCore

// What is done to what is recorded.

extension ActForm {
  static let reveal = ActForm(
    "reveal", ("反映人", "reveal reporter"), pinyin: "fan ying ren/lai dian ren",
    help: (
      "看反映人的姓名和电话；谁看过、为什么，都有记录", "show name and phone of whoever reported; who looked, and why, is recorded"
    ), action: .reveal, asks: .ofIncident { maker, _ in [maker.reason()] }
  ) { .reveal(Reason($0.reason)) }

  static let correct = ActForm(
    "correct", ("更正记录", "correct entry"), pinyin: "geng zheng ji lu/geng zheng cao zuo",
    help: (
      "签收、联系、报到、反馈、会商、附件记录有误：更正时间、说明，或撤销",
      "recorded wrong: a milestone's time or words, or that it was at all"
    ), action: .correct,
    takingBack: { entry, _ in [.entry: [String(entry)], .withdrawn: [YesOrNo.yes.rawValue]] },
    onRectification: OnRectification(fields: { $0.correct($1) }) { form throws(Mistake) in
      .correct(try form.correction())
    }, asks: .ofIncident { $0.correct($1) }
  ) { form throws(Mistake) in
    .correct(try form.correction())
  }

  static let countersign = ActForm(
    "countersign", ("补签", "countersign"), pinyin: "bu qian",
    help: ("领导补签按其口头指令办的、事后复核的", "a leader signs what was done on a spoken order, or is to be reviewed"),
    action: .countersign, onRectification: .countersign, asks: .ofRoom { maker, _ in maker.countersign() }
  ) { form throws(Mistake) in
    .countersign(
      Countersigning(entry: try form.entry(none: ("没有等补签的记录。", "Nothing waits for a signature."))))
  }
}

extension Maker {
  /// The milestones and replies of the incident that still stand, the newest first.
  fileprivate func correct(_ incident: Incident) -> [Field] {
    let marks = Set(incident.responses.flatMap(\.marks).map(\.entry))
    let entries = snapshot.view.detail == incident.id ? snapshot.history : []
    return correct(entries) { entry in
      guard let correctable = entry.action.name.correctable else { return false }
      return switch correctable {
      case .milestone: marks.contains(entry.number)
      case .reply: true
      case .whole: !entries.contains { $0.takesBack(entry) }
      }
    }
  }

  /// The entries of the rectification that can be taken back, the newest first.
  fileprivate func correct(_ item: Rectification) -> [Field] {
    let entries = snapshot.rectifications.history.filter { $0.subject == .rectification(item.id) }
    return correct(entries) { entry in
      entry.action.name.correctable != nil && !entries.contains { $0.takesBack(entry) }
    }
  }

  private func correct(_ entries: [Entry], if stands: (Entry) -> Bool) -> [Field] {
    let options = entries.reversed().filter(stands).prefix(Self.most).map { entry in
      let unit = entry.action.answering?.unit
      let words = [
        "#\(entry.number)", entry.action.name.text(language), unit.map(room.catalogue.name(ofDepartment:)),
        time(entry.at),
      ]
      return Field.Option(code: String(entry.number), label: words.compactMap(\.self).joined(separator: " "))
    }
    return [
      Field(.entry, .choice(options), required: true, chosen: options.prefix(1).map(\.code)),
      yesOrNo(
        .withdrawn, nil, yes: language("记录有误，撤销", "recorded in error, take it back"),
        no: language("仅更正时间、说明", "only its time or words")),
      Field(.claimed, .time).when(.withdrawn, YesOrNo.no.rawValue), Field(.words, .line),
    ]
  }

  /// All that waits for the officer's signature in one go, or one of it.
  func countersign() -> [Field] {
    let waiting = officer.map { snapshot.unsigned(by: $0, at: now) } ?? []
    let options = waiting.prefix(Self.most - 1).map { entry in
      let words = [
        "#\(entry.entry)", entry.number, entry.title(language), time(entry.recorded),
        room.name(of: entry.by, language),
      ]
      return Field.Option(code: String(entry.entry), label: words.joined(separator: " "))
    }
    let all = Field.Option(
      code: waiting.map { String($0.entry) }.joined(separator: ","),
      label: language("全部 \(waiting.count) 条", "all \(waiting.count)"))
    return [Field(.entry, .choice([all] + options), required: true, chosen: [all.code])]
  }

  private func time(_ moment: Instant) -> String { TimeText.short(moment, room.zone, now) }
}

extension FormReading {
  fileprivate func correction() throws(Mistake) -> Correction {
    let entry = try entry(none: ("没有可以更正的记录。", "No entry to correct."))
    let isWithdrawn = try needed(.withdrawn, answer(.withdrawn))
    return Correction(
      entry: entry, at: isWithdrawn ? nil : try time(.claimed), words: words(.words), withdrawn: isWithdrawn)
  }
}

extension Snapshot {
  /// Everything that waits for the signature of `leader`: own orders, and for whoever sits what nobody ordered.
  func unsigned(by leader: Officer, at now: Instant) -> [UnsignedEntry] {
    unsigned.filter { entry in
      entry.leader.flatMap { room.officers[$0]?.hasLeft == true ? nil : $0 == leader.id }
        ?? room.actsForSeat(leader, at: now)
    }
  }
}

extension Form {
  /// The part of what was offered that is signed: all of it, or the one that is chosen, each with the subject it is about.
  func countersigned(in snapshot: Snapshot) -> [Series.Item] {
    let entries = (code(.entry) ?? "").split(separator: ",").compactMap { Int64($0) }
    return snapshot.unsigned.filter { entries.contains($0.entry) }.compactMap { entry in
      snapshot.state(of: entry.subject).map { Series.Item($0, choices: [.entry: [String(entry.entry)]]) }
    }
  }
}

extension Entry {
  /// It is a correction that takes `other` back.
  fileprivate func takesBack(_ other: Entry) -> Bool {
    action.correction.map { $0.withdrawn && $0.entry == other.number } ?? false
  }
}
