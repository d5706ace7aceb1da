import DutyCore
import DutyLedger
import Foundation
import GRDB
import TestSupport
import Testing

/// Writers killed in the middle of their work. `FAULT_ROUNDS=40` makes it a long run.
@Suite(.serialized) struct FaultTests {
  private static let rounds = ProcessInfo.processInfo.environment["FAULT_ROUNDS"].flatMap { Int($0) } ?? 6
  private static let writers = 8
  /// Lines of each writer and round: more than its pipe holds answers to, so that none gets to its end.
  private static let lines = 4000

  @Test func `whoever is killed, each acknowledged incident is there exactly once`() throws {
    try Station.founded { station in
      var dice = PinnedDice(seed: 20_261_122)
      var acknowledged: [String: String] = [:]
      for round in 1...Self.rounds {
        let answers = try killedRound(round, station, &dice)
        #expect(!answers.isEmpty)
        acknowledged.merge(answers) { first, _ in first }
        let checked = try station.admin(["check"])
        #expect(checked.status == 0, "round \(round): \(checked.output)\(checked.errors)")
      }
      #expect(try complaints(acknowledged, station.ledger) == [])
      try pushAgain(acknowledged, station)
      try controls(acknowledged, station)
      print("killed \(Self.rounds * Self.writers) writers, \(acknowledged.count) incidents acknowledged")
    }
  }

  /// Eight writers at once, killed one after another wherever the dice say; what they had acknowledged.
  private func killedRound(_ round: Int, _ station: Station, _ dice: inout PinnedDice) throws -> [String: String] {
    let running = try (1...Self.writers).map { writer in
      let file = try station.file("input-\(writer).jsonl", Self.input(round, writer))
      return try AnsweringProgram(Program("duty-admin"), ["intake", "--ledger", station.ledger], input: file)
    }
    var acknowledged: [String: String] = [:]
    for (writer, program) in running.enumerated().shuffled(using: &dice) {
      program.read(until: Int.random(in: 1...8, using: &dice))
      program.killAtOnce()
      #expect(program.answers.count < Self.lines, "a writer that came to its end was not killed in its work")
      for answer in program.answers {
        let told = try JSONDecoder().decode(Answer.self, from: Data(answer.utf8))
        acknowledged[Self.externalId(round, writer + 1, told.line)] = told.number
      }
    }
    return acknowledged
  }

  /// A platform that never heard the answer pushes everything again: what was acknowledged keeps its number.
  private func pushAgain(_ acknowledged: [String: String], _ station: Station) throws {
    let keys = acknowledged.keys.sorted()
    let again = try station.admin(["intake"], input: keys.map(Self.line).joined())
    let answers = try again.lines.map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    #expect(answers.map(\.number) == keys.map { acknowledged[$0] ?? "" })
    #expect(answers.allSatisfy { $0.duplicate == true })
  }

  /// The same oracle must complain about a ledger that lost one acknowledged entry, and so must the check.
  private func controls(_ acknowledged: [String: String], _ station: Station) throws {
    let ledger = try Ledger(opening: station.ledger, access: .readOnly)
    let lost = try #require(acknowledged.keys.sorted().dropFirst(acknowledged.count / 2).first)
    var entry: Int64?
    try ledger.entries { if case .receive(let facts) = $0.action, facts.externalId == lost { entry = $0.number } }
    try ledger.close()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: station.ledger, configuration: configuration)
    try queue.write { db in
      try db.execute(sql: "DROP TRIGGER entry_lasts")
      try db.execute(sql: "DELETE FROM entry WHERE number = ?", arguments: [entry])
      #expect(db.changesCount == 1)
    }
    try queue.close()
    let found = try complaints(acknowledged, station.ledger)
    #expect(found.contains { $0.contains(lost) }, "the oracle is blind: \(found)")
    let checked = try station.admin(["check"])
    #expect(checked.status == 1, "the check is blind: \(checked.output)")
  }

  /// The faults of the ledger by its clients' own history.
  private func complaints(_ acknowledged: [String: String], _ path: String) throws -> [String] {
    let ledger = try Ledger(opening: path, access: .readOnly)
    var recorded: [String: [String]] = [:]
    try ledger.entries { entry in
      guard case .receive(let facts) = entry.action, let id = facts.externalId else { return }
      recorded[id, default: []].append(entry.findings.number?.description ?? "no number")
    }
    try ledger.close()
    let lost = acknowledged.sorted { $0.key < $1.key }.filter { recorded[$0.key] != [$0.value] }
    let twice = recorded.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }
    return lost.map { "\($0.key) was acknowledged as \($0.value), recorded as \(recorded[$0.key] ?? [])" }
      + twice.map { "\($0.key) is there as \($0.value)" }
  }

  private struct Answer: Decodable {
    let line: Int
    let number: String
    let duplicate: Bool?
  }

  private static func input(_ round: Int, _ writer: Int) -> String {
    (1...lines).map { line(externalId(round, writer, $0)) }.joined()
  }

  private static func externalId(_ round: Int, _ writer: Int, _ line: Int) -> String { "r\(round)-w\(writer)-\(line)" }

  private static func line(_ externalId: String) -> String {
    "{\"source\":\"grid\",\"externalId\":\"\(externalId)\",\"summary\":\"演练：\(externalId)\"}\n"
  }
}

/// The short form of `Tests/faults.py`: each fault it can try here leaves a sound ledger, and each control is found.
@Suite struct FaultFormTests {
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("faults.py").path

  @Test(.enabled(if: Program.installed("python3") != nil || isCI, "python3 is not installed; .ci/packages brings it"))
  func `nothing acknowledged is lost, whatever breaks`() throws {
    let python = try #require(Program.installed("python3"))
    let ended = try python.run([Self.script, "--short", "--shared", "--programs", Program.directory.path])
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    let sound = ended.lines.filter { $0.contains("| sound |") && $0.contains("control found") }
    #expect(sound.count >= 15, "\(ended.output)")
    print(ended.output)
  }
}
