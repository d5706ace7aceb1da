// How wide a character stands on a terminal or in a table set in a fixed-width font.

extension Unicode.Scalar {
  /// Columns it takes: 2 for Hanzi and what is as wide, 0 for marks that stand on the character before, else 1.
  /// Characters of ambiguous width count 1, as libc, tmux and ncurses have them; controls are nobody's to place and
  /// count 1 as well. Source: Unicode's EastAsianWidth.txt, W and F.
  package var columns: Int {
    switch value {
    case 0..<0x300: return 1
    case 0x4E00...0x9FFF, 0x3001...0x3029, 0xFF01...0xFF60: return 2
    // Vowels and finals of Hangul, which are drawn into the syllable before them.
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return isWide ? 2 : 1
    }
  }

  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DFF, 0xA000...0xA4CF,
      0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFFE0...0xFFE6,
      0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      true
    // Regional indicators are emoji, yet one column each.
    case 0x1F1E6...0x1F1FF: false
    default: properties.isEmojiPresentation
    }
  }
}
