import DutyCore
import Testing

/// A small station made of values: a room with one person of each rank, and incidents in each status.
struct Station {
  static let zone = Zone(fixedSeconds: 8 * 3600)
  /// A Wednesday morning.
  static let morning = Instant(milliseconds: 1_794_963_600_000)
  static let lead = ResponseID(summons: 1, unit: "S-ZF")

  var room: Room
  private(set) var lastEntry: Int64 = 0

  init() throws {
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Self.zone)
    let charter = Charter(station: "liupu", name: "柳浦镇", plan: plan)
    room = try #require(Room.founding(Self.entry(1, .room, 1, .room(.found(charter)), by: .housekeeping)))
    try add(.room(.setCatalogue(Self.catalogue)))
    for (index, rank) in Rank.allCases.enumerated() {
      let department = rank == .liaison ? "S-ZF" : nil
      try add(
        .room(
          .enrol(
            Enrolment(officer: OfficerID(index + 1), name: rank.text(.zh) + "甲", rank: rank, department: department)))
      )
    }
    try add(.room(.enrol(Enrolment(officer: OfficerID(20), name: "坐席乙", rank: .officer))))
  }

  /// The person of a rank.
  static func person(_ rank: Rank) -> Actor {
    .officer(OfficerID((Rank.allCases.firstIndex(of: rank) ?? 0) + 1))
  }
  /// A second officer, who handled what others check.
  static let colleague = Actor.officer(OfficerID(20))

  static let catalogue = Catalogue(
    categories: [
      Category(code: "A", parent: nil, name: "街面秩序", limit: nil),
      Category(code: "A1", parent: "A", name: "占道经营", limit: TimeLimit(4, .workingHours)),
      Category(code: "A2", parent: "A", name: "违章搭建", limit: TimeLimit(15, .workingDays)),
    ],
    departments: [
      unit("S-ZF", .stationed, of: "C-ZF"), unit("C-ZF", .county), unit("C-SJ", .county), unit("U-GD", .utility),
      unit("T-ZHS", .townOffice),
    ],
    items: [item("SD-1", .basic), item("SD-2", .cooperative)])

  private static func item(_ code: String, _ listClass: ResponsibilityItem.ListClass) -> ResponsibilityItem {
    ResponsibilityItem(
      code: code, name: code, listClass: listClass, lead: "S-ZF", support: [], departmentDuty: "", townshipDuty: "",
      legalBasis: "", basisChecked: false)
  }

  private static func unit(_ code: String, _ kind: Department.Kind, of parent: String? = nil) -> Department {
    Department(
      code: code, name: code, short: code, kind: kind, counterpart: parent, pinyin: "", contact: nil, phone: nil)
  }

  private mutating func add(_ action: Action) throws {
    let request = Request(action, by: .housekeeping, at: Self.morning)
    let findings = try room.judge(request, on: nil, now: Self.morning)
    room = room.folding(
      Self.entry(Int64(room.revision + 1), .room, room.revision + 1, action, by: .housekeeping, findings: findings))
  }

  /// Who sits, where somebody does.
  mutating func seat(_ rank: Rank, at now: Instant = morning) throws {
    let turn = try #require(room.plan.turn(at: now))
    let request = Request(.room(.takeSeat(SeatTaking(turn: turn))), by: Self.person(rank), at: now)
    _ = try room.judge(request, on: nil, now: now)
    room = room.folding(
      Self.entry(Int64(room.revision + 1), .room, room.revision + 1, request.action, by: request.by, at: now))
  }

  static func entry(
    _ number: Int64, _ subject: Subject, _ revision: Int, _ action: Action, by: Actor, orderedBy: OfficerID? = nil,
    at: Instant = morning, findings: Findings = Findings()
  ) -> Entry {
    Entry(
      number: number, station: "liupu", subject: subject, revision: revision, key: ActionKey(hex: "\(number)"), by: by,
      orderedBy: orderedBy, at: at, recorded: at, action: action, findings: findings)
  }

  /// Judges and folds, with what follows by itself: what a commit does, without a ledger.
  func acting(
    _ action: Action, by actor: Actor = person(.officer), orderedBy: OfficerID? = nil, on incident: Incident?,
    at now: Instant = morning
  ) throws -> Incident {
    let request = Request(action, by: actor, orderedBy: orderedBy, at: now)
    var findings = try room.judge(request, on: incident, now: now)
    if incident == nil, let day = findings.dutyDay { findings.number = IncidentNumber(day: day, serial: 1) }
    let entry = Self.entry(
      Int64((incident?.revision ?? 0) + 1000), .incident(incident?.id ?? IncidentID(1000)),
      (incident?.revision ?? 0) + 1, action, by: actor, orderedBy: orderedBy, at: now, findings: findings)
    let after = try #require(incident?.folding(entry) ?? Incident.opening(entry))
    guard let following = after.followUp(to: entry) else { return after }
    return try acting(following, by: .rule, on: after, at: now)
  }

  static let reception = Reception(
    source: .grid, summary: Words("东门菜摊占道"), grid: "第1网格", category: "A1", reporter: Words("某某", kind: .name))
  static let completeReply = Reply(
    response: lead, accepted: morning, spokeTo: Words("来电人"), done: Words("已劝离"), completion: .done)
  static let closing = Closing(disposition: .resolved, method: .persuasion, check: .officer)

  /// An incident that has come as far as `status`.
  func incident(_ status: Incident.Status) throws -> Incident {
    let received = try acting(.receive(Self.reception), on: nil)
    switch status {
    case .received: return received
    case .inHand: return try acting(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: received)
    case .handled: return try acting(.reply(Self.completeReply), on: incident(.inHand))
    case .closed: return try acting(.close(Self.closing), by: Self.colleague, on: incident(.handled))
    case .voided: return try acting(.void(Reason(Words("重复"))), on: received)
    }
  }
}

/// The refusal that `body` ends in; nil where it is done.
func refusal(_ body: () throws -> Incident) -> Refusal? {
  do {
    _ = try body()
    return nil
  } catch let refusal as Refusal {
    return refusal
  } catch {
    Issue.record(error)
    return nil
  }
}
