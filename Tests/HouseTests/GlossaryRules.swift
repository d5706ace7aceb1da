// The words of ARCHITECTURE.md are the words of the code.
extension Rule {
  static let glossary: [Rule] = [bothLanguages, wordsUsed]

  private static let bothLanguages = Rule(
    name: "both languages", looksAt: { $0.path == "ARCHITECTURE.md" },
    find: { file, _ in
      let words = file.words
      guard !words.isEmpty else { return [Finding(line: 1, text: "no table of words")] }
      return words.filter { word in
        let isEnglish = word.english.first.map { $0.isASCII && $0.isLetter } ?? false
        let isChinese = word.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        return !isEnglish || !isChinese || word.meaning.isEmpty
      }.map { file.finding(at: $0.line) }
    },
    bad: [
      ["ARCHITECTURE.md": table("| Turn | – | a shift |")], ["ARCHITECTURE.md": table("| | 班 | a shift |")],
      ["ARCHITECTURE.md": table("| Turn | 班 | |")], ["ARCHITECTURE.md": "# Words\n"],
    ],
    good: [["ARCHITECTURE.md": table("| Turn | 班 | a shift |")]])

  /// Each word is part of some name, so that the table holds no word that has gone.
  private static let wordsUsed = Rule(
    name: "word used", looksAt: { $0.path == "ARCHITECTURE.md" },
    find: { file, repository in
      let names = repository.files.filter(\.isOurSwift).reduce(into: Set<String>()) { names, file in
        for token in file.tokens { if let word = token.word { names.insert(word) } }
      }
      let used = ArraySlice(names.sorted().joined(separator: " ").lowercased().utf8)
      return file.words.flatMap { word in
        word.english.split(whereSeparator: { ",;".contains($0) }).filter { term in
          !used.holds(Array(term.lowercased().filter(\.isLetter).utf8))
        }.map { Finding(line: word.line, text: "no name has the word “\($0.drop { $0 == " " })”") }
      }
    },
    bad: [["ARCHITECTURE.md": table("| Turn, seat | 班 | a shift |"), "Sources/a.swift": "struct Turn {}"]],
    good: [
      ["ARCHITECTURE.md": table("| Sign code, turn | 班 | a shift |"), "Sources/a.swift": "var signCodeOfTurn = 1"]
    ])

  private static func table(_ row: String) -> String {
    "# A\n\n## Words\n\n| word | 中文 | means |\n|---|---|---|\n\(row)\n\n## Other\n\n| a | b | c |\n"
  }
}

/// A row of the table of words.
private struct Word {
  var line: Int
  var english: String
  var chinese: String
  var meaning: String
}

extension SourceFile {
  fileprivate var words: [Word] {
    var isInside = false
    let rows = lines.indices.compactMap { index -> Word? in
      let text = text(ofLine: index + 1)
      if text.hasPrefix("#") { isInside = text == "## Words" }
      guard isInside, text.hasPrefix("|") else { return nil }
      let cells = text.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      guard cells.count == 3 else { return Word(line: index + 1, english: "", chinese: "", meaning: "") }
      return Word(line: index + 1, english: cells[0], chinese: cells[1], meaning: cells[2])
    }
    return Array(rows.dropFirst(2))
  }
}
