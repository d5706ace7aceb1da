import DutyCore
import Testing

@testable import DutyReports

@Suite struct ReportRequestTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test(arguments: [
    (ReportRequest("weather"), WrongUsage.noSuchReport("weather")),
    (ReportRequest("handover", at: "2026-11-21T08:30"), .optionNotFor("--at", .handover)),
    (ReportRequest("queue", shift: "早班"), .optionNotFor("--shift", .queue)),
    (ReportRequest("day", format: "docx"), .noSuchFormat("docx")),
    (ReportRequest("incident"), .optionMissing("NUMBER", .incident)),
    (ReportRequest("incident", number: "17"), .notANumber("17")),
    (ReportRequest("day", number: "20261121-0001"), .optionNotFor("NUMBER", .day)),
    (ReportRequest("day", from: "2026-11-01"), .optionNotFor("--from", .day)),
    (ReportRequest("day", date: "2026-02-30"), .notADay("2026-02-30", option: "--date")),
    (ReportRequest("range", from: "2026-11-02"), .optionMissing("--to", .range)),
    (ReportRequest("range", to: "2026-11-02"), .optionMissing("--from", .range)),
    (ReportRequest("range", from: "2026-11-02", to: "2026-11-01"), .fromAfterTo),
    (ReportRequest("queue", by: ["day"]), .optionNotFor("--by", .queue)),
    (
      ReportRequest("incident", number: "20261121-0001", includeDrill: true),
      .optionNotFor("--include-drill", .incident)
    ),
    (ReportRequest("day", by: ["person"]), .noSuchDimension("person")),
    (ReportRequest("day", by: ["department"], isPublic: true), .unitsInPublic),
    (ReportRequest("departments", isPublic: true), .optionNotFor("--public", .departments)),
    (ReportRequest("shift", date: "2026-11-23"), .optionMissing("--shift", .shift)),
    (ReportRequest("doubtful", from: "2026-11-01"), .optionMissing("--to", .doubtful)),
    (ReportRequest("queue", at: "noon"), .notAMoment("noon", option: "--at")),
    (ReportRequest("queue", asOf: "-1"), .notAMoment("-1", option: "--as-of")),
  ]) func `what cannot be answered is refused with the reason`(asked: ReportRequest, reason: WrongUsage) {
    #expect(throws: reason) { try asked.report() }
  }

  @Test func `a report or format that is not there is refused in one line that names what is`() {
    let names =
      "day week month range shift brief queue incident handover departments doubtful repeats outlook admissions"
    for fault in [WrongUsage.noSuchReport("weather"), .nothingAsked] {
      #expect(fault.text(.zh).hasSuffix(names))
      #expect(fault.text(.en).hasSuffix(names))
    }
    #expect(WrongUsage.noSuchFormat("docx").text(.en).contains("text json csv"))
  }

  @Test func `a breakdown asked for twice is given once, in the order asked`() throws {
    let report = try ReportRequest("day", by: ["shift", "day", "shift"]).report()
    #expect(report.subject == .figures(.day, .day(nil), by: [.shift, .day]))
  }

  @Test func `as of takes an entry number or a moment`() throws {
    #expect(try ReportRequest("queue", asOf: "1043").report().reach == .entry(1043))
    let moment = try #require(Report.Moment("2026-11-21T08:30"))
    #expect(try ReportRequest("queue", asOf: "2026-11-21T08:30").report().reach == .moment(moment))
    #expect(moment.instant(in: Zone(fixedSeconds: 28800)) == Zone(fixedSeconds: 0).instant("2026-11-21T00:30"))
  }

  @Test(arguments: [
    ("2026-11-23", "2026-11-23", "2026-11-29"), ("2026-11-29", "2026-11-23", "2026-11-29"),
    ("2027-01-01", "2026-12-28", "2027-01-03"),
  ]) func `a week runs from Monday to Sunday, also over the new year`(
    date: String, first: String, last: String
  ) throws {
    #expect(
      Report.Period.week(try day(date)).days(yesterday: try day("2000-01-01")) == (try day(first))...(try day(last)))
  }

  @Test(arguments: [
    ("2024-02-29", "2024-02-01", "2024-02-29"), ("2026-02-01", "2026-02-01", "2026-02-28"),
    ("2026-12-31", "2026-12-01", "2026-12-31"), ("2026-11-30", "2026-11-01", "2026-11-30"),
  ]) func `a month is the calendar month of its date`(date: String, first: String, last: String) throws {
    #expect(
      Report.Period.month(try day(date)).days(yesterday: try day("2000-01-01")) == (try day(first))...(try day(last)))
  }

  @Test func `without a date it is yesterday, and the week and month of yesterday`() throws {
    let yesterday = try day("2026-03-01")
    #expect(Report.Period.day(nil).days(yesterday: yesterday) == yesterday...yesterday)
    #expect(Report.Period.week(nil).days(yesterday: yesterday) == (try day("2026-02-23"))...yesterday)
    #expect(Report.Period.month(nil).days(yesterday: yesterday) == yesterday...(try day("2026-03-31")))
  }
}
