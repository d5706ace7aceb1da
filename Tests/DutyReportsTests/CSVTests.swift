import DutyCore
import DutyLedger
import DutyTables
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
    ("20260101000000017", "'20260101000000017"), ("'2026010100000001", "''2026010100000001"), ("007", "'007"),
    (" 007", "' 007"), ("12E5", "'12E5"), ("1e-3", "'1e-3"), ("3-1", "'3-1"), ("12/31", "'12/31"),
    ("3/1/2026", "'3/1/2026"),
    (String(repeating: "9", count: 100), "'" + String(repeating: "9", count: 100)),
    ("202601010000001", "202601010000001"), ("0", "0"), ("0.5", "0.5"), ("12.50", "12.50"), ("100", "100"),
    ("2026-03-01", "2026-03-01"), ("20261119-0003", "20261119-0003"),
    ("2026-11-19T20:30:00+08:00", "2026-11-19T20:30:00+08:00"),
    ("08:00", "08:00"), ("3号楼", "3号楼"), ("12E", "12E"), ("3-", "3-"), ("0571-88000000", "0571-88000000"),
    ("1-2号", "1-2号"), ("12E5E6", "12E5E6"),
  ]) func `what a spreadsheet would run or mistake is made text, and read back as it was`(text: String, cell: String) {
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
