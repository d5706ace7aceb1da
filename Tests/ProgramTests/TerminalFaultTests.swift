import Foundation
import TestSupport
import Testing

/// The desk on a terminal that misbehaves. `TERMINAL_RESIZES=2000` makes the storm of resizes a long one.
@Suite(.serialized) struct TerminalFaultTests {
  private static let resizes = ProcessInfo.processInfo.environment["TERMINAL_RESIZES"].flatMap { Int($0) } ?? 200
  private static let summary = "井盖碎了半边"
  /// Repaints everything, whatever screen is shown.
  private static let redraw = "\u{0C}"

  /// A desk that shows its board on a ledger with one incident.
  private func withDesk(
    columns: Int = 120, environment: [String: String] = [:], _ body: (Station, PseudoTerminal) throws -> Void
  ) throws {
    try Station.founded { station in
      try push(Self.summary, station)
      let desk = try PseudoTerminal(
        Program("duty-desk"), ["--ledger", station.ledger], columns: columns, environment: environment)
      try #require(desk.reads("\u{1B}[?1049h"), "\(desk.output)")
      desk.type("7")
      try #require(desk.reads(Self.summary), "\(desk.output)")
      try #require(desk.isRaw)
      try body(station, desk)
    }
  }

  private func push(_ summary: String, _ station: Station) throws {
    let pushed = try station.admin(["intake"], input: "{\"summary\":\"\(summary)\"}\n")
    #expect(pushed.status == 0 && pushed.output.contains("\"number\""), "\(pushed)")
  }

  /// Expects what a shell finds: its own screen, a cursor, keys by the line, and the ledger whole.
  private func expectGivenBack(_ desk: PseudoTerminal, _ station: Station) throws {
    while let read = desk.readSome(milliseconds: 20), read > 0 {}
    #expect(desk.isAsBefore, "the modes are still the desk's")
    let farewell = desk.output.suffix(400)
    for last in ["\u{1B}[?2004l", "\u{1B}[?1049l", "\u{1B}[?25h"] {
      #expect(farewell.contains(last), "\(last.dropFirst()) is missing: \(farewell.debugDescription)")
    }
    try push("之后还能登记", station)
  }

  /// A desk at which somebody has signed on; and the PIN.
  private func withOfficer(_ body: (Station, PseudoTerminal, _ pin: String) throws -> Void) throws {
    try withDesk { station, desk in
      let pin = try station.enrol("坐席乙", rank: "officer")
      try #require(shows(Self.summary, desk))
      desk.type("s")
      try signOn(desk, pin)
      try body(station, desk, pin)
    }
  }

  private func signOn(_ desk: PseudoTerminal, _ pin: String) throws {
    for answer in ["坐席乙\r", pin + "\r"] { desk.type(answer) }
    try #require(desk.reads("已登录"), "\(desk.output.suffix(2000).debugDescription)")
  }

  /// Whether `text` stands on the screen, which is painted anew for it.
  private func shows(_ text: String, _ desk: PseudoTerminal, seconds: Double = 5) -> Bool {
    desk.forget()
    desk.type(Self.redraw)
    return desk.reads(text, seconds: seconds)
  }

  /// Leaves by Esc, which is a key only once nothing has followed it: what it does is waited for.
  private func leaveForm(_ desk: PseudoTerminal) throws {
    desk.forget()
    desk.type("\u{1B}")
    try #require(desk.reads("内容已留下"), "\(desk.output.debugDescription)")
  }

  /// Waits until what was typed has been read, and what came of it shown.
  private func settle(_ desk: PseudoTerminal, milliseconds: Int32 = 80) {
    while let read = desk.readSome(milliseconds: milliseconds), read > 0 {}
  }

  // MARK: Keys

