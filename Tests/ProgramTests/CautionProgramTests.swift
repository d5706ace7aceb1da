import DutyCore
import DutyLedger
import DutySystem
import TestSupport
import Testing

/// Tests what a program says of the clock before it does its work, which it does all the same.
@Suite struct CautionProgramTests {
  /// A ledger whose last entry was recorded `ahead` of this machine's clock.
  private func withLedger(ahead: Duration, _ body: (String) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/duty.sqlite"
      let plan = ShiftPlan(shifts: ShiftPlan.standardShifts, dayStart: 0, zone: Zone(fixedSeconds: 8 * 3600))
      let charter = Charter(station: "liupu", name: "柳浦镇", plan: plan)
      try Ledger.create(at: path, charter: charter, now: SystemClock.now() + ahead).close()
      try body(path)
    }
  }

  @Test("a caution that nobody can hear stops no act; control: where it is heard, there is one")
  func unheard() throws {
    let matter = #"{"summary":"井盖缺失","source":"grid"}"# + "\n"
    for redirected in ["2>&-", "2> /dev/full", ""] {
      try withLedger(ahead: .hours(30)) { path in
        let pushed = try Program("duty-admin").run(["intake", "--ledger", path], redirected: redirected, input: matter)
        #expect(pushed.status == 0 && pushed.output.contains("number"), "\(redirected) \(pushed.errors)")
        #expect(pushed.errors.contains("慢 ") == redirected.isEmpty)
      }
    }
  }

  @Test("a clock behind the last entry is said by housekeeping and desk, which go on; control: a clock that is right")
  func behind() throws {
    for (ahead, isSaid) in [(Duration.hours(30), true), (.seconds(0), false)] {
      try withLedger(ahead: ahead) { path in
        let matter = #"{"summary":"井盖缺失","source":"grid"}"# + "\n"
        let pushed = try Program("duty-admin").run(["intake", "--ledger", path], input: matter)
        #expect(pushed.status == 0 && pushed.output.contains("number"))
        #expect(pushed.errors.contains("慢 ") == isSaid, "\(pushed.errors)")
      }
      try withLedger(ahead: ahead) { path in
        let desk = try Program("duty-desk").run(["--plain", "--ledger", path, "--language", "en"], input: "")
        #expect(desk.output.contains("behind the last entry") == isSaid, "\(desk.output)")
      }
    }
  }
}
