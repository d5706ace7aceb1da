import DutyCore
import Testing

/// Units that say it is not theirs, or must be pressed: what becomes of the matter.
@Suite("退单与催办") struct DeclineTests {
  private let support = ResponseID(summons: 1, unit: "C-SJ")
  private let leader = Station.person(.director)

  private func declining(_ response: ResponseID = Station.lead, to unit: String = "C-ZF", item: String? = nil) -> Action
  {
    .decline(Declining(response: response, ground: Words("不属本单位职责"), proposed: unit, item: item))
  }

  private func ruling(_ ruling: Appointment.Ruling, _ response: ResponseID = Station.lead) -> Action {
    .appoint(Appointment(response: response, ruling: ruling, reason: Words("按清单")))
  }

  private func whistled(_ station: Station) throws -> Incident {
    let whistle = Summoning(kind: .daily, lead: ["S-ZF"], support: ["C-SJ"], ground: .appeal)
    return try station.acting(.summon(whistle), by: leader, on: station.incident(.received))
  }

  @Test("while nobody has decided on it, a declined matter is neither settled nor closed")
  func undecided() throws {
    let station = try Station()
    let incident = try station.acting(declining(), on: station.incident(.inHand))
    #expect(incident.response(Station.lead)?.state == .declined)
    #expect(incident.response(Station.lead)?.nextDeadline == nil, "its clocks have stopped")
    #expect(
      refusal { try station.acting(.void(Reason(Words("x"))), by: leader, on: incident) }
        == .when(.declinesUndecided(units: ["S-ZF"])))

    var both = try station.acting(declining(support), on: whistled(station))
    both = try station.acting(.reply(Station.completeReply), on: both)
    #expect(both.status == .inHand, "the lead has replied, but the support's decline is open")
    #expect(try station.acting(ruling(.upheld, support), by: leader, on: both).status == .handled)
    let referral = Referral(response: support, to: Words("县编办"), grounds: Words("双方清单"))
    let referred = try station.acting(.wayOn(.refer(referral)), by: leader, on: both)
    #expect(referred.status == .inHand, "the county has not ruled")
    var above = Scene.ruling(.overruled)
    above.response = support
    let overruled = try station.acting(.wayOn(.ruleAbove(above)), on: referred)
    #expect(overruled.status == .inHand)
    #expect(overruled.response(support)?.state == .acknowledged)
  }

  @Test("overruled, the unit's clocks start anew from the ruling, and it cannot decline again")
  func overruled() throws {
    let station = try Station()
    let later = Station.morning + .hours(1)
    let declined = try station.acting(declining(), on: whistled(station))
    let incident = try station.acting(ruling(.overruled), by: leader, on: declined, at: later)
    #expect(incident.response(Station.lead)?.replyBy?.started == later)
    #expect(incident.response(Station.lead)?.arriveBy?.due == later + .hours(2))
    #expect(
      refusal { try station.acting(declining(), on: incident, at: later) } == .when(.declinedBefore(unit: "S-ZF")))
  }

  @Test("the desk may call another unit instead; after a second decline only the sitting leader rules")
  func again() throws {
    let station = try Station()
    var incident = try station.acting(declining(to: "C-SJ"), on: station.incident(.inHand))
    incident = try station.acting(.summon(Summoning(kind: .assignment, lead: ["C-SJ"])), on: incident)
    #expect(incident.undecidedDeclines.isEmpty)
    let second = ResponseID(summons: 2, unit: "C-SJ")
    incident = try station.acting(declining(second), on: incident)
    let third = Action.summon(Summoning(kind: .assignment, lead: ["C-ZF"]))
    #expect(refusal { try station.acting(third, on: incident) } == .who(.leaderRulesOnDeclines))
    incident = try station.acting(ruling(.upheld, second), by: Station.person(.secretary), on: incident)
    #expect(incident.status == .inHand, "nobody has replied")
    #expect(try station.acting(third, on: incident).department == "C-ZF")
    #expect(!incident.isFirstTimeRight)
  }

  @Test("a sheet is issued at its step of the ladder or for a reason, each by its rank")
  func sheets() throws {
    let station = try Station()
    let incident = try whistled(station)
    func issue(_ colour: Sheet.Colour, by rank: Rank, at minutes: Int, reason: String? = nil) -> Refusal? {
      let facts = Sheet(response: Station.lead, colour: colour, reason: reason.map { Words($0) })
      return refusal {
        try station.acting(
          .sheet(facts), by: Station.person(rank), on: incident, at: Station.morning + .minutes(minutes))
      }
    }
    #expect(issue(.blue, by: .officer, at: 29) == .when(.ladderNotReached(.blue)))
    #expect(issue(.blue, by: .officer, at: 30) == nil)
    #expect(issue(.blue, by: .officer, at: 1, reason: "来电人第三次催") == nil)
    #expect(issue(.orange, by: .officer, at: 45) == .who(.sheetNeeds(.orange)))
    #expect(issue(.orange, by: .leader, at: 44) == .when(.ladderNotReached(.orange)))
    #expect(issue(.orange, by: .leader, at: 45) == nil)
    #expect(issue(.red, by: .leader, at: 60) == .who(.sheetNeeds(.red)))
    #expect(issue(.red, by: .supervisor, at: 60) == nil)
    #expect(issue(.red, by: .secretary, at: 59) == .when(.ladderNotReached(.red)))
    #expect(issue(.praise, by: .leader, at: 1) == .what(.wordsMissing(.sheet)))
    #expect(issue(.praise, by: .leader, at: 1, reason: "十分钟到场") == nil)
  }

  @Test("a step is told as done once every unit at it was urged or got its sheet, until the next is reached")
  func pressed() throws {
    let station = try Station()
    var incident = try whistled(station)
    let (half, limit) = (Station.morning + .minutes(15), Station.morning + .minutes(30))
    for (moment, step) in [(half, LadderStep.urge), (limit, .blue)] {
      for response in incident.responses {
        #expect(incident.ladderStep(at: moment) == step && !incident.isPressed(at: moment))
        let action: Action =
          step == .urge
          ? .urge(Urging(response: response.id)) : .sheet(Sheet(response: response.id, colour: .blue))
        incident = try station.acting(action, on: incident, at: moment)
      }
      #expect(incident.isPressed(at: moment))
    }
    #expect(!incident.isPressed(at: Station.morning + .minutes(45)))
  }

  @Test("a unit that is out says how: stood down, its decline agreed to, or ended with the lead")
  func released() throws {
    let station = try Station()
    let declined = try station.acting(declining(Station.lead), on: whistled(station))
    let agreed = try station.acting(ruling(.upheld, Station.lead), by: Station.person(.secretary), on: declined)
    #expect(agreed.response(Station.lead)?.stateText(.zh) == "已同意退单")
    let stoodDown = try station.acting(
      .standDown(StandingDown(response: Station.lead, reason: Words("不用来了"))), by: leader, on: whistled(station))
    #expect(stoodDown.response(Station.lead)?.stateText(.zh) == "已撤回")
  }

  @Test("a voided matter comes back as what it was")
  func restore() throws {
    let station = try Station()
    let taken = try station.acting(.takeOn, on: station.incident(.received))
    let voided = try station.acting(.void(Reason(Words("重复"))), on: taken)
    let back = try station.acting(.restore(Reason(Words("不是重复"))), by: leader, on: voided)
    #expect(back.status == .inHand)
    #expect(back.takenOnBy == taken.takenOnBy)
    #expect(back.deadline == taken.deadline)
    #expect(back.counts)
  }
}
