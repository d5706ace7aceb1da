import DutyCore

extension Desk {
  /// Asks the rules, then the ledger; whatever either says, what was entered stays.
  /// See docs/desk.md#why-not-recorded.
  mutating func submit(_ before: Form) -> [Effect] {
    guard let snapshot else { return [] }
    var form = before
    if let missing = form.shown.first(where: { $0.isRequired && $0.isEmpty && $0.name != .spokeTo }) {
      form.focus = missing.name
      return hold(form, form.missing(missing.name, language))
    }
    if form.act == .signOn { return signOn(form) }
    guard let session else { return hold(form, Refusal.who(.notSignedOn).text(language)) }
    if form.act == .countersign { form.series = Series(form.countersigned(in: snapshot)) }
    if form.series != nil { return proceed(form) }
    if form.act == .attach, form.digest == nil { return read(form) }
    let request: Request?
    do {
      request = try form.request(by: session, in: snapshot, now: now, language)
    } catch {
      form.focus = error.field
      return hold(form, error.text)
    }
    guard let request else { return [] }
    if let refusal = refusal(of: request, form) { return hold(form, refusal.text(language, at: stationKind)) }
    if form.isDangerous, form.confirmingSince == nil { return askAgain(form) }
    return send(form, request)
  }

  /// The file is read first: what is recorded is what it holds now.
  private mutating func read(_ before: Form) -> [Effect] {
    var form = before
    form.isSending = true
    form.complaint = nil
    replaceTop(.form(form))
    return [.digest(path: form.words(.path)?.text ?? "")]
  }

  mutating func attach(_ digest: String?, _ why: String) -> [Effect] {
    guard case .form(var form)? = screens.last, form.act == .attach, form.isSending else { return [] }
    form.isSending = false
    guard let digest else {
      form.focus = .path
      return hold(form, why)
    }
    form.digest = digest
    return submit(form)
  }

  mutating func send(_ before: Form, _ request: Request) -> [Effect] {
    var form = before
    let key = form.key ?? setting.makeKey()
    form.key = key
    form.isSending = true
    form.complaint = nil
    form.confirmingSince = nil
    replaceTop(.form(form))
    return [.commit(Submission(request, on: form.state?.subject, seen: form.state?.revision, key: key))]
  }

  private mutating func signOn(_ before: Form) -> [Effect] {
    var form = before
    form.isSending = true
    form.complaint = nil
    replaceTop(.form(form))
    // As it was typed: of two names of an earlier edition a blank may be all the difference.
    return [.signOn(name: form[.person]?.text ?? "", pin: form[.pin]?.typed ?? [])]
  }

  mutating func hold(_ before: Form, _ complaint: String) -> [Effect] {
    var form = before
    form.isSending = false
    form.confirmingSince = nil
    form.complaint = complaint
    replaceTop(.form(form))
    return [.bell]
  }

  /// A dangerous act names its object and waits for another key than the one that asked for it.
  private mutating func askAgain(_ before: Form) -> [Effect] {
    var form = before
    form.confirmingSince = now
    form.complaint = nil
    replaceTop(.form(form))
    return [.bell]
  }

  /// Keys typed ahead are dropped for this long.
  private static let deadTime = Duration(milliseconds: 300)

  mutating func confirm(_ key: Key, _ before: Form, _ since: Instant) -> [Effect] {
    guard now - since >= Self.deadTime else { return [] }
    if key == .function(8) { return submit(before) }
    var form = before
    form.confirmingSince = nil
    replaceTop(.form(form))
    notice = say("已取消，没有记录。", "Cancelled, nothing recorded.")
    return []
  }
}

// MARK: - What came of it

