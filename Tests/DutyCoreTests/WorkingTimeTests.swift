import DutyCore
import Testing

/// Working time walked minute by minute, against counting single minutes by what the wall clock shows: the festival of
/// 2026 in Shanghai, and two weeks around each change of summer time in New York.
@Suite("工作时间") struct WorkingTimeTests {
  /// A run of minutes and which of them count.
  struct Walk: CustomTestStringConvertible {
    let name: String
    let zone: Zone
    let calendar: WorkCalendar
    let start: String
    let isWorked: @Sendable (_ day: String, _ weekday: Int) -> Bool
    var testDescription: String { name }

    /// The first moment, and the numbers of the minutes after it that count, worked out from text only.
    func counted(days: Int) throws -> (first: Instant, minutes: [Int]) {
      let first = try #require(zone.instant(start))
      var weekday = 0
      var lastDay = ""
      let minutes = (0..<days * 1440).filter { n in
        let text = zone.text(first + .minutes(n))
        let (day, clock) = (String(text.prefix(10)), text.dropFirst(11).prefix(5))
        // Every walk begins on a Monday.
        if day != lastDay { (weekday, lastDay) = (weekday % 7 + 1, day) }
        let working = (clock >= "08:00" && clock < "12:00") || (clock >= "14:00" && clock < "18:00")
        return working && isWorked(day, weekday)
      }
      return (first, minutes)
    }
  }

  static let walks = [
    Walk(
      name: "Spring Festival", zone: TimeTests.shanghai, calendar: TimeTests.calendar, start: "2026-02-09T00:00",
      isWorked: { day, weekday in
        if day == "2026-02-14" || day == "2026-02-28" { return true }
        return !("2026-02-15"..."2026-02-23").contains(day) && weekday < 6
      }),
    Walk(
      name: "summer time begins", zone: TimeTests.newYork, calendar: WorkCalendar(), start: "2026-03-02T00:00",
      isWorked: { _, weekday in weekday < 6 }),
    Walk(
      name: "summer time ends", zone: TimeTests.newYork, calendar: WorkCalendar(), start: "2026-10-26T00:00",
      isWorked: { _, weekday in weekday < 6 }),
  ]

  @Test(
    "limits end, and the ladder's steps begin, where counting ends: from each minute of two weeks", arguments: walks)
  func deadlines(_ walk: Walk) throws {
    let (first, counted) = try walk.counted(days: 35)
    var next = 0
    for start in 0..<14 * 1440 {
      while next < counted.count, counted[next] < start { next += 1 }
      for limit in [30, 240] {
        func after(_ minutes: Int) -> Instant { first + .minutes(counted[next + minutes - 1] + 1) }
        let deadline = walk.calendar.deadline(
          .working(minutes: limit), from: first + .minutes(start), in: walk.zone)
        let found = [LadderStep.urge, .blue, .orange, .red].map(deadline.reaches)
        guard found == [after(limit / 2), after(limit), after(limit * 3 / 2), after(limit * 2)] else {
          Issue.record("\(limit) min from \(walk.zone.text(first + .minutes(start))): \(found.map(walk.zone.text))")
          return
        }
      }
    }
  }

  @Test("working time between two moments is what was counted between them", arguments: walks)
  func between(_ walk: Walk) throws {
    let (first, counted) = try walk.counted(days: 21)
    for start in stride(from: 0, to: 14 * 1440, by: 61) {
      for length in stride(from: 0, to: 7 * 1440, by: 173) {
        let sum = counted.count { $0 >= start && $0 < start + length }
        let found = walk.calendar.workingTime(
          from: first + .minutes(start), to: first + .minutes(start + length), in: walk.zone)
        guard found == .minutes(sum) else {
          Issue.record("\(length) min from \(walk.zone.text(first + .minutes(start))): \(found.hours) h")
          return
        }
      }
    }
  }

  @Test("a clock that stood still goes on with the minutes that were left", arguments: walks)
  func resumed(_ walk: Walk) throws {
    let (first, counted) = try walk.counted(days: 42)
    let moment = { (n: Int) in first + .minutes(n) }
    for start in stride(from: 0, to: 7 * 1440, by: 97) {
      let deadline = walk.calendar.deadline(.working(minutes: 480), from: moment(start), in: walk.zone)
      for stop in stride(from: start + 1, to: start + 4 * 1440, by: 577) {
        let resume = stop + 1000 + stop % 1440
        let found = walk.calendar.resumed(deadline, stopped: moment(stop), from: moment(resume), in: walk.zone)
        guard moment(stop) < deadline.due else {
          #expect(found == deadline, "what had run out stays so")
          continue
        }
        let left = counted.count { $0 >= stop && moment($0) < deadline.due }
        let rest = counted.drop { $0 < resume }
        guard found.due == moment(rest[rest.startIndex + left - 1] + 1) else {
          Issue.record("from \(walk.zone.text(moment(start))), \(stop) to \(resume): \(walk.zone.text(found.due))")
          return
        }
      }
    }
  }

  @Test(
    "N workdays end at 18:00 of the N-th after the day of the start: from each minute of two weeks", arguments: walks)
  func workdays(_ walk: Walk) throws {
    let (first, counted) = try walk.counted(days: 50)
    let ends = counted.map { (text: walk.zone.text(first + .minutes($0)), moment: first + .minutes($0 + 1)) }
      .filter { $0.text.dropFirst(11).hasPrefix("17:59") }.map { (day: $0.text.prefix(10), moment: $0.moment) }
    for start in 0..<14 * 1440 {
      let at = first + .minutes(start)
      let today = walk.zone.text(at).prefix(10)
      let later = ends.drop { $0.day <= today }.map(\.moment)
      for n in [1, 3, 10] {
        let due = walk.calendar.deadline(.workingDays(days: n), from: at, in: walk.zone).due
        guard due == later[n - 1] else {
          Issue.record("\(n) workdays from \(walk.zone.text(at)): \(walk.zone.text(due))")
          return
        }
      }
    }
  }
}
