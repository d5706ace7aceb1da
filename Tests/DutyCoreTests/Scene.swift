import DutyCore
import Testing

/// One line of the table played out: who does what to which incident, and what is different from the plain case.
struct Scene {
  var station: Station
  var incident: Incident
  var action: Action
  var by: Actor
  var orderedBy: OfficerID?
  var surroundings = Surroundings()
  var now = Station.morning
  /// The moment at which it is said to have happened; nil: now.
  var at: Instant?

  init(_ name: ActionName, by rank: Rank, on status: Incident.Status) throws {
    station = try Station()
    by = Station.person(rank)
    incident = try station.incident(status)
    action = try #require(plain(name), "no plain form of \(name)")
    if name == .correct || name == .erase { surroundings.entry = milestone(by: Station.person(.officer)) }
    if name == .merge { surroundings.target = try station.other() }
    if name == .repeats { surroundings.target = try station.other(.closed) }
  }

  /// The incident after the act; throws the refusal.
  func played() throws -> Incident {
    try station.acting(action, by: by, orderedBy: orderedBy, on: incident, amid: surroundings, at: now, saidAt: at)
  }

  // MARK: - Setting it up

  /// An act that is on record already, as far as the rules take it.
  mutating func earlier(
    _ action: Action, by rank: Rank = .officer, orderedBy: OfficerID? = nil, at moment: Instant? = nil
  ) throws {
    try earlier(action, by: Station.person(rank), orderedBy: orderedBy, at: moment)
  }

  mutating func earlier(
    _ action: Action, by actor: Actor, orderedBy: OfficerID? = nil, at moment: Instant? = nil
  ) throws {
    incident = try station.acting(
      action, by: actor, orderedBy: orderedBy, on: incident, amid: surroundings, at: moment ?? now)
  }

  /// The incident is another one: received as `reception`, then `acts` by an officer.
  mutating func begin(_ reception: Reception, _ acts: [Action] = [], by rank: Rank = .officer) throws {
    incident = try station.acting(.receive(reception), on: nil)
    for act in acts { try earlier(act, by: rank) }
  }

  /// Received with another category.
  mutating func category(_ code: String?) throws {
    var reception = Station.reception
    reception.category = code
    try begin(reception)
  }

  mutating func anonymous(_ acts: [Action]) throws {
    var reception = Station.reception
    reception.reporter = nil
    try begin(reception, acts)
  }

