import DutyCore

/// The meaning of a terminal's sequence. One that is not here means nothing.
enum KeySequence: Hashable {
  case key(Key)
  case mouse(MouseReport)
  case pasteBegins

  /// A sequence as it came, from its ESC to its last byte.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 2, bytes[0] == 0x1B, let last = bytes.last.map(Unicode.Scalar.init) else { return nil }
    let between = bytes[2..<(bytes.count - 1)]
    switch Unicode.Scalar(bytes[1]) {
    case "O":
      // What stands between says that Shift, Alt or Ctrl was held.
      guard between.isEmpty, let key = Self.plain[last] ?? Self.pad[last] else { return nil }
      self = .key(key)
    case "[": self.init(control: between, last)
    default: return nil
    }
  }

  private init?(control between: ArraySlice<UInt8>, _ last: Unicode.Scalar) {
    if between.elementsEqual([UInt8(ascii: "[")]) {
      guard let key = Self.console[last] else { return nil }
      self = .key(key)
      return
    }
    if between.first == UInt8(ascii: "<") {
      guard let report = MouseReport(between.dropFirst(), last) else { return nil }
      self = .mouse(report)
      return
    }
    guard let numbers = Self.numbers(between) else { return nil }
    if last == "M" {
      guard let report = MouseReport(shifted: numbers) else { return nil }
      self = .mouse(report)
    } else if last == "~", numbers == [200] {
      self = .pasteBegins
    } else if let key = Self.key(numbers, last) {
      self = .key(key)
    } else {
      return nil
    }
  }

  /// The numbers between semicolons, an empty one being 0; nil where there is something else.
  static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    guard !bytes.isEmpty else { return [] }
    let parts = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    let numbers = parts.map { part in
      part.count < 7 && part.allSatisfy { 0x30...0x39 ~= $0 } ? part.reduce(0) { $0 * 10 + Int($1 - 0x30) } : -1
    }
    return numbers.contains(-1) ? nil : numbers
  }

  /// A second number says what was held; 1 is nothing. With Shift, Alt or Ctrl these keys mean nothing here.
  private static func key(_ numbers: [Int], _ last: Unicode.Scalar) -> Key? {
    switch last {
    case "~":
      if numbers.first == 27, numbers.count == 3 { return told(numbers[2], held: numbers[1]) }
      guard isFree(numbers.dropFirst()) else { return nil }
      return numbered[numbers.first ?? 0]
    case "u":
      guard let code = numbers.first, numbers.count < 3 else { return nil }
      return told(code, held: numbers.dropFirst().first ?? 1)
    case "Z": return numbers.isEmpty ? .backTab : nil
    default:
      // With numbers, R is where the cursor stands.
      if last == "R", !numbers.isEmpty { return nil }
      guard numbers.isEmpty || numbers.first == 1, isFree(numbers.dropFirst()) else { return nil }
      return plain[last]
    }
  }

  private static func isFree(_ held: ArraySlice<Int>) -> Bool { held.isEmpty || held.elementsEqual([1]) }

  /// A key told by its character's number, as a terminal does that another program has asked for it and left so.
  private static func told(_ code: Int, held: Int) -> Key? {
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
    switch held {
    case 1: return typed(scalar)
    case 2: return scalar == "\t" ? .backTab : scalar.value < 0x20 ? nil : typed(scalar)
    case 5: return ("a"..."z").contains(scalar) ? .control(Character(scalar)) : nil
    default: return nil
    }
  }

  private static func typed(_ scalar: Unicode.Scalar) -> Key? {
    if scalar.isASCII { return Key(ascii: UInt8(scalar.value)) }
    let isText = scalar.properties.generalCategory != .control && !Self.private.contains(scalar.value)
    return isText ? .character(Character(scalar)) : nil
  }

  /// The numbers of keys without a character.
  private static let `private`: ClosedRange<UInt32> = 0xE000...0xF8FF
}

// MARK: - The keys

extension KeySequence {
  /// Keys by the last byte, behind `ESC [` and behind `ESC O`.
  private static let plain: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "P": .function(1), "Q": .function(2),
    "R": .function(3), "S": .function(4),
  ]

  /// The numeric pad's, where a program has asked for its own; its digits are digits.
  private static let pad: [Unicode.Scalar: Key] = {
    var keys: [Unicode.Scalar: Key] = [
      "M": .enter, "I": .tab, "j": .character("*"), "k": .character("+"), "l": .character(","), "m": .character("-"),
      "n": .character("."), "o": .character("/"), "X": .character("="),
    ]
    for (letter, digit) in zip("pqrstuvwxy".unicodeScalars, "0123456789") { keys[letter] = .character(digit) }
    return keys
  }()

  /// Keys by their number, before `~`: those of xterm, VT220, PuTTY, rxvt and the Linux console.
  private static let numbered: [Int: Key] = {
    var keys: [Int: Key] = [1: .home, 7: .home, 4: .end, 8: .end, 3: .delete, 5: .pageUp, 6: .pageDown]
    let functions = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]
    for (number, code) in functions.enumerated() { keys[code] = .function(number + 1) }
    return keys
  }()

  /// Keys behind `ESC [ [`.
  private static let console: [Unicode.Scalar: Key] = [
    "A": .function(1), "B": .function(2), "C": .function(3), "D": .function(4), "E": .function(5),
  ]
}

extension Key {
  /// The key that a single byte stands for; nil for a control character that is on no key here.
  init?(ascii byte: UInt8) {
    switch byte {
    case 0x0A, 0x0D: self = .enter
    case 0x09: self = .tab
    case 0x1B: self = .escape
    case 0x08, 0x7F: self = .backspace
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x20...0x7E: self = .character(Character(Unicode.Scalar(byte)))
    default: return nil
    }
  }
}
