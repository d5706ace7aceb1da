import DeskUI
import DutyCore
import Foundation
import Testing

/// The manual's table of keys is printed from the table of commands. `UPDATE_GOLDEN=1` writes it anew.
@Suite struct ReadmeTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("README.md")
  private static let marks = (begin: "<!-- keys -->\n", end: "<!-- /keys -->")

  private static var table: String {
    let rows = Command.rows.map { row -> String in
      let keys = row.command == .pickTab ? "1–9" : row.keys.map { "`\($0.name)`" }.joined(separator: " ")
      return "| \(row.chinese.name) | \(row.english.name) | \(keys.isEmpty ? "F9" : keys) | \(row.chinese.help) |"
    }
    return "| 操作 | command | keys | 做什么 |\n|---|---|---|---|\n" + rows.joined(separator: "\n") + "\n"
  }

  @Test("Rule 2: the keys in README.md are those of the table of commands")
  func keys() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let begin = try #require(text.range(of: Self.marks.begin)).upperBound
    let end = try #require(text.range(of: Self.marks.end)).lowerBound
    guard ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == nil else {
      let whole = text.replacingCharacters(in: begin..<end, with: Self.table)
      return try whole.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(text[begin..<end] == Self.table, "set UPDATE_GOLDEN=1 to write it anew")
  }
}
