import DutyCore
import GRDB
import Testing
@testable import DutyLedger
@testable import DutySystem

/// The recorded time through the ledger: nobody sets it, nothing is blocked by a clock, and order goes by number.
@Suite("台账的时钟") struct LedgerClockTests {
  private func moment(_ text: String) throws -> Instant { try #require(Desk.zone.instant(text)) }

  @Test("one entry in 2031, the clock set right: the next matter's day and deadline are today's, and both are told")
  func farAhead() throws {
    let desk = try Desk(at: "2026-11-18T09:00")
    desk.now = try moment("2031-03-01T09:00")
    try desk.receive("时钟走远")
    desk.now = try moment("2026-11-18T09:30")
    let next = try desk.receive("拨回来以后")
    #expect(next.recorded == desk.now && next.dutyDay == Day("2026-11-18"))
    #expect(try #require(next.deadline).due == moment("2026-11-18T15:30"))
    let entry = try #require(try desk.ledger.history(of: next.id).first)
    #expect(entry.findings.clock == (try ClockDoubt(showed: desk.now, against: moment("2031-03-01T09:00"))))
    let after = try desk.receive("再一件")
    #expect(try desk.ledger.history(of: after.id).first?.findings.clock == nil)
    let day = try #require(Day("2026-11-18"))
    let doubt = try #require(try desk.ledger.figures(FigureQuery(days: day...day)).doubts.clock)
    #expect(doubt.entries == 1 && doubt.first == entry.number && doubt.since == entry.recorded)
    let cautions = try desk.ledger.cautions(now: desk.now)
    #expect(cautions.contains(.clockDoubted(entries: 1, since: entry.recorded, Desk.zone)))
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("a small step back takes the last entry's time, without a mark")
  func smallStep() throws {
    let desk = try Desk(at: "2026-11-18T09:00")
    let first = try desk.receive("先")
    desk.now = desk.now - .minutes(10)
    let second = try desk.receive("后")
    #expect(second.recorded == first.recorded && second.number > first.number)
    desk.now = desk.now - Duration(milliseconds: 1)
    let third = try desk.receive("再后")
    #expect(third.recorded == desk.now && third.recorded < first.recorded)
    let marked = try DatabaseQueue(path: desk.ledger.path).read {
      try Int64.fetchAll($0, sql: "SELECT entry FROM mark")
    }
    #expect(marked == [third.id.entry])
  }

  @Test("a clock set ahead under a running program is found by the running time")
  func setAhead() throws {
    let desk = try Desk(at: "2026-11-18T09:00")
    try desk.ledger.close()
    let start = ClockStart(clock: desk.now, uptime: SystemClock.uptime())
    let ledger = try Ledger(opening: desk.directory + "/duty.sqlite", access: .readWrite, started: start)
    func note(at now: Instant) throws -> Entry {
      let reception = Action.receive(Reception(source: .grid, summary: Words("样")))
      let outcome = try ledger.commit(
        Submission(Request(reception, by: .officer(desk.officer), at: now), key: .random()), now: now)
      guard case .recorded(let entry, .incident(let incident)?) = outcome else {
        throw LedgerFault.system("\(outcome)")
      }
      return try #require(try ledger.history(of: incident.id).first { $0.number == entry })
    }
    #expect(try note(at: desk.now + .minutes(50)).findings.clock == nil)
    #expect(try note(at: desk.now + .hours(2)).findings.clock != nil)
    try ledger.close()
  }

  @Test("in a practice room the clock goes where it is put")
  func practice() throws {
    try withPracticeLedger { ledger, now in
      for step in [Duration.days(-30), .days(900), .minutes(-5)] {
        let at = now + step
        let reception = Action.receive(Reception(source: .grid, summary: Words("样"), drill: true))
        let outcome = try ledger.commit(Submission(Request(reception, by: .intake, at: at), key: .random()), now: at)
        guard case .recorded(_, .incident(let incident)?) = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(incident.recorded == at)
      }
      #expect(try ledger.cautions(now: now).allSatisfy { if case .clockDoubted = $0 { false } else { true } })
    }
  }

  private func withPracticeLedger(_ body: (Ledger, Instant) throws -> Void) throws {
    let desk = try Desk(at: "2026-11-18T09:00")
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Desk.zone)
    let ledger = try Ledger.create(
      at: desk.directory + "/practice.sqlite",
      charter: Charter(station: "liupu", name: "演练", plan: plan, drill: true), now: desk.now)
    try body(ledger, desk.now)
    try ledger.close()
  }

  @Test("a report as of a moment stays the same, whatever a clock that went back records later")
  func asOfMoment() throws {
    let desk = try Desk(at: "2026-11-18T09:00")
    try desk.receive("昨天的")
    desk.now = try moment("2026-11-19T09:00")
    let last = try desk.receive("今天的")
    let asOf = AsOf.instant(try moment("2026-11-18T12:00"))
    let query = FigureQuery(days: last.dutyDay - 1...last.dutyDay, asOf: asOf)
    let before = try desk.ledger.figures(query)
    desk.now = try moment("2026-11-18T10:00")
    try desk.receive("钟拨回昨天")
    let after = try desk.ledger.figures(query)
    #expect(after.head == before.head && after.total == before.total && after.total.tally.received == 1)
    desk.now = try moment("2026-11-20T09:00")
    try desk.receive("钟又对了")
    for (time, entries) in [
      ("2026-11-18T08:59", 0), ("2026-11-19T08:59", 1), ("2026-11-19T09:00", 3), ("2026-11-21T00:00", 4),
    ] {
      let query = FigureQuery(days: last.dutyDay - 1...last.dutyDay + 1, asOf: .instant(try moment(time)))
      if entries == 0 {
        #expect(throws: LedgerFault.self) { _ = try desk.ledger.figures(query) }
      } else {
        #expect(try desk.ledger.figures(query).total.tally.received == entries, "\(time)")
      }
    }
  }

  @Test("where what follows by itself is refused, nothing of the act is recorded")
  func refusedConsequence() throws {
    let desk = try Desk()
    try desk.staff()
    let target = try desk.receive("路灯不亮")
    let source = try desk.receive("路灯又不亮")
    let merged = try desk.act(.merge(Merging(target: target.reference, targetSeen: target.revision)), on: source)
    try desk.ledger.close()
    let path = desk.directory + "/duty.sqlite"
    // The target's row is gone: the consequence finds nobody to be done to.
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "DELETE FROM incident WHERE id = ?", arguments: [target.id.entry]) }
    try queue.close()
    let ledger = try Ledger(opening: path, access: .readWrite)
    let before = try ledger.head
    let part = Request(.unmerge, by: .officer(desk.leader), at: desk.now)
    #expect(throws: LedgerFault.consequenceRefused(.follow, .when(.unknownIncident))) {
      _ = try ledger.commit(Submission(part, on: merged.id, seen: merged.revision, key: .random()), now: desk.now)
    }
    #expect(try ledger.head == before)
    let note = Request(.note(Note(Words("照常"))), by: .officer(desk.officer), at: desk.now)
    let outcome = try ledger.commit(Submission(note, on: merged.id, key: .random()), now: desk.now)
    #expect(outcome.isRecorded)
    try ledger.close()
  }

  @Test("what is too long, or came in such that it could not be read again, is refused before it is written")
  func tooLong() throws {
    let desk = try Desk()
    let before = try desk.ledger.head
    let long = Words(String(repeating: "长", count: 400_000))
    let request = Request(.receive(Reception(source: .grid, summary: long)), by: .intake, at: desk.now)
    let outcome = try desk.ledger.commit(Submission(request, key: .random()), now: desk.now)
    #expect(outcome == .refused(.what(.tooLong(kilobytes: 1024))))
    #expect(try desk.ledger.head == before)
    let next = try desk.receive("照常")
    #expect(next.number.serial == 1, "no number is lost")
  }
}

extension Outcome {
  fileprivate var isRecorded: Bool { if case .recorded = self { true } else { false } }
}
