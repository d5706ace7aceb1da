import Foundation
import TestSupport
import Testing

/// Impossible times at every door of the programs: refused or left out with the reason, and the ledger stays readable.
@Suite struct ClaimProgramTests {
  @Test("intake refuses a time outside 2000–2100 by name and goes on with the next line")
  func intake() throws {
    try Station.founded { station in
      let times = [
        "9999-12-31T23:59:59Z", "0000-01-01T00:00:00+14:00", "3020-11-20T10:30:00+08:00", "1999-12-31T23:59:59Z",
      ]
      let lines =
        times.map { "{\"summary\":\"样\",\"received\":\"\($0)\"}" }
        + times.map { "{\"summary\":\"样\",\"due\":\"\($0)\"}" }
        + ["{\"summary\":\"好的\"}"]
      let answered = try station.admin(["intake"], input: lines.joined(separator: "\n") + "\n")
      #expect(answered.status == 0 && answered.lines.count == 9, "\(answered.errors)")
      for (line, key) in zip(answered.lines, Array(repeating: "received", count: 4) + Array(repeating: "due", count: 4))
      {
        #expect(line.contains("refused") && line.contains(key) && line.contains("2000 年到 2100 年"), "\(line)")
      }
      #expect(answered.lines.last?.contains("\"number\"") == true)
      #expect(try station.admin(["check"]).status == 0)
      #expect(try station.admin(["export"]).lines.count == 5)
    }
  }

  @Test("an import rejects a reception outside 2000–2100, leaves other such times out, and names row and field")
  func importing() throws {
    try Station.founded { station in
      let profile = try station.file(
        "old.json",
        """
        {"origin":"old","timezone":"-04:00","timestamps":["yyyy-MM-dd HH:mm:ss"],"columns":{"externalId":"id",
        "received":"received","closed":"closed","due":"due","replied":"replied","summary":"summary"}}
        """)
      let rows = try station.file(
        "rows.csv",
        """
        id,received,closed,due,replied,summary
        1,2026-11-01 08:00:00,9999-12-31 23:59:59,2026-11-05 08:00:00,,还没办结
        2,2026-11-01 09:00:00,2026-11-01 10:00:00,9999-12-31 23:59:59,0001-01-01 00:00:00,办结了
        3,0000-01-01 00:00:00,,,,零年
        4,9999-12-31 23:59:59,,,,末日
        """)
      let done = try station.admin(["import", "--profile", profile, "--format", "json", rows])
      #expect(done.status == 0, "\(done.errors)")
      for part in ["\"imported\":2", "\"rejected\":2", "\"warnings\":3"] {
        #expect(done.output.contains(part), "\(done.output)")
      }
      let told = try station.admin(["import", "--profile", profile, "--dry-run", rows])
      #expect(told.output.contains("2000 年到 2100 年") || told.output.contains("2000—2100"), "\(told.output)")
      let open = try Program("duty-report").run(["queue", "--format", "json", "--ledger", station.ledger]).output
      #expect(open.contains("还没办结") && !open.contains("办结了"), "the sentinel means: not closed")
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test("lists of the room's own refuse a day outside 2000–2100 by file, line and column")
  func lists() throws {
    try Station.founded { station in
      _ = try station.enrol("领导丙", rank: "leader")
      let files = [
        (["roster", "import"], "roster.csv", "date,shift,name\n9999-12-31,早班,领导丙\n"),
        (["calendar", "import"], "calendar.csv", "date,kind\n0001-01-01,holiday\n"),
      ]
      for (command, name, text) in files {
        let refused = try station.adminAsAdministrator(command + [try station.file(name, text)])
        #expect(
          refused.status == 2 && refused.errors.contains("第 2 行") && refused.errors.contains("2000"),
          "\(refused.errors)")
      }
      let control = try station.file("good.csv", "date,shift,name\n2026-12-31,早班,领导丙\n")
      #expect(try station.adminAsAdministrator(["roster", "import", control]).status == 0)
    }
  }
}
