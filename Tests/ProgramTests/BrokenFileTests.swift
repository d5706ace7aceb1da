import Foundation
import TestSupport
import Testing

/// Files as they come from other people's machines, through `duty-admin import` as built: what is wrong is told by place,
/// with what to do, and what is only odd comes in whole.
@Suite struct BrokenFileTests {
  private static let profile = """
    {"origin":"old","timezone":"+08:00","timestamps":["yyyy/M/d H:mm"],
     "columns":{"externalId":"编号","received":"受理","closed":"办结","summary":"摘要","category":["大类","小类"],"phone":"电话"}}
    """
  private static let names = ["编号", "受理", "办结", "摘要", "大类", "小类", "电话"]
  private static let header = names.joined(separator: ",") + "\n"

  private static func row(_ number: Int, _ summary: String = "井盖少了两只") -> String {
    "\(number),2026/3/5 9:0\(number),,\(summary),市容,井盖,13800000000\n"
  }

  private static let good = header + (1...5).map { row($0) }.joined()

  /// A file, what is told of it, and how many of its rows come in.
  struct Example: Sendable {
    let what: String
    var bytes: Data
    var options: [String] = []
    var status: Int32 = 0
    /// Each of these stands in what is told.
    var chinese: [String] = []
    var english: [String] = []
    var imported = 0
    var rejected = 0

    init(_ what: String, _ text: String) { self.init(what, Data(text.utf8)) }

    init(_ what: String, _ bytes: Data) {
      self.what = what
      self.bytes = bytes
    }

    func with(_ change: (inout Example) -> Void) -> Example {
      var copy = self
      change(&copy)
      return copy
    }
  }

  // MARK: - Malformed

  static let malformed: [Example] = [
    Example(
      "a quote that is never closed", header + row(1) + row(2) + row(3, "\"井盖少了两只") + row(4) + row(5)
    ).with {
      ($0.imported, $0.rejected) = (2, 1)
      $0.chinese = ["第 4 行第 4 列（摘要）：引号没有关上，一直到第 6 行（文件末尾）都没有读入；补上引号再导入一次"]
      $0.english = [
        "line 4, column 4 (摘要): the quote is never closed", "line 6, the end of the file", "close it and import again",
      ]
    },
    Example("a quote in the middle of a cell", header + row(1) + row(2, "\"东门\"摊位") + row(3) + row(4, "东门\"摊位\"")).with
    {
      ($0.imported, $0.rejected) = (3, 1)
      $0.chinese = ["第 3 行第 4 列（摘要）：关引号后面还有文字；文字里的引号要写两个（\"\"），整格再用引号括起来"]
      $0.english = ["line 3, column 4 (摘要): text after a closing quote", "written twice (\"\")"]
    },
    Example(
      "rows with too few and too many cells",
      header + row(1) + "2,2026/3/5 9:02,,井盖\n" + row(3) + row(4, "井盖,缺失,两处") + row(5)
    ).with {
      ($0.imported, $0.rejected) = (3, 2)
      $0.chinese = [
        "第 3 行第 5 列（大类）：表头有 7 列，这一行只有 4 列：少了逗号", "第 5 行第 8 列：表头有 7 列，这一行有 9 列：有逗号的文字要用引号括起来",
      ]
      $0.english = [
        "line 3, column 5 (大类): the header has 7 columns, this row only 4", "line 5, column 8:", "belongs in quotes",
      ]
    },
    Example("UTF-8 declared to be GB 18030", good).with {
      ($0.options, $0.status) = (["--encoding", "GB18030"], 2)
      $0.chinese = ["没有这些列：编号、受理、办结、大类、小类、摘要、电话。", "按指定的 GB18030 读，可是看着像 UTF-8", "--encoding"]
      $0.english = ["lacks the columns 编号, 受理", "read as GB18030, as was named, but it looks like UTF-8"]
    },
    Example(
      "a byte that is not of the encoding found",
      utf8(header + row(1)) + Data([0x32, 0xFF, 0x2C]) + utf8(row(2) + row(3))
    ).with {
      ($0.imported, $0.rejected) = (2, 1)
      $0.chinese = ["第 3 行第 1 列（编号）：有不合编码的字节；请改正，或另存为 UTF-8 的 CSV（按自动认出的 UTF-8 读）"]
      $0.english = ["line 3, column 1 (编号): holds bytes its encoding does not know", "(read as UTF-8, as it looks)"]
    },
    Example("a NUL inside a cell", header + row(1) + row(2, "井\0盖") + row(3)).with {
      ($0.imported, $0.rejected) = (2, 1)
      $0.chinese = ["第 3 行第 4 列（摘要）：含有空字节（NUL）", "另存为 UTF-8 的 CSV"]
      $0.english = ["line 3, column 4 (摘要): holds a NUL byte", "save it as CSV in UTF-8"]
    },
    Example("a header that lacks a column", good.replacingOccurrences(of: "受理", with: "受理时间")).with {
      $0.status = 2
      $0.chinese = ["没有这些列：受理。第一行是：编号、受理时间、办结、摘要、大类、小类、电话。", "列名要和方案里 columns 写的一致"]
      $0.english = ["lacks the columns 受理. Its first row: 编号, 受理时间", "those of the profile's columns"]
    },
    Example("no header at all", (1...5).map { row($0) }.joined()).with {
      $0.status = 2
      $0.chinese = ["第一行是：1、2026/3/5 9:01、、井盖少了两只", "第一行应当是表头"]
      $0.english = ["The first row is the header"]
    },
    Example("columns with semicolons between them", good.replacingOccurrences(of: ",", with: ";")).with {
      $0.status = 2
      $0.chinese = ["列不是用逗号隔开的：请另存为逗号分隔的 CSV。"]
      $0.english = ["save it as comma delimited CSV"]
    },
    Example(
      "times that cannot be",
      header + row(1)
        + "2,2026/2/30 9:02,,甲,,,\n3,2026/3/5 25:00,,乙,,,\n4,昨\u{1B}[2J天,,丙,,,\n5,2026-03-05 09:00,,丁,,,\n"
    ).with {
      ($0.imported, $0.rejected) = (1, 4)
      $0.chinese = [
        "第 3 行第 2 列（受理）：“受理”里的“2026/2/30 9:02”不是时间，应当像 yyyy/M/d H:mm", "第 4 行", "“昨\u{FFFD}[2J天”", "第 6 行",
        "timestamps",
      ]
      $0.english = ["line 3, column 2 (受理): “2026/2/30 9:02” in “受理” is no time", "the profile's timestamps"]
    },
    Example("a spreadsheet", Data([0x50, 0x4B, 0x03, 0x04] + (0...255).map { UInt8($0) })).with {
      $0.status = 2
      $0.chinese = ["是电子表格文件，不是 CSV。请在 Excel 或 WPS 里另存为"]
      $0.english = ["is a spreadsheet, not CSV"]
    },
    Example("UTF-16 without a mark", utf16(good, .littleEndian)).with {
      $0.status = 2
      $0.chinese = ["的表头读不了：第 1 行第 2 列：含有空字节（NUL）", "没有 BOM 的 UTF-16"]
      $0.english = ["holds a NUL byte: it is no text, or UTF-16 without BOM"]
    },
    Example("nothing", "").with {
      $0.status = 2
      $0.chinese = ["是空的，没有表头。"]
      $0.english = ["is empty: there is no header row."]
    },
  ]

