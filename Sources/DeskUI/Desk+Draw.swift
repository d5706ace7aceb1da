import DutyCore

extension Desk {
  /// The screen as it is to be now. Nothing is asked and nothing changes.
  package func draw() -> Grid {
    guard !setting.isWall else { return drawWall() }
    var grid = Grid(size)
    let layout = Layout(size)
    guard !layout.isTooSmall else {
      drawTooSmall(&grid)
      return grid
    }
    drawHeader(&grid)
    drawTabs(&grid)
    switch screens.last {
    case .form(let form)?: drawForm(form, &grid, layout)
    case .menu(let menu)?: drawMenu(menu, &grid, layout)
    case .help(let scroll)?: drawPage(helpLines(layout.size.columns), scroll, &grid, layout)
    case .wording(let scroll)?:
      drawPage(wordingLines(columns: size.columns), scroll, &grid, layout)
    case .handover(let page)?: drawPage(handoverLines(page), page.scroll, &grid, layout)
    case .incident(let scroll)?:
      drawPage(selected.map { dossier($0, columns: size.columns) } ?? [], scroll, &grid, layout)
    case .search?: drawSearch(&grid, layout)
    case .rectifications(let list)?: drawRectifications(list, &grid, layout)
    case .rectification(let id, let scroll)?:
      drawPage(rectificationLines(id, columns: size.columns), scroll, &grid, layout)
    case nil: drawBoard(&grid, layout)
    }
    grid.put(Line(hints()), row: layout.hintsRow, columns: 0..<size.columns)
    drawNotice(&grid, layout)
    if isMasked { grid.maskPhoneNumbers(sparing: codes) }
    return grid
  }

  func drawTooSmall(_ grid: inout Grid) {
    let text = language("窗口过小，至少 40x10", "window too small: 40x10 at least")
    grid.put(text, row: size.rows / 2, column: 0, style: .refusal)
  }

  private func drawPage(_ lines: [Line], _ scroll: Int, _ grid: inout Grid, _ layout: Layout) {
    let area = Layout.Area(rows: layout.body, columns: 0..<size.columns)
    grid.put(lines, area, from: scroll, more: language("下面还有", "more below:"))
    grid.caret = Grid.Place(row: layout.body.lowerBound, column: 0)
  }

  // MARK: Header

  func drawHeader(_ grid: inout Grid) {
    grid.fill(row: Layout.headerRow, style: .header)
    func width(_ spans: [Line.Span]) -> Int { spans.reduce(0) { $0 + SafeText.width(of: $1.text) + 2 } }
    let headline = headline()
    // The counts grow shorter, but who is signed on matters more than their words.
    let choices = counts().map { counts in [age(), counts, clock()].compactMap(\.self) }
    let right =
      choices.first { SafeText.width(of: headline) + width($0) < size.columns } ?? choices.last
      ?? [age(), clock()].compactMap(\.self)
    let width = width(right)
    let left = SafeText.fitted(headline, max(0, size.columns - width - 1))
    grid.put(left, row: Layout.headerRow, column: 1, style: .header)
    var column = size.columns - width + 1
    for span in right {
      column += grid.put(span.text, row: Layout.headerRow, column: max(0, column), style: span.style) + 2
    }
  }

  /// Station, shift, who sits, who is signed on.
  /// See docs/desk.md#header-line.
  func headline() -> String {
    guard let room else { return language("正在打开台账..", "opening the ledger..") }
    let practice = room.isDrill ? language("[演练] ", "[practice] ") : ""
    let person = signedOn.map { $0.name } ?? language("未登录", "not signed on")
    let mode = setting.isWall ? language("看板", "wall") : setting.isReadOnly ? language("只读", "read-only") : person
    return practice + [room.name, shift(in: room), mode].joined(separator: "  ")
  }

  /// The kind of place it sits in, for texts that speak of the station's own.
  var stationKind: StationKind { room?.stationKind ?? .unknown }

