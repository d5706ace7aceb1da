/// How a text is spelled in pinyin: the syllables of each run of Hanzi in it, without tones, with v for ü as it is typed.
///
/// It is worked out where things are written, and kept; here it is only held and compared.
package struct Spelling: Hashable, Sendable {
  package let runs: [[String]]

  package static let none = Spelling(runs: [])

  package init(runs: [[String]]) { self.runs = runs }

  /// Reads what `text` says, such as `nong mao/xiang`.
  package init(_ text: String) {
    runs = text.split(separator: "/").map { $0.split(separator: " ").map(String.init) }
  }

  /// Its runs in one line, as it is kept.
  package var text: String { runs.map { $0.joined(separator: " ") }.joined(separator: "/") }

  /// Of all its syllables.
  package var initials: String { String(runs.joined().compactMap(\.first)) }

  /// Syllables that are typed in one go at most.
  private static let longest = 12

  /// What it is found by: from each syllable on to the end of its run, in full and by initials.
  package var tokens: [String] {
    var found: [String] = []
    for run in runs {
      for start in run.indices {
        let rest = run[start...].prefix(Self.longest)
        found.append(rest.joined())
        if rest.count > 1 { found.append(String(rest.compactMap(\.first))) }
      }
    }
    return found
  }
}
