import DutyCore
import Testing

/// Tests what stops, moves and adds clocks: suspensions, extensions, the reports of an emergency, call-backs, settings.
@Suite("停表与加表") struct ClockTests {
  private let zone = Station.zone
  private let director = Station.person(.director)
  private let leader = Station.person(.leader)

  private func suspending(until end: String) throws -> Action {
    .suspend(Suspending(until: try #require(zone.instant(end)), reason: Words("等征迁"), told: Words("已告知")))
  }

  @Test("suspended at ten with four working hours left, a matter has four from its resuming; nothing is late meanwhile")
  func suspension() throws {
    let station = try Station()
    let ten = try #require(zone.instant("2026-11-18T10:00"))
    // A1: four working hours from 09:00, due at 15:00, of which three are left at 10:00.
    let inHand = try station.incident(.inHand)
    let suspended = try station.acting(suspending(until: "2026-12-01T09:00"), by: leader, on: inHand, at: ten)
    #expect(suspended.status == .suspended && suspended.status.isOpen)
    #expect(suspended.nextDue == zone.instant("2026-12-01T09:00"), "what comes next is its end")
    let later = try #require(zone.instant("2026-11-25T09:00"))
    #expect(!suspended.isOverdue(at: later))
    #expect(suspended.ladder(at: later).isEmpty)
    let resumed = try station.acting(.resume, on: suspended, at: try #require(zone.instant("2026-11-27T16:00")))
    #expect(resumed.status == .inHand)
    // A Friday at four: two hours that day, one on Monday morning.
    #expect(resumed.deadline?.due == zone.instant("2026-11-30T09:00"))
    let response = try #require(resumed.response(Station.lead))
    #expect(response.replyBy?.due == zone.instant("2026-11-30T09:00"))
    #expect(response.acknowledgeBy.due == zone.instant("2026-11-18T09:30"), "what had run out stays so")
    #expect(resumed.deadline?.started == inHand.deadline?.started)
  }

  @Test("running clocks have what was left of them; a deadline set outside does not wait")
  func suspensionOfOtherClocks() throws {
    let station = try Station()
    var reception = Station.reception
    reception.due = Station.morning + .hours(3)
    let received = try station.acting(.receive(reception), on: nil)
    let whistled = try station.acting(Scene.whistle(), by: director, on: received)
    let at = Station.morning + .minutes(10)
    let facts = Suspending(
      until: at + .days(13), reason: Words("等征迁"), told: Words("已告知"), senderWaits: false)
    let suspended = try station.acting(.suspend(facts), by: leader, on: whistled, at: at)
    let resumed = try station.acting(.resume, on: suspended, at: at + .days(2))
    #expect(resumed.deadline?.due == reception.due)
    let response = try #require(resumed.response(Station.lead))
    #expect(response.acknowledgeBy.due == Station.morning + .minutes(30) + .days(2))
    #expect(response.arriveBy?.due == Station.morning + .hours(2) + .days(2))
  }

  @Test("the end date itself resumes, at its moment, however late that is noticed")
  func endOfSuspension() throws {
    let station = try Station()
    let end = try #require(zone.instant("2026-12-01T09:00"))
    let suspended = try station.acting(
      suspending(until: "2026-12-01T09:00"), by: leader, on: station.incident(.received))
    #expect(suspended.dueAct(at: end - .seconds(1)) == nil)
    let due = try #require(suspended.dueAct(at: end + .days(3)))
    #expect(due == Request(.resume, by: .rule, at: end))
    let resumed = try station.acting(due.action, by: due.by, on: suspended, at: end + .days(3), saidAt: due.at)
    #expect(resumed.deadline?.due == zone.instant("2026-12-01T15:00"), "four working hours from the end")
    #expect(resumed.dueAct(at: end + .days(9)) == nil)
  }

  @Test("a summons ends a suspension, and the other clocks go on")
  func summonWhileSuspended() throws {
    let station = try Station()
    let suspended = try station.acting(
      suspending(until: "2026-12-01T09:00"), by: leader, on: station.incident(.received))
    let called = try station.acting(
      .summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: suspended, at: Station.morning + .days(1))
    #expect(called.status == .inHand && called.suspension == nil)
    #expect(called.deadline?.due == zone.instant("2026-11-19T15:00"))
  }

  @Test("an extension adds one original limit, from the old deadline, once two leaders have agreed")
  func extensions() throws {
    let station = try Station()
    var incident = try station.acting(.requestExtension(Reason(Words("等配件"))), on: station.incident(.inHand))
    let due = incident.deadline?.due
    incident = try station.acting(.grantExtension, by: leader, on: incident)
    #expect(incident.deadline?.due == due && incident.extensions == 0, "one alone extends nothing")
    incident = try station.acting(.grantExtension, by: director, on: incident)
    // 15:00 of the day and four working hours more.
    #expect(incident.deadline?.due == zone.instant("2026-11-19T09:00"))
    #expect(incident.extensions == 1 && incident.extensionAsked == nil)
  }

  @Test("a new category keeps the extension that was granted and the time the matter stood still")
  func amendedKeepsGrants() throws {
    let station = try Station()
    let amending = Action.amend(Amendment(category: "A2"))
    var extended = try station.acting(.requestExtension(Reason(Words("等配件"))), on: station.incident(.inHand))
    extended = try station.acting(.grantExtension, by: leader, on: extended)
    extended = try station.acting(.grantExtension, by: director, on: extended)
    extended = try station.acting(amending, by: leader, on: extended)
    // Fifteen workdays from the 18th end on 9 December, fifteen more on the 30th.
    #expect(extended.deadline?.due == zone.instant("2026-12-30T18:00"))

    let ten = try #require(zone.instant("2026-11-18T10:00"))
    let suspended = try station.acting(
      suspending(until: "2026-12-01T09:00"), by: leader, on: station.incident(.inHand), at: ten)
    let friday = try #require(zone.instant("2026-11-27T16:00"))
    let resumed = try station.acting(.resume, on: suspended, at: friday)
    let amended = try station.acting(amending, by: leader, on: resumed, at: friday + .minutes(5))
    // From ten on the 18th six hours and fifteen days of eight were left: two on the Friday, the last on 21 December.
    #expect(amended.deadline?.due == zone.instant("2026-12-21T12:00"))
    let plain = try station.acting(amending, by: leader, on: station.incident(.inHand))
    #expect(plain.deadline?.due == zone.instant("2026-12-09T18:00"))
  }

  @Test("an emergency owes reports and hourly replies until the final report lifts it; then the category's clock runs")
  func emergency() throws {
    let station = try Station()
    let minute = { (n: Int) in Station.morning + .minutes(n) }
    var incident = try station.acting(Scene.emergency, on: station.incident(.received))
    #expect(incident.isEmergency && incident.deadline == nil)
    let owed = { (incident: Incident) in
      incident.openDuties.map { "\($0.kind.rawValue) \(($0.deadline.due - Station.morning).milliseconds / 60_000)" }
    }
    #expect(
      owed(incident) == ["initialReportByPhone 20", "initialReportInWriting 40", "finalReport 1440"])
    #expect(incident.nextDue == minute(10))
    incident = try station.acting(Scene.report(.initialByPhone), on: incident, at: minute(5))
    #expect(owed(incident) == ["initialReportInWriting 40", "finalReport 1440"])
    incident = try station.acting(.reply(Station.completeReply), on: incident, at: minute(25))
    let response = try #require(incident.response(Station.lead))
    #expect(incident.status == .inHand && response.state == .arrived && response.replied == minute(25))
    #expect(response.nextReplyBy?.due == minute(85) && response.nextDeadline?.due == minute(85))
    incident = try station.acting(Scene.report(.initialInWriting), on: incident, at: minute(30))
    #expect(owed(incident) == ["finalReport 1440", "followUpReport 150"])
    incident = try station.acting(.reply(Station.completeReply), on: incident, at: minute(80))
    #expect(incident.response(Station.lead)?.nextReplyBy?.due == minute(140))
    #expect(incident.response(Station.lead)?.replied == minute(25), "the first one counts")
    incident = try station.acting(Scene.report(.followUp), on: incident, at: minute(100))
    #expect(owed(incident) == ["finalReport 1440", "followUpReport 220"])
    incident = try station.acting(Scene.report(.final), on: incident, at: minute(120))
    #expect(owed(incident) == [] && !incident.isEmergency && incident.lifted == minute(120))
    #expect(incident.status == .handled, "everybody has replied")
    #expect(incident.deadline?.due == zone.instant("2026-11-18T17:00"), "four working hours from the lifting")
  }

  @Test("more units called to the same emergency owe no second set of reports; after the lifting a new one does")
  func moreUnits() throws {
    let station = try Station()
    var incident = try station.acting(Scene.emergency, on: station.incident(.received))
    let more = Action.summon(Summoning(kind: .emergency, lead: ["C-SJ"], rescue: .notNeeded))
    #expect(try station.acting(more, on: incident).openDuties.count == 3)
    for stage in [SituationReport.Stage.initialInWriting, .final] {
      incident = try station.acting(Scene.report(stage), on: incident)
    }
    #expect(incident.openDuties.isEmpty)
    let again = try station.acting(more, on: incident)
    #expect(again.openDuties.count == 3 && again.isEmergency)
  }

  @Test("an emergency whistle of an officer waits for a leader's review, a spoken order for that leader's signature")
  func signatures() throws {
    let station = try Station()
    let blown = try station.acting(Scene.emergency, on: station.incident(.received))
    #expect(blown.unsigned.map(\.leader) == [nil])
    let own = try station.acting(Scene.emergency, by: leader, on: station.incident(.received))
    #expect(own.unsigned.isEmpty)
    let ordered = try station.acting(
      Scene.emergency, orderedBy: Station.id(.leader), on: station.incident(.received))
    #expect(ordered.unsigned.map(\.leader) == [Station.id(.leader)])
    let signed = try station.acting(
      .countersign(Countersigning(entry: ordered.lastEntry)), by: leader, on: ordered)
    #expect(signed.unsigned.isEmpty)
  }

  @Test("whoever is not satisfied is owed a second handling within three workdays; a better call-back ends it")
  func callBack() throws {
    let station = try Station()
    let closed = try station.incident(.closed)
    let unhappy = try station.acting(
      .callBack(CallBack(reached: true, solved: true, satisfied: false)), on: closed)
    #expect(unhappy.openDuties.map(\.kind) == [.secondHandling])
    #expect(unhappy.openDuties.first?.deadline.due == zone.instant("2026-11-23T18:00"))
    let again = try station.acting(Scene.solved, on: unhappy)
    #expect(again.openDuties.isEmpty && again.isConfirmedByReporter)
    let confirmed = CallBack(reached: true, solved: false, satisfied: false, confirmed: true)
    let reopened = try station.acting(.callBack(confirmed), on: closed)
    #expect(reopened.status == .inHand && reopened.reopenings == 1 && reopened.closed == nil)
  }

  @Test("a changed limit rules what begins after it, and moves nothing that is set; a grid may have its own")
  func settings() throws {
    var station = try Station()
    let before = try station.acting(Scene.emergency, on: station.incident(.received))
    let arrival = try SettingName.clock(#require(SummonsClock(.emergency, .arrive)))
    station.add(.room(.setSetting(SettingChange(arrival, .running(minutes: 45)))))
    station.add(.room(.setSetting(SettingChange(.gridArrival("第9网格"), .running(minutes: 90)))))
    let after = try station.acting(Scene.emergency, on: station.incident(.received))
    var reception = Station.reception
    reception.grid = "第9网格"
    let far = try station.acting(Scene.emergency, on: station.acting(.receive(reception), on: nil))
    let arrivals = [before, after, far].map { $0.response(Station.lead)?.arriveBy?.due }
    #expect(arrivals == [30, 45, 90].map { Station.morning + .minutes($0) })
    station.add(.room(.setSetting(SettingChange(arrival, nil))))
    let back = try station.acting(Scene.emergency, on: station.incident(.received))
    #expect(back.response(Station.lead)?.arriveBy?.due == Station.morning + .minutes(30))
  }

  @Test("the steps of a joint matter follow one another, each clock from the end of the one before")
  func playbook() throws {
    let station = try Station()
    let facts = Summoning(kind: .assignment, lead: ["C-SJ"], playbook: "B1")
    let incident = try station.acting(.summon(facts), on: station.incident(.received))
    let due = incident.summonses.first?.steps.map(\.due)
    #expect(due == [Station.morning + .hours(2), try #require(zone.instant("2026-11-19T18:00"))])
  }

  @Test("what stands still is missed by nobody: neither its deadline nor its units' limits count meanwhile")
  func suspendedFigures() throws {
    let station = try Station()
    let inHand = try station.incident(.inHand)
    let at = Station.morning + .minutes(10)
    let suspended = try station.acting(suspending(until: "2026-12-01T09:00"), by: leader, on: inHand, at: at)
    #expect(suspended.runningDeadline == nil && inHand.runningDeadline != nil)
    var figures = ResponseFigures()
    figures.addAnswers(suspended, cutOff: at + .days(3))
    #expect(figures.answers.acknowledgedInTime == Rate() && figures.replyInTime == Rate())
    figures.addAnswers(inHand, cutOff: at + .days(3))
    #expect(figures.answers.acknowledgedInTime == Rate(0, of: 1) && figures.replyInTime == Rate(0, of: 1))
    let late = try station.acting(
      suspending(until: "2026-12-01T09:00"), by: leader, on: inHand, at: Station.morning + .days(1))
    #expect(late.runningDeadline == inHand.deadline, "what had run out before stays late")
  }

  @Test("several summonses run side by side: a later one replaces nothing, and the matter waits for every lead")
  func severalSummonses() throws {
    let station = try Station()
    var incident = try station.acting(Scene.whistle(), by: director, on: station.incident(.received))
    incident = try station.acting(.summon(Summoning(kind: .assignment, lead: ["C-SJ"])), on: incident)
    #expect(incident.liveResponses.count == 2)
    var reply = Station.completeReply
    reply.response = ResponseID(summons: 2, unit: "C-SJ")
    incident = try station.acting(.reply(reply), on: incident)
    #expect(incident.status == .inHand)
    #expect(try station.acting(.reply(Station.completeReply), on: incident).status == .handled)
  }

  @Test(
    "the work whistle brings ten workdays to close, the hard one the date of the lead's plan; outside rules earlier")
  func closingByWhistle() throws {
    let station = try Station()
    let work = try station.acting(Scene.whistle(.work), by: leader, on: station.incident(.received))
    #expect(work.deadline?.due == zone.instant("2026-12-02T18:00"))
    let amended = try station.acting(.amend(Amendment(category: "A2")), on: work)
    #expect(amended.deadline == work.deadline, "another category changes nothing of that")
    let hard = try station.acting(Scene.whistle(.hard), by: director, on: station.incident(.received))
    #expect(hard.deadline == nil)
    let plan = try #require(zone.instant("2027-01-15T18:00"))
    var reply = Station.completeReply
    reply.completion = .by(due: plan)
    #expect(try station.acting(.reply(reply), on: hard).deadline?.due == plan)
    #expect(try station.acting(.reply(Station.completeReply), on: hard).deadline == nil, "done, without a plan")

    var reception = Station.reception
    reception.due = Station.morning + .days(2)
    let outside = try station.acting(.receive(reception), on: nil)
    #expect(try station.acting(Scene.whistle(.work), by: leader, on: outside).deadline?.due == reception.due)
    let planned = try station.acting(
      .reply(reply), on: station.acting(Scene.whistle(.hard), by: director, on: outside))
    #expect(planned.deadline?.due == reception.due)
  }

  @Test("a closing deadline that has passed stays passed, whatever is blown after it")
  func passedStaysPassed() throws {
    let station = try Station()
    let received = try station.incident(.received)
    let late = try #require(received.deadline).due + .seconds(1)
    for whistle in [Scene.whistle(.work), Scene.whistle(.hard), Scene.emergency] {
      let blown = try station.acting(whistle, by: director, on: received, at: late)
      #expect(blown.deadline == received.deadline)
    }
  }

  @Test("another category counts from the lifting of an emergency, and leaves a reopened matter its three workdays")
  func amendedLater() throws {
    let station = try Station()
    let two = Station.morning + .hours(2)
    var lifted = try station.acting(Scene.emergency, on: station.incident(.received))
    for stage in [SituationReport.Stage.initialInWriting, .final] {
      lifted = try station.acting(Scene.report(stage), on: lifted, at: two)
    }
    let other = Action.amend(Amendment(category: "A5"))
    #expect(try station.acting(other, on: lifted, at: two).deadline?.started == two)
    let reopened = try station.acting(.reopen(Reason(Words("没好"))), on: station.incident(.closed), at: two)
    #expect(try station.acting(other, on: reopened, at: two).deadline == reopened.deadline)
  }

  @Test("a decline made after another unit was called holds the matter until it is ruled on or a third is called")
  func lateDecline() throws {
    let station = try Station()
    var incident = try station.acting(
      .summon(Summoning(kind: .assignment, lead: ["C-SJ"])), on: station.incident(.inHand))
    incident = try station.acting(Scene.declining(to: "C-ZF"), on: incident)
    var reply = Station.completeReply
    reply.response = ResponseID(summons: 2, unit: "C-SJ")
    incident = try station.acting(.reply(reply), on: incident)
    #expect(incident.status == .inHand)
    let ruling = Action.appoint(Appointment(response: Station.lead, ruling: .upheld, reason: Words("确非其职责")))
    #expect(try station.acting(ruling, by: director, on: incident).status == .handled)
  }
}
