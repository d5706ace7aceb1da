import DutyCore
import DutyLedger
import Foundation
import Testing

/// Several desks at once on one ledger, doing whatever comes into their heads. Whatever they do, the entries add up to
/// the rows and the counts, and a refusal is the same when asked again.
///
/// `RANDOM_SEEDS` and `RANDOM_ACTS` make it longer: 50 seeds of 2000 acts each are some fifteen thousand incidents.
@Suite("乱办") struct RandomWorkTests {
  private static func number(_ name: String, else standard: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
  }

  static let seeds = (1...UInt64(number("RANDOM_SEEDS", else: 10))).map(\.self)

  @Test("three desks at random: entries, rows and counts agree, and refusals repeat", arguments: seeds)
  func desks(_ seed: UInt64) throws {
    let desk = try Desk()
    try desk.staff()
    var play = try RandomPlay(desk, Dice(state: seed))
    for _ in 0..<Self.number("RANDOM_ACTS", else: 350) { try play.step() }
    #expect(play.recorded.count > 40 && play.refused > 20 && play.overtaken > 0, "\(play.tally)")
    #expect(try desk.ledger.check().problems == [])
    let found = Set(play.recorded)
    // A long play comes to every act there is.
    if Self.number("RANDOM_ACTS", else: 350) >= 2000 {
      let acts = ActionName.allCases.filter { Action.isOfIncidents($0) }
      #expect(Set(acts).subtracting(found) == [], "\(play.tally)")
    }
    try play.close()
  }
}

/// One such play.
private struct RandomPlay {
  private let desk: Desk
  private var dice: Dice
  private let ledgers: [Ledger]
  private var screens: [[IncidentID: Incident]] = [[:], [:], [:]]
  private(set) var recorded: [ActionName] = []
  private(set) var refused = 0
  private(set) var overtaken = 0

  var tally: String { "\(recorded.count) recorded, \(refused) refused, \(overtaken) overtaken" }

  init(_ desk: Desk, _ dice: Dice) throws {
    self.desk = desk
    self.dice = dice
    ledgers = try [desk.ledger] + (0..<2).map { _ in try Ledger(opening: desk.ledger.path, access: .readWrite) }
  }

  func close() throws { for ledger in ledgers.dropFirst() { try ledger.close() } }

  mutating func step() throws {
    desk.pass(.minutes(Int.random(in: 0...90, using: &dice)))
    let who = Int.random(in: 0..<3, using: &dice)
    if Int.random(in: 0..<6, using: &dice) == 0 {
      let fresh = try desk.receive("某事", category: dice.pick(["A1", "A2", "A5", "A6", nil], else: nil))
      screens[who][fresh.id] = fresh
    }
    if Int.random(in: 0..<8, using: &dice) == 0 { try actOnRoom(in: ledgers[who]) }
    if Int.random(in: 0..<3, using: &dice) == 0 {
      _ = try ledgers[who].commitDue(now: desk.now)
      screens[who] = try ledgers[who].snapshot(QueueView(tab: .open, rows: 1000), now: desk.now).incidents
    }
    guard let shown = screens[who].keys.sorted().randomElement(using: &dice).flatMap({ screens[who][$0] }) else {
      return
    }
    try commit(try request(on: shown, who), on: shown, who)
  }

  /// Half of the time something the rules would take, as far as the screen tells; else anything.
  private mutating func request(on shown: Incident, _ who: Int) throws -> Request {
    let whims = Whims(
      incident: shown, others: screens[who].values.sorted { $0.id < $1.id }, now: desk.now,
      lastEntry: try ledgers[who].head.entry)
    var acts = whims.all(&dice)
    acts.shuffle(using: &dice)
    let requests = acts.map { act in
      let ordered = dice.flips() ? nil : dice.pick([desk.leader, Desk.director], else: desk.leader)
      return Request(
        act, by: .officer(dice.pick(Desk.everybody, else: desk.officer)), orderedBy: ordered, at: desk.now)
    }
    let room = try ledgers[who].room()
    let sensible = requests.first { (try? room.judge($0, on: shown, now: desk.now)) != nil }
    return dice.flips() ? sensible ?? requests[0] : requests[0]
  }

  private mutating func commit(_ request: Request, on shown: Incident, _ who: Int) throws {
    let submission = Submission(request, on: shown.id, seen: shown.revision, key: .random())
    switch try ledgers[who].commit(submission, now: desk.now) {
    case .recorded(_, let after):
      recorded.append(request.action.name)
      screens[who][shown.id] = after
    case .refused(let refusal):
      refused += 1
      #expect(try ledgers[(who + 1) % 3].commit(submission, now: desk.now) == .refused(refusal))
    case .overtaken(let newer):
      overtaken += 1
      screens[who][newer.id] = newer
      if newer.id == shown.id { #expect(newer.revision > shown.revision) }
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
  /// What a person does to an incident that is there.
  fileprivate static func isOfIncidents(_ name: ActionName) -> Bool {
    Incident.Status.allCases.contains { name.isPossible(in: $0) } && name != .settle && name != .follow
  }
}
