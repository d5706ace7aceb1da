import DutyCore
import Foundation
import GRDB
import Testing

@testable import DutyLedger

@Suite("台账") struct LedgerTests {
  @Test("a matter received, assigned, answered, checked and closed on one day is closed at its handling")
  func oneMatter() throws {
    let desk = try Desk()
    var incident = try desk.receive("东门菜摊占道")
    #expect(incident.number.description == "20261118-0001")
    #expect(incident.shift == "早班")
    #expect(incident.deadline?.due == Desk.zone.instant("2026-11-18T15:00"))

    desk.pass(.minutes(5))
    incident = try desk.act(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: incident)
    let response = ResponseID(summons: 1, unit: "S-ZF")
    #expect(incident.status == .inHand)
    #expect(incident.response(response)?.acknowledgeBy.due == Desk.zone.instant("2026-11-18T09:35"))
    #expect(incident.response(response)?.replyBy?.due == Desk.zone.instant("2026-11-18T15:05"))

    desk.pass(.minutes(50))
    incident = try desk.act(
      .reply(
        Reply(
          response: response, accepted: desk.now, spokeTo: Words("来电人"), done: Words("已劝离"), completion: .done)),
      on: incident)
    #expect(incident.status == .handled)
    #expect(incident.handled?.by == .rule)

    desk.pass(.hours(20))
    incident = try desk.act(
      .close(Closing(disposition: .resolved, method: .persuasion, check: .officer)), on: incident)
    #expect(incident.status == .closed)
    #expect(incident.closed?.time == Desk.zone.instant("2026-11-18T09:55"))
    #expect(
      try desk.ledger.history(of: incident.id).map(\.action.name) == [.receive, .summon, .reply, .settle, .close])
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("an act is recorded once however often it is sent")
  func sameKey() throws {
    let desk = try Desk()
    let incident = try desk.receive("路灯不亮")
    let note = Submission(
      Request(.note(Note(Words("已电话告知"))), by: .officer(desk.officer), at: desk.now), on: incident.id, seen: 1,
      key: .random())
    let first = try desk.ledger.commit(note, now: desk.now)
    guard case .recorded(let entry, _) = first else { return #expect(Bool(false), "\(first)") }
    let second = try desk.ledger.commit(note, now: desk.now)
    guard case .recorded(let again, let after) = second else { return #expect(Bool(false), "\(second)") }
    #expect(again == entry)
    #expect(after?.revision == 2)
  }

  @Test("an act on a version that has changed meanwhile is overtaken, and nothing is recorded")
  func overtaken() throws {
    let desk = try Desk()
    let seen = try desk.receive("路灯不亮")
    let changed = try desk.act(.takeOn, by: desk.colleague, on: seen)
    let late = Submission(
      Request(.takeOn, by: .officer(desk.officer), at: desk.now), on: seen.id, seen: seen.revision, key: .random())
    #expect(try desk.ledger.commit(late, now: desk.now) == .overtaken(by: .incident(changed)))
    #expect(try desk.ledger.history(of: seen.id).count == 2)
  }

  @Test("a refusal leaves the other acts of its batch alone")
  func batch() throws {
    let desk = try Desk()
    func reception(_ id: String) -> Submission {
      let facts = Reception(source: .grid, summary: Words("摘要"), origin: "intake:grid", externalId: id)
      return Submission(Request(.receive(facts), by: .intake, at: desk.now), key: .random())
    }
    let outcomes = try desk.ledger.commit([reception("1"), reception("1"), reception("2")], now: desk.now)
    #expect(outcomes.count == 3)
    guard case .refused(.what(.alreadyKnown(let number))) = outcomes[1] else { return #expect(Bool(false)) }
    #expect(number.serial == 1)
    #expect(try desk.ledger.known(origin: "intake:grid", externalId: "2")?.serial == 2)
    #expect(try desk.ledger.check().isClean)
  }

  @Test("another process's commit is noticed, one's own is not")
  func changes() throws {
    let desk = try Desk()
    let other = try Ledger(opening: desk.ledger.path, access: .readWrite)
    _ = try desk.ledger.changed()
    #expect(try !desk.ledger.changed())
    let request = Request(.receive(Reception(source: .grid, summary: Words("摘要"))), by: .intake, at: desk.now)
    _ = try other.commit(Submission(request, key: .random()), now: desk.now)
    #expect(try desk.ledger.changed())
    #expect(try !desk.ledger.changed())
    try other.close()
  }

  @Test("the board's queue is in the order of attention that the rules define")
  func queueOrder() throws {
    let desk = try Desk()
    for n in 0..<40 {
      let urgency: Urgency = n % 7 == 0 ? .emergency : .routine
      let incident = try desk.receive("第\(n)件", category: ["A1", "A2", nil][n % 3], urgency: urgency)
      if n % 4 == 0 { try desk.act(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: incident) }
      desk.pass(.minutes(11))
    }
    let snapshot = try desk.ledger.snapshot(QueueView(tab: .open, rows: 100), now: desk.now)
    let shown = snapshot.order.compactMap { snapshot.incidents[$0] }
    #expect(shown.count == 40)
    #expect(shown.contains { $0.orangeFrom.map { $0 <= desk.now } ?? false }, "some have reached the orange sheet")
    let keys = shown.map { Attention($0, at: desk.now) }
    #expect(keys == keys.sorted())
    #expect(snapshot.counts[.received] == 30)
    #expect(snapshot.openInTab[.open] == 40)
  }

  @Test("a look after another shows the same as one anew, and is anew once something was recorded")
  func lookAfterLook() throws {
    let desk = try Desk()
    for n in 1...6 { _ = try desk.receive("第\(n)件") }
    let first = try desk.ledger.snapshot(QueueView(tab: .open, rows: 2), now: desk.now)
    let moved = QueueView(tab: .open, first: 3, rows: 2, detail: first.order[5])
    let anew = try desk.ledger.snapshot(moved, now: desk.now)
    #expect(try desk.ledger.snapshot(moved, now: desk.now, after: first) == anew)
    let other = QueueView(tab: .carriedOver, rows: 2)
    #expect(try desk.ledger.snapshot(other, now: desk.now, after: first).order.isEmpty)
    let urgent = try desk.receive("应急", urgency: .emergency)
    let last = try desk.ledger.snapshot(moved, now: desk.now, after: anew)
    #expect(last.order.first == urgent.id)
    #expect(last.counts[.received] == 7)
  }

  @Test("what is no ledger, and what is of another version, is refused before anything is touched")
  func strangers() throws {
    let desk = try Desk()
    func file(_ name: String, _ sql: String?) throws -> String {
      let path = desk.directory + "/" + name
      if let sql {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
      } else {
        try Data("编号,摘要\n1,不是台账\n".utf8).write(to: URL(filePath: path))
      }
      return path
    }
    let sqlite = try file("other.sqlite", "CREATE TABLE t (a); PRAGMA user_version = 1")
    let text = try file("list.csv", nil)
    let newer = try file(
      "newer.sqlite", "PRAGMA application_id = 1398228044; PRAGMA user_version = 99; CREATE TABLE t (a)")
    let older = try file(
      "older.sqlite", "PRAGMA application_id = 1398228044; PRAGMA user_version = 0; CREATE TABLE t (a)")
    for path in [sqlite, text, newer, older] {
      let before = try Data(contentsOf: URL(filePath: path))
      let fault: LedgerFault =
        path == newer ? .newerSchema(path: path) : path == older ? .olderSchema(path: path) : .notOurs(path: path)
      #expect(throws: fault) { _ = try Ledger(opening: path, access: .readWrite) }
      #expect(throws: fault) { _ = try Ledger.check(at: path) }
      #expect(try Data(contentsOf: URL(filePath: path)) == before, "\(path) was left as it was")
    }
    let missing = desk.directory + "/none.sqlite"
    #expect(throws: LedgerFault.missing(path: missing)) { _ = try Ledger(opening: missing, access: .readOnly) }
    let charter = Charter(station: "x", name: "x", plan: ShiftPlan(shifts: [], dayStart: 0, zone: Desk.zone))
    #expect(throws: LedgerFault.alreadyThere(path: desk.ledger.path)) {
      _ = try Ledger.create(at: desk.ledger.path, charter: charter, now: desk.now)
    }
  }

  @Test("words with a NUL in them are kept whole but for it, and the check stays clean")
  func nul() throws {
    let desk = try Desk()
    let incident = try desk.receive("前\0后")
    #expect(try desk.ledger.history(of: incident.id).first?.action == .receive(try #require(reception(incident))))
    #expect(incident.summary.text == "前\u{FFFD}后")
    #expect(try desk.ledger.check().isClean)
  }

  private func reception(_ incident: Incident) -> Reception? {
    Reception(
      source: incident.source, summary: incident.summary, place: incident.place, grid: incident.grid,
      category: incident.category, reporter: incident.reporter)
  }

  @Test(
    "a founding that the rules refuse leaves nothing behind; what others left beside the place is neither in the way nor taken"
  )
  func foundedWhole() throws {
    let desk = try Desk()
    let path = desk.directory + "/second.sqlite"
    let charter = Charter(
      station: "x", name: "x", plan: ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Desk.zone))
    let nameless = Action.room(.enrol(Enrolment(officer: OfficerID(1), name: " ", rank: .officer)))
    #expect(throws: Refusal.room(.nameMissing)) {
      _ = try Ledger.create(at: path, charter: charter, acts: [nameless], now: desk.now)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: desk.directory).filter { $0.hasPrefix("second") }
    #expect(left.isEmpty, "\(left)")
    let others = [path + ".founding", path + ".restoring"]
    for other in others { try Data("somebody's".utf8).write(to: URL(filePath: other)) }
    let named = Action.room(.enrol(Enrolment(officer: OfficerID(1), name: "管理员", rank: .administrator)))
    try Ledger.create(at: path, charter: charter, acts: [named], now: desk.now).close()
    #expect(try Ledger.check(at: path).isClean)
    #expect(try Ledger.check(at: path).entries == 2)
    for other in others { #expect(try String(contentsOfFile: other, encoding: .utf8) == "somebody's") }
  }

  @Test("a read-only ledger takes no act")
  func readOnly() throws {
    let desk = try Desk()
    let reader = try Ledger(opening: desk.ledger.path, access: .readOnly)
    let request = Request(.receive(Reception(source: .grid, summary: Words("摘要"))), by: .intake, at: desk.now)
    #expect(throws: LedgerFault.readOnly) {
      _ = try reader.commit(Submission(request, key: .random()), now: desk.now)
    }
  }

  @Test("a backup taken while a desk writes is a clean ledger of one moment, and never overwrites")
  func backup() throws {
    let desk = try Desk()
    for n in 0..<5 { _ = try desk.receive("第\(n)件") }
    let head = try desk.ledger.head
    let copy = desk.directory + "/copy.sqlite"
    try desk.ledger.backup(to: copy)
    _ = try desk.receive("之后")
    #expect(try Ledger.check(at: copy).head == head.hash)
    #expect(try Ledger.check(at: copy).isClean)
    #expect(throws: LedgerFault.alreadyThere(path: copy)) { try desk.ledger.backup(to: copy) }
  }
}
