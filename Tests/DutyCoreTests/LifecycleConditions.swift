import DutyCore
import Testing

/// The change that each condition of `lifecycle.csv` makes to the plain case.
let conditionsOfTheTable: [String: Condition] = [
  conditionsOfReception, conditionsOfSummons, conditionsOfWhistles, conditionsOfAnswers, conditionsOfClosing,
  conditionsOfTime, conditionsOfTheRecord, conditionsOfWaysOn,
].reduce(into: [:]) { $0.merge($1) { _, new in new } }

private let conditionsOfReception: [String: Condition] = [
  "amend: the category is not in the list": { $0.action = .amend(Amendment(category: "ZZ")) },
  "amend: nothing changes": { $0.action = .amend(Amendment(category: "A1", grid: "第1网格", urgency: .routine)) },
  "amend: the summary is blank": { $0.action = .amend(Amendment(category: "A2", summary: Words(" "))) },
  "amend: who reported": {
    $0.action = .amend(Amendment(reporter: Words("样某", kind: .name), phone: Words("13800000001", kind: .phone)))
  },
  "amend: calmer while an emergency runs": {
    try $0.earlier(.standDown(StandingDown(response: Station.lead, reason: Words("改吹应急哨"))), by: .leader)
    try $0.earlier(Scene.emergency)
    $0.action = .amend(Amendment(urgency: .routine))
  },
  "amend: calmer after the emergency is lifted": {
    try $0.emergency(reports: [.initialInWriting, .final])
    $0.action = .amend(Amendment(urgency: .routine))
  },
  "note: without words": { $0.action = .note(Note(Words(" \u{3000}"))) },
  "note: by somebody unknown": { $0.by = .officer(OfficerID(999)) },
  "note: on the order of somebody unknown": { $0.orderedBy = OfficerID(999) },
  "note: on the order of who is no leader": { $0.orderedBy = Station.id(.supervisor) },
  "note: on a leader's order": { $0.orderedBy = Station.id(.leader) },
  "note: on one's own order": { $0.orderedBy = Station.id(.leader) },
  "note: by a liaison on a leader's order": { $0.orderedBy = Station.id(.leader) },
  "void: without a reason": { $0.action = .void(Reason(Words(""))) },
  "void: a colleague's reception": {
    $0.incident = try $0.station.acting(.receive(Station.reception), by: Station.colleague, on: nil)
  },
  "void: after ten minutes": { $0.now = Station.morning + .minutes(10) + .seconds(1) },
  "void: after ten minutes on a leader's order": {
    $0.now = Station.morning + .minutes(11)
    $0.orderedBy = Station.id(.leader)
  },
  "void: with a decline made after another unit was called": {
    try $0.earlier(.summon(Summoning(kind: .assignment, lead: ["C-SJ"])))
    try $0.earlier(Scene.declining())
    let other = ResponseID(summons: 2, unit: "C-SJ")
    try $0.earlier(.standDown(StandingDown(response: other, reason: Words("不用来了"))), by: .leader)
  },
  "void: with a decline undecided": { try $0.earlier(Scene.declining()) },
  "restore: without a reason": { $0.action = .restore(Reason(Words(""))) },
  "restore: on a leader's order": { $0.orderedBy = Station.id(.leader) },
  "consult: without who took part": {
    $0.action = .consult(Consultation(who: Words(""), conclusion: Words("先劝离")))
  },
  "consult: without a conclusion": { $0.action = .consult(Consultation(who: Words("执法队"), conclusion: Words(""))) },
  "consult: with a summon": {
    $0.action = .consult(
      Consultation(
        who: Words("执法队"), conclusion: Words("派执法队"), summons: Summoning(kind: .assignment, lead: ["S-ZF"])))
  },
  "consult: with a whistle that is not theirs": {
    $0.action = .consult(
      Consultation(
        who: Words("执法队"), conclusion: Words("吹哨"),
        summons: Summoning(kind: .daily, lead: ["S-ZF"], ground: .appeal)))
  },
  "attach: without its place": {
    $0.action = .attach(Attachment(kind: .near, path: Words(" "), sha256: String(repeating: "0a", count: 32)))
  },
  "attach: with a digest too short": {
    $0.action = .attach(Attachment(kind: .near, path: Words("a.jpg"), sha256: String(repeating: "a", count: 63)))
  },
  "attach: with a digest that is no digest": {
    $0.action = .attach(Attachment(kind: .near, path: Words("a.jpg"), sha256: String(repeating: "g", count: 64)))
  },
  "closeDirect: as resolved": { $0.action = .closeDirect(DirectAnswer(disposition: .resolved, answer: Words("好了"))) },
  "closeDirect: as transferred": {
    $0.action = .closeDirect(DirectAnswer(disposition: .transferred, answer: Words("转了")))
  },
  "closeDirect: as withdrawn": {
    $0.action = .closeDirect(DirectAnswer(disposition: .withdrawn, answer: Words("本人撤回")))
  },
  "closeDirect: not ours and nobody's": {
    $0.action = .closeDirect(DirectAnswer(disposition: .notOurs, answer: Words("不归我们"), whose: Words("")))
  },
  "closeDirect: not ours but somebody's": {
    $0.action = .closeDirect(DirectAnswer(disposition: .notOurs, answer: Words("已告知"), whose: Words("县供电公司")))
  },
  "closeDirect: without an answer": {
    $0.action = .closeDirect(DirectAnswer(disposition: .explained, answer: Words("")))
  },
]

