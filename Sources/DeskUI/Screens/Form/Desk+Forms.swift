import DutyCore

extension Desk {
  /// Opens the form of an act, with what was left in it before; signing on comes first where nobody has.
  mutating func openForm(_ act: ActForm) {
    guard let snapshot else { return }
    if signedOn == nil, act != .signOn {
      awaiting = (act, nil)
      openForm(.signOn)
      notice = say("办理前请先登录。", "Sign on before acting.")
      return
    }
    guard let object = objects(of: act).first,
      var fresh = Form.opening(act, on: object, by: signedOn, in: snapshot, now: now, language)
    else { return }
    if act.takesSeveral, !marked.isEmpty {
      fresh.series = Series(marked.map { Series.Item($0) })
      fresh.proposeForAll(marked, by: signedOn, in: snapshot, now: now, language)
    }
    begin(fresh)
  }

  /// Shows a fresh form, with what was left in it before.
  private mutating func begin(_ fresh: Form) {
    guard let draft = draft(for: fresh) else {
      screens.append(.form(fresh))
      return
    }
    screens.append(.form(fresh.taking(draft)))
    notice = say("上次没提交的内容还在。Ctrl-U 清空一项。", "What you had not submitted is still here. Ctrl-U clears a field.")
  }

  /// Looks up the incidents that this one may be joined to once the form is there, and offers them as soon as they are known.
  mutating func offerOthers() {
    guard let snapshot, case .form(let form)? = screens.last, [.merge, .repeats].contains(form.act), !form.isTouched,
      !form.isSending,
      let fresh = Form.opening(form.act, on: form.state, by: signedOn, in: snapshot, now: now, language),
      fresh.others.map(\.id) != form.others.map(\.id)
    else { return }
    replaceTop(.form(fresh))
  }

  mutating func press(_ key: Key, in form: Form) -> [Effect] {
    guard !form.isSending else { return [] }
    notice = nil
    var form = form
    if let since = form.confirmingSince { return confirm(key, form, since) }
    switch key {
    case .escape, .control("g"): return leave(form)
    case .control("s"): return settleField(&form) ? submit(form) : complain(form)
    case .pageDown: return toTheEnd(form)
    case .enter: return enter(form)
    case .tab: step(&form, 1)
    case .backTab: step(&form, -1)
    case .up, .down: arrow(key == .down ? 1 : -1, &form)
    case .function(1) where !isLocked: return run(.help)
    case .function where Command.on(key) == .act(.receive):
      notice = say(
        "\(key.name) 是登记；提交按 Ctrl-S，或 PgDn 再按 Enter。", "\(key.name) receives; Ctrl-S submits, or PgDn and Enter.")
    case .character, .backspace, .delete, .left, .right, .home, .end, .pageUp, .function, .control:
      type(key, into: &form)
    }
    replaceTop(.form(form))
    return []
  }

  /// Enter takes the choice and goes on to the next field that is empty or a choice; on the last line it submits. A form of one
  /// or two fields submits from its last.
  /// See docs/desk.md#fields-and-their-keys.
  private mutating func enter(_ before: Form) -> [Effect] {
    var form = before
    guard let focus = form.focus else { return submit(form) }
    let wasChoosing = form[focus].map { $0.pointed != nil || (isPicker($0) && !$0.text.isEmpty) } ?? false
    guard settleField(&form) else { return complain(form) }
    form.isTouched = form.isTouched || wasChoosing
    if wasChoosing, case .pickMany? = form[focus]?.kind {
      replaceTop(.form(form))
      return []
    }
    if let field = form[focus], field.isRequired, field.isEmpty {
      form.complaint = language("\(field.label(.zh))不能空着。", "\(field.label(.en)) is needed.")
      replaceTop(.form(form))
      return [.bell]
    }
    form.complaint = nil
    form.moveOn()
    if form.focus == nil, form.shown.count <= 2, !form.shown.contains(where: { $0.isRequired && $0.isEmpty }) {
      return submit(form)
    }
    replaceTop(.form(form))
    return []
  }

