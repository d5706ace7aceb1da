/// The command room as its entries make it: its terms, people, roster, and who sits now.
package struct Room: Hashable, Sendable {
  package let station: String
  package let name: String
  package let plan: ShiftPlan
  package let isDrill: Bool
  package internal(set) var revision = 1
  package internal(set) var calendar = WorkCalendar()
  package internal(set) var catalogue = Catalogue()
  package internal(set) var officers: [OfficerID: Officer] = [:]
  package internal(set) var roster: [Turn: OfficerID] = [:]
  package internal(set) var seat: Seat?

  /// Who sits, in which turn, since when.
  package struct Seat: Hashable, Sendable {
    package let officer: OfficerID
    package let turn: Turn
    package let since: Instant
  }

  package var zone: Zone { plan.zone }

  package func officer(named name: String) -> Officer? { officers.values.first { $0.name == name } }
  package var nextOfficerID: OfficerID { OfficerID((officers.keys.max()?.serial ?? 0) + 1) }

  /// The leader in the seat at `now`; nil while the chair is empty, also when the one who sat did not hand over.
  package func sittingLeader(at now: Instant) -> Officer? {
    guard let seat, plan.turn(at: now) == seat.turn else { return nil }
    return officers[seat.officer]
  }

  /// Whether what needs the sitting leader may be done by `officer` at `now`: the one who sits, or any leader while
  /// the chair is empty.
  package func actsForSeat(_ officer: Officer, at now: Instant) -> Bool {
    guard officer.rank.leads else { return false }
    guard let sitting = sittingLeader(at: now) else { return true }
    return sitting.id == officer.id
  }

  /// The name to print for an actor.
  package func name(of actor: Actor, _ language: Language) -> String {
    switch actor {
    case .officer(let id): officers[id]?.name ?? "#\(id.serial)"
    case .intake: language("平台推送", "intake")
    case .importer: language("外部导入", "import")
    case .rule: language("系统按规则", "rule")
    case .housekeeping: language("管理维护", "housekeeping")
    }
  }
}

extension Room {
  /// The room after its founding entry; nil for any other entry.
  package static func founding(_ entry: Entry) -> Room? {
    guard case .room(.found(let charter)) = entry.action else { return nil }
    return Room(station: charter.station, name: charter.name, plan: charter.plan, isDrill: charter.drill)
  }

  /// The room with one more entry of its own.
  package func folding(_ entry: Entry) -> Room {
    var room = self
    room.revision = entry.revision
    guard case .room(let act) = entry.action else { return room }
    switch act {
    case .setCatalogue(let catalogue): room.catalogue = catalogue
    case .setCalendar(let calendar): room.calendar = calendar
    case .enrol(let enrolment):
      let known = officers[enrolment.officer]
      room.officers[enrolment.officer] = Officer(
        id: enrolment.officer, name: enrolment.name, rank: enrolment.rank, department: enrolment.department,
        pinHash: enrolment.pin.map(\.text) ?? known?.pinHash)
    case .setRoster(let change):
      for line in change.lines { room.roster[line.turn] = line.officer }
    case .takeSeat(let taking):
      guard case .officer(let id) = entry.by else { break }
      room.seat = Seat(officer: id, turn: taking.turn, since: entry.recorded)
    case .found: break
    }
    return room
  }
}
