#if Excel
  import CXlsxWriter
  import DutyCore
  import Foundation

  /// A workbook while it is written; the library keeps what is added and gives it back in `close`.
  final class ExcelWorkbook {
    private typealias Format = UnsafeMutablePointer<lxw_format>
    private typealias Sheet = UnsafeMutablePointer<lxw_worksheet>

    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var names: Set<String> = []
    private var formats: [String: Format] = [:]
    private var fault: lxw_error = LXW_NO_ERROR

    /// Widths of columns, in digits of the sheet's font.
    private static let (narrowest, widest) = (8, 60)
    /// Of a title of the file or of a chart; Excel takes 255.
    private static let longestTitle = 200

    init?(path: String, title: String, created: Instant) {
      guard let workbook = workbook_new(path) else { return nil }
      self.workbook = workbook
      title.prefix(utf16: Self.longestTitle).withCString { title in
        var properties = lxw_doc_properties()
        // The library only reads it, and copies it.
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.created = time_t(created.milliseconds / 1000)
        fault = workbook_set_properties(workbook, &properties)
      }
    }

    func close() throws {
      // The library frees the workbook, whatever it answers.
      let closed = workbook_close(workbook)
      for error in [fault, closed] where error != LXW_NO_ERROR {
        throw WorkbookFault(reason: String(cString: lxw_strerror(error)))
      }
    }

    // MARK: - Sheets

    /// The title, and under it what is not a table or a chart.
    func addFront(of document: Document, _ language: Language) {
      guard let sheet = sheet(called: language("概况", "Overview")) else { return }
      write(ExcelValue(document.title.printable, .leading), to: sheet, 0, 0, format("title"))
      var row = 2
      var width = Self.narrowest
      for part in document.parts {
        switch part {
        case .heading(let words):
          row += 1
          write(ExcelValue(words.printable, .leading), to: sheet, row, 0, format("head"))
          row += 1
        case .facts(let facts):
          for fact in facts {
            write(ExcelValue(fact.name, .leading), to: sheet, row, 0, format("words"))
            write(ExcelValue(fact.value, .leading), to: sheet, row, 1, format("words"))
            width = max(width, fact.name.printable.columns + 2)
            row += 1
          }
        case .remark(let words):
          write(ExcelValue(words, .leading), to: sheet, row, 1, format("words"))
          row += 1
        case .table, .chart: break
        }
      }
      setWidth(min(width, Self.widest), of: 0, in: sheet)
      setWidth(80, of: 1, in: sheet)
    }

    func add(_ table: Table, called name: String, _ language: Language) {
      guard let sheet = sheet(called: name) else { return }
      var widths = table.columns.map { max(Self.narrowest, $0.name.printable.columns + 2) }
      for (column, head) in table.columns.enumerated() {
        write(
          ExcelValue(head.name.printable, .leading), to: sheet, 0, column,
          format(head.alignment == .trailing ? "head>" : "head"))
      }
      for (row, cells) in table.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          let alignment = table.columns[column].alignment
          let value = ExcelValue(cell, alignment)
          write(value, to: sheet, row + 1, column, format(of: value, alignment))
          widths[column] = max(widths[column], value.columns + 2)
        }
      }
      for (column, width) in widths.enumerated() { setWidth(min(width, Self.widest), of: column, in: sheet) }
      worksheet_freeze_panes(sheet, 1, 0)
      worksheet_repeat_rows(sheet, 0, 0)
      worksheet_fit_to_pages(sheet, 1, 0)
    }

    /// The chart beside its numbers, on a sheet of its own.
    func add(_ chart: Chart, _ language: Language) {
      guard !chart.bars.isEmpty, let sheet = sheet(called: chart.title) else { return }
      write(.words(language("项目", "Item")), to: sheet, 0, 0, format("head"))
      write(.words(language("数值", "Value")), to: sheet, 0, 1, format("head>"))
      for (index, bar) in chart.bars.enumerated() {
        write(ExcelValue(bar.label, .leading), to: sheet, index + 1, 0, format("words"))
        let shown = ExcelValue(bar.shown, .trailing)
        if case .words = shown {
          // What is read is no number of itself: the bar's length is, and the words stand beside it.
          if let share = bar.share {
            write(.percent(Chart.clamped(share), places: 1), to: sheet, index + 1, 1, format("0.0%"))
          }
          write(shown, to: sheet, index + 1, 2, format("words"))
        } else {
          write(shown, to: sheet, index + 1, 1, format(of: shown, .trailing))
        }
      }
      let widest = chart.bars.map(\.label.printable.columns).max() ?? 0
      for (column, width) in [widest + 2, 12, 20].enumerated() {
        setWidth(min(max(Self.narrowest, width), Self.widest), of: column, in: sheet)
      }
      worksheet_freeze_panes(sheet, 1, 0)
      draw(chart, on: sheet)
    }

    private func draw(_ chart: Chart, on sheet: Sheet) {
      let kind = chart.kind == .bars ? LXW_CHART_BAR : LXW_CHART_COLUMN
      guard let drawn = workbook_add_chart(workbook, UInt8(kind.rawValue)),
        let series = chart_add_series(drawn, nil, nil)
      else { return note(LXW_ERROR_MEMORY_MALLOC_FAILED) }
      let last = lxw_row_t(chart.bars.count)
      chart_series_set_categories(series, sheet.pointee.name, 1, 0, last, 0)
      chart_series_set_values(series, sheet.pointee.name, 1, 1, last, 1)
      chart_title_set_name(drawn, chart.title.printable.prefix(utf16: Self.longestTitle))
      chart_legend_set_position(drawn, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
      // A bar chart counts from below; a page is read from above.
      if chart.kind == .bars { chart_axis_set_reverse(drawn.pointee.y_axis) }
      note(worksheet_insert_chart(sheet, 1, 4, drawn))
    }

    /// Excel takes 31 characters, none of `[]:*?/\`, no apostrophe at an edge, no name twice.
    private func sheet(called words: String) -> Sheet? {
      let allowed = words.printable.map { "[]:*?/\\'".contains($0) ? " " : String($0) }.joined()
      let whole = allowed.trimmingCharacters(in: .whitespaces)
      var name = ""
      for number in 1...(names.count + 1) {
        let tail = number == 1 ? "" : " \(number)"
        name = whole.prefix(utf16: 31 - tail.utf16.count) + tail
        if name.isEmpty || name.lowercased() == "history" { name = "_" + tail }
        if !names.contains(name.lowercased()) { break }
      }
      names.insert(name.lowercased())
      let sheet = workbook_add_worksheet(workbook, name)
      if sheet == nil { note(LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED) }
      return sheet
    }

    // MARK: - Cells

    private func write(_ value: ExcelValue, to sheet: Sheet, _ row: Int, _ column: Int, _ format: Format?) {
      let (row, column) = (lxw_row_t(row), lxw_col_t(column))
      switch value {
      case .words(let words): note(worksheet_write_string(sheet, row, column, words.escaped, format))
      case .number(let number, _), .percent(let number, _):
        note(worksheet_write_number(sheet, row, column, number, format))
      }
    }

    private func setWidth(_ width: Int, of column: Int, in sheet: Sheet) {
      note(worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(width), nil))
    }

    private func format(of value: ExcelValue, _ alignment: Table.Alignment) -> Format? {
      let digits: (Int) -> String = { $0 == 0 ? "0" : "0." + String(repeating: "0", count: $0) }
      return switch value {
      case .words: format(alignment == .trailing ? "words>" : "words")
      case .number(_, let places): format(digits(places))
      case .percent(_, let places): format(digits(places) + "%")
      }
    }

    /// Each look is made once: by name, or by the format of its numbers.
    private func format(_ look: String) -> Format? {
      if let known = formats[look] { return known }
      guard let format = workbook_add_format(workbook) else { return nil }
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      switch look {
      case "title":
        format_set_bold(format)
        format_set_font_size(format, 16)
      case "head", "head>":
        format_set_bold(format)
        format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        if look == "head>" { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
      case "words", "words>":
        format_set_text_wrap(format)
        if look == "words>" { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
      default: format_set_num_format(format, look)
      }
      formats[look] = format
      return format
    }

    /// The first thing that went wrong is what `close` tells.
    private func note(_ error: lxw_error) { if fault == LXW_NO_ERROR { fault = error } }
  }

  extension String {
    /// `_x0041_` is how the file format writes a character it has no other way for; where somebody wrote that, it stays.
    fileprivate var escaped: String {
      replacingOccurrences(of: "_(?=x[0-9A-Fa-f]{4}_)", with: "_x005F_", options: .regularExpression)
    }

    /// The longest beginning of at most `count` code units of UTF-16.
    fileprivate func prefix(utf16 count: Int) -> String {
      var kept = ""
      for character in self {
        guard kept.utf16.count + character.utf16.count <= count else { break }
        kept.append(character)
      }
      return kept
    }
  }
#endif
