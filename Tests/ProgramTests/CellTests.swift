import Foundation
import TestSupport
import Testing

/// Tests where each cell really stands, inside terminals that people use, whatever stands in the words of a matter.
///
/// The terminal itself is asked for columns (`ESC [ 6 n`): nothing here depends on our own idea of widths.
@Suite(.serialized) struct CellTests {
  private static let tmuxProgram = Program(at: "/usr/bin/tmux")
  private static let bash = Program(at: "/bin/bash")
  private static let screen = Program(at: "/usr/bin/screen")

  /// Families and flags, marks, direction marks, Hanzi of four bytes, controls, tabs: in one look at the board.
  static let hostile = [
    "👨\u{200D}👩\u{200D}👧\u{200D}👦一家人在路口", "🇨🇳旗杆倒了🇨🇳", "👍🏽好❤\u{FE0F}心形灯箱", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}摊",
    "\u{202E}倒着写的\u{202C}店招", "\u{2066}隔离\u{2069}与\u{200F}标记", "𠮷野家门口占道𠮷𠮷", "𬇙江边垃圾𬇙", "甲\u{1}乙\u{1B}[31m丙\u{8}\u{8}丁",
    "一\t二\t三\t四", "\u{200B}零\u{FEFF}宽\u{AD}字", "한글 간판 가\u{11A8}", "①②—…“引号”·", "ﷺ连字", "🧑\u{200D}🚒🧯着火了🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥",
    "ｗｉｄｅ宽", "👩🏿\u{200D}🤝\u{200D}👨🏻两人", "नमस्ते ทดสอบ", "最后一件",
  ]

  struct Window: CustomTestStringConvertible {
    let columns: Int
    let rows: Int
    /// The terminal's name for the desk; nil for the one it is given.
    let term: String?
    var testDescription: String { "\(columns)x\(rows) \(term ?? "")" }
  }

  static let windows = [
    Window(columns: 80, rows: 60, term: nil), Window(columns: 80, rows: 24, term: nil),
    Window(columns: 200, rows: 60, term: nil), Window(columns: 80, rows: 24, term: "linux"),
    Window(columns: 200, rows: 60, term: "linux"),
  ]

  /// All of the queue by its beginning and its end.
  private static let pages = [(key: "7", shows: "一^I二"), (key: "G", shows: "最后一件")]

  /// Rows of the queue that are at least in sight.
  private static func fewest(in window: Window) -> Int { window.rows < 30 ? 9 : hostile.count }

  @Test(
    "Rule 17: in tmux every field stands in its column, whatever stands before it",
    .enabled(if: Tmux.isInstalled && bash.isInstalled || isCI, "tmux is not installed; .ci/packages brings it"),
    arguments: windows)
  func tmux(_ window: Window) throws {
    try withMatters { station in
      let tmux = Tmux(in: station.directory)
      defer { #expect(throws: Never.self) { try tmux.close() } }
      try tmux.open("desk", columns: window.columns, rows: window.rows, running: command(station, window))
      try tmux.wait("desk", for: "未登录")
      for (index, page) in Self.pages.enumerated() {
        try tmux.type("desk", page.key)
        try expectInColumns(try tmux.wait("desk", for: page.shows), window) { texts in
          let script = try measuring(texts, in: station)
          try tmux.open("ruler\(index)", columns: window.columns, rows: window.rows, running: script.command)
          try tmux.wait("ruler\(index)", for: "measured")
          return try script.columns()
        }
      }
    }
  }

  @Test(
    "Rule 17: in GNU screen every field stands in its column, whatever stands before it",
    .enabled(if: screen.isInstalled || isCI, "GNU screen is not installed; .ci/packages brings it"), arguments: windows)
  func gnuScreen(_ window: Window) throws {
    try withMatters { station in
      let desk = try GNUScreen(
        "desk", station.directory, columns: window.columns, rows: window.rows, running: command(station, window))
      defer { #expect(throws: Never.self) { try desk.close() } }
      try desk.wait(for: "未登录")
      for page in Self.pages {
        desk.type(page.key)
        let rows = try desk.wait(for: page.shows)
        let heads = rows.filter { $0.column(of: "编号") != nil }
        let head = try #require(heads.first?.column(of: "状态"))
        let matters = rows.filter { row in row.count > 3 && row[1] == UInt8(ascii: " ") && row[2] == UInt8(ascii: "0") }
        #expect(matters.count >= Self.fewest(in: window))
        for row in matters { #expect(row.column(of: "待派") == head, "\(row)") }
        guard window.columns >= 110 else { continue }
        let left = window.columns * 2 / 3 + 2
        for line in ["地点 北街", "类别 未定", "经过"] {
          let columns = rows.compactMap { $0.column(of: line) }
          #expect(columns.contains(left), "\(line)")
        }
      }
    }
  }

  @Test(
    "Rule 17: the control: printed as they are, the same words end in other columns",
    .enabled(if: Tmux.isInstalled && bash.isInstalled || isCI, "tmux is not installed; .ci/packages brings it"))
  func control() throws {
    try withMatters { station in
      let tmux = Tmux(in: station.directory)
      defer { #expect(throws: Never.self) { try tmux.close() } }
      // As many columns as there are characters, Hanzi counted twice: what a program that knows no better reckons.
      let texts = Self.hostile.map { String($0.filter { $0 != "\n" }) }
      let reckoned = texts.map { text in text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) } }
      let script = try measuring(texts, in: station)
      try tmux.open("ruler", columns: 200, rows: 60, running: script.command)
      try tmux.wait("ruler", for: "measured")
      let columns = try script.columns()
      let shifted = zip(columns, reckoned).count { $0 != $1 }
      #expect(shifted > 8, "\(zip(columns, reckoned).map { $0 })")
    }
  }

  @Test(
    "Rule 15: a Chinese locale that the machine lacks draws Hanzi all the same, and LANG=C does",
    .enabled(if: Tmux.isInstalled || isCI, "tmux is not installed; .ci/packages brings it"),
    arguments: ["zh_CN.UTF-8", "zh_CN.GB18030", "C", "no_SUCH"])
  func locale(_ name: String) throws {
    try withMatters { station in
      let tmux = Tmux(in: station.directory)
      defer { #expect(throws: Never.self) { try tmux.close() } }
      let desk = [Program("duty-desk").path, "--ledger", station.ledger, "--language", "zh"]
      try tmux.open("desk", columns: 80, rows: 24, running: ["/usr/bin/env", "LC_ALL=" + name, "LANG=" + name] + desk)
      try tmux.wait("desk", for: "未登录")
    }
  }

  // MARK: - Through to the terminal outside

  @Test(
    "Rule 24: what is copied within GNU screen reaches the terminal outside, whole",
    .enabled(if: screen.isInstalled || isCI, "GNU screen is not installed; .ci/packages brings it"))
  func copyThroughScreen() throws {
    try withMatters { station in
      let desk = try GNUScreen(
        "desk", station.directory, columns: 80, rows: 24,
        running: [Program("duty-desk").path, "--ledger", station.ledger, "--copy"])
      defer { #expect(throws: Never.self) { try desk.close() } }
      try desk.wait(for: "未登录")
      desk.type("7")
      try desk.wait(for: "一^I二")
      desk.type(Self.copying)
      #expect(desk.passesOn("]52;c;"))
      try desk.wait(for: "已交给终端复制")
      try expectCopied(in: desk.written)
    }
  }

  @Test(
    "Rule 24: what is copied within tmux reaches the terminal outside, whole",
    .enabled(if: tmuxProgram.isInstalled || isCI, "tmux is not installed; .ci/packages brings it"))
  func copyThroughTmux() throws {
    try withMatters { station in
      let rules = try station.file("tmux.conf", "set -g allow-passthrough on\nset -g set-clipboard off\n")
      let socket = station.directory + "/outer"
      // Gone by itself where all is well.
      defer { _ = try? Self.tmuxProgram.run(["-S", socket, "kill-server"]) }
      let outside = try PseudoTerminal(
        Self.tmuxProgram,
        ["-S", socket, "-f", rules, "-u", "new-session", Program("duty-desk").path]
          + ["--ledger", station.ledger, "--copy"], columns: 80, rows: 24)
      try #require(outside.reads("未登录"), "\(outside.output)")
      outside.type("7")
      try #require(outside.reads("一^I二"), "\(outside.output)")
      outside.type(Self.copying)
      #expect(outside.reads("]52;c;"))
      #expect(outside.reads("已交给终端复制"))
      try expectCopied(in: outside.output)
      outside.type("\u{7}q")
      #expect(outside.ending(within: 5) != nil)
    }
  }

  /// The text that calls the units, from the menu, and Enter on it.
  private static let copying = ":通知文本\r\r"

  /// The sequence stands there once, and what it holds is that text.
  private func expectCopied(in output: String) throws {
    let parts = output.components(separatedBy: "]52;c;")
    #expect(parts.count == 2, "once")
    let encoded = try #require(parts.last).prefix { $0 != "\u{07}" && $0 != "\u{1B}" }
    let text = String(decoding: try #require(Data(base64Encoded: String(encoded))), as: UTF8.self)
    #expect(text.contains("一家人在路口") && text.contains("北街"), "\(text)")
  }

  // MARK: - What is looked for

  private func withMatters(_ body: (Station) throws -> Void) throws {
    try Station.founded { station in
      let lines = try Self.hostile.map { summary in
        let line = ["summary": summary, "place": "北街"]
        return String(decoding: try JSONEncoder().encode(line), as: UTF8.self) + "\n"
      }
      let pushed = try station.admin(["intake"], input: lines.joined())
      #expect(pushed.status == 0 && pushed.lines.count { $0.contains("\"number\"") } == lines.count, "\(pushed)")
      try body(station)
    }
  }

  private func command(_ station: Station, _ window: Window) -> [String] {
    (window.term.map { ["/usr/bin/env", "TERM=" + $0] } ?? []) + [
      Program("duty-desk").path, "--ledger", station.ledger,
    ]
  }

  /// The state of each row of the queue under its head; beside the queue, each line of the detail at its left edge.
  private func expectInColumns(
    _ shown: String, _ window: Window, measured: ([String]) throws -> [Int]
  ) throws {
    let rows = shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let heads = rows.filter { $0.contains("编号") && $0.contains("状态") }
    let head = try #require(heads.first)
    let matters = rows.filter { $0.contains("待派") && ($0.hasPrefix("> 0") || $0.hasPrefix("  0")) }
    #expect(matters.count >= Self.fewest(in: window), "\(shown)")
    let states = try ([head] + matters).map { try before($0.contains("状态") ? "状态" : "待派", in: $0) }
    let details =
      window.columns < 110
      ? []
      : rows.compactMap { row in
        ["地点 北街", "类别 未定", "经过", "受理登记"].first { row.contains($0) && !row.contains("编号") }
          .flatMap { $0 == "受理登记" ? nil : try? before($0, in: row) }
      }
    #expect(window.columns < 110 || details.count >= 3, "\(shown)")
    let columns = try measured(states + details)
    let found = columns.prefix(states.count)
    #expect(Set(found).count == 1, "\(zip(states, found).map { "\($1): \($0)" }.joined(separator: "\n"))")
    let left = window.columns * 2 / 3 + 2
    for (text, column) in zip(details, columns.dropFirst(states.count)) { #expect(column == left, "\(text)|") }
  }

  private func before(_ word: String, in row: String) throws -> String {
    String(row[..<(try #require(row.range(of: word, options: .backwards)).lowerBound)])
  }

  // MARK: - A ruler

  /// A script that prints texts in a terminal and asks it each time how far it has come.
  private struct Ruler {
    let command: [String]
    let answers: String

    func columns() throws -> [Int] {
      try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n").compactMap { Int($0) }.map { $0 - 1 }
    }
  }

  private func measuring(_ texts: [String], in station: Station) throws -> Ruler {
    let answers = station.directory + "/columns"
    let list = try station.file("texts", texts.map { $0 + "\n" }.joined())
    let script = try station.file(
      "ruler.sh",
      #"""
      exec 3<"$1" 4>"$2"
      stty -echo -icanon
      while IFS= read -r line <&3; do
        printf '\r\033[2K%s\033[6n' "$line"
        IFS= read -r -d R answer
        printf '%s\n' "${answer##*;}" >&4
      done
      printf '\r\033[2Kmeasured\n'
      exec cat
      """#)
    return Ruler(command: [Self.bash.path, script, list, answers], answers: answers)
  }
}
