import DutyCore
import DutyLedger
import Testing

@testable import DutyReports

@Suite struct CSVTests {
  /// Read back by the reader of imports, which is none of the writer's.
  private func read(_ csv: String) -> [[String]] {
    var records: [CSVRecord] = []
    var reader = CSVReader()
    reader.feed(Array(csv.utf8)) { records.append($0) }
    reader.finish { records.append($0) }
    #expect(records.allSatisfy { $0.fault == nil })
    return records.map(\.fields)
  }

  @Test func `each cell comes back as it was, but for what may be in no file`() {
    let rows = read(Hostile.table.csv)
    #expect(rows.count == Hostile.texts.count + 1 && rows.allSatisfy { $0.count == 3 })
    for (row, text) in zip(rows.dropFirst(), Hostile.texts) {
      #expect(row.map { Array($0.undefused.utf8) } == Array(repeating: Array(text.markedInLines.utf8), count: 3))
    }
  }

  @Test func `no cell begins a formula, and none holds what is unsafe to print`() {
    let formulas: [Unicode.Scalar] = ["=", "+", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"]
    for cell in read(Hostile.table.csv).flatMap(\.self) {
      let isNumber = ["-0.5", "+3", "-"].contains(cell)
      let first = cell.unicodeScalars.first { $0 != " " }
      #expect(isNumber || first.map { !formulas.contains($0) && $0 != "-" } ?? true, "\(cell)")
      #expect(!cell.unicodeScalars.contains { $0.isUnsafeToPrint && !["\n", "\r", "\t"].contains($0) })
    }
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("-2+3", "'-2+3"), ("＝x", "'＝x"), ("\t=1", "'\t=1"), (" @x", "' @x"), ("　=1", "'　=1"),
    ("'=1", "''=1"), ("''-x", "'''-x"), ("+8613a", "'+8613a"), ("-0.5e3", "'-0.5e3"), ("--1", "'--1"),
    ("-0.5", "-0.5"), ("+3", "+3"), ("-12.5%", "-12.5%"), ("-", "-"), ("", ""), ("'", "'"), ("'90s", "'90s"),
    ("a=1", "a=1"),
    ("'-5", "''-5"),
  ]) func `a formula is made text, and read back as it was`(text: String, cell: String) {
    #expect(text.defused == cell)
    #expect(cell.undefused == text)
  }

  @Test func `what nobody defused is not changed in reading`() {
    for text in ["=1", "-5", "'-5", "'x", "'", ""] { #expect(text.undefused == (text == "'-5" ? "'-5" : text)) }
  }

  @Test func `a file begins with the mark of UTF-8 and its lines end with CRLF`() {
    let table = Table(columns: [.words("a"), .words("b")], rows: [["x,y", "引\"号"], ["两\n行", " 边 "], ["", "='1'"]])
    #expect(table.csv == "\u{FEFF}a,b\r\n\"x,y\",\"引\"\"号\"\r\n\"两\n行\",\" 边 \"\r\n,'='1'\r\n")
    let accented = Table(columns: [.words("a")], rows: [[" \u{301}"], ["\"\u{301}"]])
    #expect(
      accented.csv.unicodeScalars.elementsEqual("\u{FEFF}a\r\n\" \u{301}\"\r\n\"\"\"\u{301}\"\r\n".unicodeScalars))
  }
}
