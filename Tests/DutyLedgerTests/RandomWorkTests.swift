import DutyCore
import DutyLedger
import Foundation
import Synchronization
import Testing

/// Several desks at once on one ledger, doing whatever comes into their heads. Whatever they do, the entries add up to
/// the rows and the counts, and a refusal is the same when asked again.
///
/// `RANDOM_SEEDS` and `RANDOM_ACTS` make it longer: 50 seeds of 2000 acts each are some fifteen thousand incidents.
/// `RANDOM_LEDGERS` names a directory in which each seed's ledger is kept, for `Tests/figures.py`; with
/// `RANDOM_ANSWERS=1` units are called and answer more than all else, which figures are mostly about.
@Suite("乱办") struct RandomWorkTests {
  private static func number(_ name: String, else standard: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
  }

  private static let answersMost = number("RANDOM_ANSWERS", else: 0) > 0

  /// The sum of what all seeds have come to so far.
  private static let together = Mutex<(played: Int, found: Set<ActionName>)>((0, []))

  static let seeds = (1...UInt64(number("RANDOM_SEEDS", else: 10))).map(\.self)

  @Test("three desks at random: entries, rows and counts agree, and refusals repeat", arguments: seeds)
  func desks(_ seed: UInt64) throws {
    let desk = try Desk()
    try desk.staff()
    var play = try RandomPlay(desk, Dice(state: seed), answersMost: Self.answersMost)
    for _ in 0..<Self.number("RANDOM_ACTS", else: 350) { try play.step() }
    #expect(play.recorded.count > 40 && play.refused > 20 && play.overtaken > 0, "\(play.tally)")
    #expect(play.recorded.contains(.openItem), "\(play.tally)")
    #expect(try desk.ledger.check().problems == [])
    try expectRooms(desk.ledger)
    let (played, found) = Self.together.withLock { all in
      all = (all.played + 1, all.found.union(play.recorded))
      return all
    }
    if played == Self.seeds.count, played >= 10 { #expect(found.contains(.progressItem)) }
    // Many seeds together come to every act there is.
    if played == Self.seeds.count, played >= 50 {
      #expect(ActionName.allCases.filter { Action.isOfIncidents($0) && !found.contains($0) } == [])
      #expect(ActionName.allCases.filter { Action.isOfRectifications($0) && !found.contains($0) } == [])
    }
    if let directory = ProcessInfo.processInfo.environment["RANDOM_LEDGERS"] {
      try desk.ledger.backup(to: "\(directory)/\(seed).sqlite")
    }
    try play.close()
  }

  /// The room is read without the seats of long ago; it is what all its entries make it, at each of them.
  private func expectRooms(_ ledger: Ledger) throws {
    var rooms: [(entry: Int64, room: Room?)] = []
    var seats = 0
    try ledger.entries { entry in
      guard case .room(let act) = entry.action else { return }
      if case .takeSeat = act { seats += 1 }
      rooms.append((entry.number, rooms.last?.room?.folding(entry) ?? Room.founding(entry)))
    }
    let none = IncidentNumber(day: Day(number: 0), serial: 1)
    for (entry, room) in rooms {
      let read = try ledger.timeline(of: none, asOf: .entry(entry)).room
      #expect(read == room, "entry \(entry)")
    }
    #expect(seats > 0)
  }
}

/// One such play.
struct RandomPlay {
  private let desk: Desk
  private var dice: Dice
  private let ledgers: [Ledger]
  /// Units are called and answer more than all else.
  private let answersMost: Bool
  private var screens: [[IncidentID: Incident]] = [[:], [:], [:]]
  private var items: [[RectificationID: Rectification]] = [[:], [:], [:]]
  /// The screen of each desk, each on another tab.
  private var boards: [Snapshot?] = [nil, nil, nil]
  private(set) var recorded: [ActionName] = []
  private(set) var refused = 0
  private(set) var overtaken = 0

  var tally: String { "\(recorded.count) recorded, \(refused) refused, \(overtaken) overtaken" }

  init(_ desk: Desk, _ dice: Dice, answersMost: Bool) throws {
    self.desk = desk
    self.dice = dice
    self.answersMost = answersMost
    ledgers = try [desk.ledger] + (0..<2).map { _ in try Ledger(opening: desk.ledger.path, access: .readWrite) }
  }

  func close() throws { for ledger in ledgers.dropFirst() { try ledger.close() } }

