/// An act on the room itself rather than on an incident.
package enum RoomAction: Hashable, Sendable {
  case found(Charter)
  case setCatalogue(Catalogue)
  case setCalendar(WorkCalendar)
  case enrol(Enrolment)
  case setRoster(RosterChange)
  case takeSeat(SeatTaking)
  case handOver(HandingOver)
  case swap(Swap)
  case setSetting(SettingChange)
  case setStanding(StandingRouting)
  case unlock(Unlocking)
}

extension RoomAction {
  /// Read from files of the station's own: terms, lists, calendar, roster, people.
  package var isOfLists: Bool {
    switch self {
    case .found, .setCatalogue, .setCalendar, .enrol, .setRoster, .setStanding: true
    case .takeSeat, .handOver, .swap, .setSetting, .unlock: false
    }
  }

  package var name: ActionName {
    switch self {
    case .found: .found
    case .setCatalogue: .setCatalogue
    case .setCalendar: .setCalendar
    case .enrol: .enrol
    case .setRoster: .setRoster
    case .takeSeat: .takeSeat
    case .handOver: .handOver
    case .swap: .swap
    case .setSetting: .setSetting
    case .setStanding: .setStanding
    case .unlock: .unlock
    }
  }
}

// MARK: - Each act and its family: the rule, how it adds up, what it claims

extension Room {
  func judge(
    _ act: RoomAction, _ request: Request, _ surroundings: Surroundings, _ now: Instant
  ) throws(Refusal) -> Findings {
    switch act {
    case .found: throw .room(.alreadyFounded)
    case .setCatalogue, .setCalendar: try keepsTheRoom(request)
    case .enrol(let facts): try judgeEnrol(facts, request)
    case .setRoster(let facts): try judgeRoster(facts, request)
    case .takeSeat(let facts): try judgeTakeSeat(facts, request, now)
    case .handOver(let facts): try judgeHandOver(facts, request, surroundings)
    case .swap(let facts): try judgeSwap(facts, request, now)
    case .setSetting(let facts): try judgeSetting(facts, request)
    case .setStanding(let facts): try judgeStanding(facts, request)
    case .unlock(let facts): try judgeUnlock(facts, request)
    }
    return Findings()
  }

  /// Adds up one act; nothing here refuses.
  mutating func add(_ act: RoomAction, _ entry: Entry) {
    switch act {
    case .setCatalogue(let catalogue): self.catalogue = catalogue.replacing(self.catalogue)
    case .setCalendar(let calendar): self.calendar = calendar
    case .enrol(let facts): enrol(facts, entry)
    case .setRoster(let facts): set(facts)
    case .takeSeat(let facts): takeSeat(facts, entry)
    case .handOver(let facts): sign(facts, entry.by)
    case .swap(let swap): sign(swap, entry.by)
    case .setSetting(let change): settings.changed[change.name] = change.limit
    case .setStanding(let routing): standing[routing.category] = routing.lead.isEmpty ? nil : routing
    // What it frees is not the room's.
    case .found, .unlock: break
    }
  }
}

extension RoomAction {
  /// The days that it claims.
  var days: [Day] {
    switch self {
    case .setCatalogue(let catalogue):
      (catalogue.powers.flatMap { [$0.from, $0.to] } + catalogue.items.flatMap { [$0.from, $0.to] })
        .compactMap(\.self)
    case .setCalendar(let calendar): Array(calendar.holidays.union(calendar.makeUpDays))
    case .enrol(let facts): [facts.qualification?.expires].compactMap(\.self)
    case .setRoster(let facts): facts.lines.map(\.turn.day)
    case .takeSeat(let facts): [facts.turn.day]
    case .handOver(let facts): [facts.turn.day]
    case .swap(let facts): [facts.turn.day, facts.other?.day].compactMap(\.self)
    case .found, .setSetting, .setStanding, .unlock: []
    }
  }
}