private let conditionsOfSummons: [String: Condition] = [
  "summon: nobody leads": { $0.action = .summon(Summoning(kind: .assignment, lead: [])) },
  "summon: an assignment to two": { $0.action = .summon(Summoning(kind: .assignment, lead: ["S-ZF", "C-SJ"])) },
  "summon: an assignment with support": {
    $0.action = .summon(Summoning(kind: .assignment, lead: ["S-ZF"], support: ["C-SJ"]))
  },
  "summon: the unit is not in the list": { $0.action = .summon(Summoning(kind: .assignment, lead: ["X"])) },
  "summon: a unit named twice": { $0.action = Scene.whistle(support: ["S-ZF"]) },
  "summon: the unit is on it already": { $0.action = .summon(Summoning(kind: .assignment, lead: ["S-ZF"])) },
  "summon: a whistle to a utility": { $0.action = Scene.whistle(.daily, "U-GD") },
  "summon: a utility is asked": { $0.action = .summon(Summoning(kind: .assignment, lead: ["U-GD"])) },
  "summon: outside the list": { try $0.category("A6") },
  "summon: outside the list and admitted": {
    try $0.category("A6")
    $0.action = .summon(Summoning(kind: .assignment, lead: ["S-ZF"]))
    try $0.earlier(.admit(Scene.admission), by: .leader)
  },
  "summon: outside the list and an emergency": {
    try $0.category("A6")
    $0.action = Scene.emergency
  },
  "summon: another lead than the list's": { try $0.category("A5") },
  "summon: another lead than the list's with a reason": {
    try $0.category("A5")
    $0.action = .summon(Summoning(kind: .assignment, lead: ["C-SJ"], words: Words("执法队今天在外")))
  },
  "summon: the list's lead by its people in town": {
    try $0.category("A5")
    $0.action = .summon(Summoning(kind: .assignment, lead: ["S-ZF"]))
  },
  "summon: another lead for the second summons": {
    try $0.category("A5")
    try $0.earlier(.summon(Summoning(kind: .assignment, lead: ["C-ZF"])))
  },
  "summon: another lead in an emergency": {
    try $0.category("A5")
    $0.action = .summon(Summoning(kind: .emergency, lead: ["C-SJ"], rescue: .notNeeded))
  },
  "summon: the standing routing's lead": {
    try $0.category("A5")
    $0.station.add(.room(.setStanding(StandingRouting(category: "A5", lead: ["C-SJ"]))))
  },
  "summon: the playbook's lead": {
    try $0.category("A5")
    $0.action = .summon(Summoning(kind: .assignment, lead: ["C-SJ"], playbook: "B1"))
  },
  "summon: by a playbook not in the list": {
    $0.action = .summon(Summoning(kind: .assignment, lead: ["C-SJ"], playbook: "B0"))
  },
  "summon: after one decline": { try $0.earlier(Scene.declining()) },
  "summon: after a second decline": {
    try $0.earlier(Scene.declining())
    try $0.earlier(.summon(Summoning(kind: .assignment, lead: ["C-SJ"])))
    try $0.earlier(Scene.declining(ResponseID(summons: 2, unit: "C-SJ"), to: "C-ZF"))
    $0.action = .summon(Summoning(kind: .assignment, lead: ["C-ZF"]))
  },
]

