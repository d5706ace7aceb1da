import DutyCore
import Foundation

/// A document as a spreadsheet has it, before it is a file: a sheet of what is not a table, one for each table, one for
/// each chart with its numbers. This much is built in everywhere.
struct Workbook: Hashable {
  let title: String
  private(set) var sheets: [Worksheet] = []

  struct Worksheet: Hashable {
    /// The name, with at most 31 characters and unlike each other one's.
    let name: String
    let kind: Kind
    var cells: [Cell] = []
    /// Widths of the columns from the first on, in digits of the sheet's font.
    var widths: [Int] = []
  }

  enum Kind: Hashable {
    case front
    /// Its first row stays in sight, and stands on each printed page.
    case table
    /// The first column names its bars, the second holds their numbers.
    case chart(Chart)
  }

  struct Cell: Hashable {
    /// Both from 0.
    let row: Int
    let column: Int
    let value: ExcelValue
    let emphasis: Emphasis
    let alignment: Table.Alignment
  }

  enum Emphasis: Hashable { case title, head, body }

  /// Widths of columns, in digits of the sheet's font.
  private static let (narrowest, widest) = (8, 60)

  init(_ document: Document, _ language: Language) {
    title = document.title.printable
    addFront(of: document, language)
    var heading = document.title
    for part in document.parts {
      switch part {
      case .heading(let words): if !words.isEmpty { heading = words }
      case .table(let table): add(table, called: heading)
      case .chart(let chart): add(chart, language)
      case .facts, .remark: break
      }
    }
  }

  /// The title, and under it what is not a table or a chart.
  private mutating func addFront(of document: Document, _ language: Language) {
    var sheet = sheet(called: language("概况", "Overview"), .front)
    sheet.write(title, 0, 0, .title)
    var row = 2
    var width = Self.narrowest
    // A heading of tables alone is the name of their sheets.
    var heading: String?
    func writeHeading() {
      guard let words = heading else { return }
      sheet.write(words.printable, row + 1, 0, .head)
      row += 2
      heading = nil
    }
    for part in document.parts {
      switch part {
      case .heading(let words): heading = words
      case .facts(let facts):
        writeHeading()
        for fact in facts {
          sheet.write(fact.name, row, 0)
          sheet.write(fact.value, row, 1)
          width = max(width, fact.name.printable.columns + 2)
          row += 1
        }
      case .remark(let words):
        writeHeading()
        sheet.write(words, row, 1)
        row += 1
      case .table, .chart: break
      }
    }
    sheet.widths = [min(width, Self.widest), 80]
    sheets.append(sheet)
  }

  private mutating func add(_ table: Table, called name: String) {
    var sheet = sheet(called: name, .table)
    var widths = table.columns.map { max(Self.narrowest, $0.name.printable.columns + 2) }
    for (column, head) in table.columns.enumerated() {
      sheet.write(ExcelValue(head.name.printable, .leading), 0, column, .head, head.alignment)
    }
    for (row, cells) in table.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        let alignment = table.columns[column].alignment
        let value = ExcelValue(cell, alignment)
        sheet.write(value, row + 1, column, .body, alignment)
        widths[column] = max(widths[column], value.columns + 2)
      }
    }
    sheet.widths = widths.map { min($0, Self.widest) }
    sheets.append(sheet)
  }

  /// The chart beside its numbers, on a sheet of its own.
  private mutating func add(_ chart: Chart, _ language: Language) {
    guard !chart.bars.isEmpty else { return }
    var sheet = sheet(called: chart.title, .chart(chart))
    sheet.write(language("项目", "Item"), 0, 0, .head)
    sheet.write(.words(language("数值", "Value")), 0, 1, .head, .trailing)
    for (index, bar) in chart.bars.enumerated() {
      sheet.write(bar.label, index + 1, 0)
      let shown = ExcelValue(bar.shown, .trailing)
      if case .words = shown {
        // The text that is read is no number of itself: the bar's length is, and the words stand beside it.
        if let share = bar.share {
          sheet.write(.percent(Chart.clamped(share), decimals: 1), index + 1, 1, .body, .trailing)
        }
        sheet.write(shown, index + 1, 2, .body, .leading)
      } else {
        sheet.write(shown, index + 1, 1, .body, .trailing)
      }
    }
    let longest = chart.bars.map(\.label.printable.columns).max() ?? 0
    sheet.widths = [min(max(Self.narrowest, longest + 2), Self.widest), 12, 20]
    sheets.append(sheet)
  }

  /// Excel takes 31 characters, none of `[]:*?/\`, no apostrophe at an edge, no name twice.
  private func sheet(called words: String, _ kind: Kind) -> Worksheet {
    let names = Set(sheets.map { $0.name.lowercased() })
    let allowed = words.printable.map { "[]:*?/\\'".contains($0) ? " " : String($0) }.joined()
    let whole = allowed.trimmingCharacters(in: .whitespaces)
    var name = ""
    for number in 1...(names.count + 1) {
      let tail = number == 1 ? "" : " \(number)"
      name = whole.prefix(utf16: 31 - tail.utf16.count) + tail
      if name.isEmpty || name.lowercased() == "history" { name = "_" + tail }
      if !names.contains(name.lowercased()) { break }
    }
    return Worksheet(name: name, kind: kind)
  }
}

extension Workbook.Worksheet {
  /// Wider than a page that stands upright.
  var isWide: Bool {
    switch kind {
    case .front: false
    case .table, .chart: widths.reduce(0, +) > 100
    }
  }

  /// The number of lines a row takes, where that is more than one.
  var lines: [Int: Int] {
    cells.reduce(into: [:]) { lines, cell in
      guard cell.emphasis == .body, widths.indices.contains(cell.column) else { return }
      // A column is wider by two than what stands in it.
      let room = widths[cell.column] - 2
      let count = cell.value.shown.split(separator: "\n", omittingEmptySubsequences: false)
        .reduce(0) { $0 + max(1, (String($1).columns + room - 1) / room) }
      if count > 1 { lines[cell.row] = max(count, lines[cell.row] ?? 1) }
    }
  }

  fileprivate mutating func write(_ words: String, _ row: Int, _ column: Int, _ emphasis: Workbook.Emphasis = .body) {
    write(ExcelValue(words, .leading), row, column, emphasis, .leading)
  }

  fileprivate mutating func write(
    _ value: ExcelValue, _ row: Int, _ column: Int, _ emphasis: Workbook.Emphasis, _ alignment: Table.Alignment
  ) {
    cells.append(Workbook.Cell(row: row, column: column, value: value, emphasis: emphasis, alignment: alignment))
  }
}

extension String {
  /// The longest beginning of at most `count` code units of UTF-16.
  func prefix(utf16 count: Int) -> String {
    var kept = ""
    for character in self {
      guard kept.utf16.count + character.utf16.count <= count else { break }
      kept.append(character)
    }
    return kept
  }
}
