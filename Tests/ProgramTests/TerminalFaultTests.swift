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
  private func withDesk(columns: Int = 120, _ body: (Station, PseudoTerminal) throws -> Void) throws {
    try Station.founded { station in
      try push(Self.summary, station)
      let desk = try PseudoTerminal(Program("duty-desk"), ["--ledger", station.ledger], columns: columns)
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

  /// What a shell finds: its own screen, a cursor, keys by the line, and the ledger whole.
  private func expectGivenBack(_ desk: PseudoTerminal, _ station: Station) throws {
    while let read = desk.readSome(milliseconds: 20), read > 0 {}
    #expect(desk.isAsBefore, "the modes are still the desk's")
    let farewell = desk.output.suffix(400)
    for last in ["\u{1B}[?2004l", "\u{1B}[?1049l", "\u{1B}[?25h"] {
      #expect(farewell.contains(last), "\(last.dropFirst()) is missing: \(farewell.debugDescription)")
    }
    try push("之后还能登记", station)
  }

  // MARK: Windows

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
      desk.send(SIGTERM)
      #expect(desk.ending(within: 1) == PseudoTerminal.Ending(code: 0, signal: nil))
      try expectGivenBack(desk, station)
    }
  }
}
