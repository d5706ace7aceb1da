import DutyCore
import TestSupport
import Testing

/// The contract of a store: what it promises to whoever commits and looks, be it the ledger in its file or the one on paper
/// at which the desk is tested.
@Suite("台账的约定") struct StoreTests {
  @Test(
    "an act is recorded once however often it is sent, and answered with what it is about as that is now",
    arguments: Kind.allCases)
  func once(_ kind: Kind) throws {
    try withStore(kind) { store in
      let incident = try Self.recorded(try store.commit(Self.act(Self.reception("甲"), key: 1), Self.opening))
      let first = try store.commit(Self.act(Self.note, on: incident, key: 2), Self.opening)
      _ = try store.commit(Self.act(Self.note, on: incident, key: 3), Self.opening)
      guard case .recorded(let entry, _) = first,
        case .recorded(let again, let now?) = try store.commit(Self.act(Self.note, on: incident, key: 2), Self.opening)
      else {
        Issue.record("\(first)")
        return
      }
      #expect(again == entry && now.revision == 3)
      #expect(try store.history(incident.subject).map(\.key) == [Self.key(1), Self.key(2), Self.key(3)])
    }
  }

  @Test("what has changed since it was seen overtakes the act, and nothing is recorded", arguments: Kind.allCases)
  func overtaken(_ kind: Kind) throws {
    try withStore(kind) { store in
      let incident = try Self.recorded(try store.commit(Self.act(Self.reception("甲"), key: 1), Self.opening))
      let changed = try Self.recorded(try store.commit(Self.act(Self.note, on: incident, key: 2), Self.opening))
      let late = Self.act(Self.note, on: incident, seen: 1, key: 3)
      #expect(try store.commit(late, Self.opening) == .overtaken(by: changed))
      let other = try Self.recorded(try store.commit(Self.act(Self.reception("乙"), key: 4), Self.opening))
      let target = try #require(incident.incident).reference
      let merge = Self.act(.merge(Merging(target: target, targetSeen: 1)), on: other, key: 5)
      #expect(try store.commit(merge, Self.opening) == .overtaken(by: changed), "a merge acts on two versions")
      #expect(try store.history(incident.subject).count == 2 && store.history(other.subject).count == 1)
    }
  }

