import DutyCore
import Testing

/// The change that each condition of `room.csv` makes to the plain case.
let conditionsOfTheRoom: [String: @Sendable (inout RoomScene) throws -> Void] =
  conditionsOfOpening.merging(conditionsOfHousekeeping) { _, new in new }
  .merging(conditionsOfPeople) { _, new in new }.merging(conditionsOfTheSeat) { _, new in new }.merging(
    conditionsOfSwaps
  ) { _, new in new }.merging(conditionsOfSessions) { _, new in new }.merging(conditionsOfNames) { _, new in new }
  .merging(conditionsOfUnlocking) { _, new in new }

private let conditionsOfOpening: [String: @Sendable (inout RoomScene) throws -> Void] = [
  "receive: by who has left": { try $0.station.leaves(Station.id(.officer)) },
  "receive: pushed by a platform": { $0.by = .intake },
  "receive: pushed by a platform with a clock a day ahead": {
    $0.by = .intake
    $0.at = Station.morning + .days(1)
  },
  "receive: a practice matter by the drill": {
    $0.by = .drill
    $0.receive { $0.drill = true }
  },
  "receive: a real matter by the drill": { $0.by = .drill },
  "receive: ahead of time": { $0.at = Station.morning + .minutes(5) + .seconds(1) },
  "receive: with a clock five minutes ahead": { $0.at = Station.morning + .minutes(5) },
  "receive: without a summary": { $0.receive { $0.summary = Words(" \u{3000}\n") } },
  "receive: the category is not in the list": { $0.receive { $0.category = "ZZ" } },
  "receive: handed down by the county room": { $0.receive { $0.handedDownBy = "X-ZX" } },
  "receive: handed down by a unit of our own": { $0.receive { $0.handedDownBy = "S-ZF" } },
  "receive: handed down by a unit not in the list": { $0.receive { $0.handedDownBy = "Q" } },
  "receive: with a document's number": { $0.receive { $0.document = "县办〔2026〕3号" } },
  "receive: with a line of text for a number": { $0.receive { $0.document = "请3日内办理。" } },
  "receive: with a number of one character": { $0.receive { $0.document = "3" } },
  "receive: with a number of two characters": { $0.receive { $0.document = "3号" } },
  "receive: with a number of forty characters": { $0.receive { $0.document = String(repeating: "3", count: 40) } },
  "receive: with a number of more": { $0.receive { $0.document = String(repeating: "3", count: 41) } },
  "receive: with a number without a digit": { $0.receive { $0.document = "县办（密）" } },
  "receive: complained of by a code not in the list": { $0.receive { $0.complainedOf = "Q" } },
  "receive: a unit of the list complained of": { $0.receive { $0.complainedOf = "S-ZF" } },
  "receive: called ahead of time": { $0.receive { $0.called = Station.morning + .seconds(1) } },
  "receive: called yesterday": { $0.receive { $0.called = Station.morning - .days(1) } },
  "receive: called ahead of a platform's time": {
    $0.by = .intake
    $0.receive { $0.called = Station.morning + .hours(1) }
  },
  "import: by the importer": { $0.by = .importer },
  "import: closed before it was received": {
    $0.by = .importer
    $0.action = .importRecord(
      ImportedRecord(
        origin: "x", externalId: "1", source: .grid, summary: Words("旧事"), closed: Station.morning - .seconds(1)))
  },
]