  mutating func step() throws {
    desk.pass(.minutes(Int.random(in: 0...25, using: &dice)))
    let who = Int.random(in: 0..<3, using: &dice)
    if Int.random(in: 0..<6, using: &dice) == 0 {
      let fresh = try desk.act(.receive(Whims.reception(at: desk.now, &dice)))
      screens[who][fresh.id] = fresh
    }
    if Int.random(in: 0..<8, using: &dice) == 0 { try actOnRoom(in: ledgers[who]) }
    if Int.random(in: 0..<3, using: &dice) == 0 { try rectify(who) }
    try look(who)
    if Int.random(in: 0..<3, using: &dice) == 0 {
      _ = try ledgers[who].commitDue(now: desk.now)
      let fresh = try ledgers[who].snapshot(QueueView(tab: .open, rows: 1000), now: desk.now).incidents
      for id in Set(screens[who].keys).union(fresh.keys) {
        screens[who][id] = try fresh[id] ?? ledgers[who].incident(id)
      }
    }
    // What came in lately is acted on most.
    let known = screens[who].keys.sorted()
    let ids = dice.flips() ? known : Array(known.suffix(6))
    guard let shown = ids.randomElement(using: &dice).flatMap({ screens[who][$0] }) else { return }
    try commit(try request(on: shown, who), on: shown, who)
  }

  /// A look that goes on from the one before is the same as one anew.
  private mutating func look(_ who: Int) throws {
    let view = QueueView(tab: [.open, .running, .carriedOver][who], rows: 20)
    let board = try ledgers[who].snapshot(view, now: desk.now, after: boards[who])
    boards[who] = board
    #expect(try ledgers[(who + 1) % 3].snapshot(view, now: desk.now) == board)
    // The other one's own look is not of its last board any more.
    boards[(who + 1) % 3] = nil
  }

  /// Two times in three something the rules would take, as far as the screen tells; else anything.
  private mutating func request(on shown: Incident, _ who: Int) throws -> Request {
    let whims = Whims(
      incident: shown, others: screens[who].values.sorted { $0.id < $1.id }, now: desk.now,
      lastEntry: try ledgers[who].head.entry)
    var acts = whims.all(&dice)
    acts.shuffle(using: &dice)
    // What has been done least comes first, so that a long play comes to everything.
    let times = Dictionary(recorded.map { ($0, 1) }, uniquingKeysWith: +)
    acts.sort { times[$0.name, default: 0] < times[$1.name, default: 0] }
    if answersMost, Int.random(in: 0..<8, using: &dice) > 0 {
      acts = acts.filter(\.isOfAnswers).shuffled(using: &dice).map { $0.withAnotherLead(dice.flips() ? "C-SJ" : nil) }
    }
    let requests = acts.flatMap { act in
      (0..<4).map { _ in
        let ordered = dice.flips() ? nil : dice.pick([desk.leader, Desk.director], else: desk.leader)
        return Request(
          act, by: .officer(dice.pick(Desk.everybody, else: desk.officer)), orderedBy: ordered, at: desk.now)
      }
    }
    guard Int.random(in: 0..<3, using: &dice) > 0 else { return dice.pick(requests, else: requests[0]) }
    let room = try ledgers[who].room()
    let history = try ledgers[who].history(of: shown.id)
    let sensible = requests.first {
      let surroundings = surroundings($0.action, history, who)
      return (try? room.judge($0, on: shown, amid: surroundings, now: desk.now)) != nil
    }
    return sensible ?? requests[0]
  }

  private func surroundings(_ action: Action, _ history: [Entry], _ who: Int) -> Surroundings {
    if case .merge(let facts) = action { return Surroundings(target: screens[who][facts.target.id]) }
    if case .correct(let facts) = action { return Surroundings(entry: history.first { $0.number == facts.entry }) }
    if case .erase(let facts) = action { return Surroundings(entry: history.first { $0.number == facts.entry }) }
    return Surroundings()
  }

