import DutyCore
import Testing

// What units answer, and how matters end.

private let another = ResponseID(summons: 1, unit: "C-SJ")

let conditionsOfAnswers: [String: Condition] = [
  "acknowledge: by another unit's liaison": {
    try $0.whistled()
    $0.action = .acknowledge(Milestone(response: another))
  },
  "acknowledge: by the drill on a practice matter": {
    var reception = Station.reception
    reception.drill = true
    try $0.begin(reception, [.summon(Summoning(kind: .assignment, lead: ["S-ZF"]))])
    $0.by = .drill
  },
  "acknowledge: by the drill on a real matter": { $0.by = .drill },
  "acknowledge: by the drill in a practice room": {
    $0.station = try Station(drill: true)
    $0.by = .drill
  },
  "acknowledge: for a unit that was not called": { $0.action = .acknowledge(Milestone(response: another)) },
  "acknowledge: a second time": { try $0.earlier(.acknowledge(Milestone(response: Station.lead))) },
  "acknowledge: with the wrong sign code": { scene in
    let code = try #require(scene.incident.response(Station.lead)).signCode
    scene.action = .acknowledge(Milestone(response: Station.lead, signCode: code == "0000" ? "0001" : "0000"))
  },
  "acknowledge: with the right sign code": { scene in
    let code = try #require(scene.incident.response(Station.lead)).signCode
    scene.action = .acknowledge(Milestone(response: Station.lead, signCode: code))
  },
  "acknowledge: on a spoken order": { $0.orderedBy = Station.id(.leader) },
  "acknowledge: ahead of time": { $0.at = Station.morning + .minutes(5) + .seconds(1) },
  "contact: after acknowledging": { try $0.earlier(.acknowledge(Milestone(response: Station.lead))) },
  "contact: after arriving": { try $0.earlier(.arrive(Milestone(response: Station.lead))) },
  "arrive: after contact": { try $0.earlier(.contact(Milestone(response: Station.lead))) },
  "arrive: to enforce with two certified officers": { try $0.enforcers([31, 32]) },
  "arrive: to enforce without names": { try $0.enforcers(nil) },
  "arrive: to enforce with one named twice": { try $0.enforcers([31, 31]) },
  "arrive: to enforce with a certificate that has expired": { try $0.enforcers([31, 33]) },
  "arrive: to enforce with an officer of another unit": { try $0.enforcers([31, 34]) },
  "reply: without whom they spoke to": {
    var reply = Station.completeReply
    reply.spokeTo = nil
    $0.action = .reply(reply)
  },
  "reply: to enforce before anybody is named": {
    try $0.enforcers(nil)
    $0.action = .reply(Station.completeReply)
  },
  "reply: to enforce after two have come": {
    try $0.enforcers([31, 32])
    try $0.earlier($0.action)
    $0.action = .reply(Station.completeReply)
  },
  "reply: by another unit's liaison": {
    try $0.whistled()
    var reply = Station.completeReply
    reply.response = another
    $0.action = .reply(reply)
  },
  "reply: while an emergency runs": { try $0.emergency() },
  "reply: after the emergency is lifted": { try $0.emergency(reports: [.initialInWriting, .final]) },
  "sendBack: without a reason": {
    $0.action = .sendBack(SendingBack(response: Station.lead, reason: Words("")))
  },
  "sendBack: the incident as a whole": { $0.action = .sendBack(SendingBack(response: nil, reason: Words("没有照片"))) },
  "sendBack: an hourly reply": {
    try $0.emergency()
    try $0.earlier(.reply(Station.completeReply))
  },
  "standDown: a support unit": {
    try $0.whistled()
    $0.action = .standDown(StandingDown(response: another, reason: Words("不用来了")))
  },
  "standDown: the lead on a leader's order": { $0.orderedBy = Station.id(.leader) },
  "standDown: without a reason": {
    $0.action = .standDown(StandingDown(response: Station.lead, reason: Words("")))
  },
  "decline: by another unit's liaison": {
    try $0.whistled()
    $0.action = Scene.declining(another, to: "C-ZF")
  },
  "decline: an emergency whistle": { try $0.emergency() },
  "decline: a second time": {
    try $0.earlier(Scene.declining())
    try $0.earlier(
      .appoint(Appointment(response: Station.lead, ruling: .overruled, reason: Words("按清单"))), by: .secretary)
  },
  "decline: at the end of four working hours": { $0.now = try #require(Station.zone.instant("2026-11-18T15:00")) },
  "decline: after four working hours": { $0.now = try #require(Station.zone.instant("2026-11-18T15:00:01")) },
  "decline: two hours after arriving": {
    try $0.earlier(.arrive(Milestone(response: Station.lead)), at: Station.morning + .hours(6))
    $0.now = Station.morning + .hours(8)
  },
  "decline: more than two hours after arriving": {
    try $0.earlier(.arrive(Milestone(response: Station.lead)))
    $0.now = Station.morning + .hours(2) + .seconds(1)
  },
  "decline: without a ground": {
    $0.action = .decline(Declining(response: Station.lead, ground: Words(""), proposed: "C-SJ"))
  },
  "decline: proposing a unit not in the list": { $0.action = Scene.declining(to: "X") },
  "decline: back to the station": { $0.action = Scene.declining(to: "T-ZHS") },
  "decline: back to the station with a cooperative item": { $0.action = Scene.declining(to: "T-ZHS", item: "SD-2") },
  "decline: back to the station with a basic-duty item of another kind": {
    $0.action = Scene.declining(to: "T-ZHS", item: "SD-1")
  },
  "decline: back to the station with a basic-duty item": {
    try $0.category("A8")
    try $0.earlier(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])))
    $0.action = Scene.declining(to: "T-ZHS", item: "SD-1")
  },
  "appoint: a unit has declined": { try $0.earlier(Scene.declining()) },
  "appoint: a unit has declined while the leader sits": {
    try $0.earlier(Scene.declining())
    try $0.station.seat(.leader)
  },
  "appoint: on the sitting leader's order": {
    try $0.earlier(Scene.declining())
    try $0.station.seat(.leader)
    $0.orderedBy = Station.id(.leader)
  },
  "appoint: without a reason": {
    try $0.earlier(Scene.declining())
    $0.action = .appoint(Appointment(response: Station.lead, ruling: .upheld, reason: Words("")))
  },
  "appoint: overruled after another unit has handled it": {
    try $0.answeredByAnother()
    $0.action = .appoint(Appointment(response: Station.lead, ruling: .overruled, reason: Words("按清单")))
  },
  "endWithLead: a support while the lead has not replied": {
    try $0.whistled()
    $0.action = .endWithLead(another)
  },
  "endWithLead: a support when only another summons's lead has replied": {
    try $0.begin(Station.reception, [.summon(Summoning(kind: .assignment, lead: ["C-ZF"]))])
    try $0.earlier(Scene.whistle(support: ["C-SJ"]), by: .director)
    var reply = Station.completeReply
    reply.response = ResponseID(summons: 1, unit: "C-ZF")
    try $0.earlier(.reply(reply))
    $0.action = .endWithLead(ResponseID(summons: 2, unit: "C-SJ"))
  },
  "endWithLead: a support after the lead has replied": {
    try $0.whistled()
    try $0.earlier(.reply(Station.completeReply))
    $0.action = .endWithLead(another)
  },
  "sheet: blue on time without a reason": {
    $0.action = .sheet(Sheet(response: Station.lead, colour: .blue))
    $0.now = Station.morning + .minutes(30)
  },
  "sheet: blue too early without a reason": {
    $0.action = .sheet(Sheet(response: Station.lead, colour: .blue))
    $0.now = Station.morning + .minutes(30) - .seconds(1)
  },
  "sheet: orange": { $0.sheet(.orange) },
  "sheet: orange on a leader's order": {
    $0.sheet(.orange)
    $0.orderedBy = Station.id(.leader)
  },
  "sheet: orange while only blue is reached": {
    $0.action = .sheet(Sheet(response: Station.lead, colour: .orange))
    $0.now = Station.morning + .minutes(40)
  },
  "sheet: red": { $0.sheet(.red) },
  "sheet: praise": { $0.sheet(.praise) },
  "sheet: praise without a reason": { $0.action = .sheet(Sheet(response: Station.lead, colour: .praise)) },
  "sheet: for the whole incident without its step": { $0.action = .sheet(Sheet(response: nil, colour: .red)) },
  "sheet: for the whole incident after three declines": {
    try $0.earlier(Scene.declining())
    for (summons, unit) in [(2, "C-SJ"), (3, "C-ZF")] {
      try $0.earlier(.summon(Summoning(kind: .assignment, lead: [unit])))
      try $0.earlier(Scene.declining(ResponseID(summons: summons, unit: unit), to: "U-GD"))
      try $0.earlier(
        .appoint(
          Appointment(response: ResponseID(summons: summons, unit: unit), ruling: .upheld, reason: Words("确非其职责"))),
        by: .secretary)
    }
    $0.action = .sheet(Sheet(response: nil, colour: .red))
  },
  "score: a point too many": {
    $0.action = .score(Score(response: Station.lead, duty: 5, arrival: 6, cooperation: 5, manner: 5))
  },
  "score: no point at all": {
    $0.action = .score(Score(response: Station.lead, duty: 5, arrival: 5, cooperation: 5, manner: 0))
  },
  "score: a second time": { try $0.earlier($0.action, by: .leader) },
  "score: after the other side": { try $0.earlier($0.action, by: .liaison) },
  "score: by another unit's liaison": { $0.by = .officer(OfficerID(34)) },
  "score: a unit that only declined": {
    try $0.answeredByAnother()
    try $0.earlier(.close(Station.closing), by: Station.colleague)
  },
]

