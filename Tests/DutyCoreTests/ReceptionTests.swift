import DutyCore
import Testing

/// When a matter counts as received, whose limit runs, and in which counts it stands.
@Suite("受理") struct ReceptionTests {
  private func received(
    saidAt: Instant? = nil, by actor: Actor = .intake, _ change: (inout Reception) -> Void = { _ in }
  ) throws -> Incident {
    var facts = Station.reception
    change(&facts)
    return try Station().acting(.receive(facts), by: actor, on: nil, saidAt: saidAt)
  }

  @Test("a claim counts up to 31 days back; further back or ahead, the recorded time counts and the claim is kept")
  func claims() throws {
    let now = Station.morning
    let oldest = now - .days(31)
    let counted = try received(saidAt: oldest)
    #expect(counted.received == oldest && counted.claimed == nil)
    #expect(counted.dutyDay == Station.zone.day(of: oldest) && counted.deadline?.started == oldest)
    for claim in [oldest - .seconds(1), now + .hours(1)] {
      let incident = try received(saidAt: claim)
      #expect(incident.received == now && incident.claimed == claim, "\(claim)")
      #expect(incident.dutyDay == Station.zone.day(of: now) && incident.deadline?.started == now)
    }
  }

  @Test("the moment of the call is shown and moves nothing")
  func called() throws {
    let call = Station.morning - .days(3)
    let incident = try received { $0.called = call }
    #expect(incident.called == call && incident.received == Station.morning)
    #expect(try incident.deadline == received().deadline)
  }

  @Test("the sender's limit rules from one working hour ahead; nearer, it sets no clock and is kept")
  func outsideLimit() throws {
    let hour = Station.morning + .hours(1)
    let ruling = try received { $0.due = hour }
    #expect(ruling.deadline?.due == hour && !ruling.outsideIsTooNear)
    let own = try received().deadline
    for due in [hour - .seconds(1), Station.morning - .days(2)] {
      let near = try received { $0.due = due }
      #expect(near.deadline == own && near.outsideIsTooNear && near.outsideDue == due, "\(due)")
    }
  }

  @Test("only the sender moves their limit: the first stands beside it, and what had passed stays passed")
  func outsideExtension() throws {
    let station = try Station()
    let due = Station.morning + .hours(2)
    let incident = try received { $0.due = due }
    let later = Station.morning + .hours(3)
    func extended(to moment: Instant, at now: Instant) throws -> Incident {
      let facts = OutsideExtension(due: moment, who: Words("热线中心"))
      return try station.acting(.wayOn(.outsideExtension(facts)), on: incident, at: now)
    }
    let inTime = try extended(to: later, at: Station.morning + .hours(1))
    #expect(inTime.deadline?.due == later && inTime.judgedDeadline?.due == later)
    #expect(inTime.firstOutsideDue == due && inTime.outsideDue == later)
    let late = try extended(to: Station.morning + .hours(4), at: later)
    #expect(late.deadline?.due == Station.morning + .hours(4) && late.judgedDeadline?.due == due)
    let far = try extended(to: Station.morning + .days(9), at: Station.morning + .hours(1))
    #expect(far.deadline?.due == (try received().deadline?.due), "the category's own rules again")
    let without = try received { ($0.category, $0.due) = ("A7", Station.morning) }
    let facts = OutsideExtension(due: later, who: Words("热线中心"))
    #expect(without.deadline == nil)
    #expect(try station.acting(.wayOn(.outsideExtension(facts)), on: without).deadline?.due == later)
  }

  @Test("a suspension stops the sender's limit only where they agreed")
  func suspended() throws {
    let station = try Station()
    let due = Station.morning + .hours(2)
    let incident = try received { $0.due = due }
    let end = Station.morning + .days(9)
    func suspended(_ senderWaits: Bool) throws -> Incident {
      let facts = Suspending(until: end, reason: Words("等征迁"), told: Words("已告知"), senderWaits: senderWaits)
      return try station.acting(.suspend(facts), by: Station.person(.leader), on: incident)
    }
    let waiting = try suspended(true)
    #expect(waiting.runningDeadline == nil && waiting.nextDue == end)
    let resumed = try station.acting(.resume, on: waiting, at: Station.morning + .days(3))
    #expect(resumed.deadline?.due == Station.morning + .days(3) + .hours(2), "two hours were left")
    let running = try suspended(false)
    let goneOn = try station.acting(.resume, on: running, at: Station.morning + .days(3))
    #expect(goneOn.deadline?.due == due)
    #expect(running.runningDeadline?.due == due && running.nextDue == due)
    #expect(!running.isDueToResume(at: due), "the limit ends no suspension")
  }

  @Test("passed on, voided or merged on its own day a matter leaves the counts; later it stays, as not closed")
  func denominators() throws {
    let station = try Station()
    let other = try station.other()
    let passing = Action.wayOn(.toPetition(PetitionPassing(to: Words("平安法治办"), receipt: "XF-1")))
    let leaving: [Action] = [
      passing, .void(Reason(Words("重复"))), .merge(Merging(target: other.reference, targetSeen: 1)),
    ]
    for action in leaving {
      func left(_ later: DutyCore.Duration) throws -> Incident {
        try station.acting(
          action, by: Station.person(.leader), on: station.incident(.received), amid: Surroundings(target: other),
          at: Station.morning + later)
      }
      let atOnce = try left(.hours(3))
      #expect(!atOnce.counts && Tally(of: atOnce).sameDayClosure.denominator == 0, "\(action.name)")
      let late = try left(.days(1))
      #expect(late.counts && late.countedClose == nil, "\(action.name)")
      #expect(Tally(of: late).sameDayClosure == Rate(0, of: 1), "\(action.name)")
      let isMerged = late.status == .merged
      #expect(late.leftUnclosed?.dutyDay == (isMerged ? nil : Day("2026-11-19")), "\(action.name)")
    }
  }

  @Test("the earliest deadline of a group rules, whichever way round it is merged, and its own comes back")
  func group() throws {
    let station = try Station()
    let early = try received { $0.due = Station.morning + .hours(2) }
    let target = try station.other()
    let following = Following.joined(
      other: early.reference, callers: 1, received: early.received, due: early.deadline)
    let group = try station.acting(.follow(following), by: .rule, on: target)
    #expect(group.deadline == early.deadline && group.ownDeadline == target.deadline)
    #expect(group.judgedDeadline == target.deadline, "figures judge each matter by its own")
    let parted = try station.acting(.follow(.parted(other: early.reference)), by: .rule, on: group)
    #expect(parted.deadline == target.deadline)
  }
}
