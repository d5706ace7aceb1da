import DutyCore

extension Document {
  /// The report for a terminal, a mail or a printer with one width of type: aligned by columns, in plain text.
  package var text: String { text(within: nil) }

  /// The same for a screen of so many columns, on which a last column of words that has too little room stands on lines
  /// of its own.
  package func text(within columns: Int?) -> String {
    let title = title.printable
    var lines = [title, String(repeating: "=", count: title.columns)]
    for part in parts {
      switch part {
      case .heading(let words): lines += ["", words.printable, String(repeating: "-", count: words.printable.columns)]
      case .facts(let facts): lines += Self.lines(of: facts)
      case .table(let table): lines += table.lines(within: columns)
      case .chart(let chart): lines += chart.lines
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

extension Chart {
  /// Of a bar of full length.
  private static let length = 20

  /// A bar of ASCII, which is as wide everywhere, before each number.
  var lines: [String] {
    let width = bars.map(\.label.printable.columns).max() ?? 0
    return [title.printable]
      + bars.map { bar in
        let filled = Int(((bar.share ?? 0) * Double(Self.length)).rounded())
        let drawn = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.length - filled)
        return bar.label.printable.padded(to: width, .leading) + "  " + drawn + "  " + bar.shown.printable
      }
  }
}

extension Table {
  /// Columns that a last column of words may take before it goes on in the next line.
  private static let widest = 60

  /// The head, a rule, and a line or more for each row; no blanks at the end of a line.
  package var lines: [String] { lines(within: nil) }

  func lines(within columns: Int?) -> [String] {
    let cells = rows.map { $0.map(\.printable) }
    let names = self.columns.map(\.name.printable)
    let widths = self.columns.indices.map { column in
      let widest = ([names[column]] + cells.map { $0[column] }).map(\.columns).max() ?? 0
      return column == self.columns.indices.last ? min(widest, Self.widest) : widest
    }
    if let columns, widths.reduce(-2, { $0 + $1 + 2 }) > columns {
      return stacked(names, cells, widths, columns)
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return lines(of: names, widths) + [rule] + cells.flatMap { lines(of: $0, widths) }
  }

  /// The last column of each row under the others.
  private func stacked(_ names: [String], _ cells: [[String]], _ widths: [Int], _ columns: Int) -> [String] {
    let others = Array(widths.dropLast())
    let rule = String(repeating: "-", count: min(columns, others.reduce(-2) { $0 + $1 + 2 }))
    func row(_ row: [String]) -> [String] {
      let first = zip(zip(row, others), self.columns).map { $0.0.padded(to: $0.1, $1.alignment) }
      let rest = (row.last ?? "").folded(to: columns - 4).map { "    " + $0 }
      return [first.joined(separator: "  ")] + rest
    }
    return row(names) + [rule] + cells.flatMap(row)
  }

  private func lines(of row: [String], _ widths: [Int]) -> [String] {
    guard let last = row.last, let width = widths.last else { return [] }
    let folded = last.folded(to: width)
    return folded.enumerated().map { index, part in
      let cells = (index == 0 ? row.dropLast() : row.dropLast().map { _ in "" }) + [part]
      var line = zip(zip(cells, widths), columns)
        .map { $0.0.padded(to: $0.1, $1.alignment) }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

extension String {
  /// The text in pieces of at most `width` columns, cut at a blank where there is one in a piece's latter half; at
  /// least one piece.
  func folded(to width: Int) -> [String] {
    var pieces: [String] = []
    var piece: [Unicode.Scalar] = []
    for scalar in unicodeScalars {
      if piece.columns + scalar.columns > max(width, 2) {
        let blank = piece.lastIndex(of: " ").flatMap { $0 > piece.count / 2 ? $0 : nil }
        pieces.append(String(piece[..<(blank ?? piece.endIndex)]))
        piece.removeFirst(blank.map { $0 + 1 } ?? piece.count)
      }
      piece.append(scalar)
    }
    return pieces + [String(piece)]
  }

  private init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self = String(view)
  }
}

extension [Unicode.Scalar] {
  fileprivate var columns: Int { reduce(0) { $0 + $1.columns } }
}
