@testable import DutyReports

/// The sheets of a workbook as text: what is kept of it, and what a reader of its file has to find there.
struct SheetListing: CustomStringConvertible {
  private(set) var lines: [String] = []

  init() {}

  /// Lists a workbook before it is a file.
  init(_ workbook: Workbook) {
    for sheet in workbook.sheets {
      begin(sheet.name, charts: sheet.hasChart ? 1 : 0)
      let rows = Dictionary(grouping: sheet.cells, by: \.row)
      for row in rows.keys.sorted() {
        let cells = rows[row] ?? []
        var line = Array(repeating: "", count: (cells.map(\.column).max() ?? 0) + 1)
        for cell in cells { line[cell.column] = Self.text(cell.value) }
        add(line, row: row)
      }
    }
  }

  mutating func begin(_ name: String, charts: Int) {
    if !lines.isEmpty { lines.append("") }
    lines.append("[\(name)]" + (charts > 0 ? " chart" : ""))
  }

  /// `row` counts from 0; rows and cells behind the last one that holds something are not told.
  mutating func add(_ cells: [String], row: Int) {
    var cells = cells[...]
    while cells.last == "" { cells.removeLast() }
    if !cells.isEmpty { lines.append("\(row + 1)\t" + cells.joined(separator: "\t")) }
  }

  /// Words in quotation marks, numbers as they are read.
  static func text(_ value: ExcelValue) -> String {
    switch value {
    case .words(""): ""
    case .words(let words): "\"" + words.replacing("\n", with: "\\n") + "\""
    case .number, .percent: value.shown
    }
  }

  var description: String { lines.joined(separator: "\n") + "\n" }
}

extension Workbook.Worksheet {
  fileprivate var hasChart: Bool {
    switch kind {
    case .front, .table: false
    case .chart: true
    }
  }
}
