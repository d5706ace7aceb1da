/// Which days are worked: weekends, public holidays, and the weekends worked to make up for them (调休).
package struct WorkCalendar: Hashable, Codable, Sendable {
  package let holidays: Set<Day>
  package let makeUpDays: Set<Day>

  package init(holidays: Set<Day> = [], makeUpDays: Set<Day> = []) {
    self.holidays = holidays
    self.makeUpDays = makeUpDays
  }

  package func isWorkday(_ day: Day) -> Bool {
    if makeUpDays.contains(day) { return true }
    return !day.isWeekend && !holidays.contains(day)
  }

  /// Whether the table has days of this year at all; beyond its years only weekends are known.
  package func knows(_ year: Int) -> Bool { years.contains(year) }

  private var years: Set<Int> { Set(holidays.union(makeUpDays).map { $0.civil.year }) }

  /// Minutes after midnight of the working hours: 08:00–12:00 and 14:00–18:00.
  package static let workingSpans = [480..<720, 840..<1080]
  /// 18:00, at which the last working day of a limit ends.
  static let endOfWork = 1080

  /// When `limit` runs out for a clock that starts at `start`.
  package func deadline(_ limit: TimeLimit, from start: Instant, in zone: Zone) -> Deadline {
    switch limit {
    case .running(let minutes):
      Deadline(started: start, due: start + .minutes(minutes))
    case .naturalDays(let n):
      Deadline(started: start, due: start + .days(n))
    case .working(let minutes):
      marked(start, due: afterWorking(minutes, from: start, in: zone), in: zone)
    case .workingDays(let n):
      marked(start, due: zone.instant(workday(n, after: zone.day(of: start)), minutes: Self.endOfWork), in: zone)
    }
  }

  /// Noon of the next workday: until then a check counts for the day of handling.
  package func noonOfNextWorkday(after moment: Instant, in zone: Zone) -> Instant {
    zone.instant(workday(1, after: zone.day(of: moment)), minutes: 12 * 60)
  }

  /// The `n`-th workday after `day`.
  func workday(_ n: Int, after day: Day) -> Day {
    var left = n
    var candidate = day
    while left > 0 {
      candidate = candidate + 1
      if isWorkday(candidate) { left -= 1 }
    }
    return candidate
  }

  private func afterWorking(_ minutes: Int, from start: Instant, in zone: Zone) -> Instant {
    var left = Duration.minutes(minutes)
    var day = zone.day(of: start)
    while true {
      for span in Self.workingSpans where isWorkday(day) {
        let opens = max(start, zone.instant(day, minutes: span.lowerBound))
        let closes = zone.instant(day, minutes: span.upperBound)
        guard opens < closes else { continue }
        if left <= closes - opens { return opens + left }
        left = Duration(milliseconds: left.milliseconds - (closes - opens).milliseconds)
      }
      day = day + 1
    }
  }

  private func marked(_ start: Instant, due: Instant, in zone: Zone) -> Deadline {
    let known = years
    let ran = zone.day(of: start).civil.year...zone.day(of: due).civil.year
    return Deadline(started: start, due: due, calendarMissing: !ran.allSatisfy(known.contains))
  }
}
