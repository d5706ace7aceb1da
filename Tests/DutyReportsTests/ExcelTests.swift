import DutyCore
import Foundation
import Testing
@testable import DutyReports

/// Tests what becomes a number in a workbook; this much is built in everywhere.
@Suite struct ExcelValueTests {
  @Test(arguments: [
    ("7", ExcelValue.number(7, decimals: 0)), ("-0.50", .number(-0.5, decimals: 2)),
    ("85.0%", .percent(0.85, decimals: 1)),
    ("100%", .percent(1, decimals: 0)), ("-", .words("-")), ("85.0% (34/40)", .words("85.0% (34/40)")),
    ("=1", .words("=1")),
    ("1e9", .words("1e9")), ("", .words("")), ("a\u{202E}", .words("a<U+202E>")),
    ("12345678901234567890", .words("12345678901234567890")),
  ]) func `a cell of numbers is one where it is written as one`(text: String, value: ExcelValue) {
    #expect(ExcelValue(text, .trailing) == value)
  }

  @Test func `a cell of words is never a number, and holds no more than Excel takes`() {
    #expect(ExcelValue("7", .leading) == .words("7"))
    guard case .words(let words) = ExcelValue(String(repeating: "\u{1F600}", count: 20_000), .leading) else {
      Issue.record("a number")
      return
    }
    #expect(words.utf16.count <= 32_767 && words.hasSuffix("\u{1F600}..."))
  }
}

#if Excel
  /// Workbooks, read again by openpyxl (Debian's python3-openpyxl): `swift test --traits Excel --filter ExcelTests`.
  @Suite struct ExcelTests {
    private let moment = Instant(milliseconds: 1_795_000_000_000)

    private static let document = Document(
      title: "柳浦镇 值班日报",
      parts: [
        .facts([.init("收到", "4 件")]), .heading("指标"),
        .table(
          Table(
            columns: [.words("指标"), .number("比率"), .number("分子")],
            rows: [["当日办结率", "85.0%", "34"], ["=1+1", "-", "0.5"]])),
        .heading("指标"), .table(Table(columns: [.words("甲/乙")], rows: [["=cmd|'/C calc'!A0"]])),
        .chart(
          Chart(
            title: "每日", kind: .series,
            bars: [.init("11-01", share: 0.5, shown: "2"), .init("11-02", share: 1, shown: "4")])),
        .remark("完"),
      ])

    @Test func `numbers are numbers, rates are shares, and each table has a sheet`() throws {
      let book = try ExcelBook.read(try Self.document.workbook(created: moment, .zh))
      #expect(book.sheets.map(\.name) == ["概况", "指标", "指标 2", "每日"])
      #expect(book.title == "柳浦镇 值班日报" && book.created.hasPrefix("2026-11-18T"))
      let rates = book.sheets[1]
      #expect(rates.frozen == "A2" && rates.rows[0].map(\.value) == ["指标", "比率", "分子"])
      #expect(rates.rows[1][1] == ExcelBook.Cell(type: "n", value: "0.85", format: "0.0%"))
      #expect(rates.rows[1][2] == ExcelBook.Cell(type: "n", value: "34", format: "0"))
      #expect(rates.rows[2][0] == ExcelBook.Cell(type: "s", value: "=1+1", format: "General"))
      #expect(
        rates.rows[2][1].type == "s" && rates.rows[2][2] == ExcelBook.Cell(type: "n", value: "0.5", format: "0.0"))
      #expect(rates.widths.allSatisfy { $0 >= 8 })
      #expect(book.sheets.map(\.charts) == [0, 0, 0, 1])
      #expect(book.sheets[3].rows.map { $0[1].value } == ["数值", "2", "4"])
    }

    @Test func `a bar whose number is written with more is as long as its share`() throws {
      let bars = [Chart.Bar("执法队", share: 0.75, shown: "75.0% (3/4)"), Chart.Bar("市监局", share: nil, shown: "-")]
      let chart = Document(title: "单", parts: [.chart(Chart(title: "回复", kind: .bars, bars: bars))])
      let rows = try ExcelBook.read(try chart.workbook(created: moment, .zh)).sheets[1].rows
      #expect(rows[1].map(\.value) == ["执法队", "0.75", "75.0% (3/4)"] && rows[1][1].format == "0.0%")
      #expect(rows[2].map(\.value) == ["市监局", "", "-"])
    }

    @Test func `no text is too long for a title`() throws {
      let long = String(repeating: "长", count: 40_000)
      let chart = Chart(title: long, kind: .series, bars: [.init(long, share: 1, shown: long)])
      let document = Document(title: long, parts: [.heading(long), .chart(chart), .remark(long)])
      let book = try ExcelBook.read(try document.workbook(created: moment, .en))
      #expect(book.title.count == 200 && book.sheets.count == 2)
    }

    @Test func `the same report has the same bytes, another moment others`() throws {
      let first = try Self.document.workbook(created: moment, .zh)
      #expect(try Self.document.workbook(created: moment, .zh) == first)
      #expect(try Self.document.workbook(created: moment + .days(1), .zh) != first)
    }

    @Test func `whatever somebody wrote stays text`() throws {
      let book = try ExcelBook.read(try Hostile.document.workbook(created: moment, .en))
      for sheet in book.sheets {
        #expect(sheet.links == 0 && sheet.name.utf16.count <= 31)
        for cell in sheet.rows.flatMap(\.self) {
          #expect(cell.type == "s" || cell.type == "n", "\(cell)")
          #expect(!cell.value.unicodeScalars.contains { $0.isUnsafeToPrint && !["\n", "\r", "\t"].contains($0) })
        }
      }
      #expect(Set(book.sheets.map { $0.name.lowercased() }).count == book.sheets.count)
      let table = book.sheets[1].rows.dropFirst()
      #expect(table.count == Hostile.texts.count)
      for (row, text) in zip(table, Hostile.texts) where !text.isEmpty && text.utf16.count <= 32_767 {
        guard case .words(let words) = ExcelValue(text, .leading) else {
          Issue.record("a number")
          continue
        }
        #expect(row[0].type == "s" && row[0].value == words)
      }
      // The spelling of a tab, were it not escaped.
      #expect(book.strings.contains(">_x005F_x0009_<"))
    }
  }
#endif
