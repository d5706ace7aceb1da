import DutyCore

// A form: what it is about, its fields, the list under the one that chooses, and the line that submits.

extension Desk {
  func drawForm(_ form: Form, _ grid: inout Grid, _ layout: Layout) {
    guard let room else { return }
    var lines: [Line] = formTitle(form, in: room)
    var caretLine = 0
    let labels = form.shown.map { SafeText.width(of: $0.label(language)) }.max() ?? 0
    for field in form.shown {
      let hasFocus = field.name == form.focus
      if hasFocus { caretLine = lines.count }
      lines += fieldLines(field, labels, hasFocus, in: room)
      if hasFocus { lines += optionLines(field, labels, in: room, rows: optionRows(form, layout)) }
    }
    if form.focus == nil { caretLine = lines.count }
    lines.append(submitLine(form))
    lines += afterwords(form, in: room)
    let rows = layout.body
    // The last lines say why not: they stay in sight with the field, as far as there is room.
    let first = max(0, min(caretLine, max(caretLine - rows.count + 1, lines.count - rows.count)))
    for (row, line) in zip(rows, lines.dropFirst(first)) { grid.put(line, row: row, columns: 0..<size.columns) }
    grid.caretIsVisible = form.focus != nil
  }

  func formTitle(_ form: Form, in room: Room) -> [Line] {
    var lines = [Line(isLocked ? language("已锁定", "locked") : form.act.name(language), .title)]
    if let series = form.series, form.act != .countersign {
      lines[0].spans.append(
        Line.Span(text: language("  \(series.rest.count) 件", "  \(series.rest.count)"), style: .plain))
      lines += seriesLines(series, in: room)
    } else if let item = form.rectification {
      lines[0].spans.append(
        Line.Span(text: "  \(item.id.number)  \(item.state.text(language))", style: .plain))
      lines.append(Line(SafeText.fitted(item.what.masked(language), size.columns), .muted))
    } else if let subject = form.subject, form.act != .openItem {
      lines[0].spans.append(
        Line.Span(text: "  \(subject.number)  \(subject.status.text(language))", style: .plain))
      let place = subject.place.map { $0.masked(language) + "  " } ?? ""
      lines.append(Line(SafeText.fitted(place + subject.summary.masked(language), size.columns), .muted))
    }
    if form.act == .takeSeat { lines[0].spans.append(Line.Span(text: rostered(in: room), style: .plain)) }
    if form.act == .handOver { lines += handover(form, in: room) }
    return lines
  }

  private func rostered(in room: Room) -> String {
    guard let turn = room.plan.turn(at: now) else { return "" }
    let rostered = room.rostered(for: turn)?.name ?? language("未排班", "nobody")
    return "  \(turn.shift)" + language("  排班 ", "  rostered: ") + rostered
  }

  /// Tells under which sheet the signature comes, who has signed it, and what still waits for this person's.
  private func handover(_ form: Form, in room: Room) -> [Line] {
    guard let snapshot, let signedOn, let seat = room.seat else { return [] }
    let sheet = form.handover ?? snapshot.handover(signedBy: signedOn.id, at: now)
    let leaving = room.name(of: .officer(seat.officer), language)
    let signed = seat.signed?.through == sheet.through ? language("（已签）", " (signed)") : ""
    let coming = signedOn.id == seat.officer ? "" : language("  接班 \(signedOn.name)", ", \(signedOn.name) comes")
    let waiting = snapshot.unsigned(by: signedOn, at: now)
    let numbers = waiting.map(\.number.description).joined(separator: language("、", ", "))
    return Line.wrapped(
      language(
        "\(seat.turn.shift)  交班 \(leaving)\(signed)\(coming)  交接单记到 #\(sheet.through)  校验 \(sheet.head.prefix(12))",
        "\(seat.turn.shift)  \(leaving) leaves\(signed)\(coming)  sheet up to #\(sheet.through)  hash \(sheet.head.prefix(12))"
      ),
      size.columns)
      + (waiting.isEmpty
        ? []
        : Line.wrapped(
          language("等你补签 \(waiting.count) 条：\(numbers)", "for your signature, \(waiting.count): \(numbers)"),
          size.columns,
          .soon))
  }

  private func fieldLines(_ field: Field, _ labels: Int, _ hasFocus: Bool, in room: Room) -> [Line] {
    let label = field.label(language)
    let pad = String(repeating: " ", count: labels - SafeText.width(of: label))
    let mark = hasFocus ? "> " : "  "
    var line = Line([(mark + pad + label + (field.isRequired ? " * " : "   "), hasFocus ? .hint : .plain)])
    let at = labels + 5
    switch field.kind {
    case .line, .time: putText(shown(field, hasFocus), field, at, hasFocus, &line)
    case .secret: putText(String(repeating: "*", count: field.typed.count), field, at, hasFocus, &line)
    case .choice(let options): return choiceLines(options, field, at, hasFocus, line)
    case .pick(let pool), .pickMany(let pool):
      let chosen = field.chosen.map { pool.label(of: $0, in: room) }.joined(separator: language("、", ", "))
      let shown = chosen.isEmpty || field.text.isEmpty ? chosen : chosen + " "
      line.spans.append(Line.Span(text: shown, style: hasFocus ? .chosen : .plain))
      putText(field.text, field, at + SafeText.width(of: shown), hasFocus, &line)
    }
    return [line]
  }

