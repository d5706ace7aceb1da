import DutyCore
import DutyLedger
import Testing

@testable import DutyReports

/// A sheet that both have signed is kept: it reads the same whenever and however far on it is printed.
@Suite struct HandoverTests {
  private func written(
    _ small: SmallLedger, _ asked: ReportRequest, at time: String = "2026-11-23T13:00"
  ) throws -> String {
    let now = try #require(SmallLedger.zone.instant(time))
    return try asked.report().written(from: small.ledger, now: now, .zh)
  }

  @Test func `a signed sheet has the same bytes later, after other entries, and as of any entry since`() throws {
    let small = try SmallLedger()
    try small.handedOver()
    for format in ["text", "json", "csv"] {
      let asked = ReportRequest("handover", date: "2026-11-23", shift: "早班", format: format)
      let first = try written(small, asked)
      let last = try small.ledger.head.entry
      try small.act("2026-11-23T14:00", .note(Note(Words("后来的事"))), on: try undone(small))
      #expect(try written(small, asked, at: "2027-01-01T00:00") == first)
      var past = asked
      past.asOf = String(last)
      #expect(try written(small, past) == first)
      // The control: the sheet of the shift that is running moves on.
      let running = ReportRequest("handover", format: format)
      #expect(try written(small, running) != first)
    }
  }

  @Test func `as of an entry before a signature the signature is not there`() throws {
    let small = try SmallLedger()
    try small.handedOver()
    let signed = try written(small, ReportRequest("handover", shift: "早班"))
    #expect(signed.contains("领导丙 2026-11-23 11:58 已签") && signed.contains("领导丁 2026-11-23 12:03 已签"))
    let half = try written(small, ReportRequest("handover", asOf: "2026-11-23T12:02"))
    #expect(half.contains("领导丙 2026-11-23 11:58 已签") && half.contains("接班签字    未签"))
    // What the first signature was given under does not change by the second.
    let under = try #require(head(in: signed))
    #expect(head(in: half) == under)
    let none = try written(small, ReportRequest("handover", asOf: "2026-11-23T11:00"))
    #expect(none.contains("交班签字    未签") && none.contains("接班签字    未签"))
  }

  @Test func `the one who leaves sees the ledger as it stands, the one who comes what was signed`() throws {
    let small = try SmallLedger()
    try small.handedOver()
    let now = try #require(SmallLedger.zone.instant("2026-11-23T12:02"))
    func through(_ signer: OfficerID?) throws -> Int64 {
      let asOf = AsOf.instant(now)
      let kept = try small.ledger.handover(HandoverQuery(asOf: asOf, signer: signer), now: now)
      return try #require(kept).head.entry
    }
    #expect(try through(SmallLedger.successor) == (try through(nil)))
    #expect(try through(SmallLedger.leader) == (try through(nil)) + 2)
  }

  @Test func `where nobody sat there is no sheet`() throws {
    let small = try SmallLedger()
    #expect(throws: HandoverReport.NobodySat.self) { try written(small, ReportRequest("handover")) }
    try small.handedOver()
    #expect(throws: HandoverReport.NobodySat.self) { try written(small, ReportRequest("handover", date: "2026-11-22")) }
  }

  @Test func `what is taken up long after, and what an import brings as closed, is on no sheet signed before`() throws {
    let small = try SmallLedger()
    try small.handedOver()
    let later = Turn(day: SmallLedger.morning.day + 28, shift: "早班")
    try small.room(
      "2026-12-21T08:40", .takeSeat(SeatTaking(turn: later, reason: Words("前一班没有交"))), by: SmallLedger.leader)
    try small.bringIn("2026-12-21T09:00", "X-9", received: "2026-12-20T09:00", closed: "2026-12-20T10:00")
    try small.bringIn("2026-12-21T09:05", "X-10", received: "2026-12-21T09:01", closed: "2026-12-21T09:02")
    try small.sign("2026-12-21T11:58", later, by: SmallLedger.leader)
    try small.signAgain("2026-12-21T12:01")
    let asked = ReportRequest("handover", date: "2026-12-21", shift: "早班")
    let first = try written(small, asked, at: "2026-12-21T13:00")
    #expect(first.contains("本班办结 0"))
    var sheet = asked
    sheet.format = "json"
    #expect(try written(small, sheet).contains(#""owed":[]"#))
    #expect(first.contains("受理  1 件，其中外部记录 1 件"))
    let number = try #require(IncidentNumber("20261119-0001"))
    let stall = try #require(try small.ledger.incident(numbered: number))
    #expect(!stall.openDuties.isEmpty)
    try small.act("2026-12-21T14:00", .note(Note(Words("又来电话"))), by: SmallLedger.colleague, on: stall.id)
    #expect(try written(small, asked, at: "2026-12-21T15:00") == first)
  }

  @Test func `practice is marked and left out of the figures`() throws {
    let small = try SmallLedger()
    try small.handedOver()
    let sheet = try written(small, ReportRequest("handover", shift: "早班", format: "json"))
    #expect(sheet.contains(#""drill":1"#) && sheet.contains(#""received":3"#))
    #expect(try written(small, ReportRequest("handover", shift: "早班")).contains("演练 1 件未计入"))
  }

  @Test func `a file's name is plain, whatever the station is called`() throws {
    let small = try SmallLedger()
    try small.handedOver()
    let now = try #require(SmallLedger.zone.instant("2026-11-23T13:00"))
    let report = try HandoverReport(HandoverQuery(shift: "早班"), now: now, from: small.ledger)
    #expect(report.fileName(.zh) == "交接单-柳浦镇-2026-11-23-早班.txt")
  }

  private func undone(_ small: SmallLedger) throws -> IncidentID {
    let number = try #require(IncidentNumber("20261123-0001"))
    return try #require(try small.ledger.incident(numbered: number)).id
  }

  private func head(in sheet: String) -> Substring? { sheet.split(separator: "\n").first { $0.hasPrefix("台账校验码") } }
}
