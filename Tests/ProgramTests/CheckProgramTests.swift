import Foundation
import GRDB
import TestSupport
import Testing

/// `check` as it is run: what it prints, in both languages and as JSON, and how it ends.
@Suite struct CheckProgramTests {
  private struct Answer: Decodable {
    struct Problem: Decodable {
      let entry: Int64?
      let run: String?
      let what: String
    }

    let entries: Int64
    let head: String
    let ok: Bool
    let problems: [Problem]
    let run: String?
    let since: Int64?
    let readable: [[Int64]]
    let unreadable: [[Int64]]
    let not_checked: [String]
  }

  private func answer(_ station: Station, _ options: [String] = []) throws -> Answer {
    let ending = try station.admin(["check", "--format", "json"] + options)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(ending.output.utf8))
    #expect(ending.status == (answer.ok ? 0 : 1), "\(ending.errors)")
    return answer
  }

  @Test func `a sound ledger, then its counts altered, then an entry: each with what to run`() throws {
    try Station.founded { station in
      _ = try station.admin(["intake"], input: #"{"summary":"井盖缺失"}"# + "\n")
      let sound = try answer(station)
      #expect(sound.ok && sound.run == nil && sound.readable == [[1, sound.entries]] && sound.not_checked == [])
      try alter(station, "UPDATE tally SET received = 7")
      let counted = try answer(station)
      #expect(counted.run == "rebuild" && counted.problems.allSatisfy { $0.run == "rebuild" })
      let advised = try station.admin(["check"])
      #expect(advised.output.contains("duty-admin rebuild") && !advised.output.contains("duty-admin restore"))
      try alter(station, "DROP TRIGGER entry_stays; UPDATE entry SET bytes = x'00' WHERE number = \(sound.entries)")
      let hit = try answer(station)
      #expect(hit.run == "restore" && hit.problems.contains { $0.entry == sound.entries && $0.run == "restore" })
      let english = try station.admin(["check", "--language", "en"]).output
      #expect(english.contains("duty-admin restore BACKUP") && english.contains("up to entry \(sound.entries - 1)"))
    }
  }

  private func alter(_ station: Station, _ sql: String) throws {
    let queue = try DatabaseQueue(path: station.ledger)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func `since a head that was found sound, and since one that is not there`() throws {
    try Station.founded { station in
      let before = try answer(station)
      _ = try station.admin(["intake"], input: #"{"summary":"井盖缺失"}"# + "\n")
      let since = try answer(station, ["--since", before.head])
      #expect(since.ok && since.since == before.entries && since.entries == before.entries + 1)
      #expect(since.not_checked.contains("tally"))
      let told = try station.admin(["check", "--since", before.head])
      #expect(told.output.contains("只核对了第 \(before.entries) 条之后的记录"), "\(told.output)")
      let absent = try answer(station, ["--since", String(repeating: "0", count: 64)])
      #expect(!absent.ok && absent.problems.count == 1)
      #expect(try station.admin(["check", "--since", before.head, "--against", before.head]).status == 2)
    }
  }
}
