import DutyCore
import DutyIntake
import DutyLedger
import DutySystem
import Testing

/// Each error that may end a program has its exit code and its words.
@Suite struct FailureTests {
  private struct Unknown: Error {}

  private static let errors: [(any Error, Int32)] = [
    (LedgerFault.missing(path: "/a"), 3), (LedgerFault.full, 3), (LedgerFault.busy(nil), 3), (LedgerFault.readOnly, 3),
    (LedgerFault.newerSchema(path: "/a"), 3), (LedgerFault.noSuchEntry("#7"), 1),
    (OutputFault(SystemReason(28)), 3), (UsageFault.homeless, 2), (PartOfLedger(path: "/a"), 2),
    (TypedLine.Fault.ended, 2), (Refusal.who(.pinChanged), 4), (Refusal.room(.unknownOfficer(OfficerID(9))), 1),
    (ImportFault.noHeader("/a"), 2), (ImportFault.brokenOff("/a"), 1), (ImportFault.unwritable("/a", "full"), 3),
    (ImportFault.output(OutputFault(SystemReason(28))), 3), (Failure(code: .notPermitted, text: "no"), 4),
    (Failure(code: .no, lines: []), 1),
  ]

  @Test func `each error has its code, and words where it says anything`() throws {
    for (error, code) in Self.errors {
      for language in Language.allCases {
        let failure = try #require(Failure.of(error, language, during: .reading), "\(error)")
        #expect(failure.code.rawValue == code, "\(error)")
        #expect(failure.lines.allSatisfy { !$0.isEmpty })
      }
    }
  }

  @Test func `words are of what the program was about`() throws {
    let read = try #require(Failure.of(LedgerFault.full, .en, during: .reading))
    let written = try #require(Failure.of(LedgerFault.full, .en, during: .recording))
    #expect(read.code == written.code && read.lines != written.lines)
  }

  @Test func `the control: an error that is none of ours is the parser's to explain`() {
    #expect(Failure.of(Unknown(), .zh, during: .reading) == nil)
    var asked = 0
    func told(_ code: Int32, isUsage: Bool) -> Int32 {
      Failure.told(Unknown(), .zh, during: .reading) { _ in
        asked += 1
        return ("", code, isUsage: isUsage)
      }
    }
    // A command that has said all it has to say keeps the code it chose.
    #expect(told(1, isUsage: false) == 1 && told(64, isUsage: true) == 64)
    #expect(asked == 2)
  }
}
