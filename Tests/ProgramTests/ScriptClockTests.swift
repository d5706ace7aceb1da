import Foundation
import TestSupport
import Testing

/// Tests whose clock a script plays by: on a station's ledger the machine's, which no option of a program sets.
@Suite struct ScriptClockTests {
  private func played(_ script: String, on station: Station, language: String = "zh") throws -> Program.Ending {
    let file = try station.file("clock.desk", script)
    return try Program("duty-desk").run(["--ledger", station.ledger, "--language", language, "--script", file])
  }

  @Test(
    "a script that sets the time is refused by its line on a station's ledger, and records nothing",
    arguments: ["now 2026-11-25T09:00", "wait 31s", "now 2031-03-01T09:00+08:00"])
  func refused(_ step: String) throws {
    try Station.founded { station in
      let before = try station.admin(["check", "--format", "json"]).output
      let chinese = try played("size 80x24\n\(step)\nscreen\n", on: station)
      let word = String(step.prefix { $0 != " " })
      #expect(
        chinese.status == 2 && chinese.errors.contains("第 2 行") && chinese.errors.contains(word), "\(chinese.errors)")
      #expect(chinese.errors.contains("init --practice"))
      let english = try played("\(step)\n", on: station, language: "en")
      #expect(english.status == 2 && english.errors.contains("line 1") && english.errors.contains("--demo"))
      #expect(try station.admin(["check", "--format", "json"]).output == before)
    }
  }

  @Test("on a station's ledger a script is played by the machine's clock")
  func machine() throws {
    try Station.founded { station in
      let pin = try station.enrol("坐席乙", rank: "officer")
      let before = Date().addingTimeInterval(-1)
      let shown = try played(
        "key s\ntype 坐席乙\nkey Enter\ntype \(pin)\nkey Enter\nkey r\ntype 门口积水\nkeys Enter Ctrl-S\nscreen\n", on: station
      )
      #expect(shown.status == 0, "\(shown.errors)")
      let entries = try station.admin(["export"]).lines
      let last = try #require(try entries.last.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) })
      let recorded = Date(timeIntervalSince1970: Double(last.recorded) / 1000)
      #expect(last.action == "receive" && (before...Date().addingTimeInterval(1)).contains(recorded))
    }
  }

  @Test("on a practice ledger the script's clock rules, also before the founding and backwards, and all is practice")
  func practice() throws {
    try Station.founded(["--practice"]) { station in
      let pin = try station.enrol("坐席乙", rank: "officer")
      let signOn = "key s\ntype 坐席乙\nkey Enter\ntype \(pin)\nkey Enter\n"
      let receive = "key r\ntype 门口积水\nkeys Enter Ctrl-S\n"
      let script = "now 2026-11-23T09:00\n" + signOn + receive + "now 2026-11-20T09:00\n" + receive + "screen\n"
      let shown = try played(script, on: station)
      #expect(shown.status == 0 && shown.output.contains("20261120-0001"), "\(shown.errors)\(shown.output)")
      func received(_ options: [String]) throws -> String {
        let report = try Program("duty-report").run(
          ["range", "--from", "2026-11-20", "--to", "2026-11-23", "--ledger", station.ledger] + options)
        return try #require(report.lines.first { $0.hasPrefix("受理") }, "\(report.errors)")
      }
      #expect(try received([]).contains("0 件，其中外部记录"))
      #expect(try received(["--include-drill"]).contains("2 件，其中外部记录"))
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  private struct Line: Decodable {
    let action: String
    let recorded: Int64
  }
}
