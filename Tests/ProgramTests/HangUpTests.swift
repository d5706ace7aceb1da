import Foundation
import TestSupport
import Testing

/// A line that is cut over a form half written.
@Suite struct HangUpTests {
  @Test(.enabled(if: Tmux.isInstalled || isCI, "tmux is not installed; .ci/packages brings it"))
  func `what was typed before the line was cut is offered to the same person on the next desk`() throws {
    try #require(Tmux.isInstalled, "the desks need tmux; .ci/packages brings it")
    try Station.founded { station in
      let pin = try station.enrol("坐席乙", rank: "officer")
      let tmux = Tmux(in: station.directory)
      defer { #expect(throws: Never.self) { try tmux.close() } }
      try sit(tmux, "cut", station, pin)
      try tmux.press("cut", "r")
      try tmux.type("cut", "桥头护栏松了")
      try tmux.wait("cut", for: "桥头护栏松了")
      // The terminal goes away at once: before the two seconds after which a form is kept anyway.
      try tmux.hangUp("cut")

      try sit(tmux, "next", station, pin)
      try tmux.wait("next", for: "有 1 份没提交的内容")
      try tmux.press("next", "r")
      try tmux.wait("next", for: "桥头护栏松了")
      try tmux.press("next", "C-s")
      try tmux.wait("next", for: "已记录")
      let kept = try FileManager.default.contentsOfDirectory(atPath: station.ledger + ".drafts")
      #expect(kept.isEmpty)
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `a desk in lines that is ended gives the terminal back, and keeps what was begun`(_ signal: Int32) throws {
    try Station.founded { station in
      let pin = try station.enrol("坐席乙", rank: "officer")
      func desk(answering answers: [(question: String, answer: String)]) throws -> PseudoTerminal {
        let desk = try PseudoTerminal(Program("duty-desk"), ["--plain", "--ledger", station.ledger])
        for (question, answer) in answers {
          try #require(desk.reads(question), "\(desk.output)")
          desk.forget()
          desk.type(answer + "\n")
        }
        return desk
      }
      let toPin = [("选哪一项", "3"), ("姓名", "坐席乙")]
      let asking = try desk(answering: toPin)
      try #require(asking.reads("PIN（") && !asking.isAsBefore, "the control: a PIN is typed unseen")
      asking.send(signal)
      // Ctrl-C is a character there; from outside it ends the desk as well.
      #expect(asking.ending(within: 2) == PseudoTerminal.Ending(code: 0, signal: nil))
      #expect(asking.isAsBefore)

      let writing = try desk(answering: toPin + [("PIN（", pin), ("已登录", ""), ("选哪一项", "2"), ("摘要（", "桥头护栏松了")])
      try #require(writing.reads("地点"), "\(writing.output)")
      writing.send(signal)
      #expect(writing.ending(within: 2) == PseudoTerminal.Ending(code: 0, signal: nil))
      let kept = try FileManager.default.contentsOfDirectory(atPath: station.ledger + ".drafts")
      #expect(kept.count == 1)
    }
  }

  @Test("a desk in lines whose terminal is gone leaves with 0, also untold; for a full disk it ends with 3")
  func lostLine() throws {
    try Station.founded { station in
      // As under nohup: the signal that a line was cut never comes.
      func desk(_ redirection: String) throws -> PseudoTerminal {
        let words = ["-c", "trap '' HUP; exec \"$0\" --plain --ledger \"$1\" \(redirection)"]
        return try PseudoTerminal(Program(at: "/bin/sh"), words + [Program("duty-desk").path, station.ledger])
      }
      let asking = try desk("")
      try #require(asking.reads("选哪一项"), "\(asking.output)")
      asking.hangUp()
      #expect(asking.ending(within: 10) == PseudoTerminal.Ending(code: 0, signal: nil))
      let full = try desk(">/dev/full")
      #expect(full.ending(within: 10) == PseudoTerminal.Ending(code: 3, signal: nil))
    }
  }

  private func sit(_ tmux: Tmux, _ desk: String, _ station: Station, _ pin: String) throws {
    try tmux.open(desk, running: [Program("duty-desk").path, "--ledger", station.ledger])
    try tmux.wait(desk, for: "未登录")
    try tmux.press(desk, "s")
    try tmux.wait(desk, for: "姓名 *")
    try tmux.type(desk, "坐席乙")
    try tmux.press(desk, "Enter")
    try tmux.type(desk, pin)
    try tmux.press(desk, "Enter")
    try tmux.wait(desk, for: "坐席乙（坐席员）已登录")
  }
}
