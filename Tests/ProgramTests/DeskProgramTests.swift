import Foundation
import Testing
import TestSupport

/// The desk as a program: what it prints and how it ends where there is no terminal to sit at.
@Suite struct DeskProgramTests {
  private let desk = Program("duty-desk")

  @Test("a script plays on the practice room and prints its framed screens")
  func script() throws {
    let ending = try withTemporaryDirectory { directory in
      let file = directory + "/story.desk"
      try """
      size 80x24
      keys 7 s
      type 坐席甲
      key Enter
      type 2468
      key Enter
      screen

      """.write(toFile: file, atomically: true, encoding: .utf8)
      return try desk.run(["--demo", "--script", file])
    }
    #expect(ending.status == 0)
    #expect(ending.output.contains("[演练] 演练镇"))
    #expect(ending.output.contains("坐席甲（坐席员）已登录。"))
  }

  @Test("a script that cannot be understood ends with its line and exit code 2")
  func badScript() throws {
    let ending = try withTemporaryDirectory { directory in
      let file = directory + "/story.desk"
      try "size 80x24\njump\n".write(toFile: file, atomically: true, encoding: .utf8)
      return try desk.run(["--demo", "--language", "en", "--script", file])
    }
    #expect(ending.status == 2)
    #expect(ending.errors.contains("line 2: no such step: jump"))
  }

  @Test("without a terminal it says so, prints nothing and exits with 2")
  func noTerminal() throws {
    let ending = try desk.run(["--demo"])
    #expect(ending.status == 2)
    #expect(ending.output.isEmpty)
    #expect(ending.errors == "duty-desk 要在终端里运行。\n")
  }

  @Test("the two ways to name a ledger exclude each other")
  func contradiction() throws {
    #expect(try desk.run(["--demo", "--ledger", "x.sqlite"]).status == 2)
  }

  @Test("help is in one language throughout: that of --language, else the locale's")
  func help() throws {
    func isHanzi(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }
    for arguments in [["--language", "en", "--help"], ["--language=en", "--help"]] {
      let english = try desk.run(arguments)
      let hanzi = english.output.unicodeScalars.filter(isHanzi)
      #expect(english.status == 0 && hanzi.isEmpty)
      #expect(english.output.contains("the ledger file"))
    }
    let abroad = ["LC_ALL": "en_US.UTF-8"]
    let chinese = try desk.run(["--language", "zh", "--help"], environment: abroad)
    #expect(chinese.output.contains("台账文件") && !chinese.output.contains("the ledger file"))
    #expect(try desk.run(["--help"], environment: abroad).output.contains("the ledger file"))
    #expect(try desk.run(["--help"]).output.contains("台账文件"))
  }
}
