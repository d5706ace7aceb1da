import DutyCore
import DutyLedger

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

  mutating func flips() -> Bool { Bool.random(using: &self) }
  mutating func pick<Value>(_ values: [Value], else other: Value) -> Value {
    values.randomElement(using: &self) ?? other
  }
}

/// Whatever comes into somebody's head to do to an incident, sensible or not: some form of each act of the table.
struct Whims {
  let incident: Incident
  /// The rest of the screen.
  let others: [Incident]
  let now: Instant
  let lastEntry: Int64

  /// A matter comes in from anywhere, with a number and a limit of the sender's or without.
  static func reception(at now: Instant, _ dice: inout Dice) -> Reception {
    let source = dice.pick([Source.grid, .walkIn, .hotline12345, .county, .departmentRequest], else: .grid)
    let number = source.comesFromElsewhere && dice.flips()
    return Reception(
      source: source, summary: Words("某事"), place: Words("东门"), grid: "第1网格",
      category: dice.pick(["A1", "A2", "A5", "A6", nil], else: nil),
      reporter: dice.flips() ? Words("某某", kind: .name) : nil,
      due: number ? now + .hours(Int.random(in: -3...60, using: &dice)) : nil,
      document: number ? "样办〔2026〕\(Int.random(in: 1...99, using: &dice))号" : nil, answerOwed: number ? true : nil,
      confidential: dice.pick([true, nil, nil, nil], else: nil), drill: dice.pick([true, false, false], else: false))
  }

  func all(_ dice: inout Dice) -> [Action] {
    incidentActs(&dice) + unitActs(&dice) + timeActs(&dice) + recordActs(&dice)
      + waysOn(&dice)
  }

  private func words(_ dice: inout Dice) -> Words { Words(dice.pick(["已处理", "", "需要\u{202E}复查"], else: "x")) }
  private func unit(_ dice: inout Dice) -> String {
    dice.pick(["S-ZF", "C-SJ", "U-GD", "C-ZF", "nobody"], else: "S-ZF")
  }
  private func response(_ dice: inout Dice) -> ResponseID {
    dice.pick(incident.responses.map(\.id), else: ResponseID(summons: 1, unit: "S-ZF"))
  }
  private func reason(_ dice: inout Dice) -> Reason { Reason(words(&dice)) }

  private func incidentActs(_ dice: inout Dice) -> [Action] {
    [
      .takeOn, .note(Note(words(&dice))),
      .amend(Amendment(category: dice.pick(["A1", "A2", "A5", "A6", "A9"], else: "A1"))),
      .amend(Amendment(grid: "第2网格", urgency: dice.pick(Urgency.allCases, else: .urgent))),
      .amend(Amendment(summary: words(&dice), phone: Words("13800000001", kind: .phone))),
      .handle(Handling(method: .mediation, measure: words(&dice))),
      .close(Closing(disposition: .resolved, method: .other, check: .officer, words: words(&dice))),
      .close(Closing(disposition: .explained, method: .other, check: .reporter)), .reopen(reason(&dice)),
      .void(reason(&dice)), .restore(reason(&dice)), .admit(admission(&dice)),
      .closeDirect(DirectAnswer(disposition: .explained, answer: words(&dice))),
      .survey(Surveying(result: .elsewhere)), .forgive(Forgiving(reasons: words(&dice), agreed: words(&dice))),
      .attach(
        Attachment(kind: .after, path: words(&dice), sha256: String(repeating: dice.flips() ? "0a" : "0", count: 32))),
      .consult(
        Consultation(
          who: words(&dice), conclusion: words(&dice),
          summons: dice.flips() ? Summoning(kind: .assignment, lead: [unit(&dice)], words: words(&dice)) : nil)),
      .callBack(
        CallBack(
          reached: true, solved: dice.flips(), satisfied: dice.flips(), confirmed: dice.flips(), words: words(&dice))),
    ]
  }

  private func admission(_ dice: inout Dice) -> Admission {
    Admission(
      reason: words(&dice), agreed: words(&dice), until: Day("2026-12-31"), asker: "X-ZX", document: "县办〔2026〕3号",
      what: words(&dice), by: now + .days(3), means: words(&dice))
  }

