import DutyCore
import DutyLedger
import Testing

extension SmallLedger {
  /// Two are left to be put right after one matter: one is back, and the day of the other has passed.
  func left() throws {
    let number = try #require(IncidentNumber("20261119-0001"))
    let of = try #require(try ledger.incident(numbered: number)).reference
    func opening(_ what: String, _ due: String) throws -> RectificationAct {
      .open(
        RectificationOpening(
          kind: .plain, incident: of, what: Words(what), place: Words("东门"), owner: "S-ZF",
          due: try #require(Day(due))))
    }
    let one = try rectify("2026-11-20T09:00", opening("划出摊位线", "2026-11-21"), on: nil)
    try rectify("2026-11-20T10:00", .done(Note(Words("线已划好"))), on: one)
    let seen = Verification(way: .onTheSpot, lookBackDays: 1)
    try rectify("2026-11-20T11:00", .verify(seen), by: Self.colleague, on: one)
    let back = LookBack(holds: false, words: Words("线外又摆"), due: Day("2026-11-25"))
    try rectify("2026-11-21T09:00", .lookBack(back), by: Self.colleague, on: one)
    try rectify("2026-11-21T09:10", opening("装一块告示牌", "2026-11-22"), on: nil)
  }

  @discardableResult
  private func rectify(
    _ time: String, _ act: RectificationAct, by officer: OfficerID = SmallLedger.officer, on item: RectificationID?
  ) throws -> RectificationID {
    let now = try #require(Self.zone.instant(time))
    let request = Request(.rectification(act), by: .officer(officer), at: now)
    let subject = item.map(Subject.rectification)
    let outcome = try ledger.commit(Submission(request, on: subject, key: .random()), now: now)
    guard case .recorded(_, .rectification(let after)?) = outcome else {
      throw LedgerFault.system("not recorded: \(outcome)")
    }
    return after.id
  }
}
