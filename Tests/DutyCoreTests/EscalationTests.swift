import DutyCore
import Testing

/// Upwards and aside: whose clock runs, and what comes back.
@Suite("上报") struct EscalationTests {
  private let lead = ResponseID(summons: 1, unit: "X-ZX")

  private func accepted(_ manner: EscalationManner, at now: Instant = Station.morning) throws -> Incident {
    let station = try Station()
    let escalated = try station.acting(Scene.escalating(manner), on: station.incident(.received))
    return try station.acting(
      .wayOn(.accept(Acceptance(response: lead, manner: manner, number: "县-7", who: Words("值班员")))), on: escalated,
      at: now)
  }

  private func rejected(_ incident: Incident, at now: Instant) throws -> Incident {
    let facts = Rejection(response: lead, cause: Words("属地可办"), right: Words("本镇"))
    return try Station().acting(.wayOn(.reject(facts)), on: incident, at: now)
  }

  @Test("the county room and a neighbour have two hours to acknowledge and a workday to answer, and are only urged")
  func clocks() throws {
    let station = try Station()
    for unit in ["X-ZX", "N-LZ"] {
      let escalated = try station.acting(Scene.escalating(.jointly, to: unit), on: station.incident(.received))
      let response = try #require(escalated.response(ResponseID(summons: 1, unit: unit)))
      #expect(response.acknowledgeBy.due == Station.morning + .hours(2))
      #expect(response.replyBy?.due == Station.zone.instant("2026-11-19T18:00"))
      #expect(response.ladderStart(.urge) == Station.morning + .hours(1) && response.ladderStart(.orange) == nil)
      #expect(escalated.ladder(at: Station.morning + .days(9)).map(\.step) == [.urge])
    }
  }

  @Test("what is only shown is a support, what is joint or handed over a lead")
  func roles() throws {
    for (manner, role) in [(EscalationManner.shown, Response.Role.support), (.jointly, .lead), (.handedOver, .lead)] {
      #expect(try accepted(manner).response(lead)?.role == role, "\(manner)")
    }
  }

  @Test("handed over, our clock stands still from the acceptance on; shown or joint, it runs")
  func pause() throws {
    let due = try Station().incident(.received).deadline
    for manner in [EscalationManner.shown, .jointly] {
      let incident = try accepted(manner)
      #expect(incident.handedOver == nil && incident.runningDeadline == due && incident.judgedDeadline == due)
    }
    let incident = try accepted(.handedOver)
    #expect(incident.handedOver == Station.morning && incident.runningDeadline == nil && incident.judgedDeadline == nil)
    #expect(!incident.isUnattended && incident.nextDue == incident.response(lead)?.replyBy?.due)
  }

  @Test("rejected after two days, it comes back with what was left, a workday at the least, and stands in 待派")
  func comesBack() throws {
    // One of four working hours was left when they took it over.
    let late = try accepted(.handedOver, at: Station.morning + .hours(5))
    let back = try rejected(late, at: Station.morning + .days(2))
    #expect(back.deadline?.due == Station.zone.instant("2026-11-23T18:00"))
    #expect(back.judgedDeadline == back.deadline && back.isUnattended && back.response(lead)?.wasRejected == true)
    #expect(back.atCounty.map(\.until) == [Station.morning + .days(2)])
    let overdue = try accepted(.handedOver, at: Station.morning + .days(1))
    let still = try rejected(overdue, at: Station.morning + .days(2))
    #expect(still.deadline == overdue.ownDeadline, "what had run out stays so")
  }

  @Test("in an emergency half an hour is left at the least")
  func emergency() throws {
    let station = try Station()
    var facts = Station.reception
    facts.urgency = .emergency
    let escalated = try station.acting(Scene.escalating(), on: station.acting(.receive(facts), on: nil))
    let taken = try station.acting(
      .wayOn(.accept(Acceptance(response: lead, manner: .handedOver, who: Words("值班员")))), on: escalated,
      at: Station.morning + .hours(5) + .minutes(50))
    let now = Station.morning + .hours(7)
    #expect(try rejected(taken, at: now).deadline?.due == now + .minutes(30))
  }