let conditionsOfClosing: [String: Condition] = [
  "handle: taken on oneself": { try $0.begin(Station.reception, [.takeOn]) },
  "handle: without the measure": {
    try $0.begin(Station.reception, [.takeOn])
    $0.action = .handle(Handling(method: .guidance, measure: Words("")))
  },
  "handle: with a unit out": {
    try $0.begin(Station.reception, [.takeOn, .summon(Summoning(kind: .assignment, lead: ["S-ZF"]))])
  },
  "handle: while an emergency runs": {
    try $0.begin(Station.reception, [.takeOn, Scene.emergency])
    try $0.earlier(.standDown(StandingDown(response: Station.lead, reason: Words("本室处置"))), by: .leader)
  },
  "handle: with a decline undecided": {
    try $0.begin(
      Station.reception, [.takeOn, .summon(Summoning(kind: .assignment, lead: ["S-ZF"])), Scene.declining()])
  },
  "close: without a category": {
    var reception = Station.reception
    reception.category = nil
    try $0.begin(reception, [.takeOn])
    try $0.earlier(Scene.handling)
    $0.by = Station.colleague
  },
  "close: by who handled it": { try $0.begin(Station.reception, [.takeOn, Scene.handling]) },
  "close: what a colleague handled": {
    try $0.begin(Station.reception)
    try $0.earlier(.takeOn, by: Station.colleague)
    try $0.earlier(Scene.handling, by: Station.colleague)
  },
  "close: confirmed by a reporter nobody knows": {
    try $0.anonymous([.takeOn, Scene.handling])
    $0.confirm()
  },
  "close: confirmed by the reporter without a call-back": {
    try $0.begin(Station.reception, [.takeOn, Scene.handling])
    $0.confirm()
  },
  "close: confirmed by the reporter in a call-back": {
    try $0.begin(Station.reception, [.takeOn, Scene.handling])
    try $0.earlier(Scene.solved, by: Station.colleague)
    $0.confirm()
  },
  "close: confirmed in a call-back before it was handled again": {
    try $0.begin(Station.reception, [.takeOn, Scene.handling])
    try $0.earlier(Scene.solved, by: Station.colleague)
    try $0.earlier(.sendBack(SendingBack(response: nil, reason: Words("又摆出来了"))), by: Station.colleague)
    try $0.earlier(Scene.handling)
    $0.confirm()
  },
  "close: after a call-back that says unsolved": {
    try $0.begin(Station.reception, [.takeOn, Scene.handling])
    try $0.earlier(Scene.solved, by: Station.colleague)
    try $0.earlier(.callBack(CallBack(reached: true, solved: false, satisfied: true)), by: Station.colleague)
    $0.confirm()
  },
  "close: with a unit out": {
    // Only entries made under other rules have left one.
    $0.incident = try $0.station.incident(.inHand)
    $0.incident = $0.incident.folding(
      Station.entry(1002, .incident($0.incident.id), $0.incident.revision + 1, .settle, by: .rule))
  },
  "reopen: without a reason": { $0.action = .reopen(Reason(Words(""))) },
  "reopen: on the thirtieth day": { $0.now = Station.morning + .days(30) },
  "reopen: after thirty days": { $0.now = Station.morning + .days(30) + .seconds(1) },
  "reopen: after thirty days on a leader's order": {
    $0.now = Station.morning + .days(31)
    $0.orderedBy = Station.id(.leader)
  },
  "forgive: without reasons": { $0.action = .forgive(Forgiving(reasons: Words(""), agreed: Words("班子会"))) },
  "forgive: without who agreed": { $0.action = .forgive(Forgiving(reasons: Words("大雨"), agreed: Words(""))) },
  "forgive: on a leader's order": { $0.orderedBy = Station.id(.leader) },
  "callBack: by who handled it": { try $0.begin(Station.reception, [.takeOn, Scene.handling]) },
  "callBack: nobody left a name": {
    try $0.anonymous([.takeOn, Scene.handling])
    $0.by = Station.colleague
  },
  "callBack: reached and not said whether solved": {
    $0.action = .callBack(CallBack(reached: true, satisfied: true))
  },
  "callBack: reached and not said whether satisfied": {
    $0.action = .callBack(CallBack(reached: true, solved: true))
  },
  "callBack: not reached and yet solved": { $0.action = .callBack(CallBack(reached: false, solved: true)) },
  "callBack: not reached": { $0.action = .callBack(CallBack(reached: false)) },
  "callBack: solved and yet confirmed as unsolved": {
    $0.action = .callBack(CallBack(reached: true, solved: true, satisfied: true, confirmed: true))
  },
  "callBack: unsolved": { $0.action = .callBack(CallBack(reached: true, solved: false, satisfied: false)) },
  "callBack: unsolved and confirmed": {
    $0.action = .callBack(CallBack(reached: true, solved: false, satisfied: false, confirmed: true))
  },
  "callBack: unreasonable without a ground": { $0.action = Scene.unreasonable("") },
  "callBack: unreasonable and yet satisfied": {
    $0.action = .callBack(CallBack(reached: true, solved: true, satisfied: true, unreasonable: Words("要求赔偿")))
  },
  "callBack: unreasonable as the same found": {
    try $0.earlier(Scene.unreasonable("要求赔偿"), by: Station.colleague)
    $0.action = Scene.unreasonable("要求赔偿")
    $0.by = Station.colleague
  },
  "callBack: unreasonable as somebody else found": {
    try $0.earlier(Scene.unreasonable("要求赔偿"), by: Station.colleague)
    $0.action = Scene.unreasonable("要求赔偿")
  },
]