  private func shift(in room: Room) -> String {
    guard let turn = room.plan.turn(at: now) else { return language("不在班次内", "no shift") }
    let person = room.rostered(for: turn)
    let rostered = person?.name
    guard room.plan.shift(named: turn.shift)?.sitting ?? false else {
      // A leader leads the night's duty; anybody else is on it.
      let duty = person?.rank.leads ?? false ? "带班" : "值班"
      return turn.shift + language(" \(duty) \(rostered ?? "未排班")", " on duty: \(rostered ?? "nobody rostered")")
    }
    if let sitting = room.sittingLeader(at: now) {
      return turn.shift + language(" 坐堂 \(sitting.name)", " sitting: \(sitting.name)")
    }
    return turn.shift
      + (rostered.map { language(" 未到岗（应到 \($0)）", " nobody sits (\($0) is due)") }
        ?? language(" 未排班", " nobody rostered"))
  }

  private func clock() -> Line.Span? {
    room.map { Line.Span(text: $0.zone.local(now).clock, style: .header) }
  }

  /// Counts what is open by status, in full, in short and in numbers alone; none where there is no room for any.
  private func counts() -> [Line.Span] {
    guard let snapshot, size.columns >= 60, !setting.isWall else { return [] }
    let shown: [(status: Incident.Status, short: String)] = [
      (.received, language("待", "r")), (.inHand, language("在", "i")), (.handled, language("核", "h")),
    ]
    func count(_ status: Incident.Status) -> String { String(snapshot.counts[status] ?? 0) }
    let full = shown.map { $0.status.text(language) + language("", " ") + count($0.status) }
    let short = shown.map { $0.short + count($0.status) }
    let bare = shown.map { count($0.status) }
    return [full.joined(separator: " "), short.joined(separator: " "), bare.joined(separator: "/")]
      .map { Line.Span(text: $0, style: .header) }
  }

  /// Tells how old the data are, once that is worth saying.
  private func age() -> Line.Span? {
    guard let heard, now - heard > .seconds(5) else { return nil }
    let seconds = (now - heard).milliseconds / 1000
    let span = seconds < 60 ? language("\(seconds)秒", "\(seconds)s") : TimeText.span(now - heard, language)
    return Line.Span(text: language("数据\(span)前", "data \(span) old"), style: .stale)
  }

  /// The tabs, with their counts where there is room; where there is too little, those up to the one shown.
  /// See docs/desk.md#tabs-and-their-order.
  private func drawTabs(_ grid: inout Grid) {
    guard let snapshot else { return }
    func labels(counted: Bool) -> [String] {
      tabs.enumerated().map { index, tab in
        let count = counted ? " \(snapshot.openInTab[tab] ?? 0)" : ""
        let name = (index < 9 ? "\(index + 1)" : "") + tab.text(language) + count
        return tab == self.tab ? "[\(name)]" : " \(name) "
      }
    }
    func width(_ labels: some Sequence<String>) -> Int { labels.reduce(0) { $0 + SafeText.width(of: $1) } }
    var shown = labels(counted: true)
    if width(shown) > size.columns { shown = labels(counted: false) }
    let chosen = tabs.firstIndex(of: tab) ?? 0
    let first = shown.indices.first { width(shown[$0...max($0, chosen)]) <= size.columns } ?? chosen
    var column = 0
    for (index, label) in shown.enumerated().dropFirst(min(first, chosen)) {
      column += grid.put(label, row: Layout.tabsRow, column: column, style: index == chosen ? .chosen : .plain)
    }
  }

  // MARK: Bottom

  /// The notice, on the hints' line too where one line is not enough.
  /// See docs/desk.md#hints-and-notice.
  private func drawNotice(_ grid: inout Grid, _ layout: Layout) {
    if let notice, alarms.isEmpty || !isLocked {
      let offer = notice.style == .done ? undoOffer : nil
      let mark = notice.style == .refusal ? Style.refusalMark : ""
      let text = mark + [notice.text, offer].compactMap(\.self).joined(separator: "  ")
      let lines = SafeText.wrapped(text, size.columns).prefix(2)
      for (row, line) in zip((layout.noticeRow - lines.count + 1)..., lines) {
        grid.fill(row: row, style: .plain)
        grid.put(line, row: row, column: 0, style: notice.style)
      }
    } else if let alarm = alarms.first {
      let known = snapshot?.incidents[alarm]
      let text =
        language("应急 \(alarms.count) 件没有看：", "\(alarms.count) emergency not looked at: ")
        + (known.map { "\($0.number) \($0.summary.masked(language))" } ?? "")
      let way = isLocked ? "" : wayToAlarm
      let room = max(12, size.columns - SafeText.width(of: way))
      grid.put(SafeText.fitted(text, room) + way, row: layout.noticeRow, column: 0, style: .emergency)
    } else if let undoOffer {
      grid.put(undoOffer, row: layout.noticeRow, column: 0, style: .hint)
    } else if let caution = cautions.first {
      grid.put(SafeText.fitted(caution, size.columns), row: layout.noticeRow, column: 0, style: .stale)
    }
  }