  /// A number is seen whole while it is being typed, and masked as soon as its field is left; at a desk that nobody is at,
  /// a person's name shows its shape only.
  private func shown(_ field: Field, _ hasFocus: Bool) -> String {
    guard isMasked || !hasFocus else { return field.text }
    if field.name == .externalId { return PhoneNumbers.maskedOrder(field.text) }
    guard isMasked, field.name == .reporter, !field.text.isEmpty else { return PhoneNumbers.masked(field.text) }
    return Words(field.text, kind: .name).shown(language)
  }

  /// The text of a field, from where its caret can be seen.
  private func putText(_ text: String, _ field: Field, _ at: Int, _ hasFocus: Bool, _ line: inout Line) {
    let room = max(4, size.columns - at - 1)
    let before = Array(text.prefix(field.caret))
    var cut = hasFocus ? before.count : 0
    var width = 0
    while cut > 0, case let own = SafeText.width(of: String(before[cut - 1])), width + own < room {
      width += own
      cut -= 1
    }
    let shown = text.dropFirst(cut).prefix(size.columns)
    line.spans.append(Line.Span(text: String(shown), style: hasFocus ? .field : .plain))
    if hasFocus { line.caret = at + width }
  }

  /// The options of a choice, in as many lines as they take; without the focus only the one that is chosen.
  private func choiceLines(
    _ options: [Field.Option], _ field: Field, _ at: Int, _ hasFocus: Bool, _ first: Line
  ) -> [Line] {
    var lines = [first]
    guard hasFocus else {
      let label = options.first { [$0.code] == field.chosen }?.label ?? ""
      lines[0].spans.append(Line.Span(text: label, style: .plain))
      return lines
    }
    var column = at
    for (index, option) in options.enumerated() {
      let isChosen = field.chosen == [option.code]
      let gap = option.label.first.map { $0 == "#" || $0.isASCII && $0.isNumber } ?? false ? " " : ""
      let name = (index < 9 ? "\(index + 1)" + gap : "") + option.label
      let span = Line.Span(text: isChosen ? "[\(name)]" : " \(name) ", style: isChosen ? .chosen : .plain)
      let width = SafeText.width(of: span.text)
      if column + width > size.columns, column > at {
        lines.append(Line(String(repeating: " ", count: at)))
        column = at
      }
      if isChosen { lines[lines.count - 1].caret = column }
      lines[lines.count - 1].spans.append(span)
      column += width
    }
    if lines.allSatisfy({ $0.caret == nil }) { lines[0].caret = at }
    return lines
  }

  /// Rows that are left for a list where the rest of the form, and a line why not, stay in sight.
  private func optionRows(_ form: Form, _ layout: Layout) -> Int {
    let others = (form.subject == nil ? 1 : 2) + form.shown.count + 1 + (form.complaint == nil ? 0 : 2)
    return max(3, layout.body.count - others)
  }

  /// Lists what can be chosen, a window of it around where the arrows stand.
  private func optionLines(_ field: Field, _ labels: Int, in room: Room, rows: Int) -> [Line] {
    switch field.kind {
    case .line, .secret, .time, .choice: return []
    case .pick, .pickMany: break
    }
    guard !field.text.isEmpty || field.pointed != nil || field.chosen.isEmpty else { return [] }
    let found = field.options(in: room, language)
    let first = max(0, min((field.pointed ?? 0) - rows / 2, found.count - rows))
    let margin = String(repeating: " ", count: labels + 5)
    let left = found.count - first - rows
    let more = language("还有 \(left + 1) 个，可输入查找", "\(left + 1) more, type to find")
    return found.enumerated().dropFirst(first).prefix(rows).map { index, option in
      if left > 0, index == first + rows - 1 { return Line(margin + "  -- \(more) --", .muted) }
      let isPointed = index == field.pointed ?? (field.text.isEmpty ? -1 : 0)
      return Line([
        (margin + (isPointed ? "> " : "  "), .plain),
        (option.label + "  " + option.code, isPointed ? .selected : .muted),
      ])
    }
  }

