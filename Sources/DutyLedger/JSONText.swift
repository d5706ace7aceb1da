import DutyCore

/// Text as JSON writes it: read back it is what it was, and a terminal that shows the bytes is not touched by them.
package enum JSONText {
  package static func string(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\r": written += "\\r"
      case "\t": written += "\\t"
      case _ where scalar.isUnsafeToPrint:
        for unit in UTF16.encode(scalar) ?? .init() { written += "\\u" + hex(unit) }
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
