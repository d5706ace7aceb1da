import DutyCore
import Testing

/// The table of what opens an incident and of acts on the room, kept by hand in `room.csv`: action × condition × rank →
/// done, or the refusal by its name.
@Suite("室务表") struct RoomTableTests {
  struct Line: CustomTestStringConvertible {
    let action: ActionName
    let condition: String
    let rank: Rank
    let expected: String
    var testDescription: String { "\(action.rawValue), \(condition), by \(rank.rawValue): \(expected)" }
  }

  static let table: [Line] = tableRows("room.csv").dropFirst().flatMap { row in
    row[2].split(separator: "|").compactMap { rank in
      guard let action = ActionName(rawValue: row[0]), let rank = Rank(rawValue: String(rank)) else { return nil }
      return Line(action: action, condition: row[1], rank: rank, expected: row[3])
    }
  }

  @Test("the plain table speaks of every act and rank once; the others are those that can be played")
  func complete() {
    let acts = ActionName.allCases.filter { name in
      let isOfRectifications = name == .openItem || Rectification.State.allCases.contains { name.isPossible(at: $0) }
      return plain(name) == nil && !isOfRectifications
    }
    let plainLines = Self.table.filter { $0.condition == "plain" }
    for action in acts {
      let ranks = plainLines.filter { $0.action == action }.map(\.rank)
      #expect(Set(ranks).count == ranks.count, "\(action)")
      // A swap is two people's own: for those who could be one of them there is no plain case.
      #expect(ranks.count == (action == .swap ? 3 : Rank.allCases.count), "\(action)")
    }
    let told = Set(Self.table.filter { $0.condition != "plain" }.map { "\($0.action.rawValue): \($0.condition)" })
    #expect(told.subtracting(conditionsOfTheRoom.keys).sorted() == [])
    #expect(Set(conditionsOfTheRoom.keys).subtracting(told).sorted() == [])
  }

  @Test("each row does what it says", arguments: table)
  func row(_ line: Line) throws {
    var scene = try RoomScene(line.action, by: line.rank)
    try conditionsOfTheRoom["\(line.action.rawValue): \(line.condition)"]?(&scene)
    do {
      _ = try scene.judged()
      #expect(line.expected == "done")
    } catch let refusal as Refusal {
      #expect(refusal.name == line.expected, "\(refusal.text(.zh))")
      #expect(refusal.leaks(in: scene.station.room) == nil)
    }
  }
}

/// Sets a scene: who does what to the room.
struct RoomScene {
  var station: Station
  var action: Action
  var by: Actor
  var surroundings = Surroundings()
  var now = Station.morning
  var at: Instant?
  /// The person somebody signed on as, where that matters.
  var session: Session?

  init(_ name: ActionName, by rank: Rank) throws {
    station = try Station()
    by = Station.person(rank)
    action = try #require(plainOfTheRoom(name), "no plain form of \(name)")
    surroundings.head = "head"
  }

  func judged() throws -> Findings {
    try station.room.judge(
      Request(action, by: by, at: at ?? now).within(session), on: nil, amid: surroundings, now: now)
  }

  static let morningTurn = turn("早班")
  static func turn(_ shift: String, _ day: String = "2026-11-18") -> Turn {
    Turn(day: Day(day) ?? Day(number: 0), shift: shift)
  }

  mutating func roster(_ officer: OfficerID, _ turn: Turn) {
    station.add(.room(.setRoster(RosterChange(lines: [RosterChange.Line(turn: turn, officer: officer)]))))
  }

  mutating func seat(_ officer: OfficerID, _ turn: Turn = morningTurn) {
    station.add(.room(.takeSeat(SeatTaking(turn: turn))), by: .officer(officer))
  }

  mutating func sign(_ officer: OfficerID, _ turn: Turn = morningTurn) {
    station.add(.room(.handOver(HandingOver(turn: turn, through: 500, head: "head"))), by: .officer(officer))
  }

  /// An entry that waits for the signature of who ordered it; nil: an emergency whistle to be reviewed.
  mutating func unsigned(_ leader: OfficerID?) throws {
    let received = try station.acting(.receive(Station.reception), on: nil)
    let whistle = Summoning(kind: leader == nil ? .emergency : .assignment, lead: ["S-ZF"], rescue: .called)
    surroundings.unsigned = try station.acting(.summon(whistle), orderedBy: leader, on: received).unsigned
  }
}

private func plainOfTheRoom(_ name: ActionName) -> Action? {
  switch name {
  case .receive: .receive(Station.reception)
  case .importRecord:
    .importRecord(ImportedRecord(origin: "x", externalId: "1", source: .grid, summary: Words("旧事")))
  case .found:
    .room(.found(Charter(station: "x", name: "x", plan: ShiftPlan(shifts: [], dayStart: 0, zone: Station.zone))))
  case .setCatalogue: .room(.setCatalogue(Station.catalogue))
  case .setCalendar: .room(.setCalendar(WorkCalendar()))
  case .enrol: .room(.enrol(Enrolment(officer: OfficerID(50), name: "新来", rank: .officer)))
  case .setRoster:
    .room(
      .setRoster(
        RosterChange(lines: [RosterChange.Line(turn: RoomScene.morningTurn, officer: Station.id(.leader))])))
  case .takeSeat: .room(.takeSeat(SeatTaking(turn: RoomScene.morningTurn)))
  case .handOver: .room(.handOver(HandingOver(turn: RoomScene.morningTurn, through: 500, head: "head")))
  case .swap: .room(.swap(Swap(turn: RoomScene.morningTurn, officer: Station.id(.leader), with: Station.id(.director))))
  case .setSetting: .room(.setSetting(SettingChange(.of(.ownVoid), .running(minutes: 20))))
  case .setStanding: .room(.setStanding(StandingRouting(category: "A1", lead: ["S-ZF"])))
  case .unlock: .room(.unlock(Unlocking(officer: Station.id(.leader))))
  case .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .sendBack, .standDown, .settle, .handle,
    .close, .reopen, .note, .void, .restore, .survey, .consult, .attach, .forgive, .closeDirect, .decline, .appoint,
    .endWithLead, .urge, .sheet, .score, .admit, .requestExtension, .grantExtension, .suspend, .resume, .report,
    .callBack, .merge, .unmerge, .follow, .correct, .countersign, .reveal, .erase, .openItem, .changeItem,
    .progressItem, .doneItem, .verifyItem, .returnItem, .lookBack, .dropItem,
    .takeOver, .endAdmission, .returnUp, .returnAgreed, .returnRefused, .toPetition, .refuseExtension,
    .outsideExtension, .interimAnswer, .accept, .reject, .recall, .refer, .ruleAbove, .repeats:
    nil
  }
}
