import DutyCore
import Testing

/// Conditions of own work and admissions, of returns, petitions and the sender's limit, and of what else a matter comes with.
let conditionsOfWaysOn: [String: Condition] = conditionsOfOwnHands.merging(conditionsOfReturns) { _, new in new }
  .merging(conditionsOfWhatItCameWith) { _, new in new }.merging(conditionsOfUpward) { _, new in new }

private let conditionsOfOwnHands: [String: Condition] = [
  "takeOn: in hand with nobody": { try $0.unattended() },
  "takeOn: what a colleague has in hand": { try $0.takenOn() },
  "takeOn: where a unit is complained of": {
    try $0.came { $0.complainedOf = "C-SJ" }
    try $0.station.seat(.leader)
  },
  "takeOn: where a unit is complained of; on the order of who sits": {
    try $0.came { $0.complainedOf = "C-SJ" }
    try $0.station.seat(.leader)
    $0.orderedBy = Station.id(.leader)
  },
  "takeOn: outside the list": { try $0.category("A6") },
  "takeOn: outside the list and admitted": {
    try $0.category("A6")
    try $0.earlier(.admit(Scene.admission), by: .leader)
  },
  "takeOn: outside the list and an emergency": { try $0.came { ($0.category, $0.urgency) = ("A6", .emergency) } },
  "takeOn: handed down and not in the list": { try $0.came { $0.source = .county } },
  "takeOn: handed down by a department and not in the list": { try $0.came { $0.handedDownBy = "X-ZX" } },
  "takeOn: handed down and in the list": { try $0.came { ($0.source, $0.category) = (.county, "A5") } },
  "takeOver: what a colleague took on": { try $0.takenOn() },
  "takeOver: what is their own": { try $0.takenOn(by: $0.by) },
  "takeOver: from another than has it": {
    try $0.takenOn()
    $0.action = .wayOn(.takeOver(TakingOver(from: .officer(Station.secondLeader))))
  },
  "summon: outside the list to who leads by it": {
    try $0.category("A6")
    $0.action = .summon(Summoning(kind: .assignment, lead: ["S-ZF"]))
  },
  "summon: outside the list to an office": {
    try $0.category("A6")
    $0.action = .summon(Summoning(kind: .assignment, lead: ["T-ZHS"]))
  },
  "summon: outside the list with an office in support": {
    try $0.category("A6")
    $0.action = Scene.whistle(support: ["T-ZHS"])
  },
  "summon: handed down and not in the list to an office": {
    try $0.came { $0.source = .county }
    $0.action = .summon(Summoning(kind: .assignment, lead: ["T-ZHS"]))
  },
  "summon: handed down and not in the list to a department": { try $0.came { $0.source = .county } },
  "admit: outside the list": { try $0.category("A6") },
  "admit: outside the list on a leader's order": {
    try $0.category("A6")
    $0.orderedBy = Station.id(.leader)
  },
  "admit: without a reason": { try $0.admit { $0.reason = Words("") } },
  "admit: without who agreed": { try $0.admit { $0.agreed = nil } },
  "admit: without an end": { try $0.admit { $0.until = nil } },
  "admit: until today": { try $0.admit { $0.until = Day("2026-11-18") } },
  "admit: until yesterday": { try $0.admit { $0.until = Day("2026-11-17") } },
  "admit: handed down without its paper": { try $0.came { $0.source = .county } },
  "admit: handed down with its paper": { try $0.paper { _ in } },
  "admit: handed down without a number": { try $0.paper { $0.document = nil } },
  "admit: handed down with a line of text for a number": { try $0.paper { $0.document = "请尽快办理。" } },
  "admit: handed down without what is asked": { try $0.paper { $0.what = nil } },
  "admit: handed down without a day": { try $0.paper { $0.by = nil } },
  "admit: handed down without means": { try $0.paper { $0.means = Words(" ") } },
  "admit: asked for by a unit of our own": { try $0.paper { $0.asker = "S-ZF" } },
  "endAdmission: of what is admitted": { try $0.admitted() },
  "endAdmission: on a leader's order": {
    try $0.admitted()
    $0.orderedBy = Station.id(.leader)
  },
  "endAdmission: without a reason": {
    try $0.admitted()
    $0.action = .wayOn(.endAdmission(Reason(Words(""))))
  },
]