extension Desk {
  mutating func settle(_ outcome: Outcome, _ key: ActionKey) -> [Effect] {
    guard case .form(var form)? = screens.last, form.key == key else { return [] }
    form.isSending = false
    if form.series != nil { return settle(outcome, inSeriesOf: form) }
    switch outcome {
    case .recorded(let entry, let state):
      if let item = state?.rectification { return settled(form, entry, item) }
      let incident = state?.incident
      screens.removeLast()
      let forgotten = forgetDraft(of: form)
      if let incident, form.act == .receive { selection = incident.id }
      undo = incident.flatMap {
        Undo(of: form.act, [Undo.item(of: form.act, entry, $0)], until: now + Undo.offered)
      }
      notice = recorded(form.act, entry, incident)
      if form.act == .handOver { notice = handedOver(entry) }
      return forgotten
    case .refused(let refusal):
      form.key = nil
      return hold(form, refusal.text(language, at: stationKind))
    case .overtaken(let state):
      form.key = nil
      if let item = state.rectification { return hold(form.seeing(item), overtaken(form, by: item)) }
      guard let current = state.incident else { return [] }
      return hold(form.seeing(current), overtaken(form, by: current))
    }
  }

  /// Says that what was read has changed since, and what comes next.
  private mutating func handedOver(_ entry: Int64) -> Notice {
    screens.removeAll { if case .handover = $0 { true } else { false } }
    let isLeaving = room?.seat?.officer == officer
    let next =
      isLeaving
      ? language("请接班的在同一张交接单上签。", "Who comes signs the same sheet.")
      : language("接班的请在 F9 里上岗。", "Who comes takes the seat in F9.")
    return say("已记录 #\(entry)  交班。\(next)", "Recorded #\(entry)  hand over. \(next)", .done)
  }

  /// The one moment at which a name and a phone are shown whole: to whoever has just put down why.
  private func recorded(_ act: ActForm, _ entry: Int64, _ incident: Incident?) -> Notice {
    let caller = [incident?.reporter, incident?.phone].compactMap { $0?.text }.joined(separator: " ")
    let number = incident.map { " \($0.number)" } ?? ""
    let revealed = act == .reveal ? "  " + caller : ""
    return say(
      "已记录 #\(entry)  \(act.name(.zh))\(number)\(revealed)",
      "Recorded #\(entry)  \(act.name(.en))\(number)\(revealed)", .done)
  }

  /// Tells what changed in the form's own incident, or in the other one that was chosen.
  private func overtaken(_ form: Form, by current: Incident) -> String {
    let isOwn = form.subject?.id == current.id
    let seen = isOwn ? form.subject : form.others.first { $0.id == current.id }
    let changes = seen.flatMap { seen in room.map { Changes.text(seen, current, in: $0, language) } } ?? ""
    let which = isOwn ? language("这件事", "It") : current.number.description
    return language(
      "\(which)刚刚变了：\(changes)。看清后按 Enter 再提交，或按 Esc 放弃。",
      "\(which) has just changed: \(changes). Press Enter to submit all the same, or Esc to leave it.")
  }

  mutating func settle(_ signOn: SignOn) -> [Effect] {
    switch signOn {
    case .signedOn(let officer): return welcome(officer)
    case .refused, .held: return refuse(signOn)
    }
  }

  private mutating func welcome(_ officer: Officer) -> [Effect] {
    if case .form(let form)? = screens.last, form.act == .signOn { screens.removeLast() }
    let kept = giveSeat(to: officer)
    session = Session(officer)
    let waiting = officer.rank.leads ? snapshot?.unsigned(by: officer, at: now).count ?? 0 : 0
    notice = say(
      "\(officer.name)（\(officer.rank.text(.zh))）已登录。" + (waiting == 0 ? "" : "有 \(waiting) 条等你补签。"),
      "\(officer.name) (\(officer.rank.text(.en))) signed on."
        + (waiting == 0 ? "" : " \(waiting) wait(s) for your signature."), .done)
    guard let (act, pasted) = awaiting else { return kept }
    awaiting = nil
    let effects = run(.act(act))
    if let pasted { fillIn(pasted) }
    return kept + effects
  }

  private mutating func refuse(_ signOn: SignOn) -> [Effect] {
    guard case .form(var form)? = screens.last, form.act == .signOn else { return [] }
    form.change(.pin) { $0.clear() }
    form.focus = .pin
    return hold(form, room.flatMap { signOn.text($0.zone, language) } ?? "")
  }

