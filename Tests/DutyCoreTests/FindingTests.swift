import DutyCore
import Testing

/// Tests what the rules work out where they say yes: deadlines, completeness, what settles, when it counts as closed.
@Suite("推算") struct FindingTests {
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

  @Test("an imported record has what figures need to know of its category, and none of its limit")
  func imported() throws {
    let station = try Station()
    let record = ImportedRecord(
      origin: "x", externalId: "1", source: .grid, summary: Words("旧事"), category: "A2")
    let incident = try station.acting(.importRecord(record), by: .importer, on: nil)
    #expect(incident.limitExceedsDay && incident.deadline == nil)
    let listed = ImportedRecord(
      origin: "x", externalId: "2", source: .grid, summary: Words("旧事"), category: "A5")
    #expect(try station.acting(.importRecord(listed), by: .importer, on: nil).listClass == .cooperative)
  }

  @Test("a new category counts from reception and leaves half of its limit; the first deadline stays for the figures")
  func amendedDeadline() throws {
    let station = try Station()
    let incident = try station.incident(.received)
    let due = try #require(incident.deadline?.due)
    func amended(to category: String, _ later: Duration, by rank: Rank = .leader) throws -> Incident {
      try station.acting(
        .amend(Amendment(category: category)), by: Station.person(rank), on: incident, at: Station.morning + later)
    }
    let early = try amended(to: "A2", .minutes(30), by: .officer)
    #expect(early.deadline?.due == Station.zone.instant("2026-12-09T18:00") && early.limitExceedsDay)
    #expect(early.judgedDeadline == early.deadline, "amended at once, its own deadline counts")
    let late = try amended(to: "A2", due - Station.morning + .minutes(1))
    #expect(late.deadline?.due == due && late.judgedDeadline?.due == due, "what had passed stays passed")
    // At 14:00 one of the four working hours is left, and half of the new limit are two.
    let same = try amended(to: "A5", .hours(5))
    #expect(same.deadline?.due == Station.zone.instant("2026-11-18T16:00"))
    #expect(same.judgedDeadline?.due == due)
  }

  @Test("the clocks of a summons: half an hour to acknowledge, two to arrive in town, four working hours to reply")
  func clocks() throws {
    let station = try Station()
    let whistle = Summoning(kind: .daily, lead: ["S-ZF"], support: ["C-SJ"], ground: .appeal)
    let incident = try station.acting(
      .summon(whistle), by: Station.person(.director), on: station.incident(.received))
    let inTown = try #require(incident.response(ResponseID(summons: 1, unit: "S-ZF")))
    let county = try #require(incident.response(ResponseID(summons: 1, unit: "C-SJ")))
    let zone = Station.zone
    #expect(inTown.acknowledgeBy.due == Station.morning + .minutes(30))
    #expect(inTown.arriveBy?.due == Station.morning + .hours(2))
    #expect(county.arriveBy?.due == zone.instant("2026-11-19T18:00"))
    #expect(inTown.replyBy?.due == zone.instant("2026-11-18T15:00"))
    #expect(inTown.replyBy?.calendarMissing == true, "this station has no calendar")
  }

  @Test("an emergency whistle: ten minutes to acknowledge and be in contact, half an hour to arrive and reply")
  func emergency() throws {
    let station = try Station()
    let incident = try station.acting(Scene.emergency, on: station.incident(.received))
    #expect(incident.isEmergency)
    let response = try #require(incident.response(Station.lead))
    #expect(response.acknowledgeBy.due == Station.morning + .minutes(10))
    #expect(response.contactBy?.due == Station.morning + .minutes(10))
    #expect(response.arriveBy?.due == Station.morning + .minutes(30))
    #expect(response.replyBy?.due == Station.morning + .minutes(30))
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

  @Test("a whistle is settled when every lead has replied and no support is out; one who stays silent holds it open")
  func settle() throws {
    let station = try Station()
    let leader = Station.person(.director)
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

  @Test("answered at once, a matter is closed at that moment")
  func answeredAtOnce() throws {
    let station = try Station()
    let facts = DirectAnswer(disposition: .explained, answer: Words("已说明"))
    let closed = try station.acting(
      .closeDirect(facts), on: station.incident(.received), at: Station.morning + .minutes(3))
    #expect(closed.closed?.time == Station.morning + .minutes(3))
    #expect(Tally(of: closed).sameDay == 1)
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

  @Test("reopened, a matter has its category's limit anew, three workdays at most; the close leaves the figures")
  func reopen() throws {
    let station = try Station()
    let limit = Station.morning + .days(30)
    func reopened(_ category: String) throws -> (before: Incident, after: Incident) {
      var facts = Station.reception
      facts.category = category
      let received = try station.acting(.receive(facts), on: nil)
      let answer = DirectAnswer(disposition: .explained, answer: Words("已说明"))
      let closed = try station.acting(.closeDirect(answer), on: received)
      return (closed, try station.acting(.reopen(Reason(Words("又摆出来了"))), on: closed, at: limit))
    }
    let (before, short) = try reopened("A1")
    #expect(before.closed != nil && short.closed == nil)
    #expect(Tally(of: before).sameDayAll == 1 && Tally(of: short).sameDayAll == 0)
    #expect(short.deadline?.due == Station.zone.instant("2026-12-18T15:00"))
    #expect(short.judgedDeadline?.due == before.deadline?.due, "the first deadline judges it")
    #expect(try reopened("A2").after.deadline?.due == Station.zone.instant("2026-12-23T18:00"))
  }
}