  @Test func `Rule 4: what is no key, or is held with Alt, leaves the board as it is; the pad's 1 is a digit`() throws {
    try withDesk { _, desk in
      let nothing = [
        "\u{1B}q", "\u{1B}\r", "\u{1B}[1;5A", "\u{1B}[?1;2c", "\u{1B}[12;40R", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\",
        "\u{1B}P1$r0q\u{1B}\\", "\u{1B}[I", "\u{1B}[O", "\u{1B}[M q1", "\u{1B}[<0;12;1M", "\u{1B}[32;12;1M",
      ]
      for sequence in nothing {
        desk.type(sequence)
        settle(desk, milliseconds: 20)
        try #require(desk.ending(within: 0.02) == nil, "\(sequence.debugDescription) ended the desk")
      }
      #expect(shows(Self.summary, desk) && shows("[7", desk), "the tab is what it was")
      desk.type("\u{1B}Oq")
      settle(desk)
      #expect(desk.ending(within: 0.05) == nil)
      #expect(shows("[1", desk), "keypad 1 is 1")
      desk.type("\u{1B}[11~")
      #expect(shows("只用数字、方向键", desk), "PuTTY's F1")
    }
  }

  @Test func `Rule 13: a paste that lost its end ends by itself; one whose beginning was cut runs no keys`() throws {
    try withOfficer { _, desk, _ in
      desk.forget()
      desk.type("\u{1B}[200~qqq\r东门有人占道")
      #expect(desk.reads("粘贴的文字已拆到各项", seconds: 5))
      try leaveForm(desk)
      #expect(shows(Self.summary, desk))
      desk.type("\u{1B}[2")
      poll(nil, 0, 120)
      desk.type("00~西门也有人占道q\r")
      poll(nil, 0, 120)
      desk.type("\u{1B}[20")
      poll(nil, 0, 120)
      desk.forget()
      desk.type("1~")
      #expect(desk.reads("粘贴的文字已拆到各项", seconds: 5))
      #expect(shows("西门也有人占道q", desk) && desk.ending(within: 0.02) == nil)
    }
  }

  @Test func `Rule 13: a paste of more than 1 MB is cut at what the field takes, at once, and said`() throws {
    try withOfficer { _, desk, _ in
      desk.type("rx")
      settle(desk)
      desk.forget()
      desk.type(long: "\u{1B}[200~" + String(repeating: "东门", count: 250_000) + "\u{1B}[201~")
      // Half a second in a release build.
      #expect(desk.reads("已截取前 3999 字", seconds: 4), "\(desk.output.suffix(400).debugDescription)")
      try leaveForm(desk)
      #expect(shows(Self.summary, desk))
    }
  }

  @Test(arguments: ["\u{1B}[6~", "\u{1B}[B", "\t"])
  func `no key on the form that signs on traps while somebody is signed on, nor on the lock`(_ key: String) throws {
    try withOfficer { _, desk, _ in
      desk.type("s")
      settle(desk)
      for _ in 0..<3 { desk.type(key) }
      settle(desk)
      try #require(desk.ending(within: 0.05) == nil)
      #expect(shows("登录", desk))
      desk.type("\u{1A}")
      settle(desk)
      for _ in 0..<3 { desk.type(key) }
      settle(desk)
      try #require(desk.ending(within: 0.05) == nil)
      #expect(shows("已锁定", desk))
    }
  }

  // MARK: The lock

  @Test(arguments: [End.fault, .illegal, .trap, .abort])
  func `a crash of a locked desk leads to a locked desk`(_ end: End) throws {
    try withOfficer { station, desk, pin in
      desk.type("\u{1A}")
      try #require(shows("已锁定", desk))
      desk.forget()
      desk.send(end.signal)
      try #require(desk.reads("工作台刚才出错"), "\(desk.output.debugDescription)")
      #expect(desk.isRaw && desk.ending(within: 0.05) == nil)
      for key in ["\u{03}", "\u{1C}", "\u{1A}", "\u{04}", "\u{1B}", "q"] {
        desk.type(key)
        settle(desk, milliseconds: 60)
      }
      #expect(shows("已锁定", desk) && desk.ending(within: 0.05) == nil)
      desk.type("\u{15}")
      try signOn(desk, pin)
      desk.type("q")
      #expect(desk.ending(within: 3) == PseudoTerminal.Ending(code: 0, signal: nil))
      try expectGivenBack(desk, station)
    }
  }