  @Test("their complete answer settles what was handed over; the clock goes on with what was left until it is checked")
  func answered() throws {
    let station = try Station()
    var reply = Station.completeReply
    reply.response = lead
    let now = Station.morning + .days(1)
    let incident = try accepted(.handedOver)
    let handled = try station.acting(.reply(reply), on: incident, at: now)
    #expect(handled.status == .handled && handled.handedOver == nil)
    #expect(handled.deadline?.due == Station.zone.instant("2026-11-19T15:00"), "four working hours were left")
    let closed = try station.acting(.close(Station.closing), by: Station.colleague, on: handled, at: now)
    #expect(closed.status == .closed)
  }

  @Test("an escalation that was only shown ends with the close")
  func endsWithClose() throws {
    let station = try Station()
    let shown = try accepted(.shown)
    let called = try station.acting(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: shown)
    var reply = Station.completeReply
    reply.response = ResponseID(summons: 2, unit: "S-ZF")
    let handled = try station.acting(.reply(reply), on: called)
    #expect(handled.status == .handled && handled.response(lead)?.state == .accepted)
    let closed = try station.acting(.close(Station.closing), by: Station.colleague, on: handled)
    #expect(closed.response(lead)?.state == .ended)
  }

  @Test("a referral stops the decline's clocks, is due in a workday, and a ruling above starts them anew")
  func referral() throws {
    let station = try Station()
    let county = ResponseID(summons: 1, unit: "C-SJ")
    let assigned = try station.acting(
      .summon(Summoning(kind: .assignment, lead: ["C-SJ"])), on: station.incident(.received))
    let declined = try station.acting(Scene.declining(county, to: "C-ZF"), on: assigned)
    let referral = Referral(response: county, to: Words("县编办"), grounds: Words("双方清单"))
    let referred = try station.acting(.wayOn(.refer(referral)), by: Station.person(.secretary), on: declined)
    #expect(referred.response(county)?.rulingBy?.due == Station.zone.instant("2026-11-19T18:00"))
    #expect(!referred.isUnattended && referred.decisions(at: Station.morning).isEmpty)
    var ruling = Scene.ruling(.overruled)
    ruling.response = county
    let now = Station.morning + .days(1)
    let ruled = try station.acting(.wayOn(.ruleAbove(ruling)), on: referred, at: now)
    let response = try #require(ruled.response(county))
    #expect(response.state == .acknowledged && response.ruling == .overruled && response.rulingBy == nil)
    #expect(response.replyBy?.started == now && ruled.atCounty.map(\.until) == [now])
    ruling.ruling = .upheld
    let upheld = try station.acting(.wayOn(.ruleAbove(ruling)), on: referred, at: now)
    #expect(upheld.response(county)?.isStoodDown == true && upheld.isUnattended)
  }

  @Test("reported again two days after the close: each counts, and the older one is put to somebody")
  func again() throws {
    let station = try Station()
    let older = try station.other(.closed)
    let now = Station.morning + .days(2)
    let new = try station.acting(.receive(Station.reception), on: nil, at: now, as: 3000)
    let entry = Station.entry(
      3001, .incident(new.id), 2, .wayOn(.repeats(Repeating(of: older.reference))), by: Station.person(.officer),
      at: now)
    let again = try station.acting(entry.action, on: new, amid: Surroundings(target: older), at: now)
    #expect(again.repeatOf == older.reference && again.counts && again.deadline == new.deadline)
    let follows = try #require(again.consequences(of: entry, before: new).first)
    let told = try station.acting(follows.action, by: .rule, on: older, at: now)
    #expect(told.status == .closed && told.repeatedBy == [new.reference])
    #expect(told.decisions(at: now) == [.secondHandling] && Tally(of: told).sameDayAll == 1)
    let reopened = try station.acting(.reopen(Reason(Words("没好"))), on: told, at: now)
    #expect(reopened.status == .inHand && reopened.openDuties.isEmpty)
    let answer = Action.closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明")))
    let closing = Station.entry(3002, .incident(new.id), 3, answer, by: Station.person(.officer), at: now)
    let closed = again.folding(closing)
    let ends = try #require(closed.consequences(of: closing, before: again).first)
    #expect(try station.acting(ends.action, by: .rule, on: told, at: now).decisions(at: now) == [])
  }
}
