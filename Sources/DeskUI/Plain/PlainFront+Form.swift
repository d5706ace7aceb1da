import DutyCore

// A form in lines: each field in turn, then what was entered and what follows from it, then whether to submit.

extension PlainFront {
  /// Options of a long list that are read out.
  private static let readOut = 20

  func formPage(_ form: Form) -> Page {
    guard let room = desk.room else { return Page(lines: [], question: "") }
    let title = desk.formTitle(form, in: room).map(\.text)
    let complaint = form.complaint.map { ["** " + $0] } ?? []
    if form.confirmingSince != nil {
      return Page(
        lines: [desk.submitLine(form).text],
        question: language("打“确认”两个字就办，别的都是取消：", "type \"confirm\"; anything else cancels: "))
    }
    guard let focus = form.focus, let field = form[focus] else {
      let entered = form.shown.map { "  " + $0.label(language) + language("：", ": ") + shown($0, room) }
      return Page(
        lines: title + entered + desk.afterwords(form, in: room).map(\.text)
          + [language("1 提交", "1 submit"), language("2 改", "2 change"), language("0 返回，内容保留", "0 back, text is kept")],
        question: language("选哪一项：", "which: "))
    }
    return Page(
      lines: title + complaint + choices(field, room), question: question(field, room), isSecret: isSecret(field))
  }

  private func isSecret(_ field: Field) -> Bool {
    switch field.kind {
    case .secret: true
    case .line, .time, .choice, .pick, .pickMany: false
    }
  }

  private func shown(_ field: Field, _ room: Room) -> String {
    let value = value(of: field, room)
    return field.name == .externalId ? PhoneNumbers.maskedOrder(value) : PhoneNumbers.masked(value)
  }

  private func value(of field: Field, _ room: Room) -> String {
    switch field.kind {
    case .line, .time: field.text
    case .secret: String(repeating: "*", count: field.typed.count)
    case .choice(let options): options.first { [$0.code] == field.chosen }?.label ?? ""
    case .pick(let pool), .pickMany(let pool):
      field.chosen.map { pool.label(of: $0, in: room) }.joined(separator: language("、", ", "))
    }
  }

  /// The options that are read out to choose from.
  private func offered(_ field: Field, _ room: Room) -> [Field.Option] {
    switch field.kind {
    case .line, .secret, .time: return []
    case .choice(let options): return options
    case .pick, .pickMany:
      let found = field.options(in: room, language)
      return found.count <= Self.readOut || !field.text.isEmpty ? Array(found.prefix(Self.readOut)) : []
    }
  }

  private func choices(_ field: Field, _ room: Room) -> [String] {
    let offered = offered(field, room)
    return offered.enumerated().map { "\($0 + 1) \($1.label)" }
  }

  private func question(_ field: Field, _ room: Room) -> String {
    let now = value(of: field, room)
    let hint: String
    if isPicker(field), offered(field, room).isEmpty {
      hint = language("打名称、代码或拼音首字母", "type a name, a code or initials")
    } else if field.isRequired, field.isEmpty {
      hint = language("要填", "needed")
    } else {
      hint =
        now.isEmpty
        ? language("可空", "may be empty")
        : language("现在是 \(now)，空行不改", "now \(now), an empty line keeps it")
          + (field.isChoice ? "" : language("，- 清空", ", - clears"))
    }
    return field.label(language) + language("（\(hint)；. 返回）：", " (\(hint); . goes back): ")
  }

  private func isPicker(_ field: Field) -> Bool {
    switch field.kind {
    case .pick, .pickMany: true
    case .line, .secret, .time, .choice: false
    }
  }
}

// MARK: - Answers

extension PlainFront {
  /// For this long a key counts as typed ahead of a question; what is typed in answer to it is no such key.
  private static let deadTime = Duration(milliseconds: 300)

