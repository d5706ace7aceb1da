import DutyLedger
import DutyPractice
import Foundation
import TestSupport
import Testing

/// Every figure of whole ledgers a second time: `Tests/figures.py` adds up their exported entries, with no code in common.
@Suite struct RecountTests {
  private static let python = Program.installed("python3")
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("figures.py").path
  private static let needsPython = ConditionTrait.enabled(
    if: python != nil, "python3 is not installed, so nobody adds the figures up a second time")

  /// Units that are called and answer more than all else, at random and pinned.
  private func withWorkAtRandom(_ body: (String) throws -> Void) throws {
    let desk = try Desk()
    try desk.staff()
    var play = try RandomPlay(desk, Dice(state: 7), answersMost: true)
    for _ in 0..<250 { try play.step() }
    try play.close()
    try body(desk.ledger.path)
  }

  private func recount(_ arguments: [String]) throws -> Program.Ending {
    try #require(Self.python).run([Self.script] + arguments, environment: ["PYTHONDONTWRITEBYTECODE": "1"])
  }

  @Test("on work at random every report is what the entries add up to", needsPython)
  func atRandom() throws {
    try withWorkAtRandom { try compare($0) }
  }

  @Test("on practice every report is what the entries add up to", needsPython)
  func practice() throws {
    try withTemporaryDirectory { directory in
      try compare(try PracticeRoom.make(at: directory + "/practice.sqlite", now: PracticeTests.morning).path)
    }
  }

  private func compare(_ ledger: String) throws {
    let ended = try recount(["--ledgers", Program.directory.path, "--short", ledger])
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output == "56 reports of 1 ledgers compared, 0 kinds of difference\n")
  }

  @Test("a week with more than those before is above the limit by both", needsPython)
  func outlook() throws {
    let desk = try Desk()
    for week in 0..<7 {
      for _ in 0..<(week == 6 ? 11 : 4) { _ = try desk.receive("某事", category: "A1") }
      desk.pass(.days(7))
    }
    let question = ["outlook", "--from", "2026-12-28", "--to", "2027-01-03"]
    let same = try differences(desk.ledger.path, question)
    #expect(same.status == 0 && same.lines.isEmpty, "\(same.lines)")
    let other = try differences(desk.ledger.path, question) { $0.replacing("\"above\":4", with: "\"above\":5") }
    #expect(other.status == 1 && other.lines == ["above: computed 4, reported 5"], "\(other.lines)")
  }

  @Test("a report with one number changed differs, in that number alone", needsPython)
  func control() throws {
    try withWorkAtRandom { ledger in
      let question = ["range", "--from", "2026-11-18", "--to", "2026-11-21", "--by", "department"]
      let same = try differences(ledger, question)
      #expect(same.status == 0 && same.lines.isEmpty, "\(same.lines)")
      let other = try differences(ledger, question) { report in
        let count = try #require(report.firstMatch(of: /"send_backs":\{"count":/))
        return report[..<count.range.upperBound] + "1" + report[count.range.upperBound...]
      }
      #expect(other.status == 1 && other.lines.count == 1, "\(other.lines)")
      #expect(other.lines.first?.contains("send_backs.count: computed ") == true)
    }
  }

  /// The parts of this report, changed on its way, that are not what the entries add up to.
  private func differences(
    _ ledger: String, _ question: [String], changed change: (String) throws -> String = { $0 }
  ) throws -> Program.Ending {
    try withTemporaryDirectory { directory in
      let (export, told) = (directory + "/export.jsonl", directory + "/told.json")
      let exported = try Program("duty-admin").run(["export", "--ledger", ledger])
      try exported.output.write(toFile: export, atomically: false, encoding: .utf8)
      let report = try Program("duty-report").run(question + ["--format", "json", "--ledger", ledger])
      try change(report.output).write(toFile: told, atomically: false, encoding: .utf8)
      return try recount(["--compare", export, told])
    }
  }
}
