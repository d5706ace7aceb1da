import DutyCore

// The list of every command, to choose from and to read: both printed from the one table.

extension Desk {
  func drawMenu(_ pointed: Int, _ grid: inout Grid, _ layout: Layout) {
    let acts = Command.acts
    let rows = max(1, layout.body.count - 1)
    let first = max(0, min(pointed - rows / 2, acts.count - rows))
    for (row, index) in zip(layout.body, acts.indices.dropFirst(first).prefix(rows)) {
      let obstacle = obstacle(to: acts[index])
      let isPointed = index == pointed
      let name = column(acts[index].name(language), 14) + column(keyNames(acts[index]), 8)
      let text = obstacle.map(reason) ?? acts[index].help(language)
      let line = Line([
        (isPointed ? "> " : "  ", .plain),
        (name, isPointed ? .selected : obstacle == nil ? .plain : .muted),
        ("  " + SafeText.fitted(text, size.columns - 26), obstacle == nil ? .plain : .muted),
      ])
      grid.put(line, row: row, columns: 0..<size.columns)
      if isPointed { grid.caret = Grid.Place(row: row, column: 0) }
    }
  }

  /// Why not, without what could be done instead: Enter says all of it.
  private func reason(_ obstacle: String) -> String {
    let end = language("。", ". ")
    guard let last = obstacle.firstRange(of: end)?.lowerBound else { return obstacle }
    return obstacle[..<last] + language("。", ".")
  }

  func helpLines(_ columns: Int) -> [Line] {
    let intro = language(
      "只用数字、方向键、Enter、Esc 和功能键也能办全部主要的事；中文输入法打出的全角符号照样算数。",
      "Digits, arrows, Enter, Esc and F-keys are enough for the daily work; full-width signs count as their keys.")
    return Line.wrapped(intro, columns) + [Line("")]
      + Command.table.flatMap { row -> [Line] in
        let command = row.command
        let keys = keyNames(command)
        let shown = keys.isEmpty ? language("在操作里", "in the menu") : keys
        return Line.wrapped(
          column(command.name(language), 14) + column(shown, 16) + command.help(language), columns, indent: 30)
      }
  }

  private func keyNames(_ command: Command) -> String {
    command == .pickTab ? "1-9" : command.keys.map(\.name).joined(separator: " ")
  }

  private func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - SafeText.width(of: text)))
  }
}
