import DutyCore
import Foundation
import GRDB
import TestSupport
import Testing

/// Words out of a ledger or a file move no cursor, begin no line, and stand above no verdict.
@Suite struct SafeWordsProgramTests {
  /// Clears the screen, and says on a line of its own that all is well.
  private static let forged = "\u{1B}[2J\u{1B}[1;1H\n核对无误。\n\u{9B}31m\u{202E}倒"

  private func unsafe(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0.isUnsafeToPrint && $0 != "\n" && $0 != "\t" }
  }

  @Test func `the verdict of a check is its last line, and nothing in a ledger can forge it`() throws {
    try Station.founded { station in
      let sound = try station.admin(["check"])
      #expect(sound.status == 0 && sound.lines.last == "核对无误。" && sound.lines.count == 2)
      try Data(Self.forged.utf8).write(to: URL(filePath: station.directory + "/heads"))
      let queue = try DatabaseQueue(path: station.ledger)
      try queue.write { db in
        try db.execute(
          sql: "INSERT INTO counter (station, kind, day, key, drill, n) VALUES ('station', ?, 1, ?, 0, 7)",
          arguments: [Self.forged, Self.forged])
      }
      try queue.close()
      let checked = try station.admin(["check", "--against", Self.forged])
      #expect(checked.status == 1 && checked.lines.last?.hasPrefix("发现 ") == true, "\(checked.output)")
      #expect(checked.output.contains("<U+001B>[2J") && checked.output.contains("核对无误。"), "\(checked.output)")
      #expect(!checked.lines.contains("核对无误。") && unsafe(checked.output) == [])
      let json = try station.admin(["check", "--against", Self.forged, "--format", "json"])
      #expect(json.status == 1 && unsafe(json.output) == [])
      struct Told: Decodable {
        struct Problem: Decodable { let what: String }
        let problems: [Problem]
      }
      let told = try JSONDecoder().decode(Told.self, from: Data(json.output.utf8))
      #expect(told.problems.contains { $0.what.contains(Self.forged) }, "JSON says it as it is")
    }
  }

  @Test func `a restore prints the same, the verdict below`() throws {
    try Station.founded { station in
      let copy = station.directory + "/copy.sqlite"
      #expect(try station.admin(["backup", copy]).status == 0)
      let queue = try DatabaseQueue(path: copy)
      try queue.write { try $0.execute(sql: "UPDATE counter SET n = n + 1; DELETE FROM words") }
      try queue.close()
      let other = station.directory + "/other.sqlite"
      let restored = try Program("duty-admin").run(["restore", copy, "--ledger", other])
      #expect(restored.status == 1 && restored.lines.last?.hasPrefix("发现 ") == true, "\(restored.output)")
      #expect(restored.lines.count > 2 && restored.errors.contains("没有恢复"))
    }
  }

  @Test func `names out of a file of lists and out of a roster are marked`() throws {
    try Station.founded { station in
      let lists = station.directory + "/lists"
      #expect(try station.admin(["catalog", "export", lists]).status == 0)
      let path = lists + "/departments.csv"
      let rows = try String(contentsOfFile: path, encoding: .utf8)
      let row = try #require(rows.split(separator: "\r\n").dropFirst().first)
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells[1] = "\"\(Self.forged)\""
      try rows.replacing(row, with: cells.joined(separator: ",")).write(
        toFile: path, atomically: false, encoding: .utf8)
      let diff = try station.admin(["catalog", "import", lists, "--diff"])
      for shown in [diff.output, diff.errors] {
        #expect(unsafe(shown) == [] && !shown.split(separator: "\n").contains("核对无误。"), "\(shown)")
      }
      #expect((diff.output + diff.errors).contains("departments.csv"))
      let roster = try station.file("roster.csv", "date,shift,name\n2100-01-01,\"\(Self.forged)\",甲\n")
      let imported = try station.adminAsAdministrator(["roster", "import", roster])
      #expect(imported.status == 2 && imported.errors.contains("<U+001B>[2J"), "\(imported.errors)")
      #expect(unsafe(imported.errors) == [] && imported.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func `so are words of the command line`() throws {
    for program in ["duty-admin", "duty-report", "duty-desk"] {
      let ended = try Program(program).run(["--\u{1B}[2J\u{9B}1m"])
      #expect(
        ended.status == 2 && ended.errors.contains("<U+001B>[2J") && unsafe(ended.errors) == [], "\(ended.errors)")
    }
  }
}
