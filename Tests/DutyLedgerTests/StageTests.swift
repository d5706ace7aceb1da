import DutyCore
import DutyLedger
import Testing

/// First values, final values and revisions; turns that cross midnight; who sat; which matters are named.
@Suite("快报数与核定数") struct StageTests {
  private let desk: Desk
  private let day: Day

  init() throws {
    desk = try Desk(at: "2026-11-18T09:00")
    day = try #require(Day("2026-11-18"))
  }

  private func moment(_ text: String) throws -> Instant { try #require(Desk.zone.instant(text)) }

  private func stage(_ asOf: AsOf = .last, last: Int = 0) throws -> FigureSet.Stage {
    try desk.ledger.figures(FigureQuery(days: day...(day + last), asOf: asOf)).stage
  }

  /// Closed at once, as the desk may.
  @discardableResult
  private func answered(_ summary: String) throws -> Incident {
    let incident = try desk.receive(summary)
    return try desk.act(.closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明"))), on: incident)
  }

  @Test("a day is provisional until noon of its fourth day, and what changes later is named")
  func revisions() throws {
    let closed = try answered("当日答复")
    let open = try desk.receive("还没有办")
    desk.now = try moment("2026-11-21T11:59")
    try desk.act(.note(Note(Words("中午前"))), on: open)
    #expect(try stage().isFinal == false && stage().fixed == nil && stage().provisional == 1)
    #expect(try stage().finalFrom == moment("2026-11-21T12:00"))
    #expect(try stage(.instant(moment("2026-11-21T12:00"))).isFinal)

    desk.now = try moment("2026-11-21T12:00")
    try desk.act(.note(Note(Words("正午"))), on: open)
    let fixed = try #require(try stage().fixed)
    #expect(fixed.sameDayClosure == Rate(1, of: 2))
    #expect(try stage().revised == [])

    desk.now = try moment("2026-11-22T09:00")
    try desk.act(.reopen(Reason(Words("没有解决"))), by: desk.leader, on: closed)
    try desk.record(
      Request(
        .receive(Reception(source: .grid, summary: Words("补登记"), category: "A1")), by: .officer(desk.officer),
        at: try moment("2026-11-18T10:00")))
    let revised = try stage()
    #expect(revised.fixed == fixed, "the final value stands")
    #expect(revised.revised == [closed.number])
    #expect(revised.added == 1)
    let now = try desk.ledger.figures(FigureQuery(days: day...day)).total.tally
    #expect(now.sameDayClosure == Rate(0, of: 3))
    // A report as of the moment it was final knows nothing of it.
    let then = try stage(.instant(moment("2026-11-21T12:00")))
    #expect(then.revised == [] && then.added == 0 && then.fixed == fixed)
  }

  @Test("of several days each is final by itself; a fixed value is given for a single day")
  func severalDays() throws {
    let closed = try answered("第一天")
    desk.now = try moment("2026-11-21T12:30")
    try answered("第四天")
    try desk.act(.reopen(Reason(Words("没有解决"))), by: desk.leader, on: closed)
    let stage = try stage(last: 3)
    #expect(stage.fixed == nil && !stage.isFinal)
    #expect(stage.provisional == 3)
    #expect(stage.revised == [closed.number])
  }

  @Test("what was imported after its day was final is counted as added")
  func imported() throws {
    desk.now = try moment("2026-11-23T09:00")
    for (id, closed) in [("1", "2026-11-18T12:00"), ("2", "2026-11-19T12:00")] {
      let record = ImportedRecord(
        origin: "old", externalId: id, source: .other, summary: Words("外部"), closed: try moment(closed))
      try desk.record(Request(.importRecord(record), by: .importer, at: try moment("2026-11-18T10:00")))
    }
    let stage = try stage()
    #expect(stage.added == 2 && stage.revised == [] && stage.fixed == Tally())
  }

  @Test("a turn that crosses midnight has its own incidents, from its first moment to before its end")
  func turns() throws {
    var numbers: [String] = []
    for time in ["2026-11-18T20:59", "2026-11-18T21:00", "2026-11-19T08:29", "2026-11-19T08:30"] {
      desk.now = try moment(time)
      numbers.append(try desk.receive(time).number.description)
    }
    desk.now = try moment("2026-11-19T09:00")
    try desk.receive("演练", drill: true)
    func received(_ shift: String, _ turnDay: Day, drill: Bool = false) throws -> Int {
      try desk.ledger.figures(
        FigureQuery(days: turnDay...turnDay, includeDrill: drill, turn: Turn(day: turnDay, shift: shift))
      ).total.tally.received
    }
    #expect(try received("夜间值班", day) == 2)
    #expect(try received("晚班", day) == 1)
    #expect(try received("早班", day + 1) == 1)
    #expect(try received("早班", day + 1, drill: true) == 2)
    let night = try desk.ledger.figures(FigureQuery(days: day...day, turn: Turn(day: day, shift: "夜间值班")))
    #expect(night.openAt == (try moment("2026-11-19T08:30")))
    #expect(night.total.open == 4, "received by its end, the end included as everywhere")
  }

  @Test("a chair is empty where nobody took it in a shift that had begun since the room was founded")
  func chairs() throws {
    func empty(_ asOf: AsOf = .last) throws -> [String] {
      try desk.ledger.figures(FigureQuery(days: (day - 1)...day, asOf: asOf)).emptyChairs
        .map { "\($0.day.civil.day) \($0.shift)" }
    }
    desk.now = try moment("2026-11-18T12:00")
    try desk.record(
      Request(
        .room(.takeSeat(SeatTaking(turn: Turn(day: day, shift: "中班"), reason: Words("代")))),
        by: .officer(desk.leader), at: desk.now))
    let taken = try desk.ledger.head.entry
    #expect(try empty() == [], "the morning had begun before the room was founded")
    desk.now = try moment("2026-11-18T17:00")
    try desk.receive("晚班")
    #expect(try empty() == ["18 晚班"])
    #expect(try empty(.entry(taken - 1)) == [])
  }

  @Test("late ones still open are named, the latest first, and the days' own second ways")
  func matters() throws {
    for n in 0..<7 {
      desk.pass(.minutes(1))
      try desk.receive("第\(n)件")
    }
    let suspended = try desk.receive("挂账")
    try desk.act(
      .suspend(Suspending(until: desk.now + .days(20), reason: Words("等征迁"), told: Words("已告知"))), by: desk.leader,
      on: suspended)
    desk.now = try moment("2026-11-20T09:00")
    let far = try desk.receive("不急", category: "A2")
    let set = try desk.ledger.figures(FigureQuery(days: day...(day + 2), naming: true))
    let matters = try #require(set.matters)
    #expect(matters.worst.map { $0.summary.text ?? "" } == (0..<5).map { "第\($0)件" })
    #expect(!matters.worst.contains { $0.id == far.id || $0.id == suspended.id })
    #expect(matters.undecided == [] && matters.declined == [])
    #expect(try desk.ledger.figures(FigureQuery(days: day...day)).matters == nil)
  }

  @Test("whoever reads steadily sees one entry, whatever is recorded meanwhile")
  func steady() throws {
    let reader = try Ledger(opening: desk.directory + "/duty.sqlite", access: .readOnly)
    let before = try reader.head
    try reader.steady {
      #expect(try reader.head == before)
      try desk.receive("新的一件")
      #expect(try reader.head == before)
      #expect(try reader.figures(FigureQuery(days: day...day)).total.tally.received == 0)
    }
    #expect(try reader.head.entry == before.entry + 1, "afterwards it is seen")
    #expect(throws: LedgerFault.self) {
      try reader.steady { throw LedgerFault.noSuchEntry("#0") }
    }
    #expect(try reader.figures(FigureQuery(days: day...day)).total.tally.received == 1)
    try reader.close()
  }
}
