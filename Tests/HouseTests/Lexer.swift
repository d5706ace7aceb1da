/// A piece of a program as the rules see it: a word, a sign, or a text between quotes.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case word(String)
    case sign(UInt8)
    case text(String)
  }

  var kind: Kind
  var line: Int
  /// Nothing stands between it and the token before.
  var touches: Bool

  func isWord(_ word: String) -> Bool { kind == .word(word) }
  func isSign(_ sign: Unicode.Scalar) -> Bool { kind == .sign(UInt8(ascii: sign)) }
  var word: String? { if case .word(let word) = kind { word } else { nil } }
  var text: String? { if case .text(let text) = kind { text } else { nil } }
}

/// One line of a comment.
struct CommentLine: Sendable, Equatable {
  var line: Int
  var text: String
  /// It describes what is declared below it: `///`, or a text of its own in Python.
  var isDocumentation: Bool
  /// No code stands before it on its line.
  var isAlone: Bool
}

/// Divides Swift, C and Python into tokens and comments. It knows no grammar, only where texts and comments begin and end;
/// what is computed inside a text of Swift is divided like other code.
struct Lexer {
  private let bytes: [UInt8]
  private let language: SourceFile.Language
  private var at = 0
  private var line = 1
  private var lineIsBlank = true
  private var touches = false
  private(set) var tokens: [Token] = []
  private(set) var comments: [CommentLine] = []

  init(_ bytes: [UInt8], _ language: SourceFile.Language) {
    self.bytes = bytes
    self.language = language
    while at < bytes.count { step() }
  }

  private func peek(_ offset: Int = 0) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

  private mutating func step() {
    let byte = bytes[at]
    if byte == Self.newline {
      at += 1
      line += 1
      lineIsBlank = true
      touches = false
    } else if byte == Self.blank || byte == Self.tab {
      at += 1
      touches = false
    } else if Self.isOfWord(byte) {
      readWord()
    } else if byte == Self.grave, language == .swift {
      readQuotedName()
    } else if !readComment(), !readQuoted() {
      at += 1
      append(.sign(byte))
    }
  }

  private mutating func append(_ kind: Token.Kind) {
    tokens.append(Token(kind: kind, line: line, touches: touches))
    touches = true
    lineIsBlank = false
  }

  private mutating func readWord() {
    let start = at
    while at < bytes.count, Self.isOfWord(bytes[at]) { at += 1 }
    append(.word(String(decoding: bytes[start..<at], as: UTF8.self)))
  }

  /// A name between back quotes may have blanks in it, or be a word of the language; it keeps its quotes.
  private mutating func readQuotedName() {
    let start = at
    repeat { at += 1 } while at < bytes.count && bytes[at] != Self.grave && bytes[at] != Self.newline
    at = min(at + 1, bytes.count)
    append(.word(String(decoding: bytes[start..<at], as: UTF8.self)))
  }

  private static let newline = UInt8(ascii: "\n")
  private static let blank = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")
  private static let hash = UInt8(ascii: "#")
  private static let quote = UInt8(ascii: "\"")
  private static let apostrophe = UInt8(ascii: "'")
  private static let backslash = UInt8(ascii: "\\")
  private static let grave = UInt8(ascii: "`")

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    default: false
    }
  }
}

// Comments.
extension Lexer {
  private mutating func readComment() -> Bool {
    switch (language, peek()) {
    case (.python, Self.hash): readLineComment(marker: 1)
    case (.python, _): return false
    case (_, Self.slash) where peek(1) == Self.slash: readLineComment(marker: peek(2) == Self.slash ? 3 : 2)
    case (_, Self.slash) where peek(1) == Self.star: readBlockComment()
    default: return false
    }
    return true
  }

  private mutating func readLineComment(marker: Int) {
    let start = at + marker
    while at < bytes.count, bytes[at] != Self.newline { at += 1 }
    note(start..<max(start, at), isDocumentation: marker == 3)
    touches = false
  }

  /// Comments of this kind may hold others, in Swift.
  private mutating func readBlockComment() {
    var depth = 0
    var start = at + 2
    repeat {
      if peek() == Self.slash, peek(1) == Self.star {
        if depth == 0 || language == .swift { depth += 1 }
        at += 2
      } else if peek() == Self.star, peek(1) == Self.slash {
        depth -= 1
        at += 2
      } else {
        if peek() == Self.newline {
          note(start..<at, isDocumentation: false)
          start = at + 1
          line += 1
          lineIsBlank = true
        }
        at += 1
      }
    } while depth > 0 && at < bytes.count
    note(start..<max(start, at - 2), isDocumentation: false)
    touches = false
  }

