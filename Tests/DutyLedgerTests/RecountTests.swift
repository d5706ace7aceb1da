import DutyLedger
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
    #expect(ended.output == "36 reports of 1 ledgers compared, 0 kinds of difference\n")
  }

  @Test("a report with one number changed differs, in that number alone", needsPython)
  func control() throws {
    try withTemporaryDirectory { directory in
      try withWorkAtRandom { ledger in
        let (export, told) = (directory + "/export.jsonl", directory + "/told.json")
        let exported = try Program("duty-admin").run(["export", "--ledger", ledger])
        try exported.output.write(toFile: export, atomically: false, encoding: .utf8)
        let days = ["range", "--from", "2026-11-18", "--to", "2026-11-21", "--by", "department", "--format", "json"]
        let report = try Program("duty-report").run(days + ["--ledger", ledger]).output
        func differences(_ report: String) throws -> (status: Int32, lines: [String]) {
          try report.write(toFile: told, atomically: false, encoding: .utf8)
          let ended = try recount(["--compare", export, told])
          return (ended.status, ended.lines)
        }
        let same = try differences(report)
        #expect(same.status == 0 && same.lines.isEmpty, "\(same.lines)")
        let count = try #require(report.firstMatch(of: /"send_backs":\{"count":([0-9]+)\}/))
        let changed = report.replacingCharacters(in: count.1.startIndex..<count.1.endIndex, with: "1\(count.1)")
        let other = try differences(changed)
        #expect(other.status == 1 && other.lines.count == 1, "\(other.lines)")
        #expect(other.lines.first?.contains("send_backs.count: computed \(count.1), reported 1\(count.1)") == true)
      }
    }
  }
}
