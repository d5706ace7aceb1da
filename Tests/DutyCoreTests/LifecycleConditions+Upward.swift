import DutyCore
import Testing

/// Conditions of what is escalated to the county room or a neighbour, referred to the county, or reported again.
let conditionsOfUpward: [String: Condition] = conditionsOfEscalations.merging(conditionsOfReferrals) { _, new in new }

private let conditionsOfEscalations: [String: Condition] = [
  "summon: an escalation to the county room": { $0.action = Scene.escalating() },
  "summon: an escalation to a neighbour": { $0.action = Scene.escalating(.shown, to: "N-LZ") },
  "summon: an escalation to a department": { $0.action = Scene.escalating(to: "C-SJ") },
  "summon: an escalation that does not say how": {
    $0.action = .summon(Summoning(kind: .escalation, lead: ["X-ZX"]))
  },
  "summon: an escalation to two": {
    $0.action = .summon(Summoning(kind: .escalation, lead: ["X-ZX"], support: ["N-LZ"], manner: .jointly))
  },
  "summon: the county room is assigned to": { $0.action = .summon(Summoning(kind: .assignment, lead: ["X-ZX"])) },
  "summon: a neighbour is whistled for": { $0.action = Scene.whistle(support: ["N-LZ"]) },
  "summon: outside the list; escalated": {
    try $0.category("A6")
    $0.action = Scene.escalating()
  },
  "accept: it was escalated": { try $0.escalated() },
  "accept: acknowledged before": {
    try $0.escalated()
    try $0.earlier(.acknowledge(Milestone(response: Scene.above)))
  },
  "accept: a second time": {
    try $0.escalated()
    try $0.earlier($0.action)
  },
  "accept: without who accepted": { try $0.accepting { $0.who = Words(" ") } },
  "accept: with a line of text for a number": { try $0.accepting { $0.number = "请尽快。" } },
  "accept: what a unit was assigned": { try $0.accepting { $0.response = Station.lead } },
  "accept: handed over to two": {
    try $0.escalated()
    try $0.earlier($0.action)
    try $0.earlier(Scene.escalating(to: "N-LZ"))
    $0.action = .wayOn(
      .accept(
        Acceptance(
          response: ResponseID(summons: 3, unit: "N-LZ"), manner: .handedOver, who: Words("值班员"))))
  },
  "reject: it was escalated": { try $0.escalated() },
  "reject: it was accepted": { try $0.accepted() },
  "reject: without the cause": { try $0.rejecting { $0.cause = Words("") } },
  "reject: without whose it is": { try $0.rejecting { $0.right = Words("") } },
  "reject: what a unit was assigned": { try $0.rejecting { $0.response = Station.lead } },
  "recall: it was escalated": { try $0.escalated() },
  "recall: it was accepted": { try $0.accepted() },
  "recall: on a leader's order": {
    try $0.escalated()
    $0.orderedBy = Station.id(.leader)
  },
  "recall: without a reason": {
    try $0.escalated()
    $0.action = .wayOn(.recall(StandingDown(response: Scene.above, reason: Words(""))))
  },
  "recall: what a unit was assigned": {
    $0.action = .wayOn(.recall(StandingDown(response: Station.lead, reason: Words("不用了"))))
  },
  "standDown: an escalation that was accepted": {
    try $0.accepted()
    $0.action = .standDown(StandingDown(response: Scene.above, reason: Words("不用了")))
  },
  "endWithLead: an escalation that was accepted": {
    try $0.accepted(.shown)
    try $0.earlier(.reply(Station.completeReply))
    $0.action = .endWithLead(Scene.above)
  },
  "decline: an escalation": {
    try $0.escalated()
    $0.action = Scene.declining(Scene.above, to: "C-SJ")
  },
  "sheet: to the county room": {
    try $0.escalated()
    $0.action = .sheet(Sheet(response: Scene.above, colour: .blue, reason: Words("没有回音")))
  },
  "sheet: praise to the county room": {
    try $0.escalated()
    $0.action = .sheet(Sheet(response: Scene.above, colour: .praise, reason: Words("来得快")))
  },
  "reply: the county's; after it took it over": { try $0.countyReplies(.handedOver) },
  "reply: the county's; the unit still out": {
    try $0.accepted(.handedOver)
    $0.action = .reply(Scene.countyReply)
  },
  "reply: the unit's; while the county only knows of it": { try $0.accepted(.shown) },
  "reply: the unit's; while it is handed over": { try $0.accepted(.handedOver) },
  "close: while the county only knows of it": {
    try $0.accepted(.shown)
    try $0.earlier(.reply(Station.completeReply))
    $0.action = .close(Station.closing)
    $0.by = Station.colleague
  },
  "merge: into one that is handed over": {
    $0.surroundings.target = try $0.station.handedOver()
  },
]

