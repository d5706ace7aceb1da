extension Sought {
  /// A stretch of a text.
  package struct Part: Hashable, Sendable {
    package let text: String
    /// It is what was sought; what is found by its pinyin only is not.
    package let isFound: Bool
  }

  /// `text` in stretches, those apart that were sought.
  package func parts(of text: String) -> [Part] {
    let characters = Array(text)
    let tokens = characters.map { Self.tokens(of: String($0)).joined() }
    var isFound = Array(repeating: false, count: characters.count)
    for word in words {
      let wanted = word.tokens.joined()
      for start in tokens.indices where Self.begins(at: start, characters) {
        guard let end = Self.end(of: wanted, from: start, in: tokens) else { continue }
        for index in start...end { isFound[index] = true }
      }
    }
    var parts: [Part] = []
    for (character, isFound) in zip(characters, isFound) {
      if let last = parts.last, last.isFound == isFound {
        parts[parts.count - 1] = Part(text: last.text + String(character), isFound: isFound)
      } else {
        parts.append(Part(text: String(character), isFound: isFound))
      }
    }
    return parts
  }

  /// A word in letters or digits begins there, or a Hanzi stands there.
  private static func begins(at index: Int, _ characters: [Character]) -> Bool {
    guard index > 0 else { return true }
    return tokens(of: String(characters[(index - 1)...index])).count > 1
      || tokens(of: String(characters[index - 1])).isEmpty
  }

  /// Finds where `wanted` ends that begins at `start`, signs in between left aside; nil where it does not stand there.
  private static func end(of wanted: String, from start: Int, in tokens: [String]) -> Int? {
    guard !tokens[start].isEmpty else { return nil }
    var rest = wanted[...]
    for index in start..<tokens.count {
      guard rest.hasPrefix(tokens[index]) else { return nil }
      rest = rest.dropFirst(tokens[index].count)
      if rest.isEmpty { return index }
    }
    return nil
  }
}
