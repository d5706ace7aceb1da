import DutyCore
import DutyLedger
import Testing

/// Two days of a station in which every act of the table is recorded at least once.
struct Story {
  let desk: Desk
  private let lead = ResponseID(summons: 1, unit: "S-ZF")

  init() throws {
    desk = try Desk()
    try desk.staff()
    try theRoom()
    try anEveningWhistle()
    try anEmergency()
    try whatUnitsDecline()
    try whatIsReportedTwice()
    try whatTakesLong()
    try whatTheDeskDoes()
    try whatIsPutRight()
    try whatGoesElsewhere()
    try theEndOfTheShift()
  }

  private func summon(_ kind: SummonsKind, _ units: [String], support: [String] = [], power: String? = nil) -> Action {
    .summon(
      Summoning(
        kind: kind, lead: units, support: support, ground: .appeal, power: power, words: Words("已研判"),
        rescue: .called))
  }

  private func reply(_ response: ResponseID) -> Action {
    .reply(
      Reply(
        response: response, accepted: desk.now, spokeTo: Words("来电人"), done: Words("已劝离"), completion: .done,
        channel: .phone, said: Words("队员")))
  }

  private func turn(_ shift: String) throws -> Turn { Turn(day: try #require(Day("2026-11-18")), shift: shift) }

  private func theRoom() throws {
    let lines = try [("早班", desk.leader), ("中班", Desk.director)].map {
      RosterChange.Line(turn: try turn($0.0), officer: $0.1)
    }
    try desk.room(.setRoster(RosterChange(lines: lines)), by: Desk.administrator)
    let swap = Swap(turn: try turn("早班"), officer: desk.leader, with: Desk.director, other: try turn("中班"))
    try desk.room(.swap(swap), by: desk.leader)
    try desk.room(.swap(swap), by: Desk.director)
    try desk.room(.takeSeat(SeatTaking(turn: try turn("早班"))), by: Desk.director)
    try desk.room(.setSetting(SettingChange(.gridArrival("第9网格"), .running(minutes: 45))), by: Desk.administrator)
    try desk.room(.setStanding(StandingRouting(category: "A1", lead: ["S-ZF"], support: ["C-SJ"])), by: desk.leader)
  }

  private func anEveningWhistle() throws {
    var incident = try desk.receive("东门菜摊占道")
    incident = try desk.act(.survey(Surveying(result: .exists, words: Words("两家"))), on: incident)
    incident = try desk.act(.amend(Amendment(category: "A5", place: Words("东门内"), urgency: .urgent)), on: incident)
    incident = try desk.act(
      .consult(
        Consultation(
          who: Words("执法队、社区"), conclusion: Words("先劝离"),
          summons: Summoning(kind: .assignment, lead: ["S-ZF"], playbook: "B1"))),
      on: incident)
    let code = try #require(incident.response(lead)).signCode
    incident = try desk.act(
      .acknowledge(Milestone(response: lead, channel: .message, said: Words("值班员"), signCode: code)), on: incident)
    let wrong = incident.lastEntry
    incident = try desk.act(.contact(Milestone(response: lead)), by: Desk.liaison, on: incident)
    incident = try desk.act(
      .correct(Correction(entry: wrong, at: desk.now - .minutes(2), words: Words("值班长"))), on: incident)
    incident = try desk.act(.arrive(Milestone(response: lead, words: Words("两人"))), on: incident)
    incident = try desk.act(.urge(Urging(response: lead, words: Words("来电人又催"))), on: incident)
    incident = try desk.act(.sheet(Sheet(response: lead, colour: .blue, reason: Words("第三次"))), on: incident)
    incident = try desk.act(
      .attach(
        Attachment(kind: .before, path: Words("照片/1.jpg"), sha256: String(repeating: "0a", count: 32))), on: incident)
    incident = try desk.act(reply(lead), on: incident)
    incident = try desk.act(.sendBack(SendingBack(response: lead, reason: Words("没有照片"))), on: incident)
    incident = try desk.act(reply(lead), on: incident)
    incident = try desk.act(
      .callBack(CallBack(reached: true, solved: true, satisfied: false, words: Words("嫌慢"))), on: incident)
    incident = try desk.act(
      .close(Closing(disposition: .resolved, method: .persuasion, check: .reporter, words: Words("已核"))), on: incident)
    incident = try desk.act(
      .score(Score(response: lead, duty: 5, arrival: 4, cooperation: 3, manner: 2, words: Words("来得快"))), on: incident)
    incident = try desk.act(
      .forgive(Forgiving(reasons: Words("大雨断路"), agreed: Words("班子会"))), by: desk.leader, on: incident)
    incident = try desk.act(.reveal(Reason(Words("要回访"))), on: incident)
    try desk.act(.reopen(Reason(Words("又摆出来了"))), on: incident)
  }

  private func anEmergency() throws {
    desk.pass(.minutes(10))
    var incident = try desk.receive("仓库冒烟", urgency: .emergency)
    incident = try desk.act(summon(.emergency, ["S-ZF"], support: ["C-SJ"]), on: incident)
    incident = try desk.act(.countersign(Countersigning(entry: incident.lastEntry)), by: Desk.director, on: incident)
    for stage in SituationReport.Stage.allCases {
      let report = SituationReport(stage: stage, to: Words("县总值班室"), words: Words("已疏散"))
      if stage == .final {
        incident = try desk.act(reply(lead), on: incident)
        incident = try desk.act(reply(ResponseID(summons: 1, unit: "C-SJ")), on: incident)
      }
      incident = try desk.act(.report(report), on: incident)
    }
    #expect(incident.status == .handled)
    let enforced = try desk.act(
      summon(.enforcement, ["S-ZF"], power: "P1"), by: Desk.director, on: desk.receive("占道烧烤", category: "A5"))
    try desk.act(.arrive(Milestone(response: lead, enforcers: Desk.enforcers)), by: Desk.liaison, on: enforced)
  }

  private func whatUnitsDecline() throws {
    var incident = try desk.receive("门口积水")
    let daily = summon(.daily, ["S-ZF"], support: ["C-SJ"])
    incident = try #require(
      try desk.record(
        Request(daily, by: .officer(desk.officer), orderedBy: Desk.director, at: desk.now), on: incident.id))
    incident = try desk.act(
      .decline(Declining(response: lead, ground: Words("不属本单位"), proposed: "C-ZF", channel: .phone)), on: incident)
    incident = try desk.act(
      .appoint(Appointment(response: lead, ruling: .overruled, reason: Words("按清单"))), by: Desk.director, on: incident)
    incident = try desk.act(reply(lead), on: incident)
    try desk.act(.endWithLead(ResponseID(summons: 1, unit: "C-SJ")), on: incident)
    let spoken = try #require(try desk.ledger.unsigned().first)
    try desk.record(
      Request(.countersign(Countersigning(entry: spoken.entry)), by: .officer(Desk.director), at: desk.now),
      on: spoken.subject.incident)
    let outside = try desk.receive("清单外的事", category: "A6")
    let admitted = try desk.act(
      .admit(Admission(reason: Words("群众反映强烈"), agreed: Words("班子会"), until: Day("2026-12-31"))), by: desk.leader,
      on: outside)
    try desk.act(.wayOn(.endAdmission(Reason(Words("已移交主管部门")))), by: desk.leader, on: admitted)
  }

  private func whatIsReportedTwice() throws {
    let first = try desk.receive("路灯不亮")
    let second = try desk.receive("路灯又不亮")
    let merged = try desk.act(.merge(Merging(target: first.reference, targetSeen: first.revision)), on: second)
    #expect(merged.status == .merged)
    let target = try #require(try desk.ledger.incident(first.id))
    try desk.act(
      .closeDirect(DirectAnswer(disposition: .notOurs, answer: Words("已告知"), whose: Words("供电公司"))), on: target)
    #expect(try desk.ledger.incident(second.id)?.closed?.disposition == .notOurs)
    try desk.act(.unmerge, by: desk.leader, on: try desk.ledger.incident(second.id))
    let wrong = try desk.act(.void(Reason(Words("登错了"))), on: desk.receive("试一试"))
    try desk.act(.restore(Reason(Words("没登错"))), by: desk.leader, on: wrong)
  }

  private func whatTakesLong() throws {
    var incident = try desk.receive("违章搭建", category: "A2")
    incident = try desk.act(summon(.work, ["C-ZF"]), by: desk.leader, on: incident)
    incident = try desk.act(.requestExtension(Reason(Words("要听证"))), on: incident)
    incident = try desk.act(.grantExtension, by: desk.leader, on: incident)
    incident = try desk.act(.grantExtension, by: Desk.secretary, on: incident)
    let end = desk.now + .days(1)
    let suspending = Suspending(until: end, reason: Words("等征迁"), told: Words("已告知"))
    incident = try desk.act(.suspend(suspending), by: desk.leader, on: incident)
    incident = try desk.act(.resume, on: incident)
    try desk.act(
      .standDown(StandingDown(response: ResponseID(summons: 1, unit: "C-ZF"), reason: Words("不用来了"))),
      by: desk.leader, on: incident)
  }

  private func whatTheDeskDoes() throws {
    var incident = try desk.act(.takeOn, on: desk.receive("门前堆物"))
    incident = try desk.act(.note(Note(Words("来电催问"))), on: incident)
    let note = incident.lastEntry
    incident = try desk.act(.handle(Handling(method: .guidance, measure: Words("已清理"))), on: incident)
    try desk.act(
      .erase(Erasure(entry: note, ground: .law, words: Words("当事人依法要求删除"))), by: Desk.administrator, on: incident)
    let record = ImportedRecord(
      origin: "elsewhere", externalId: "1", source: .other, summary: Words("外部"), closed: desk.now)
    try desk.record(Request(.importRecord(record), by: .importer, at: desk.now - .hours(3)))
    let pushed = Reception(
      source: .county, summary: Words("县里交办"), due: desk.now + .days(1), origin: "intake:county", externalId: "7",
      handedDownBy: "X-ZX")
    try desk.record(Request(.receive(pushed), by: .intake, at: desk.now))
  }

  /// Left over from a matter that is closed; what had been put right is back once.
  private func whatIsPutRight() throws {
    var incident = try desk.act(.takeOn, on: desk.receive("消防通道堆物"))
    incident = try desk.act(.handle(Handling(method: .orderToRectify, measure: Words("限期清理"))), on: incident)
    let today = Desk.zone.day(of: desk.now)
    let five = FiveFixed(
      responsible: Words("社区"), measures: Words("分两次清"), funds: Words("自筹"), stages: Words("三天一次"),
      fallback: Words("拉警戒线"))
    var item = try desk.rectify(
      .open(
        RectificationOpening(
          kind: .majorHazard, incident: incident.reference, what: Words("楼道堆物"), place: Words("三幢"), owner: "S-ZF",
          due: today + 3, fiveFixed: five, supervisor: "C-ZF")))
    item = try desk.rectify(
      .change(RectificationChange(due: today + 5, means: Words("加两个人"), reason: Words("下雨"))), orderedBy: desk.leader,
      on: item)
    let order = try #require(item.unsigned.first)
    item = try desk.rectify(.countersign(Countersigning(entry: order.entry)), by: desk.leader, on: item)
    item = try desk.rectify(.urge(Reminder(words: Words("快一点"))), on: item)
    item = try desk.rectify(.sheet(Sheet(response: nil, colour: .blue, reason: Words("两天没有进展"))), on: item)
    item = try desk.rectify(.progress(RectificationProgress(share: 50, words: Words("清了一半"))), on: item)
    item = try desk.rectify(.correct(Correction(entry: item.lastEntry, withdrawn: true)), on: item)
    let digest = String(repeating: "0b", count: 32)
    item = try desk.rectify(.attach(Attachment(kind: .after, path: Words("/a.jpg"), sha256: digest)), on: item)
    item = try desk.rectify(.note(Note(Words("居民来问过"))), on: item)
    let note = item.lastEntry
    item = try desk.rectify(.done(Note(Words("已清空"))), on: item)
    item = try desk.rectify(.sendBack(RectificationReturn(reason: Words("还有一辆旧车"), due: today + 6)), on: item)
    item = try desk.rectify(.done(Note(Words("车也搬走了"))), on: item)
    let paper = Words("〔2026〕7号")
    item = try desk.rectify(
      .verify(Verification(way: .onTheSpot, paper: paper, lookBackDays: 30)), by: desk.colleague, on: item)
    item = try desk.rectify(.lookBack(LookBack(holds: false, words: Words("又堆上了"), due: today + 9)), on: item)
    #expect(item.state == .open && item.relapses == 1)
    #expect(try desk.ledger.incident(incident.id)?.relapses == [item.lastEntry])
    let law = Words("当事人依法要求删除")
    try desk.rectify(.erase(Erasure(entry: note, ground: .law, words: law)), by: Desk.administrator, on: item)
    let other = try desk.rectify(
      .open(RectificationOpening(kind: .plain, what: Words("补一块牌子"), owner: "S-ZF", due: today + 1)))
    try desk.rectify(.drop(Reason(Words("已经有了"))), by: desk.leader, on: other)
  }

  private func theEndOfTheShift() throws {
    let sheet = try desk.sheet(turn("早班"))
    try desk.room(sheet, by: Desk.director)
    try desk.room(sheet, by: desk.leader)
    try desk.housekeeping(.room(.unlock(Unlocking(officer: desk.leader))))
  }
}
