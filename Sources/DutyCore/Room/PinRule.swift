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
  package static func objection(to pin: String) -> Objection? { objection(to: pin.utf8) }

  /// The same of its bytes, of which no copy is made.
  package static func objection(to pin: some Collection<UInt8>) -> Objection? {
    let zero = UInt8(ascii: "0")
    guard !pin.isEmpty, pin.allSatisfy((zero...zero + 9).contains) else { return .notDigits }
    guard pin.count >= lengths.lowerBound else { return .tooShort }
    guard pin.count <= lengths.upperBound else { return .tooLong }
    func goes(by step: UInt8) -> Bool {
      zip(pin, pin.dropFirst()).allSatisfy { ($0 - zero + step) % 10 == $1 - zero }
    }
    if goes(by: 0) { return .allAlike }
    // Past the nine too, as the keys lie: 890123, 210987.
    return goes(by: 1) || goes(by: 9) ? .inARow : nil
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