private let conditionsOfSessions: [String: @Sendable (inout RoomScene) throws -> Void] = [
  "receive: signed on by the PIN there is": {
    try $0.pin(Station.id(.officer))
    try $0.signOn(Station.id(.officer))
    // Another rank, or a certificate, leaves the session.
    try $0.again(Station.id(.officer)) { $0.rank = .leader }
  },
  "receive: signed on by the PIN of before": {
    try $0.pin(Station.id(.officer))
    try $0.signOn(Station.id(.officer))
    try $0.pin(Station.id(.officer), "another hash")
  },
  "receive: signed on before leaving and coming back": {
    try $0.signOn(Station.id(.officer))
    try $0.station.leaves(Station.id(.officer))
    try $0.again(Station.id(.officer)) { $0.left = nil }
  },
  "receive: signed on before leaving": {
    try $0.signOn(Station.id(.officer))
    try $0.station.leaves(Station.id(.officer))
  },
  "enrol: one's own PIN anew where it was given anew meanwhile": {
    try $0.signOn(Station.id(.officer))
    try $0.pin(Station.id(.officer))
    try $0.enrolAgain { $0.pin = Words("hash of one's own", kind: .secret) }
  },
  "enrol: one's own PIN anew while signed on": {
    try $0.signOn(Station.id(.officer))
    try $0.enrolAgain { $0.pin = Words("hash", kind: .secret) }
  },
]

private let conditionsOfNames: [String: @Sendable (inout RoomScene) throws -> Void] = [
  "enrol: a name that cannot be told from another": { $0.enrol("坐席员 甲") },
  "enrol: a name with nothing to be seen": { $0.enrol("\u{200B}\u{2060}") },
  "enrol: a name with a line end": { $0.enrol("新\n来") },
  "enrol: a name with a tab": { $0.enrol("新\t来") },
  "enrol: a name with a mark of direction": { $0.enrol("新\u{202E}来") },
  "enrol: a name in full width": { $0.enrol("Ｎ") },
  "enrol: a name with a blank at its end": { $0.enrol("新来 ") },
  "enrol: a name with a radical": { $0.enrol("新\u{2F04}") },
  "enrol: a name of forty": { $0.enrol(String(repeating: "长", count: 40)) },
  "enrol: a name of forty-one": { $0.enrol(String(repeating: "长", count: 41)) },
  "enrol: a name of before that would be refused": {
    $0.station.add(.room(.enrol(Enrolment(officer: OfficerID(50), name: "坐席员 甲\n", rank: .officer))))
    try $0.enrolAgain(OfficerID(50)) { $0.rank = .leader }
  },
]

private let conditionsOfUnlocking: [String: @Sendable (inout RoomScene) throws -> Void] = [
  "unlock: by who has the file": { $0.by = .housekeeping },
  "unlock: somebody unknown": {
    $0.by = .housekeeping
    $0.action = .room(.unlock(Unlocking(officer: OfficerID(999))))
  },
  "unlock: somebody who has left": {
    $0.by = .housekeeping
    try $0.station.leaves(Station.id(.leader))
  },
]

private let conditionsOfHousekeeping: [String: @Sendable (inout RoomScene) throws -> Void] = [
  "setCatalogue: by who has the file": { $0.by = .housekeeping },
  "enrol: without a name": { $0.enrol("  ") },
  "enrol: a name that is taken": { $0.enrol("坐席员甲") },
  "enrol: a number that is taken": { $0.enrol("另一人", OfficerID(20)) },
  "enrol: the same person with another rank": { $0.enrol("坐席乙", OfficerID(20), .leader) },
  "enrol: a liaison without a unit": { $0.enrol("联络某", OfficerID(50), .liaison) },
  "enrol: of a unit not in the list": { $0.enrol("联络某", OfficerID(50), .liaison, "Q") },
  "setRoster: a shift that is none": { $0.rostering(Station.id(.leader), RoomScene.turn("X")) },
  "setRoster: somebody unknown": { $0.rostering(OfficerID(999), RoomScene.morningTurn) },
  "setRoster: somebody who has left": {
    try $0.station.leaves(director)
    $0.rostering(director, RoomScene.morningTurn)
  },
  "setRoster: an officer to sit": { $0.rostering(Station.id(.officer), RoomScene.morningTurn) },
  "setRoster: an officer at night": { $0.rostering(Station.id(.officer), RoomScene.turn("夜间值班")) },
  "setSetting: nothing at all": { $0.set(.running(minutes: 0)) },
  "setSetting: more than ten years": { $0.set(.running(minutes: 10 * 366 * 24 * 60 + 1)) },
  "setSetting: ten years of days": { $0.set(.naturalDays(days: 10 * 366)) },
  "setSetting: more than ten years of days": { $0.set(.workingDays(days: 10 * 366 + 1)) },
  "setSetting: what it is already": { $0.set(nil) },
  "setSetting: back to the standard": {
    $0.station.add(.room(.setSetting(SettingChange(.of(.ownVoid), .running(minutes: 20)))))
    $0.set(nil)
  },
  "setStanding: a category not in the list": { $0.standing(category: "ZZ", ["S-ZF"]) },
  "setStanding: a unit not in the list": { $0.standing(["Q"]) },
  "setStanding: a unit named twice": { $0.standing(["S-ZF"], ["S-ZF"]) },
  "setStanding: what it is already": { $0.station.add($0.action) },
  "setStanding: withdrawing what is none": { $0.standing([]) },
  "setStanding: withdrawn": {
    $0.station.add($0.action)
    $0.standing([])
  },
]

