/// Tells which days are worked: weekends, public holidays, and the weekends worked to make up for them (调休).
package struct WorkCalendar: Hashable, Codable, Sendable {
  package let holidays: Set<Day>
  package let makeUpDays: Set<Day>

  package init(holidays: Set<Day> = [], makeUpDays: Set<Day> = []) {
    self.holidays = holidays
    self.makeUpDays = makeUpDays
  }

  /// See docs/duty.md#workdays.
  package func isWorkday(_ day: Day) -> Bool {
    if makeUpDays.contains(day) { return true }
    return !day.isWeekend && !holidays.contains(day)
  }

  /// Whether the table has days of this year at all; beyond its years only weekends are known.
  package func knows(_ year: Int) -> Bool { years.contains(year) }

  /// The years that `other` has days of as it has them; the others as they stand.
  package func taking(_ other: WorkCalendar) -> WorkCalendar {
    let new = other.years
    func joined(_ days: KeyPath<WorkCalendar, Set<Day>>) -> Set<Day> {
      other[keyPath: days].union(self[keyPath: days].filter { !new.contains($0.civil.year) })
    }
    return WorkCalendar(holidays: joined(\.holidays), makeUpDays: joined(\.makeUpDays))
  }

  package var years: Set<Int> { Set(holidays.union(makeUpDays).map { $0.civil.year }) }

  /// Minutes after midnight of the working hours: 08:00–12:00 and 14:00–18:00 (docs/duty.md#working-hours).
  package static let workingSpans = [480..<720, 840..<1080]
  /// 18:00, at which the last working day of a limit ends.
  static let endOfWork = 1080

  /// The deadline of `limit` for a clock that starts at `start`.
  package func deadline(_ limit: TimeLimit, from start: Instant, in zone: Zone) -> Deadline {
    switch limit {
    case .running(let minutes): Deadline(started: start, due: start + .minutes(minutes), limit: limit)
    case .naturalDays(let n): Deadline(started: start, due: start + .days(n), limit: limit)
    case .working(let minutes): ofWork(limit, start, due: afterWorking(.minutes(minutes), from: start, in: zone), zone)
    case .workingDays(let n):
      ofWork(limit, start, due: zone.instant(workday(n, after: zone.day(of: start)), minutes: Self.endOfWork), zone)
    }
  }

  /// `deadline` for a clock that stood still from `stopped` until `start`: it goes on with what was left. What had run
  /// out stays so, and a moment set outside does not move (docs/duty.md#clocks-stand-still).
  package func resumed(_ deadline: Deadline, stopped: Instant, from start: Instant, in zone: Zone) -> Deadline {
    guard let limit = deadline.limit, deadline.due > stopped else { return deadline }
    func moved(_ moment: Instant) -> Instant {
      guard moment > stopped else { return moment }
      guard limit.isOfWorkingTime else { return start + (moment - stopped) }
      return afterWorking(workingTime(from: stopped, to: moment, in: zone), from: start, in: zone)
    }
    let due = moved(deadline.due)
    return Deadline(
      started: deadline.started, due: due, calendarMissing: isMissing(from: deadline.started, to: due, in: zone, limit),
      limit: limit, steps: deadline.steps?.map(moved))
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

  /// The moment at which `duration` of working time has passed since `start`.
  private func afterWorking(_ duration: Duration, from start: Instant, in zone: Zone) -> Instant {
    var left = duration
    var day = zone.day(of: start)
    while true {
      for span in spans(of: day, in: zone) {
        let opens = max(start, span.lowerBound)
        guard opens < span.upperBound else { continue }
        if left <= span.upperBound - opens { return opens + left }
        left = left - (span.upperBound - opens)
      }
      day = day + 1
    }
  }

  /// The part of the time between two moments that is working time.
  package func workingTime(from start: Instant, to end: Instant, in zone: Zone) -> Duration {
    var sum = Duration(milliseconds: 0)
    var day = zone.day(of: start)
    while zone.instant(day, minutes: 0) < end {
      for span in spans(of: day, in: zone) {
        let part = (max(start, span.lowerBound), min(end, span.upperBound))
        if part.0 < part.1 { sum = sum + (part.1 - part.0) }
      }
      day = day + 1
    }
    return sum
  }

  private func spans(of day: Day, in zone: Zone) -> [Range<Instant>] {
    guard isWorkday(day) else { return [] }
    return Self.workingSpans.map {
      zone.instant(day, minutes: $0.lowerBound)..<zone.instant(day, minutes: $0.upperBound)
    }
  }

  private func ofWork(_ limit: TimeLimit, _ start: Instant, due: Instant, _ zone: Zone) -> Deadline {
    let whole = workingTime(from: start, to: due, in: zone)
    let steps = [
      afterWorking(whole / 2, from: start, in: zone), afterWorking(whole / 2, from: due, in: zone),
      afterWorking(whole, from: due, in: zone),
    ]
    return Deadline(
      started: start, due: due, calendarMissing: isMissing(from: start, to: due, in: zone, limit), limit: limit,
      steps: steps)
  }

  /// The clock ran through a year the table lacks.
  private func isMissing(from start: Instant, to due: Instant, in zone: Zone, _ limit: TimeLimit) -> Bool {
    guard limit.isOfWorkingTime else { return false }
    let known = years
    return !(zone.day(of: start).civil.year...zone.day(of: due).civil.year).allSatisfy(known.contains)
  }
}
