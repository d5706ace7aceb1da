import Testing
@testable import DutyReports

/// Tests what a workbook looks like, before it is a file.
@Suite struct WorkbookTests {
  @Test func `a heading of tables alone names their sheets and does not stand on the first`() {
    let table = Table(columns: [.words("甲")], rows: [["1"]])
    let document = Document(
      title: "报", parts: [.heading("表"), .table(table), .heading("话"), .remark("完"), .heading("又一张"), .table(table)])
    let workbook = Workbook(document, .zh)
    #expect(workbook.sheets.map(\.name) == ["概况", "表", "又一张"])
    #expect(workbook.sheets[0].cells.map(\.value.shown) == ["报", "话", "完"])
  }

  @Test func `a row is as high as the longest of its words is long`() throws {
    let words = String(repeating: "字", count: 40)
    let table = Table(
      columns: [.words("甲"), .number("乙"), .words("丙")],
      rows: [["短", "1", "短"], ["一\n二\n\n四", "2", "短"], [words, "3", words + words]])
    let sheet = try #require(Workbook(Document(title: "报", parts: [.table(table)]), .zh).sheets.last)
    #expect(sheet.widths == [60, 8, 60])
    // 58 digits hold 29 Hanzi.
    #expect(sheet.lines == [2: 4, 3: 3])
  }

  @Test func `what is wider than a page lies on its side, but the first sheet never does`() throws {
    func isWide(_ columns: Int) throws -> [Bool] {
      let table = Table(
        columns: (0..<columns).map { .words("\($0)") }, rows: [Array(repeating: "0123456789", count: columns)])
      return Workbook(Document(title: "报", parts: [.table(table)]), .zh).sheets.map(\.isWide)
    }
    #expect(try isWide(8) == [false, false])
    #expect(try isWide(9) == [false, true])
  }
}
