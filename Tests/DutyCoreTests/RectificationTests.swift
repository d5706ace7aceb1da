import DutyCore
import Testing

@Suite("整改项") struct RectificationTests {
  private let officer = Station.person(.officer)
  private let today = RectificationScene.today

  private func opened(_ change: (inout RectificationOpening) -> Void = { _ in }) throws -> Rectification {
    var facts = RectificationScene.opening
    change(&facts)
    return try Station().rectifying(.open(facts), by: officer, on: nil)
  }

  /// The acts of a course, by who may, one after the other.
  private func course(_ acts: [RectificationAct], on item: Rectification) throws -> Rectification {
    let station = try Station()
    return try acts.reduce(item) { item, act in
      var surroundings = Surroundings()
      if case .correct(let facts) = act {
        surroundings.entry = Station.entry(
          facts.entry, .rectification(item.id), 2, .rectification(.lookBack(LookBack(holds: true))), by: officer)
      }
      let by =
        switch act {
        case .done: RectificationScene.doer
        case .change, .drop: Station.person(.leader)
        case .open, .progress, .verify, .sendBack, .lookBack, .note, .attach, .urge, .sheet, .correct, .countersign,
          .erase:
          officer
        }
      return try station.rectifying(act, by: by, on: item, amid: surroundings)
    }
  }

  private let done = RectificationAct.done(Note(Words("已清空")))
  private func back(_ days: Int) -> RectificationAct { .lookBack(LookBack(holds: false, due: today + days)) }

  @Test("something is owed until it is verified and looked at again, by the day that counts in each state")
  func owed() throws {
    let open = try opened()
    #expect(open.isOwed && open.nextDue == Station.zone.instant(today + 4, minutes: 0))
    let waiting = try course([done], on: open)
    #expect(waiting.isOwed && waiting.nextDue == nil)
    let verified = try course([.verify(Verification(way: .onTheSpot))], on: waiting)
    #expect(!verified.isOwed && verified.nextDue == nil)
    let watched = try course([.verify(Verification(way: .onTheSpot, lookBackDays: 30))], on: waiting)
    #expect(watched.isOwed && watched.nextDue == Station.zone.instant(today + 31, minutes: 0))
    #expect(try !course([.lookBack(LookBack(holds: true))], on: watched).isOwed)
    #expect(try !course([.drop(Reason(Words("不用了")))], on: open).isOwed)
    #expect(!open.isOverdue(at: Station.zone.instant(today + 4, minutes: 0)))
    #expect(open.isOverdue(at: Station.zone.instant(today + 4, minutes: 0) + DutyCore.Duration(milliseconds: 1)))
  }

  @Test("the day it was opened with stays, whatever day comes later; owner and means change")
  func firstDay() throws {
    let open = try opened()
    let changed = try course(
      [.change(RectificationChange(owner: "C-SJ", due: today + 9, means: Words("加人"), reason: Words("忙")))], on: open)
    #expect(changed.owner == "C-SJ" && changed.means == Words("加人") && changed.firstDue == open.due)
    #expect(changed.due.due == Station.zone.instant(today + 10, minutes: 0))
    let station = try Station()
    let returned = try course(
      [.change(RectificationChange(means: Words("x"), reason: Words("y"))), done], on: open)
    let again = try station.rectifying(
      .sendBack(RectificationReturn(reason: Words("没好"), due: today + 7)), by: officer, on: returned)
    #expect(again.state == .open && again.returns == 1 && again.firstDue == open.due)
    #expect(again.due.due == Station.zone.instant(today + 8, minutes: 0))
  }

  @Test("a look-back that is taken back leaves what stood before it")
  func takenBack() throws {
    let verified = try course([done, .verify(Verification(way: .onTheSpot, lookBackDays: 30))], on: opened())
    for look in [back(5), .lookBack(LookBack(holds: true))] {
      let looked = try course([look], on: verified)
      #expect(looked.lookBackBy == nil && looked.lookBacks == 1)
      let taken = try course([.correct(Correction(entry: looked.lastEntry, withdrawn: true))], on: looked)
      #expect(taken.state == .verified && taken.due == verified.due && taken.lookBackBy == verified.lookBackBy)
      #expect(taken.relapses == 0 && taken.lookBacks == 0)
    }
  }

  @Test("what is back marks the matter it came from, and the mark goes with the look-back")
  func relapse() throws {
    let station = try Station()
    let incident = try station.incident(.closed)
    var facts = RectificationScene.opening
    facts.incident = incident.reference
    let opened = try station.rectifying(
      .open(facts), by: officer, on: nil, amid: Surroundings(incident: incident))
    let verified = try course([done, .verify(Verification(way: .onTheSpot))], on: opened)
    func consequences(_ act: RectificationAct, on item: Rectification) -> [Consequence] {
      let entry = Station.entry(
        item.lastEntry + 1, .rectification(item.id), item.revision + 1, .rectification(act), by: officer)
      return SubjectState.rectification(item.folding(entry)).consequences(of: entry, before: .rectification(item))
    }
    #expect(consequences(.lookBack(LookBack(holds: true)), on: verified) == [])
    let found = consequences(back(5), on: verified)
    let marked = Action.follow(.relapsed(by: opened.id, entry: verified.lastEntry + 1))
    #expect(found == [Consequence(on: .incident(incident.id), marked)])
    let after = try station.acting(marked, by: .rule, on: incident)
    #expect(after.relapses == [verified.lastEntry + 1] && after.status == .closed && after.closed == incident.closed)
    let looked = try course([back(5)], on: verified)
    let taken = consequences(.correct(Correction(entry: looked.lastEntry, withdrawn: true)), on: looked)
    let unmarked = Action.follow(.relapseTakenBack(by: opened.id, entry: looked.lastEntry))
    #expect(taken == [Consequence(on: .incident(incident.id), unmarked)])
    #expect(try station.acting(unmarked, by: .rule, on: after).relapses == [])
  }

  @Test("its ladder rises at half of the time given, at its end, at half of it more and at twice of it")
  func ladder() throws {
    let open = try opened()
    let given = open.due.due - open.due.started
    let moments: [(DutyCore.Duration, LadderStep)] = [
      (given / 2, .urge), (given, .blue), (given + given / 2, .orange), (given + given, .red),
    ]
    var before: LadderStep?
    for (passed, step) in moments {
      let moment = open.due.started + passed
      #expect(open.ladderStep(at: moment) == step)
      #expect(open.ladderStep(at: moment - DutyCore.Duration(milliseconds: 1)) == before)
      before = step
    }
    #expect(try course([done], on: open).ladderStep(at: open.due.due + .days(90)) == nil)
  }

  @Test("a rectification of a practice matter is practice")
  func practice() throws {
    let station = try Station()
    var reception = Station.reception
    reception.drill = true
    let incident = try station.acting(.receive(reception), on: nil)
    var facts = RectificationScene.opening
    facts.incident = incident.reference
    let item = try station.rectifying(.open(facts), by: officer, on: nil, amid: Surroundings(incident: incident))
    #expect(item.isDrill)
    #expect(try !opened().isDrill)
  }
}