extension Scene {
  fileprivate static func unreasonable(_ ground: String) -> Action {
    .callBack(CallBack(reached: true, solved: true, satisfied: false, unreasonable: Words(ground)))
  }

  /// A daily whistle instead of the assignment: S-ZF leads, C-SJ supports.
  fileprivate mutating func whistled() throws {
    try begin(Station.reception)
    try earlier(Scene.whistle(support: ["C-SJ"]), by: .director)
  }

  /// S-ZF has declined, and C-SJ has answered in its place.
  fileprivate mutating func answeredByAnother() throws {
    try begin(
      Station.reception,
      [
        .summon(Summoning(kind: .assignment, lead: ["S-ZF"])), Scene.declining(),
        .summon(Summoning(kind: .assignment, lead: ["C-SJ"])),
      ])
    var reply = Station.completeReply
    reply.response = ResponseID(summons: 2, unit: "C-SJ")
    try earlier(.reply(reply))
  }

  fileprivate mutating func enforcers(_ people: [Int]?) throws {
    try begin(Station.reception)
    try earlier(.summon(Summoning(kind: .enforcement, lead: ["S-ZF"], power: "P1")), by: .director)
    action = .arrive(Milestone(response: Station.lead, enforcers: people?.map { OfficerID($0) }))
  }

  fileprivate mutating func sheet(_ colour: Sheet.Colour) {
    action = .sheet(Sheet(response: Station.lead, colour: colour, reason: Words("来电人第三次催")))
  }

  fileprivate mutating func confirm() {
    var closing = Station.closing
    closing.check = .reporter
    action = .close(closing)
  }
}
