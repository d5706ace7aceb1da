import DutyCore
import DutyLedger
import DutyLists
import DutyPractice
import DutySystem
import Foundation
import TestSupport
import Testing

@Suite struct PracticeTests {
  /// A Wednesday, 10:00 in the morning shift.
  static let morning = Instant(milliseconds: 1_773_799_200_000)

  private func room(at now: Instant, _ body: (Ledger) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let practice = try PracticeRoom.make(at: directory + "/practice.sqlite", now: now)
      let ledger = try Ledger(opening: practice.path, access: .readOnly)
      try body(ledger)
      try ledger.close()
    }
  }

  @Test(arguments: [0, 4, 9, 13, 17])
  func `whenever it is made, a leader sits and there is work in every state`(hoursLater: Int) throws {
    let now = Self.morning + .hours(hoursLater)
    try room(at: now) { ledger in
      let room = try ledger.room()
      #expect(room.isDrill)
      #expect(room.sittingLeader(at: now)?.rank.leads == true)
      var incidents: Set<IncidentID> = []
      try ledger.entries { entry in
        if case .incident(let id) = entry.subject { incidents.insert(id) }
        #expect(entry.recorded <= now)
      }
      #expect(incidents.count == 40)
      let matters = try incidents.compactMap { try ledger.incident($0) }
      #expect(matters.allSatisfy { $0.isDrill })
      let statuses = Set(matters.map(\.status))
      #expect(statuses.isSuperset(of: [.received, .inHand, .handled, .closed]))
      let states = Set(matters.flatMap(\.responses).map(\.state))
      #expect(states.isSuperset(of: [.notified, .acknowledged, .arrived, .replied]))
      #expect(matters.contains { $0.isOverdue(at: now) } && matters.contains { $0.sendBacks > 0 })
      #expect(matters.contains { $0.wasWhistled } && matters.contains { !$0.wasWhistled })
      let kinds = Set(matters.flatMap(\.summonses).map(\.kind))
      #expect(kinds == [.assignment, .daily, .work, .enforcement, .emergency])
    }
  }

  @Test func `what it says is the same each time, but for keys and salts`() throws {
    func told() throws -> [String] {
      var lines: [String] = []
      try room(at: Self.morning) { ledger in
        try ledger.entries { lines.append("\($0.number) \($0.by.code) \($0.action.name.rawValue) \($0.recorded)") }
      }
      return lines
    }
    let first = try told()
    let second = try told()
    #expect(second == first)
    #expect(first.count > 150)
  }

  @Test func `everybody signs on with the practice PIN, and no other`() throws {
    try room(at: Self.morning) { ledger in
      let people = try ledger.room().officers.values
      #expect(people.count { $0.qualification == nil } == PracticeRoom.Person.allCases.count)
      for person in people {
        let hash = try #require(person.pinHash)
        #expect(Pin(PracticeRoom.pin).matches(hash) && !Pin("2469").matches(hash))
      }
    }
  }

  @Test func `its ledger holds what a check demands`() throws {
    try room(at: Self.morning) { ledger in
      let result = try ledger.check()
      #expect(result.isClean)
    }
  }
}

@Suite struct FoundingTests {
  private func founding(administrator: String) throws -> Founding {
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Zone(fixedSeconds: 28800))
    return Founding(
      charter: Charter(station: "s", name: "某镇", plan: plan), catalogue: try CatalogueFiles.starter.catalogue(),
      calendar: try CatalogueFiles.starter.calendar(), administrator: administrator,
      pinHash: try #require(Pin("8642").hash))
  }

  @Test func `a founded ledger has its terms, its lists and one administrator`() throws {
    try withTemporaryDirectory { directory in
      let founding = try founding(administrator: "管理员甲")
      let ledger = try founding.found(at: directory + "/duty.sqlite", now: PracticeTests.morning)
      let room = try ledger.room()
      #expect(room.name == "某镇" && room.plan == founding.charter.plan)
      #expect(room.catalogue == founding.catalogue && room.calendar == founding.calendar)
      #expect(room.officers.values.map(\.rank) == [.administrator])
      #expect(room.officer(named: "管理员甲")?.pinHash == founding.pinHash)
      try ledger.close()
    }
  }

  @Test func `a ledger that is there is never overwritten`() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/duty.sqlite"
      try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: LedgerFault.alreadyThere(path: path)) {
        try founding(administrator: "管理员甲").found(at: path, now: PracticeTests.morning)
      }
      let left = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(left == Data("mine".utf8))
    }
  }

  @Test func `without a name for the administrator nothing is founded`() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/duty.sqlite"
      #expect(throws: Refusal.room(.nameMissing)) {
        try founding(administrator: " ").found(at: path, now: PracticeTests.morning)
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }
}
