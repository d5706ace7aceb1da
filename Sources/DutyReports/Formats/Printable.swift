import DutyCore

extension String {
  /// The text as a page may show it: on one line, with a visible mark in place of each character that is unsafe to
  /// print (`<U+202E>`).
  var printable: String {
    guard unicodeScalars.contains(where: \.isUnsafeToPrint) else { return self }
    var shown = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": if !shown.isEmpty, !shown.hasSuffix(" ") { shown += " " }
      case _ where scalar.isUnsafeToPrint: shown += scalar.mark
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown.hasSuffix(" ") ? String(shown.dropLast()) : shown
  }

  /// Columns it takes on a page.
  var columns: Int { unicodeScalars.reduce(0) { $0 + $1.columns } }

  /// Followed, or preceded, by the blanks that make it `width` columns wide; a longer one stays as it is.
  func padded(to width: Int, _ alignment: Table.Alignment) -> String {
    let blanks = String(repeating: " ", count: max(0, width - columns))
    switch alignment {
    case .leading: return self + blanks
    case .trailing: return blanks + self
    }
  }
}
