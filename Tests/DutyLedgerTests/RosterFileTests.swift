import DutyCore
import DutyLedger
import DutyLists
import DutyPractice
import DutyTables
import TestSupport
import Testing

@Suite struct RosterFileTests {
  private func change(_ text: String) throws -> RosterChange {
    try withTemporaryDirectory { directory in
      let practice = try PracticeRoom.make(at: directory + "/practice.sqlite", now: PracticeTests.morning)
      let ledger = try Ledger(opening: practice.path, access: .readOnly)
      defer { #expect(throws: Never.self) { try ledger.close() } }
      return try RosterFile.change(Array(text.utf8), file: "roster.csv", in: try ledger.room())
    }
  }

  @Test func `a roster names people and shifts that are there`() throws {
    let day = try #require(Day("2026-12-01"))
    let change = try change("date,shift,name\n2026-12-01,早班,带班领导丙\n2026-12-01,夜间值班,坐席甲\n")
    #expect(
      change.lines == [
        RosterChange.Line(turn: Turn(day: day, shift: "早班"), officer: PracticeRoom.Person.leader.id),
        RosterChange.Line(turn: Turn(day: day, shift: "夜间值班"), officer: PracticeRoom.Person.officer.id),
      ])
  }

  @Test(arguments: [
    ("2026-13-01,早班,带班领导丙", "date"), ("2026-12-01,夜班,带班领导丙", "shift"), ("2026-12-01,早班,无此人", "name"),
    ("2026-12-01,早班,", "name"), ("2026-12-02,早班,书记己", "shift"),
  ]) func `a wrong line is named by its column`(line: String, column: String) throws {
    let thrown = try #require(throws: ListingFaults.self) {
      try change("date,shift,name\n2026-12-02,早班,带班领导丙\n\(line)\n")
    }
    #expect(thrown.faults.map(\.line) == [3] && thrown.faults.map(\.column) == [column], "\(thrown.text(.en))")
  }
}
