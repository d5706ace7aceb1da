import DutyCore
import DutyLedger
import DutyLists
import DutyPractice
import TestSupport
import Testing

/// The drill walked through a shift by hand, with a desk that calls out each matter as the list of items proposes.
@Suite struct DrillTests {
  private static let start = PracticeTests.morning

  /// A station that is no practice room, with an officer who assigns and a leader of the highest rank.
  private func station(_ body: (Ledger) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Zone(fixedSeconds: 28800))
      let founding = Founding(
        charter: Charter(station: "s", name: "某镇", plan: plan), catalogue: try CatalogueFiles.starter.catalogue(),
        calendar: try CatalogueFiles.starter.calendar(), administrator: "管理员甲", pinHash: "x")
      let ledger = try founding.found(at: directory + "/duty.sqlite", now: Self.start)
      try ledger.record(
        [.room(.enrol(Enrolment(officer: OfficerID(2), name: "书记己", rank: .secretary)))], by: .housekeeping,
        now: Self.start)
      try body(ledger)
      try ledger.close()
    }
  }

  private func drill(_ ledger: Ledger, count: Int? = nil, seed: UInt64 = 1) throws -> Drill {
    Drill(
      try PracticeMatter.starter(), in: try ledger.room().catalogue, count: count, seed: seed, now: Self.start)
  }

  /// Eight hours in steps of two minutes; the desk calls out what is new, and urges who left something out.
  private func walk(_ ledger: Ledger, _ drill: inout Drill, hours: Int = 8, calling: Bool = true) throws {
    for minute in stride(from: 0, through: hours * 60, by: 2) {
      let now = Self.start + .minutes(minute)
      _ = try ledger.step(&drill, now: now)
      guard calling else { continue }
      for incident in try ledger.practice() { try work(on: incident, ledger, now) }
    }
  }

  private func work(on incident: Incident, _ ledger: Ledger, _ now: Instant) throws {
    var act: Action?
    if incident.status == .received, let category = incident.category {
      let catalogue = try ledger.room().catalogue
      let lead = catalogue.routing(for: category)?.lead ?? "C-ZF"
      act = .summon(
        Summoning(kind: incident.isEmergency ? .emergency : .assignment, lead: [lead], rescue: .called))
    } else if let pressed = incident.liveResponses.first(where: {
      $0.lastReply != nil && $0.replied == nil && $0.urged == nil
    }) {
      act = .urge(Urging(response: pressed.id))
    }
    guard let act else { return }
    let request = Request(act, by: .officer(OfficerID(2)), at: now)
    let outcome = try ledger.commit(Submission(request, on: incident.id, key: .random()), now: now)
    guard case .recorded = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  private func entries(_ ledger: Ledger) throws -> [Entry] {
    var entries: [Entry] = []
    try ledger.entries { entries.append($0) }
    return entries
  }

  @Test func `in a shift each kind of answer is seen, on practice matters only`() throws {
    try station { ledger in
      var drill = try drill(ledger)
      try walk(ledger, &drill)
      let entries = try entries(ledger)
      let acts = Set(entries.filter { $0.by == .drill }.map(\.action.name))
      #expect(acts.isSuperset(of: [.receive, .acknowledge, .contact, .arrive, .reply, .decline]))
      #expect(acts.isSubset(of: [.receive, .acknowledge, .contact, .arrive, .reply, .decline]))
      let matters = try Set(
        entries.compactMap { entry -> IncidentID? in
          if case .incident(let id) = entry.subject { id } else { nil }
        }
      ).compactMap { try ledger.incident($0) }
      #expect(matters.count > 60 && matters.allSatisfy(\.isDrill))
      let responses = matters.flatMap(\.responses)
      #expect(responses.contains { $0.state == .notified && $0.notified < Self.start + .hours(4) }, "silent")
      #expect(responses.contains { response in response.acknowledged.map { $0 > response.acknowledgeBy.due } ?? false })
      #expect(
        responses.contains { response in
          response.acknowledged.map { $0 - response.notified <= .minutes(10) } ?? false
        })
      #expect(responses.contains { $0.declined != nil && $0.kind == .assignment })
      #expect(responses.contains { $0.urged != nil && $0.replied != nil }, "incomplete, then complete")
      #expect(responses.contains { $0.kind == .emergency && $0.marks.count { $0.state == .replied } > 2 }, "hourly")
      #expect(matters.allSatisfy { $0.closed == nil })
      #expect(try ledger.check().isClean)
    }
  }

  @Test func `figures leave the drill out unless it is asked for`() throws {
    try station { ledger in
      let today = try ledger.room().plan.dutyDay(of: Self.start)
      func figures(_ includeDrill: Bool) throws -> FigureSet {
        try ledger.figures(FigureQuery(days: today...today, includeDrill: includeDrill))
      }
      let before = try figures(false).total
      var drill = try drill(ledger)
      try walk(ledger, &drill, hours: 3)
      #expect(try figures(false).total == before)
      #expect(try figures(true).total.tally.received > 20)
      let seen = try ledger.snapshot(QueueView(tab: .open, rows: 10), now: Self.start + .hours(3))
      #expect(seen.order.count > 20 && seen.counts.isEmpty && seen.openInTab[.open] == 0)
    }
  }

  /// The content of an act, without the salts of its words.
  private func said(by action: Action) -> String {
    switch action {
    case .receive(let facts): facts.summary.text ?? ""
    case .acknowledge(let facts), .contact(let facts), .arrive(let facts): "\(action.name) \(facts.response)"
    case .reply(let facts): "reply \(facts.response) \(facts.completion == nil)"
    case .decline(let facts): "decline \(facts.response) \(facts.proposed)"
    default: action.name.rawValue
    }
  }

  @Test func `the same seed and moments give the same acts on two ledgers, another seed others`() throws {
    func told(_ seed: UInt64) throws -> [String] {
      var lines: [String] = []
      try station { ledger in
        var drill = try drill(ledger, seed: seed)
        try walk(ledger, &drill, hours: 2)
        lines = try entries(ledger).map {
          "\($0.number) \($0.by.code) \($0.recorded) \($0.subject) \(said(by: $0.action))"
        }
      }
      return lines
    }
    let first = try told(7)
    #expect(try told(7) == first)
    #expect(try told(8) != first)
  }

  @Test func `a counted drill is over when each unit has answered that will`() throws {
    try station { ledger in
      var drill = try drill(ledger, count: 5)
      try walk(ledger, &drill, hours: 1)
      func isOver(_ hours: Int) throws -> Bool {
        drill.isOver(at: Self.start + .hours(hours), in: try ledger.practice(), of: try ledger.room())
      }
      #expect(try ledger.practice().count == 5 && drill.left == 0)
      #expect(try !isOver(1))
      try walk(ledger, &drill, hours: 30)
      #expect(try isOver(30))
    }
  }

  @Test func `without a desk nothing is answered, and the drill does not wait for ever`() throws {
    try station { ledger in
      var drill = try drill(ledger, count: 3)
      try walk(ledger, &drill, hours: 1, calling: false)
      #expect(try ledger.practice().map(\.status) == [.received, .received, .received])
      #expect(drill.isOver(at: Self.start + .hours(1), in: try ledger.practice(), of: try ledger.room()))
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `in the first minute of a demonstration something comes in and a unit acknowledges`(seed: UInt64) throws {
    try withTemporaryDirectory { directory in
      let room = try PracticeRoom.make(at: directory + "/practice.sqlite", now: Self.start)
      let ledger = try Ledger(opening: room.path, access: .readWrite)
      let last = try ledger.head.entry
      var drill = Drill.demonstration(
        try PracticeMatter.starter(), in: try ledger.room().catalogue, seed: seed, now: Self.start)
      var first: [ActionName: Int64] = [:]
      for second in stride(from: Int64(0), through: 60, by: 2) {
        for done in try ledger.step(&drill, now: Self.start + .seconds(second)) {
          first[done.action.name] = first[done.action.name] ?? second
        }
      }
      #expect(try #require(first[.receive]) <= 20)
      #expect(try #require(first[.acknowledge]) <= 40)
      #expect(try ledger.head.entry - last <= 20, "slow enough to be followed")
      try ledger.close()
    }
  }
}
