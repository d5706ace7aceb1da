import DutyCore
import Foundation
import GRDB
import Testing

@testable import DutyLedger

/// Tests what an act does to other incidents, to words, and what time does by itself, through the ledger.
@Suite("联动与到期") struct ConsequenceTests {
  private let lead = ResponseID(summons: 1, unit: "S-ZF")

  private func merged() throws -> (desk: Desk, target: IncidentID, source: IncidentID) {
    let desk = try Desk()
    try desk.staff()
    let target = try desk.receive("路灯不亮")
    let source = try desk.receive("路灯又不亮")
    try desk.act(.merge(Merging(target: target.reference, targetSeen: target.revision)), on: source)
    return (desk, target.id, source.id)
  }

  @Test("a merge records an entry on each of the two, and the figures count one matter")
  func merge() throws {
    let (desk, target, source) = try merged()
    #expect(try desk.ledger.history(of: source).map(\.action.name) == [.receive, .merge])
    #expect(try desk.ledger.history(of: target).map(\.action.name) == [.receive, .follow])
    #expect(try desk.ledger.incident(target)?.callers == 2)
    let day = try #require(Day("2026-11-18"))
    let figures = try desk.ledger.figures(FigureQuery(days: day...day)).total
    #expect(figures.tally.received == 2 && figures.tally.counted == 1 && figures.open == 1)
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("a merge is overtaken where the target has changed since it was seen")
  func staleTarget() throws {
    let desk = try Desk()
    let target = try desk.receive("路灯不亮")
    let source = try desk.receive("路灯又不亮")
    let changed = try desk.act(.note(Note(Words("来电催问"))), on: target)
    let merge = Request(
      .merge(Merging(target: target.reference, targetSeen: target.revision)), by: .officer(desk.officer), at: desk.now)
    let outcome = try desk.ledger.commit(
      Submission(merge, on: source.id, seen: source.revision, key: .random()), now: desk.now)
    #expect(outcome == .overtaken(by: .incident(changed)))
    #expect(try desk.ledger.history(of: source.id).count == 1)
  }

  @Test("what was merged is closed and reopened with its target, in the same transaction")
  func closedTogether() throws {
    let (desk, target, source) = try merged()
    let answer = Action.closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明")))
    let closed = try desk.act(answer, on: try desk.ledger.incident(target))
    #expect(try desk.ledger.incident(source)?.closed?.time == closed.closed?.time)
    let day = try #require(Day("2026-11-18"))
    let all = try desk.ledger.figures(FigureQuery(days: day...day)).total.tally
    #expect(all.sameDayAll == 2 && all.sameDay == 1)
    try desk.act(.reopen(Reason(Words("没好"))), on: closed)
    #expect(try desk.ledger.incident(source)?.closed == nil)
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("what was merged into the merged closes with it, and is open again when that is taken out")
  func mergedTwice() throws {
    let (desk, target, source) = try merged()
    // One that had a caller of its own merged into it before it was merged itself.
    let middle = try desk.receive("路灯第三次")
    let last = try desk.receive("路灯第四次")
    try desk.act(.merge(Merging(target: middle.reference, targetSeen: middle.revision)), on: last)
    let into = try #require(try desk.ledger.incident(target))
    try desk.act(
      .merge(Merging(target: into.reference, targetSeen: into.revision)), on: try desk.ledger.incident(middle.id))
    #expect(try desk.ledger.incident(target)?.callers == 4)
    let answer = Action.closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明")))
    try desk.act(answer, on: try desk.ledger.incident(target))
    for id in [source, middle.id, last.id] { #expect(try desk.ledger.incident(id)?.closed != nil) }
    try desk.act(.unmerge, by: desk.leader, on: try desk.ledger.incident(middle.id))
    #expect(try desk.ledger.incident(middle.id)?.status == .received)
    #expect(try desk.ledger.incident(last.id)?.closed == nil)
    #expect(try desk.ledger.incident(source)?.closed != nil)
    #expect(try desk.ledger.incident(target)?.callers == 2)
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("a suspension that has run out ends by itself: before the next act on it, or when a desk looks around")
  func endOfSuspension() throws {
    let desk = try Desk()
    try desk.staff()
    let received = try desk.receive("违章搭建", category: "A2")
    let end = desk.now + .days(2)
    let suspended = try desk.act(
      .suspend(Suspending(until: end, reason: Words("等征迁"), told: Words("已告知"))), by: desk.leader, on: received)
    #expect(try desk.ledger.commitDue(now: end - .seconds(1)) == false)
    desk.now = end + .hours(1)
    let stale = Submission(
      Request(.note(Note(Words("x"))), by: .officer(desk.officer), at: desk.now), on: received.id,
      seen: suspended.revision, key: .random())
    guard case .overtaken(.incident(let by)) = try desk.ledger.commit(stale, now: desk.now) else {
      Issue.record("the end of the suspension overtakes")
      return
    }
    #expect(by.status == .received)
    let last = try #require(try desk.ledger.history(of: received.id).last)
    #expect(last.action == .resume && last.by == .rule && last.at == end && last.recorded == desk.now)

    let other = try desk.act(
      .suspend(Suspending(until: desk.now + .days(1), reason: Words("等征迁"), told: Words("已告知"))), by: desk.leader,
      on: desk.receive("又一处", category: "A2"))
    #expect(try desk.ledger.commitDue(now: desk.now + .days(1)))
    #expect(try desk.ledger.commitDue(now: desk.now + .days(1)) == false)
    #expect(try desk.ledger.incident(other.id)?.status == .received)
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("erased words are gone from the file and from what was folded; check accepts that, and no other loss")
  func erasure() throws {
    let desk = try Desk()
    try desk.staff()
    let incident = try desk.receive("电话里说了很多私事")
    try desk.act(
      .erase(Erasure(entry: incident.id.entry, ground: .law, words: Words("依法"))), by: Desk.administrator, on: incident)
    #expect(try desk.ledger.incident(incident.id)?.summary.text == nil)
    #expect(try desk.ledger.history(of: incident.id).first?.action.name == .receive)
    #expect(try desk.ledger.check().problems == [])
    let kept = try desk.ledger.reading { db in
      try String.fetchAll(db, sql: "SELECT text FROM words WHERE text LIKE '%私事%'")
    }
    #expect(kept == [])

    let other = try desk.receive("另一件")
    let path = desk.directory + "/copy.sqlite"
    try desk.ledger.backup(to: path)
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "DELETE FROM words WHERE entry = ?", arguments: [other.id.entry])
    }
    let damaged = try Ledger.check(at: path)
    #expect(damaged.problems.contains { $0.entry == other.id.entry && $0.what.contains("missing") })
  }

  @Test("a handover is signed under the ledger's head, once every spoken order is countersigned")
  func handOver() throws {
    let desk = try Desk()
    try desk.staff()
    let turn = Turn(day: try #require(Day("2026-11-18")), shift: "早班")
    try desk.room(.takeSeat(SeatTaking(turn: turn)), by: desk.leader)
    let incident = try desk.receive("门口积水")
    let note = Request(
      .note(Note(Words("按指令先垫沙袋"))), by: .officer(desk.officer), orderedBy: desk.leader, at: desk.now)
    let ordered = try #require(try desk.record(note, on: incident.id))
    func sign(_ officer: OfficerID, _ sheet: RoomAction) throws -> Outcome {
      try desk.ledger.commit(
        Submission(Request(.room(sheet), by: .officer(officer), at: desk.now), key: .random()), now: desk.now)
    }
    var sheet = try desk.sheet(turn)
    #expect(try sign(desk.leader, sheet) == .refused(.room(.ordersUnsigned([incident.number.description]))))
    try desk.act(.countersign(Countersigning(entry: ordered.lastEntry)), by: desk.leader, on: ordered)
    let foreign = RoomAction.handOver(HandingOver(turn: turn, through: 3, head: String(repeating: "0", count: 64)))
    #expect(try sign(desk.leader, foreign) == .refused(.room(.sheetIsNotOfThisLedger)))
    sheet = try desk.sheet(turn)
    guard case .recorded = try sign(desk.leader, sheet) else {
      Issue.record("the outgoing leader signs")
      return
    }
    try desk.receive("交接时又来一件")
    guard case .recorded = try sign(Desk.director, sheet) else {
      Issue.record("the incoming leader signs under the same sheet, whatever has come in since")
      return
    }
    #expect(try desk.ledger.room().seat == nil)
  }

  @Test("duplicates and precedents are found in the ledger")
  func alike() throws {
    let desk = try Desk()
    try desk.staff()
    let first = try desk.receive("东门又堵了")
    func reported(_ category: String) throws -> [IncidentID] {
      try desk.ledger.alike(.reported(category: category, place: Words("东门"), grid: nil), now: desk.now)
        .duplicates.map(\.id)
    }
    #expect(try reported("A1") == [first.id])
    #expect(try reported("A2").isEmpty)
    var closed = try desk.act(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: first)
    closed = try desk.act(
      .reply(Reply(response: lead, accepted: desk.now, spokeTo: Words("来电人"), done: Words("已疏导"), completion: .done)),
      on: closed)
    closed = try desk.act(.close(Closing(disposition: .resolved, method: .guidance, check: .officer)), on: closed)
    let again = try desk.receive("东门再堵")
    let alike = try desk.ledger.alike(.of(again.id), now: desk.now)
    #expect(alike.duplicates.map(\.id) == [first.id])
    #expect(alike.precedents.map(\.id) == [first.id])
    #expect(alike.rulings.isEmpty)
    var declined = try desk.act(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: again)
    declined = try desk.act(
      .decline(Declining(response: lead, ground: Words("不属本单位"), proposed: "C-SJ")), on: declined)
    declined = try desk.act(
      .appoint(Appointment(response: lead, ruling: .overruled, reason: Words("按清单"))), by: Desk.director, on: declined)
    let third = try desk.receive("东门三堵")
    let rulings = try desk.ledger.alike(.of(third.id), now: desk.now).rulings
    #expect(rulings.map(\.id) == [again.id])
    #expect(rulings.first?.response(lead)?.rulingReason?.text == "按清单")
  }
}
