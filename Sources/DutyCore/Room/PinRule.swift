/// The rule on which PINs may be chosen: six digits or more, not all alike and not in a row. It binds whoever chooses one now;
/// a PIN of before, and that of the practice room, signs on as ever (docs/duty.md#pins).
package enum PinRule {
  /// Lengths in digits. Nobody types a longer one, and crypt(3) takes no more than 511 bytes.
  static let lengths = 6...32

  /// A reason why a PIN that somebody wants may not be chosen.
  package enum Objection: Hashable, CaseIterable, Sendable {
    case notDigits, tooShort, tooLong, allAlike, inARow
  }

  /// Nil where `pin` may be chosen.
  package static func objection(to pin: String) -> Objection? {
    let digits = pin.utf8.map { Int($0) - Int(UInt8(ascii: "0")) }
    guard !digits.isEmpty, digits.allSatisfy((0...9).contains) else { return .notDigits }
    guard digits.count >= lengths.lowerBound else { return .tooShort }
    guard digits.count <= lengths.upperBound else { return .tooLong }
    let steps = Set(zip(digits, digits.dropFirst()).map { ($1 - $0 + 10) % 10 })
    if steps == [0] { return .allAlike }
    // Past the nine too, as the keys lie: 890123, 210987.
    return steps == [1] || steps == [9] ? .inARow : nil
  }

  /// A PIN of six digits that may be chosen.
  package static func made(by dice: inout some RandomNumberGenerator) -> String {
    while true {
      let pin = padded(Int.random(in: 0...999_999, using: &dice), lengths.lowerBound)
      if objection(to: pin) == nil { return pin }
    }
  }

  /// The rule, for whoever is about to choose.
  package static func text(_ language: Language) -> String {
    let least = lengths.lowerBound
    return language("不少于 \(least) 位数字，不能全一样，不能连号", "at least \(least) digits, not all alike, not in a row")
  }
}

extension PinRule.Objection {
  /// Says what is wrong, and then the rule.
  package func text(_ language: Language) -> String {
    let rule = PinRule.text(language)
    let most = PinRule.lengths.upperBound
    return switch self {
    case .notDigits: language("PIN 只能用数字 0–9：\(rule)。", "A PIN is of the digits 0–9 only: \(rule).")
    case .tooShort: language("这个 PIN 太短：\(rule)。", "This PIN is too short: \(rule).")
    case .tooLong: language("这个 PIN 太长，最多 \(most) 位：\(rule)。", "This PIN is too long, \(most) digits at most: \(rule).")
    case .allAlike: language("这个 PIN 的数字全一样：\(rule)。", "The digits of this PIN are all alike: \(rule).")
    case .inARow: language("这个 PIN 是连号：\(rule)。", "The digits of this PIN are in a row: \(rule).")
    }
  }
}