  /// The key that goes there; where digits are typed, the key before it.
  private var wayToAlarm: String {
    let key = Command.alarm.keys.first?.name ?? ""
    switch screens.last {
    case .form, .menu, .search: return language("  先 Esc 再按 \(key) 去看", "  Esc, then \(key) goes there")
    case .incident, .wording, .help, .handover, .rectifications, .rectification, nil:
      return language("  按 \(key) 去看", "  \(key) goes there")
    }
  }

  /// The keys that do something here, from the table of commands.
  private func hints() -> [(String, Style)] {
    let keys: [(String, String)]
    switch screens.last {
    case .form(let form)? where form.confirmingSince != nil:
      keys = [("F8", language("确认", "confirm")), ("Enter/Esc", language("取消", "cancel"))]
    case .form? where isLocked: keys = [("Enter", language("解锁", "unlock")), ("Ctrl-U", language("清空一项", "clear"))]
    case .form?:
      keys = fitting(
        [("Enter", language("下一项", "next")), ("Tab/S-Tab", language("换项", "move"))],
        [("Ctrl-S", language("提交", "submit")), ("Esc", language("返回，内容保留", "back, text is kept"))])
    case .menu?:
      keys = [
        ("Up/Down", language("选", "choose")), ("Enter", language("办", "do")),
        (language("打名称", "type"), language("查找", "to find")),
        ("Esc", language("返回", "back")),
      ]
    case .search?: keys = searchHints
    case .wording? where setting.copies:
      keys = [("Enter", language("复制", "copy")), ("Up/Down", language("翻", "scroll")), hint(.back)]
    case .help?, .wording?: keys = [("Up/Down", language("翻", "scroll")), ("Esc", language("返回", "back"))]
    case .handover?:
      keys = [("Enter", language("签字", "sign")), hint(.print)] + [("Up/Down", language("翻", "scroll")), hint(.back)]
    case .rectifications?: keys = [("Up/Down", language("选", "choose")), hint(.open), hint(.menu), hint(.back)]
    case .incident?, .rectification?: keys = fitting(possible(), [Command.menu, .back].map(hint))
    case nil: keys = fitting(possible(), [Command.menu, .help, .quit].map(hint))
    }
    return keys.flatMap { [($0.0, Style.hint), (" " + $0.1 + "  ", .muted)] }
  }

  /// Returns as many of `some` as the line holds beside `always`; the rest is in the menu.
  private func fitting(_ some: [(String, String)], _ always: [(String, String)]) -> [(String, String)] {
    func width(_ keys: [(String, String)]) -> Int {
      keys.reduce(0) { $0 + SafeText.width(of: $1.0 + $1.1) + 3 } - 2
    }
    var kept = some
    while !kept.isEmpty, width(kept + always) > size.columns { kept.removeLast() }
    return kept + always
  }

  private func hint(_ command: Command) -> (String, String) {
    (command.keys.first?.name ?? "", command.name(language))
  }

  /// The acts that the rules allow on what is selected, by their first key.
  private func possible() -> [(String, String)] {
    ActForm.all.filter { act in
      !act.keys.isEmpty && (act != .signOn || signedOn == nil) && obstacle(to: .act(act)) == nil
    }.map { hint(.act($0)) }
  }
}

extension QueueTab {
  func text(_ language: Language) -> String {
    switch self {
    case .running: language("本班", "this shift")
    case .shift(let name): name
    case .carriedOver: language("跨班未结", "carried over")
    case .open: language("全部未结", "all open")
    }
  }
}
