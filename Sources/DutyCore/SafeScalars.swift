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
}