  func submitLine(_ form: Form) -> Line {
    let text: String
    if form.isSending {
      text = language("正在核对..", "settling..")
    } else if form.confirmingSince != nil {
      let name = "  \(effect(of: form)) "
      let question = language("？F8 确认；其他键取消。", "? F8 confirms; any other key cancels.")
      let object = form.subject.map { "\($0.number) \($0.summary.masked(language))" } ?? ""
      // However long the object is, what is asked stays in sight.
      let room = max(13, size.columns - SafeText.width(of: name + question))
      return Line(name + SafeText.fitted(object, room) + question, .emergency)
    } else {
      text = language("提交", "submit")
    }
    var line = Line((form.focus == nil ? "> " : "  ") + "[ \(text) ]", form.focus == nil ? .selected : .plain)
    if form.focus == nil { line.caret = 0 }
    return line
  }

  /// Says what a dangerous act does.
  private func effect(of form: Form) -> String {
    if let colour = form.colour { return language("签发\(colour.text(.zh))", "issue the \(colour.text(.en))") }
    guard let whistle = form.whistle else { return form.act.name(language) }
    let count = form.codes(.lead).count + form.codes(.support).count
    return language("\(whistle.text(.zh))叫 \(count) 个单位", "\(whistle.text(.en)) to \(count) unit(s)")
  }

  /// Says why it was not recorded; else, on the line that submits and before a second key, what the rules would say.
  func afterwords(_ form: Form, in room: Room) -> [Line] {
    if let complaint = form.complaint {
      return Line.wrapped(Style.refusalMark + complaint, size.columns, indent: 2, .refusal)
    }
    if form.act == .signOn, let greeting = setting.greeting {
      return Line.wrapped(greeting, size.columns, .muted)
    }
    if form.act == .receive {
      let known = duplicateLines(size.columns)
      if !known.isEmpty || form.focus != nil { return known }
    }
    // How it was dealt with is nobody's to propose; how the last ones like it were, stands beside the choice.
    if form.focus == .method { return precedentLines(size.columns) }
    guard form.focus == nil || form.confirmingSince != nil, !form.isSending, let session else { return [] }
    if form.act == .countersign { return signatureLines(form) }
    if form.series != nil { return withheld(form) }
    guard let snapshot, let request = try? form.request(by: session, in: snapshot, now: now, language) else {
      return []
    }
    do {
      let findings = try judge(request, form)
      return foreseen(findings, request, form, in: room)
    } catch {
      return Line.wrapped(Style.refusalMark + error.text(language), size.columns, indent: 2, .refusal)
    }
  }

  /// Lists what the signature would be put under.
  private func signatureLines(_ form: Form) -> [Line] {
    guard let room, let snapshot else { return [] }
    return form.countersigned(in: snapshot).flatMap { item in
      let entries: [String] = item.choices[.entry] ?? []
      let recorded = snapshot.unsigned.first { entries.contains(String($0.entry)) }
      let parts: [String?] = [
        entries.first.map { "#" + $0 }, item.state.number, recorded?.title(language),
        recorded.map { TimeText.short($0.recorded, room.zone, now) + " " + room.name(of: $0.by, language) },
        item.state.summary.masked(language),
      ]
      return Line.wrapped("  " + parts.compactMap(\.self).joined(separator: " "), size.columns, indent: 4, .muted)
    }
  }

  /// Lists the marked ones: who leads each by now, and what it is about.
  private func seriesLines(_ series: Series, in room: Room) -> [Line] {
    let most = 6
    let lines = series.rest.prefix(most).compactMap(\.state.incident).map { incident in
      let lead = incident.department.map { language("已派 ", "with ") + room.catalogue.name(ofDepartment: $0) }
      let parts = [
        incident.number.description, incident.status.text(language), lead, incident.summary.masked(language),
      ]
      return Line(SafeText.fitted("  " + parts.compactMap(\.self).joined(separator: " "), size.columns), .muted)
    }
    let left = series.rest.count - most
    return lines + (left > 0 ? [Line(language("  还有 \(left) 件", "  \(left) more"), .muted)] : [])
  }

  /// Those of several with which it cannot be done now, and why.
  private func withheld(_ form: Form) -> [Line] {
    let refused = (form.series?.rest ?? []).compactMap { item in
      objection(to: form.act, on: item.state).map { "\(item.state.number) \(reason($0))" }
    }
    guard !refused.isEmpty else { return [] }
    let head = language("其中 \(refused.count) 件不会记：", "not for \(refused.count) of them:")
    return [Line(head, .soon)] + refused.flatMap { Line.wrapped("  " + $0, size.columns, indent: 2, .soon) }
  }
}

extension Reply.Element {
  func text(_ language: Language) -> String {
    switch self {
    case .accepted: language("受理时间", "when accepted")
    case .spokeTo: language("联系对象", "whom they spoke to")
    case .done: language("办理情况", "what was done")
    case .completion: language("办结或承诺办结时间", "done, or by when")
    }
  }
}