  @Test(
    "a subject that is not there is refused by its kind, and a matter known elsewhere is not taken twice",
    arguments: Kind.allCases)
  func unknown(_ kind: Kind) throws {
    try withStore(kind) { store in
      func submission(_ action: Action, on subject: Subject) -> Submission {
        Submission(Request(action, by: .officer(Self.officer), at: Self.opening), on: subject, key: Self.key(9))
      }
      #expect(
        try store.commit(submission(Self.note, on: .incident(IncidentID(77))), Self.opening)
          == .refused(.when(.unknownIncident)))
      let lost = submission(.rectification(.note(Note(Words("x")))), on: .rectification(RectificationID(77)))
      #expect(try store.commit(lost, Self.opening) == .refused(.when(.unknownRectification)))
      let first = try Self.recorded(try store.commit(Self.act(Self.reception("甲", id: "7"), key: 1), Self.opening))
      let number = try #require(first.incident).number
      #expect(
        try store.commit(Self.act(Self.reception("甲", id: "7"), key: 2), Self.opening)
          == .refused(.what(.alreadyKnown(number))))
    }
  }

  @Test(
    "what time alone has done is recorded before an act is judged, and by itself where somebody asks",
    arguments: Kind.allCases)
  func due(_ kind: Kind) throws {
    try withStore(kind) { store in
      func suspended(_ summary: String, _ number: Int) throws -> SubjectState {
        let incident = try Self.recorded(try store.commit(Self.act(Self.reception(summary), key: number), Self.opening))
        let until = Self.opening + .days(1)
        let suspending = Action.suspend(Suspending(until: until, reason: Words("等征迁"), told: Words("已告知")))
        let by = Actor.officer(Self.leader)
        return try Self.recorded(
          try store.commit(Self.act(suspending, by: by, on: incident, key: number + 1), Self.opening))
      }
      let later = Self.opening + .days(2)
      let one = try suspended("甲", 10)
      let stale = Self.act(Self.note, on: one, seen: one.revision, key: 12, at: later)
      guard case .overtaken(let now) = try store.commit(stale, later) else {
        Issue.record("the end of the suspension overtakes")
        return
      }
      #expect(now.incident?.status == .received && now.revision == one.revision + 1)
      let two = try suspended("乙", 20)
      try store.commitDue(later)
      let last = try #require(try store.history(two.subject).last)
      #expect(last.action == .resume && last.by == .rule && last.at == Self.opening + .days(1))
    }
  }

  @Test("practice on a station's ledger is on the list and in no count", arguments: Kind.allCases)
  func practice(_ kind: Kind) throws {
    try withStore(kind) { store in
      _ = try store.commit(Self.act(Self.reception("真事"), key: 1), Self.opening)
      _ = try store.commit(Self.act(Self.reception("演练", drill: true), key: 2), Self.opening)
      let look = try store.snapshot(Self.all, Self.opening)
      #expect(look.order.count == 2 && look.counts == [.received: 1] && look.openInTab[.open] == 1)
    }
  }

  @Test("emergencies come by reception, whatever order they were written down in", arguments: Kind.allCases)
  func emergencies(_ kind: Kind) throws {
    try withStore(kind) { store in
      let late = Self.act(Self.reception("后", urgency: .emergency), key: 1)
      let early = Self.act(Self.reception("先", urgency: .emergency), key: 2, at: Self.opening - .minutes(5))
      let ids = try [late, early].map { try Self.recorded(try store.commit($0, Self.opening)).opened }
      let look = try store.snapshot(Self.all, Self.opening)
      #expect(look.emergencies.map(\.entry) == ids.reversed())
    }
  }

  @Test("erased words are gone from the history and from what it adds up to; the entry stays", arguments: Kind.allCases)
  func erasure(_ kind: Kind) throws {
    try withStore(kind) { store in
      let incident = try Self.recorded(try store.commit(Self.act(Self.reception("甲"), key: 1), Self.opening))
      let facts = Erasure(entry: incident.lastEntry, ground: .law, words: Words("依法"))
      let erase = Self.act(.erase(facts), by: .officer(Self.administrator), on: incident, key: 2)
      let after = try Self.recorded(try store.commit(erase, Self.opening))
      #expect(after.summary == Words(erased: .text) && after.revision == 2)
      guard case .receive(let left)? = try store.history(incident.subject).first?.action else {
        Issue.record("the reception stays")
        return
      }
      #expect(left.summary.text == nil && left.category == "ZD")
      let wrong = Erasure(entry: 1, ground: .law, words: Words("依法"))
      let other = Self.act(.erase(wrong), by: .officer(Self.administrator), on: incident, key: 3)
      #expect(try store.commit(other, Self.opening) == .refused(.what(.noSuchEntry(1))))
    }
  }

  @Test("what follows on another kind of subject is recorded with the act, behind it", arguments: Kind.allCases)
  func acrossKinds(_ kind: Kind) throws {
    try withStore(kind) { store in
      let incident = try Self.recorded(try store.commit(Self.act(Self.reception("甲"), key: 1), Self.opening))
      let today = Station.zone.day(of: Self.opening)
      let facts = RectificationOpening(
        kind: .plain, incident: try #require(incident.incident).reference, what: Words("清空"), owner: "S-ZF",
        due: today + 1)
      var number = 1
      func rectify(_ act: RectificationAct, by actor: Actor = .officer(Self.officer), on state: SubjectState?) throws
        -> SubjectState
      {
        number += 1
        return try Self.recorded(
          try store.commit(Self.act(.rectification(act), by: actor, on: state, key: number), Self.opening))
      }
      var item = try rectify(.open(facts), on: nil)
      item = try rectify(.done(Note(Words("清了"))), on: item)
      item = try rectify(.verify(Verification(way: .onTheSpot)), by: .officer(Self.leader), on: item)
      item = try rectify(.lookBack(LookBack(holds: false, due: today + 3)), on: item)
      let last = try #require(try store.history(incident.subject).last)
      #expect(last.number == item.lastEntry + 1 && last.by == .rule)
      #expect(last.action == .follow(.relapsed(by: RectificationID(item.opened), entry: item.lastEntry)))
      let view = QueueView(
        tab: .open, rows: 20, detail: incident.subject.incident,
        rectifications: RectificationView(list: .owed, detail: RectificationID(item.opened)))
      let look = try store.snapshot(view, Self.opening)
      #expect(look.incidents.values.map(\.relapses) == [[item.lastEntry]])
      #expect(look.rectifications.listed == [RectificationID(item.opened)])
      #expect(look.rectifications.known.values.map(SubjectState.rectification) == [item])
      #expect(look.rectifications.history == (try store.history(item.subject)))
      #expect(look.history == (try store.history(incident.subject)))
    }
  }

  @Test("what waits for a leader's signature is told of every kind of subject", arguments: Kind.allCases)
  func unsigned(_ kind: Kind) throws {
    try withStore(kind) { store in
      let today = Station.zone.day(of: Self.opening)
      let facts = RectificationOpening(kind: .plain, what: Words("清空"), owner: "S-ZF", due: today + 1)
      let opening = Self.act(.rectification(.open(facts)), orderedBy: Self.leader, key: 1)
      let item = try Self.recorded(try store.commit(opening, Self.opening))
      let incident = try Self.recorded(try store.commit(Self.act(Self.reception("甲"), key: 2), Self.opening))
      let ordered = Self.act(Self.note, orderedBy: Self.leader, on: incident, key: 3)
      _ = try store.commit(ordered, Self.opening)
      let look = try store.snapshot(Self.all, Self.opening)
      #expect(look.unsigned.map(\.subject) == [item.subject, incident.subject])
      #expect(look.rectifications.known[RectificationID(item.opened)] != nil)
    }
  }

  @Test("both stores answer the same to the same, one act after the other")
  func same() throws {
    var told: [[String]] = []
    for kind in Kind.allCases {
      try withStore(kind) { store in
        var outcomes: [String] = []
        var dice = PinnedDice(seed: 11)
        var states: [SubjectState] = []
        for step in 0..<150 {
          let now = Self.opening + .minutes(step)
          let state = states.randomElement(using: &dice)
          let acts: [Action] = [
            Self.reception("甲\(step)"), Self.note, .takeOn, .handle(Handling(method: .other, measure: Words("清"))),
            .void(Reason(Words("错"))), .reopen(Reason(Words("又"))), .survey(Surveying(result: .exists)),
            .close(Closing(disposition: .resolved, method: .other, check: .officer)),
          ]
          let action = step % 5 == 0 ? acts[0] : acts[Int.random(in: 1..<acts.count, using: &dice)]
          let by = Actor.officer(Bool.random(using: &dice) ? Self.officer : Self.leader)
          let seen = Bool.random(using: &dice) ? state?.revision : nil
          let opens = step % 5 == 0
          let outcome = try store.commit(
            Self.act(action, by: by, on: opens ? nil : state, seen: opens ? nil : seen, key: step, at: now), now)
          outcomes.append("\(outcome)")
          if case .recorded(_, let after?) = outcome, opens || Bool.random(using: &dice) {
            states.removeAll { $0.subject == after.subject }
            states.append(after)
          }
        }
        let look = try store.snapshot(Self.all, Self.opening + .hours(3))
        outcomes.append("\(look.order) \(look.counts.sorted { $0.key.rawValue < $1.key.rawValue }) \(look.entries)")
        told.append(outcomes)
      }
    }
    #expect(told[0].count == 151)
    for (file, paper) in zip(told[0], told[1]) { #expect(file == paper) }
  }
}
