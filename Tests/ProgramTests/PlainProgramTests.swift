import Foundation
import TestSupport
import Testing
import duty_desk

/// The desk in lines, through a pipe: what a script, a dumb terminal or a screen reader meets.
@Suite struct PlainProgramTests {
  private let desk = Program("duty-desk")
  private let report = Program("duty-report")

  private func lines(_ answers: String...) -> String { answers.joined(separator: "\n") + "\n" }

  @Test("a matter is received over a pipe, and the end of input ends the desk cleanly")
  func receive() throws {
    try Station.founded { station in
      let pin = try station.enrol("坐席甲", rank: "officer")
      let typed = lines("2", "坐席甲", pin, "井盖碎了半边", "东门", "", "", "", "", "", "", "", "", "", "", "1", "1")
      let ending = try desk.run(["--plain", "--ledger", station.ledger], input: typed)
      #expect(ending.status == 0 && ending.errors.isEmpty)
      #expect(ending.output.contains("** 已记录 #"))
      #expect(!ending.output.contains(pin))
      let queue = try report.run(["queue", "--ledger", station.ledger])
      #expect(queue.output.contains("井盖碎了半边"))
    }
  }

  @Test("what was not submitted when input ends is not recorded")
  func cutOff() throws {
    try Station.founded { station in
      let pin = try station.enrol("坐席甲", rank: "officer")
      let typed = lines("2", "坐席甲", pin, "井盖碎了半边", "东门")
      let ending = try desk.run(["--plain", "--ledger", station.ledger], input: typed)
      #expect(ending.status == 0 && ending.output.contains("坐席甲（坐席员）已登录。"))
      #expect(!(try report.run(["queue", "--ledger", station.ledger]).output.contains("井盖")))
    }
  }

  @Test("an answer of 1 MB is cut at what the field takes, and said; a last line without its end is none")
  func longAnswer() throws {
    try Station.founded { station in
      let pin = try station.enrol("坐席甲", rank: "officer")
      let typed = lines(
        "2", "坐席甲", pin, String(repeating: "井", count: 400_000), "东门\0二号", "", "", "", "", "", "", "", "", "", "", "1")
      let ending = try desk.run(["--plain", "--ledger", station.ledger], input: typed + "1")
      #expect(ending.status == 0 && ending.errors.isEmpty)
      #expect(ending.output.contains("** 内容过长，已截取前 4000 字。"))
      #expect(ending.output.contains("东门二号") && !ending.output.contains("** 已记录 #2"))
      #expect(!ending.output.contains(String(repeating: "井", count: 4001)))
    }
  }

  @Test("lines are read whole however they come; what is no text in them is left out")
  func inputLines() {
    func read(_ pieces: [[UInt8]]) -> [String] {
      var rest = pieces
      var lines = InputLines { rest.isEmpty ? [] : rest.removeFirst() }
      var read: [String] = []
      while let line = lines.next() { read.append(line) }
      return read
    }
    let bytes = Array("东门\r\na\0b\n\n\tc\u{1B}\n".utf8) + [0xFF, 0x41, 0x0A, 0x42]
    let wanted = ["东门", "ab", "", "\tc", "A"]
    #expect(read([bytes]) == wanted)
    #expect(read(bytes.map { [$0] }) == wanted)
    let huge = read([Array(repeating: 0x41, count: 3 * InputLines.longest), Array("A\nx\n".utf8)])
    #expect(huge.map(\.count) == [InputLines.longest, 1])
  }

  @Test(.enabled(if: Tmux.isInstalled || isCI, "tmux is not installed; .ci/packages brings it"))
  func `Rule 14: a terminal that is dumb is told so in one line, and asked line by line`() throws {
    try #require(Tmux.isInstalled, "the desk needs tmux; .ci/packages brings it")
    try withTemporaryDirectory { directory in
      let tmux = Tmux(in: directory)
      defer { #expect(throws: Never.self) { try tmux.close() } }
      try tmux.open("dumb", running: ["/usr/bin/env", "TERM=dumb", Program("duty-desk").path, "--demo"])
      let screen = try tmux.wait("dumb", for: "选哪一项：")
      #expect(screen.contains("终端“dumb”画不了工作台，改用逐行问答（--plain）。"))
      try tmux.type("dumb", "3")
      try tmux.press("dumb", "Enter")
      try tmux.wait("dumb", for: "姓名（要填")
      try tmux.type("dumb", "坐席甲")
      try tmux.press("dumb", "Enter")
      try tmux.wait("dumb", for: "PIN（要填")
      try tmux.type("dumb", "2468")
      try tmux.press("dumb", "Enter")
      let signedOn = try tmux.wait("dumb", for: "已登录。")
      // The PIN was typed unseen; the greeting of a practice room names it once.
      #expect(!signedOn.contains("）：2468"))
    }
  }

  @Test("it leaves when asked to, whatever comes after; and a wall is not read line by line")
  func leave() throws {
    let ending = try desk.run(["--demo", "--plain", "--language", "en"], input: lines("0", "2", "3"))
    #expect(ending.status == 0 && ending.output.contains("0 quit"))
    #expect(!ending.output.contains("summary"))
    #expect(try desk.run(["--demo", "--plain", "--wall"]).status == 2)
  }
}
