import DutyCore
import DutyLedger
import DutyPractice
import DutySystem
import Foundation

/// A practice room for the first minute: made in a temporary directory, gone afterwards.
/// See docs/desk.md#demo.
enum Demo {
  static func open(_ language: Language, _ body: (_ path: String, _ greeting: String) throws -> Void) throws {
    let directory = LedgerPath.temporary(.system) + "/duty-demo-" + UUID().uuidString
    guard mkdir(directory, 0o700) == 0 else {
      let why = SystemReason().text(language)
      throw Failure(
        code: .unusable,
        text: language(
          "建不了演练室的目录 \(directory)：\(why)。", "The practice room's directory \(directory) cannot be made: \(why)."))
    }
    let result = Result {
      let room = try PracticeRoom.make(at: directory + "/duty.sqlite", now: SystemClock.now())
      try body(room.path, greeting(language))
    }
    try FileManager.default.removeItem(atPath: directory)
    try result.get()
  }

  /// A matter a minute, the first after a few seconds, and units that answer in minutes for hours.
  static func drill(in ledger: Ledger) throws -> Drill {
    Drill.demonstration(
      try PracticeMatter.starter(), in: try ledger.room().catalogue, seed: UInt64.random(in: .min ... .max),
      now: SystemClock.now())
  }

  private static func greeting(_ language: Language) -> String {
    let people: [PracticeRoom.Person] = [.officer, .secondOfficer, .leader, .secondLeader, .liaison]
    let names = people.map(\.name).joined(separator: language("、", ", "))
    return language(
      "演练：按 s 登录，PIN \(PracticeRoom.pin)，姓名 \(names)",
      "Practice: s signs on, PIN \(PracticeRoom.pin), names \(names)")
  }
}
