import TestSupport
import Testing

/// The drill as a program, on a station's own ledger.
@Suite struct DrillProgramTests {
  @Test func `a counted drill ends, is marked on each line, and leaves a ledger that checks and counts nothing`() throws
  {
    try Station.founded { station in
      let ended = try station.admin(["drill", "--count", "5", "--speed", "3600", "--seed", "1"])
      #expect(ended.status == 0 && ended.output.isEmpty)
      let lines = ended.errors.split(separator: "\n")
      #expect(lines.count { $0.contains("受理登记") } == 5 && lines.allSatisfy { $0.hasPrefix("演练") })
      let check = try station.admin(["check"])
      #expect(check.status == 0)
      func counted(_ options: [String]) throws -> String {
        let report = Program("duty-report")
        return try report.run(["queue", "--format", "json", "--ledger", station.ledger] + options).output
      }
      let plain = try counted([])
      let whole = try counted(["--include-drill"])
      #expect(plain.contains(#""count":0"#))
      #expect(whole.contains(#""count":5"#))
    }
  }

  @Test func `a speed or a count that is none is wrong usage`() throws {
    try Station.founded { station in
      for wrong in [["--speed", "0"], ["--count", "0"]] {
        let ended = try station.admin(["drill"] + wrong)
        #expect(ended.status == 2)
      }
    }
  }
}
