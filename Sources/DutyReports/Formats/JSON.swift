import CSystem
import DutySystem

/// A value of JSON with one spelling only: keys in order, no blanks, the same bytes on any machine.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number with at most `decimals` digits behind the point.
  case decimal(Double, decimals: Int)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  /// Null where there is no text.
  static func text(ifAny text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }

  /// The value on one line, with the line's end.
  package var document: String {
    var line = ""
    write(to: &line)
    line.append("\n")
    return line
  }

  /// The value as a cell of a table: text as it is, nothing for null.
  var cell: String {
    if case .text(let value) = self { return value }
    if case .null = self { return "" }
    var cell = ""
    write(to: &cell)
    return cell
  }

  private func write(to line: inout String) {
    switch self {
    case .null: line += "null"
    case .bool(let value): line += value ? "true" : "false"
    case .integer(let value): line += String(value)
    case .decimal(let value, let decimals): line += Self.digits(value, decimals: decimals)
    case .text(let value): line += JSONText.string(value)
    case .list(let values):
      line += "["
      for (index, value) in values.enumerated() {
        if index > 0 { line += "," }
        value.write(to: &line)
      }
      line += "]"
    case .object(let members):
      line += "{"
      for (index, member) in members.sorted(by: { Self.precedes($0.key, $1.key) }).enumerated() {
        if index > 0 { line += "," }
        line += JSONText.string(member.key)
        line += ":"
        member.value.write(to: &line)
      }
      line += "}"
    }
  }

  /// The order of code points, in which lists and keys stand.
  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// Rounded to `decimals`, without zeros nobody needs, but with one digit behind the point: `0.410268`, `0.5`, `1.0`.
  static func digits(_ value: Double, decimals: Int) -> String {
    precondition(value.isFinite && decimals > 0, "figures are finite and have a fraction")
    var text = Substring(value.text(decimals: decimals))
    while text.last == "0", !text.hasSuffix(".0") { text.removeLast() }
    return text == "-0.0" ? "0.0" : String(text)
  }
}

extension Double {
  /// The number with `places` digits behind the point: `0.410268`.
  func text(decimals: Int) -> String {
    // No number has more than 309 digits before it.
    let most = 312 + decimals
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: most) { room in
      guard let start = room.baseAddress else { return "" }
      let length = cs_write_decimal(start, most, self, Int32(decimals))
      return String(decoding: room.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
