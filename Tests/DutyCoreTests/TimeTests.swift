import DutyCore
import Testing

/// Time walked minute by minute, against a second computation so plain that it can be read.
@Suite("时间") struct TimeTests {
  /// Spring Festival 2026: 14 and 28 February are worked, 15 to 23 February are not.
  static let calendar: WorkCalendar = {
    func days(_ texts: [String]) -> Set<Day> { Set(texts.compactMap { Day($0) }) }
    return WorkCalendar(
      holidays: days((15...23).map { "2026-02-\($0)" }), makeUpDays: days(["2026-02-14", "2026-02-28"]))
  }()
  static let shanghai = Zone(fixedSeconds: 8 * 3600)
  /// Summer time from 2026-03-08 02:00 to 2026-11-01 02:00, as in New York.
  static let newYork = Zone(
    name: "America/New_York",
    offsets: [
      Zone.Offset(from: Instant(milliseconds: 0), seconds: -5 * 3600),
      Zone.Offset(from: Instant(milliseconds: 1_772_953_200_000), seconds: -4 * 3600),
      Zone.Offset(from: Instant(milliseconds: 1_793_512_800_000), seconds: -5 * 3600),
    ])

  @Test("running hours and natural days run around the clock")
  func running() throws {
    let start = try #require(Self.newYork.instant("2026-03-07T23:30"))
    #expect(Self.calendar.deadline(.running(minutes: 240), from: start, in: Self.newYork).due == start + .hours(4))
    #expect(Self.newYork.text(start + .hours(4)) == "2026-03-08T04:30:00-04:00", "summer time took an hour")
    #expect(Self.calendar.deadline(.naturalDays(days: 2), from: start, in: Self.newYork).due == start + .days(2))
  }

  @Test("beyond the calendar's years only weekends are known, and the deadline says so")
  func missingYears() throws {
    let start = try #require(Self.shanghai.instant("2026-12-31T17:00"))
    let deadline = Self.calendar.deadline(.workingDays(days: 1), from: start, in: Self.shanghai)
    #expect(deadline.due == Self.shanghai.instant("2027-01-01T18:00"))
    #expect(deadline.calendarMissing)
  }

  /// Tells which shift a wall clock is in, from text only.
  private func plainShift(_ clock: Substring) -> String {
    if clock >= "08:30" && clock < "12:00" { return "早班" }
    if clock >= "12:00" && clock < "17:00" { return "中班" }
    if clock >= "17:00" && clock < "21:00" { return "晚班" }
    return "夜间值班"
  }

  @Test(
    "each minute of two weeks lies in one shift, whose turn begins on the right day",
    arguments: [(shanghai, "2026-02-09T00:00"), (newYork, "2026-03-02T00:00"), (newYork, "2026-10-26T00:00")])
  func shifts(_ zone: Zone, _ from: String) throws {
    let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: zone)
    let first = try #require(zone.instant(from))
    for n in 0..<14 * 1440 {
      let now = first + .minutes(n)
      let wall = zone.text(now)
      let clock = wall.dropFirst(11).prefix(5)
      let today = try #require(Day(wall.prefix(10)))
      let turn = try #require(plan.turn(at: now))
      guard turn.shift == plainShift(clock), turn.day == (clock < "08:30" ? today - 1 : today) else {
        Issue.record("\(wall): \(turn)")
        return
      }
      let span = try #require(plan.span(of: turn))
      #expect(span.contains(now), "\(wall)")
    }
  }

  @Test("a duty day that starts at 08:00 belongs to the day before until then")
  func dutyDay() throws {
    for (zone, from) in [
      (Self.shanghai, "2026-02-09T00:00"), (Self.newYork, "2026-03-02T00:00"), (Self.newYork, "2026-10-26T00:00"),
    ] {
      let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 8 * 60, zone: zone)
      let first = try #require(zone.instant(from))
      for n in 0..<14 * 1440 {
        let now = first + .minutes(n)
        let wall = zone.text(now)
        let today = try #require(Day(wall.prefix(10)))
        let expected = wall.dropFirst(11) < "08:00" ? today - 1 : today
        #expect(plan.dutyDay(of: now) == expected, "\(wall)")
        #expect(plan.start(of: expected) <= now)
        #expect(now < plan.start(of: expected + 1))
      }
    }
  }

  @Test("each instant's text reads back as the instant, through both changes of summer time")
  func roundTrip() throws {
    for from in ["2026-03-07T00:00", "2026-10-31T00:00"] {
      let first = try #require(Self.newYork.instant(from))
      for n in 0..<3 * 1440 {
        let now = first + .minutes(n)
        #expect(Self.newYork.instant(Self.newYork.text(now)) == now)
      }
    }
    #expect(Self.newYork.instant("2026-03-08T02:30") == Self.newYork.instant("2026-03-08T03:30"), "a skipped hour")
    #expect(
      Self.newYork.instant("2026-11-01T01:30") == Self.newYork.instant("2026-11-01T01:30-04:00"), "the first of two")
  }

  @Test("days are counted rightly over four centuries")
  func days() throws {
    var day = try #require(Day(year: 1900, month: 1, day: 1))
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for year in 1900..<2300 {
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        for date in 1...(lengths[month - 1] + (leap && month == 2 ? 1 : 0)) {
          guard day.civil == (year, month, date), Day(year: year, month: month, day: date) == day else {
            Issue.record("\(year)-\(month)-\(date) is \(day)")
            return
          }
          day = day + 1
        }
      }
    }
    #expect(Day("2026-02-29") == nil)
    #expect(try #require(Day("2026-11-21")).weekday == 6)
    for text in ["2026-1-1", "+026-01-01", "2026-+1-01", "2026/01/01", "２026-01-0"] {
      #expect(Day(text) == nil, "\(text)")
    }
  }

  @Test(
    "what is no time is not read as one",
    arguments: [
      "", "2026-11-21T", "2026-11-21T25:00", "2026-11-21T09:60", "2026-11-21X09:00", "2026-11-21T09:00+8", "21.11.2026",
    ])
  func nonsense(_ text: String) {
    #expect(Self.shanghai.instant(text) == nil)
  }
}
