import DutyCore

/// A way a file writes its times, such as `yyyy-MM-dd HH:mm:ss` or `MM/dd/yyyy hh:mm:ss a`.
///
/// Letters are y M d H h m s a; text in '…' and everything that is no letter, and T, stand for themselves. Numbers may be
/// unpadded wherever something stands between them and the next.
package struct TimestampPattern: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case number(Field, digits: ClosedRange<Int>)
    case halfOfDay
    case literal(UInt8)

    /// Needed only to tell the time of a day.
    var isOfTime: Bool {
      switch self {
      case .halfOfDay, .literal: true
      case .number(let field, _): field != .year && field != .month && field != .day
      }
    }
  }

  private enum Field: UInt8, Sendable {
    case year = 0x79, month = 0x4D, day = 0x64, hour = 0x48, hourOfHalf = 0x68, minute = 0x6D, second = 0x73
  }

  package let text: String
  private let parts: [Part]

  package init(_ text: String) throws(ProfileFault) {
    self.text = text
    parts = try Self.parse(text)
    func has(_ wanted: Field) -> Bool {
      parts.contains { if case .number(let field, _) = $0 { field == wanted } else { false } }
    }
    guard has(.year), has(.month), has(.day), has(.hourOfHalf) == parts.contains(.halfOfDay),
      !(has(.hour) && has(.hourOfHalf))
    else { throw .badPattern(text, letter: nil) }
  }

  /// Reads what the wall clock showed; nil where `written` has another shape or names no time. A day alone is its midnight, as
  /// spreadsheets leave 0:00 out.
  package func read(_ written: String) -> LocalTime? {
    var written = written
    return written.withUTF8(read)
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>) -> LocalTime? {
    var found = Found()
    var index = 0
    for (number, part) in parts.enumerated() {
      if index == bytes.count, found.isDayAlone, parts[number...].allSatisfy(\.isOfTime) { return found.time }
      switch part {
      case .literal(let byte):
        guard index < bytes.count, bytes[index] == byte else { return nil }
        index += 1
      case .halfOfDay:
        guard let half = Self.half(bytes, &index) else { return nil }
        found.afternoon = half
      case .number(let field, let digits):
        guard let number = Self.number(bytes, &index, digits) else { return nil }
        found.take(number, as: field, short: digits == 2...2)
      }
    }
    return index == bytes.count ? found.time : nil
  }

  private struct Found {
    var year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0
    var afternoon: Bool?
    var clockBegun = false
    var isDayAlone: Bool { year > 0 && month > 0 && day > 0 && !clockBegun }

    mutating func take(_ number: Int, as field: Field, short: Bool) {
      clockBegun = clockBegun || Part.number(field, digits: 0...0).isOfTime
      switch field {
      case .year: year = short ? 2000 + number : number
      case .month: month = number
      case .day: day = number
      case .hour, .hourOfHalf: hour = number
      case .minute: minute = number
      case .second: second = number
      }
    }

    var time: LocalTime? {
      var hour = hour
      if let afternoon {
        guard (1...12).contains(hour) else { return nil }
        hour = hour % 12 + (afternoon ? 12 : 0)
      }
      guard hour < 24, minute < 60, second < 60, let day = Day(year: year, month: month, day: day) else { return nil }
      let seconds = (hour * 60 + minute) * 60 + second
      return LocalTime(wallMilliseconds: Int64(day.number) * 86_400_000 + Int64(seconds) * 1000)
    }
  }

  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ digits: ClosedRange<Int>
  ) -> Int? {
    var number = 0
    var count = 0
    while count < digits.upperBound, index < bytes.count, (0x30...0x39).contains(bytes[index]) {
      number = number * 10 + Int(bytes[index] - 0x30)
      index += 1
      count += 1
    }
    return count >= digits.lowerBound ? number : nil
  }

  private static let halves: [(words: [UInt8], afternoon: Bool)] = [
    (Array("am".utf8), false), (Array("pm".utf8), true), (Array("上午".utf8), false), (Array("下午".utf8), true),
  ]

  private static func half(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool? {
    let rest = bytes[index...]
    for (words, afternoon) in halves {
      let start = rest.prefix(words.count)
      guard start.count == words.count, zip(start, words).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 && $0 < 0x80 })
      else { continue }
      index += words.count
      return afternoon
    }
    return nil
  }

  // MARK: - The pattern itself

  private static func parse(_ text: String) throws(ProfileFault) -> [Part] {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var index = 0
    var quoted = false
    while index < bytes.count {
      let byte = bytes[index]
      let run = bytes[index...].prefix { $0 == byte }.count
      let isLetter = (0x41...0x5A).contains(byte & 0xDF)
      if byte == UInt8(ascii: "'") {
        quoted.toggle()
        index += 1
      } else if !quoted, let field = Field(rawValue: byte) {
        parts.append(
          .number(field, digits: digits(of: field, written: run, before: bytes.dropFirst(index + run).first)))
        index += run
      } else if !quoted, byte == UInt8(ascii: "a") {
        parts.append(.halfOfDay)
        index += run
      } else if !quoted, isLetter, byte != UInt8(ascii: "T") {
        throw .badPattern(text, letter: String(UnicodeScalar(byte)))
      } else {
        parts.append(.literal(byte))
        index += 1
      }
    }
    return parts
  }

  /// Where another number follows at once, only the written width tells where this one ends.
  private static func digits(of field: Field, written: Int, before next: UInt8?) -> ClosedRange<Int> {
    if field == .year { return written == 2 ? 2...2 : 4...4 }
    return next.flatMap(Field.init(rawValue:)) == nil ? 1...2 : written...written
  }
}
