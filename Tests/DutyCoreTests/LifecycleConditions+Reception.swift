import DutyCore

/// Conditions of what a matter came with: its sender, its limit, its caller, the unit complained of.
let conditionsOfWhatItCameWith: [String: Condition] = [
  "amend: to a longer limit after half an hour": { $0.now = Station.morning + .minutes(30) + .seconds(1) },
  "amend: to a longer limit within half an hour": { $0.now = Station.morning + .minutes(30) },
  "amend: to as long a limit after a call": { $0.action = .amend(Amendment(category: "A5")) },
  "amend: to no limit after a call": { $0.action = .amend(Amendment(category: "A7")) },
  "amend: a document that is no number": { $0.action = .amend(Amendment(document: "电话")) },
  "amend: confidential": { $0.action = .amend(Amendment(confidential: true)) },
  "amend: not confidential as it was": { $0.action = .amend(Amendment(confidential: false)) },
  "amend: complained of by nobody known": { $0.action = .amend(Amendment(complainedOf: "Q")) },
  "summon: a unit complained of leads": {
    try $0.came { $0.complainedOf = "C-SJ" }
    try $0.station.seat(.leader)
  },
  "summon: a unit complained of supports": {
    try $0.came { $0.complainedOf = "C-SJ" }
    try $0.station.seat(.leader)
    $0.action = Scene.whistle(support: ["C-SJ"])
  },
  "summon: another unit where one is complained of": {
    try $0.came { $0.complainedOf = "S-ZF" }
    try $0.station.seat(.leader)
  },
  "summon: an emergency where a unit is complained of": {
    try $0.came { $0.complainedOf = "C-SJ" }
    $0.action = Scene.emergency
  },
  "reveal: confidential": { try $0.came { $0.confidential = true } },
  "reply: confidential without whom they spoke to": {
    try $0.came { $0.confidential = true }
    try $0.earlier(.summon(Summoning(kind: .assignment, lead: ["S-ZF"])))
    var reply = Station.completeReply
    reply.spokeTo = nil
    $0.action = .reply(reply)
  },
  "closeDirect: as returned": { $0.answer(.returned) },
  "closeDirect: as a petition": { $0.answer(.petition) },
  "closeDirect: not ours but with a number": {
    try $0.order()
    $0.action = .closeDirect(
      DirectAnswer(disposition: .notOurs, answer: Words("已告知"), whose: Words("供电公司")))
  },
  "closeDirect: withdrawn in hand": {
    try $0.takenOn()
    $0.answer(.withdrawn)
  },
  "closeDirect: explained in hand": { try $0.takenOn() },
  "closeDirect: not ours in hand": {
    try $0.takenOn()
    $0.action = .closeDirect(
      DirectAnswer(disposition: .notOurs, answer: Words("已告知"), whose: Words("供电公司")))
  },
  "closeDirect: not found where a colleague looked": { try $0.looked(.doesNotExist) },
  "closeDirect: not found in hand where a colleague looked": {
    try $0.takenOn()
    try $0.looked(.doesNotExist)
  },
  "closeDirect: not found where they looked themselves": { try $0.looked(.doesNotExist, by: $0.by) },
  "closeDirect: not found but it was there": { try $0.looked(.exists) },
  "closeDirect: not found where nobody looked": { $0.answer(.notFound) },
  "closeDirect: an emergency": { try $0.came { $0.urgency = .emergency } },
  "closeDirect: an emergency with nobody on it": { try $0.emergencyWithNobody() },
  "closeDirect: while a return is pending": { try $0.returned() },
  "close: as not found": { $0.closing(as: .notFound) },
  "close: as returned": { $0.closing(as: .returned) },
  "suspend: an emergency": { try $0.came { $0.urgency = .emergency } },
  "suspend: an emergency with nobody on it": { try $0.emergencyWithNobody() },
  "suspend: again after a new caller": {
    let facts = Suspending(until: Station.morning + .days(9), reason: Words("等征迁"), told: Words("已告知"))
    try $0.earlier(.suspend(facts), by: .leader)
    try $0.earlier(.follow(.joined(other: Scene.other, callers: 1)), by: .rule)
  },
]
