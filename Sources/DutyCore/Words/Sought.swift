/// The words that somebody types to find something: the one matcher of search, pickers and menus.
///
/// A text is found by Hanzi anywhere in it, by words in letters and digits from their beginning, by its pinyin in full
/// or by initials from any syllable on; case and width do not matter. All of several words must be found.
package struct Sought: Hashable, Sendable {
  /// A piece of it between two blanks: it must be found in one piece.
  package struct Word: Hashable, Sendable {
    package let tokens: [String]
  }

  package let words: [Word]

  package init(_ typed: String) {
    words = typed.split(whereSeparator: \.isWhitespace).map { Word(tokens: Self.tokens(of: String($0))) }
      .filter { !$0.tokens.isEmpty }
  }

  package var isEmpty: Bool { words.isEmpty }

  /// Whether each word is found in one of `texts` or in how they are spelled.
  package func finds(_ texts: [String], _ spellings: [Spelling] = []) -> Bool {
    guard !isEmpty else { return true }
    let found = texts.map(Self.tokens) + spellings.map(\.tokens)
    return words.allSatisfy { word in found.contains { word.stands(in: $0) } }
  }
}

extension Sought.Word {
  /// Whether its tokens stand in `tokens` side by side, of the last one the beginning, or all of it where that is
  /// asked for.
  package func stands(in tokens: [String], lastIsWhole: Bool = false) -> Bool {
    guard let last = self.tokens.last, tokens.count >= self.tokens.count else { return false }
    let body = self.tokens.dropLast()
    return tokens.indices.dropLast(body.count).contains { start in
      let end = tokens[start + body.count]
      return (lastIsWhole ? end == last : end.hasPrefix(last)) && tokens[start...].starts(with: body)
    }
  }
}

// MARK: - Tokens

extension Sought {
  /// The parts by which `text` is found: each Hanzi, each run of letters, each run of digits.
  package static func tokens(of text: String) -> [String] {
    var line: [UInt8] = []
    write(text, to: &line)
    return line.split(separator: blank).map { String(decoding: $0, as: UTF8.self) }
  }

  private static let blank = UInt8(ascii: " ")

  /// Writes the tokens of `text` at the end of `line`, a blank before each.
  package static func write(_ text: String, to line: inout [UInt8]) {
    var last = Script.none
    for scalar in text.unicodeScalars {
      let folded = scalar.narrow
      let script = Script(folded)
      if script != .none, script != last || script == .hanzi { line.append(blank) }
      switch script {
      case .none: break
      case .hanzi, .digits: folded.write(to: &line)
      case .letters: folded.writeInSmall(to: &line)
      }
      last = script
    }
  }

  private enum Script {
    case none, hanzi, letters, digits

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x61...0x7A, 0x41...0x5A: self = .letters
      case 0x30...0x39: self = .digits
      case 0...0x7F: self = .none
      case 0x3007, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .hanzi
      default: self = Script(scalar.properties.generalCategory)
      }
    }

    private init(_ category: Unicode.GeneralCategory) {
      switch category {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .letters
      case .decimalNumber, .letterNumber, .otherNumber: self = .digits
      case .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation, .dashPunctuation, .openPunctuation,
        .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
        .modifierSymbol, .otherSymbol, .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format,
        .surrogate, .privateUse, .unassigned:
        self = .none
      @unknown default: self = .none
      }
    }
  }
}

extension Unicode.Scalar {
  /// A full-width letter, digit or sign as the one it stands for.
  fileprivate var narrow: Unicode.Scalar {
    (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) ?? self : self
  }

  fileprivate func write(to line: inout [UInt8]) {
    if isASCII { line.append(UInt8(value)) } else { line.append(contentsOf: UTF8.encode(self) ?? .init()) }
  }

  fileprivate func writeInSmall(to line: inout [UInt8]) {
    switch value {
    case 0x41...0x5A: line.append(UInt8(value) + 0x20)
    case 0x61...0x7A: line.append(UInt8(value))
    default: line.append(contentsOf: properties.lowercaseMapping.utf8)
    }
  }
}
