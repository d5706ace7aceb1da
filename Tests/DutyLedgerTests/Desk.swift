import DutyCore
import DutyLedger
import Foundation
import Testing

/// A ledger in a temporary directory with a few people, and a clock that only moves when told.
final class Desk {
  let ledger: Ledger
  let directory: String
  var now: Instant
  static let zone = Zone(fixedSeconds: 8 * 3600)
  let officer = OfficerID(1)
  let colleague = OfficerID(2)
  let leader = OfficerID(3)

  /// Opens at `time`, local time of the station.
  init(at time: String = "2026-11-18T09:00") throws {
    directory = NSTemporaryDirectory() + "duty-" + ActionKey.random().hex
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Self.zone)
    now = try #require(Self.zone.instant(time))
    ledger = try Ledger.create(
      at: directory + "/duty.sqlite", charter: Charter(station: "liupu", name: "柳浦镇", plan: plan), now: now)
    try housekeeping(.room(.setCatalogue(Self.catalogue)))
    try housekeeping(.room(.setCalendar(WorkCalendar(holidays: [try #require(Day("2026-01-01"))]))))
    try housekeeping(.room(.enrol(Enrolment(officer: officer, name: "坐席甲", rank: .officer))))
    try housekeeping(.room(.enrol(Enrolment(officer: colleague, name: "坐席乙", rank: .officer))))
    try housekeeping(
      .room(.enrol(Enrolment(officer: leader, name: "领导丙", rank: .leader, pin: Words("x", kind: .secret)))))
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: directory) } catch { Issue.record(error) }
  }

  static let catalogue = Catalogue(
    categories: [
      Category(code: "A", parent: nil, name: "街面秩序", limit: nil),
      Category(code: "A1", parent: "A", name: "占道经营", limit: TimeLimit(4, .workingHours)),
      Category(code: "A2", parent: "A", name: "违章搭建", limit: TimeLimit(15, .workingDays)),
    ],
    departments: [
      unit("S-ZF", "执法队", .stationed, of: "C-ZF"), unit("C-ZF", "综合执法", .county),
      unit("C-SJ", "市监局", .county), unit("U-GD", "供电", .utility),
    ],
    items: [], itemsByCategory: [:])

  private static func unit(_ code: String, _ short: String, _ kind: Department.Kind, of parent: String? = nil)
    -> Department
  {
    Department(
      code: code, name: short, short: short, kind: kind, counterpart: parent, pinyin: "", contact: nil, phone: nil)
  }

  func housekeeping(_ action: Action) throws {
    try record(Request(action, by: .housekeeping, at: now))
  }

  @discardableResult
  func record(_ request: Request, on incident: IncidentID? = nil) throws -> Incident? {
    let outcome = try ledger.commit(Submission(request, on: incident, key: .random()), now: now)
    guard case .recorded(_, let after) = outcome else {
      Issue.record("not recorded: \(outcome)")
      return nil
    }
    return after?.incident
  }

  @discardableResult
  func act(_ action: Action, by officer: OfficerID? = nil, on incident: Incident? = nil) throws -> Incident {
    try #require(try record(Request(action, by: .officer(officer ?? self.officer), at: now), on: incident?.id))
  }

  /// An act on a rectification; nil opens one.
  @discardableResult
  func rectify(
    _ act: RectificationAct, by officer: OfficerID? = nil, orderedBy: OfficerID? = nil, on before: Rectification? = nil
  ) throws -> Rectification {
    let request = Request(
      .rectification(act), by: .officer(officer ?? self.officer), orderedBy: orderedBy, at: now)
    let subject = before.map { Subject.rectification($0.id) }
    let outcome = try ledger.commit(Submission(request, on: subject, seen: before?.revision, key: .random()), now: now)
    guard case .recorded(_, .rectification(let after)?) = outcome else {
      throw LedgerFault.system("not recorded: \(outcome)")
    }
    return after
  }

  @discardableResult
  func receive(_ summary: String, category: String? = "A1", urgency: Urgency = .routine, drill: Bool = false) throws
    -> Incident
  {
    try act(
      .receive(
        Reception(
          source: .grid, summary: Words(summary), place: Words("东门"), grid: "第1网格", category: category,
          urgency: urgency,
          reporter: Words("某某", kind: .name), drill: drill)))
  }

  func pass(_ duration: DutyCore.Duration) { now = now + duration }
}
