/// A doing of the mouse, in one of the ways in which terminals tell it.
struct MouseReport: Hashable {
  /// The button together with what was held: 4, 8 and 16 are Shift, Alt and Ctrl.
  let button: Int
  /// Column and row count from 1.
  let column: Int
  let row: Int
  let isRelease: Bool

  /// `ESC [ <` button `;` column `;` row, then `M`, or `m` for letting go.
  init?(_ between: ArraySlice<UInt8>, _ last: Unicode.Scalar) {
    guard last == "M" || last == "m", let numbers = KeySequence.numbers(between) else { return nil }
    self.init(numbers, isRelease: last == "m")
  }

  /// `ESC [` button + 32 `;` column `;` row `M`.
  init?(shifted numbers: [Int]) {
    guard let button = numbers.first, button >= 32 else { return nil }
    self.init([button - 32] + numbers.dropFirst(), isRelease: button & 3 == 3)
  }

  /// `ESC [ M` and three characters, each its number + 32.
  init?(characters bytes: [UInt8]) {
    let numbers = Self.numbers(bytes)
    guard numbers.allSatisfy({ $0 >= 32 }) else { return nil }
    self.init(numbers.map { $0 - 32 }, isRelease: (numbers.first ?? 0) & 3 == 3)
  }

  private init?(_ numbers: [Int], isRelease: Bool) {
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    (button, column, row) = (numbers[0], numbers[1], numbers[2])
    self.isRelease = isRelease
  }

  /// The bytes' numbers: two bytes that are one character of UTF-8 are one number.
  static func numbers(_ bytes: [UInt8]) -> [Int] {
    var numbers: [Int] = []
    var lead: Int?
    for byte in bytes {
      if let begun = lead, byte & 0xC0 == 0x80 {
        numbers[numbers.count - 1] = (begun & 0x1F) << 6 | Int(byte & 0x3F)
        lead = nil
      } else {
        numbers.append(Int(byte))
        lead = 0xC2...0xDF ~= byte ? Int(byte) : nil
      }
    }
    return numbers
  }

  /// The doing as the desk knows it: the first button pressed, or the wheel; nil for anything else.
  var typed: Typed? {
    switch button & ~(4 | 8 | 16) {
    case 0 where !isRelease: .click(Grid.Place(row: row - 1, column: column - 1))
    case 64: .wheel(-1)
    case 65: .wheel(1)
    default: nil
    }
  }
}
