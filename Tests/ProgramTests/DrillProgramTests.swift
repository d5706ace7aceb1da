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
      #expect(try station.admin(["check"]).status == 0)
      func counted(_ options: [String]) throws -> String {
        let report = Program("duty-report")
        return try report.run(["queue", "--format", "json", "--ledger", station.ledger] + options).output
      }
      #expect(try counted([]).contains(#""count":0"#))
      #expect(try counted(["--include-drill"]).contains(#""count":5"#))
    }
  }

  @Test func `a speed or a count that is none is wrong usage`() throws {
    try Station.founded { station in
      #expect(try station.admin(["drill", "--speed", "0"]).status == 2)
      #expect(try station.admin(["drill", "--count", "0"]).status == 2)
    }
  }
}