private let conditionsOfReferrals: [String: Condition] = [
  "appoint: a county body; overruled": {
    try $0.countyDeclined()
    try $0.station.seat(.leader)
    $0.action = .appoint(Appointment(response: Scene.county, ruling: .overruled, reason: Words("按清单")))
  },
  "appoint: a county body; upheld": {
    try $0.countyDeclined()
    try $0.station.seat(.leader)
    $0.action = .appoint(Appointment(response: Scene.county, ruling: .upheld, reason: Words("按清单")))
  },
  "refer: a county body has declined": {
    try $0.countyDeclined()
    try $0.station.seat(.leader)
  },
  "refer: on the order of who sits": {
    try $0.countyDeclined()
    try $0.station.seat(.leader)
    $0.orderedBy = Station.id(.leader)
  },
  "refer: the station's own people have declined": {
    try $0.earlier(Scene.declining())
    try $0.station.seat(.leader)
    $0.action = .wayOn(.refer(Referral(response: Station.lead, to: Words("县中心"), grounds: Words("双方清单"))))
  },
  "refer: two have declined": {
    try $0.countyDeclined()
    try $0.station.seat(.leader)
    $0.action = .wayOn(.refer(Referral(response: Station.lead, to: Words("县中心"), grounds: Words("双方清单"))))
  },
  "refer: without to whom": { try $0.referring(to: "", grounds: "双方清单") },
  "refer: without what both rely on": { try $0.referring(to: "县中心", grounds: " ") },
  "ruleAbove: it was referred": { try $0.referred() },
  "ruleAbove: overruled": {
    try $0.referred()
    $0.action = .wayOn(.ruleAbove(Scene.ruling(.overruled)))
  },
  "ruleAbove: without who ruled": { try $0.ruledAbove { $0.who = Words("") } },
  "ruleAbove: without a receipt": { try $0.ruledAbove { $0.receipt = " " } },
  "ruleAbove: without a reason": { try $0.ruledAbove { $0.reason = Words("") } },
  "void: while it is referred": { try $0.referred() },
  "repeat: of one that is open": { $0.surroundings.target = try $0.station.other() },
  "repeat: of another than is looked at": { $0.surroundings.target = nil },
  "repeat: of itself": {
    $0.surroundings.target = $0.incident
    $0.action = .wayOn(.repeats(Repeating(of: $0.incident.reference)))
  },
  "repeat: a second time": { try $0.earlier($0.action) },
  "repeat: practice of a real one": {
    var reception = Station.reception
    reception.drill = true
    try $0.begin(reception)
  },
  "repeat: closed thirty days ago": { $0.now = Station.morning + .days(30) },
  "repeat: closed longer ago": { $0.now = Station.morning + .days(30) + .seconds(1) },
]

extension Scene {
  static let county = ResponseID(summons: 2, unit: "C-SJ")
  static var countyReply: Reply {
    var reply = Station.completeReply
    reply.response = above
    return reply
  }

  mutating func escalated(_ manner: EscalationManner = .handedOver) throws { try earlier(Scene.escalating(manner)) }

  mutating func accepted(_ manner: EscalationManner = .handedOver) throws {
    try escalated(manner)
    try earlier(.wayOn(.accept(Acceptance(response: Scene.above, manner: manner, who: Words("值班员")))))
  }

  mutating func accepting(_ change: (inout Acceptance) -> Void) throws {
    try escalated()
    var facts = Acceptance(response: Scene.above, manner: .handedOver, who: Words("值班员"))
    change(&facts)
    action = .wayOn(.accept(facts))
  }

  mutating func rejecting(_ change: (inout Rejection) -> Void) throws {
    try escalated()
    var facts = Rejection(response: Scene.above, cause: Words("属地可办"), right: Words("本镇"))
    change(&facts)
    action = .wayOn(.reject(facts))
  }

  /// The unit has replied, and the county is the last.
  mutating func countyReplies(_ manner: EscalationManner) throws {
    try accepted(manner)
    try earlier(.reply(Station.completeReply))
    action = .reply(Scene.countyReply)
  }

  /// A unit in town has declined, and then a county body.
  mutating func countyDeclined() throws {
    try earlier(Scene.declining())
    try earlier(.summon(Summoning(kind: .assignment, lead: ["C-SJ"])))
    try earlier(Scene.declining(Scene.county, to: "C-ZF"))
    if case .wayOn(.refer) = action {
      action = .wayOn(.refer(Referral(response: Scene.county, to: Words("县中心"), grounds: Words("双方清单"))))
    }
  }

  mutating func referring(to whom: String, grounds: String) throws {
    try countyDeclined()
    try station.seat(.leader)
    action = .wayOn(.refer(Referral(response: Scene.county, to: Words(whom), grounds: Words(grounds))))
  }

  mutating func referred() throws {
    try countyDeclined()
    let referral = Referral(response: Scene.county, to: Words("县中心"), grounds: Words("双方清单"))
    try earlier(.wayOn(.refer(referral)), by: .secretary)
  }

  mutating func ruledAbove(_ change: (inout CountyRuling) -> Void) throws {
    try referred()
    var facts = Scene.ruling(.upheld)
    change(&facts)
    action = .wayOn(.ruleAbove(facts))
  }
}

extension Station {
  /// Another matter, which the county has taken over.
  func handedOver() throws -> Incident {
    let escalated = try acting(Scene.escalating(), on: other())
    let id = ResponseID(summons: 1, unit: "X-ZX")
    return try acting(
      .wayOn(.accept(Acceptance(response: id, manner: .handedOver, who: Words("值班员")))), on: escalated)
  }
}
