import DutyLedger
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct AdminLedgerTests {
  @Test func `each pushed line is answered before the next one is sent`() throws {
    try Station.founded { station in
      let process = Process()
      let (input, output) = (Pipe(), Pipe())
      process.executableURL = URL(fileURLWithPath: Program("duty-admin").path)
      process.arguments = ["intake", "--ledger", station.ledger]
      process.environment = Program.environment
      process.standardInput = input
      process.standardOutput = output
      try process.run()
      defer { process.terminate() }
      func answer(_ line: String) throws -> String {
        try input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
        // Twenty seconds are far more than an answer takes on any machine; it only ends a test that has failed.
        var waiting = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        try #require(poll(&waiting, 1, 20_000) == 1, "no answer to \(line)")
        return String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      }
      func told(_ line: String) throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(try answer(line).utf8))
      }
      // An hour before this test counts; a day of the last century's end does not, and the answer says so.
      let claimed = Date(timeIntervalSinceNow: -3600).formatted(.iso8601)
      let line = #"{"summary":"井盖缺失","source":"grid","externalId":"g-1","received":"\#(claimed)"}"# + "\n"
      let first = try told("\n" + line)
      #expect(first.entry == 5 && first.line == 2 && first.warning == nil)
      #expect(try told(line) == Answer(entry: nil, duplicate: true, line: 3, number: first.number, warning: nil))
      let old = try told(#"{"summary":"路灯不亮","source":"grid","received":"2001-03-05T09:30:00+08:00"}"# + "\n")
      #expect(old.entry == 6 && old.warning != nil && !old.number.hasPrefix("2001"))
      #expect(try answer("not JSON\n") == #"{"line":5,"refused":"这一行不是合规的 JSON 对象。"}"# + "\n")
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }

  @Test func `a ledger that cannot be used acknowledges nothing`() throws {
    let ended = try Program("duty-admin").run(
      ["intake", "--ledger", "/nowhere/duty.sqlite"], input: #"{"summary":"井盖缺失"}"# + "\n")
    #expect(ended.status == 3 && ended.output.isEmpty)
    #expect(ended.errors.split(separator: "\n").count == 1)
  }

  @Test func `a check prints entries and head, and takes a head from paper`() throws {
    try Station.founded { station in
      struct Found: Decodable {
        struct Problem: Decodable { let entry: Int?, what: String }
        let entries: Int, head: String, ok: Bool, problems: [Problem]
      }
      func checked(_ options: [String]) throws -> (status: Int32, found: Found) {
        let ended = try station.admin(["check", "--format", "json"] + options)
        return (ended.status, try JSONDecoder().decode(Found.self, from: Data(ended.output.utf8)))
      }
      let first = try checked([])
      #expect(first.status == 0 && first.found.ok && first.found.entries == 4 && first.found.head.count == 64)
      _ = try station.admin(["intake"], input: #"{"summary":"井盖缺失"}"# + "\n")
      let later = try checked(["--against", first.found.head])
      #expect(later.status == 0 && later.found.entries == 5 && later.found.head != first.found.head)
      let foreign = try checked(["--against", String(repeating: "0", count: 64)])
      #expect(foreign.status == 1 && !foreign.found.ok && foreign.found.problems.count == 1)
      let text = try station.admin(["check"])
      #expect(text.lines == ["共 5 条记录，校验码 \(later.found.head)", "核对无误。"])
    }
  }

  @Test func `a backup is a ledger of its own, and never replaces a file`() throws {
    try Station.founded { station in
      let copy = station.directory + "/copy.sqlite"
      #expect(try station.admin(["backup", copy]).status == 0)
      let ours = try station.admin(["check"])
      let theirs = try Program("duty-admin").run(["check", "--ledger", copy])
      #expect(theirs.status == 0 && theirs.output == ours.output)
      #expect(try station.admin(["backup", copy]).status == 3)
    }
  }

  @Test func `an export has every entry on a line, and no phone`() throws {
    try Station.founded { station in
      let pushed = #"{"summary":"井盖缺失","reporter":{"name":"某某","phone":"13800001234"}}"#
      _ = try station.admin(["intake"], input: pushed + "\n")
      let ended = try station.admin(["export", "--format", "jsonl"])
      #expect(ended.status == 0 && ended.lines.count == 5)
      #expect(ended.lines.last?.contains(#""phone":"138****1234","#) == true)
      #expect(ended.output.contains("井盖缺失") && !ended.output.contains("13800001234"))
      #expect(!ended.output.contains("某某") && !ended.output.contains("$y$"))
      #expect(try station.admin(["export", "--format", "xml"]).status == 2)
    }
  }
}

/// The answer to a pushed line.
private struct Answer: Decodable, Equatable {
  let entry: Int?
  let duplicate: Bool?
  let line: Int
  let number: String
  let warning: String?
}
