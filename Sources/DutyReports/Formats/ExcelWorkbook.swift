#if Excel
  import CXlsxWriter
  import DutyCore
  import Foundation

  /// A workbook while it is written to a file; the library keeps what is added and gives it back in `close`.
  final class ExcelWorkbook {
    private typealias Format = UnsafeMutablePointer<lxw_format>
    private typealias SheetPointer = UnsafeMutablePointer<lxw_worksheet>

    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var formats: [String: Format] = [:]
    private var fault: lxw_error = LXW_NO_ERROR

    /// Characters of a title of the file or of a chart; Excel takes 255.
    private static let longestTitle = 200
    /// The paper's number in the file format.
    private static let a4: UInt8 = 9
    /// Heights of a line, of the row with the title, and of any row at most, in points.
    private static let (lineHeight, titleHeight, highest) = (16.0, 24.0, 409.0)

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

    func add(_ sheet: Workbook.Worksheet) {
      guard let added = workbook_add_worksheet(workbook, sheet.name) else {
        return note(LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED)
      }
      for cell in sheet.cells { write(cell, to: added) }
      for (column, width) in sheet.widths.enumerated() {
        note(worksheet_set_column(added, lxw_col_t(column), lxw_col_t(column), Double(width), nil))
      }
      worksheet_set_default_row(added, Self.lineHeight, 0)
      for (row, lines) in sheet.lines.sorted(by: { $0.key < $1.key }) {
        note(worksheet_set_row(added, lxw_row_t(row), min(Self.lineHeight * Double(lines), Self.highest), nil))
      }
      setPage(of: added, wide: sheet.isWide)
      switch sheet.kind {
      case .front: note(worksheet_set_row(added, 0, Self.titleHeight, nil))
      case .table:
        worksheet_freeze_panes(added, 1, 0)
        worksheet_repeat_rows(added, 0, 0)
      case .chart(let chart):
        worksheet_freeze_panes(added, 1, 0)
        draw(chart, on: added)
      }
    }

    /// Printed on A4, lying where it is wide; smaller where it is wider still, never over two sheets of paper.
    private func setPage(of sheet: SheetPointer, wide: Bool) {
      worksheet_set_paper(sheet, Self.a4)
      if wide { worksheet_set_landscape(sheet) }
      worksheet_fit_to_pages(sheet, 1, 0)
    }

    private func draw(_ chart: Chart, on sheet: SheetPointer) {
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

    // MARK: - Cells

    private func write(_ cell: Workbook.Cell, to sheet: SheetPointer) {
      let (row, column, format) = (lxw_row_t(cell.row), lxw_col_t(cell.column), format(of: cell))
      switch cell.value {
      case .words(let words): note(worksheet_write_string(sheet, row, column, words.escaped, format))
      case .number(let number, _), .percent(let number, _):
        note(worksheet_write_number(sheet, row, column, number, format))
      }
    }

    private func format(of cell: Workbook.Cell) -> Format? {
      let edge = cell.alignment == .trailing ? ">" : ""
      return switch cell.emphasis {
      case .title: format("title")
      case .head: format("head" + edge)
      case .body: format(cell.value.digits ?? "words" + edge)
      }
    }

    /// Each look is made once: by name, or by the format of its numbers.
    private func format(_ emphasis: String) -> Format? {
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
      case "words", "words>": format_set_text_wrap(format)
      default: format_set_num_format(format, emphasis)
      }
      if !["title", "head", "words"].contains(emphasis) {
        format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        // Words that begin in the next column do not touch it.
        format_set_indent(format, 1)
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
  }
#endif
