import DutyCore
import DutyLedger
import DutyTables
import Testing

@Suite("CSV is read row by row")
struct CSVReaderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let rows: [[String]]
    let lines: [Int]

    init(_ name: String, _ text: String, _ rows: [[String]], lines: [Int]) {
      self.name = name
      self.text = text
      self.rows = rows
      self.lines = lines
    }

    var testDescription: String { name }
  }

  static let right = [
    Case("plain rows", "a,b\nc,d\n", [["a", "b"], ["c", "d"]], lines: [1, 2]),
    Case("the last row without a line end", "a,b\nc,d", [["a", "b"], ["c", "d"]], lines: [1, 2]),
    Case("CRLF", "a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]], lines: [1, 2]),
    Case("CR alone", "a,b\rc,d\r", [["a", "b"], ["c", "d"]], lines: [1, 2]),
    Case("mixed row ends", "a\r\nb\nc\rd", [["a"], ["b"], ["c"], ["d"]], lines: [1, 2, 3, 4]),
    Case("a byte order mark", "\u{FEFF}a,b\n", [["a", "b"]], lines: [1]),
    Case("a mark before a quote", "\u{FEFF}\"a\",b\n", [["a", "b"]], lines: [1]),
    Case("quotes doubled inside quotes", "\"say \"\"no\"\"\",x\n", [["say \"no\"", "x"]], lines: [1]),
    Case("a comma inside quotes", "\"a,b\",c\n", [["a,b", "c"]], lines: [1]),
    Case(
      "line breaks inside quotes", "\"a\r\nb\nc\rd\",e\nf,g\n", [["a\r\nb\nc\rd", "e"], ["f", "g"]], lines: [1, 5]),
    Case("empty fields", ",\n,,x\n", [["", ""], ["", "", "x"]], lines: [1, 2]),
    Case("an empty quoted field alone", "\"\"\nx\n", [[""], ["x"]], lines: [1, 2]),
    Case("blank lines are no rows", "a\n\n\r\n\rb\n", [["a"], ["b"]], lines: [1, 5]),
    Case("blanks are kept", " a , b\n", [[" a ", " b"]], lines: [1]),
    Case("a quote inside an unquoted field", "5\" pipe,x\n", [["5\" pipe", "x"]], lines: [1]),
    Case("a quoted field ends the file", "a,\"b\"", [["a", "b"]], lines: [1]),
    Case("Chinese", "编号,摘要\n1,\"井盖，缺失\"\n", [["编号", "摘要"], ["1", "井盖，缺失"]], lines: [1, 2]),
    Case("a comma ends the file", "a,", [["a", ""]], lines: [1]),
    Case("nothing", "", [], lines: []),
    Case("only a mark", "\u{FEFF}", [], lines: []),
  ]

  @Test("odd but right input", arguments: right)
  func reads(_ example: Case) {
    let records = whole(Array(example.text.utf8))
    #expect(records.map(\.fields) == example.rows)
    #expect(records.map(\.line) == example.lines)
    #expect(records.allSatisfy { $0.fault == nil })
  }

  static let wrong: [(String, [UInt8], CSVFault)] = [
    (
      "a quote never closed", Array("a,b\nc,\"d\ne\nf".utf8),
      CSVFault(.unclosedQuote(lastLine: 4), line: 2, column: 2)
    ),
    ("text after a closing quote", Array("\"a\"b,c\nd\n".utf8), CSVFault(.textAfterQuote, line: 1, column: 1)),
    ("a NUL", Array("a,b\nc,d\u{0}e\nf\n".utf8), CSVFault(.holdsNUL, line: 2, column: 2)),
    ("a NUL in quotes", Array("a,\"\u{0}\"\nf\n".utf8), CSVFault(.holdsNUL, line: 1, column: 2)),
    ("not UTF-8", Array("a,b\n".utf8) + [0xFF, 0x2C, 0x61, 0x0A], CSVFault(.badText, line: 2, column: 1)),
    ("half a mark", [0xEF, 0xBB], CSVFault(.badText, line: 1, column: 1)),
    (
      "a field beyond the limit", Array("a,\"".utf8) + long(CSVReader.Limits().field + 1) + Array("\nx\n".utf8),
      CSVFault(.fieldTooLong, line: 1, column: 2)
    ),
    (
      "columns beyond the limit", Array(repeating: UInt8(ascii: ","), count: 5000) + Array("\nx\n".utf8),
      CSVFault(.tooManyColumns, line: 1, column: CSVReader.Limits().columns + 1)
    ),
  ]

  @Test("malformed input is told with its place", arguments: wrong.indices)
  func tells(_ index: Int) {
    let (name, bytes, fault) = Self.wrong[index]
    #expect(whole(bytes).compactMap(\.fault) == [fault], "\(name)")
  }

  @Test("after a row that cannot be taken the next line starts afresh")
  func resynchronises() {
    let bytes = Array("a,\"".utf8) + Self.long(CSVReader.Limits().field + 1) + Array("\"\r\nx,y\r\n".utf8)
    let records = whole(bytes)
    #expect(records.count == 2)
    #expect(records[0].fields == ["a"])
    #expect(records[1] == CSVRecord(line: 2, fields: ["x", "y"]))
    #expect(whole(Array("\"a\"b,c\nd,e\n".utf8)).last == CSVRecord(line: 2, fields: ["d", "e"]))
  }

  @Test("a field at the limit is taken")
  func takesTheLimit() {
    let bytes = Self.long(CSVReader.Limits().field) + Array(",b\n".utf8)
    #expect(whole(bytes).map(\.fields.count) == [2])
    let columns = Array(repeating: UInt8(ascii: ","), count: CSVReader.Limits().columns - 1) + Array("\n".utf8)
    #expect(whole(columns).map(\.fields.count) == [CSVReader.Limits().columns])
  }

  @Test("cuts between chunks change nothing", arguments: [1, 2, 3, 7])
  func cuts(_ size: Int) {
    let cases = Self.right.map { Array($0.text.utf8) } + Self.wrong.map(\.1).filter { $0.count < 10_000 }
    for bytes in cases {
      var records: [CSVRecord] = []
      var reader = CSVReader()
      for start in stride(from: 0, to: bytes.count, by: size) {
        reader.feed(Array(bytes[start..<min(start + size, bytes.count)])) { records.append($0) }
      }
      reader.finish { records.append($0) }
      #expect(records == whole(bytes), "\(String(decoding: bytes.prefix(40), as: UTF8.self))")
    }
  }

  @Test("a small table is read by the names of its columns")
  func table() throws {
    let rows = try CSVRows.rows(Array("\u{FEFF}code, name \nA, 一 \n\nB,\"二\",,\n".utf8))
    #expect(rows.map { $0["code"] } == ["A", "B"])
    #expect(rows.map { $0["name"] } == ["一", "二"])
    #expect(rows.map(\.line) == [2, 4])
    #expect(rows[0]["nothing"] == "")
    #expect(!rows[0].has("nothing"))
  }

  @Test("a small table must be right in each row")
  func ragged() {
    let short = CSVFault(.ragged(expected: 2, found: 1), line: 3, column: 2)
    #expect(throws: short) { try CSVRows.rows(Array("a,b\n1,2\n3\n".utf8)) }
    let surplus = CSVFault(.ragged(expected: 2, found: 3), line: 2, column: 3)
    #expect(throws: surplus) { try CSVRows.rows(Array("a,b\n1,2,3\n".utf8)) }
    #expect(throws: CSVFault(.noHeader, line: 1, column: 1)) { try CSVRows.rows([]) }
    #expect(short.text(.zh) == "第 3 行第 2 列：表头有 2 列，这一行只有 1 列：少了逗号，或者文字里换了行却没有用引号括起来")
    #expect(
      short.text(.en)
        == "line 3, column 2: the header has 2 columns, this row only 1: a comma is missing, or a line break stands outside quotes"
    )
  }

  private func whole(_ bytes: [UInt8]) -> [CSVRecord] {
    var records: [CSVRecord] = []
    var reader = CSVReader()
    reader.feed(bytes) { records.append($0) }
    reader.finish { records.append($0) }
    return records
  }

  private static func long(_ count: Int) -> [UInt8] { Array(repeating: UInt8(ascii: "z"), count: count) }
}
