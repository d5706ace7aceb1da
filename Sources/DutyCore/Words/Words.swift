/// A free text, or a reporter's name or phone: words that may have to be erased by law.
///
/// An entry's bytes never hold them. They hold a salted digest; the words lie beside the entry in a table of
/// their own. Encoding an entry hands its words to the `WordsBook` in the coder's `userInfo`, decoding asks the
/// book for them again, so no one else needs to know (docs/duty.md#words).
package struct Words: Hashable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// A text that somebody wrote or said: searchable, printable.
    case text
    /// A reporter's name or phone: masked, shown by a recorded reveal, in no report and no export.
    case name, phone
    /// The hash of a PIN: never shown, never exported.
    case secret
  }

  package let kind: Kind
  /// Nil where the words were erased.
  package let text: String?

  /// A NUL, at which SQLite's texts end, is shown as what it is: a character that means nothing.
  package init(_ text: String, kind: Kind = .text) {
    self.text = text.utf8.contains(0) ? String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : text
    self.kind = kind
  }

  package init(erased kind: Kind) {
    text = nil
    self.kind = kind
  }

  /// Nil where nothing but blanks was written.
  package init?(written text: String?, kind: Kind = .text) {
    guard let text, let trimmed = Words.trimmed(text) else { return nil }
    self.init(trimmed, kind: kind)
  }

  package var isBlank: Bool { text.map { Words.trimmed($0) == nil } ?? false }

  /// The words as people may see them: erased ones say so, a name or phone shows its shape only.
  package func shown(_ language: Language) -> String {
    guard let text else { return language("（依法删除）", "(erased by law)") }
    switch kind {
    case .text: return text
    case .name: return text.prefix(1) + "*"
    case .phone: return text.count >= 7 ? text.prefix(3) + "****" + text.suffix(4) : "****"
    case .secret: return "****"
    }
  }

  static func trimmed(_ text: String) -> String? {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return nil }
    return String(scalars[first...last])
  }
}

/// The part of an entry's bytes that stands in place of words.
package struct SealedWords: Hashable, Codable, Sendable {
  /// The place among the entry's words, in the order they were sealed.
  package let word: Int
  package let kind: Words.Kind
  /// SHA-256 over kind, salt and text, in hex.
  package let digest: String

  package init(word: Int, kind: Words.Kind, digest: String) {
    self.word = word
    self.kind = kind
    self.digest = digest
  }
}

/// Puts words aside when an entry is encoded and finds them when it is decoded.
package struct WordsBook: Sendable {
  package static let key = CodingUserInfoKey(rawValue: "words")

  let seal: @Sendable (Words) -> SealedWords
  let open: @Sendable (SealedWords) -> Words

  package init(
    seal: @escaping @Sendable (Words) -> SealedWords, open: @escaping @Sendable (SealedWords) -> Words
  ) {
    self.seal = seal
    self.open = open
  }

  fileprivate static func book(in userInfo: [CodingUserInfoKey: Any]) -> WordsBook {
    guard let key, let book = userInfo[key] as? WordsBook else {
      preconditionFailure("words are coded only with a book to keep them")
    }
    return book
  }
}

extension Words: Codable {
  package init(from decoder: any Decoder) throws {
    let sealed = try decoder.singleValueContainer().decode(SealedWords.self)
    self = WordsBook.book(in: decoder.userInfo).open(sealed)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(WordsBook.book(in: encoder.userInfo).seal(self))
  }
}
