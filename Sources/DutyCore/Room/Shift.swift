/// One of the day's shifts (班次): 早班, 中班, 晚班 with a leader sitting, 夜间值班 with duty only (docs/duty.md#shifts).
package struct Shift: Hashable, Codable, Sendable {
  package let name: String
  /// Minutes after midnight, 0 … 1440; `to` before `from` means the shift crosses midnight.
  package let from: Int
  package let to: Int
  /// Whether a leader sits (坐堂) in it; otherwise somebody is on duty without sitting (值班带班).
  package let sitting: Bool

  package init(name: String, from: Int, to: Int, sitting: Bool) {
    self.name = name
    self.from = from
    self.to = to
    self.sitting = sitting
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    from = try container.decode(in: 0...1440, forKey: .from)
    to = try container.decode(in: 0...1440, forKey: .to)
    sitting = try container.decode(Bool.self, forKey: .sitting)
  }

  package var crossesMidnight: Bool { to <= from }

  func holds(_ minute: Int) -> Bool {
    crossesMidnight ? minute >= from || minute < to : minute >= from && minute < to
  }
}

/// One occurrence of a shift: the shift and the calendar day on which it begins.
package struct Turn: Hashable, Codable, Sendable, Comparable {
  package let day: Day
  package let shift: String

  package init(day: Day, shift: String) {
    self.day = day
    self.shift = shift
  }

  package static func < (a: Turn, b: Turn) -> Bool { (a.day, a.shift) < (b.day, b.shift) }
}

/// The station's shifts, its zone, and the hour at which its duty day begins.
package struct ShiftPlan: Hashable, Codable, Sendable {
  package let shifts: [Shift]
  /// Minutes after midnight at which the duty day (值班日) begins; 0 is the natural day.
  package let dayStart: Int
  package let zone: Zone

  package init(shifts: [Shift], dayStart: Int, zone: Zone) {
    self.shifts = shifts
    self.dayStart = dayStart
    self.zone = zone
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    shifts = try container.decode([Shift].self, forKey: .shifts)
    dayStart = try container.decode(in: 0...1440, forKey: .dayStart)
    zone = try container.decode(Zone.self, forKey: .zone)
  }

  /// The four shifts of a station that has not set its own.
  package static let standardShifts = [
    Shift(name: "早班", from: 8 * 60 + 30, to: 12 * 60, sitting: true),
    Shift(name: "中班", from: 12 * 60, to: 17 * 60, sitting: true),
    Shift(name: "晚班", from: 17 * 60, to: 21 * 60, sitting: true),
    Shift(name: "夜间值班", from: 21 * 60, to: 8 * 60 + 30, sitting: false),
  ]

  /// The duty day that `moment` belongs to, which figures are kept by (docs/duty.md#duty-day).
  package func dutyDay(of moment: Instant) -> Day {
    let wall = zone.local(moment)
    return LocalTime(wallMilliseconds: wall.wallMilliseconds - Int64(dayStart) * 60_000).day
  }

  /// First moment of a duty day; the day ends where the next begins.
  package func start(of dutyDay: Day) -> Instant { zone.instant(dutyDay, minutes: dayStart) }

  /// The turn running at `moment`; nil where the plan leaves a gap.
  package func turn(at moment: Instant) -> Turn? {
    let wall = zone.local(moment)
    guard let shift = shifts.first(where: { $0.holds(wall.minutes) }) else { return nil }
    let beganYesterday = shift.crossesMidnight && wall.minutes < shift.to
    return Turn(day: beganYesterday ? wall.day - 1 : wall.day, shift: shift.name)
  }

  /// The turn that begins where `turn` ends, or the next that begins after it.
  package func next(after turn: Turn) -> Turn {
    let order = shifts.sorted { $0.from < $1.from }
    guard let at = order.firstIndex(where: { $0.name == turn.shift }) else { return turn }
    let isLast = at + 1 == order.count
    return Turn(day: isLast ? turn.day + 1 : turn.day, shift: order[isLast ? 0 : at + 1].name)
  }

  /// The turn that ended last, at `now` or before; of this shift alone where one is named. Nil where the plan has none that
  /// ended in the last two days.
  package func lastTurn(of shift: String?, endedBy now: Instant) -> Turn? {
    let today = zone.local(now).day
    let turns = (-2...0).flatMap { back in shifts.map { Turn(day: today + back, shift: $0.name) } }
      .filter { shift == nil || shift == $0.shift }
    let ended = turns.compactMap { turn in span(of: turn).map { (turn, $0.upperBound) } }.filter { $0.1 <= now }
    return ended.max { $0.1 < $1.1 }?.0
  }

  package func shift(named name: String) -> Shift? { shifts.first { $0.name == name } }

  /// First moment and end of a turn; nil where the plan no longer has the shift.
  package func span(of turn: Turn) -> Range<Instant>? {
    guard let shift = shift(named: turn.shift) else { return nil }
    let from = zone.instant(turn.day, minutes: shift.from)
    let to = zone.instant(shift.crossesMidnight ? turn.day + 1 : turn.day, minutes: shift.to)
    return from < to ? from..<to : nil
  }
}
