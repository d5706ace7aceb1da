// How wide a line is, and what it consists of.
extension Rule {
  static let lines: [Rule] = [width, blanks, tabs]

  /// Characters on a line at most, counted as Unicode scalars.
  private static let columns = 128

  private static let width = Rule(
    name: "width", looksAt: { _ in true },
    find: { file, _ in
      file.wideLines(beyond: columns).filter { line in
        guard file.language == .markdown else { return true }
        let text = file.text(ofLine: line)
        return !text.hasPrefix("|") && !text.contains("](")
      }.map(file.finding)
    },
    bad: [
      ["a.swift": "let a = 1\n// " + String(repeating: "字", count: 126)],
      ["README.md": String(repeating: "a", count: 129)],
    ],
    good: [
      ["a.swift": "// " + String(repeating: "字", count: 125)],
      ["README.md": "| " + String(repeating: "a", count: 129) + " |"],
    ])

  private static let blanks = Rule(
    name: "trailing blank", looksAt: { _ in true },
    find: { file, _ in file.numbers(ofLines: { $0.last == UInt8(ascii: " ") }).map(file.finding) },
    bad: [["a.py": "a = 1 \n"], ["README.md": "a\n  \nb\n"]], good: [["a.py": "a = 1\n\nb = 2\n"]])

  private static let tabs = Rule(
    name: "tab", looksAt: { _ in true },
    find: { file, _ in file.numbers(ofLines: { $0.contains(UInt8(ascii: "\t")) }).map(file.finding) },
    bad: [["a.c": "\tint a;\n"]], good: [["a.c": "    int a;\n"]])
}

extension SourceFile {
  fileprivate func numbers(ofLines holds: (ArraySlice<UInt8>) -> Bool) -> [Int] {
    lines.indices.filter { holds(lines[$0]) }.map { $0 + 1 }
  }

  fileprivate func wideLines(beyond columns: Int) -> [Int] {
    numbers { line in line.count > columns && line.count { $0 & 0xC0 != 0x80 } > columns }
  }
}
