/// The spelling of a text in pinyin: the syllables of each run of Hanzi in it, without tones, with v for ü as it is typed.
///
/// It is worked out where things are written, and kept; here it is only held and compared.
package struct Spelling: Hashable, Sendable {
  /// Its runs in one line, such as `nong mao/xiang`, as it is kept: a desk reads hundreds and looks into few.
  package let text: String

  package static let none = Spelling("")

  package init(_ text: String) { self.text = text }
  package init(runs: [[String]]) { text = runs.map { $0.joined(separator: " ") }.joined(separator: "/") }

  package var runs: [[String]] {
    text.split(separator: "/").map { $0.split(separator: " ").map(String.init) }
  }

  /// The initials of all its syllables.
  package var initials: String { String(runs.joined().compactMap(\.first)) }

  /// Syllables that are typed in one go at most.
  private static let longest = 12

  /// The tokens it is found by: from each syllable on to the end of its run, in full and by initials.
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