  /// Goes to the line that submits and passes what is left as it is.
  private mutating func toTheEnd(_ before: Form) -> [Effect] {
    var form = before
    guard settleField(&form) else { return complain(form) }
    form.focus = nil
    replaceTop(.form(form))
    return []
  }

  private func isPicker(_ field: Field) -> Bool {
    switch field.kind {
    case .pick, .pickMany: true
    case .line, .secret, .time, .choice: false
    }
  }

  /// Takes the choice in the field that is left; false where what was typed finds nothing.
  private func settleField(_ form: inout Form) -> Bool {
    guard let room, let focus = form.focus else { return true }
    var isSettled = true
    form.change(focus) { isSettled = $0.settle(in: room, language) }
    if focus == .playbook { form.followPlaybook(in: room) }
    return isSettled
  }

  private mutating func complain(_ form: Form) -> [Effect] {
    var form = form
    let typed = PhoneNumbers.masked(form.focus.flatMap { form[$0]?.text } ?? "")
    form.complaint = language(
      "没有找到“\(typed)”。换个字、代码或拼音首字母再试。", "Nothing found for “\(typed)”. Try other words, a code, or initials.")
    replaceTop(.form(form))
    return [.bell]
  }

  private func step(_ form: inout Form, _ by: Int) {
    guard settleField(&form) else { return }
    form.move(by)
  }

  /// Up and Down point within a list and leave it at its top; elsewhere they go from field to field.
  private func arrow(_ by: Int, _ form: inout Form) {
    guard let room, let focus = form.focus, let field = form[focus], isPicker(field) else {
      form.move(by)
      return
    }
    let count = field.options(in: room, language).count
    guard count > 0 || by < 0 else { return }
    let next = (field.pointed ?? -1) + by
    if next < 0, field.pointed == nil {
      form.move(-1)
    } else {
      form.change(focus) { $0.pointed = next < 0 ? nil : min(next, count - 1) }
    }
  }

  /// Puts what is typed on the line that submits into the first field that takes text: no digit there changes a choice
  /// that nobody looks at.
  private mutating func type(_ key: Key, into form: inout Form) {
    form.focus = form.focus ?? form.shown.first { key.isTyped && !$0.isChoice }?.name
    guard let focus = form.focus, let field = form[focus] else { return }
    let before = form
    var isWhole = true
    form.change(focus) {
      if case .choice(let options) = field.kind {
        choose(key, options, &$0)
      } else if case .character(let character) = key {
        isWhole = $0.type(String(character))
      } else {
        _ = $0.edit(key)
      }
    }
    if !isWhole { notice = isFull(field) }
    if form.fields != before.fields {
      form.isTouched = true
      form.complaint = nil
      form.digest = nil
    }
  }

  func isFull(_ field: Field) -> Notice {
    say("这一项最长 \(field.limit) 字。", "This field takes \(field.limit) characters at most.", .refusal)
  }

  private func choose(_ key: Key, _ options: [Field.Option], _ field: inout Field) {
    switch key.folded {
    case .left: field.step(-1)
    case .right, .character(" "): field.step(1)
    case .character(let digit):
      guard let number = digit.wholeNumberValue, options.indices.contains(number - 1) else { return }
      field.chosen = [options[number - 1].code]
    case .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .home, .end, .pageUp, .pageDown,
      .function, .control:
      return
    }
  }

  /// Esc loses nothing: what was typed is kept and offered again. A PIN is not.
  /// See docs/desk.md#esc-loses-nothing.
  private mutating func leave(_ form: Form) -> [Effect] {
    guard !isLocked else {
      notice = say("已锁定：输入 PIN 继续；换人就改姓名。", "Locked: the PIN goes on; another person types another name.")
      return []
    }
    screens.removeLast()
    awaiting = nil
    if form.isTouched, form.act != .signOn {
      notice = say("没有提交，内容已留下。", "Not submitted; what you typed is kept.")
    }
    return keep(form)
  }
}

extension Key {
  /// True for a key that puts something into a field.
  fileprivate var isTyped: Bool {
    switch self {
    case .character: true
    case .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown, .function, .control:
      false
    }
  }
}
