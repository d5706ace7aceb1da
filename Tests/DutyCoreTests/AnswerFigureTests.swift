import DutyCore
import Testing

/// Tests how units' answers count, each figure from both sides of its limit.
@Suite("应哨数字") struct AnswerFigureTests {
  private func figures(_ incident: Incident, cutOff: Instant) -> ResponseFigures {
    var figures = ResponseFigures()
    figures.addAnswers(incident, cutOff: cutOff)
    return figures
  }

  private func whistled() throws -> (Station, Incident) {
    let station = try Station()
    let whistle = Summoning(kind: .daily, lead: ["S-ZF"], support: ["C-SJ"], ground: .appeal)
    return (
      station, try station.acting(.summon(whistle), by: Station.person(.director), on: station.incident(.received))
    )
  }

  @Test("an acknowledgement counts once it came or its limit has passed, and is in time up to the limit itself")
  func acknowledged() throws {
    let (station, incident) = try whistled()
    let limit = Station.morning + .minutes(30)
    #expect(figures(incident, cutOff: limit - .seconds(1)).answers.acknowledgedInTime == Rate(0, of: 0))
    #expect(figures(incident, cutOff: limit).answers.acknowledgedInTime == Rate(0, of: 2))
    let lead = Milestone(response: Station.lead)
    let inTime = try station.acting(.acknowledge(lead), on: incident, at: limit)
    #expect(figures(inTime, cutOff: limit).answers.acknowledgedInTime == Rate(1, of: 2))
    let late = try station.acting(.acknowledge(lead), on: incident, at: limit + .seconds(1))
    #expect(figures(late, cutOff: limit + .seconds(1)).answers.acknowledgedInTime == Rate(0, of: 2))
  }

  @Test("a unit released before its limit owes nothing; one released after it has missed it")
  func released() throws {
    let (station, incident) = try whistled()
    let support = StandingDown(response: ResponseID(summons: 1, unit: "C-SJ"), reason: Words("不用来了"))
    let limit = Station.morning + .minutes(30)
    let later = limit + .hours(9)
    let early = try station.acting(.standDown(support), on: incident, at: limit - .seconds(1))
    #expect(figures(early, cutOff: later).answers.acknowledgedInTime == Rate(0, of: 1))
    let tooLate = try station.acting(.standDown(support), on: incident, at: limit + .seconds(1))
    #expect(figures(tooLate, cutOff: later).answers.acknowledgedInTime == Rate(0, of: 2))
  }

  @Test("a reply implies having arrived, and counts per incident by its last lead")
  func replied() throws {
    let (station, incident) = try whistled()
    let replyLimit = try #require(incident.response(Station.lead)?.replyBy?.due)
    #expect(figures(incident, cutOff: replyLimit - .seconds(1)).effectiveReply == Rate(0, of: 0))
    #expect(figures(incident, cutOff: replyLimit).effectiveReply == Rate(0, of: 1))
    let inTime = try station.acting(.reply(Station.completeReply), on: incident, at: Station.morning + .hours(1))
    #expect(figures(inTime, cutOff: replyLimit).effectiveReply == Rate(1, of: 1))
    #expect(figures(inTime, cutOff: replyLimit).replyInTime == Rate(1, of: 1))
    #expect(figures(inTime, cutOff: Station.morning + .hours(1)).answers.arrivedInTime == Rate(1, of: 1))
    let late = try station.acting(.reply(Station.completeReply), on: incident, at: replyLimit + .minutes(1))
    #expect(figures(late, cutOff: replyLimit + .minutes(1)).effectiveReply == Rate(1, of: 1))
    #expect(figures(late, cutOff: replyLimit + .minutes(1)).replyInTime == Rate(0, of: 1))
  }

  @Test("a reply sent back is not effective until it comes again, and the matter is not first-time-right")
  func sentBack() throws {
    let (station, incident) = try whistled()
    let replied = try station.acting(.reply(Station.completeReply), on: incident, at: Station.morning + .hours(1))
    let back = Action.sendBack(SendingBack(response: Station.lead, reason: Words("没有照片")))
    let returned = try station.acting(back, on: replied, at: Station.morning + .hours(2))
    let far = Station.morning + .days(3)
    #expect(figures(returned, cutOff: far).effectiveReply == Rate(0, of: 1))
    var second = Station.completeReply
    second.response = ResponseID(summons: 1, unit: "C-SJ")
    let again = try station.acting(.reply(Station.completeReply), on: returned, at: Station.morning + .hours(3))
    let both = try station.acting(.reply(second), on: again, at: Station.morning + .hours(3))
    #expect(figures(both, cutOff: far).effectiveReply == Rate(1, of: 1))
    let closed = try station.acting(.close(Station.closing), on: both, at: Station.morning + .hours(4))
    #expect(figures(closed, cutOff: far).firstTimeRight == Rate(0, of: 1))
    #expect(figures(try station.incident(.closed), cutOff: far).firstTimeRight == Rate(1, of: 1))
  }

  @Test("what the desk handled itself, what is void and what was imported have no answers to count")
  func withoutAnswers() throws {
    let station = try Station()
    let far = Station.morning + .days(30)
    let taken = try station.acting(.takeOn, on: station.incident(.received))
    #expect(figures(taken, cutOff: far).effectiveReply.denominator == 0)
    #expect(figures(try station.incident(.voided), cutOff: far) == ResponseFigures())
    let record = ImportedRecord(
      origin: "elsewhere", externalId: "1", source: .other, summary: Words("外部"), closed: Station.morning + .days(1))
    let imported = try station.acting(.importRecord(record), by: .importer, on: nil)
    #expect(figures(imported, cutOff: far) == ResponseFigures())
  }

  @Test("an on-time close is one by its deadline; open ones count once it has passed, those without one never")
  func onTime() {
    let due = Station.morning
    func rate(due: Instant?, closed: Instant?, cutOff: Instant) -> Rate {
      var figures = ResponseFigures()
      figures.addClose(due: due, closed: closed, cutOff: cutOff)
      return figures.onTimeClosure
    }
    let after = due + .seconds(1)
    #expect(rate(due: due, closed: due, cutOff: after) == Rate(1, of: 1))
    #expect(rate(due: due, closed: after, cutOff: after) == Rate(0, of: 1))
    #expect(rate(due: due, closed: nil, cutOff: after) == Rate(0, of: 1))
    #expect(rate(due: due, closed: nil, cutOff: due) == Rate(0, of: 0), "not before it has passed")
    #expect(rate(due: nil, closed: due, cutOff: due) == Rate(0, of: 0))
  }

  @Test(
    "the ladder: half the limit urges, the limit is blue, half more orange, twice red, three send-backs red at once")
  func ladder() throws {
    let (station, incident) = try whistled()
    func step(_ minutes: Int) -> LadderStep? { incident.ladderStep(at: Station.morning + .minutes(minutes)) }
    #expect(step(14) == nil)
    #expect(step(15) == .urge)
    #expect(step(30) == .blue)
    #expect(step(45) == .orange)
    #expect(step(60) == .red)
    #expect(incident.orangeFrom == Station.morning + .minutes(45))
    var sentBack = incident
    for _ in 0..<3 {
      sentBack = try station.acting(.reply(Station.completeReply), on: sentBack)
      let back = Action.sendBack(SendingBack(response: Station.lead, reason: Words("没有照片")))
      sentBack = try station.acting(back, on: sentBack)
    }
    #expect(sentBack.ladderStep(at: Station.morning) == .red)
  }
}