private let administrator = Station.id(.administrator)

private let conditionsOfPeople: [String: @Sendable (inout RoomScene) throws -> Void] = [
  "enrol: just as they are": { try $0.enrolAgain(Station.id(.officer)) { _ in } },
  "enrol: one's own PIN anew": { try $0.enrolAgain { $0.pin = Words("hash", kind: .secret) } },
  "enrol: one's own PIN anew where one's unit has gone from the list": {
    $0.station.add(.room(.setCatalogue(Catalogue())))
    try $0.enrolAgain { $0.pin = Words("hash", kind: .secret) }
  },
  "enrol: one's own rank beside the PIN": {
    try $0.enrolAgain {
      $0.pin = Words("hash", kind: .secret)
      $0.rank = .leader
    }
  },
  "enrol: one's own certificate beside the PIN": {
    try $0.enrolAgain {
      $0.pin = Words("hash", kind: .secret)
      $0.qualification = Day("2030-01-01").map { Qualification(certificate: "样9", expires: $0) }
    }
  },
  "enrol: one's own PIN after leaving": {
    try $0.station.leaves(Station.id(.officer))
    try $0.enrolAgain { $0.pin = Words("hash", kind: .secret) }
  },
  "enrol: somebody else's PIN anew": { try $0.enrolAgain(OfficerID(20)) { $0.pin = Words("hash", kind: .secret) } },
  "enrol: a certificate renewed": {
    try $0.enrolAgain(OfficerID(33)) {
      $0.qualification = Day("2030-01-01").map { Qualification(certificate: "样2", expires: $0) }
    }
  },
  "enrol: somebody leaves": { try $0.enrolAgain(director) { $0.left = true } },
  "enrol: who has left leaves": {
    try $0.station.leaves(director)
    try $0.enrolAgain(director) { $0.left = true }
  },
  "enrol: who has left comes back": {
    try $0.station.leaves(director)
    try $0.enrolAgain(director) { $0.left = nil }
  },
  "enrol: the last administrator leaves": { try $0.enrolAgain(administrator) { $0.left = true } },
  "enrol: the last administrator with another rank": { try $0.enrolAgain(administrator) { $0.rank = .officer } },
  "enrol: the last administrator while one has left": {
    $0.station.add(
      .room(.enrol(Enrolment(officer: OfficerID(50), name: "管理员乙", rank: .administrator, left: true))))
    try $0.enrolAgain(administrator) { $0.left = true }
  },
  "enrol: one of two administrators leaves": {
    $0.station.add(.room(.enrol(Enrolment(officer: OfficerID(50), name: "管理员乙", rank: .administrator))))
    try $0.enrolAgain(administrator) { $0.left = true }
  },
]

private let leader = Station.id(.leader)
private let director = Station.id(.director)

