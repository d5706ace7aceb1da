import DutyCore
import Testing

/// Units that say it is not theirs, need not answer, or must be pressed: each rule from both sides.
@Suite("退单与催办") struct DeclineTests {
  private let support = ResponseID(summons: 1, unit: "C-SJ")
  private let leader = Station.person(.leader)

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

  @Test("a unit declines within four working hours of the call, or two hours after arriving")
  func window() throws {
    let station = try Station()
    let incident = try whistled(station)
    let limit = try #require(Station.zone.instant("2026-11-18T15:00"))
    #expect(try station.acting(declining(), on: incident, at: limit).status == .inHand)
    #expect(
      refusal { try station.acting(declining(), on: incident, at: limit + .seconds(1)) }
        == .when(.declineTooLate(unit: "S-ZF")))
    let arrived = try station.acting(
      .arrive(Milestone(response: Station.lead)), on: incident, at: Station.morning + .hours(1))
    #expect(
      refusal { try station.acting(declining(), on: arrived, at: Station.morning + .hours(3)) } == nil)
    #expect(
      refusal { try station.acting(declining(), on: arrived, at: Station.morning + .hours(3) + .seconds(1)) }
        == .when(.declineTooLate(unit: "S-ZF")))
  }

  @Test("a decline states its ground and a unit; back to the station only with a basic-duty item")
  func ground() throws {
    let station = try Station()
    let incident = try whistled(station)
    let silent = Declining(response: Station.lead, ground: Words(" "), proposed: "C-ZF")
    #expect(refusal { try station.acting(.decline(silent), on: incident) } == .what(.wordsMissing(.decline)))
    #expect(refusal { try station.acting(declining(to: "X"), on: incident) } == .what(.unknownUnit("X")))
    #expect(
      refusal { try station.acting(declining(to: "T-ZHS"), on: incident) } == .what(.backToStationNeedsBasicItem))
    #expect(
      refusal { try station.acting(declining(to: "T-ZHS", item: "SD-2"), on: incident) }
        == .what(.backToStationNeedsBasicItem), "a cooperative item is no basic duty")
    #expect(refusal { try station.acting(declining(to: "T-ZHS", item: "SD-1"), on: incident) } == nil)
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
    let overruled = try station.acting(ruling(.overruled, support), by: leader, on: both)
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

  @Test("the sitting leader rules, or the secretary; another leader does not while one sits")
  func whoRules() throws {
    var station = try Station()
    let declined = try station.acting(declining(), on: station.incident(.inHand))
    try station.seat(.director)
    #expect(
      refusal { try station.acting(ruling(.upheld), by: leader, on: declined) }
        == .who(.needsSittingLeader(sitting: "主任甲")))
    #expect(refusal { try station.acting(ruling(.upheld), by: Station.person(.director), on: declined) } == nil)
    #expect(refusal { try station.acting(ruling(.upheld), by: Station.person(.secretary), on: declined) } == nil)
  }

  @Test("silent support ends with the lead once the lead has replied, and the matter is settled")
  func endWithLead() throws {
    let station = try Station()
    let incident = try whistled(station)
    #expect(refusal { try station.acting(.endWithLead(support), on: incident) } == .when(.leadHasNotReplied))
    #expect(
      refusal { try station.acting(.endWithLead(Station.lead), on: incident) } == .when(.notSupport(unit: "S-ZF")))
    let replied = try station.acting(.reply(Station.completeReply), on: incident)
    #expect(try station.acting(.endWithLead(support), on: replied).status == .handled)
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

  @Test("a matter answered at once is closed at that moment; only explained, not ours with whose it is, or withdrawn")
  func answeredAtOnce() throws {
    let station = try Station()
    let received = try station.incident(.received)
    func answer(_ disposition: Disposition, whose: String? = nil, _ words: String = "已说明") -> Refusal? {
      let facts = DirectAnswer(disposition: disposition, answer: Words(words), whose: whose.map { Words($0) })
      return refusal { try station.acting(.closeDirect(facts), on: received) }
    }
    #expect(answer(.explained) == nil)
    #expect(answer(.withdrawn) == nil)
    #expect(answer(.notOurs) == .what(.whoseIsMissing))
    #expect(answer(.notOurs, whose: "邻镇") == nil)
    #expect(answer(.resolved) == .what(.directAnswerCannot(.resolved)))
    #expect(answer(.explained, "") == .what(.wordsMissing(.closeDirect)))
    let facts = DirectAnswer(disposition: .explained, answer: Words("已说明"))
    let closed = try station.acting(.closeDirect(facts), on: received, at: Station.morning + .minutes(3))
    #expect(closed.closed?.time == Station.morning + .minutes(3))
    #expect(Tally(of: closed).sameDay == 1)
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