  @Test("what is wrong is told by place, with what to do, in both languages; what is right comes in, once")
  func told() throws {
    try Station.founded { station in
      for (index, example) in Self.malformed.enumerated() {
        let before = try station.admin(["check"]).output
        let first = try run(station, example, from: "old\(index)", "zh")
        let what: Comment = "\(example.what): \(first.errors)\(first.output)"
        #expect(first.status == example.status, what)
        for part in example.chinese { #expect(first.errors.contains(part), what) }
        #expect(!first.errors.contains("\u{1B}"), what)
        #expect(first.errors.contains("退回的行没有登记") == (example.rejected > 0), what)
        let again = try run(station, example.with { $0.options.append("--strict") }, from: "old\(index)", "en")
        for part in example.english { #expect(again.errors.contains(part), "\(example.what): \(again.errors)") }
        if example.status == 0 {
          let tally = "登记 \(example.imported) 件，已有 0 件，退回 \(example.rejected) 行"
          #expect(first.output.contains(tally), what)
          let second = "0 recorded, \(example.imported) known already, \(example.rejected) rejected"
          #expect(again.status == 1 && again.output.contains(second), "\(example.what): \(again.output)")
        } else {
          #expect(first.output.isEmpty && again.status == example.status, what)
          #expect(try station.admin(["check"]).output == before, "nothing is recorded: \(example.what)")
        }
      }
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  // MARK: - Odd but right

  static let odd: [Example] = [
    Example("UTF-8 with a mark", Data([0xEF, 0xBB, 0xBF]) + utf8(good)),
    Example("UTF-16LE with a mark", Data([0xFF, 0xFE]) + utf16(good, .littleEndian)),
    Example("UTF-16BE with a mark", Data([0xFE, 0xFF]) + utf16(good, .bigEndian)),
    Example("UTF-16BE with a mark, named UTF-16", Data([0xFE, 0xFF]) + utf16(good, .bigEndian)).with {
      $0.options = ["--encoding", "UTF-16"]
    },
    Example("UTF-16LE without a mark, named", utf16(good, .littleEndian)).with {
      $0.options = ["--encoding", "UTF-16LE"]
    },
    Example("GB 18030", gb18030(good)),
    Example("rows that end with CR alone", good.replacingOccurrences(of: "\n", with: "\r")),
    Example("rows that end anyhow, blank lines between", mixedEnds),
    Example("line breaks and quotes inside quotes, no line end at the end", quoted),
    Example("a hundred columns in another order", wide),
    Example("packed, in GB 18030", packed(gb18030(good))),
    Example("packed, though its name does not say so", packed(utf8(good))),
  ]

  @Test("what is only odd comes in whole, and nothing the second time")
  func whole() throws {
    try Station.founded { station in
      for (index, example) in Self.odd.enumerated() {
        let first = try run(station, example, from: "old\(index)", "zh")
        #expect(first.status == 0 && first.errors.isEmpty, "\(example.what): \(first.errors)")
        #expect(first.output.hasPrefix("读入 5 行：登记 5 件，已有 0 件，退回 0 行"), "\(example.what): \(first.output)")
        let again = try run(station, example, from: "old\(index)", "en")
        let second = "5 rows read: 0 recorded, 5 known already, 0 rejected"
        #expect(again.output.hasPrefix(second), "\(example.what): \(again.output)")
      }
      let exported = try station.admin(["export", "--format", "jsonl"]).output
      #expect(exported.components(separatedBy: "井盖少了两只").count - 1 == 5 * Self.odd.count)
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  private static var mixedEnds: String {
    header.dropLast() + "\r\n" + row(1) + row(2).dropLast() + "\r" + row(3).dropLast() + "\r\n\n\r\n" + row(4) + row(5)
  }

  private static var quoted: String {
    header + row(1, "\"他说\"\"井盖少了两只\"\"\r\n第二行，\n\n末行\"") + (2...5).map { row($0) }.joined().dropLast()
  }

  /// The seven columns among 93 others, the last of them first.
  private static var wide: String {
    let strangers = (1...93).map { "无关\($0)" }
    let order = Array(zip(names.reversed(), strangers)).flatMap { [$0, $1] } + strangers.dropFirst(names.count)
    let rows = (1...5).map { number in
      let cells = row(number).dropLast().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let values = Dictionary(zip(names, cells), uniquingKeysWith: { first, _ in first })
      return order.map { values[$0] ?? "x" }.joined(separator: ",") + "\n"
    }
    return order.joined(separator: ",") + "\n" + rows.joined()
  }

  // MARK: - A dry run

  @Test func `a dry run says which encoding it reads, and where another is more like it`() throws {
    try Station.founded { station in
      let profile = try station.file(
        "ascii.json",
        #"{"origin":"old","timezone":"+08:00","timestamps":["yyyy/M/d H:mm"],"columns":{"externalId":"id","received":"in","summary":"what"}}"#
      )
      func preview(_ bytes: Data, _ options: [String]) throws -> Program.Ending {
        let file = station.directory + "/rows.csv"
        try bytes.write(to: URL(filePath: file))
        return try station.admin(["import", "--profile", profile, "--dry-run"] + options + [file])
      }
      let text = "id,in,what\n1,2026/3/5 9:01,井盖少了两只\n"
      let found = try preview(Self.gb18030(text), [])
      #expect(found.lines.first?.hasSuffix("rows.csv：按自动认出的 GB18030 读。") == true, "\(found.output)")
      #expect(found.lines.contains("  summary: 井盖少了两只"))
      let wrong = try preview(Self.utf8(text), ["--encoding", "GB18030"])
      let told = "按指定的 GB18030 读，可是看着像 UTF-8：请改 --encoding 或方案里的 encoding。"
      #expect(wrong.lines.first?.hasSuffix(told) == true, "\(wrong.output)")
      let ascii = try preview(Self.utf8("id,in,what\n1,2026/3/5 9:01,lamp\n"), ["--encoding", "GB18030"])
      #expect(ascii.lines.first?.hasSuffix("：只有 ASCII 字符。") == true, "\(ascii.output)")
      let json = try preview(Self.gb18030(text), ["--format", "json"])
      #expect(json.output.contains(#""encoding":"GB18030""#), "\(json.output)")
    }
  }

  // MARK: -

  private func run(
    _ station: Station, _ example: Example, from origin: String, _ language: String
  ) throws -> Program.Ending {
    let profile = try station.file("profile.json", Self.profile.replacingOccurrences(of: "old", with: origin))
    let file = station.directory + "/rows.csv"
    try example.bytes.write(to: URL(filePath: file))
    return try station.admin(["import", "--profile", profile, "--language", language] + example.options + [file])
  }

  private enum ByteOrder { case littleEndian, bigEndian }

  private static func utf8(_ text: String) -> Data { Data(text.utf8) }

  private static func utf16(_ text: String, _ order: ByteOrder) -> Data {
    Data(
      text.utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return order == .littleEndian ? [low, high] : [high, low]
      })
  }

  /// Core Foundation's number for GB 18030; empty where it is not there, which no example is.
  private static func gb18030(_ text: String) -> Data { text.data(using: .init(rawValue: 0x8000_0632)) ?? Data() }

  /// The bytes as `gzip` packs them; empty where it cannot, which no example is.
  private static func packed(_ bytes: Data) -> Data {
    let packed = try? withTemporaryDirectory { directory in
      let plain = URL(filePath: directory + "/plain")
      try bytes.write(to: plain)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["gzip", plain.path]
      try process.run()
      process.waitUntilExit()
      return try Data(contentsOf: plain.appendingPathExtension("gz"))
    }
    return packed ?? Data()
  }
}
