// The documents that references point at say where each rule is in code, and what tests it.
extension Rule {
  static let documents: [Rule] = [anchored, closed]

  private static func isRuled(_ file: SourceFile) -> Bool { file.path == "docs/duty.md" || file.path == "docs/desk.md" }

  private static let fewest = 30

  private static let anchored = Rule(
    name: "anchors", looksAt: isRuled,
    find: { file, _ in
      let count = file.paragraphs.count
      return count < fewest ? [Finding(line: 1, text: "\(count) headings of a rule, fewer than \(fewest)")] : []
    },
    bad: [["docs/duty.md": "# Duty\n" + String(repeating: "### a\n", count: 29)]],
    good: [["docs/duty.md": "# Duty\n" + String(repeating: "### a\n", count: 30)]])

  private static let closed = Rule(
    name: "code and test", looksAt: isRuled,
    find: { file, repository in
      let sources = repository.declared(under: "Sources")
      let tests = repository.declared(under: "Tests")
      return file.paragraphs.filter { paragraph in
        guard let closing = paragraph.closing else { return true }
        return !closing.code.allSatisfy { sources.contains($0.firstName) }
          || !closing.tests.allSatisfy { tests.contains($0.firstName) || repository.hasFile($0) }
      }.map { file.finding(at: $0.line) }
    },
    bad: [
      sample("It holds."), sample("Code: `A.c`."), sample("Code: A. Test: B."), sample("Code: `C`. Test: `B`."),
      sample("Code: `A`. Test: `A`."), sample("Code: `A`. Test: `B`.\n\nMore."), sample("Code: `A`. Test: `.swift`."),
      sample("Code: `A`. Test: `a.swift`."),
    ],
    good: [
      sample("It holds.\n\nCode: `A.c`, `a(_:)`.\nTest: `B`."), sample("Code: `A`. Test: `Tests/b.swift`, `B.d`."),
      sample("Code: `A`. Test: `b.swift`."),
    ])

  private static func sample(_ text: String) -> Sample {
    [
      "docs/duty.md": "# Duty\n\n## Limits\nNothing.\n### a\n\(text)\n## Other\nNothing.\n",
      "Sources/a.swift": "struct A {}\nfunc a(_ b: Int) {}", "Tests/b.swift": "struct B {}",
    ]
  }
}

/// The text below one heading of a rule.
private struct Paragraph {
  var line: Int
  var lines: [String] = []

  /// Names in its last lines, `Code: … Test: …`; nil where they are missing, or name nothing.
  var closing: (code: [String], tests: [String])? {
    guard let start = lines.lastIndex(where: { $0.hasPrefix("Code: ") }), !lines[start...].contains("") else {
      return nil
    }
    let parts = lines[start...].joined(separator: " ").split(separator: "Test: ").map { Self.names(in: $0) }
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return (parts[0], parts[1])
  }

  /// The symbols between back quotes.
  private static func names(in text: Substring) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }
}

extension String {
  /// `Symbol` of `Symbol.member` and of `Symbol(_:)`.
  fileprivate var firstName: String { String(prefix { $0.isLetter || $0.isNumber || $0 == "_" }) }
}

extension SourceFile {
  fileprivate var paragraphs: [Paragraph] {
    var paragraphs: [Paragraph] = []
    var isOpen = false
    var isExample = false
    for line in 1...max(1, lines.count) {
      let text = text(ofLine: line)
      if text.hasPrefix("```") { isExample.toggle() }
      if text.hasPrefix("#"), !isExample {
        isOpen = text.hasPrefix("### ")
        if isOpen { paragraphs.append(Paragraph(line: line)) }
      } else if isOpen {
        paragraphs[paragraphs.count - 1].lines.append(text)
      }
    }
    for index in paragraphs.indices {
      while paragraphs[index].lines.last == "" { paragraphs[index].lines.removeLast() }
    }
    return paragraphs
  }
}

extension Repository {
  /// There is a file of this name under Tests, with or without its folders.
  fileprivate func hasFile(_ name: String) -> Bool {
    paths.contains { $0.hasPrefix("Tests/") && ($0 == name || $0.hasSuffix("/" + name)) }
  }

  /// Names of types and functions.
  func declared(under folder: String) -> Set<String> {
    Set(
      files.filter { $0.isSwift && $0.isUnder(folder) }.flatMap { file in
        (file.tokens.typeNames + file.tokens.functionNames).map(\.name)
      })
  }
}