  private mutating func note(_ range: Range<Int>, isDocumentation: Bool) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    let first = text.first == " " ? text.dropFirst() : text[...]
    comments.append(
      CommentLine(line: line, text: String(first), isDocumentation: isDocumentation, isAlone: lineIsBlank))
  }
}

// Texts.
extension Lexer {
  private mutating func readQuoted() -> Bool {
    var hashes = 0
    if language == .swift { while peek(hashes) == Self.hash { hashes += 1 } }
    switch peek(hashes) {
    case Self.quote: readText(hashes: hashes)
    case Self.apostrophe where language != .swift: readText(hashes: 0)
    case Self.slash where language == .swift && (hashes > 0 || isPattern): readPattern(hashes: hashes)
    default: return false
    }
    return true
  }

  private mutating func readText(hashes: Int) {
    let begun = (line: line, isAlone: lineIsBlank)
    let place = tokens.count
    append(.text(""))
    at += hashes
    let mark = bytes[at]
    let isLong = language != .c && peek(1) == mark && peek(2) == mark
    at += isLong ? 3 : 1
    var content: [UInt8] = []
    while at < bytes.count, isLong || bytes[at] != Self.newline {
      if closes(mark, isLong, hashes) {
        at += (isLong ? 3 : 1) + hashes
        break
      }
      readCharacter(hashes, into: &content)
    }
    let text = String(decoding: content, as: UTF8.self)
    tokens[place].kind = .text(text)
    if language == .python, isLong, begun.isAlone { noteText(text, from: begun.line) }
    touches = true
  }

  private func closes(_ mark: UInt8, _ isLong: Bool, _ hashes: Int) -> Bool {
    guard bytes[at] == mark, !isLong || peek(1) == mark && peek(2) == mark else { return false }
    return (0..<hashes).allSatisfy { peek((isLong ? 3 : 1) + $0) == Self.hash }
  }

  private mutating func readCharacter(_ hashes: Int, into content: inout [UInt8]) {
    let byte = bytes[at]
    if byte == Self.newline { line += 1 }
    guard byte == Self.backslash, (0..<hashes).allSatisfy({ peek(1 + $0) == Self.hash }) else {
      content.append(byte)
      at += 1
      return
    }
    at += 1 + hashes
    if language == .swift, peek() == UInt8(ascii: "(") {
      readInterpolation()
    } else {
      if peek() == Self.newline { line += 1 }
      at += 1
    }
  }

  private mutating func readInterpolation() {
    var depth = 0
    repeat {
      if peek() == UInt8(ascii: "(") { depth += 1 }
      if peek() == UInt8(ascii: ")") { depth -= 1 }
      step()
    } while depth > 0 && at < bytes.count
  }

  /// A text of Python that stands as a statement describes what it stands in.
  private mutating func noteText(_ text: String, from first: Int) {
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.drop { $0 == " " }
      comments.append(CommentLine(line: first + offset, text: String(words), isDocumentation: true, isAlone: true))
    }
  }

  /// A slash begins a pattern where a value may begin, and no blank follows.
  private var isPattern: Bool {
    guard peek(1) != Self.blank, peek(1) != Self.newline else { return false }
    switch tokens.last?.kind {
    case nil: return true
    case .sign(let sign): return "(,=:[{&|!?;".utf8.contains(sign)
    case .word(let word): return ["return", "in", "case", "if", "where"].contains(word)
    case .text: return false
    }
  }

  private mutating func readPattern(hashes: Int) {
    append(.text(""))
    at += hashes + 1
    var isInClass = false
    while at < bytes.count, hashes > 0 || bytes[at] != Self.newline {
      let byte = bytes[at]
      if byte == Self.newline { line += 1 }
      if byte == UInt8(ascii: "[") { isInClass = true }
      if byte == UInt8(ascii: "]") { isInClass = false }
      at += byte == Self.backslash ? 2 : 1
      if byte == Self.slash, !isInClass, (0..<hashes).allSatisfy({ peek($0) == Self.hash }) { break }
    }
    at += hashes
    touches = true
  }
}
