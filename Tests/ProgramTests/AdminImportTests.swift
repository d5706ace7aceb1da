import Foundation
import TestSupport
import Testing

@Suite struct AdminImportTests {
  private static let profile = """
    {"origin":"old","timezone":"+08:00","timestamps":["yyyy/M/d H:mm"],
     "columns":{"externalId":"编号","received":"受理","closed":"办结","summary":"摘要","category":["大类","小类"],"phone":"电话"}}
    """
  private static let header = "编号,受理,办结,摘要,大类,小类,电话\n"
  private static let rows =
    header + "1,2026/3/5 9:30,2026/3/5 10:00,井盖缺失,市容,井盖,13800001234\n2,2026/3/5 9:40,2026/3/4 9:40,,市容,路灯,\n"
    + ",2026/3/5 9:50,,没有编号,,,13800001234\n1,2026/3/5 9:30,,再来一次,,,\n"

  @Test func `the summary has its six keys, and a second run adds nothing`() throws {
    try Station.founded { station in
      func summary(_ options: [String] = []) throws -> (status: Int32, facts: [String: Double]) {
        let ended = try imported(station, Self.rows, ["--format", "json"] + options)
        #expect(ended.output.hasSuffix("}\n") && ended.output.split(separator: "\n").count == 1)
        return (ended.status, try JSONDecoder().decode([String: Double].self, from: Data(ended.output.utf8)))
      }
      let first = try summary()
      #expect(first.status == 0)
      #expect(first.facts.keys.sorted() == ["duplicates", "imported", "read", "rejected", "seconds", "warnings"])
      #expect(first.facts.filter { $0.key != "seconds" } == Self.facts(imported: 2, duplicates: 1, warnings: 1))
      let again = try summary(["--strict"])
      #expect(again.status == 1)
      #expect(again.facts.filter { $0.key != "seconds" } == Self.facts(imported: 0, duplicates: 3, warnings: 0))
    }
  }

  private static func facts(imported: Double, duplicates: Double, warnings: Double) -> [String: Double] {
    ["duplicates": duplicates, "imported": imported, "read": 4, "rejected": 1, "warnings": warnings]
  }

  @Test func `rows left out are told, or written to a file`() throws {
    try Station.founded { station in
      let told = try imported(station, Self.rows)
      #expect(told.status == 0)
      #expect(told.errors.hasPrefix("\(station.directory)/rows.csv 第 4 行第 1 列（编号）：“编号”是空的\n退回的行没有登记。"))
      let path = station.directory + "/left.csv"
      let written = try imported(station, Self.rows, ["--rejects", path])
      #expect(written.errors == "退回的行在 \(path)：在里面改好，用同一方案再导入它。\n")
      let rejects = try String(contentsOfFile: path, encoding: .utf8)
      #expect(rejects == "line,column,reason," + Self.header + "4,1,“编号”是空的,,2026/3/5 9:50,,没有编号,,,13800001234\n")
      for mine in [station.directory + "/rows.csv"]
        + ["", "-wal", "-shm", ".lock", ".notify"].map({ station.ledger + $0 })
      {
        let own = try imported(station, Self.rows, ["--rejects", mine])
        #expect(own.status == 2 && own.output.isEmpty)
      }
      #expect(try String(contentsOfFile: station.directory + "/rows.csv", encoding: .utf8) == Self.rows)
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test func `a dry run shows the first rows as they would be read and writes nothing`() throws {
    try Station.founded { station in
      let before = try station.admin(["check"]).output
      let ended = try imported(station, Self.rows, ["--dry-run"])
      #expect(ended.status == 0)
      #expect(
        ended.lines.prefix(7) == [
          "\(station.directory)/rows.csv：按自动认出的 UTF-8 读。", "  externalId: 1", "  received: 2026-03-05T09:30:00+08:00",
          "  closed: 2026-03-05T10:00:00+08:00",
          "  category: 市容 / 井盖", "  summary: 井盖缺失", "  source: other",
        ])
      #expect(ended.output.contains("  phone: 138****1234\n") && !ended.output.contains("13800001234"))
      #expect(ended.lines.last?.hasSuffix("共 4 行，已有 1 件，会退回 1 行。没有写入。") == true)
      #expect(ended.lines.contains("其中 1 件办结早于受理，按未办结登记。"))
      struct Summary: Decodable {
        let duplicates: Int, imported: Int, read: Int, rejected: Int, seconds: Double, warnings: Int
      }
      let json = try imported(station, Self.rows, ["--dry-run", "--format", "json"])
      let summary = try JSONDecoder().decode(Summary.self, from: Data(json.output.utf8))
      #expect(summary.read == 4 && summary.imported == 0 && summary.duplicates == 1)
      #expect(summary.rejected == 1 && summary.warnings == 1)
      #expect(try station.admin(["check"]).output == before)
    }
  }

  @Test func `wrong usage is told apart from a ledger that cannot be used`() throws {
    try Station.founded { station in
      let rows = try station.file("rows.csv", Self.rows)
      func status(_ arguments: [String]) throws -> Int32 {
        let ended = try station.admin(["import"] + arguments)
        #expect(ended.output.isEmpty && !ended.errors.isEmpty)
        return ended.status
      }
      let statuses = [
        try status([rows]), try status(["--profile", "boston311"]), try status(["--profile", "nowhere", rows]),
        try status(["--profile", "boston311", "/nowhere.csv"]), try status(["--profile", "boston311", rows]),
        try status(["--profile", "boston311", "--encoding", "Morse", rows]),
      ]
      #expect(statuses == [2, 2, 2, 2, 2, 2])
      let nowhere = try Program("duty-admin").run(
        ["import", "--profile", "boston311", rows, "--ledger", "/nowhere/duty.sqlite", "--language", "en"])
      #expect(nowhere.status == 3 && nowhere.errors.hasPrefix("No ledger at /nowhere/duty.sqlite."))
    }
  }

  private func imported(_ station: Station, _ rows: String, _ options: [String] = []) throws -> Program.Ending {
    let profile = try station.file("profile.json", Self.profile)
    let file = try station.file("rows.csv", rows)
    return try station.admin(["import", "--profile", profile] + options + [file])
  }
}
