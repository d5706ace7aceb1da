import DutyCore

extension Desk {
  /// Asks the rules, then the ledger; whatever either says, what was entered stays.
  mutating func submit(_ before: Form) -> [Effect] {
    guard let room else { return [] }
    var form = before
    if let missing = form.shown.first(where: { $0.isRequired && $0.isEmpty && $0.name != .spokeTo }) {
      form.focus = missing.name
      return hold(form, language("还缺：\(missing.label(.zh))。", "Still needed: \(missing.label(.en))."))
    }
    if form.command == .signOn { return signOn(form) }
    guard let officer = signedOn else { return hold(form, Refusal.who(.notSignedOn).text(language)) }
    let request: Request
    do {
      request = try form.request(by: officer.id, in: room, now: now, language)
    } catch {
      form.focus = error.field
      return hold(form, error.text)
    }
    do {
      _ = try room.judge(request, on: form.subject, now: now)
    } catch {
      return hold(form, error.text(language))
    }
    if form.isDangerous, form.confirmingSince == nil { return askAgain(form) }
    return send(form, request)
  }

  private mutating func send(_ before: Form, _ request: Request) -> [Effect] {
    var form = before
    let key = form.key ?? setting.makeKey()
    form.key = key
    form.isSending = true
    form.complaint = nil
    form.confirmingSince = nil
    replaceTop(.form(form))
    return [.commit(Submission(request, on: form.subject?.id, seen: form.subject?.revision, key: key))]
  }

  private mutating func signOn(_ before: Form) -> [Effect] {
    var form = before
    form.isSending = true
    form.complaint = nil
    replaceTop(.form(form))
    return [.signOn(name: Words(written: form[.person]?.text)?.text ?? "", pin: form[.pin]?.text ?? "")]
  }

  private mutating func hold(_ before: Form, _ complaint: String) -> [Effect] {
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
    switch outcome {
    case .recorded(let entry, let incident):
      screens.removeLast()
      drafts[draftKey(form.command, on: form.subject)] = nil
      if let incident, form.command == .receive { selection = incident.id }
      let number = incident.map { " \($0.number)" } ?? ""
      notice = say(
        "已记录 #\(entry)  \(form.command.name(.zh))\(number)", "Recorded #\(entry)  \(form.command.name(.en))\(number)",
        .done)
      return []
    case .refused(let refusal):
      form.key = nil
      return hold(form, refusal.text(language))
    case .overtaken(let current):
      let changes = form.subject.flatMap { seen in room.map { Changes.text(seen, current, in: $0, language) } } ?? ""
      form.key = nil
      form.subject = current
      form.focus = nil
      return hold(
        form,
        language(
          "这件事刚刚变了：\(changes)。看清后按 Enter 再提交，或按 Esc 放弃。",
          "It has just changed: \(changes). Press Enter to submit all the same, or Esc to leave it."))
    }
  }

  mutating func welcome(_ officer: Officer) -> [Effect] {
    if case .form(let form)? = screens.last, form.command == .signOn { screens.removeLast() }
    self.officer = officer.id
    notice = say(
      "\(officer.name)（\(officer.rank.text(.zh))）已签到。", "\(officer.name) (\(officer.rank.text(.en))) signed on.", .done)
    guard let command = awaiting else { return [] }
    awaiting = nil
    return run(command)
  }

  mutating func refuseSignOn() -> [Effect] {
    guard case .form(var form)? = screens.last, form.command == .signOn else { return [] }
    form.change(.pin) { $0.clear() }
    form.focus = .pin
    return hold(form, language("姓名或 PIN 不对。", "Name or PIN is wrong."))
  }

  /// What was asked for may or may not be recorded: the same key settles it.
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
    if selection == nil { selection = snapshot.order.first }
    keepInWindow()
    let new = snapshot.emergencies.filter { !knownEmergencies.contains($0) && $0 != selection }
    knownEmergencies.formUnion(snapshot.emergencies)
    alarms = (alarms + new).filter(snapshot.emergencies.contains)
    return isFirst || new.isEmpty ? [] : [.bell]
  }
}

/// What differs between an incident as it was seen and as it is now.
enum Changes {
  static func text(_ seen: Incident, _ now: Incident, in room: Room, _ language: Language) -> String {
    func change(_ chinese: String, _ english: String, _ before: String, _ after: String) -> String? {
      before == after ? nil : language("\(chinese) \(before) -> \(after)", "\(english) \(before) -> \(after)")
    }
    func units(_ incident: Incident) -> String {
      let parts = incident.responses.map {
        room.catalogue.name(ofDepartment: $0.id.unit) + language("", " has ") + $0.state.text(language)
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
