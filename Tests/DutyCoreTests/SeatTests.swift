import DutyCore
import Testing

/// The room's own life: seats handed over, turns swapped, who stands in.
@Suite("坐堂与交接") struct SeatTests {
  private let leader = Station.id(.leader)
  private let director = Station.id(.director)

  @Test("a seat is free once both have signed the same sheet; who left last signs first")
  func handOver() throws {
    var scene = try RoomScene(.handOver, by: .leader)
    scene.seat(leader)
    #expect(scene.station.room.seat?.signed == nil)
    scene.sign(leader)
    #expect(scene.station.room.seat?.signed?.through == 500)
    scene.sign(director)
    #expect(scene.station.room.seat == nil)
  }

  @Test("the seat ends with its turn, yet is not handed over by that")
  func endOfTurn() throws {
    var scene = try RoomScene(.handOver, by: .leader)
    scene.seat(leader)
    #expect(scene.station.room.sittingLeader(at: Station.morning)?.id == leader)
    let noon = try #require(Station.zone.instant("2026-11-18T12:00"))
    #expect(scene.station.room.sittingLeader(at: noon) == nil)
    #expect(scene.station.room.seat?.officer == leader)
  }

  @Test("a swap changes the roster once both have signed")
  func swap() throws {
    var scene = try RoomScene(.swap, by: .leader)
    let evening = RoomScene.turn("晚班")
    scene.roster(leader, RoomScene.morningTurn)
    scene.roster(director, evening)
    let swap = Action.room(
      .swap(Swap(turn: RoomScene.morningTurn, officer: leader, with: director, other: evening)))
    scene.station.add(swap, by: .officer(leader))
    #expect(scene.station.room.roster[RoomScene.morningTurn] == leader)
    scene.station.add(swap, by: .officer(director))
    #expect(scene.station.room.roster[RoomScene.morningTurn] == director)
    #expect(scene.station.room.roster[evening] == leader)
    #expect(scene.station.room.swaps.isEmpty)
  }

  @Test("while the chair is empty the rostered leader stands in, and the director and secretary; no other leader")
  func standIn() throws {
    var scene = try RoomScene(.takeSeat, by: .leader)
    func acts(_ rank: Rank) throws -> Bool {
      let officer = try #require(scene.station.room.officers[Station.id(rank)])
      return scene.station.room.actsForSeat(officer, at: Station.morning)
    }
    #expect(try Rank.allCases.filter { try acts($0) } == [.director, .secretary])
    scene.roster(leader, RoomScene.morningTurn)
    #expect(try Rank.allCases.filter { try acts($0) } == [.leader, .director, .secretary])
    scene.seat(director)
    #expect(try Rank.allCases.filter { try acts($0) } == [.director])
  }

  @Test("where a station has neither director nor secretary, any leader stands in")
  func smallStation() throws {
    var station = try Station()
    for rank in [Rank.director, .secretary] {
      station.add(.room(.enrol(Enrolment(officer: Station.id(rank), name: rank.text(.zh) + "甲", rank: .officer))))
    }
    let leader = try #require(station.room.officers[leader])
    #expect(station.room.actsForSeat(leader, at: Station.morning))
  }

  @Test("each turn is followed by the next, across midnight")
  func nextTurn() throws {
    let plan = try Station().room.plan
    var turn = RoomScene.turn("早班")
    var names: [String] = []
    for _ in 0..<5 {
      let end = try #require(plan.span(of: turn)).upperBound
      turn = plan.next(after: turn)
      #expect(plan.turn(at: end) == turn)
      names.append("\(turn.day) \(turn.shift)")
    }
    #expect(
      names == ["2026-11-18 中班", "2026-11-18 晚班", "2026-11-18 夜间值班", "2026-11-19 早班", "2026-11-19 中班"])
  }

  @Test("the sheet has what is not acknowledged first, then what is pressed; what was done, owed, and to be signed")
  func sheet() throws {
    var scene = try RoomScene(.handOver, by: .leader)
    #expect(scene.station.room.handoverSheet(of: [], [], at: Station.morning) == nil)
    scene.seat(leader)
    let station = scene.station
    func received(_ id: Int64) throws -> Incident { try station.acting(.receive(Station.reception), on: nil, as: id) }
    let assignment = Action.summon(Summoning(kind: .assignment, lead: ["S-ZF"]))
    let plain = try received(1001)
    let silent = try station.acting(assignment, orderedBy: leader, on: received(1003))
    var pressed = try station.acting(Scene.whistle(), by: .officer(leader), on: received(1002))
    pressed = try station.acting(.acknowledge(Milestone(response: Station.lead)), on: pressed)
    let unhappy = try station.acting(
      .callBack(CallBack(reached: true, solved: true, satisfied: false)), on: try station.incident(.closed))
    let other = try station.acting(Scene.emergency, orderedBy: director, on: received(1004))
    // Half past five: the whistle's four working hours and half of them more have passed.
    let now = try #require(Station.zone.instant("2026-11-18T17:30"))
    let sheet = try #require(
      station.room.handoverSheet(
        of: [plain, pressed, silent, unhappy, other], silent.unsigned + other.unsigned, at: now))
    #expect(sheet.toSign.map(\.subject) == [.incident(silent.id)])
    #expect(sheet.undone.map(\.id) == [other.id, silent.id, pressed.id, plain.id])
    #expect(sheet.unacknowledged == [other.id, silent.id])
    #expect(sheet.pressed == [other.id, silent.id, pressed.id])
    #expect(sheet.dueNext == [other.id, silent.id, pressed.id, plain.id])
    #expect(sheet.owed == [unhappy.id] && sheet.done.map(\.id) == [unhappy.id])
  }
}