  mutating func roster(_ officer: OfficerID, _ shift: String = "早班") throws {
    let turn = Turn(day: try #require(Day("2026-11-18")), shift: shift)
    station.add(.room(.setRoster(RosterChange(lines: [RosterChange.Line(turn: turn, officer: officer)]))))
  }

  /// A milestone's entry on this incident, as somebody recorded it.
  func milestone(by actor: Actor, number: Int64 = 777) -> Entry {
    Station.entry(
      number, .incident(incident.id), 2, .acknowledge(Milestone(response: Station.lead)), by: actor)
  }

  /// The incident beside the one of the scene.
  static let other = IncidentReference(
    id: IncidentID(2000), number: IncidentNumber(day: Station.zone.day(of: Station.morning), serial: 1001))

  static let emergency = Action.summon(Summoning(kind: .emergency, lead: ["S-ZF"], rescue: .called))
  static func whistle(_ kind: SummonsKind = .daily, _ lead: String = "S-ZF", support: [String] = []) -> Action {
    .summon(Summoning(kind: kind, lead: [lead], support: support, ground: .appeal, words: Words("已研判")))
  }
  static func report(_ stage: SituationReport.Stage, to: String = "县总值班室", words: String = "已疏散") -> Action {
    .report(SituationReport(stage: stage, to: Words(to), words: Words(words)))
  }
  static func declining(_ response: ResponseID = Station.lead, to unit: String = "C-SJ", item: String? = nil) -> Action
  {
    .decline(Declining(response: response, ground: Words("不属本单位职责"), proposed: unit, item: item))
  }
  static let solved = Action.callBack(CallBack(reached: true, solved: true, satisfied: true))
  static let admission = Admission(reason: Words("群众反映强烈"), agreed: Words("班子会"), until: Day("2026-12-31"))
  /// The answer of whoever was called second, as a rule the county.
  static let above = ResponseID(summons: 2, unit: "X-ZX")
  static func ruling(_ ruling: Appointment.Ruling) -> CountyRuling {
    CountyRuling(
      response: ResponseID(summons: 2, unit: "C-SJ"), ruling: ruling, who: Words("县编办"), receipt: "裁-1",
      reason: Words("按职责清单"))
  }
  static func escalating(_ manner: EscalationManner = .handedOver, to unit: String = "X-ZX") -> Action {
    .summon(Summoning(kind: .escalation, lead: [unit], manner: manner))
  }
  static let handling = Action.handle(Handling(method: .guidance, measure: Words("已清理")))
}

/// The plainest form of each act on an incident; nil for what opens one, and for acts on the room.
func plain(_ name: ActionName) -> Action? {
  let lead = Milestone(response: Station.lead)
  switch name {
  case .amend: return .amend(Amendment(category: "A2"))
  case .takeOn: return .takeOn
  case .summon: return .summon(Summoning(kind: .assignment, lead: ["C-SJ"]))
  case .acknowledge: return .acknowledge(lead)
  case .contact: return .contact(lead)
  case .arrive: return .arrive(lead)
  case .reply: return .reply(Station.completeReply)
  case .sendBack: return .sendBack(SendingBack(response: Station.lead, reason: Words("没有说明结果")))
  case .standDown: return .standDown(StandingDown(response: Station.lead, reason: Words("不用来了")))
  case .settle: return .settle
  case .handle: return Scene.handling
  case .close: return .close(Station.closing)
  case .reopen: return .reopen(Reason(Words("又摆出来了")))
  case .note: return .note(Note(Words("来电催问")))
  case .void: return .void(Reason(Words("重复登记")))
  case .restore: return .restore(Reason(Words("作废错了")))
  case .survey: return .survey(Surveying(result: .exists))
  case .consult: return .consult(Consultation(who: Words("执法队、社区"), conclusion: Words("先劝离")))
  case .attach:
    return .attach(Attachment(kind: .before, path: Words("a.jpg"), sha256: String(repeating: "0a", count: 32)))
  case .forgive: return .forgive(Forgiving(reasons: Words("大雨断路"), agreed: Words("班子会")))
  case .closeDirect: return .closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明政策")))
  case .decline: return Scene.declining()
  case .appoint: return .appoint(Appointment(response: Station.lead, ruling: .upheld, reason: Words("确非其职责")))
  case .endWithLead: return .endWithLead(Station.lead)
  case .urge: return .urge(Urging(response: Station.lead))
  case .sheet: return .sheet(Sheet(response: Station.lead, colour: .blue, reason: Words("来电人第三次催")))
  case .score: return .score(Score(response: Station.lead, duty: 5, arrival: 4, cooperation: 1, manner: 3))
  case .admit: return .admit(Scene.admission)
  case .takeOver: return .wayOn(.takeOver(TakingOver(from: Station.colleague)))
  case .endAdmission: return .wayOn(.endAdmission(Reason(Words("已移交主管部门"))))
  case .returnUp: return .wayOn(.returnUp(Returning(ground: Words("不在辖区"), right: Words("某县住建局"))))
  case .returnAgreed: return .wayOn(.returnAgreed(ReturnAnswer(who: Words("热线中心"))))
  case .returnRefused:
    return .wayOn(.returnRefused(ReturnAnswer(who: Words("热线中心"), words: Words("按属地办理"))))
  case .toPetition: return .wayOn(.toPetition(PetitionPassing(to: Words("平安法治办"), receipt: "XF-1")))
  case .refuseExtension: return .wayOn(.refuseExtension(Reason(Words("理由不足"))))
  case .outsideExtension:
    return .wayOn(.outsideExtension(OutsideExtension(due: Station.morning + .days(3), who: Words("热线中心"))))
  case .interimAnswer:
    return .wayOn(
      .interimAnswer(
        InterimAnswer(done: Words("已到现场"), next: Words("等检测"), until: Station.morning + .days(2))))
  case .accept:
    return .wayOn(.accept(Acceptance(response: Scene.above, manner: .handedOver, number: "县-7", who: Words("值班员"))))
  case .reject:
    return .wayOn(.reject(Rejection(response: Scene.above, cause: Words("属地可办"), right: Words("本镇"))))
  case .recall: return .wayOn(.recall(StandingDown(response: Scene.above, reason: Words("已解决"))))
  case .refer:
    return .wayOn(.refer(Referral(response: Scene.above, to: Words("县中心"), grounds: Words("双方清单"))))
  case .ruleAbove: return .wayOn(.ruleAbove(Scene.ruling(.upheld)))
  case .repeats: return .wayOn(.repeats(Repeating(of: Scene.other)))
  case .requestExtension: return .requestExtension(Reason(Words("等配件")))
  case .grantExtension: return .grantExtension
  case .suspend:
    return .suspend(Suspending(until: Station.morning + .days(30), reason: Words("等征迁"), told: Words("已告知")))
  case .resume: return .resume
  case .report: return Scene.report(.initialByPhone)
  case .callBack: return Scene.solved
  case .merge: return .merge(Merging(target: Scene.other, targetSeen: 1))
  case .unmerge: return .unmerge
  case .follow: return .follow(.parted(other: Scene.other))
  case .correct: return .correct(Correction(entry: 777, at: Station.morning - .minutes(5)))
  case .countersign: return .countersign(Countersigning(entry: 777))
  case .reveal: return .reveal(Reason(Words("要回访")))
  case .erase: return .erase(Erasure(entry: 777, ground: .law, words: Words("当事人依法要求删除")))
  case .receive, .importRecord, .found, .setCatalogue, .setCalendar, .enrol, .setRoster, .takeSeat, .handOver, .swap,
    .setSetting, .setStanding, .unlock, .openItem, .changeItem, .progressItem, .doneItem, .verifyItem, .returnItem,
    .lookBack, .dropItem:
    return nil
  }
}

/// A condition's change to the plain case.
typealias Condition = @Sendable (inout Scene) throws -> Void
