import DutyCore
import Testing

/// Tests what is done to entries, to two incidents at once, and between the two sides of a summons.
@Suite("更正与合并") struct RecordTests {
  private let leader = Station.person(.leader)

  /// The entry the incident had last, as a correction looks at it.
  private func last(_ incident: Incident, _ action: Action, by actor: Actor) -> Entry {
    Station.entry(incident.lastEntry, .incident(incident.id), incident.revision, action, by: actor)
  }

  @Test("a milestone taken back leaves the unit where it stood without it; a claimed time alone changes no count")
  func corrections() throws {
    let station = try Station()
    let officer = Station.person(.officer)
    let milestone = Milestone(response: Station.lead)
    let signed = try station.acting(.acknowledge(milestone), on: station.incident(.inHand))
    let arrived = try station.acting(.arrive(milestone), on: signed, at: Station.morning + .minutes(9))
    let surroundings = Surroundings(entry: last(arrived, .arrive(milestone), by: officer))
    let moved = try station.acting(
      .correct(Correction(entry: arrived.lastEntry, at: Station.morning - .minutes(3))), on: arrived, amid: surroundings
    )
    #expect(moved.response(Station.lead)?.arrived == Station.morning + .minutes(9), "the recorded time counts")
    #expect(moved.response(Station.lead)?.marks.last?.at == Station.morning - .minutes(3))
    let withdrawn = try station.acting(
      .correct(Correction(entry: arrived.lastEntry, withdrawn: true)), on: arrived, amid: surroundings)
    #expect(withdrawn.response(Station.lead)?.state == .acknowledged)
    #expect(withdrawn.response(Station.lead)?.arrived == nil)
    let first = Surroundings(entry: last(signed, .acknowledge(milestone), by: officer))
    let none = try station.acting(
      .correct(Correction(entry: signed.lastEntry, withdrawn: true)), on: signed, amid: first)
    #expect(none.response(Station.lead)?.state == .notified)
    #expect(none.response(Station.lead)?.acknowledged == nil)
  }

  @Test("an attachment taken back is no photo of the matter any more, and one that stays is")
  func attachmentTakenBack() throws {
    let station = try Station()
    let officer = Station.person(.officer)
    func photo(_ digit: String) -> Action {
      .attach(Attachment(kind: .after, path: Words("照片/\(digit).jpg"), sha256: String(repeating: digit, count: 64)))
    }
    let (wrong, right) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
    let first = try station.acting(photo("a"), on: station.incident(.closed))
    let both = try station.acting(photo("b"), on: first)
    #expect(both.attachments == [wrong, right])
    #expect(both.doubts(sharedPhotos: [wrong]).contains(.samePhoto))
    let surroundings = Surroundings(entry: last(first, photo("a"), by: officer))
    let correction = Correction(entry: first.lastEntry, words: Words("不是这件事的照片"), withdrawn: true)
    let back = try station.acting(.correct(correction), on: both, amid: surroundings)
    #expect(back.attachments == [right])
    #expect(!back.doubts(sharedPhotos: [wrong]).contains(.samePhoto))
    #expect(back.doubts(sharedPhotos: [right]).contains(.samePhoto))
    let words = try station.acting(
      .correct(Correction(entry: first.lastEntry, words: Words("另一角度"))), on: both, amid: surroundings)
    #expect(words.attachments == [wrong, right], "other words leave it attached")
  }

  @Test("a proven sign-off is marked, an officer's word is not")
  func signCode() throws {
    let station = try Station()
    let inHand = try station.incident(.inHand)
    let code = try #require(inHand.response(Station.lead)).signCode
    #expect(code.count == 4 && code.allSatisfy(\.isNumber))
    let proven = try station.acting(.acknowledge(Milestone(response: Station.lead, signCode: code)), on: inHand)
    #expect(proven.response(Station.lead)?.marks.map(\.isProven) == [true])
    let said = try station.acting(.acknowledge(Milestone(response: Station.lead)), on: inHand)
    #expect(said.response(Station.lead)?.marks.map(\.isProven) == [false])
  }

