/// The rows and columns that belong to each part, for one size of the window (docs/desk.md#smallest-window).
package struct Layout: Hashable, Sendable {
  package static let smallest = Grid.Size(rows: 10, columns: 40)
  /// From this width on the detail stands beside the queue, below it otherwise.
  /// See docs/desk.md#detail-beside-or-below.
  private static let besideFrom = 110

  package let size: Grid.Size

  package init(_ size: Grid.Size) { self.size = size }

  package var isTooSmall: Bool { size.rows < Self.smallest.rows || size.columns < Self.smallest.columns }

  static let headerRow = 0
  static let tabsRow = 1
  var hintsRow: Int { size.rows - 2 }
  var noticeRow: Int { size.rows - 1 }

  /// The rows between tabs and hints.
  package var body: Range<Int> { 2..<max(2, size.rows - 2) }

  private var isBeside: Bool { size.columns >= Self.besideFrom }
  private var hasDetailBelow: Bool { !isBeside && body.count >= 12 }
  private var detailRowsBelow: Int { hasDetailBelow ? body.count * 2 / 5 : 0 }

  /// The queue: its head stands in the first row.
  var listColumns: Int { isBeside ? size.columns * 2 / 3 : size.columns }
  var listHeadRow: Int { body.lowerBound }
  package var listRows: Int { body.count - 1 - (hasDetailBelow ? detailRowsBelow + 1 : 0) }
  var listFirstRow: Int { body.lowerBound + 1 }

  struct Area: Hashable { let rows: Range<Int>, columns: Range<Int> }

  /// The detail; nil where there is no room for it.
  var detail: Area? {
    if isBeside { return Area(rows: body, columns: (listColumns + 2)..<size.columns) }
    guard hasDetailBelow else { return nil }
    return Area(rows: (body.upperBound - detailRowsBelow)..<body.upperBound, columns: 0..<size.columns)
  }

  /// The row of the line between queue and detail, where the detail is below.
  var ruleRow: Int? { hasDetailBelow ? body.upperBound - detailRowsBelow - 1 : nil }
}

/// A line of a page: stretches of text, each with its meaning.
struct Line: Hashable {
  struct Span: Hashable {
    let text: String
    let style: Style
  }
  var spans: [Span]
  /// The column in which the caret stands, if it does.
  var caret: Int?

  init(_ text: String, _ style: Style = .plain) { spans = [Span(text: text, style: style)] }
  init(_ spans: [(String, Style)]) { self.spans = spans.map { Span(text: $0.0, style: $0.1) } }

  /// `text` in as many lines as `columns` asks for, those after the first set in by `indent`.
  static func wrapped(_ text: String, _ columns: Int, indent: Int = 0, _ style: Style = .plain) -> [Line] {
    let margin = String(repeating: " ", count: indent)
    return SafeText.wrapped(text, max(4 + indent, columns), indent: indent).enumerated().map { index, part in
      Line((index == 0 ? "" : margin) + part, style)
    }
  }

  /// Facts, each as a whole, as many on a line as it holds; one alone that is longer than a line is broken.
  static func pairs(_ facts: [String], _ columns: Int, _ style: Style = .plain) -> [Line] {
    var lines: [Line] = []
    var line = ""
    for fact in facts {
      let longer = line.isEmpty ? fact : line + "  " + fact
      if SafeText.width(of: longer) <= columns {
        line = longer
      } else {
        lines += line.isEmpty ? [] : [Line(line, style)]
        let broken = SafeText.wrapped(fact, max(4, columns), indent: 2)
        lines += broken.dropLast().enumerated().map { Line(($0 == 0 ? "" : "  ") + $1, style) }
        line = (broken.count > 1 ? "  " : "") + (broken.last ?? "")
      }
    }
    return lines + (line.isEmpty ? [] : [Line(line, style)])
  }

  /// Its stretches, to be put behind others.
  var parts: [(String, Style)] { spans.map { ($0.text, $0.style) } }

  /// Puts as many of `spans` on a line as it holds, each whole; those after the first line are set in by `indent`.
  static func packed(_ spans: [(String, Style)], _ columns: Int, indent: Int) -> [Line] {
    var lines: [[(String, Style)]] = [[]]
    var width = 0
    for span in spans {
      let own = SafeText.width(of: span.0)
      if width + own <= columns || width == 0 {
        lines[lines.count - 1].append(span)
        width += own
      } else {
        let text = String(repeating: " ", count: indent) + span.0.drop { $0 == " " }
        lines.append([(text, span.1)])
        width = SafeText.width(of: text)
      }
    }
    return lines.map { Line($0) }
  }
}

extension Grid {
  mutating func put(_ line: Line, row: Int, columns: Range<Int>) {
    var column = columns.lowerBound
    for span in line.spans where column < columns.upperBound {
      column += put(span.text, row: row, column: column, limit: columns.upperBound - column, style: span.style)
    }
    if let at = line.caret { caret = Place(row: row, column: min(columns.lowerBound + at, columns.upperBound - 1)) }
  }

  /// Puts the lines that fit, from `first` on; where some are left over, the last row says so.
  mutating func put(_ lines: [Line], _ area: Layout.Area, from first: Int = 0, more: String) {
    let start = min(first, max(0, lines.count - area.rows.count))
    for (row, line) in zip(area.rows, lines.dropFirst(start)) { put(line, row: row, columns: area.columns) }
    let left = lines.count - start - area.rows.count
    guard left > 0, let last = area.rows.last else { return }
    fill(row: last, column: area.columns.lowerBound, count: area.columns.count, style: .muted)
    put(Line("-- \(more) \(left + 1) --", .muted), row: last, columns: area.columns)
  }
}
