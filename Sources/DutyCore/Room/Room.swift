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
  package internal(set) var settings = Settings()
  /// Category code → whom its matters always go to.
  package internal(set) var standing: [String: StandingRouting] = [:]
  /// The one who sits, or sat last and has not handed over.
  package internal(set) var seat: Seat?
  /// Swaps that one of the two has signed.
  package internal(set) var swaps: [Swap: OfficerID] = [:]
  /// The spellings of its names, as far as they are kept: no entry says them, whoever reads the room puts them here.
  package var spellings: [String: Spelling] = [:]

  /// The seat: who sits, in which turn, since when.
  package struct Seat: Hashable, Sendable {
    package let officer: OfficerID
    package let turn: Turn
    package let since: Instant
    /// The entry by which the seat was taken: no sheet of this turn is older.
    package let entry: Int64
    /// The handover sheet under which the one who leaves has signed.
    package internal(set) var signed: HandingOver?
  }

  package var zone: Zone { plan.zone }

  /// A practice matter (演练), as everything in a practice room is (docs/duty.md#practice).
  package func isPractice(_ incident: Incident) -> Bool { isDrill || incident.isDrill }

  /// Practice in a station's own room counts in none of its figures, lists and boards; in a practice room all counts.
  package func counts(_ incident: Incident) -> Bool { isDrill || !incident.isDrill }

  package var nextOfficerID: OfficerID { OfficerID((officers.keys.max()?.serial ?? 0) + 1) }

  /// The officer who is rostered for `turn` and has not left.
  package func rostered(for turn: Turn) -> Officer? {
    roster[turn].flatMap { officers[$0] }.flatMap { $0.hasLeft ? nil : $0 }
  }

  /// The leader in the seat at `now`; nil while the chair is empty, also when the one who sat did not hand over, or has
  /// left.
  package func sittingLeader(at now: Instant) -> Officer? {
    guard let seat, plan.turn(at: now) == seat.turn else { return nil }
    return officers[seat.officer].flatMap { $0.hasLeft ? nil : $0 }
  }

  /// Whether what needs the sitting leader may be done by `officer` at `now`: the one who sits; while the chair is empty
  /// the one on the roster, and the next rank, which is the director and the secretary, or any leader where the station
  /// has neither (docs/duty.md#empty-chair).
  package func actsForSeat(_ officer: Officer, at now: Instant) -> Bool {
    guard officer.rank.leads else { return false }
    if let sitting = sittingLeader(at: now) { return sitting.id == officer.id }
    if plan.turn(at: now).flatMap({ roster[$0] }) == officer.id { return true }
    return Rank.aboveLeaders.contains(officer.rank)
      || !officers.values.contains { Rank.aboveLeaders.contains($0.rank) && !$0.hasLeft }
  }

  /// Every name that people type to find something.
  package var names: Set<String> {
    catalogue.names.union(officers.values.map(\.name))
  }

  /// The name to print for an actor.
  package func name(of actor: Actor, _ language: Language) -> String {
    switch actor {
    case .officer(let id): officers[id]?.name ?? "#\(id.serial)"
    case .intake: language("平台推送", "intake")
    case .importer: language("外部导入", "import")
    case .rule: language("系统自动", "rule")
    case .housekeeping: language("管理维护", "housekeeping")
    case .drill: language("演练", "drill")
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
    if case .room(let act) = entry.action { room.add(act, entry) }
    return room
  }
}