  @Test func `a desk that crashes on and on while it is locked waits for its terminal to be closed`() throws {
    try withOfficer { _, desk, _ in
      desk.type("\u{1A}")
      try #require(shows("已锁定", desk))
      for _ in 0..<3 {
        desk.forget()
        desk.send(SIGSEGV)
        try #require(desk.reads("工作台刚才出错"), "\(desk.output.debugDescription)")
      }
      desk.forget()
      desk.send(SIGSEGV)
      try #require(desk.reads("请关闭这个终端"), "\(desk.output.debugDescription)")
      for key in ["\u{03}", "\u{1C}", "\u{1A}", "\u{04}", "q\r"] { desk.type(key) }
      #expect(desk.ending(within: 0.2) == nil && desk.isRaw)
      desk.hangUp()
      #expect(desk.ending(within: 2) != nil)
    }
  }

  @Test func `a desk that cannot begin anew, though it was locked, gives no shell either`() throws {
    try withOfficer { station, desk, _ in
      desk.type("\u{1A}")
      try #require(shows("已锁定", desk))
      try FileManager.default.moveItem(atPath: station.ledger, toPath: station.directory + "/elsewhere")
      desk.forget()
      desk.send(SIGSEGV)
      #expect(desk.reads("请关闭这个终端"), "\(desk.output.debugDescription)")
      desk.type("\u{03}")
      #expect(desk.ending(within: 0.2) == nil)
    }
  }

  // MARK: Windows

  @Test func `the window is as large as it is, whatever LINES and COLUMNS say`() throws {
    try withDesk(environment: ["LINES": "9", "COLUMNS": "30"]) { _, desk in
      #expect(shows(Self.summary, desk))
      #expect(shows("\u{1B}[39;", desk) || desk.output.contains("\u{1B}[39d"), "the line of hints is the last but one")
    }
  }

