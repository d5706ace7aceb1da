import DutyCore
import DutyLedger
import Testing

/// A Monday morning in the made-up town: a leader sits, and hands over at noon.
extension SmallLedger {
  static let successor = OfficerID(4)

  func room(_ time: String, _ act: RoomAction, by officer: OfficerID) throws {
    let now = try #require(Self.zone.instant(time))
    let request = Request(.room(act), by: .officer(officer), at: now)
    let outcome = try ledger.commit(Submission(request, key: .random()), now: now)
    guard case .recorded = outcome else {
      Issue.record("not recorded: \(outcome)")
      return
    }
  }

  static let morning = Turn(day: Day(number: 20_780), shift: "早班")

  /// The two sign one after the other; between and after the signatures life goes on.
  func handedOver() throws {
    #expect(Self.morning.day.description == "2026-11-23")
    try house(.room(.enrol(Enrolment(officer: Self.successor, name: "领导丁", rank: .leader))))
    try room("2026-11-23T08:35", .takeSeat(SeatTaking(turn: Self.morning)), by: Self.leader)
    let (silent, pit) = try matters()
    let number = try #require(IncidentNumber("20261119-0001"))
    let stall = try #require(try ledger.incident(numbered: number))
    let unhappy = CallBack(reached: true, solved: true, satisfied: false, words: Words("嫌慢"))
    try act("2026-11-23T10:40", .callBack(unhappy), by: Self.colleague, on: stall.id)
    try act(
      "2026-11-23T11:50", .summon(Summoning(kind: .work, lead: ["S-ZF"], ground: .appeal)), on: pit,
      orderedBy: Self.successor)
    for order in try ledger.unsigned() where order.leader == Self.leader {
      let signing = Action.countersign(Countersigning(entry: order.entry))
      try act("2026-11-23T11:55", signing, by: Self.leader, on: try #require(order.subject.incident))
    }
    try sign("2026-11-23T11:58", Self.morning, by: Self.leader, "执法队没有签收，请接着催")
    let sheet = try ledger.head
    try act("2026-11-23T12:01", .note(Note(Words("又催了一次"))), on: silent)
    try signAgain("2026-11-23T12:03")
    #expect(try ledger.head.entry == sheet.entry + 2)
    let midday = Turn(day: Self.morning.day, shift: "中班")
    try room("2026-11-23T12:05", .takeSeat(SeatTaking(turn: midday)), by: Self.successor)
    let lead = ResponseID(summons: 1, unit: "S-ZF")
    try act("2026-11-23T12:10", .acknowledge(Milestone(response: lead, channel: .phone)), on: silent)
  }

  /// One that nobody acknowledges, one that is only received; one done, and one of practice.
  private func matters() throws -> (silent: IncidentID, pit: IncidentID) {
    let silent = try receive(
      "2026-11-23T09:00",
      Reception(source: .grid, summary: Words("店外经营"), place: Words("东门"), category: "A1"))
    try act("2026-11-23T09:05", .summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: silent)
    let done = try receive("2026-11-23T09:10", Reception(source: .patrol, summary: Words("广告牌松动"), category: "A1"))
    try act("2026-11-23T09:12", .summon(Summoning(kind: .assignment, lead: ["C-SJ"])), on: done)
    let lead = ResponseID(summons: 1, unit: "C-SJ")
    try act("2026-11-23T09:20", .acknowledge(Milestone(response: lead, channel: .phone)), on: done)
    let answer = Reply(
      response: lead, accepted: Self.zone.instant("2026-11-23T09:20"), spokeTo: nil, done: Words("已固定"),
      completion: .done, channel: .phone)
    try act("2026-11-23T10:00", .reply(answer), on: done)
    try close("2026-11-23T10:30", done)
    _ = try receive(
      "2026-11-23T09:30", Reception(source: .grid, summary: Words("演练：路灯"), category: "A1", drill: true))
    let pit = try receive("2026-11-23T11:00", Reception(source: .walkIn, summary: Words("坑洼"), category: "A2"))
    return (silent, pit)
  }

  /// Under the ledger as it stands.
  func sign(_ time: String, _ turn: Turn, by officer: OfficerID, _ words: String? = nil) throws {
    let head = try ledger.head
    let facts = HandingOver(turn: turn, through: head.entry, head: head.hash, words: words.map { Words($0) })
    try room(time, .handOver(facts), by: officer)
  }

  /// The one who comes signs the sheet that the other has signed.
  func signAgain(_ time: String) throws {
    let signed = try #require(try ledger.room().seat?.signed)
    let facts = HandingOver(turn: signed.turn, through: signed.through, head: signed.head)
    try room(time, .handOver(facts), by: Self.successor)
  }
}