  /// Keeps the form of an act that may or may not be recorded: sent again under the same key, it settles which.
  /// See docs/desk.md#recorded-is-said-after.
  mutating func suffer(_ text: String) -> [Effect] {
    guard case .form(var form)? = screens.last, form.isSending else {
      notice = Notice(text: text, style: .refusal)
      return []
    }
    let again = language("再按 Enter 核对，不会重复记录。", "Press Enter to settle it; nothing is recorded twice.")
    form.focus = nil
    return hold(form, text + language("", " ") + again)
  }

  /// A new look at the ledger. The selection stays with its incident, wherever that has moved.
  mutating func take(_ snapshot: Snapshot) -> [Effect] {
    let isFirst = self.snapshot == nil
    self.snapshot = snapshot
    heard = now
    let ended = endSessionWhereOver()
    finding.take(snapshot)
    if selection == nil, !setting.isWall { selection = snapshot.order.first }
    keepInWindow()
    seeMarked()
    offerOthers()
    settleWall()
    let new = snapshot.emergencies.filter { !knownEmergencies.contains($0) && $0 != selection }
    knownEmergencies.formUnion(snapshot.emergencies)
    alarms = (alarms + new).filter(snapshot.emergencies.contains)
    guard !isFirst, !new.isEmpty else { return ended }
    sounded = now
    return ended + [.bell] + told(of: new)
  }

  /// A new PIN, or leaving, ends the session: what was being written is kept for whoever it is, and a desk that was locked
  /// stays locked.
  /// See docs/desk.md#session-ends.
  private mutating func endSessionWhereOver() -> [Effect] {
    guard let session, let over = room?.end(of: session) else { return [] }
    let kept = shelveAll()
    self.session = nil
    screens.removeAll { if case .form(let form) = $0 { form.act != .signOn } else { false } }
    if !isLocked { screens.removeAll() }
    (marked, undo, awaiting) = ([], nil, nil)
    notice = Notice(
      text: over.text(language) + (kept.isEmpty ? "" : language("写到一半的已留下。", " What was being written is kept.")),
      style: .refusal)
    return kept
  }
}

extension Desk {
  /// Names the entries by their numbers alone, since anybody may see it.
  private func told(of emergencies: [IncidentID]) -> [Effect] {
    guard setting.notifies else { return [] }
    return emergencies.compactMap { snapshot?.incidents[$0] }
      .map { .notify(language("应急事件 \($0.number)", "emergency \($0.number)")) }
  }
}

/// Finds what differs between an incident as it was seen and as it is now.
enum Changes {
  static func text(_ seen: Incident, _ now: Incident, in room: Room, _ language: Language) -> String {
    func change(_ chinese: String, _ english: String, _ before: String, _ after: String) -> String? {
      before == after ? nil : language("\(chinese) \(before) -> \(after)", "\(english) \(before) -> \(after)")
    }
    func units(_ incident: Incident) -> String {
      let parts = incident.responses.map {
        room.catalogue.name(ofDepartment: $0.id.unit) + language("", " has ") + $0.stateText(language)
      }
      return parts.isEmpty ? language("没有派", "none") : parts.joined(separator: language("、", ", "))
    }
    func taker(_ incident: Incident) -> String {
      incident.takenOnBy.map { room.name(of: $0, language) } ?? language("没有人", "nobody")
    }
    func category(_ incident: Incident) -> String {
      incident.category.map(room.catalogue.name(ofCategory:)) ?? language("未定", "none")
    }
    let found = [
      change("状态", "status", seen.status.text(language), now.status.text(language)),
      change("自办", "taken on by", taker(seen), taker(now)), change("单位", "units", units(seen), units(now)),
      change("类别", "category", category(seen), category(now)),
      change("紧急程度", "urgency", seen.urgency.text(language), now.urgency.text(language)),
    ].compactMap(\.self)
    return found.isEmpty ? language("有新的记录", "a new entry") : found.joined(separator: language("；", "; "))
  }
}