  @Test func `whatever size the window takes, at the end the screen is right and q leaves`() throws {
    try withDesk { station, desk in
      var dice = PinnedDice(seed: 20_261_124)
      let sizes = [(1, 1), (0, 0), (40, 10), (200, 60), (39, 9), (2, 1), (1, 60), (80, 24)]
      let keys = ["j", "k", "\u{1B}", "?", "\u{1B}OB", "1", "7", ":", "G", "r", "\t", Self.redraw]
      for round in 0..<Self.resizes {
        let (columns, rows) =
          Bool.random(using: &dice)
          ? sizes.randomElement(using: &dice) ?? (0, 0)
          : (Int.random(in: 0...300, using: &dice), Int.random(in: 0...100, using: &dice))
        desk.resize(columns: columns, rows: rows)
        if Bool.random(using: &dice) { desk.type(keys.randomElement(using: &dice) ?? "j") }
        desk.readSome(milliseconds: 1)
        desk.forget()
        try #require(desk.ending(within: 0) == nil, "gone after \(round) sizes, the last \(columns)x\(rows)")
      }
      desk.resize(columns: 100, rows: 30)
      for _ in 0..<4 {
        desk.type("\u{1B}")
        desk.readSome(milliseconds: 100)
      }
      desk.type("7")
      desk.readSome(milliseconds: 100)
      desk.forget()
      desk.type(Self.redraw)
      for shown in ["全部", Self.summary] { #expect(desk.reads(shown), "\(shown): \(desk.output.debugDescription)") }
      desk.type("q")
      #expect(desk.ending(within: 2) == PseudoTerminal.Ending(code: 0, signal: nil))
      try expectGivenBack(desk, station)
    }
  }

  @Test func `a window that shrinks and grows back between two looks is painted anew`() throws {
    try withDesk { _, desk in
      while let read = desk.readSome(milliseconds: 50), read > 0 {}
      desk.forget()
      // Two changes, one size: the terminal has cut off what stood outside the smaller one.
      desk.resize(columns: 60, rows: 20)
      desk.resize(columns: 120, rows: 40)
      #expect(desk.reads(Self.summary, seconds: 2))
    }
  }

  // MARK: Ends

  enum End: String, CaseIterable {
    case hangUpSignal, endSignal, illegal, trap, abort, fault, quitSignal

    var signal: Int32 {
      switch self {
      case .hangUpSignal: SIGHUP
      case .endSignal: SIGTERM
      case .illegal: SIGILL
      case .trap: SIGTRAP
      case .abort: SIGABRT
      case .fault: SIGSEGV
      case .quitSignal: SIGQUIT
      }
    }
    /// A crash still ends as one.
    var ending: PseudoTerminal.Ending {
      switch self {
      case .hangUpSignal, .endSignal: PseudoTerminal.Ending(code: 0, signal: nil)
      case .illegal, .trap, .abort, .fault, .quitSignal: PseudoTerminal.Ending(code: nil, signal: signal)
      }
    }
  }

  @Test(arguments: End.allCases)
  func `Rule 20: a signal ends the desk within a second and the terminal is given back`(_ end: End) throws {
    try withDesk { station, desk in
      desk.send(end.signal)
      let ending = desk.ending(within: 1)
      #expect(ending == end.ending)
      try expectGivenBack(desk, station)
    }
  }

  @Test(arguments: End.allCases)
  func `Rule 19: a signal ends it as fast where nobody reads the terminal`(_ end: End) throws {
    try withDesk { station, desk in
      try #require(desk.isStuck(afterMany: Self.redraw), "the control: it waits for the terminal")
      try push("卡住时还能登记", station)
      #expect(desk.ending(within: 0.05) == nil, "the control: nothing ends it by itself")
      desk.send(end.signal)
      #expect(desk.ending(within: 1) == end.ending)
      try expectGivenBack(desk, station)
    }
  }

  @Test func `Rule 19: a terminal nobody read for a while is painted on when it is read again`() throws {
    try withDesk { station, desk in
      try #require(desk.isStuck(afterMany: Self.redraw))
      try push("卡住时登记的", station)
      #expect(desk.reads("卡住时登记的"))
      desk.type("q")
      while let read = desk.readSome(milliseconds: 20), read > 0 {}
      #expect(desk.ending(within: 2) == PseudoTerminal.Ending(code: 0, signal: nil))
    }
  }

  @Test(arguments: [false, true])
  func `Rule 20: a line that is cut ends the desk within a second, also in the middle of a paint`(_ isStuck: Bool)
    throws
  {
    try withDesk { station, desk in
      if isStuck { try #require(desk.isStuck(afterMany: Self.redraw)) }
      desk.hangUp()
      #expect(desk.ending(within: 1) == PseudoTerminal.Ending(code: 0, signal: nil))
      try push("之后还能登记", station)
    }
  }

  // MARK: What does not end it

  @Test func `Rule 20: Ctrl-Z, Ctrl-D, Ctrl-C and a stop from outside leave the desk where it is`() throws {
    try withDesk { station, desk in
      for key in ["\u{1A}", "\u{04}", "\u{03}"] { desk.type(key) }
      for signal in [SIGTSTP, SIGINT] { desk.send(signal) }
      while let read = desk.readSome(milliseconds: 50), read > 0 {}
      #expect(desk.ending(within: 0.05) == nil)
      desk.forget()
      desk.type(Self.redraw)
      #expect(desk.reads("\u{1B}["), "it answers")

      // Stopped by somebody, and the shell meanwhile had the terminal.
      desk.send(SIGSTOP)
      desk.makeCooked()
      try #require(!desk.isRaw)
      while let read = desk.readSome(milliseconds: 20), read > 0 {}
      desk.forget()
      desk.send(SIGCONT)
      #expect(desk.reads("\u{1B}[?2004h") && desk.isRaw)

      // Ctrl-Z while the shell's modes still rule: the kernel drops the word to go on.
      desk.makeCooked()
      while let read = desk.readSome(milliseconds: 20), read > 0 {}
      desk.forget()
      desk.send(SIGTSTP)
      #expect(desk.reads("\u{1B}[?2004h") && desk.isRaw)
      desk.send(SIGTERM)
      #expect(desk.ending(within: 1) == PseudoTerminal.Ending(code: 0, signal: nil))
      try expectGivenBack(desk, station)
    }
  }
}
