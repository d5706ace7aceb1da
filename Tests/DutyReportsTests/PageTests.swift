import DutyCore
import Testing
@testable import DutyReports

@Suite struct PageTests {
  @Test(arguments: [
    ("abc", 3), ("早班", 4), ("早a，", 5), ("１２", 4), ("e\u{301}", 1), ("😀", 2), ("🇨🇳", 2), ("ｱ", 1), ("한", 2), ("", 0),
    ("𠮷", 2), ("㎡", 2),
  ]) func `a text is as wide as a terminal shows it`(text: String, width: Int) {
    #expect(text.columns == width)
  }

  @Test func `Hanzi and Latin line up in the same columns`() {
    let table = Table(
      columns: [.words("班次"), .number("收到"), .words("备注")], rows: [["早班", "7", ""], ["night", "1024", "样本不足"]])
    #expect(
      table.lines == [
        "班次   收到  备注", "-----  ----  --------", "早班      7", "night  1024  样本不足",
      ])
  }

  @Test func `a long text goes on in the next line, under its own column`() {
    let words = String(repeating: "字", count: 40)
    let table = Table(columns: [.words("甲"), .words("内容")], rows: [["a", words]])
    #expect(table.lines[2] == "a   " + String(repeating: "字", count: 30))
    #expect(table.lines[3] == "    " + String(repeating: "字", count: 10))
    #expect("甲乙丙".folded(to: 5) == ["甲乙", "丙"])
    #expect("".folded(to: 5) == [""])
    #expect("near Beacon Hill".folded(to: 12) == ["near Beacon", "Hill"])
    #expect("a 甲乙丙丁".folded(to: 6) == ["a 甲乙", "丙丁"])
    #expect("e\u{301}e\u{301}e".folded(to: 2) == ["e\u{301}e\u{301}", "e"])
  }

  @Test func `on a screen that is too narrow the last column stands under the others, as wide as the screen`() {
    let table = Table(columns: [.words("甲"), .number("数"), .words("内容")], rows: [["a", "12", "一二三四五六七八九"]])
    #expect(table.lines(within: 30) == table.lines)
    #expect(
      table.lines(within: 20) == ["甲  数", "    内容", "------", "a   12", "    一二三四五六七八", "    九"])
  }

  @Test func `what could move a cursor or turn a line around is shown as a mark`() {
    #expect("a\u{202E}b".printable == "a<U+202E>b")
    #expect("\u{1B}[2J\u{9B}x\u{0}".printable == "<U+001B>[2J<U+009B>x<U+0000>")
    #expect("一行\r\n\t二行\n".printable == "一行 二行")
    #expect("e\u{301}😀早班".printable == "e\u{301}😀早班")
    let page = Document(
      title: "\u{1B}c", parts: [.facts([.init("\u{8}", "\u{2067}")]), .heading("\u{7}"), .remark("\u{85}")])
    #expect(!page.text.unicodeScalars.contains { $0.isUnsafeToPrint && $0 != "\n" })
  }

  @Test func `a rate without a denominator is none`() {
    #expect(Rate(0, of: 0).text == "-")
    #expect(Rate(0, of: 3).text == "0.0% (0/3)")
    #expect(Rate(34, of: 40).text == "85.0% (34/40)")
    #expect(Rate(0, of: 0).json == .object(["numerator": .integer(0), "denominator": .integer(0), "rate": .null]))
  }
}
