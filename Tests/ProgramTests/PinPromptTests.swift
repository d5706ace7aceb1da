import Foundation
import TestSupport
import Testing

/// A PIN that is asked for on a terminal: whatever happens meanwhile, the terminal shows again what is typed.
@Suite(.serialized) struct PinPromptTests {
  private static let admin = Program("duty-admin")

  private func adding(_ station: Station) -> [String] {
    ["officer", "add", "坐席乙", "--rank", "officer", "--as", Station.administrator, "--ledger", station.ledger]
  }

  @Test func `a PIN is asked for unseen, and the terminal shows again afterwards`() throws {
    try Station.founded { station in
      let terminal = try PseudoTerminal(Self.admin, adding(station))
      #expect(terminal.reads("\(Station.administrator)的 PIN"))
      #expect(!terminal.echoes, "hidden before it is asked")
      terminal.type(station.administratorPin + "\n")
      #expect(terminal.reads("坐席乙的新 PIN") && !terminal.echoes)
      terminal.type("246813\n")
      #expect(terminal.reads("再输一遍") && !terminal.echoes)
      terminal.type("246813\n")
      #expect(terminal.reads("坐席乙"))
      #expect(terminal.ending(within: 10) == .init(code: 0, signal: nil))
      #expect(terminal.isAsBefore)
      #expect(!terminal.output.contains("246813") && !terminal.output.contains(station.administratorPin))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGPIPE, SIGSEGV, SIGABRT, SIGILL, SIGXCPU])
  func `whatever signal ends the program gives the terminal back first`(signal: Int32) throws {
    try Station.founded { station in
      let terminal = try PseudoTerminal(Self.admin, adding(station))
      #expect(terminal.reads("PIN") && !terminal.echoes, "the control: it is hidden")
      terminal.type("half")
      terminal.send(signal)
      // Who reads a pipe no more is a fault to be told here, not a signal to die of.
      guard signal != SIGPIPE else {
        terminal.type("\u{15}" + station.administratorPin + "\n")
        return #expect(terminal.reads("坐席乙的新 PIN"))
      }
      #expect(terminal.ending(within: 10)?.signal == signal)
      #expect(terminal.isAsBefore)
    }
  }

  @Test func `Ctrl-C and Ctrl-D give the terminal back, and the end of the input is said`() throws {
    try Station.founded { station in
      let stopped = try PseudoTerminal(Self.admin, adding(station))
      #expect(stopped.reads("PIN") && !stopped.echoes)
      stopped.type("\u{3}")
      #expect(stopped.ending(within: 10)?.signal == SIGINT)
      #expect(stopped.isAsBefore)
      let ended = try PseudoTerminal(Self.admin, adding(station))
      #expect(ended.reads("PIN") && !ended.echoes)
      ended.type("\u{4}")
      #expect(ended.reads("输入就结束了"))
      #expect(ended.ending(within: 10) == .init(code: 2, signal: nil))
      #expect(ended.isAsBefore)
    }
  }

  /// A shell that leaves the terminal's modes alone when a job stops, so that they are the program's own doing.
  @Test(.enabled(if: Program(at: "/bin/dash").isInstalled))
  func `Ctrl-Z gives the terminal back, and fg hides and asks again`() throws {
    try Station.founded { station in
      let shell = try PseudoTerminal(Program(at: "/bin/dash"), ["-i"])
      let words = ([Self.admin.path] + adding(station)).map { "'\($0)'" }.joined(separator: " ")
      shell.type(words + "\n")
      #expect(shell.reads("\(Station.administrator)的 PIN") && !shell.echoes)
      shell.forget()
      shell.type("\u{1A}")
      #expect(shell.reads("Stopped"))
      #expect(shell.echoes)
      shell.type("echo sh''own\n")
      #expect(shell.reads("shown"))
      shell.forget()
      shell.type("fg\n")
      #expect(shell.reads("\(Station.administrator)的 PIN"), "asked again")
      #expect(!shell.echoes, "and hidden again")
      shell.type(station.administratorPin + "\n")
      #expect(shell.reads("坐席乙的新 PIN"))
      #expect(!shell.output.contains(station.administratorPin))
      shell.type("\u{3}")
      shell.type("echo ag''ain; exit\n")
      #expect(shell.reads("again"))
      #expect(shell.echoes)
    }
  }

  @Test func `a PIN at the desk in lines is asked for the same way`() throws {
    try Station.founded { station in
      let desk = try PseudoTerminal(Program("duty-desk"), ["--plain", "--ledger", station.ledger])
      #expect(desk.reads("选哪一项"))
      desk.type("2\n")
      let asks = desk.reads("姓名（要填")
      try #require(asks, "\(desk.output)")
      desk.type(Station.administrator + "\n")
      #expect(desk.reads("PIN"))
      let end = DispatchTime.now() + 5
      while desk.echoes, DispatchTime.now() < end { desk.readSome(milliseconds: 20) }
      #expect(!desk.echoes)
      desk.send(SIGTERM)
      #expect(desk.ending(within: 10) == PseudoTerminal.Ending(code: 0, signal: nil))
      #expect(desk.isAsBefore)
    }
  }

  @Test func `an open file is read to the end of a line and no further than a line may be long`() throws {
    try Station.founded { station in
      func add(_ redirected: String, input: String = "") throws -> Program.Ending {
        try Self.admin.run(adding(station) + ["--pin-fd", "0"], redirected: redirected, input: input)
      }
      let endless = try add("</dev/zero")
      #expect(endless.status == 2 && endless.errors.contains("--pin-fd 0：一行最多 1024 字节"), "\(endless.errors)")
      let ended = try add("</dev/null")
      #expect(ended.status == 2 && ended.errors.contains("输入就结束了"), "\(ended.errors)")
      let zeros = try add("", input: station.administratorPin + "\0x\n")
      #expect(zeros.status == 2 && zeros.errors.contains("不是文字"), "\(zeros.errors)")
      let none = try add("0<&-")
      #expect(none.status == 2 && none.errors.contains("--pin-fd 0"), "\(none.errors)")
      let long = try add("", input: String(repeating: "1", count: 1025) + "\n")
      #expect(long.status == 2 && long.errors.contains("1024"), "\(long.errors)")
      let wrong = try add("", input: String(repeating: "1", count: 1024) + "\n")
      #expect(wrong.status == 4, "the control: a line of the longest length is read, and is no PIN: \(wrong.errors)")
      // What stands behind the line is left for whoever reads on.
      let rest = try Program(at: "/bin/sh").run(
        ["-c", "\"$0\" \"$@\" >/dev/null; cat", Self.admin.path] + adding(station) + ["--pin-fd", "0"],
        input: station.administratorPin + "\nrest\n")
      #expect(rest.output == "rest\n", "\(rest.errors)")
      #expect(try station.admin(["officer", "list"]).output.contains("坐席乙"))
    }
  }
}
