/// A package's description, as far as the rules ask: its targets, and what its constants mention.
struct PackageText {
  struct Target {
    var kind: String
    var line: Int
    /// The tokens of each argument, by label.
    var arguments: [String: [Token]]

    var name: String { arguments["name"]?.first?.text ?? "" }

    /// The folder of its files.
    var path: String {
      arguments["path"]?.first?.text ?? (kind == "testTarget" ? "Tests/" : "Sources/") + name
    }
  }

  private(set) var targets: [Target] = []
  private var constants: [String: [Token]] = [:]

  init(_ file: SourceFile) {
    let tokens = file.tokens
    for index in tokens.indices {
      if tokens[index].isWord("let"), index + 1 < tokens.count, let name = tokens[index + 1].word, name != "package" {
        constants[name] = tokens.value(from: index + 2)
      }
      guard let kind = tokens[index].word,
        ["target", "executableTarget", "testTarget", "systemLibrary"].contains(kind),
        tokens.isSign(".", at: index - 1), tokens.isSign("(", at: index + 1), let closing = tokens.closing(index + 1)
      else { continue }
      let target = Target(
        kind: kind, line: tokens[index].line, arguments: Array(tokens[(index + 2)..<closing]).arguments)
      // A dependency on a target of the package may be written in the same way; it has a condition and no settings.
      if target.arguments["condition"] == nil { targets.append(target) }
    }
  }

  /// `name` stands among the tokens, or among those of a constant that does.
  func says(_ name: String, in tokens: [Token]?) -> Bool { mentions(tokens) { $0.isWord(name) } }

  /// A text that begins so stands among them.
  func says(text: String, in tokens: [Token]?) -> Bool { mentions(tokens) { $0.text?.hasPrefix(text) ?? false } }

  private func mentions(_ tokens: [Token]?, _ holds: (Token) -> Bool) -> Bool {
    var seen: Set<String> = []
    var waiting = tokens ?? []
    while let token = waiting.popLast() {
      if holds(token) { return true }
      guard let word = token.word, seen.insert(word).inserted else { continue }
      waiting += constants[word] ?? []
    }
    return false
  }

  /// Programs, and the targets they come to by their dependencies.
  var linked: [Target] {
    var names = Set(targets.filter { $0.kind == "executableTarget" }.map(\.name))
    var waiting = names
    while let name = waiting.popFirst() {
      let dependencies = targets.first { $0.name == name }?.arguments["dependencies"] ?? []
      for case let name? in dependencies.map(\.text) where names.insert(name).inserted { waiting.insert(name) }
    }
    return targets.filter { names.contains($0.name) }
  }
}

extension [Token] {
  /// The tokens of a constant's value: up to the next declaration outside brackets.
  fileprivate func value(from start: Int) -> [Token] {
    var index = start
    while index < count, !self[index].isWord("let") {
      if self[index].isSign("(") || self[index].isSign("[") { index = closing(index) ?? count }
      index += 1
    }
    return Array(self[start..<Swift.min(index, count)])
  }

  /// Divided at the commas outside brackets, by label.
  fileprivate var arguments: [String: [Token]] {
    var arguments: [String: [Token]] = [:]
    var label = ""
    var index = 0
    while index < count {
      let start = index
      if self[index].isSign("(") || self[index].isSign("[") { index = closing(index) ?? count - 1 }
      if self[index].isSign(",") {
        label = ""
      } else if label.isEmpty, let word = self[index].word, isSign(":", at: index + 1) {
        label = word
        index += 1
      } else {
        arguments[label, default: []] += self[start...index]
      }
      index += 1
    }
    return arguments
  }
}
