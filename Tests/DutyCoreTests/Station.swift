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

  init(drill: Bool = false) throws {
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Self.zone)
    let charter = Charter(station: "liupu", name: "柳浦镇", plan: plan, drill: drill)
    room = try #require(Room.founding(Self.entry(1, .room, 1, .room(.found(charter)), by: .housekeeping)))
    add(.room(.setCatalogue(Self.catalogue)))
    for (index, rank) in Rank.allCases.enumerated() {
      let department = rank == .liaison ? "S-ZF" : nil
      add(
        .room(
          .enrol(
            Enrolment(officer: OfficerID(index + 1), name: rank.text(.zh) + "甲", rank: rank, department: department)))
      )
    }
    add(.room(.enrol(Enrolment(officer: OfficerID(20), name: "坐席乙", rank: .officer))))
    add(.room(.enrol(Enrolment(officer: OfficerID(21), name: "坐堂领导乙", rank: .leader))))
    for enforcer in Self.enforcers { add(.room(.enrol(enforcer))) }
  }

  /// Two of the enforcement team whose certificates are good today, one of them for the last day; one whose is not; one
  /// of another unit.
  static let enforcers = [
    ("S-ZF", "2027-01-01"), ("S-ZF", "2026-11-18"), ("S-ZF", "2026-11-17"), ("C-SJ", "2027-01-01"),
  ]
  .enumerated().map { index, person in
    Enrolment(
      officer: OfficerID(31 + index), name: "执法样\(index)", rank: .liaison, department: person.0,
      qualification: Day(person.1).map { Qualification(certificate: "样\(index)", expires: $0) })
  }

  /// The person of a rank.
  static func person(_ rank: Rank) -> Actor {
    .officer(id(rank))
  }
  /// A second officer, who handled what others check.
  static let colleague = Actor.officer(OfficerID(20))

  static func id(_ rank: Rank) -> OfficerID { OfficerID((Rank.allCases.firstIndex(of: rank) ?? 0) + 1) }
  static let secondLeader = OfficerID(21)

  /// Puts an act on the room on record, whether the rules would take it or not.
  mutating func add(_ act: Action, by actor: Actor = .housekeeping, at now: Instant = morning) {
    room = room.folding(Self.entry(Int64(room.revision + 1), .room, room.revision + 1, act, by: actor, at: now))
  }

  /// Puts on record that somebody has left.
  mutating func leaves(_ id: OfficerID) throws {
    var enrolment = try #require(room.officers[id]).enrolment
    enrolment.left = true
    add(.room(.enrol(enrolment)))
  }

  /// Seats somebody of this rank.
  mutating func seat(_ rank: Rank, at now: Instant = morning) throws {
    let turn = try #require(room.plan.turn(at: now))
    let request = Request(.room(.takeSeat(SeatTaking(turn: turn))), by: Self.person(rank), at: now)
    _ = try room.judge(request, on: nil, now: now)
    add(request.action, by: request.by, at: now)
  }

  static func entry(
    _ number: Int64, _ subject: Subject, _ revision: Int, _ action: Action, by: Actor, orderedBy: OfficerID? = nil,
    at: Instant = morning, findings: Findings = Findings()
  ) -> Entry {
    Entry(
      number: number, station: "liupu", subject: subject, revision: revision, key: ActionKey(hex: "\(number)"), by: by,
      orderedBy: orderedBy, at: at, recorded: at, action: action, findings: findings)
  }

  /// Judges and folds, with what follows by itself: what a commit does, without a ledger. An incident that is there
  /// keeps its number; a new one gets `id`.
  func acting(
    _ action: Action, by actor: Actor = person(.officer), orderedBy: OfficerID? = nil, on incident: Incident?,
    amid surroundings: Surroundings = Surroundings(), at now: Instant = morning, saidAt: Instant? = nil,
    as id: Int64 = 1000
  ) throws -> Incident {
    let request = Request(action, by: actor, orderedBy: orderedBy, at: saidAt ?? now)
    var findings = try room.judge(request, on: incident, amid: surroundings, now: now)
    if incident == nil, let day = findings.dutyDay {
      findings.number = IncidentNumber(day: day, serial: Int(id - 999))
    }
    let subject = incident?.id ?? IncidentID(id)
    var entry = Self.entry(
      subject.entry + Int64(incident?.revision ?? 0), .incident(subject), (incident?.revision ?? 0) + 1, action,
      by: actor, orderedBy: orderedBy, at: now, findings: findings)
    entry.at = request.at
    let after = try #require(incident?.folding(entry) ?? Incident.opening(entry))
    return try after.consequences(of: entry, before: incident).filter { $0.subject == .incident(after.id) }
      .reduce(after) { try acting($1.action, by: .rule, on: $0, at: now) }
  }

  /// Another incident beside the one of the tests.
  func other(_ status: Incident.Status = .received) throws -> Incident {
    let received = try acting(.receive(Self.reception), on: nil, as: 2000)
    switch status {
    case .closed:
      return try acting(.closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明"))), on: received)
    case .voided: return try acting(.void(Reason(Words("重复"))), on: received)
    case .received, .inHand, .handled, .merged, .suspended: return received
    }
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
    case .merged:
      let target = try other(.received)
      return try acting(
        .merge(Merging(target: target.reference, targetSeen: 1)), on: received, amid: Surroundings(target: target))
    case .suspended:
      let end = Station.morning + .days(30)
      return try acting(
        .suspend(Suspending(until: end, reason: Words("等征迁"), told: Words("已告知"))), by: Self.person(.leader),
        on: received)
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
