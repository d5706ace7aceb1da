import Foundation
import GRDB
import TestSupport
import Testing

/// Each program says in one line why it cannot use a ledger, and exits with 3.
@Suite struct UnusableLedgerTests {
  static let commands: [(program: String, arguments: [String])] = [
    ("duty-admin", ["check"]), ("duty-admin", ["intake"]), ("duty-admin", ["officer", "list"]),
    ("duty-admin", ["roster", "show"]), ("duty-admin", ["export", "--format", "jsonl"]), ("duty-report", ["day"]),
    ("duty-report", ["queue"]), ("duty-desk", ["--script", "/dev/null"]),
  ]

  private func expectRefusal(_ command: (program: String, arguments: [String]), _ path: String, _ words: String) throws
  {
    let ended = try Program(command.program).run(command.arguments + ["--ledger", path])
    #expect(ended.status == 3 && ended.output.isEmpty)
    #expect(ended.errors.contains(words) && ended.errors.split(separator: "\n").count == 1, "\(ended.errors)")
    let english = try Program(command.program).run(command.arguments + ["--ledger", path, "--language", "en"])
    #expect(
      english.status == 3 && english.errors.contains(path) && english.errors.allSatisfy(\.isASCII), "\(english.errors)")
  }

  @Test(arguments: commands.indices) func `a ledger that is not there`(command: Int) throws {
    try withTemporaryDirectory { directory in
      try expectRefusal(Self.commands[command], directory + "/none.sqlite", "没有台账文件")
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
    }
  }

  @Test(arguments: commands.indices) func `a text file and another program's database`(command: Int) throws {
    try withTemporaryDirectory { directory in
      try String(repeating: "no ledger ", count: 500).write(
        toFile: directory + "/text", atomically: false, encoding: .utf8)
      try expectRefusal(Self.commands[command], directory + "/text", "不是坐堂吹哨的台账")
      let other = try DatabaseQueue(path: directory + "/other.sqlite")
      try other.write { try $0.execute(sql: "CREATE TABLE entry (number INTEGER)") }
      try other.close()
      let before = try Data(contentsOf: URL(fileURLWithPath: directory + "/other.sqlite"))
      try expectRefusal(Self.commands[command], directory + "/other.sqlite", "不是坐堂吹哨的台账")
      let after = try Data(contentsOf: URL(fileURLWithPath: directory + "/other.sqlite"))
      #expect(after == before, "another program's file was changed")
      let beside = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
      #expect(beside == ["other.sqlite", "text"])
    }
  }

  @Test func `a ledger of a newer version`() throws {
    try Station.founded { station in
      let queue = try DatabaseQueue(path: station.ledger)
      try queue.write { try $0.execute(sql: "PRAGMA user_version = 9999") }
      try queue.close()
      for command in Self.commands { try expectRefusal(command, station.ledger, "更新的版本") }
    }
  }
}