  @Test("a merge counts the callers on the target, which brings its close to all that joined, and takes it back")
  func merging() throws {
    let station = try Station()
    let source = try station.incident(.received)
    let merge = Action.merge(Merging(target: Scene.other, targetSeen: 1))
    let target = try station.other()
    let merged = try station.acting(merge, on: source, amid: Surroundings(target: target))
    #expect(merged.status == .merged && !merged.counts && merged.nextDue == nil)
    let entry = Station.entry(1001, .incident(source.id), 2, merge, by: Station.person(.officer))
    let joined = Action.follow(
      .joined(other: source.reference, callers: 1, received: source.received, due: source.deadline))
    #expect(merged.consequences(of: entry, before: source) == [Consequence(on: .incident(target.id), joined)])
    let both = try station.acting(joined, by: .rule, on: target)
    #expect(both.callers == 2)

    let answer = Action.closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明")))
    let later = Station.morning + .hours(2)
    let closing = Station.entry(
      2002, .incident(target.id), 3, answer, by: Station.person(.officer), at: later)
    let closed = both.folding(closing)
    let bring = try #require(closed.consequences(of: closing, before: both).first)
    #expect(bring.subject == .incident(source.id))
    let follows = try station.acting(bring.action, by: .rule, on: merged, at: later)
    #expect(follows.status == .merged && follows.closed?.time == later && follows.closed?.disposition == .explained)
    let reopening = Station.entry(
      2003, .incident(target.id), 4, .reopen(Reason(Words("没好"))), by: Station.person(.officer))
    let taken = try #require(closed.folding(reopening).consequences(of: reopening, before: closed).first)
    #expect(try station.acting(taken.action, by: .rule, on: follows).closed == nil)

    let parted = try station.acting(.unmerge, by: leader, on: follows)
    #expect(parted.status == .received && parted.closed == nil && parted.deadline == source.deadline)
    #expect(try station.acting(.follow(.parted(other: source.reference)), by: .rule, on: both).callers == 1)
  }

  @Test("merged into what was handled before it came, a matter closes no earlier than that is recorded")
  func mergedIntoHandled() throws {
    let station = try Station()
    let target = try station.other(.handled)
    let source = try station.acting(.receive(Station.reception), on: nil, at: Station.morning + .hours(5), as: 1001)
    let merged = try station.acting(
      .merge(Merging(target: target.reference, targetSeen: 2)), on: source, amid: Surroundings(target: target),
      at: Station.morning + .hours(6))
    func closed(handled: Instant) throws -> Incident.Closed? {
      let following = Following.closed(with: target.reference, time: handled, disposition: .resolved, method: .guidance)
      return try station.acting(.follow(following), by: .rule, on: merged, at: Station.morning + .days(2)).closed
    }
    let before = try #require(try closed(handled: Station.morning))
    #expect(before.time == Station.morning + .days(2) && before.dutyDay == Day("2026-11-20"))
    let after = try #require(try closed(handled: Station.morning + .hours(7)))
    #expect(after.time == Station.morning + .hours(7) && after.dutyDay == Day("2026-11-18"))
  }

  @Test("the same category at the same place within a week is offered as a duplicate, the newest first")
  func duplicates() throws {
    let station = try Station()
    func received(_ place: String?, _ id: Int64, category: String = "A1", grid: String? = "第1网格", days: Int = 0) throws
      -> Incident
    {
      var facts = Station.reception
      facts.place = place.map { Words($0) }
      facts.category = category
      facts.grid = grid
      return try station.acting(.receive(facts), on: nil, at: Station.morning + .days(days), as: id)
    }
    let now = Station.morning + .days(7)
    let same = try received("东门 菜场", 1001)
    let newer = try received("东门菜场3号门", 1002, days: 3)
    let others = [
      same, newer, try received("西街口", 1003), try received("东门菜场", 1004, category: "A2"),
      try received(nil, 1005),
      try station.acting(.void(Reason(Words("重复"))), on: received("东门菜场", 1006)),
    ]
    func found(_ place: String?, at now: Instant = now) -> [Int64] {
      station.room.duplicates(
        category: "A1", place: place.map { Words($0) }, grid: "第1网格", among: others, at: now
      ).map(\.id.entry)
    }
    #expect(found("东门菜场") == [1002, 1001])
    #expect(found("东门菜场", at: now + .seconds(1)) == [1002], "a week is over")
    #expect(found(nil) == [1005], "without a place the grid stands for it")
    #expect(found("北岸") == [])
  }

