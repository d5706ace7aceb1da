import DutyCore

extension String {
  /// As much of a foreign text as a message has room for, without what could move a terminal's cursor.
  package var excerpt: String {
    let most = 60
    var shown = String.UnicodeScalarView()
    for scalar in prefix(most).unicodeScalars.prefix(4 * most) {
      let mark: Unicode.Scalar = scalar.properties.isWhitespace ? " " : "\u{FFFD}"
      shown.append(scalar.isUnsafeToPrint ? mark : scalar)
    }
    return String(shown) + (dropFirst(most).isEmpty ? "" : "…")
  }
}
