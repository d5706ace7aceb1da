import DutyCore

// One rectification whole: what, where, by whom and until when, how far it is, and what happened.

extension Desk {
  mutating func pressInRectification(_ key: Key, _ id: RectificationID, _ scroll: Int) -> [Effect] {
    guard let command = Command.on(key) else { return [] }
    switch command {
    case .act, .menu, .undo: return run(command)
    case .open, .mark, .wording, .alarm, .search, .nextHit, .previousHit, .help, .handover, .rectifications, .print,
      .lock,
      .back, .quit, .up, .down, .pageUp, .pageDown, .top, .bottom, .nextTab, .previousTab, .pickTab:
      return pressToRead(key, scroll) { .rectification(id, scroll: $0) }
    }
  }

  func rectificationLines(_ id: RectificationID, columns: Int) -> [Line] {
    guard let snapshot, let item = snapshot.rectifications.known[id] else {
      return [Line(language("正在打开整改项..", "opening the rectification.."), .muted)]
    }
    let page = RectificationPage(
      item: item, room: snapshot.room, now: now, language: language, columns: columns)
    let history = snapshot.rectifications.history.filter { $0.subject == .rectification(id) }
    return page.facts() + page.course() + page.signatures()
      + Timeline(room: snapshot.room, now: now, language: language, columns: columns).lines(history)
  }

  /// Those of the incident that is shown, a line each.
  func rectificationLines(of incident: Incident, columns: Int) -> [Line] {
    guard let snapshot, snapshot.view.detail == incident.id else { return [] }
    let items = snapshot.rectifications.known.values.filter { $0.incident?.id == incident.id }.sorted { $0.id < $1.id }
    guard !items.isEmpty else { return [] }
    let isBack =
      incident.relapses.isEmpty
      ? "" : language("  回潮 \(incident.relapses.count) 次", "  back \(incident.relapses.count)x")
    return [Line([(language("整改项", "rectifications"), .title), (isBack, .soon)])]
      + items.flatMap { item in
        RectificationPage(item: item, room: snapshot.room, now: now, language: language, columns: columns).brief()
      }
  }
}

/// Writes the lines of one rectification's page.
struct RectificationPage {
  let item: Rectification
  let room: Room
  let now: Instant
  let language: Language
  let columns: Int

  private func time(_ moment: Instant) -> String { TimeText.short(moment, room.zone, now) }
  private func unit(_ code: String) -> String { room.catalogue.name(ofDepartment: code) }

  /// The last day on which it is in time, not the midnight after it.
  private func day(_ deadline: Deadline) -> String { room.zone.day(of: deadline.due - .seconds(1)).description }

  private func due() -> (String, Style)? {
    guard let due = item.nextDue else { return nil }
    let style: Style = item.isOverdue(at: now) ? .overdue : .plain
    return ("  " + TimeText.left(until: due, now, language), style)
  }

  func brief() -> [Line] {
    let spans: [(String, Style)] =
      [
        ("  \(item.id.number)", .plain), ("  " + item.state.text(language), .plain), ("  " + unit(item.owner), .plain),
      ] + [due()].compactMap(\.self) + [("  " + item.what.masked(language), .plain)]
    return Line.packed(spans, columns, indent: 4)
  }

  func facts() -> [Line] {
    let mark = item.isDrill && !room.isDrill ? language("  演练", "  practice") : ""
    let head: [(String, Style)] =
      [
        (item.id.number, .title), ("  " + item.kind.text(language) + mark, .plain),
        ("  " + item.state.text(language), .plain),
      ] + [due()].compactMap(\.self) + [step()].compactMap(\.self)
    let place = item.place.map { language("地点 ", "place ") + $0.masked(language) }
    let of = item.incident.map { language("事件 ", "incident ") + $0.number.description }
    let supervisor = item.supervisor.map { language("主管 ", "supervised by ") + unit($0) }
    return Line.packed(head, columns, indent: 4) + Line.wrapped(item.what.masked(language), columns)
      + Line.pairs([place, of, supervisor].compactMap(\.self), columns) + Line.pairs(dates(), columns) + fiveFixed()
  }

  /// The step by which its owner is to be pressed, or has been.
  private func step() -> (String, Style)? {
    item.ladderStep(at: now).map { step in
      let isDone = item.isPressed(at: now)
      return ("  " + (isDone ? step.issuedText(language) : step.text(language)), step > .urge ? .overdue : .soon)
    }
  }

  private func dates() -> [String] {
    let moved = item.firstDue.due == item.due.due ? nil : day(item.firstDue)
    return [
      language("整改单位 ", "owner ") + unit(item.owner), language("期限 ", "due ") + day(item.due),
      moved.map { language("原定 ", "first ") + $0 }, item.lookBackBy.map { language("回头看 ", "look back by ") + day($0) },
      language("立项 ", "opened ") + time(item.opened.recorded) + " " + room.name(of: item.opened.by, language),
      item.means.map { language("措施 ", "means ") + $0.masked(language) },
    ].compactMap(\.self)
  }

  private func fiveFixed() -> [Line] {
    guard let five = item.fiveFixed else { return [] }
    let names = [
      language("责任 ", "answers "), language("措施 ", "measures "), language("资金 ", "funds "),
      language("时限 ", "stages "), language("预案 ", "fallback "),
    ]
    return Line.pairs(
      [language("五落实", "fixed:")] + zip(names, five.all).map { $0 + $1.masked(language) }, columns, .muted)
  }

  /// Tells in one line how far it is.
  func course() -> [Line] {
    let parts = [
      item.share.map { language("完成 \($0)%", "\($0)% done") },
      item.done.map { language("报完成 ", "said done ") + time($0.recorded) + " " + room.name(of: $0.by, language) },
      item.verified.map { language("销号 ", "verified ") + time($0.recorded) + " " + room.name(of: $0.by, language) },
      item.returns == 0 ? nil : language("退回 \(item.returns) 次", "sent back \(item.returns)x"),
      item.relapses == 0 ? nil : language("回潮 \(item.relapses) 次", "back \(item.relapses)x"),
      item.attachments.isEmpty ? nil : language("附件 \(item.attachments.count)", "\(item.attachments.count) attached"),
      item.urged.map { language("催办 ", "urged ") + time($0) },
      item.sheets.last.map { language("已发", "issued: ") + $0.text(language) },
    ].compactMap(\.self)
    return parts.isEmpty ? [] : Line.pairs(parts, columns)
  }

  func signatures() -> [Line] {
    item.unsigned.flatMap { entry in
      let leader = entry.leader.map { room.name(of: .officer($0), language) } ?? language("坐堂领导", "who sits")
      return Line.wrapped(
        language("待补签 ", "to be countersigned ") + "#\(entry.entry) \(entry.title(language)) \(leader)", columns)
    }
  }
}
