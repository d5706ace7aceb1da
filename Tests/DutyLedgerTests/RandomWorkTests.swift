import DutyCore
import DutyLedger
import Testing

/// Several desks at once on one ledger, doing whatever comes into their heads. Whatever they do, the entries add up to
/// the rows and the counts, and a refusal is the same when asked again.
@Suite("乱办") struct RandomWorkTests {
  /// Dice that fall the same way for the same seed (SplitMix64).
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Some act, sensible or not, on an incident as a desk has it on screen.
  private func act(on incident: Incident, _ desk: Desk, _ dice: inout Dice) -> Action {
    let unit = ["S-ZF", "C-SJ", "U-GD", "nobody"].randomElement(using: &dice) ?? "S-ZF"
    let response = incident.responses.randomElement(using: &dice)?.id ?? ResponseID(summons: 1, unit: unit)
    let words = ["已处理", "", "需要\u{202E}复查"].randomElement(using: &dice).map { Words($0) } ?? Words("x")
    let milestone = Milestone(response: response, channel: .phone, words: words)
    let reply = Reply(
      response: response, accepted: Bool.random(using: &dice) ? desk.now : nil, spokeTo: words, done: words,
      completion: .done)
    let choices: [Action] = [
      .takeOn, .note(Note(words)), .amend(Amendment(category: ["A1", "A2", "A9"].randomElement(using: &dice))),
      .amend(Amendment(grid: "第2网格", urgency: .emergency)),
      .summon(Summoning(kind: .assignment, lead: [unit])),
      .summon(Summoning(kind: .daily, lead: [unit], support: ["C-ZF"], ground: .appeal)),
      .summon(Summoning(kind: .emergency, lead: [unit], rescue: .called)),
      .summon(Summoning(kind: .work, lead: [unit], ground: .keyWork)),
      .acknowledge(milestone), .contact(milestone), .arrive(milestone), .reply(reply), .reply(reply),
      .sendBack(SendingBack(response: Bool.random(using: &dice) ? response : nil, reason: words)),
      .standDown(StandingDown(response: response, reason: words)),
      .handle(Handling(method: .mediation, measure: words)),
      .close(Closing(disposition: .resolved, method: .other, check: .officer, words: words)),
      .close(Closing(disposition: .explained, method: .other, check: .reporter)),
      .reopen(Reason(words)), .void(Reason(words)), .restore(Reason(words)),
      .decline(Declining(response: response, ground: words, proposed: unit)),
      .appoint(Appointment(response: response, ruling: .overruled, reason: words)),
      .appoint(Appointment(response: response, ruling: .upheld, reason: words)),
      .endWithLead(response), .urge(Urging(response: response)),
      .sheet(Sheet(response: response, colour: .orange, reason: words)),
      .closeDirect(DirectAnswer(disposition: .explained, answer: words)), .survey(Surveying(result: .elsewhere)),
    ]
    return choices.randomElement(using: &dice) ?? .takeOn
  }

  @Test("three desks at random: entries, rows and counts agree, and refusals repeat", arguments: 1...12)
  func desks(_ seed: UInt64) throws {
    var dice = Dice(state: seed)
    let desk = try Desk()
    let ledgers = try [desk.ledger] + (0..<2).map { _ in try Ledger(opening: desk.ledger.path, access: .readWrite) }
    var screens: [[IncidentID: Incident]] = [[:], [:], [:]]
    var outcomes = (recorded: 0, refused: 0, overtaken: 0)
    for _ in 0..<350 {
      desk.pass(.minutes(Int.random(in: 0...90, using: &dice)))
      let who = Int.random(in: 0..<3, using: &dice)
      if Int.random(in: 0..<6, using: &dice) == 0 {
        let fresh = try desk.receive("第\(seed)轮", category: Bool.random(using: &dice) ? "A1" : nil)
        screens[who][fresh.id] = fresh
      }
      if Int.random(in: 0..<3, using: &dice) == 0 { screens[who] = try lookAround(ledgers[who], desk) }
      guard let shown = screens[who].keys.sorted().randomElement(using: &dice).flatMap({ screens[who][$0] }) else {
        continue
      }
      let officer = [desk.officer, desk.colleague, desk.leader].randomElement(using: &dice) ?? desk.officer
      let request = Request(act(on: shown, desk, &dice), by: .officer(officer), at: desk.now)
      let submission = Submission(request, on: shown.id, seen: shown.revision, key: .random())
      switch try ledgers[who].commit(submission, now: desk.now) {
      case .recorded(_, let after):
        outcomes.recorded += 1
        screens[who][shown.id] = after
      case .refused(let refusal):
        outcomes.refused += 1
        #expect(try ledgers[(who + 1) % 3].commit(submission, now: desk.now) == .refused(refusal))
      case .overtaken(let newer):
        outcomes.overtaken += 1
        #expect(newer.revision > shown.revision)
        screens[who][shown.id] = newer
      }
    }
    #expect(outcomes.recorded > 40 && outcomes.refused > 40 && outcomes.overtaken > 0, "\(outcomes)")
    #expect(try desk.ledger.check().problems == [])
    for ledger in ledgers.dropFirst() { try ledger.close() }
  }

  private func lookAround(_ ledger: Ledger, _ desk: Desk) throws -> [IncidentID: Incident] {
    try ledger.snapshot(QueueView(tab: .open, rows: 1000), now: desk.now).incidents
  }
}
