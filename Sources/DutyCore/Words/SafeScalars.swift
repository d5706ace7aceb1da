// Which characters may reach a screen or a sheet of paper. Words come from outside: a control character can move a
// terminal's cursor, a direction mark can make one number look like another.

extension Unicode.Scalar {
  /// Whether it must never be printed as it is: controls, direction and other invisible format marks (ZWJ among them),
  /// line and paragraph separators, private use, noncharacters and what Unicode has not assigned.
  package var isUnsafeToPrint: Bool {
    switch value {
    case 0x20...0x7E, 0x4E00...0x9FFF, 0x3001...0x3015, 0xFF01...0xFF5E: false
    case 0...0x1F, 0x7F...0x9F: true
    // Fillers of Hangul: letters by their category, blanks to the eye.
    case 0x115F, 0x1160, 0x3164, 0xFFA0: true
    default: Self.unsafeCategories.contains(properties.generalCategory)
    }
  }

  private static let unsafeCategories: Set<Unicode.GeneralCategory> = [
    .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned,
  ]

  /// The mark that stands for a character that is unsafe to print: `<U+202E>`.
  package var mark: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }
}

extension String {
  /// The text with a visible mark in place of each character that is unsafe to print, but for a spreadsheet's lines and tabs.
  package var markedInLines: String { marked(except: ["\n", "\r", "\t"]) }

  /// The same for a page, whose lines no terminal begins anew.
  package var markedInPage: String { marked(except: ["\n", "\t"]) }

  /// The same for one line: a line end is marked too.
  package var markedInColumns: String { marked(except: ["\t"]) }

  /// The same for one column of a line.
  package var markedInCell: String { marked(except: []) }

  private func marked(except kept: Set<Unicode.Scalar>) -> String {
    guard unicodeScalars.contains(where: \.isUnsafeToPrint) else { return self }
    var shown = ""
    for scalar in unicodeScalars {
      if scalar.isUnsafeToPrint, !kept.contains(scalar) {
        shown += scalar.mark
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