private let conditionsOfReturns: [String: Condition] = [
  "returnUp: an order with a number": { try $0.order() },
  "returnUp: on a leader's order": {
    try $0.order()
    $0.orderedBy = Station.id(.leader)
  },
  "returnUp: with a document": { try $0.came { ($0.source, $0.document) = (.neighbour, "邻镇〔2026〕3号") } },
  "returnUp: a number of a grid worker's": { try $0.came { $0.externalId = "g-7" } },
  "returnUp: handed down": { try $0.came { ($0.source, $0.document) = (.county, "县办〔2026〕3号") } },
  "returnUp: with a unit on the way": {
    try $0.order()
    try $0.earlier(.summon(Summoning(kind: .assignment, lead: ["C-SJ"])))
  },
  "returnUp: a second time": { try $0.returned() },
  "returnUp: at the end of the next workday": {
    try $0.order()
    $0.now = Station.morning + .days(1) + .hours(9)
  },
  "returnUp: after the next workday": {
    try $0.order()
    $0.now = Station.morning + .days(1) + .hours(9) + .seconds(1)
  },
  "returnUp: without a ground": {
    try $0.order()
    $0.action = .wayOn(.returnUp(Returning(ground: Words(""), right: Words("某县住建局"))))
  },
  "returnUp: without who is right": {
    try $0.order()
    $0.action = .wayOn(.returnUp(Returning(ground: Words("不在辖区"), right: Words(" "))))
  },
  "returnUp: by an item of the list": {
    try $0.order()
    $0.action = .wayOn(.returnUp(Returning(ground: Words("不在辖区"), right: Words("某局"), item: "SD-3")))
  },
  "returnUp: by an item that is not in the list": {
    try $0.order()
    $0.action = .wayOn(.returnUp(Returning(ground: Words("不在辖区"), right: Words("某局"), item: "SD-99")))
  },
  "returnAgreed: the return is pending": { try $0.returned() },
  "returnAgreed: without who agreed": {
    try $0.returned()
    $0.action = .wayOn(.returnAgreed(ReturnAnswer(who: Words(""))))
  },
  "returnRefused: the return is pending": { try $0.returned() },
  "returnRefused: without who said so": {
    try $0.returned()
    $0.action = .wayOn(.returnRefused(ReturnAnswer(who: Words(" "), words: Words("按属地办理"))))
  },
  "returnRefused: without their words": {
    try $0.returned()
    $0.action = .wayOn(.returnRefused(ReturnAnswer(who: Words("热线中心"))))
  },
  "toPetition: on a leader's order": { $0.orderedBy = Station.id(.leader) },
  "toPetition: without to whom": {
    $0.action = .wayOn(.toPetition(PetitionPassing(to: Words(""), receipt: "XF-1")))
  },
  "toPetition: without a receipt": {
    $0.action = .wayOn(.toPetition(PetitionPassing(to: Words("平安法治办"), receipt: " ")))
  },
  "toPetition: while an emergency runs": { try $0.emergencyWithNobody() },
  "toPetition: while a return is pending": { try $0.returned() },
  "merge: while a return is pending": { try $0.returned() },
  "merge: into one whose return is pending": { try $0.targetReturned() },
  "merge: into a closed one": { $0.surroundings.target = try $0.station.other(.closed) },
  "refuseExtension: an officer asked": { try $0.extensionAsked(by: .officer) },
  "refuseExtension: who asked": { try $0.extensionAsked(by: .leader) },
  "refuseExtension: agreed once": {
    try $0.extensionAsked(by: .officer)
    try $0.earlier(.grantExtension, by: .officer(Station.secondLeader))
  },
  "refuseExtension: without a reason": {
    try $0.extensionAsked(by: .officer)
    $0.action = .wayOn(.refuseExtension(Reason(Words(""))))
  },
  "outsideExtension: the sender set a limit": { try $0.came { $0.due = Station.morning + .days(1) } },
  "outsideExtension: to now": {
    try $0.came { $0.due = Station.morning + .days(1) }
    $0.action = .wayOn(.outsideExtension(OutsideExtension(due: Station.morning, who: Words("热线中心"))))
  },
  "outsideExtension: without who agreed": {
    try $0.came { $0.due = Station.morning + .days(1) }
    $0.action = .wayOn(.outsideExtension(OutsideExtension(due: Station.morning + .days(3), who: Words(" "))))
  },
  "interimAnswer: an answer is owed": { try $0.came { $0.answerOwed = true } },
  "interimAnswer: the county handed it down": { try $0.came { $0.handedDownBy = "X-ZX" } },
  "interimAnswer: without what was done": { try $0.interim { $0.done = Words("") } },
  "interimAnswer: without what follows": { try $0.interim { $0.next = Words("") } },
  "interimAnswer: until now": { try $0.interim { $0.until = Station.morning } },
]

