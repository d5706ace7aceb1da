import DutyCore
import Testing

/// Each condition of the rules, tried from both sides.
@Suite("条件") struct ConditionTests {
  @Test("a reception needs a summary and a category of the catalogue, and lies not ahead")
  func reception() throws {
    let station = try Station()
    var facts = Station.reception
    facts.summary = Words(" \u{3000}\n")
    #expect(refusal { try station.acting(.receive(facts), on: nil) } == .what(.wordsMissing(.receive)))
    facts.summary = Words("摘要")
    facts.category = "ZZ"
    #expect(refusal { try station.acting(.receive(facts), on: nil) } == .what(.unknownCategory("ZZ")))
    let request = Request(
      .receive(Station.reception), by: Station.person(.officer), at: Station.morning + .minutes(6))
    #expect(throws: Refusal.when(.inTheFuture)) { try station.room.judge(request, on: nil, now: Station.morning) }
    let pushed = Request(.receive(Station.reception), by: .intake, at: Station.morning + .days(1))
    #expect(throws: Never.self, "a platform's wrong clock loses nothing") {
      try station.room.judge(pushed, on: nil, now: Station.morning)
    }
  }

  @Test("an outside deadline rules where it is earlier, the category's where that is")
  func outsideDeadline() throws {
    let station = try Station()
    var facts = Station.reception
    let own = try station.incident(.received).deadline?.due
    facts.due = Station.morning + .hours(1)
    #expect(try station.acting(.receive(facts), on: nil).deadline?.due == facts.due)
    facts.due = Station.morning + .days(9)
    #expect(try station.acting(.receive(facts), on: nil).deadline?.due == own)
  }

  @Test("a new category counts from reception; a deadline already passed stays passed")
  func amendedDeadline() throws {
    let station = try Station()
    let incident = try station.incident(.received)
    let due = try #require(incident.deadline?.due)
    let early = try station.acting(.amend(Amendment(category: "A2")), on: incident)
    #expect(try #require(early.deadline?.due) > due)
    #expect(early.limitExceedsDay)
    let late = try station.acting(.amend(Amendment(category: "A2")), on: incident, at: due + .minutes(1))
    #expect(late.deadline?.due == due)
    let same = Amendment(category: "A1", grid: "第1网格")
    #expect(refusal { try station.acting(.amend(same), on: incident) } == .what(.nothingChanges))
  }

  @Test("an assignment goes to one known unit that is not on it yet")
  func assignment() throws {
    let station = try Station()
    let received = try station.incident(.received)
    func summon(_ lead: [String], _ support: [String] = [], on incident: Incident) -> Refusal? {
      refusal {
        try station.acting(.summon(Summoning(kind: .assignment, lead: lead, support: support)), on: incident)
      }
    }
    #expect(summon([], on: received) == .what(.leadMissing))
    #expect(summon(["S-ZF", "C-SJ"], on: received) == .what(.assignmentIsToOneUnit))
    #expect(summon(["S-ZF"], ["C-SJ"], on: received) == .what(.assignmentIsToOneUnit))
    #expect(summon(["X"], on: received) == .what(.unknownUnit("X")))
    #expect(summon(["S-ZF"], on: try station.incident(.inHand)) == .what(.unitAlreadyCalled("S-ZF")))
    #expect(summon(["U-GD"], on: received) == nil, "a utility can be asked")
  }

  @Test("the daily whistle is the sitting leader's, or an officer's on that leader's spoken order")
  func dailyWhistle() throws {
    var station = try Station()
    let received = try station.incident(.received)
    let whistle = Action.summon(Summoning(kind: .daily, lead: ["S-ZF"], support: ["C-SJ"], ground: .appeal))
    func blow(_ rank: Rank, order: Rank? = nil) -> Refusal? {
      refusal {
        var orderedBy: OfficerID?
        if let order, case .officer(let id) = Station.person(order) { orderedBy = id }
        return try station.acting(whistle, by: Station.person(rank), orderedBy: orderedBy, on: received)
      }
    }
    #expect(blow(.leader) == nil, "while the chair is empty any leader may")
    #expect(blow(.officer) == .who(.needsSittingLeader(sitting: nil)))
    try station.seat(.director)
    #expect(blow(.director) == nil)
    #expect(blow(.leader) == .who(.needsSittingLeader(sitting: "主任甲")))
    #expect(blow(.officer) == .who(.needsSittingLeader(sitting: "主任甲")))
    #expect(blow(.officer, order: .director) == nil)
    #expect(blow(.officer, order: .leader) == .who(.orderIsNotTheSittingLeaders(name: "坐堂领导甲", sitting: "主任甲")))
    #expect(blow(.liaison, order: .director) == .who(.rankCannot(.liaison, .summon)))
  }

  @Test("a whistle states its ground and calls no utility")
  func whistleFacts() throws {
    let station = try Station()
    let received = try station.incident(.received)
    func blow(_ facts: Summoning) -> Refusal? {
      refusal { try station.acting(.summon(facts), by: Station.person(.leader), on: received) }
    }
    #expect(blow(Summoning(kind: .daily, lead: ["S-ZF"])) == .what(.groundMissing))
    #expect(
      blow(Summoning(kind: .daily, lead: ["U-GD"], ground: .appeal)) == .what(.utilityIsAskedNotWhistled("U-GD")))
    #expect(
      blow(Summoning(kind: .daily, lead: ["S-ZF"], support: ["S-ZF"], ground: .appeal)) == .what(.unitTwice("S-ZF")))
  }

  @Test("the clocks of a summons: half an hour to acknowledge, two to arrive in town, four working hours to reply")
  func clocks() throws {
    let station = try Station()
    let whistle = Summoning(kind: .daily, lead: ["S-ZF"], support: ["C-SJ"], ground: .appeal)
    let incident = try station.acting(
      .summon(whistle), by: Station.person(.leader), on: station.incident(.received))
    let inTown = try #require(incident.response(ResponseID(summons: 1, unit: "S-ZF")))
    let county = try #require(incident.response(ResponseID(summons: 1, unit: "C-SJ")))
    let zone = Station.zone
    #expect(inTown.acknowledgeBy.due == Station.morning + .minutes(30))
    #expect(inTown.arriveBy?.due == Station.morning + .hours(2))
    #expect(county.arriveBy?.due == zone.instant("2026-11-19T18:00"))
    #expect(inTown.replyBy?.due == zone.instant("2026-11-18T15:00"))
    #expect(inTown.replyBy?.calendarMissing == true, "this station has no calendar")
  }

  @Test("the work whistle is any leader's, the hard one the secretary's or director's after a review")
  func workAndHard() throws {
    let station = try Station()
    let received = try station.incident(.received)
    func blow(_ kind: SummonsKind, by rank: Rank, words: String? = "已研判", ground: Ground? = .keyWork) -> Refusal? {
      let facts = Summoning(kind: kind, lead: ["S-ZF"], ground: ground, words: words.map { Words($0) })
      return refusal { try station.acting(.summon(facts), by: Station.person(rank), on: received) }
    }
    #expect(blow(.work, by: .officer) == .who(.rankCannotBlow(.officer, .work)))
    #expect(blow(.work, by: .leader) == nil)
    #expect(blow(.work, by: .leader, ground: nil) == .what(.groundMissing))
    #expect(blow(.hard, by: .leader) == .who(.rankCannotBlow(.leader, .hard)))
    #expect(blow(.hard, by: .director) == nil)
    #expect(blow(.hard, by: .secretary) == nil)
    #expect(blow(.hard, by: .secretary, words: nil) == .what(.reviewMissing))
  }

  @Test("the emergency whistle is anyone's at the desk, once 119/110/120 is answered; it is not declined")
  func emergency() throws {
    let station = try Station()
    let received = try station.incident(.received)
    var facts = Summoning(kind: .emergency, lead: ["S-ZF"])
    #expect(refusal { try station.acting(.summon(facts), on: received) } == .what(.rescueUnanswered))
    facts.rescue = .called
    let incident = try station.acting(.summon(facts), on: received)
    #expect(incident.isEmergency)
    let response = try #require(incident.response(Station.lead))
    #expect(response.acknowledgeBy.due == Station.morning + .minutes(10))
    #expect(response.contactBy?.due == Station.morning + .minutes(10))
    #expect(response.arriveBy?.due == Station.morning + .minutes(30))
    #expect(response.replyBy?.due == Station.morning + .minutes(30))
    let declining = Declining(response: Station.lead, ground: Words("不属本单位"), proposed: "C-SJ")
    #expect(refusal { try station.acting(.decline(declining), on: incident) } == .when(.emergencyIsNotDeclined))
  }

  @Test("the clocks of the work and hard whistles: an hour, a day, three or five workdays")
  func longClocks() throws {
    let station = try Station()
    for (kind, reply) in [(SummonsKind.work, "2026-11-23T18:00"), (.hard, "2026-11-25T18:00")] {
      let facts = Summoning(kind: kind, lead: ["S-ZF"], ground: .keyWork, words: Words("已研判"))
      let incident = try station.acting(
        .summon(facts), by: Station.person(.secretary), on: station.incident(.received))
      let response = try #require(incident.response(Station.lead))
      #expect(response.acknowledgeBy.due == Station.morning + .hours(1))
      #expect(response.contactBy?.due == Station.morning + .hours(24))
      #expect(response.arriveBy?.due == Station.zone.instant(reply))
      #expect(response.replyBy?.due == Station.zone.instant(reply))
      #expect(response.nextDeadline == response.acknowledgeBy)
      let acknowledged = try station.acting(.acknowledge(Milestone(response: Station.lead)), on: incident)
      #expect(acknowledged.response(Station.lead)?.nextDeadline == response.contactBy)
    }
  }

  @Test("a reply is complete with its four elements; whom they spoke to is asked where somebody reported")
  func fourElements() throws {
    let station = try Station()
    let inHand = try station.incident(.inHand)
    var reply = Station.completeReply
    reply.spokeTo = nil
    #expect(reply.missing(for: inHand) == [.spokeTo])
    let kept = try station.acting(.reply(reply), on: inHand)
    #expect(kept.status == .inHand, "an incomplete reply is a note, the clock goes on")
    #expect(kept.response(Station.lead)?.replied == nil)
    var anonymous = Station.reception
    anonymous.reporter = nil
    let nobody = try station.acting(
      .summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: station.acting(.receive(anonymous), on: nil))
    #expect(try station.acting(.reply(reply), on: nobody).status == .handled)
    #expect(Reply(response: Station.lead).missing(for: inHand) == Reply.Element.allCases)
  }

  @Test("a liaison answers for the own unit only")
  func liaison() throws {
    let station = try Station()
    let both = try station.acting(
      .summon(Summoning(kind: .daily, lead: ["S-ZF"], support: ["C-SJ"], ground: .appeal)),
      by: Station.person(.leader), on: station.incident(.received))
    let foreign = Milestone(response: ResponseID(summons: 1, unit: "C-SJ"))
    #expect(
      refusal { try station.acting(.acknowledge(foreign), by: Station.person(.liaison), on: both) }
        == .who(.notThisUnitsLiaison(unit: "C-SJ")))
    let stranger = Milestone(response: ResponseID(summons: 2, unit: "S-ZF"))
    #expect(refusal { try station.acting(.arrive(stranger), on: both) } == .when(.noSuchResponse(unit: "S-ZF")))
  }

  @Test("a whistle is settled when every lead has replied and no support is out; one who stays silent holds it open")
  func settle() throws {
    let station = try Station()
    let leader = Station.person(.leader)
    let whistle = Summoning(kind: .daily, lead: ["S-ZF"], support: ["C-SJ"], ground: .appeal)
    var incident = try station.acting(.summon(whistle), by: leader, on: station.incident(.received))
    incident = try station.acting(.reply(Station.completeReply), on: incident)
    #expect(incident.status == .inHand)
    let support = ResponseID(summons: 1, unit: "C-SJ")
    let released = StandingDown(response: support, reason: Words("牵头已办完"))
    #expect(try station.acting(.standDown(released), on: incident).status == .handled)
    var second = Station.completeReply
    second.response = support
    #expect(try station.acting(.reply(second), on: incident).status == .handled)

    let alone = StandingDown(response: Station.lead, reason: Words("不用来了"))
    let nobody = try station.acting(.standDown(alone), by: leader, on: station.incident(.inHand))
    #expect(nobody.status == .inHand, "with no lead's reply nothing is settled")
  }

  @Test("a reply sent back opens the matter again, with a new reply deadline, and is counted")
  func sendBack() throws {
    let station = try Station()
    let later = Station.morning + .minutes(30)
    let back = Action.sendBack(SendingBack(response: Station.lead, reason: Words("没有照片")))
    let incident = try station.acting(back, on: station.incident(.handled), at: later)
    #expect(incident.status == .inHand)
    #expect(incident.handled == nil)
    #expect(incident.sendBacks == 1)
    let response = try #require(incident.response(Station.lead))
    #expect(response.state == .acknowledged)
    #expect(response.replied == nil)
    #expect(response.replyBy?.started == later)
    #expect(try station.acting(.reply(Station.completeReply), on: incident).status == .handled)
  }

  @Test("what the desk handled itself is stated by who took it on and checked by somebody else")
  func ownHandling() throws {
    let station = try Station()
    let officer = Station.person(.officer)
    let taken = try station.acting(.takeOn, by: officer, on: station.incident(.received))
    let handling = Action.handle(Handling(method: .guidance, measure: Words("已清理")))
    #expect(
      refusal { try station.acting(handling, by: Station.colleague, on: taken) }
        == .who(.notWhoTookItOn(name: "坐席员甲")))
    let silent = Action.handle(Handling(method: .guidance, measure: Words("")))
    #expect(refusal { try station.acting(silent, by: officer, on: taken) } == .what(.wordsMissing(.handle)))
    let handled = try station.acting(handling, by: officer, on: taken)
    #expect(
      refusal { try station.acting(.close(Station.closing), by: officer, on: handled) }
        == .who(.checkerIsHandler(name: "坐席员甲")))
    var confirmed = Station.closing
    confirmed.check = .reporter
    #expect(try station.acting(.close(confirmed), by: officer, on: handled).status == .closed)
    #expect(try station.acting(.close(Station.closing), by: Station.colleague, on: handled).status == .closed)
    var anonymous = Station.reception
    anonymous.reporter = nil
    let nobody = try station.acting(
      handling, by: officer, on: station.acting(.takeOn, by: officer, on: station.acting(.receive(anonymous), on: nil)))
    #expect(refusal { try station.acting(.close(confirmed), by: officer, on: nobody) } == .what(.nobodyToCallBack))
  }

  @Test("the closing time is that of the handling if checked by noon of the next workday, else that of the close")
  func closingTime() throws {
    let station = try Station()
    let handled = try station.incident(.handled)
    let noon = try #require(Station.zone.instant("2026-11-19T12:00"))
    #expect(handled.handled?.checkBy == noon)
    let inTime = try station.acting(.close(Station.closing), by: Station.colleague, on: handled, at: noon)
    #expect(inTime.closed?.time == Station.morning)
    #expect(Tally(of: inTime).sameDay == 1)
    let late = try station.acting(
      .close(Station.closing), by: Station.colleague, on: handled, at: noon + .seconds(1))
    #expect(late.closed?.time == noon + .seconds(1))
    #expect(Tally(of: late).sameDay == 0)
  }

  @Test("a matter without a category is not closed")
  func categoryAtClose() throws {
    let station = try Station()
    var facts = Station.reception
    facts.category = nil
    let taken = try station.acting(.takeOn, on: station.acting(.receive(facts), on: nil))
    let handled = try station.acting(.handle(Handling(method: .other, measure: Words("已办"))), on: taken)
    #expect(
      refusal { try station.acting(.close(Station.closing), by: Station.colleague, on: handled) }
        == .what(.categoryMissing))
    let amended = try station.acting(.amend(Amendment(category: "A1")), on: handled)
    #expect(try station.acting(.close(Station.closing), by: Station.colleague, on: amended).status == .closed)
  }

  @Test("an officer reopens within thirty days, a leader after; the close leaves the figures")
  func reopen() throws {
    let station = try Station()
    let closed = try station.incident(.closed)
    let again = Action.reopen(Reason(Words("又摆出来了")))
    let limit = Station.morning + .days(30)
    let reopened = try station.acting(again, on: closed, at: limit)
    #expect(reopened.closed == nil)
    #expect(Tally(of: reopened).sameDayAll == 0)
    #expect(reopened.deadline?.due == Station.zone.instant("2026-12-23T18:00"))
    #expect(refusal { try station.acting(again, on: closed, at: limit + .seconds(1)) } == .who(.reopenNeedsLeader))
    #expect(try station.acting(again, by: Station.person(.leader), on: closed, at: limit + .days(9)).status == .inHand)
  }

  @Test("an officer voids an own reception for ten minutes; a leader any; never with a unit out")
  func void() throws {
    let station = try Station()
    let received = try station.incident(.received)
    let void = Action.void(Reason(Words("登错了")))
    let limit = Station.morning + .minutes(10)
    #expect(try station.acting(void, on: received, at: limit).status == .voided)
    #expect(refusal { try station.acting(void, on: received, at: limit + .seconds(1)) } == .who(.voidNeedsLeader))
    #expect(refusal { try station.acting(void, by: Station.colleague, on: received) } == .who(.voidNeedsLeader))
    #expect(
      refusal { try station.acting(void, by: Station.person(.leader), on: try station.incident(.inHand)) }
        == .when(.responsesStillLive(units: ["S-ZF"])))
  }

  @Test("the seat is the rostered leader's; another needs a reason, and nobody sits down beside one who sits")
  func seat() throws {
    var station = try Station()
    let turn = try #require(station.room.plan.turn(at: Station.morning))
    #expect(turn == Turn(day: try #require(Day("2026-11-18")), shift: "早班"))
    guard case .officer(let leader) = Station.person(.leader) else { return }
    let roster = Action.room(.setRoster(RosterChange(lines: [RosterChange.Line(turn: turn, officer: leader)])))
    station.room = station.room.folding(
      Station.entry(99, .room, station.room.revision + 1, roster, by: .housekeeping))
    func take(_ rank: Rank, _ turn: Turn, reason: String? = nil) -> Refusal? {
      let facts = SeatTaking(turn: turn, reason: reason.map { Words($0) })
      do {
        _ = try station.room.judge(
          Request(.room(.takeSeat(facts)), by: Station.person(rank), at: Station.morning), on: nil, now: Station.morning
        )
        return nil
      } catch { return error }
    }
    #expect(take(.officer, turn) == .who(.rankCannot(.officer, .takeSeat)))
    #expect(take(.leader, turn) == nil)
    #expect(take(.leader, Turn(day: turn.day, shift: "中班")) == .room(.turnIsNotRunning("中班")))
    #expect(take(.director, turn) == .room(.notRostered(name: "主任甲", rostered: "坐堂领导甲")))
    #expect(take(.director, turn, reason: "坐堂领导甲外出") == nil)
    try station.seat(.leader)
    #expect(take(.director, turn) == .room(.seatIsTaken(by: "坐堂领导甲")))
    #expect(take(.leader, turn, reason: "再坐一次") == .room(.sitsAlready(name: "坐堂领导甲")))
    #expect(station.room.sittingLeader(at: Station.morning)?.name == "坐堂领导甲")
    #expect(station.room.sittingLeader(at: Station.morning + .hours(3)) == nil, "the turn is over")
  }

  @Test("every refusal speaks both languages, and neither leaks into the other")
  func languages() {
    let examples: [Refusal] = [
      .who(.notSignedOn), .who(.rankCannot(.liaison, .close)), .who(.needsSittingLeader(sitting: nil)),
      .who(.orderIsNotTheSittingLeaders(name: "X", sitting: nil)), .who(.notThisUnitsLiaison(unit: "X")),
      .who(.notWhoTookItOn(name: nil)), .who(.checkerIsHandler(name: "X")), .who(.reopenNeedsLeader),
      .who(.voidNeedsLeader), .who(.standDownOfLeadNeedsLeader), .who(.leaderRulesOnDeclines),
      .who(.sheetNeeds(.blue)), .who(.sheetNeeds(.orange)), .who(.sheetNeeds(.red)), .when(.unknownIncident),
      .when(.declinesUndecided(units: ["X"])), .when(.leadHasNotReplied), .when(.notSupport(unit: "X")),
      .when(.declinedBefore(unit: "X")), .when(.declineTooLate(unit: "X")), .when(.ladderNotReached(.red)),
      .what(.backToStationNeedsBasicItem), .what(.directAnswerCannot(.resolved)), .what(.whoseIsMissing),
      .what(.badDigest), .what(.rescueUnanswered), .what(.reviewMissing), .when(.emergencyIsNotDeclined),
      .who(.rankCannotBlow(.officer, .hard)),
      .when(.notInThisStatus(.reply, .closed)), .when(.responseNotInThisState(.arrive, unit: "X", .replied)),
      .when(.noSuchResponse(unit: "X")), .when(.responsesStillLive(units: ["X"])), .when(.inTheFuture),
      .what(.nothingChanges), .what(.unknownCategory("X")), .what(.categoryMissing), .what(.unknownUnit("X")),
      .what(.leadMissing), .what(.assignmentIsToOneUnit), .what(.unitTwice("X")), .what(.unitAlreadyCalled("X")),
      .what(.utilityIsAskedNotWhistled("X")), .what(.groundMissing), .what(.closedBeforeReceived),
      .room(.alreadyFounded), .room(.nameMissing), .room(.nameTaken("X")), .room(.liaisonNeedsUnit),
      .room(.rosterNeedsLeader(name: "X")), .room(.unknownShift("X")), .room(.turnIsNotRunning("X")),
      .room(.notRostered(name: "X", rostered: "Y")), .room(.seatIsTaken(by: "X")), .room(.sitsAlready(name: "X")),
      .what(.nobodyToCallBack), .room(.unknownOfficer(OfficerID(1))),
    ]
    let words = examples + ActionName.allCases.map { .what(.wordsMissing($0)) }
    for refusal in words {
      func hanzi(_ text: String) -> Bool { text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
      #expect(hanzi(refusal.text(.zh)), "\(refusal)")
      #expect(!hanzi(refusal.text(.en)), "\(refusal.text(.en))")
    }
  }
}
