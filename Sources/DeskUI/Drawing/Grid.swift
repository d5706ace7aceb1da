import DutyCore

/// The screen cell by cell: drawn by the terminal in the program, read as text by tests.
package struct Grid: Hashable, Sendable {
  package struct Size: Hashable, Sendable {
    package let rows: Int
    package let columns: Int

    package init(rows: Int, columns: Int) {
      self.rows = max(0, rows)
      self.columns = max(0, columns)
    }
  }

  /// One column. A Hanzi takes two: its own cell of width 2, and an empty one of width 0 behind it.
  /// See docs/desk.md#widths-nobody-disputes.
  package struct Cell: Hashable, Sendable {
    package var text: String
    package var width: Int
    package var style: Style

    static func blank(_ style: Style) -> Cell { Cell(text: " ", width: 1, style: style) }
  }

  package struct Place: Hashable, Sendable {
    package let row: Int
    package let column: Int

    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  private struct Shown: Hashable {
    let id: IncidentID
    let columns: Range<Int>
  }

  package let size: Size
  private var cells: [Cell]
  /// The place of the hardware cursor, which input methods and screen readers follow.
  package var caret: Place?
  /// Whether the cursor is shown there: in a field, not on a list.
  /// See docs/desk.md#cursor-at-the-caret.
  package var caretIsVisible = false

  /// The incident that stands in each row, for the mouse.
  private var incidents: [Int: Shown] = [:]

  package init(_ size: Size) {
    self.size = size
    cells = Array(repeating: .blank(.plain), count: size.rows * size.columns)
  }

  package subscript(row: Int, column: Int) -> Cell { cells[row * size.columns + column] }

  /// Writes `text` from there on, within `limit` columns and the screen; returns the columns used. A Hanzi that
  /// would be cut is left out, and one that is half overwritten becomes a blank.
  @discardableResult
  package mutating func put(
    _ text: String, row: Int, column: Int, limit: Int = .max, style: Style = .plain
  ) -> Int {
    guard (0..<size.rows).contains(row), (0..<size.columns).contains(column) else { return 0 }
    let end = column + min(limit, size.columns - column)
    var x = column
    for cluster in SafeText(text).clusters {
      if x + cluster.width > end { break }
      set(Cell(text: cluster.text, width: cluster.width, style: style), row, x)
      x += cluster.width
    }
    return x - column
  }

  /// Fills a stretch of a row with blanks of one style.
  package mutating func fill(row: Int, column: Int = 0, count: Int = .max, style: Style) {
    guard (0..<size.rows).contains(row), (0..<size.columns).contains(column) else { return }
    for x in column..<(column + min(count, size.columns - column)) { set(.blank(style), row, x) }
  }

  /// A line across, which the terminal draws as its own line where it has one.
  package mutating func rule(row: Int, column: Int = 0, count: Int = .max) {
    let columns = min(count, size.columns - column)
    guard columns > 0 else { return }
    put(String(repeating: "-", count: columns), row: row, column: column, style: .rule)
  }

  private mutating func set(_ cell: Cell, _ row: Int, _ column: Int) {
    let at = row * size.columns + column
    if cells[at].width == 0, column > 0 { cells[at - 1] = .blank(cells[at - 1].style) }
    let last = at + cell.width - 1
    if cells[last].width == 2 { cells[last + 1] = .blank(cells[last + 1].style) }
    cells[at] = cell
    if cell.width == 2 { cells[at + 1] = Cell(text: "", width: 0, style: cell.style) }
  }

  /// Says that an incident stands in these columns of a row.
  mutating func show(_ id: IncidentID, row: Int, columns: Range<Int>) {
    incidents[row] = Shown(id: id, columns: columns)
  }

  package func incident(at place: Place) -> IncidentID? {
    incidents[place.row].flatMap { $0.columns.contains(place.column) ? $0.id : nil }
  }

  /// A row as text, without blanks at its end.
  package func text(row: Int) -> String {
    var text = cells[(row * size.columns)..<((row + 1) * size.columns)].map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  package var lines: [String] { (0..<size.rows).map { text(row: $0) } }

  /// The meanings in a row, in the order they appear, without `plain`.
  package func styles(row: Int) -> [Style] {
    var found: [Style] = []
    for column in 0..<size.columns where !found.contains(self[row, column].style) {
      found.append(self[row, column].style)
    }
    return found.filter { $0 != .plain }
  }
}
