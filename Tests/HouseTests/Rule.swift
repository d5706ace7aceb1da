import Testing

/// One place where a file breaks a rule.
struct Finding: Sendable, Hashable {
  var line: Int
  /// The line's words, or a sentence where a whole file is meant.
  var text: String
}

/// A rule of the house that a program can see.
struct Rule: Sendable, CustomTestStringConvertible {
  /// The name in `exceptions.txt`.
  let name: String
  let looksAt: @Sendable (SourceFile) -> Bool
  let find: @Sendable (SourceFile, Repository) -> [Finding]
  /// Files in which it must find something, and files in which it must not: without them a rule that finds nothing proves
  /// nothing.
  let bad: [Sample]
  let good: [Sample]

  var testDescription: String { name }

  func findings(in repository: Repository) -> [(file: SourceFile, finding: Finding)] {
    repository.files.filter(looksAt).flatMap { file in find(file, repository).map { (file, $0) } }
  }
}

/// A repository of few files: their texts by path.
struct Sample: Sendable, ExpressibleByDictionaryLiteral {
  var texts: [String: String]

  init(dictionaryLiteral elements: (String, String)...) {
    texts = Dictionary(elements) { $1 }
  }

  var repository: Repository { Repository(texts.mapValues { Array($0.utf8) }) }
}

extension Rule {
  static let all = [
    lines, sizes, names, code, choices, comments, references, documents, glossary, package, imports,
  ].flatMap { $0 }
}

extension SourceFile {
  var isSwift: Bool { language == .swift }
  var isOurSwift: Bool { isSwift && isUnder("Sources") }
  var isSwiftOrC: Bool { language == .swift || language == .c }
  var isProgram: Bool { language == .swift || language == .c || language == .python }
}