private let conditionsOfWhistles: [String: Condition] = [
  "summon: a daily whistle without its ground": { $0.action = .summon(Summoning(kind: .daily, lead: ["S-ZF"])) },
  "summon: a work whistle without its ground": { $0.action = .summon(Summoning(kind: .work, lead: ["S-ZF"])) },
  "summon: a hard whistle without its ground": {
    $0.action = .summon(Summoning(kind: .hard, lead: ["S-ZF"], words: Words("已研判")))
  },
  "summon: a daily whistle while the chair is empty": { $0.action = Scene.whistle() },
  "summon: a daily whistle by the leader on the roster": {
    $0.action = Scene.whistle()
    try $0.roster(Station.id(.leader))
  },
  "summon: a daily whistle while the director sits": {
    $0.action = Scene.whistle()
    try $0.station.seat(.director)
  },
  "summon: a daily whistle on the sitting director's order": {
    $0.action = Scene.whistle()
    try $0.station.seat(.director)
    $0.orderedBy = Station.id(.director)
  },
  "summon: a daily whistle on an order of a leader who does not sit": {
    $0.action = Scene.whistle()
    try $0.station.seat(.director)
    $0.orderedBy = Station.id(.leader)
  },
  "summon: a daily whistle on a standing routing": {
    $0.action = Scene.whistle(support: ["C-SJ"])
    $0.station.add(.room(.setStanding(StandingRouting(category: "A1", lead: ["S-ZF"], support: ["C-SJ"]))))
  },
  "summon: a daily whistle to others than the standing routing's": {
    $0.action = Scene.whistle()
    $0.station.add(.room(.setStanding(StandingRouting(category: "A1", lead: ["S-ZF"], support: ["C-SJ"]))))
  },
  "summon: a work whistle": { $0.action = Scene.whistle(.work) },
  "summon: a work whistle on a leader's order": {
    $0.action = Scene.whistle(.work)
    $0.orderedBy = Station.id(.leader)
  },
  "summon: a hard whistle": { $0.action = Scene.whistle(.hard) },
  "summon: a hard whistle without a review": {
    $0.action = .summon(Summoning(kind: .hard, lead: ["S-ZF"], ground: .keyWork))
  },
  "summon: a hard whistle on the secretary's order": {
    $0.action = Scene.whistle(.hard)
    $0.orderedBy = Station.id(.secretary)
  },
  "summon: an enforcement whistle with a power in force": { $0.enforce("T-ZHS", power: "P1") },
  "summon: an enforcement whistle without a power": { $0.enforce("S-ZF", power: nil) },
  "summon: an enforcement whistle with a power not in the list": { $0.enforce("S-ZF", power: "P0") },
  "summon: an enforcement whistle with a power that begins tomorrow": { $0.enforce("S-ZF", power: "P2") },
  "summon: an enforcement whistle with a power that ended yesterday": { $0.enforce("S-ZF", power: "P3") },
  "summon: an enforcement whistle with a sample power": { $0.enforce("S-ZF", power: "P4") },
  "summon: an enforcement whistle to the power's own department": { $0.enforce("C-SJ", power: "P4") },
  "summon: an enforcement whistle to that department's people in town": { $0.enforce("S-ZF", power: "P5") },
  "summon: an enforcement whistle to who leads by the list": {
    try $0.category("A5")
    $0.enforce("S-ZF", power: nil)
  },
  "summon: an emergency whistle": { $0.action = Scene.emergency },
  "summon: an emergency whistle before 119 is answered": {
    $0.action = .summon(Summoning(kind: .emergency, lead: ["S-ZF"]))
  },
]

extension Scene {
  mutating func enforce(_ unit: String, power: String?) {
    action = .summon(Summoning(kind: .enforcement, lead: [unit], power: power))
  }

  /// An emergency whistle instead of the assignment, and the reports made on it.
  mutating func emergency(reports: [SituationReport.Stage] = []) throws {
    try begin(Station.reception, [Scene.emergency] + reports.map { Scene.report($0) })
  }
}