  private mutating func commit(_ request: Request, on shown: Incident, _ who: Int) throws {
    let submission = Submission(request, on: shown.id, seen: shown.revision, key: .random())
    switch try ledgers[who].commit(submission, now: desk.now) {
    case .recorded(_, let after):
      recorded.append(request.action.name)
      screens[who][shown.id] = after?.incident
    case .refused(let refusal):
      refused += 1
      #expect(try ledgers[(who + 1) % 3].commit(submission, now: desk.now) == .refused(refusal))
    case .overtaken(let newer):
      overtaken += 1
      guard let newer = newer.incident else { return }
      screens[who][newer.id] = newer
      if newer.id == shown.id { #expect(newer.revision > shown.revision) }
    }
  }

  /// Something is left to be put right, or goes on being so: often on a version that has changed meanwhile.
  private mutating func rectify(_ who: Int) throws {
    let whims = RectificationWhims(items: items[who].values.sorted { $0.id < $1.id }, now: desk.now)
    let (act, item) = whims.one(&dice, leftOver: screens[who].values.sorted { $0.id < $1.id })
    let request = Request(
      .rectification(act), by: .officer(dice.pick(Desk.everybody, else: desk.officer)),
      orderedBy: Int.random(in: 0..<4, using: &dice) == 0 ? desk.leader : nil, at: desk.now)
    let subject = item.map { Subject.rectification($0.id) }
    let submission = Submission(request, on: subject, seen: item?.revision, key: .random())
    switch try ledgers[who].commit(submission, now: desk.now) {
    case .recorded(_, let after):
      recorded.append(request.action.name)
      if let item = after?.rectification { items[who][item.id] = item }
      // Another desk sees it later, or not before it has changed again.
      if let item = after?.rectification, dice.flips() { items[(who + 1) % 3][item.id] = item }
    case .refused(let refusal):
      refused += 1
      #expect(try ledgers[(who + 1) % 3].commit(submission, now: desk.now) == .refused(refusal))
    case .overtaken(let newer):
      overtaken += 1
      if let newer = newer.rectification { items[who][newer.id] = newer }
    }
  }

  /// Seats, handovers, swaps, settings and routings; most are refused, and that is well.
  private mutating func actOnRoom(in ledger: Ledger) throws {
    let room = try ledger.room()
    guard let turn = room.plan.turn(at: desk.now) else { return }
    let head = try ledger.head
    let leaders = [desk.leader, Desk.director, Desk.secretary]
    let swap = Swap(turn: turn, officer: room.roster[turn] ?? desk.leader, with: Desk.secretary)
    let acts: [RoomAction] = [
      .setRoster(RosterChange(lines: [RosterChange.Line(turn: turn, officer: dice.pick(leaders, else: desk.leader))])),
      .takeSeat(SeatTaking(turn: turn, reason: dice.flips() ? Words("代班") : nil)), .swap(swap),
      .handOver(room.seat?.signed ?? HandingOver(turn: room.seat?.turn ?? turn, through: head.entry, head: head.hash)),
      .setSetting(SettingChange(.of(.ownVoid), dice.flips() ? .running(minutes: 30) : nil)),
      .setStanding(StandingRouting(category: "A1", lead: dice.flips() ? ["S-ZF"] : [])),
    ]
    let by = dice.pick(leaders + [Desk.administrator], else: desk.leader)
    let request = Request(.room(dice.pick(acts, else: .swap(swap))), by: .officer(by), at: desk.now)
    _ = try ledger.commit(Submission(request, key: .random()), now: desk.now)
  }
}

extension Action {
  /// True for acts that bring a matter from the call of its units to its end, or back.
  fileprivate var isOfAnswers: Bool {
    let names: Set<ActionName> = [
      .summon, .acknowledge, .contact, .arrive, .reply, .sendBack, .decline, .appoint, .standDown, .endWithLead,
      .takeOn, .handle, .close, .callBack, .reopen, .amend, .attach, .report,
    ]
    return names.contains(name)
  }

  /// A whistle that calls one more lead.
  fileprivate func withAnotherLead(_ unit: String?) -> Action {
    guard case .summon(var facts) = self, let unit, facts.kind.isWhistle, facts.lead != [unit] else { return self }
    facts.lead.append(unit)
    facts.support = []
    return .summon(facts)
  }

  /// True for what is done to a rectification, and for what opens one.
  fileprivate static func isOfRectifications(_ name: ActionName) -> Bool {
    name == .openItem || Rectification.State.allCases.contains { name.isPossible(at: $0) }
  }

  /// True for what a person does to an incident that is there.
  fileprivate static func isOfIncidents(_ name: ActionName) -> Bool {
    Incident.Status.allCases.contains { name.isPossible(in: $0) } && name != .settle && name != .follow
  }
}
