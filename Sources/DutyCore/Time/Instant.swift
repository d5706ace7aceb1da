/// A moment: whole milliseconds since 1970-01-01T00:00:00Z. The machine's zone plays no part in it.
///
/// No moment lies outside the years −999 … 12999: what a file says beyond them is taken as the nearest that is, so that
/// no arithmetic on moments can overflow. What people and platforms may claim is narrower by far: `claimable`.
package struct Instant: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  /// The milliseconds of the years −999 … 12999.
  static let all: ClosedRange<Int64> = Day.all.lowerBound.milliseconds...Day.all.upperBound.milliseconds

  package init(milliseconds: Int64) { self.milliseconds = milliseconds.clamped(to: Self.all) }

  package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
  package static func - (a: Instant, b: Instant) -> Duration {
    Duration(milliseconds: a.milliseconds - b.milliseconds)
  }
  package static func + (a: Instant, b: Duration) -> Instant {
    Instant(milliseconds: a.milliseconds + b.milliseconds)
  }
  package static func - (a: Instant, b: Duration) -> Instant {
    Instant(milliseconds: a.milliseconds - b.milliseconds)
  }
}

extension Instant: Codable {
  package init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}

/// A length of time in whole milliseconds; negative where the later moment stands on the right of a minus.
///
/// None is longer than from the first moment there is to the last: a longer one is taken as that.
package struct Duration: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  private static let longest = Instant.all.upperBound - Instant.all.lowerBound

  package init(milliseconds: Int64) { self.milliseconds = milliseconds.clamped(to: -Self.longest...Self.longest) }

  package static func seconds(_ n: Int64) -> Duration { of(n, 1000) }
  package static func minutes(_ n: Int) -> Duration { of(Int64(n), 60_000) }
  package static func hours(_ n: Int) -> Duration { of(Int64(n), 3_600_000) }
  package static func days(_ n: Int) -> Duration { of(Int64(n), 86_400_000) }

  private static func of(_ n: Int64, _ unit: Int64) -> Duration {
    Duration(milliseconds: n.clamped(to: -longest / unit...longest / unit) * unit)
  }

  package static func < (a: Duration, b: Duration) -> Bool { a.milliseconds < b.milliseconds }
  package static func + (a: Duration, b: Duration) -> Duration {
    Duration(milliseconds: a.milliseconds + b.milliseconds)
  }
  package static func - (a: Duration, b: Duration) -> Duration {
    Duration(milliseconds: a.milliseconds - b.milliseconds)
  }
  package static func / (a: Duration, n: Int64) -> Duration { Duration(milliseconds: a.milliseconds / n) }

  /// Hours with their fraction, as figures print them.
  package var hours: Double { Double(milliseconds) / 3_600_000 }
}

/// A calendar day of the Gregorian calendar, counted from 1970-01-01 = 0, within the years −999 … 12999 like moments.
package struct Day: Hashable, Comparable, Sendable {
  package let number: Int

  /// −0999-01-01 … 12999-12-31.
  static let all = -1_084_405...4_028_624

  package init(number: Int) { self.number = number.clamped(to: Self.all) }

  /// Nil where the three numbers name no day (2026-02-30).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    // Days from civil, counted in eras of 400 years that begin on 1 March: no table, no loop.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let made = Day(number: era * 146_097 + dayOfEra - 719_468)
    guard made.civil.day == day, made.civil.month == month else { return nil }
    self = made
  }

  /// Reads `YYYY-MM-DD`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes[..<4]), let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8...])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads what `description` writes, also of a year that takes more than four digits or none at all: an edition
  /// before this one took such years from platforms. Nil for anything else.
  init?(recorded text: some StringProtocol) {
    let parts = (text.dropLast(6), text.suffix(6))
    guard let year = Self.year(parts.0), parts.1.first == "-" else { return nil }
    let rest = parts.1.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    guard rest.count == 2, let month = Int(rest[0]), let day = Int(rest[1]) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// A year as it stands in a day or a number: at least four characters, zeros in front, a minus behind them.
  static func year(_ text: some StringProtocol) -> Int? {
    guard (4...5).contains(text.utf8.count) else { return nil }
    let digits = text.drop { $0 == "0" }
    return digits.isEmpty ? 0 : Int(digits)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// 1 = Monday … 7 = Sunday.
  package var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }
  package var isWeekend: Bool { weekday >= 6 }

  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  package static func + (day: Day, n: Int) -> Day { Day(number: day.number + n) }
  package static func - (day: Day, n: Int) -> Day { Day(number: day.number - n) }
}

extension Day: CustomStringConvertible {
  /// `2026-11-21`
  package var description: String {
    let (y, m, d) = civil
    return "\(padded(y, 4))-\(padded(m, 2))-\(padded(d, 2))"
  }
  /// `20261121`, as incident numbers begin.
  package var compact: String {
    let (y, m, d) = civil
    return padded(y, 4) + padded(m, 2) + padded(d, 2)
  }
}

extension Day: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let day = Day(text) ?? Day(recorded: text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a day: \(text)"))
    }
    self = day
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Int {
  /// Milliseconds since 1970-01-01 of a day's first moment in UTC.
  fileprivate var milliseconds: Int64 { Int64(self) * 86_400_000 }
}

extension Comparable {
  /// Itself where it lies within `range`, else the end that is nearer.
  package func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}

/// `number` with zeros in front up to `width` digits.
package func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
