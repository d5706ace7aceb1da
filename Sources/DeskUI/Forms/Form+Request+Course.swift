import DutyCore

// Requests about clocks, call-backs, other incidents, other entries, and the roster.

extension Form {
  func report() -> SituationReport {
    SituationReport(
      stage: code(.stage).flatMap(SituationReport.Stage.init) ?? .initialByPhone, to: words(.to) ?? Words(""),
      words: words(.words) ?? Words(""))
  }

  /// Known by its digest, which is worked out when the form is submitted; until then there is none.
  func attachment(_ reader: TimeReader) throws(Mistake) -> Attachment {
    if let digest, subject?.attachments.contains(digest) ?? false {
      throw Mistake(field: .path, text: reader.language("这个文件已经附在这件事上。", "This file is attached to it already."))
    }
    return Attachment(
      kind: code(.photo).flatMap(Attachment.Kind.init) ?? .after, path: words(.path) ?? Words(""),
      sha256: digest ?? String(repeating: "0", count: 64))
  }

  func callBack() -> CallBack {
    CallBack(
      reached: answer(.reached) ?? false, solved: answer(.solved), satisfied: answer(.satisfied),
      confirmed: answer(.confirmed) ?? false, words: words(.words), unreasonable: words(.unreasonable))
  }

  func sheet() -> Sheet {
    Sheet(
      response: code(.response).flatMap(ResponseID.init(code:)), colour: colour ?? .blue, reason: words(.reason))
  }

  /// A point that is not given yet lies outside the range.
  func score(_ reader: TimeReader) throws(Mistake) -> Score {
    func points(_ aspect: Score.Aspect) -> Int { code(.points(aspect)).flatMap(Int.init) ?? 0 }
    return Score(
      response: try response(reader), duty: points(.duty), arrival: points(.arrival), cooperation: points(.cooperation),
      manner: points(.manner), words: words(.words))
  }

  /// The other incident as it was seen: a merge acts on two versions.
  func merging(_ reader: TimeReader) throws(Mistake) -> Merging {
    guard let target = target else {
      throw Mistake(
        field: .target,
        text: reader.language("没有别的事件可并。请先翻到另一件所在的栏目。", "No other incident to join. Turn to the tab that shows it."))
    }
    return Merging(target: target.reference, targetSeen: target.revision)
  }

  /// The other incident that is chosen.
  var target: Incident? { others.first { code(.target) == String($0.id.entry) } }

  func entry(_ reader: TimeReader) throws(Mistake) -> Int64 {
    guard let entry = code(.entry).flatMap(Int64.init) else {
      let none =
        act == .countersign
        ? reader.language("没有等补签的记录。", "Nothing waits for a signature.")
        : reader.language("没有可以更正的签收、联系、到场、反馈。", "No milestone or reply to correct.")
      throw Mistake(field: .entry, text: none)
    }
    return entry
  }

  func correction(_ reader: TimeReader) throws(Mistake) -> Correction {
    let claimed = answer(.withdrawn) == true ? nil : try reader.read(self[.claimed])
    return Correction(
      entry: try entry(reader), at: claimed, words: words(.words), withdrawn: answer(.withdrawn) ?? false)
  }

  /// The swap that waits for the officer, or a turn of the officer's own that is offered.
  func swap(by officer: OfficerID, in room: Room, _ reader: TimeReader) throws(Mistake) -> Swap {
    if let waiting = room.swaps.keys.first(where: { $0.code == code(.turn) }) { return waiting }
    guard let turn = code(.turn).flatMap({ Turn(typed: $0, in: room.plan) }) else {
      throw Mistake(
        field: .turn,
        text: reader.language("后面的班没有排你，也没有等你签的调班。", "You have no turn to come, and no swap waits for you."))
    }
    return Swap(
      turn: turn, officer: officer, with: self.officer(.with) ?? officer,
      other: code(.other).flatMap { Turn(typed: $0, in: room.plan) })
  }

  func seatTaking(in room: Room, _ now: Instant) -> SeatTaking {
    let turn = room.plan.turn(at: now) ?? Turn(day: room.zone.day(of: now), shift: "")
    return SeatTaking(turn: turn, reason: words(.reason))
  }

  func handingOver(by officer: OfficerID, in snapshot: Snapshot, _ now: Instant) -> HandingOver {
    var facts = handover ?? snapshot.handover(signedBy: officer, at: now)
    facts.words = words(.words)
    return facts
  }

  func standing() -> StandingRouting {
    StandingRouting(category: code(.category) ?? "", lead: codes(.lead), support: codes(.support))
  }

  /// The form as if what is still empty in it were filled in: what the rules say then is not for want of words.
  package func probing(in room: Room, _ language: Language) -> Form {
    var form = self
    for index in form.fields.indices where form.fields[index].isRequired && form.fields[index].isEmpty {
      switch form.fields[index].kind {
      case .line: form.fields[index].type("-")
      case .pick(let pool), .pickMany(let pool):
        form.fields[index].chosen = pool.options(in: room, language).first.map { [$0.code] } ?? []
      // Which other matter is meant is not guessed for the person, only for the question.
      case .choice(let options) where form.fields[index].name == .target:
        form.fields[index].chosen = options.first.map { [$0.code] } ?? []
      case .secret, .time, .choice: break
      }
    }
    return form
  }
}
