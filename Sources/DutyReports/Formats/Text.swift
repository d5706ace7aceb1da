import DutyCore

extension Document {
  /// The report for a terminal, a mail or a printer with one width of type: aligned by columns, in plain text.
  package var text: String { text(within: nil) }

  /// The same for a screen of `columns`, on which a last column of words that has too little room stands on lines
  /// of its own.
  package func text(within columns: Int?) -> String {
    let title = title.plain
    var lines = [title, String(repeating: "=", count: title.columns)]
    for part in parts {
      switch part {
      case .heading(let words): lines += ["", words.plain, String(repeating: "-", count: words.plain.columns)]
      case .facts(let facts): lines += Self.lines(of: facts)
      case .table(let table): lines += table.lines(within: columns)
      case .chart(let chart): lines += chart.lines
      case .remark(let words): lines.append(words.plain)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of facts: [Fact]) -> [String] {
    let width = facts.map(\.name.plain.columns).max() ?? 0
    return facts.map { $0.name.plain.padded(to: width, .leading) + "  " + $0.value.plain }
  }
}

extension Chart {
  /// Characters of a bar of full length.
  private static let length = 20
  /// A series of more values is drawn as a digit each.
  private static let mostLines = 7

  /// Drawn with ASCII, which is as wide everywhere, also in a message on a telephone.
  var lines: [String] {
    switch kind {
    case .series where bars.count > Self.mostLines: return [title.plain] + digits
    case .bars, .series:
      let width = bars.map(\.label.plain.columns).max() ?? 0
      return [title.plain]
        + bars.map { bar in
          let filled = Int((Self.clamped(bar.share ?? 0) * Double(Self.length)).rounded())
          let drawn = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.length - filled)
          return bar.label.plain.padded(to: width, .leading) + "  " + drawn + "  " + bar.shown.plain
        }
    }
  }

  /// The values from first to last, a digit for each: 9 the highest of all, 0 nothing or next to it, a dot where there is
  /// nothing to show. `9 = 40 (11-06)` says what the highest is.
  private var digits: [String] {
    let most = Self.clamped(highest?.share ?? 0)
    let drawn = bars.map { bar in
      bar.share.map { String(Int((most > 0 ? Self.clamped($0) / most * 9 : 0).rounded())) } ?? "."
    }
    let ends = [bars.first, bars.last].compactMap(\.self).map(\.label.plain).joined(separator: " - ")
    let scale = highest.flatMap { most > 0 ? ["9 = \($0.shown.plain) (\($0.label.plain))"] : nil } ?? []
    return [ends] + drawn.joined().folded(to: 60) + scale
  }
}

extension String {
  /// The text as a page of one width of type may show it: without the punctuation that some terminals and telephones
  /// set one column wide and others two.
  fileprivate var plain: String {
    let shown = printable
    guard shown.unicodeScalars.contains(where: { Self.typewriter[$0] != nil }) else { return shown }
    var plain = ""
    for scalar in shown.unicodeScalars {
      if let typed = Self.typewriter[scalar] { plain += typed } else { plain.unicodeScalars.append(scalar) }
    }
    return plain
  }

  private static let typewriter: [Unicode.Scalar: String] = [
    "\u{201C}": "\"", "\u{201D}": "\"", "\u{2018}": "'", "\u{2019}": "'", "\u{2013}": "-", "\u{2014}": "-",
    "\u{2015}": "-", "\u{2026}": "...", "\u{B7}": ".", "\u{2022}": "*", "\u{D7}": "x", "\u{2192}": "->",
  ]
}

extension Table {
  /// Columns that a last column of words may take before it goes on in the next line.
  private static let widest = 60

  /// The head, a rule, and a line or more for each row; no blanks at the end of a line.
  package var lines: [String] { lines(within: nil) }

  func lines(within columns: Int?) -> [String] {
    let cells = rows.map { $0.map(\.plain) }
    let names = self.columns.map(\.name.plain)
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
