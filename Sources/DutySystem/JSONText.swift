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
        written += escaped(scalar)
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }

  /// A line of JSON that a terminal is not touched by: what is unsafe to print can only stand within its strings, where an
  /// escape means the same.
  package static func printable(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: \.isUnsafeToPrint) else { return json }
    var written = ""
    for scalar in json.unicodeScalars {
      if scalar.isUnsafeToPrint { written += escaped(scalar) } else { written.unicodeScalars.append(scalar) }
    }
    return written
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    (UTF16.encode(scalar) ?? .init()).map { "\\u" + hex($0) }.joined()
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