  @Test("the last three closed of the same kind are the precedents, those of the same place first")
  func precedents() throws {
    let station = try Station()
    func closed(_ place: String, _ id: Int64, hours: Int) throws -> Incident {
      var facts = Station.reception
      facts.place = Words(place)
      let at = Station.morning + .hours(hours)
      var incident = try station.acting(.receive(facts), on: nil, at: at, as: id)
      incident = try station.acting(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])), on: incident, at: at)
      incident = try station.acting(.reply(Station.completeReply), on: incident, at: at)
      return try station.acting(.close(Station.closing), by: Station.colleague, on: incident, at: at)
    }
    let all = try [
      closed("东门", 1001, hours: 1), closed("西街", 1002, hours: 2), closed("西街", 1003, hours: 3),
      closed("北岸", 1004, hours: 4),
    ]
    var facts = Station.reception
    facts.place = Words("东门")
    let new = try station.acting(.receive(facts), on: nil, as: 1009)
    #expect(station.room.precedents(for: new, among: all).map(\.id.entry) == [1001, 1004, 1003])
    facts.category = "A2"
    let other = try station.acting(.receive(facts), on: nil, as: 1010)
    #expect(station.room.precedents(for: other, among: all).isEmpty)
  }

  @Test("a score that stands alone is shown after five workdays, two at once")
  func scores() throws {
    let station = try Station()
    let action = Action.score(Score(response: Station.lead, duty: 5, arrival: 4, cooperation: 1, manner: 3))
    let ours = try station.acting(action, on: station.incident(.closed))
    let shown = try #require(Station.zone.instant("2026-11-25T18:00"))
    let response = try #require(ours.response(Station.lead))
    #expect(response.scores.keys.map(\.self) == [.stationScores])
    #expect(!response.showsScores(at: shown - .seconds(1)) && response.showsScores(at: shown))
    let both = try station.acting(action, by: Station.person(.liaison), on: ours)
    #expect(both.response(Station.lead)?.showsScores(at: Station.morning) == true)
  }

  @Test("three units that declined are red for the incident as a whole")
  func redByDeclines() throws {
    let station = try Station()
    var incident = try station.acting(Scene.declining(), on: station.incident(.inHand))
    for (summons, unit) in [(2, "C-SJ"), (3, "C-ZF")] {
      #expect(incident.ladder(at: Station.morning).isEmpty)
      incident = try station.acting(.summon(Summoning(kind: .assignment, lead: [unit])), on: incident)
      let id = ResponseID(summons: summons, unit: unit)
      incident = try station.acting(Scene.declining(id, to: "U-GD"), on: incident)
      incident = try station.acting(
        .appoint(Appointment(response: id, ruling: .upheld, reason: Words("确非其职责"))), by: Station.person(.secretary),
        on: incident)
    }
    #expect(incident.ladder(at: Station.morning).map(\.step) == [.red])
    #expect(incident.ladder(at: Station.morning).map(\.response) == [nil])
    #expect(incident.orangeFrom == Station.morning)
  }

  @Test("half a limit of working time has passed when half of its working time has, not half of the clock's")
  func ladderOfWorkingTime() throws {
    let station = try Station()
    let five = try #require(Station.zone.instant("2026-11-18T17:00"))
    let whistled = try station.acting(
      Scene.whistle(), by: Station.person(.director), on: station.incident(.received), at: five)
    let arrived = try station.acting(.arrive(Milestone(response: Station.lead)), on: whistled, at: five)
    let response = try #require(arrived.response(Station.lead))
    // One hour that day, three the next: due at eleven, half at nine, half more at three, twice at five.
    let times = [LadderStep.urge, .blue, .orange, .red].map { response.ladderStart($0).map(Station.zone.text) }
    #expect(times == ["09", "11", "15", "17"].map { "2026-11-19T\($0):00:00+08:00" })
  }
}
