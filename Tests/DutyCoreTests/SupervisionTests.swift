import DutyCore
import Testing

/// Tests what a supervisor is told: second ways, doubts, what waits for a leader, units, hot spots; each from both sides.
@Suite("督查数字") struct SupervisionTests {
  private let leader = Station.person(.director)
  private let far = Station.morning + .days(90)

  private func figures(_ incident: Incident) -> ResponseFigures {
    var figures = ResponseFigures()
    figures.addAnswers(incident, cutOff: far)
    return figures
  }

  private func declined(_ station: Station, at now: Instant = Station.morning + .hours(1)) throws -> Incident {
    let facts = Declining(response: Station.lead, ground: Words("不属本单位职责"), proposed: "C-ZF")
    return try station.acting(.decline(facts), on: station.incident(.inHand), at: now)
  }

  private func ruled(_ ruling: Appointment.Ruling, _ station: Station) throws -> Incident {
    let facts = Appointment(response: Station.lead, ruling: ruling, reason: Words("按清单"))
    return try station.acting(
      .appoint(facts), by: leader, on: declined(station), at: Station.morning + .hours(2))
  }

  // MARK: - Second ways

  @Test("a matter reopened within thirty days of its first close was not right the first time; later it was")
  func reopened() throws {
    let station = try Station()
    let closed = try station.incident(.closed)
    func reopened(after time: Duration) throws -> Incident {
      try station.acting(.reopen(Reason(Words("又来了"))), by: leader, on: closed, at: Station.morning + time)
    }
    #expect(figures(closed).firstTimeRight == Rate(1, of: 1))
    #expect(figures(try reopened(after: .days(30))).firstTimeRight == Rate(0, of: 1))
    #expect(figures(try reopened(after: .days(30) + .seconds(1))).firstTimeRight == Rate(1, of: 1))
    #expect(figures(try reopened(after: .days(1))).reopenings == 1)
    #expect(figures(try station.incident(.handled)).firstTimeRight == Rate(0, of: 0), "never closed")
  }

  @Test("a decline counts among the responses that could be declined, and as it was ruled on")
  func declines() throws {
    let station = try Station()
    let waiting = figures(try declined(station)).answers
    #expect(waiting.declined == Rate(1, of: 1))
    #expect([waiting.upheld, waiting.overruled, waiting.unruled] == [0, 0, 1])
    let upheld = figures(try ruled(.upheld, station)).answers
    #expect([upheld.upheld, upheld.overruled, upheld.unruled] == [1, 0, 0])
    let overruled = figures(try ruled(.overruled, station)).answers
    #expect([overruled.upheld, overruled.overruled, overruled.unruled] == [0, 1, 0])
    #expect(figures(try station.incident(.inHand)).answers.declined == Rate(0, of: 1))
    let emergency = try station.acting(
      .summon(Summoning(kind: .emergency, lead: ["S-ZF"], ground: .emergencyResponse, rescue: .called)),
      on: station.incident(.received))
    #expect(figures(emergency).answers.declined == Rate(0, of: 0), "nobody declines an emergency")
    #expect(figures(emergency).emergencies == 1 && figures(emergency).whistled == 1)
    #expect(figures(try station.incident(.inHand)).assigned == 1)
  }

