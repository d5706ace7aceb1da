import Foundation
import TestSupport
import Testing

@Suite struct RestoreProgramTests {
  private func restore(_ copy: String, to ledger: String) throws -> Program.Ending {
    try Program("duty-admin").run(["restore", copy, "--ledger", ledger])
  }

  private func left(_ directory: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
  }

  @Test func `a backup is restored with the head it had, and goes on`() throws {
    try Station.founded { station in
      let copy = station.directory + "/copy.sqlite"
      _ = try station.admin(["intake"], input: #"{"summary":"井盖缺失"}"# + "\n")
      #expect(try station.admin(["backup", copy]).status == 0)
      let before = try station.admin(["check"])
      _ = try station.admin(["intake"], input: #"{"summary":"之后"}"# + "\n")
      let place = station.directory + "/new/duty.sqlite"
      let restored = try restore(copy, to: place)
      #expect(restored.status == 0, "\(restored.errors)")
      #expect(Array(restored.lines.prefix(2)) == before.lines && restored.lines.last?.contains(place) == true)
      #expect(try Program("duty-admin").run(["check", "--ledger", place]).output == before.output)
      let mode = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      #expect(left(station.directory + "/new").filter { $0.contains("restoring") } == [])
      let pushed = try Program("duty-admin").run(
        ["intake", "--ledger", place], input: #"{"summary":"恢复之后"}"# + "\n")
      #expect(pushed.output.contains(#""entry":6"#), "\(pushed.errors)")
      let over = try restore(copy, to: place)
      #expect(over.status == 3 && over.output.isEmpty && over.errors.contains(place), "\(over.errors)")
    }
  }

  @Test func `a damaged backup, and what is none, is not restored`() throws {
    try Station.founded { station in
      let copy = station.directory + "/copy.sqlite"
      _ = try station.admin(["intake"], input: #"{"summary":"井盖缺失在这里"}"# + "\n")
      #expect(try station.admin(["backup", copy]).status == 0)
      var bytes = try Data(contentsOf: URL(filePath: copy))
      let place = try #require(bytes.range(of: Data("井盖缺失在这里".utf8)))
      bytes[place.lowerBound] ^= 1
      let damaged = station.directory + "/damaged.sqlite"
      try bytes.write(to: URL(filePath: damaged))
      let target = station.directory + "/new/duty.sqlite"
      let refused = try restore(damaged, to: target)
      #expect(refused.status == 1 && refused.output.contains("发现"), "\(refused.errors)")
      let text = try station.file("list.csv", "编号\n1\n")
      #expect(try restore(text, to: target).status == 3)
      #expect(try restore(station.directory + "/none.sqlite", to: target).status == 2)
      #expect(left(station.directory + "/new") == [])
      // A journal that was left behind would be played into it.
      _ = try station.file("duty.sqlite-wal", "left behind")
      let journal = try restore(copy, to: station.directory + "/duty.sqlite")
      #expect(journal.status == 3 && journal.errors.contains("duty.sqlite-wal"), "\(journal.errors)")
      #expect(try restore(copy, to: target).status == 0)
    }
  }
}
