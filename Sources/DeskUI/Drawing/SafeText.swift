import DutyCore

/// Text made fit for a terminal: the one way in which words from outside reach the screen.
///
/// Control, bidi, zero-width and tag characters become marks that can be seen, so that nothing moves the cursor,
/// turns a line around or hides in it. What the ledger holds is not touched.
/// See docs/desk.md#safe-text.
package struct SafeText: Hashable, Sendable {
  /// The content of one cell or two: a scalar with a width, and the marks that are drawn onto it.
  package struct Cluster: Hashable, Sendable {
    package var text: String
    package let width: Int
  }

  package private(set) var clusters: [Cluster] = []

  /// More marks than this on one character are left out: no script needs them, and ncurses has no room for them.
  private static let marksPerCharacter = 4

  package init(_ text: String) {
    clusters.reserveCapacity(text.utf8.count)
    var marks = 0
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar.isUnsafeToPrint {
        // A joiner after a pictograph joins what terminals draw apart anyway: each of the joined is shown.
        if scalar.value == 0x200D, previous?.properties.isEmoji == true { continue }
        mark(scalar)
        marks = 0
      } else if scalar.columns == 0 {
        // Terminals disagree about the variation selectors; without them each draws its own shape of the same.
        if (0xFE00...0xFE0F).contains(scalar.value) { continue }
        draw(onto: scalar, &marks)
      } else {
        clusters.append(Cluster(text: String(scalar), width: scalar.columns))
        marks = 0
      }
      previous = scalar
    }
  }

  /// A combining mark goes onto the character before it; one without is marked itself.
  private mutating func draw(onto mark: Unicode.Scalar, _ marks: inout Int) {
    guard let last = clusters.indices.last, clusters[last].text != " " else {
      self.mark(mark)
      return
    }
    if marks < Self.marksPerCharacter { clusters[last].text.unicodeScalars.append(mark) }
    marks += 1
  }

  /// `^J` for a control character, `<202E>` for anything else that has no shape of its own.
  private mutating func mark(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    let shown: String
    if value < 0x20 || value == 0x7F {
      shown = "^" + String(Unicode.Scalar(UInt8(value ^ 0x40)))
    } else {
      let digits = String(value, radix: 16, uppercase: true)
      shown = "<" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    }
    for character in shown { clusters.append(Cluster(text: String(character), width: 1)) }
  }

  package var width: Int { clusters.reduce(0) { $0 + $1.width } }

  package static func width(of text: String) -> Int { SafeText(text).width }

  /// The text in at most `columns`; one that is cut never ends in half a Hanzi, and
  /// in `..` where that leaves enough of it.
  package static func fitted(_ text: String, _ columns: Int) -> String {
    let safe = SafeText(text)
    guard safe.width > columns else { return safe.string }
    let dots = columns >= 12 ? ".." : ""
    var used = 0
    let kept = safe.clusters.prefix {
      used += $0.width
      return used <= columns - dots.count
    }
    return kept.map(\.text).joined() + dots
  }

  package var string: String { clusters.map(\.text).joined() }

  /// The text in lines of at most `columns`: broken at its own line ends, before a Hanzi, or at a blank.
  /// Lines after the first are `indent` columns shorter.
  package static func wrapped(_ text: String, _ columns: Int, indent: Int = 0) -> [String] {
    text.split(omittingEmptySubsequences: true) { $0.isNewline }.enumerated().flatMap { index, part in
      SafeText(String(part)).wrapped(index == 0 ? columns : columns - indent, then: columns - indent)
    }
  }

  private func wrapped(_ first: Int, then columns: Int) -> [String] {
    var lines: [[Cluster]] = []
    var line: [Cluster] = []
    var used = 0
    for cluster in clusters {
      if used + cluster.width > (lines.isEmpty ? first : columns), !line.isEmpty {
        let carried = Self.carried(from: &line, before: cluster)
        lines.append(line)
        line = carried
        used = carried.reduce(0) { $0 + $1.width }
        if cluster.text == " ", line.isEmpty { continue }
      }
      line.append(cluster)
      used += cluster.width
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { $0.map(\.text).joined() }
  }

  /// Returns what goes over to the next line with `next`: the word it belongs to, or the Hanzi a closing sign stands behind.
  private static func carried(from line: inout [Cluster], before next: Cluster) -> [Cluster] {
    if closing.contains(next.text), line.count > 1 { return [line.removeLast()] }
    guard next.width == 1, next.text != " ",
      let gap = line.lastIndex(where: { $0.width == 2 || $0.text == " " }), gap > 0
    else { return [] }
    let word = Array(line[(gap + 1)...])
    line.removeSubrange((line[gap].text == " " ? gap : gap + 1)...)
    return word
  }

  /// Signs that no line begins with.
  private static let closing: Set<String> = ["，", "。", "、", "；", "：", "！", "？", "）", "》", "】"]
}
