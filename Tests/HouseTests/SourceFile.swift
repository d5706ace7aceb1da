/// One file of the repository, read once for all rules.
struct SourceFile: Sendable {
  enum Language: Sendable {
    case swift, c, python, shell, markdown

    init?(path: String) {
      let name = path.split(separator: "/").last ?? ""
      switch name.split(separator: ".", omittingEmptySubsequences: false).last {
      case "swift": self = .swift
      case "c", "h": self = .c
      case "py": self = .python
      case "sh": self = .shell
      case "md": self = .markdown
      case .some where path.hasPrefix(".ci/"): self = .shell
      default: return nil
      }
    }
  }

  /// From the root of the repository.
  let path: String
  let name: String
  let folder: String
  let language: Language
  let lines: [ArraySlice<UInt8>]
  let tokens: [Token]
  let comments: [CommentLine]
  let blocks: [CommentBlock]

  init?(path: String, bytes: [UInt8]) {
    guard let language = Language(path: path) else { return nil }
    let parts = path.split(separator: "/")
    self.path = path
    name = parts.last.map(String.init) ?? path
    folder = parts.dropLast().joined(separator: "/")
    self.language = language
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
    switch language {
    case .swift, .c, .python:
      let lexer = Lexer(bytes, language)
      tokens = lexer.tokens
      comments = lexer.comments
    case .shell:
      tokens = []
      comments = lines.enumerated().compactMap { Self.comment(ofShell: $1, line: $0 + 1) }
    case .markdown:
      tokens = []
      comments = []
    }
    blocks = CommentBlock.all(in: comments)
  }

  private static func comment(ofShell line: ArraySlice<UInt8>, line number: Int) -> CommentLine? {
    let text = String(decoding: line, as: UTF8.self).drop { $0 == " " }
    guard text.hasPrefix("# ") else { return nil }
    return CommentLine(line: number, text: String(text.dropFirst(2)), isDocumentation: false, isAlone: true)
  }

  func isUnder(_ folder: String) -> Bool { path.hasPrefix(folder + "/") }

  /// A line's words without the blanks around them; lines count from 1.
  func text(ofLine line: Int) -> String {
    guard lines.indices.contains(line - 1) else { return "" }
    let blank = UInt8(ascii: " ")
    let words = lines[line - 1].drop { $0 == blank }
    return String(decoding: words.reversed().drop { $0 == blank }.reversed(), as: UTF8.self)
  }

  func finding(at line: Int) -> Finding { Finding(line: line, text: text(ofLine: line)) }
}

/// Lines of comment that are read as one text.
struct CommentBlock: Sendable {
  var comments: [CommentLine]

  /// Comments that stand on lines of their own, one below the other and of one kind.
  static func all(in comments: [CommentLine]) -> [CommentBlock] {
    var blocks: [CommentBlock] = []
    for comment in comments where comment.isAlone {
      if let last = blocks.last?.comments.last, last.line + 1 == comment.line,
        last.isDocumentation == comment.isDocumentation
      {
        blocks[blocks.count - 1].comments.append(comment)
      } else {
        blocks.append(CommentBlock(comments: [comment]))
      }
    }
    return blocks
  }

  var line: Int { comments[0].line }
  var isDocumentation: Bool { comments[0].isDocumentation }
  var text: String { comments.map(\.text).joined(separator: " ") }

  /// Its sentences, each with the line it begins on. A sentence ends with a sign and a blank behind it.
  var sentences: [(line: Int, text: String)] {
    var sentences: [(line: Int, text: String)] = []
    var isOpen = false
    for comment in comments {
      for word in comment.text.split(separator: " ") {
        if isOpen {
          sentences[sentences.count - 1].text += " " + word
        } else {
          sentences.append((comment.line, String(word)))
        }
        isOpen = !".?!".contains(word.last ?? " ")
      }
      if comment.text.isEmpty { isOpen = false }
    }
    return sentences
  }
}
