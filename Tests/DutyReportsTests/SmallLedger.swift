import DutyCore
import DutyLedger
import Foundation
import Testing

/// Two days of a made-up town, each step at its pinned time, all of it through `Ledger.commit`.
final class SmallLedger {
  let ledger: Ledger
  private let directory: String
  private var now: Instant
  static let zone = Zone(
    name: "Asia/Shanghai", offsets: [Zone.Offset(from: Instant(milliseconds: 0), seconds: 8 * 3600)])
  static let officer = OfficerID(1)
  static let colleague = OfficerID(2)
  static let leader = OfficerID(3)
  /// Left by people who reported something: none of it may be in any report.
  static let secrets = ["欧阳某某", "13800000000", "司徒某某"]

  init() throws {
    directory = NSTemporaryDirectory() + "duty-" + ActionKey.random().hex
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Self.zone)
    now = try #require(Self.zone.instant("2026-11-18T09:00"))
    ledger = try Ledger.create(
      at: directory + "/duty.sqlite", charter: Charter(station: "liupu", name: "柳浦镇", plan: plan), now: now)
    try house(.room(.setCatalogue(Self.catalogue)))
    try house(.room(.setCalendar(WorkCalendar(holidays: [try #require(Day("2026-01-01"))]))))
    try house(.room(.enrol(Enrolment(officer: Self.officer, name: "坐席甲", rank: .officer))))
    try house(.room(.enrol(Enrolment(officer: Self.colleague, name: "坐席乙", rank: .officer))))
    try house(.room(.enrol(Enrolment(officer: Self.leader, name: "领导丙", rank: .leader))))
    try firstDay()
    try secondDay()
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: directory) } catch { Issue.record(error) }
  }

  /// Closed the same day by the desk itself; whistled and closed the next morning; two that stay open.
  private func firstDay() throws {
    let stall = try receive(
      "2026-11-19T09:00",
      Reception(
        source: .grid, summary: Words("流动摊贩占道"), detail: Words("占了半幅路"), place: Words("东门"), grid: "G01",
        category: "A1", reporter: Words("欧阳某某", kind: .name), phone: Words("13800000000", kind: .phone)))
    try act("2026-11-19T09:05", .takeOn, on: stall)
    try act("2026-11-19T09:40", .handle(Handling(method: .persuasion, measure: Words("劝离"))), on: stall)
    try close("2026-11-19T10:00", stall)

    let waste = try receive(
      "2026-11-19T10:10",
      Reception(
        source: .hotline12345, summary: Words("夜市油烟, 含\"噪声\""), place: Words("北街"), category: "A1",
        reporter: Words("欧阳某某", kind: .name), due: Self.zone.instant("2026-11-20T12:00"), origin: "hotline",
        externalId: "H-1"))
    let whistle = Summoning(
      kind: .daily, lead: ["S-ZF"], support: ["C-SJ"], ground: .appeal, words: Words("今晚前到场"))
    try act("2026-11-19T10:15", .summon(whistle), on: waste, orderedBy: Self.leader)
    let lead = ResponseID(summons: 1, unit: "S-ZF")
    try act("2026-11-19T10:20", .acknowledge(Milestone(response: lead, channel: .phone, said: Words("值班员"))), on: waste)
    try act("2026-11-19T10:50", .arrive(Milestone(response: lead, channel: .phone)), on: waste)
    try act("2026-11-19T11:30", reply(lead, "已整改"), on: waste)
    let support = StandingDown(response: ResponseID(summons: 1, unit: "C-SJ"), reason: Words("不需要了"))
    try act("2026-11-19T11:40", .standDown(support), on: waste)

    let wall = try receive(
      "2026-11-19T20:30",
      Reception(source: .walkIn, summary: Words("后院搭建"), grid: "G02", category: "A2", urgency: .urgent))
    try act("2026-11-19T20:35", .summon(Summoning(kind: .assignment, lead: ["C-SJ"])), on: wall)
    _ = try receive(
      "2026-11-19T23:00", Reception(source: .video, summary: Words("渣土车遗撒"), grid: "G01", category: "A1"))
    try close("2026-11-20T07:30", waste)
  }

  /// Voided, practised, written down late with hostile words, sent back, imported.
  private func secondDay() throws {
    let twice = try receive("2026-11-20T08:00", Reception(source: .mailbox, summary: Words("重复来信"), category: "A1"))
    try act("2026-11-20T08:20", .void(Reason(Words("与前件重复"))), by: Self.leader, on: twice)
    _ = try receive(
      "2026-11-20T09:00", Reception(source: .grid, summary: Words("演练：井盖"), category: "A1", drill: true))
    _ = try receive(
      "2026-11-20T09:10", recorded: "2026-11-20T09:30",
      Reception(source: .patrol, summary: Words("井盖\u{202E}破损\u{1B}[31m\n第二行")))

    let smoke = try receive(
      "2026-11-20T10:00",
      Reception(
        source: .hotline12345, summary: Words("露天焚烧"), category: "A1", reporter: Words("司徒某某", kind: .name)))
    let whistle = Summoning(kind: .daily, lead: ["S-ZF"], ground: .jointEnforcement)
    try act("2026-11-20T10:05", .summon(whistle), by: Self.leader, on: smoke)
    let lead = ResponseID(summons: 1, unit: "S-ZF")
    try act("2026-11-20T11:00", reply(lead, "到场无人"), on: smoke)
    try act("2026-11-20T11:30", .sendBack(SendingBack(response: lead, reason: Words("要说明火源"))), on: smoke)
    try act("2026-11-20T14:00", reply(lead, "火已灭，人已教育"), on: smoke)
    try close("2026-11-20T15:00", smoke)

    try bringIn("2026-11-20T16:00", "X-1", received: "2026-11-19T08:00", closed: "2026-11-19T12:00")
    try bringIn("2026-11-20T16:00", "X-2", received: "2026-11-20T07:00", closed: nil)
    try act("2026-11-20T18:00", .note(Note(Words("已回访"))), on: smoke)
  }

  // MARK: - Steps

  func house(_ action: Action) throws {
    try record(Request(action, by: .housekeeping, at: now), on: nil)
  }

  func receive(_ time: String, recorded: String? = nil, _ facts: Reception) throws -> IncidentID {
    now = try #require(Self.zone.instant(recorded ?? time))
    let at = try #require(Self.zone.instant(time))
    return try #require(try record(Request(.receive(facts), by: .officer(Self.officer), at: at), on: nil)).id
  }

  func bringIn(_ time: String, _ id: String, received: String, closed: String?) throws {
    now = try #require(Self.zone.instant(time))
    let facts = ImportedRecord(
      origin: "old", externalId: id, source: .other, summary: Words("旧系统 \(id)"), department: "城管科",
      due: Self.zone.instant("2026-11-20T12:00"), closed: closed.flatMap(Self.zone.instant))
    let at = try #require(Self.zone.instant(received))
    try record(Request(.importRecord(facts), by: .importer, at: at), on: nil)
  }

  func act(
    _ time: String, _ action: Action, by officer: OfficerID = SmallLedger.officer, on incident: IncidentID,
    orderedBy: OfficerID? = nil
  ) throws {
    now = try #require(Self.zone.instant(time))
    try record(Request(action, by: .officer(officer), orderedBy: orderedBy, at: now), on: incident)
  }

  func close(_ time: String, _ incident: IncidentID) throws {
    let closing = Closing(disposition: .resolved, method: .persuasion, check: .officer, words: Words("属实"))
    try act(time, .close(closing), by: Self.colleague, on: incident)
  }

  func reply(_ response: ResponseID, _ done: String) -> Action {
    .reply(
      Reply(
        response: response, accepted: now, spokeTo: Words("欧阳某某", kind: .name), done: Words(done),
        completion: .done, channel: .phone))
  }

  @discardableResult
  func record(_ request: Request, on incident: IncidentID?) throws -> Incident? {
    let outcome = try ledger.commit(Submission(request, on: incident, key: .random()), now: now)
    guard case .recorded(_, let after) = outcome else {
      Issue.record("not recorded: \(outcome)")
      return nil
    }
    return after?.incident
  }

  private static let catalogue = Catalogue(
    categories: [
      Category(code: "A", parent: nil, name: "街面秩序", limit: nil),
      Category(code: "A1", parent: "A", name: "占道经营", limit: TimeLimit(4, .workingHours)),
      Category(code: "A2", parent: "A", name: "违章搭建", limit: TimeLimit(15, .workingDays)),
    ],
    departments: [unit("S-ZF", "执法队", .stationed), unit("C-SJ", "市监局", .county)])

  private static func unit(_ code: String, _ short: String, _ kind: Department.Kind) -> Department {
    Department(
      code: code, name: short, short: short, kind: kind, counterpart: nil, pinyin: "", contact: nil, phone: nil)
  }
}
