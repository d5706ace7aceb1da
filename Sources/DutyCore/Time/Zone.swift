/// A time zone as plain numbers: its offsets from UTC and the moments they begin.
///
/// It travels inside the ledger, so that a report made on another machine, with other zone files,
/// prints the same bytes.
package struct Zone: Hashable, Codable, Sendable {
  package struct Offset: Hashable, Codable, Sendable {
    /// First moment at which the offset holds; the first of a zone holds for all time before it too.
    package let from: Instant
    /// Seconds east of UTC.
    package let seconds: Int

    package init(from: Instant, seconds: Int) {
      self.from = from
      self.seconds = seconds
    }

    /// No zone is further than a day from UTC.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      from = try container.decode(Instant.self, forKey: .from)
      seconds = try container.decode(in: -86_400...86_400, forKey: .seconds)
    }
  }

  package let name: String
  /// At least one, in the order of time.
  package let offsets: [Offset]

  package init(name: String, offsets: [Offset]) {
    precondition(!offsets.isEmpty, "a zone has at least one offset")
    self.name = name
    self.offsets = offsets
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    offsets = try container.decode([Offset].self, forKey: .offsets)
    guard !offsets.isEmpty else {
      throw DecodingError.dataCorruptedError(forKey: .offsets, in: container, debugDescription: "no offset")
    }
  }

  /// A zone that never changes its offset, named as it is written: `+08:00`.
  package init(fixedSeconds seconds: Int) {
    self.init(name: Zone.text(ofOffset: seconds), offsets: [Offset(from: Instant(milliseconds: 0), seconds: seconds)])
  }

  /// Reads `+08:00`, `-0400` or `Z`; nil for anything else.
  package init?(fixed text: String) {
    if text == "Z" || text == "UTC" {
      self.init(fixedSeconds: 0)
      return
    }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours <= 14, minutes < 60
    else { return nil }
    self.init(fixedSeconds: (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
  }

  package static func text(ofOffset seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
  }

  /// Seconds east of UTC in force at `moment`.
  package func offset(at moment: Instant) -> Int {
    var low = 0
    var high = offsets.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle].from <= moment { low = middle } else { high = middle }
    }
    return offsets[low].seconds
  }

  /// The time that the wall clock shows at `moment`.
  package func local(_ moment: Instant) -> LocalTime {
    LocalTime(wallMilliseconds: moment.milliseconds + Int64(offset(at: moment)) * 1000)
  }

  package func day(of moment: Instant) -> Day { local(moment).day }

  /// The moment a wall clock shows `time`. An hour that summer time skips is read as if the clock had not been
  /// put forward; of an hour that comes twice, the first is meant.
  package func instant(_ time: LocalTime) -> Instant {
    let wall = time.wallMilliseconds
    func moment(_ seconds: Int) -> Instant { Instant(milliseconds: wall - Int64(seconds) * 1000) }
    let before = offset(at: Instant(milliseconds: wall) - .days(1))
    let after = offset(at: Instant(milliseconds: wall) + .days(1))
    if offset(at: moment(before)) == before { return moment(before) }
    if offset(at: moment(after)) == after { return moment(after) }
    return moment(before)
  }

  /// `minutes` after midnight of `day` on the wall clock; 24 × 60 is the next midnight.
  package func instant(_ day: Day, minutes: Int) -> Instant {
    instant(LocalTime(wallMilliseconds: Int64(day.number) * 86_400_000 + Int64(minutes) * 60_000))
  }

  /// `2011-10-01T00:00:00-04:00`; milliseconds are printed only where there are any.
  package func text(_ moment: Instant) -> String {
    let time = local(moment)
    let fraction = time.milliseconds % 1000
    return "\(time.day)T\(time.clockWithSeconds)" + (fraction == 0 ? "" : "." + padded(fraction, 3))
      + Zone.text(ofOffset: offset(at: moment))
  }

  /// Reads ISO 8601 with an offset, or local time of this zone without one; `T` or a blank between day and time,
  /// seconds and fraction optional, a bare day is its midnight. Nil for anything else.
  package func instant(_ text: String) -> Instant? {
    guard let day = Day(text.prefix(10)) else { return nil }
    var rest = text.dropFirst(10)
    if rest.isEmpty { return instant(day, minutes: 0) }
    guard let mark = rest.first, mark == "T" || mark == " " else { return nil }
    rest = rest.dropFirst()
    let clock = rest.prefix { $0.isNumber || $0 == ":" || $0 == "." }
    guard let milliseconds = LocalTime.milliseconds(ofClock: clock) else { return nil }
    let wall = LocalTime(wallMilliseconds: Int64(day.number) * 86_400_000 + Int64(milliseconds))
    let tail = String(rest.dropFirst(clock.count))
    if tail.isEmpty { return instant(wall) }
    return Zone(fixed: tail)?.instant(wall)
  }
}

/// The reading of a wall clock and a calendar on the wall.
package struct LocalTime: Hashable, Sendable {
  /// Milliseconds since 1970-01-01 00:00 on the wall, whatever the offset.
  package let wallMilliseconds: Int64

  package init(wallMilliseconds: Int64) { self.wallMilliseconds = wallMilliseconds }

  package var day: Day {
    let quotient = wallMilliseconds / 86_400_000
    return Day(number: Int(wallMilliseconds % 86_400_000 < 0 ? quotient - 1 : quotient))
  }
  /// Milliseconds since midnight, 0 ..< 86 400 000.
  package var milliseconds: Int { Int(wallMilliseconds - Int64(day.number) * 86_400_000) }
  /// Minutes since midnight, 0 ..< 1440.
  package var minutes: Int { milliseconds / 60_000 }
  /// `09:05`
  package var clock: String { padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2) }
  /// `09:05:07`
  package var clockWithSeconds: String { clock + ":" + padded(milliseconds / 1000 % 60, 2) }

  /// Milliseconds since midnight that `HH:MM[:SS[.fff…]]` names; nil for anything else.
  static func milliseconds(ofClock text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0..<24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    if parts.count == 3 {
      let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
      guard seconds.count <= 2, let whole = Int(seconds[0]), (0..<60).contains(whole) else { return nil }
      milliseconds += whole * 1000
      if seconds.count == 2 {
        guard let fraction = Int((seconds[1] + "000").prefix(3)), !seconds[1].isEmpty else { return nil }
        milliseconds += fraction
      }
    }
    return milliseconds
  }
}

/// Minutes since midnight that `HH:MM` names, 0 … 1440 (`24:00` is the end of a day); nil for anything else.
package func minutesOfDay(_ text: some StringProtocol) -> Int? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
    (0..<60).contains(minute), hour * 60 + minute <= 1440
  else { return nil }
  return hour * 60 + minute
}