private let conditionsOfTheSeat: [String: @Sendable (inout RoomScene) throws -> Void] = [
  "takeSeat: a turn that does not run": { $0.take(RoomScene.turn("中班")) },
  "takeSeat: who sits already": { $0.seat(leader) },
  "takeSeat: while another sits": { $0.seat(leader) },
  "takeSeat: while another sits with a reason": {
    $0.seat(leader)
    $0.take(reason: "临时外出")
  },
  "takeSeat: while another is rostered": { $0.roster(leader, RoomScene.morningTurn) },
  "takeSeat: while another is rostered with a reason": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.take(reason: "代班")
  },
  "takeSeat: by who has left": { try $0.station.leaves(leader) },
  "takeSeat: while who has left is rostered": {
    $0.roster(leader, RoomScene.morningTurn)
    try $0.station.leaves(leader)
  },
  "takeSeat: while who has left sits": {
    $0.seat(leader)
    try $0.station.leaves(leader)
  },
  "takeSeat: as rostered": { $0.roster(leader, RoomScene.morningTurn) },
  "takeSeat: the last shift was not handed over": { $0.seat(leader, RoomScene.turn("夜间值班", "2026-11-17")) },
  "takeSeat: the last shift was not handed over and a reason": {
    $0.seat(leader, RoomScene.turn("夜间值班", "2026-11-17"))
    $0.take(reason: "夜班已离开")
  },
  "takeSeat: after one's own last shift": { $0.seat(leader, RoomScene.turn("夜间值班", "2026-11-17")) },
  "takeSeat: after the last shift was handed over": {
    let night = RoomScene.turn("夜间值班", "2026-11-17")
    $0.seat(leader, night)
    $0.sign(leader, night)
    $0.sign(director, night)
  },
  "handOver: the leader who sits": { $0.seat(leader) },
  "handOver: of another turn": {
    $0.seat(leader)
    $0.handOver(turn: RoomScene.turn("中班"))
  },
  "handOver: a sheet of another ledger": {
    $0.seat(leader)
    $0.handOver(head: "elsewhere")
  },
  "handOver: a sheet of before the seat was taken": {
    $0.seat(leader)
    $0.handOver(through: 1)
  },
  "handOver: with an order not countersigned": {
    $0.seat(leader)
    try $0.unsigned(leader)
  },
  "handOver: with an emergency whistle not reviewed": {
    $0.seat(leader)
    try $0.unsigned(nil)
  },
  "handOver: with another leader's order not countersigned": {
    $0.seat(leader)
    try $0.unsigned(director)
  },
  "handOver: who comes signs first": { $0.seat(leader) },
  "handOver: who comes signs second": {
    $0.seat(leader)
    $0.sign(leader)
    // What was ordered since the one who leaves has signed does not hold the one who comes.
    try $0.unsigned(leader)
  },
  "handOver: who comes signs another sheet": {
    $0.seat(leader)
    $0.sign(leader)
    $0.handOver(through: 501)
  },
  "handOver: who comes is an officer not on the roster": {
    $0.seat(leader)
    $0.sign(leader)
  },
  "handOver: who comes is the officer rostered next": {
    let evening = RoomScene.turn("晚班")
    $0.now = try #require(Station.zone.instant("2026-11-18T20:55"))
    $0.seat(leader, evening)
    $0.sign(leader, evening)
    $0.roster(Station.id(.officer), RoomScene.turn("夜间值班"))
    $0.handOver(turn: evening)
  },
]