extension Scene {
  /// Received as the plain one but for `change`.
  mutating func came(_ change: (inout Reception) -> Void) throws {
    var reception = Station.reception
    change(&reception)
    try begin(reception)
  }

  /// An order of the hotline with its number.
  mutating func order() throws {
    try came { ($0.source, $0.origin, $0.externalId) = (.hotline12345, "intake:hotline12345", "7-1") }
  }

  mutating func returned() throws {
    try order()
    try earlier(.wayOn(.returnUp(Returning(ground: Words("不在辖区"), right: Words("某县住建局")))))
  }

  mutating func targetReturned() throws {
    var reception = Station.reception
    (reception.source, reception.document) = (.neighbour, "邻镇〔2026〕3号")
    let target = try station.acting(.receive(reception), on: nil, as: 2000)
    let back = Returning(ground: Words("不在辖区"), right: Words("某县住建局"))
    surroundings.target = try station.acting(.wayOn(.returnUp(back)), on: target)
  }

  mutating func takenOn(by actor: Actor = Station.colleague) throws {
    try begin(Station.reception)
    try earlier(.takeOn, by: actor)
  }

  /// The unit that was called is stood down.
  mutating func unattended() throws {
    try begin(Station.reception, [.summon(Summoning(kind: .assignment, lead: ["S-ZF"]))])
    try earlier(.standDown(StandingDown(response: Station.lead, reason: Words("不用来了"))), by: .leader)
  }

  mutating func emergencyWithNobody() throws {
    try begin(Station.reception, [Scene.emergency, .amend(Amendment(summary: Words("气瓶漏气")))])
    try earlier(.standDown(StandingDown(response: Station.lead, reason: Words("不用来了"))), by: .leader)
  }

  mutating func admitted() throws {
    try category("A6")
    try earlier(.admit(Scene.admission), by: .leader)
  }

  mutating func admit(_ change: (inout Admission) -> Void) throws {
    try category("A6")
    var facts = Scene.admission
    change(&facts)
    action = .admit(facts)
  }

  mutating func paper(_ change: (inout Admission) -> Void) throws {
    try came { $0.source = .county }
    var facts = Scene.admission
    (facts.asker, facts.document, facts.what) = ("X-ZX", "县办〔2026〕3号", Words("排查沿街商铺"))
    (facts.by, facts.means) = (Station.morning + .days(9), Words("无"))
    change(&facts)
    action = .admit(facts)
  }

  mutating func extensionAsked(by rank: Rank) throws {
    try earlier(.requestExtension(Reason(Words("等配件"))), by: rank)
  }

  mutating func interim(_ change: (inout InterimAnswer) -> Void) throws {
    try came { $0.answerOwed = true }
    var facts = InterimAnswer(done: Words("已到现场"), next: Words("等检测"), until: Station.morning + .days(2))
    change(&facts)
    action = .wayOn(.interimAnswer(facts))
  }

  mutating func answer(_ disposition: Disposition) {
    action = .closeDirect(DirectAnswer(disposition: disposition, answer: Words("已告知")))
  }

  mutating func looked(_ result: Surveying.Result, by actor: Actor = Station.colleague) throws {
    try earlier(.survey(Surveying(result: result)), by: actor)
    answer(.notFound)
  }

  mutating func closing(as disposition: Disposition) {
    var facts = Station.closing
    facts.disposition = disposition
    action = .close(facts)
  }
}
