import DutyCore
import DutyLedger
import Testing

/// Matters that go on, or go to where they belong, besides the desk's and the units' own work.
extension Story {
  func whatGoesElsewhere() throws {
    try whatGoesBack()
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
