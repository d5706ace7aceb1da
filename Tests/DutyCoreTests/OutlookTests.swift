import Testing

@testable import DutyCore

@Suite("态势") struct OutlookTests {
  private let monday = Day(number: 20_787)

  private func outlook(observed: Int, before: Int, spans: Int = 8) -> Outlook {
    Outlook(category: nil, grid: nil, observed: observed, before: before, spans: spans)
  }

  @Test("what lies on the limit is within, one more is above")
  func limit() {
    // 32 in 8 spans: 4 are expected, and 4 + 3 × 2 is the limit.
    #expect(outlook(observed: 10, before: 32).expected == 4 && outlook(observed: 10, before: 32).limit == 10)
    #expect(outlook(observed: 10, before: 32).state == .within)
    #expect(outlook(observed: 11, before: 32).state == .above)
    #expect(outlook(observed: 0, before: 32).state == .within)
  }

  @Test("fewer than twenty before, or fewer than four spans, is too few to judge")
  func tooFew() {
    #expect(outlook(observed: 100, before: 19).state == .tooFew)
    #expect(outlook(observed: 100, before: 20).state == .above)
    #expect(outlook(observed: 1000, before: 300, spans: 3).state == .tooFew)
    #expect(outlook(observed: 1000, before: 300, spans: 4).state == .above)
  }

  @Test("the spans have the same weekdays, do not overlap, and none reaches back to the day of founding")
  func spans() {
    let longAgo = monday - 1000
    for length in [1, 7, 8, 31] {
      let days = monday...(monday + (length - 1))
      let spans = Outlook.spans(before: days, founded: longAgo)
      #expect(spans.count == 8)
      for (earlier, later) in zip(spans, [days] + spans) {
        #expect(earlier.upperBound < later.lowerBound && earlier.lowerBound.weekday == days.lowerBound.weekday)
        #expect(earlier.upperBound.number - earlier.lowerBound.number == length - 1)
      }
    }
    let week = monday...(monday + 6)
    #expect(Outlook.spans(before: week, founded: monday - 21).map(\.lowerBound) == [monday - 7, monday - 14])
    #expect(Outlook.spans(before: week, founded: monday - 22).count == 3)
    #expect(Outlook.spans(before: week, founded: monday).isEmpty)
  }

  @Test(
    "each matter counts for its category with its grid, for each of them alone and for all; void and merged ones do not"
  )
  func cells() throws {
    let station = try Station()
    let today = station.room.plan.dutyDay(of: Station.morning)
    func received(_ serial: Int64, _ category: String?, _ grid: String?, day: Int = 0) throws -> Incident {
      let facts = Reception(source: .grid, summary: Words("占道"), grid: grid, category: category)
      return try station.acting(.receive(facts), on: nil, at: Station.morning + .days(day), as: serial)
    }
    let void = try station.acting(
      .void(Reason(Words("登记错了"))), by: Station.person(.leader), on: received(1, "A1", "G1"))
    let incidents = try [
      void, received(2, "A1", "G1"), received(3, "A1", nil), received(4, nil, "G1"), received(5, "A1", "G1", day: -7),
      received(6, "A1", "G1", day: -6),
    ]
    let spans = Outlook.spans(before: today...today, founded: today - 100)
    let cells = Outlook.all(among: incidents, on: today...today, against: spans)
    #expect(
      cells.map { "\($0.category ?? "*")/\($0.grid ?? "*") \($0.observed) \($0.before)" } == [
        "*/* 3 1", "*/ 1 0", "*/G1 2 1", "/* 1 0", "/G1 1 0", "A1/* 2 1", "A1/ 1 0", "A1/G1 1 1",
      ])
    #expect(Outlook.all(among: incidents, on: today...today, against: []).isEmpty)
  }
}