  private func waysOn(_ dice: inout Dice) -> [Action] {
    [
      .takeOver(TakingOver(from: incident.takenOnBy ?? .intake)), .endAdmission(reason(&dice)),
      .returnUp(Returning(ground: words(&dice), right: words(&dice))),
      .returnAgreed(ReturnAnswer(who: words(&dice))),
      .returnRefused(ReturnAnswer(who: words(&dice), words: words(&dice))),
      .toPetition(PetitionPassing(to: words(&dice), receipt: dice.flips() ? "XF-1" : "")),
      .refuseExtension(reason(&dice)),
      .outsideExtension(
        OutsideExtension(due: now + .hours(Int.random(in: -1...100, using: &dice)), who: words(&dice))),
      .accept(
        Acceptance(
          response: response(&dice), manner: dice.pick(EscalationManner.allCases, else: .shown), who: words(&dice))),
      .reject(Rejection(response: response(&dice), cause: words(&dice), right: words(&dice))),
      .recall(StandingDown(response: response(&dice), reason: words(&dice))),
      .refer(Referral(response: response(&dice), to: words(&dice), grounds: words(&dice))),
      .ruleAbove(
        CountyRuling(
          response: response(&dice), ruling: dice.flips() ? .upheld : .overruled, who: words(&dice), receipt: "裁-1",
          reason: words(&dice))),
      .repeats(Repeating(of: (others.filter { $0.status == .closed }.last ?? incident).reference)),
      .interimAnswer(InterimAnswer(done: words(&dice), next: words(&dice), until: now + .hours(30))),
    ].map(Action.wayOn) + [
      .closeDirect(DirectAnswer(disposition: dice.flips() ? .withdrawn : .notFound, answer: words(&dice))),
      .survey(Surveying(result: .doesNotExist)), .amend(Amendment(confidential: dice.flips())),
    ]
  }

  private func unitActs(_ dice: inout Dice) -> [Action] {
    let response = response(&dice)
    let milestone = Milestone(
      response: response, channel: .phone, words: words(&dice), enforcers: dice.flips() ? Desk.enforcers : nil)
    let reply = Reply(
      response: response, accepted: dice.flips() ? now : nil, spokeTo: words(&dice), done: words(&dice),
      completion: .done)
    let kinds = SummonsKind.allCases.map {
      Action.summon(
        Summoning(
          kind: $0, lead: [unit(&dice)], support: dice.flips() && $0.isWhistle ? ["C-SJ"] : [], ground: .appeal,
          playbook: dice.flips() ? "B1" : nil, power: dice.flips() ? "P1" : nil, words: words(&dice), rescue: .called))
    }
    let manner = dice.pick(EscalationManner.allCases, else: .shown)
    return kinds + [
      .summon(Summoning(kind: .escalation, lead: ["X-ZX"], manner: manner)),
      .acknowledge(milestone), .contact(milestone), .arrive(milestone), .reply(reply), .reply(reply),
      .sendBack(SendingBack(response: dice.flips() ? response : nil, reason: words(&dice))),
      .standDown(StandingDown(response: response, reason: words(&dice))),
      .decline(Declining(response: response, ground: words(&dice), proposed: unit(&dice))),
      .appoint(
        Appointment(response: response, ruling: dice.flips() ? .upheld : .overruled, reason: words(&dice))),
      .endWithLead(response), .urge(Urging(response: response)),
      .sheet(
        Sheet(
          response: dice.flips() ? response : nil, colour: dice.pick(Sheet.Colour.allCases, else: .blue),
          reason: words(&dice))),
      .score(
        Score(
          response: response, duty: Int.random(in: 0...5, using: &dice), arrival: 5, cooperation: 4, manner: 3)),
    ]
  }

  private func timeActs(_ dice: inout Dice) -> [Action] {
    [
      .suspend(
        Suspending(
          until: now + .hours(Int.random(in: -1...200, using: &dice)), reason: words(&dice),
          told: words(&dice), senderWaits: dice.flips())), .resume,
      .requestExtension(reason(&dice)), .grantExtension,
      .report(
        SituationReport(
          stage: dice.pick(SituationReport.Stage.allCases, else: .final), to: words(&dice), words: words(&dice))),
    ]
  }

  private func recordActs(_ dice: inout Dice) -> [Action] {
    let own = incident.responses.flatMap(\.marks).map(\.entry) + incident.unsigned.map(\.entry)
    let entry = dice.pick(own, else: Int64.random(in: 1...lastEntry, using: &dice))
    let other = dice.pick(others, else: incident)
    return [
      .merge(Merging(target: other.reference, targetSeen: other.revision)), .unmerge,
      .correct(
        Correction(entry: entry, at: dice.flips() ? now - .hours(90) : nil, words: nil, withdrawn: dice.flips())),
      .countersign(Countersigning(entry: entry)), .reveal(reason(&dice)),
      .erase(
        Erasure(
          entry: dice.pick([incident.id.entry, incident.lastEntry], else: 1), ground: .law, words: words(&dice))),
    ]
  }
}
