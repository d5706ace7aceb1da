import DutyCore
import DutyLedger
import Testing

/// Matters that go on, or go to where they belong, besides the desk's and the units' own work.
extension Story {
  func whatGoesElsewhere() throws {
    try whatGoesBack()
    try whatGoesUp()
    let complaint = try desk.act(.receive(Reception(source: .walkIn, summary: Words("不服补偿决定"))))
    try desk.act(
      .wayOn(.toPetition(PetitionPassing(to: Words("平安法治办"), receipt: "XF-2026-3"))), on: complaint)

    var taken = try desk.act(.takeOn, on: desk.receive("井盖松动"))
    taken = try desk.act(.requestExtension(Reason(Words("等配件"))), on: taken)
    taken = try desk.act(.wayOn(.refuseExtension(Reason(Words("今天能换")))), by: desk.leader, on: taken)
    try desk.act(.wayOn(.takeOver(TakingOver(from: .officer(desk.officer)))), by: desk.colleague, on: taken)

    let owed = try desk.act(
      .receive(
        Reception(
          source: .county, summary: Words("核实图斑"), due: desk.now + .days(2), handedDownBy: "X-ZX",
          document: "县办〔2026〕12号", answerOwed: true)))
    let until = desk.now + .days(5)
    let longer = try desk.act(
      .wayOn(.outsideExtension(OutsideExtension(due: until, who: Words("县总值班室"), receipt: "同意-1"))), on: owed)
    try desk.act(
      .wayOn(.interimAnswer(InterimAnswer(done: Words("已到现场"), next: Words("约评估单位"), until: until))), on: longer)
  }

  /// Taken over by the county and rejected, recalled, referred and ruled; and one that was closed is reported again.
  private func whatGoesUp() throws {
    let above = ResponseID(summons: 1, unit: "X-ZX")
    let escalating = Action.summon(Summoning(kind: .escalation, lead: ["X-ZX"], manner: .handedOver))
    var matter = try desk.act(escalating, on: desk.receive("县道塌方"))
    matter = try desk.act(
      .wayOn(.accept(Acceptance(response: above, manner: .handedOver, number: "县-7", who: Words("县值班员")))), on: matter)
    desk.pass(.days(2))
    try desk.act(
      .wayOn(.reject(Rejection(response: above, cause: Words("属镇管道路"), right: Words("镇村建办")))), on: matter)
    let other = try desk.act(escalating, on: desk.receive("跨镇排水"))
    try desk.act(.wayOn(.recall(StandingDown(response: above, reason: Words("已自行疏通")))), on: other)

    let county = ResponseID(summons: 1, unit: "C-SJ")
    var disputed = try desk.act(
      .summon(Summoning(kind: .assignment, lead: ["C-SJ"], words: Words("店内经营"))), on: desk.receive("无照经营"))
    disputed = try desk.act(
      .decline(Declining(response: county, ground: Words("不属本单位"), proposed: "C-ZF")), on: disputed)
    disputed = try desk.act(
      .wayOn(.refer(Referral(response: county, to: Words("县编办"), grounds: Words("双方职责清单")))), by: Desk.secretary,
      on: disputed)
    try desk.act(
      .wayOn(
        .ruleAbove(
          CountyRuling(
            response: county, ruling: .overruled, who: Words("县编办"), receipt: "裁-1", reason: Words("按清单")))),
      on: disputed)

    let closed = try desk.act(
      .closeDirect(DirectAnswer(disposition: .explained, answer: Words("已说明"))), on: desk.receive("路灯不亮三"))
    let again = try desk.act(
      .wayOn(.repeats(Repeating(of: closed.reference))), on: desk.receive("路灯还是不亮"))
    #expect(again.repeatOf == closed.reference)
    #expect(try desk.ledger.incident(closed.id)?.repeatedBy == [again.reference])
  }

  /// The sender takes one order back, and not the other.
  private func whatGoesBack() throws {
    func returned(_ document: String) throws -> Incident {
      let order = try desk.act(
        .receive(
          Reception(
            source: .hotline12345, summary: Words("国道坑洼"), called: desk.now - .hours(3), document: document)))
      return try desk.act(
        .wayOn(.returnUp(Returning(ground: Words("国道养护不归本镇"), right: Words("某县公路中心")))), on: order)
    }
    try desk.act(
      .wayOn(.returnAgreed(ReturnAnswer(who: Words("热线中心"), receipt: "TH-1"))), on: returned("TH-2026-1"))
    try desk.act(
      .wayOn(.returnRefused(ReturnAnswer(who: Words("热线中心"), words: Words("按属地办理")))), on: returned("TH-2026-2"))
  }
}
