import DutyCore
import Testing

// What stops and moves clocks, and what is done to entries and to two incidents at once.

let conditionsOfTime: [String: Condition] = [
  "requestExtension: by the liaison of a unit that is not on it": { $0.by = .officer(OfficerID(34)) },
  "requestExtension: without a reason": { $0.action = .requestExtension(Reason(Words(""))) },
  "requestExtension: without a deadline": {
    try $0.category("A7")
    try $0.earlier(.takeOn)
  },
  "requestExtension: of a deadline set outside": {
    var reception = Station.reception
    reception.due = Station.morning + .hours(1)
    try $0.begin(reception, [.takeOn])
  },
  "requestExtension: at the deadline": { $0.now = try #require($0.incident.deadline).due },
  "requestExtension: after the deadline": { $0.now = try #require($0.incident.deadline).due + .seconds(1) },
  "requestExtension: while one is asked for": { try $0.earlier($0.action) },
  "requestExtension: after one that was asked before it was closed": {
    try $0.earlier($0.action)
    try $0.earlier(.reply(Station.completeReply))
    try $0.earlier(.close(Station.closing), by: Station.colleague)
    try $0.earlier(.reopen(Reason(Words("又摆出来了"))))
  },
  "requestExtension: after one was granted": { try $0.extended(1) },
  "requestExtension: after two were granted": { try $0.extended(2) },
  "grantExtension: one is asked for": { try $0.earlier(.requestExtension(Reason(Words("等配件")))) },
  "grantExtension: one is asked for by the same": {
    try $0.earlier(.requestExtension(Reason(Words("等配件"))), by: .leader)
  },
  "grantExtension: the same has approved": {
    try $0.earlier(.requestExtension(Reason(Words("等配件"))))
    try $0.earlier(.grantExtension, by: .leader)
  },
  "grantExtension: the secretary has approved": {
    try $0.earlier(.requestExtension(Reason(Words("等配件"))))
    try $0.earlier(.grantExtension, by: .secretary)
  },
  "grantExtension: the leader has approved": {
    try $0.earlier(.requestExtension(Reason(Words("等配件"))))
    try $0.earlier(.grantExtension, by: .leader)
  },
  "grantExtension: the deadline is gone meanwhile": {
    try $0.earlier(.requestExtension(Reason(Words("等配件"))))
    try $0.earlier(.grantExtension, by: .leader)
    try $0.earlier(.amend(Amendment(category: "A7")), by: .leader)
  },
  "suspend: without a reason": {
    $0.action = .suspend(Suspending(until: Station.morning + .days(30), reason: Words("")))
  },
  "suspend: without what they were told": {
    $0.action = .suspend(Suspending(until: Station.morning + .days(30), reason: Words("等征迁")))
  },
  "suspend: reported by nobody": {
    try $0.anonymous([])
    $0.action = .suspend(Suspending(until: Station.morning + .days(30), reason: Words("等征迁")))
  },
  "suspend: the sender not asked": { try $0.came { $0.due = Station.morning + .days(1) } },
  "suspend: the sender waits": {
    try $0.came { $0.due = Station.morning + .days(1) }
    $0.action = .suspend(
      Suspending(until: Station.morning + .days(30), reason: Words("等征迁"), told: Words("已告知"), senderWaits: true))
  },
  "suspend: a second time": {
    try $0.earlier($0.action, by: .leader)
    try $0.earlier(.resume)
  },
  "suspend: until now": { $0.suspend(until: $0.now) },
  "suspend: for a year": { $0.suspend(until: $0.now + .days(365)) },
  "suspend: for more than a year": { $0.suspend(until: $0.now + .days(365) + .seconds(1)) },
  "suspend: on a leader's order": { $0.orderedBy = Station.id(.leader) },
  "resume: by the rule before its end": {
    $0.by = .rule
    $0.now = Station.morning + .days(30) - .seconds(1)
  },
  "resume: by the rule at its end": {
    $0.by = .rule
    $0.now = Station.morning + .days(30)
  },
  "report: an emergency by phone": { try $0.emergency() },
  "report: an emergency to nobody": {
    try $0.emergency()
    $0.action = Scene.report(.initialByPhone, to: "")
  },
  "report: an emergency without words": {
    try $0.emergency()
    $0.action = Scene.report(.initialByPhone, words: "")
  },
  "report: a follow-up before the first in writing": {
    try $0.emergency(reports: [.initialByPhone])
    $0.action = Scene.report(.followUp)
  },
  "report: the final one before the first in writing": {
    try $0.emergency(reports: [.initialByPhone])
    $0.action = Scene.report(.final)
  },
  "report: a follow-up after the first in writing": {
    try $0.emergency(reports: [.initialInWriting])
    $0.action = Scene.report(.followUp)
  },
  "report: the final one after the first in writing": {
    try $0.emergency(reports: [.initialInWriting])
    $0.action = Scene.report(.final)
  },
  "report: after the emergency is lifted": { try $0.emergency(reports: [.initialInWriting, .final]) },
  "report: the final one when the lead has replied": {
    try $0.emergency(reports: [.initialInWriting])
    try $0.earlier(.reply(Station.completeReply))
    $0.action = Scene.report(.final)
  },
]

let conditionsOfTheRecord: [String: Condition] = [
  "merge: into nothing": { $0.surroundings.target = nil },
  "merge: into itself": {
    $0.surroundings.target = $0.incident
    $0.action = .merge(Merging(target: $0.incident.reference, targetSeen: 1))
  },
  "merge: into another than is looked at": {
    $0.action = .merge(
      Merging(target: IncidentReference(id: IncidentID(2001), number: Scene.other.number), targetSeen: 1))
  },
  "merge: into a voided one": { $0.surroundings.target = try $0.station.other(.voided) },
  "merge: a real one into practice": { $0.surroundings.target = try $0.practice(as: 2000) },
  "merge: practice into a real one": { $0.incident = try $0.practice(as: 1000) },
  "merge: practice into practice": {
    $0.incident = try $0.practice(as: 1000)
    $0.surroundings.target = try $0.practice(as: 2000)
  },
  "unmerge: on a leader's order": { $0.orderedBy = Station.id(.leader) },
  "correct: an entry of another incident": {
    $0.surroundings.entry = Station.entry(
      777, .incident(IncidentID(5)), 2, .acknowledge(Milestone(response: Station.lead)), by: $0.by)
  },
  "correct: another entry than is looked at": { $0.surroundings.entry = $0.milestone(by: $0.by, number: 778) },
  "correct: what is no milestone": {
    $0.surroundings.entry = Station.entry(777, .incident($0.incident.id), 2, .takeOn, by: $0.by)
  },
  "correct: a colleague's": { $0.surroundings.entry = $0.milestone(by: Station.colleague) },
  "correct: an own one after a day": { $0.now = Station.morning + .days(1) + .seconds(1) },
  "correct: an own one within a day": { $0.now = Station.morning + .days(1) },
  "correct: with nothing to say": { $0.action = .correct(Correction(entry: 777)) },
  "correct: a reply taken back": {
    $0.surroundings.entry = Station.entry(
      777, .incident($0.incident.id), 2, .reply(Station.completeReply), by: $0.by)
    $0.action = .correct(Correction(entry: 777, withdrawn: true))
  },
  "correct: an arrival of enforcers taken back": { try $0.arrivalTakenBack() },
  "correct: an arrival of enforcers that a reply rests on taken back": {
    try $0.arrivalTakenBack(thereafter: [.reply(Station.completeReply)])
  },
  "correct: an acknowledgement before their reply taken back": {
    try $0.arrivalTakenBack(of: .acknowledged, thereafter: [.reply(Station.completeReply)])
  },
  "correct: a reply's words": {
    $0.surroundings.entry = Station.entry(
      777, .incident($0.incident.id), 2, .reply(Station.completeReply), by: $0.by)
    $0.action = .correct(Correction(entry: 777, words: Words("应为已劝离两家")))
  },
  "correct: an attachment taken back": { $0.takenBack($0.attachment(by: $0.by)) },
  "correct: a colleague's attachment taken back": { $0.takenBack($0.attachment(by: Station.colleague)) },
  "correct: an own attachment taken back after a day": {
    $0.takenBack($0.attachment(by: $0.by))
    $0.now = Station.morning + .days(1) + .seconds(1)
  },
  "correct: a liaison's own attachment taken back": { $0.takenBack($0.attachment(by: $0.by)) },
  "correct: a consultation taken back": { $0.takenBack($0.consultation(nil)) },
  "correct: a consultation's words": {
    $0.surroundings.entry = $0.consultation(nil)
    $0.action = .correct(Correction(entry: 777, words: Words("参加的还有社区")))
  },
  "correct: a consultation that called units taken back": { $0.takenBack($0.consultation(Scene.called)) },
  "correct: the words of a consultation that called units": {
    $0.surroundings.entry = $0.consultation(Scene.called)
    $0.action = .correct(Correction(entry: 777, words: Words("参加的还有社区")))
  },
  "correct: a survey taken back": {
    $0.takenBack(
      Station.entry(777, .incident($0.incident.id), 2, .survey(Surveying(result: .exists)), by: $0.by))
  },
  "correct: to a time ahead of its entry": {
    $0.action = .correct(Correction(entry: 777, at: Station.morning + .seconds(1)))
  },
  "correct: a liaison's own": { $0.surroundings.entry = $0.milestone(by: $0.by) },
  "countersign: an act on the leader's order": { try $0.unsigned(orderedBy: Station.id(.leader)) },
  "countersign: an officer's emergency whistle": { try $0.unsigned(orderedBy: nil) },
  "countersign: a leader's own emergency whistle": { try $0.unsigned(orderedBy: nil, by: .leader) },
  "reveal: nobody left a name": { try $0.anonymous([]) },
  "reveal: without a reason": { $0.action = .reveal(Reason(Words(""))) },
  "erase: an entry of another incident": {
    $0.surroundings.entry = Station.entry(777, .incident(IncidentID(5)), 2, .takeOn, by: $0.by)
  },
  "erase: another entry than is looked at": { $0.surroundings.entry = $0.milestone(by: $0.by, number: 778) },
  "erase: by law without saying which": { $0.action = .erase(Erasure(entry: 777, ground: .law)) },
  "erase: kept too short": {
    $0.action = .erase(Erasure(entry: 777, ground: .retention))
    $0.now = Station.morning + .days(5 * 365)
  },
  "erase: kept long enough": {
    $0.action = .erase(Erasure(entry: 777, ground: .retention))
    $0.now = Station.morning + .days(5 * 365) + .seconds(1)
  },
]

extension Scene {
  fileprivate mutating func suspend(until end: Instant) {
    action = .suspend(Suspending(until: end, reason: Words("等征迁"), told: Words("已告知")))
  }

  fileprivate mutating func extended(_ times: Int) throws {
    for _ in 0..<times {
      try earlier(.requestExtension(Reason(Words("等配件"))))
      try earlier(.grantExtension, by: .leader)
      try earlier(.grantExtension, by: .director)
    }
  }

  fileprivate func practice(as id: Int64) throws -> Incident {
    var reception = Station.reception
    reception.drill = true
    return try station.acting(.receive(reception), on: nil, as: id)
  }

  /// An assignment on a leader's order, or an emergency whistle on nobody's, is to be signed.
  fileprivate mutating func unsigned(orderedBy: OfficerID?, by rank: Rank = .officer) throws {
    try begin(Station.reception)
    let assignment = Action.summon(Summoning(kind: .assignment, lead: ["S-ZF"]))
    try earlier(orderedBy == nil ? Scene.emergency : assignment, by: rank, orderedBy: orderedBy)
    action = .countersign(Countersigning(entry: incident.lastEntry))
  }
}

extension Scene {
  /// A summons that a consultation carries.
  fileprivate static let called = Summoning(kind: .assignment, lead: [Station.lead.unit])

  fileprivate func attachment(by actor: Actor) -> Entry {
    let photo = Attachment(kind: .after, path: Words("照片/1.jpg"), sha256: String(repeating: "0a", count: 32))
    return Station.entry(777, .incident(incident.id), 2, .attach(photo), by: actor)
  }

  fileprivate func consultation(_ summons: Summoning?) -> Entry {
    let facts = Consultation(who: Words("执法队、社区"), conclusion: Words("先劝离"), summons: summons)
    return Station.entry(777, .incident(incident.id), 2, .consult(facts), by: by)
  }

  /// An enforcement whistle whose enforcers came; the act asked for takes back that they did.
  fileprivate mutating func arrivalTakenBack(
    of state: Response.State = .arrived, thereafter acts: [Action] = []
  ) throws {
    try begin(Station.reception)
    try earlier(.summon(Summoning(kind: .enforcement, lead: ["S-ZF"], power: "P1")), by: .director)
    let came = Milestone(response: Station.lead, enforcers: [31, 32].map { OfficerID($0) })
    try earlier(.acknowledge(Milestone(response: Station.lead)))
    try earlier(.arrive(came))
    for act in acts { try earlier(act) }
    let mark = try #require(incident.response(Station.lead)?.marks.first { $0.state == state })
    takenBack(Station.entry(mark.entry, .incident(incident.id), 2, .arrive(came), by: by))
  }

  /// The act asked for takes `entry` back whole.
  fileprivate mutating func takenBack(_ entry: Entry) {
    surroundings.entry = entry
    action = .correct(Correction(entry: entry.number, withdrawn: true))
  }
}
