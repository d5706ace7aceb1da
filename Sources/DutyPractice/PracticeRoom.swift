import DutyCore
import DutyLedger
import DutyLists
import DutySystem
import DutyTables

/// A ledger to practise in (演练): made-up people, a roster around now, and the matters of the last hours in every
/// state. All of it came in through the rules; nothing of it counts.
package struct PracticeRoom: Sendable {
  package let path: String
  /// Everybody here signs on with this PIN.
  package static let pin = "2468"

  /// Letters of the ten stems in place of names: nobody is called so.
  package enum Person: Int, CaseIterable, Sendable {
    case administrator = 1, officer, secondOfficer, leader, secondLeader, secretary, liaison, supervisor

    package var id: OfficerID { OfficerID(rawValue) }

    package var name: String {
      switch self {
      case .administrator: "管理员壬"
      case .officer: "坐席甲"
      case .secondOfficer: "坐席乙"
      case .leader: "带班领导丙"
      case .secondLeader: "带班领导丁"
      case .secretary: "书记己"
      case .liaison: "联络员庚"
      case .supervisor: "督查辛"
      }
    }

    var rank: Rank {
      switch self {
      case .administrator: .administrator
      case .officer, .secondOfficer: .officer
      case .leader, .secondLeader: .leader
      case .secretary: .secretary
      case .liaison: .liaison
      case .supervisor: .supervisor
      }
    }

    /// The liaison answers for the enforcement team in town.
    var department: String? { self == .liaison ? "S-ZF" : nil }
  }

  /// Makes the ledger at `path`, its last act at `now`.
  package static func make(at path: String, now: Instant) throws -> PracticeRoom {
    guard let hash = Pin(pin).hash else { throw LedgerFault.system("crypt(3)") }
    let zone = Zone(
      name: "Asia/Shanghai", offsets: [Zone.Offset(from: Instant(milliseconds: 0), seconds: 8 * 3600)])
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: zone)
    let catalogue = try CatalogueFiles.starter.catalogue()
    let founding = Founding(
      charter: Charter(station: "practice", name: "演练镇", plan: plan, drill: true), catalogue: catalogue,
      calendar: try CatalogueFiles.starter.calendar(), administrator: Person.administrator.name, pinHash: hash)
    let course = PracticeCourse(plan: plan, catalogue: catalogue, end: now)
    let ledger = try founding.found(at: path, now: course.start)
    try ledger.record(
      people(pinHash: hash) + (try enforcers(catalogue, pinHash: hash, now: now, plan)) + [roster(plan, around: now)],
      by: .housekeeping, now: course.start)
    try course.run(in: ledger, matters: try PracticeMatter.starter())
    try ledger.close()
    return PracticeRoom(path: path)
  }

  private static func people(pinHash: String) -> [Action] {
    Person.allCases.filter { $0 != .administrator }.map {
      .room(
        .enrol(
          Enrolment(
            officer: $0.id, name: $0.name, rank: $0.rank, department: $0.department,
            pin: Words(pinHash, kind: .secret))))
    }
  }

  /// Two made-up people with a certificate of each unit that an enforcement whistle of the list calls.
  private static func enforcers(
    _ catalogue: Catalogue, pinHash: String, now: Instant, _ plan: ShiftPlan
  ) throws -> [Action] {
    let called = try PracticeMatter.starter().filter { $0.kind == .enforcement }
      .flatMap { ([$0.lead] + $0.support).map(catalogue.stationed) }
    let names = Set(called).sorted().flatMap { unit in ["甲", "乙"].map { (unit, $0) } }
    return names.enumerated().map { index, name in
      .room(
        .enrol(
          Enrolment(
            officer: OfficerID(Person.allCases.count + 1 + index),
            name: "演练执法\(catalogue.name(ofDepartment: name.0))\(name.1)", rank: .liaison, department: name.0,
            pin: Words(pinHash, kind: .secret),
            qualification: Qualification(
              certificate: "演练-\(padded(index + 1, 4))", expires: plan.zone.day(of: now) + 365))))
    }
  }

  /// The leaders in turn, from the day before until the day after.
  private static func roster(_ plan: ShiftPlan, around now: Instant) -> Action {
    let leaders: [Person] = [.leader, .secondLeader, .secretary]
    let today = plan.zone.day(of: now)
    let turns = (-1...1).flatMap { day in plan.shifts.map { Turn(day: today + day, shift: $0.name) } }
    return .room(
      .setRoster(
        RosterChange(
          lines: turns.enumerated().map { RosterChange.Line(turn: $1, officer: leaders[$0 % leaders.count].id) })))
  }
}

/// One practice matter as `drill.csv` writes it, and how its unit will answer.
package struct PracticeMatter: Sendable {
  enum Conduct: String, CaseIterable, Sendable { case prompt, late, incomplete, decline, silent }

  let source: Source
  let category: String
  let place: String
  let grid: String?
  let summary: String
  let lead: String
  let support: [String]
  /// The way in which its units are called; nil for what the desk does itself.
  let kind: SummonsKind?
  let urgency: Urgency
  let conduct: Conduct

  package static func starter() throws -> [PracticeMatter] {
    var table = try CatalogueFiles.starter.table(
      .drill,
      columns: ["source", "category", "place", "grid", "summary", "lead", "support", "kind", "urgency", "answer"])
    let matters = table.read { (row) throws(ListingFault) in
      PracticeMatter(
        source: try row.choice("source"), category: try row.text("category"), place: try row.text("place"),
        grid: row.optional("grid"), summary: try row.text("summary"), lead: try row.text("lead"),
        support: row.list("support"), kind: row.optional("kind").flatMap(SummonsKind.init(rawValue:)),
        urgency: try row.choice("urgency"),
        conduct: try row.choice("answer"))
    }
    guard table.faults.isEmpty else { throw ListingFaults(table.faults) }
    return matters
  }
}
