// Comments are plain English: sentences with a main verb, and nothing but words.
extension Rule {
  static let comments: [Rule] = [phrases, beginnings, fragments, banners, deadCode, endings]

  /// They read like another language in English words.
  private static let foreign = ["beside what", "of now", "so many", "whose it is", "no word of"]

  private static let phrases = Rule(
    name: "phrase", looksAt: { _ in true },
    find: { file, _ in
      guard file.language != .markdown else {
        return file.lines.indices.map { file.finding(at: $0 + 1) }.filter { line in
          foreign.contains { line.text.hasPhrase($0) }
        }
      }
      return file.blocks.flatMap { block in
        block.sentences.filter { sentence in foreign.contains { sentence.text.hasPhrase($0) } }.map {
          file.finding(at: $0.line)
        }
      }
    },
    bad: [
      ["a.swift": "/// So many days.\nlet a = 1"], ["a.c": "// It counts beside\n// what is open.\n"],
      ["a.py": "def a():\n    \"\"\"Waits for so many seconds.\"\"\"\n"], ["a.sh": "# The state of now.\n"],
      ["README.md": "It tells so many days.\n"],
    ],
    good: [["a.swift": "/// As many days as this; so manyfold, proof of nowhere.\nlet a = \"so many\" // of no w"]])

  private static let beginnings = Rule(
    name: "Of", looksAt: \.isProgram,
    find: { file, _ in
      file.blocks.flatMap { block in
        block.sentences.filter { $0.text.hasPrefix("Of ") }.map { file.finding(at: $0.line) }
      }
    },
    bad: [["a.swift": "/// Of the columns.\nlet a = 1"], ["a.swift": "// It is sent. Of several the last.\n"]],
    good: [["a.swift": "/// The last of several. Often of these.\nlet a = 1"]])

  /// A lone sentence that begins so describes nothing and says nothing.
  private static let askers: Set = ["What", "Who", "Whose", "Whom", "Which", "How", "Why"]

  private static let fragments = Rule(
    name: "What", looksAt: { $0.isSwiftOrC },
    find: { file, _ in
      file.blocks.filter { block in
        let sentences = block.sentences
        guard block.isDocumentation, sentences.count == 1 else { return false }
        return sentences[0].text.split(separator: " ").first.map { askers.contains(String($0)) } ?? false
      }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["a.swift": "/// What was read\n/// of it.\nlet a = 1"], ["a.swift": "  /// Whose file it is.\n  let a = 1"],
      ["a.swift": "/// How it is read.\nlet a = 1"],
    ],
    good: [
      [
        "a.swift":
          "/// Who acts signs. What is signed stays.\nlet a = 1\n/// The one who acts.\nlet b = 1\n// What follows.\n"
      ]
    ])

  private static let banners = Rule(
    name: "banner", looksAt: \.isProgram,
    find: { file, _ in
      let drawn = file.comments.filter { $0.text.isDrawn }.map(\.line)
      return (drawn + (file.language == .python ? [] : file.blocks.flatMap(\.emptyLines))).map(file.finding)
    },
    bad: [
      ["a.swift": "// -----\n"], ["a.py": "# ==== reading ====\n"],
      ["a.swift": "///\n/// It reads.\nlet a = 1"], ["a.swift": "/// It reads.\n///\nlet a = 1"],
      ["a.swift": "/// It reads.\n///\n///\n/// It writes.\nlet a = 1"],
    ],
    good: [["a.swift": "/// It reads `--plain`.\n///\n/// It writes - or does not.\nlet a = 1"]])

  private static let deadCode = Rule(
    name: "dead code", looksAt: \.isProgram,
    find: { file, _ in file.comments.filter { !$0.isDocumentation && $0.text.isCode }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["a.swift": "// let a = 1\n"], ["a.swift": "a() // return b(c)\n"], ["a.c": "// free(a);\n"],
      ["a.swift": "//   guard a else {\n"],
      ["a.py": "# import os\n"], ["a.swift": "// }\n"], ["a.swift": "// a.b(c)\n"],
    ],
    good: [
      [
        "a.swift":
          "// Let a be what it is; return nothing.\n// import of (foreign) rows: if there are none, it ends\n// here (`a()`).\n"
      ]
    ])

  private static let endings = Rule(
    name: "sentence", looksAt: \.isSwift,
    find: { file, _ in
      file.blocks.filter { block in
        guard block.isDocumentation, let last = block.comments.last, file.hasType(below: last.line) else {
          return false
        }
        return !".?!".contains(last.text.last { $0 != ")" } ?? " ")
      }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["a.swift": "/// A turn of a shift\nstruct A {}"], ["a.swift": "/// A turn\n@frozen package\nindirect enum A {}"],
    ],
    good: [["a.swift": "/// A turn\n/// of a shift.\nstruct A {}\n// not here\n/// 早班\nlet a = 1\nstruct B {}"]])
}

extension SourceFile {
  /// The declaration below a comment is a type's.
  fileprivate func hasType(below line: Int) -> Bool {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].line > line { high = middle } else { low = middle + 1 }
    }
    for token in tokens[low...] {
      guard let word = token.word else { continue }
      if Token.typing.contains(word) { return true }
      if Token.declaring.contains(word) || word == "case" { return false }
    }
    return false
  }
}

extension CommentBlock {
  /// Empty lines of documentation that part nothing from nothing.
  fileprivate var emptyLines: [Int] {
    guard isDocumentation else { return [] }
    let texts = comments.map(\.text)
    return comments.indices.filter { index in
      texts[index].isEmpty && (index == 0 || index == texts.count - 1 || texts[index - 1].isEmpty)
    }.map { comments[$0].line }
  }
}

extension String {
  /// `phrase` stands in it as words of their own, however written.
  fileprivate func hasPhrase(_ phrase: String) -> Bool {
    let text = lowercased()
    return text.ranges(of: phrase).contains { range in
      let isBegun = range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isLetter
      let isEnded = range.upperBound == text.endIndex || !text[range.upperBound].isLetter
      return isBegun && isEnded
    }
  }

  /// Four equal signs in a row, as lines are drawn with.
  fileprivate var isDrawn: Bool {
    var run = 0
    var last: Unicode.Scalar?
    for sign in unicodeScalars {
      run = sign == last ? run + 1 : 1
      last = sign
      if run >= 4, "-=*#~_─━═/".unicodeScalars.contains(sign) { return true }
    }
    return false
  }

  /// It reads as code: by its end, or by a first word of the language together with the signs that follow it in code.
  fileprivate var isCode: Bool {
    let text = drop { $0 == " " }
    if text.hasSuffix("{") || text.hasSuffix(");") || text == "}" || text == "})" { return true }
    if text.hasSuffix(")"), !text.contains(" "), text.contains("("), text.first?.isLetter == true { return true }
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count > 1, words[0] == "import" || text.contains(where: { "=({".contains($0) }) else { return false }
    switch words[0] {
    case "import": return words.count == 2
    case "let", "var": return words.count == 3 && words[2].hasPrefix("=") || words[1].hasSuffix(":")
    case "return", "guard", "func", "try", "throw", "#expect", "if": return ")}]".contains(text.last ?? " ")
    default: return false
    }
  }
}