  mutating func answered(_ answer: String, in form: Form) -> [Event] {
    if let since = form.confirmingSince {
      let confirms = answer == language("确认", "confirm")
      return [.tick(max(desk.now, since + Self.deadTime)), .key(confirms ? .function(8) : .escape)]
    }
    guard let focus = form.focus, let field = form[focus] else { return typedAtTheEnd(answer) }
    if [".", "。"].contains(answer) { return [.key(.escape)] }
    guard !answer.isEmpty else { return keep(field) }
    if answer == "-", !isSecret(field), !field.isChoice { return [.key(.control("u"))] }
    switch field.kind {
    case .line, .time:
      return (field.isEmpty ? [] : [.key(.control("u"))]) + typed(cut(answer, field.limit)) + [.key(.tab)]
    // With the PIN everything is said.
    case .secret: return (field.isEmpty ? [] : [.key(.control("u"))]) + typed(answer) + [.key(.control("s"))]
    case .choice(let options): return choose(answer, options, field)
    case .pick: return pick(answer, field)
    case .pickMany: return pickMany(answer, field)
    }
  }

  private mutating func typedAtTheEnd(_ answer: String) -> [Event] {
    switch Self.number(answer) {
    case 1?: return [.key(.control("s"))]
    case 2?: return [.key(.tab)]
    case 0?: return [.key(.escape)]
    default: return answer.isEmpty ? [] : notUnderstood(answer)
    }
  }

  private func typed(_ text: String) -> [Event] { text.map { .key(.character($0)) } }

  /// Takes back what was typed and found nothing, but nothing that was chosen.
  private func untyped(_ field: Field) -> [Event] { field.typed.map { _ in .key(.backspace) } }

  private func keep(_ field: Field) -> [Event] { (isPicker(field) ? untyped(field) : []) + [.key(.tab)] }

  private mutating func choose(_ answer: String, _ options: [Field.Option], _ field: Field) -> [Event] {
    let named = options.firstIndex { $0.label == answer || $0.code == answer }
    guard let target = Self.number(answer).map({ $0 - 1 }) ?? named, options.indices.contains(target) else {
      return notUnderstood(answer)
    }
    let at = options.firstIndex { field.chosen == [$0.code] } ?? -1
    let steps = target >= at ? target - at : target - at + options.count
    return (0..<steps).map { _ in .key(.right) } + [.key(.tab)]
  }

  /// Takes an option by its number where a list was read out, else by what it is called; several finds are read out next.
  private mutating func pick(_ answer: String, _ field: Field) -> [Event] {
    guard let room = desk.room else { return [] }
    if let number = Self.number(answer), offered(field, room).indices.contains(number - 1) {
      return (0..<number).map { _ in .key(.down) } + [.key(.tab)]
    }
    guard finds(answer, field, room) else { return untyped(field) }
    return untyped(field) + typed(answer) + (isClear(answer, field, room) ? [.key(.tab)] : [])
  }

  /// Several, parted by blanks or commas; it goes on once each was clear.
  private mutating func pickMany(_ answer: String, _ field: Field) -> [Event] {
    guard let room = desk.room else { return [] }
    let names = answer.split { " ,，、".contains($0) }.map(String.init)
    var events: [Event] = []
    var isFirst = true
    for name in names {
      if let number = Self.number(name), offered(field, room).indices.contains(number - 1) {
        events += (0..<number).map { _ in .key(.down) } + [.key(.enter)]
      } else {
        events += isFirst ? untyped(field) : []
        guard finds(name, field, room) else { return events }
        events += typed(name)
        guard isClear(name, field, room) else { return events }
        events.append(.key(.enter))
      }
      isFirst = false
    }
    return events + [.key(.tab)]
  }

  private func found(_ text: String, _ field: Field, _ room: Room) -> [Field.Option] {
    var probe = field
    probe.clear()
    probe.type(text)
    return probe.options(in: room, language)
  }

  /// It finds something; else it is said, and what could be chosen is read out again.
  private mutating func finds(_ text: String, _ field: Field, _ room: Room) -> Bool {
    guard found(text, field, room).isEmpty else { return true }
    complaint = language("没有找到“\(text)”。", "Nothing found for “\(text)”.")
    return false
  }

  /// It finds one only, or one that is called just so.
  private func isClear(_ text: String, _ field: Field, _ room: Room) -> Bool {
    let found = found(text, field, room)
    return found.count == 1 || found.first?.label == text || found.first?.initials == text.lowercased()
  }
}