  @Test("live handling runs from the summons to the reply, the decline, or the cut-off, and no longer than the matter")
  func liveHours() throws {
    let station = try Station()
    func hours(_ incident: Incident) -> Double { figures(incident).answers.liveHours }
    let open = try station.incident(.inHand)
    #expect(hours(open) == 90 * 24)
    #expect(
      hours(try station.acting(.reply(Station.completeReply), on: open, at: Station.morning + .hours(3))) == 3)
    #expect(hours(try declined(station)) == 1)
    #expect(hours(try ruled(.upheld, station)) == 1, "what came after the decline was no handling")
    #expect(hours(try ruled(.overruled, station)) == 90 * 24)
  }

  @Test("of call-backs the last that reached somebody judges")
  func callBacks() throws {
    let station = try Station()
    let handled = try station.incident(.handled)
    func after(_ calls: [CallBack]) throws -> ResponseFigures {
      figures(try calls.reduce(handled) { try station.acting(.callBack($1), by: Station.colleague, on: $0) })
    }
    let missed = CallBack(reached: false)
    let content = CallBack(reached: true, solved: true, satisfied: true)
    let angry = CallBack(reached: true, solved: true, satisfied: false)
    #expect(try after([]).reached == Rate(0, of: 0))
    #expect(try after([missed]).reached == Rate(0, of: 1))
    #expect(try after([missed]).satisfied == Rate(0, of: 0))
    #expect(try after([angry, content]).satisfied == Rate(1, of: 1))
    let last = try after([content, angry, missed])
    #expect(last.satisfied == Rate(0, of: 1) && last.reached == Rate(1, of: 1))
  }

  @Test(
    "what one found unreasonable a second agrees to: both are kept, one call counts, and no more is owed than before")
  func unreasonable() throws {
    let station = try Station()
    let beyond = Action.callBack(
      CallBack(reached: true, solved: true, satisfied: false, unreasonable: Words("要求赔偿")))
    let found = try station.acting(beyond, by: Station.colleague, on: station.incident(.handled))
    #expect(found.unreasonable.map(\.second) == [nil])
    let agreed = try station.acting(beyond, by: Station.person(.leader), on: found, at: Station.morning + .days(1))
    #expect(agreed.unreasonable.map(\.first) == [Station.colleague])
    #expect(agreed.unreasonable.map(\.second) == [Station.person(.leader)])
    #expect(agreed.duties == found.duties && agreed.openDuties.count == 1)
    #expect(figures(agreed).satisfied == Rate(0, of: 1) && agreed.callBacks.count == 1)
    let content = CallBack(reached: true, solved: true, satisfied: true)
    let later = try station.acting(.callBack(content), by: Station.colleague, on: agreed)
    #expect(later.unreasonable == agreed.unreasonable && later.openDuties.isEmpty, "never dropped")
    // Another demand is found anew.
    #expect(try station.acting(beyond, by: Station.colleague, on: later).unreasonable.map(\.second).last == .some(nil))
  }

  // MARK: - Doubts

  @Test("handled in less than three minutes after the summons is doubtful, at three minutes it is not")
  func quick() throws {
    let station = try Station()
    func doubts(after seconds: Int64) throws -> [Doubt] {
      let handled = try station.acting(
        .reply(Station.completeReply), on: station.incident(.inHand), at: Station.morning + .seconds(seconds))
      let closed = try station.acting(
        .close(Station.closing), by: Station.colleague, on: handled, at: Station.morning + .hours(1))
      return closed.doubts(sharedPhotos: [])
    }
    #expect(try doubts(after: 179) == [.quick])
    #expect(try doubts(after: 180) == [])
    #expect(try station.incident(.handled).doubts(sharedPhotos: []) == [], "not closed yet")
  }

  @Test("who registered it and handled it alone is a doubt; somebody else is none")
  func samePerson() throws {
    let station = try Station()
    func doubts(handledBy actor: Actor, checkedBy checker: Actor) throws -> [Doubt] {
      let taken = try station.acting(.takeOn, by: actor, on: station.incident(.received))
      let facts = Handling(method: .persuasion, measure: Words("劝离"))
      let handled = try station.acting(.handle(facts), by: actor, on: taken, at: Station.morning + .hours(1))
      let closed = try station.acting(
        .close(Station.closing), by: checker, on: handled, at: Station.morning + .hours(1))
      return closed.doubts(sharedPhotos: [])
    }
    let officer = Station.person(.officer)
    #expect(try doubts(handledBy: officer, checkedBy: Station.colleague) == [.samePerson])
    #expect(try doubts(handledBy: Station.colleague, checkedBy: officer) == [])
  }

  @Test("a close taken back on a matter closed on its own day, a late change of category, a photo used twice")
  func otherDoubts() throws {
    let station = try Station()
    let closed = try station.acting(
      .close(Station.closing), by: Station.colleague,
      on: station.acting(
        .reply(Station.completeReply), on: station.incident(.inHand), at: Station.morning + .hours(1)),
      at: Station.morning + .hours(2))
    #expect(closed.doubts(sharedPhotos: []) == [])
    let back = try station.acting(.reopen(Reason(Words("没解决"))), on: closed, at: Station.morning + .hours(3))
    #expect(back.doubts(sharedPhotos: []) == [.reopened])

    func recategorised(_ minutesBefore: Int) throws -> [Doubt] {
      let handled = try station.acting(
        .reply(Station.completeReply), on: station.incident(.inHand), at: Station.morning + .hours(1))
      let moved = try station.acting(
        .amend(Amendment(category: "A2")), by: Station.person(.leader), on: handled,
        at: Station.morning + .hours(4) - .minutes(minutesBefore))
      let closed = try station.acting(
        .close(Station.closing), by: Station.colleague, on: moved, at: Station.morning + .hours(4))
      return closed.doubts(sharedPhotos: [])
    }
    #expect(try recategorised(60) == [.recategorised])
    #expect(try recategorised(61) == [])

    let digest = String(repeating: "a", count: 64)
    let photo = Attachment(kind: .after, path: Words("照片/1.jpg"), sha256: digest)
    let pictured = try station.acting(.attach(photo), on: closed, at: Station.morning + .hours(3))
    #expect(pictured.doubts(sharedPhotos: [digest]) == [.samePhoto])
    #expect(pictured.doubts(sharedPhotos: []) == [])
  }

  // MARK: - Decisions

  @Test("what waits for a leader: a decline nobody ruled on, an extension, a signature, a red step, a second handling")
  func decisions() throws {
    var station = try Station()
    #expect(try station.incident(.inHand).decisions(at: Station.morning) == [])
    #expect(try declined(station).decisions(at: Station.morning + .hours(1)) == [.decline])
    #expect(try ruled(.upheld, station).decisions(at: Station.morning + .hours(2)) == [])
    let asked = try station.acting(.requestExtension(Reason(Words("等材料"))), on: station.incident(.inHand))
    #expect(asked.decisions(at: Station.morning) == [.lengthening])
    try station.seat(.leader)
    let ordered = try station.acting(
      .summon(Summoning(kind: .daily, lead: ["S-ZF"], ground: .appeal)), orderedBy: Station.id(.leader),
      on: station.incident(.received))
    #expect(ordered.decisions(at: Station.morning) == [.signature])
    #expect(ordered.decisions(at: Station.morning + .hours(1)) == [.signature, .red])
    let angry = CallBack(reached: true, solved: true, satisfied: false)
    let owed = try station.acting(.callBack(angry), by: Station.colleague, on: station.incident(.handled))
    #expect(owed.decisions(at: Station.morning) == [.secondHandling])
  }

  // MARK: - Units and places

  @Test("a unit's points are bundled with those it gives its partner, once both have scored")
  func scores() throws {
    let station = try Station()
    let closed = try station.incident(.closed)
    func unit(_ incident: Incident, cutOff: Instant) -> UnitFigures {
      var figures = UnitFigures()
      for response in incident.responses { figures.add(response, of: incident, cutOff: cutOff) }
      return figures
    }
    let own = Score(response: Station.lead, duty: 5, arrival: 4, cooperation: 4, manner: 3)
    let one = try station.acting(.score(own), on: closed)
    #expect(unit(one, cutOff: Station.morning).own.n == 0, "hidden until both have scored")
    #expect(unit(one, cutOff: far).own.value == 4)
    #expect(unit(one, cutOff: far).bundled == nil)
    let partner = Score(response: Station.lead, duty: 2, arrival: 2, cooperation: 2, manner: 2)
    let both = try station.acting(.score(partner), by: Station.person(.liaison), on: one)
    let figures = unit(both, cutOff: Station.morning)
    #expect(figures.partner.value == 2 && figures.leads == 1)
    let bundled = try #require(figures.bundled)
    #expect(abs(bundled - (0.7 * 4 + 0.3 * 2)) < 1e-9)
  }

  @Test(
    "three of a kind at one place within thirty duty days are a hot spot, if the last came in on the days asked for")
  func hotSpots() throws {
    let station = try Station()
    func at(_ days: [Int], place: String? = "东门", category: String = "A1") throws -> [Incident] {
      try days.enumerated().map { index, day in
        let facts = Reception(
          source: .grid, summary: Words("占道"), place: place.map { Words($0) }, category: category)
        return try station.acting(.receive(facts), on: nil, at: Station.morning + .days(day), as: Int64(1000 + index))
      }
    }
    let first = station.room.plan.dutyDay(of: Station.morning)
    func counts(_ incidents: [Incident], _ days: ClosedRange<Int>) -> [Int] {
      HotSpot.all(among: incidents, in: (first + days.lowerBound)...(first + days.upperBound)).map(\.incidents.count)
    }
    #expect(counts(try at([0, 10, 29]), 29...29) == [3])
    #expect(counts(try at([0, 10, 30]), 29...30) == [], "thirty days hold the first no more")
    #expect(counts(try at([0, 10, 29]), 30...31) == [], "nothing new on the days asked for")
    #expect(counts(try at([0, 1]), 0...1) == [])
    #expect(counts(try at([0, 1, 2], place: nil), 0...2) == [])
    #expect(counts(try at([0, 1]) + at([2], place: "西门") + at([2], category: "A2"), 0...2) == [])
    #expect(counts(try at([0, 1, 2, 3]), 0...3) == [4])
  }
}
