import DutyCore

// The list of every command, to choose from and to read: both printed from the one table.

extension Desk {
  func drawMenu(_ menu: Menu, _ grid: inout Grid, _ layout: Layout) {
    let found = menu.found(language)
    let rows = max(1, layout.body.count - 1)
    let first = max(0, min(menu.pointed - rows / 2, found.count - rows))
    for (row, index) in zip(layout.body, found.indices.dropFirst(first).prefix(rows)) {
      let command = found[index]
      let obstacle = obstacle(to: command)
      let isPointed = index == menu.pointed
      let name = column(command.name(language), 15) + column(keyNames(command), 10)
      let text = obstacle.map(reason) ?? command.help(language, at: stationKind)
      let line = Line([
        (isPointed ? "> " : "  ", .plain),
        (name, isPointed ? .selected : obstacle == nil ? .plain : .muted),
        ("  " + SafeText.fitted(text, size.columns - 29), obstacle == nil ? .plain : .muted),
      ])
      grid.put(line, row: row, columns: 0..<size.columns)
      if isPointed { grid.caret = Grid.Place(row: row, column: 0) }
    }
    if let last = layout.body.last {
      grid.put(foot(menu, found, below: found.count - first - rows), row: last, columns: 0..<size.columns)
    }
  }

  /// Shows what was typed, or how much of the list lies below.
  private func foot(_ menu: Menu, _ found: [Command], below: Int) -> Line {
    guard menu.typed.isEmpty else {
      let none = found.isEmpty ? language("  没有这样的操作", "  no such act") : ""
      return Line([(language("查找 ", "find "), .hint), (menu.typed, .field), (none, .muted)])
    }
    return Line(below > 0 ? language("-- 下面还有 \(below) --", "-- more below: \(below) --") : "", .muted)
  }

  /// Says why not, without what could be done instead: Enter says all of it.
  func reason(_ obstacle: String) -> String {
    let end = language("。", ". ")
    guard let last = obstacle.firstRange(of: end)?.lowerBound else { return obstacle }
    return obstacle[..<last] + language("。", ".")
  }

  func helpLines(_ columns: Int) -> [Line] {
    let intro = language(
      "只用数字、方向键、Enter、Esc 和功能键也能办全部主要的事；中文输入法打出的全角符号照样算数。",
      "Digits, arrows, Enter, Esc and F-keys are enough for the daily work; full-width signs count as their keys.")
    return Line.wrapped(intro, columns) + [Line("")]
      + Command.rows.flatMap { row -> [Line] in
        let command = row.command
        let keys = keyNames(command)
        let shown = keys.isEmpty ? language("在操作里", "in the menu") : keys
        return Line.wrapped(
          column(command.name(language), 15) + column(shown, 16) + command.help(language, at: stationKind), columns,
          indent: 31)
      } + [Line("")] + marksExplained.flatMap { Line.wrapped($0, columns, indent: 4) }
  }

  /// Explains what stands among the marks of a row and in its time.
  private var marksExplained: [String] {
    [
      language(
        "时限：剩 = 离最近的时限还有多久；超 = 已过多久；等 = 没有时限的等了多久。",
        "due: time left to the nearest limit, -time past it; + how long one without a limit has waited."),
      language(
        "标记：应催办、应提醒、应督办、应通报 = 单位超时到哪一级，应如何督促；已催办、已提醒、已督办、已通报 = 已经督促；"
          + "超时 = 过了时限；退单 = 有单位退单，待领导裁定；退回n = 退回过几次；重办；回潮 = 整改后又出现；补录 = 晚记；"
          + "外部 = 导入的；演练；待补签 = 待领导补签。",
        "marks: urge, blue, orange, red = the sheet a late unit has earned, urged or with + once it is made; late; "
          + "declined = waits for a leader's ruling; back n = sent back n times; reopen; again = back after put right; "
          + "late entry; import; drill; sign = to be countersigned."
      ),
      language("左边的 > 是选中的，* 是标上的，+ 是选中又标上的。", "on the left: > selected, * marked, + both."),
    ]
  }

  private func keyNames(_ command: Command) -> String {
    command == .pickTab ? "1-9" : command.keys.map(\.name).joined(separator: " ")
  }

  private func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - SafeText.width(of: text)))
  }
}
