/// A key as the desk understands it, whatever terminal or input method it came through.
package enum Key: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
  /// A letter held with Ctrl, in small.
  case control(Character)
}

extension Key {
  /// A Chinese input method types full-width letters and Chinese signs; on a list they mean the keys they lie on.
  /// See docs/desk.md#without-letters.
  package var folded: Key {
    guard case .character(let character) = self else { return self }
    return .character(Self.folded(character))
  }

  package static func folded(_ character: Character) -> Character {
    if let sign = signs[character] { return sign }
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
      (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return character }
    return Character(plain)
  }

  private static let signs: [Character: Character] = [
    "、": "/", "。": ".", "　": " ", "“": "\"", "”": "\"", "‘": "'", "’": "'", "【": "[", "】": "]", "《": "<",
    "》": ">", "—": "-", "·": "`", "￥": "$", "…": "^",
  ]

  /// A Hanzi or any other character that no command is on.
  package var isWord: Bool {
    guard case .character(let character) = folded else { return false }
    return !character.isASCII
  }

  /// The key's name on a hint line, in help and in scripts.
  package var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    case .control(let character): "Ctrl-" + character.uppercased()
    }
  }

  /// Reads a key's name; nil for a word that names none.
  package init?(named name: String) {
    let plain: [Key] = [
      .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown,
    ]
    if let key = plain.first(where: { $0.name == name }) {
      self = key
    } else if name.hasPrefix("Ctrl-"), name.count == 6, let letter = name.last {
      self = .control(Character(letter.lowercased()))
    } else if name.hasPrefix("F"), let number = Int(name.dropFirst()) {
      self = .function(number)
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else {
      return nil
    }
  }
}
