import DutyCore

extension Document {
  /// The report for a terminal, a mail or a printer with one width of type: aligned by columns, in plain text.
  package var text: String {
    let title = title.printable
    var lines = [title, String(repeating: "=", count: title.columns)]
    for part in parts {
      switch part {
      case .heading(let words): lines += ["", words.printable, String(repeating: "-", count: words.printable.columns)]
      case .facts(let facts): lines += Self.lines(of: facts)
      case .table(let table): lines += table.lines
      case .remark(let words): lines.append(words.printable)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of facts: [Fact]) -> [String] {
    let width = facts.map(\.name.printable.columns).max() ?? 0
    return facts.map { $0.name.printable.padded(to: width, .leading) + "  " + $0.value.printable }
  }
}

extension Table {
  /// The head, a rule, and a line for each row; no blanks at the end of a line.
  var lines: [String] {
    let cells = rows.map { $0.map(\.printable) }
    let names = columns.map(\.name.printable)
    let widths = columns.indices.map { column in
      ([names[column]] + cells.map { $0[column] }).map(\.columns).max() ?? 0
    }
    func line(_ row: [String]) -> String {
      var text = ""
      for (column, cell) in row.enumerated() {
        if column > 0 { text += "  " }
        text += cell.padded(to: widths[column], columns[column].alignment)
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return [line(names), rule] + cells.map(line)
  }
}
