import DutyCore

/// Thinks of something that somebody may do with what is left to be put right.
struct RectificationWhims {
  let items: [Rectification]
  let now: Instant

  private var today: Day { Desk.zone.day(of: now) }

  /// An act, and what it is done to; nil opens one.
  func one(_ dice: inout Dice, leftOver incidents: [Incident]) -> (RectificationAct, Rectification?) {
    let known = Array(items.suffix(5))
    guard let item = known.randomElement(using: &dice), Int.random(in: 0..<4, using: &dice) > 0 else {
      return (.open(opening(incidents.randomElement(using: &dice), &dice)), nil)
    }
    let acts = acts(on: item, &dice)
    let fitting = acts.filter { $0.name.isPossible(at: item.state) }
    let chosen = Int.random(in: 0..<4, using: &dice) > 0 ? fitting : acts
    return (chosen.randomElement(using: &dice) ?? .note(Note(Words("x"))), item)
  }

  private func opening(_ incident: Incident?, _ dice: inout Dice) -> RectificationOpening {
    let five = FiveFixed(
      responsible: Words("甲"), measures: Words("乙"), funds: Words("丙"), stages: Words("丁"), fallback: Words("戊"))
    let kind = dice.pick(Rectification.Kind.allCases, else: .plain)
    return RectificationOpening(
      kind: kind, incident: dice.flips() ? incident?.reference : nil, what: Words("清空楼道"),
      place: dice.flips() ? Words("三幢") : nil, owner: dice.pick(["S-ZF", "C-SJ", "X-XX"], else: "S-ZF"),
      due: today + Int.random(in: -1...9, using: &dice), fiveFixed: kind == .majorHazard || dice.flips() ? five : nil,
      supervisor: kind == .majorHazard ? "C-ZF" : nil)
  }

  private func acts(on item: Rectification, _ dice: inout Dice) -> [RectificationAct] {
    let due = today + Int.random(in: -1...9, using: &dice)
    let digest = String(repeating: dice.flips() ? "0e" : "0f", count: 32)
    let entry = item.lastEntry - Int64.random(in: 0...3, using: &dice)
    let isBack = dice.flips()
    return [
      .change(RectificationChange(owner: dice.flips() ? "C-SJ" : nil, due: due, reason: Words("忙"))),
      .progress(RectificationProgress(share: Int.random(in: -1...101, using: &dice), words: Words("一半"))),
      .done(Note(Words("清了"))),
      .verify(
        Verification(
          way: dice.flips() ? .photos : .onTheSpot, paper: Words("〔2026〕7号"),
          lookBackDays: dice.flips() ? Int.random(in: 0...366, using: &dice) : nil)),
      .sendBack(RectificationReturn(reason: Words("没好"), due: due)),
      .lookBack(LookBack(holds: !isBack, due: isBack ? due : nil)), .drop(Reason(Words("不用了"))),
      .note(Note(Words("问过"))),
      .attach(Attachment(kind: dice.flips() ? .before : .after, path: Words("/a.jpg"), sha256: digest)),
      .urge(Reminder()), .sheet(Sheet(response: nil, colour: dice.pick(Sheet.Colour.allCases, else: .blue))),
      .correct(Correction(entry: entry, withdrawn: dice.flips())),
      .countersign(Countersigning(entry: item.unsigned.first?.entry ?? entry)),
      .erase(Erasure(entry: entry, ground: .law, words: Words("依法"))),
    ]
  }
}
