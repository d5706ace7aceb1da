/// A piece of code with a name and a body.
struct Function: Equatable {
  var name: String
  var line: Int
  /// From its name to its closing brace.
  var lines: Int
}

extension Token {
  /// Words before the name of something with a body.
  static let declaring: Set = [
    "func", "init", "deinit", "subscript", "var", "let", "struct", "enum", "extension",
  ]
  /// Words before the name of a type.
  static let typing: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]
}

extension [Token] {
  func isSign(_ sign: Unicode.Scalar, at index: Int) -> Bool { indices.contains(index) && self[index].isSign(sign) }
  func isWord(_ word: String, at index: Int) -> Bool { indices.contains(index) && self[index].isWord(word) }

  /// The sign that closes the bracket at `open`, whatever brackets stand between; nil where it stays open.
  func closing(_ open: Int) -> Int? {
    var depth = 0
    for index in open..<count {
      switch self[index].kind {
      case .sign(let sign) where "([{".utf8.contains(sign): depth += 1
      case .sign(let sign) where ")]}".utf8.contains(sign):
        depth -= 1
        if depth == 0 { return index }
      case .sign, .word, .text: continue
      }
    }
    return nil
  }

  /// The brace that opens a body, from `start` on and outside round and square brackets; nil where the declaration has none.
  func body(from start: Int, isOneLine: Bool = false) -> Int? {
    var index = start
    while index < count {
      switch self[index].kind {
      case .sign(UInt8(ascii: "{")): return index
      case .sign(UInt8(ascii: "}")): return nil
      case .sign(UInt8(ascii: "=")) where isOneLine: return nil
      case .sign(let sign) where "([".utf8.contains(sign):
        guard let closing = closing(index) else { return nil }
        index = closing
      case .word(let word) where Token.declaring.contains(word) && !isSign(".", at: index - 1): return nil
      case .sign, .word, .text: break
      }
      index += 1
      if isOneLine, index < count, self[index].line != self[index - 1].line { return nil }
    }
    return nil
  }

  /// Names that stand behind one of `words`, with their lines.
  func names(behind words: Set<String>) -> [(name: String, line: Int)] {
    indices.dropFirst().compactMap { index in
      guard let name = self[index].word, let word = self[index - 1].word, words.contains(word),
        !isSign(".", at: index - 2),
        !Token.declaring.contains(name)
      else { return nil }
      return (name, self[index].line)
    }
  }

  var typeNames: [(name: String, line: Int)] { names(behind: Token.typing) }
  var functionNames: [(name: String, line: Int)] { names(behind: ["func"]) }

  /// Names of the types that are declared or extended.
  var types: Set<String> { Set(names(behind: Token.typing.union(["extension"])).map(\.name)) }
}

extension SourceFile {
  /// In Swift functions, initialisers, subscripts and properties with a body; in C functions.
  var functions: [Function] {
    switch language {
    case .swift: swiftFunctions
    case .c: functionsOfC
    case .python, .shell, .markdown: []
    }
  }

  private var swiftFunctions: [Function] {
    tokens.indices.compactMap { index in
      guard let word = tokens[index].word, !tokens.isSign(".", at: index - 1) else { return nil }
      let isNamed = word == "func" || word == "var"
      guard isNamed || word == "init" || word == "subscript" || word == "deinit" else { return nil }
      guard let open = tokens.body(from: index + (isNamed ? 2 : 1), isOneLine: word == "var"),
        let closing = tokens.closing(open)
      else { return nil }
      let name = isNamed ? tokens[index + 1].word ?? word : word
      return Function(
        name: name, line: tokens[index].line, lines: tokens[closing].line - tokens[index].line + 1)
    }
  }

  /// The last token of a line for the preprocessor, which a stroke at its end lets go on.
  private func endOfDirective(_ start: Int) -> Int {
    var index = start
    while index + 1 < tokens.count, tokens[index + 1].line == tokens[index].line || tokens[index].isSign("\\") {
      index += 1
    }
    return index
  }

  private var functionsOfC: [Function] {
    var functions: [Function] = []
    var start = 0
    var index = 0
    while index < tokens.count {
      if tokens[index].isSign("{"), let closing = tokens.closing(index) {
        if tokens.isSign(")", at: index - 1) {
          let opening = tokens[start..<index].firstIndex { $0.isSign("(") } ?? index
          let name = tokens[start..<opening].last?.word ?? ""
          functions.append(
            Function(
              name: name, line: tokens[start].line, lines: tokens[closing].line - tokens[start].line + 1))
        }
        index = closing
        start = closing + 1
      } else if tokens[index].isSign(";") {
        start = index + 1
      } else if tokens[index].isSign("#") {
        index = endOfDirective(index)
        start = index + 1
      }
      index += 1
    }
    return functions
  }
}