private let conditionsOfSwaps: [String: @Sendable (inout RoomScene) throws -> Void] = [
  "swap: by who gives the turn": { $0.roster(leader, RoomScene.morningTurn) },
  "swap: by who takes it": { $0.roster(leader, RoomScene.morningTurn) },
  "swap: by a third": { $0.roster(leader, RoomScene.morningTurn) },
  "swap: signed twice by the same": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.station.add($0.action, by: $0.by)
  },
  "swap: with oneself": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.swap(with: leader)
  },
  "swap: from somebody unknown": { $0.swap(OfficerID(999), with: leader) },
  "swap: with somebody unknown": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.swap(with: OfficerID(999))
  },
  "swap: from somebody who has left": {
    $0.roster(leader, RoomScene.morningTurn)
    try $0.station.leaves(leader)
  },
  "swap: with somebody who has left": {
    $0.roster(leader, RoomScene.morningTurn)
    try $0.station.leaves(director)
  },
  "swap: a turn that is not theirs": { $0.roster(director, RoomScene.morningTurn) },
  "swap: for a turn that is not the other's": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.swap(with: director, other: RoomScene.turn("晚班"))
  },
  "swap: for a turn of the other's": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.roster(director, RoomScene.turn("晚班"))
    $0.swap(with: director, other: RoomScene.turn("晚班"))
  },
  "swap: a shift that is none": { $0.swap(with: director, RoomScene.turn("X")) },
  "swap: a turn in its last minute": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.now = try #require(Station.zone.instant("2026-11-18T11:59:59"))
  },
  "swap: a turn that is over": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.now = try #require(Station.zone.instant("2026-11-18T12:00"))
  },
  "swap: to an officer": {
    $0.roster(leader, RoomScene.morningTurn)
    $0.swap(with: Station.id(.officer))
  },
]

extension RoomScene {
  fileprivate mutating func receive(_ change: (inout Reception) -> Void) {
    var facts = Station.reception
    change(&facts)
    action = .receive(facts)
  }

  fileprivate mutating func enrol(
    _ name: String, _ id: OfficerID = OfficerID(50), _ rank: Rank = .officer, _ unit: String? = nil
  ) {
    action = .room(.enrol(Enrolment(officer: id, name: name, rank: rank, department: unit)))
  }

  /// Enrols somebody who is there anew, nil being who acts.
  fileprivate mutating func enrolAgain(_ id: OfficerID? = nil, _ change: (inout Enrolment) -> Void) throws {
    guard case .officer(let actor) = by else { return }
    var facts = try #require(station.room.officers[id ?? actor]).enrolment
    change(&facts)
    action = .room(.enrol(facts))
  }

  /// The entry by which somebody is there otherwise.
  fileprivate mutating func again(_ id: OfficerID, _ change: (inout Enrolment) -> Void) throws {
    var facts = try #require(station.room.officers[id]).enrolment
    change(&facts)
    station.add(.room(.enrol(facts)))
  }

  fileprivate mutating func pin(_ id: OfficerID, _ hash: String = "hash") throws {
    try again(id) { $0.pin = Words(hash, kind: .secret) }
  }

  fileprivate mutating func signOn(_ id: OfficerID) throws {
    session = Session(try #require(station.room.officers[id]))
  }

  fileprivate mutating func rostering(_ officer: OfficerID, _ turn: Turn) {
    action = .room(.setRoster(RosterChange(lines: [RosterChange.Line(turn: turn, officer: officer)])))
  }

  fileprivate mutating func set(_ limit: TimeLimit?) {
    action = .room(.setSetting(SettingChange(.of(.ownVoid), limit)))
  }

  fileprivate mutating func standing(category: String = "A1", _ lead: [String], _ support: [String] = []) {
    action = .room(.setStanding(StandingRouting(category: category, lead: lead, support: support)))
  }

  fileprivate mutating func take(_ turn: Turn = morningTurn, reason: String? = nil) {
    action = .room(.takeSeat(SeatTaking(turn: turn, reason: reason.map { Words($0) })))
  }

  fileprivate mutating func handOver(turn: Turn = morningTurn, through: Int64 = 500, head: String = "head") {
    action = .room(.handOver(HandingOver(turn: turn, through: through, head: head)))
  }

  fileprivate mutating func swap(
    _ giver: OfficerID = Station.id(.leader), with taker: OfficerID, _ turn: Turn = morningTurn, other: Turn? = nil
  ) {
    action = .room(.swap(Swap(turn: turn, officer: giver, with: taker, other: other)))
  }
}
