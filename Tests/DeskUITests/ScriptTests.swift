import DeskUI
import DutyCore
import Foundation
import Testing

/// Stories typed into the desk, and the screens they end in. `UPDATE_GOLDEN=1` writes them down anew.
@Suite struct ScriptTests {
  @Test(
    "每个脚本画出的屏幕和脚本里写的一样",
    arguments: [
      "sign-on-and-receive", "assign", "whistle-by-order", "acknowledge-arrive-reply", "check-and-close",
      "refusal-keeps-form", "overtaken", "draft-and-lost-answer", "draft-is-ones-own", "danger", "danger-long",
      "choices",
      "ends-with-lead", "decline-and-ruling", "emergency-whistle", "answered-at-once",
      "empty-chair", "sizes",
      "alarm-and-age",
    ])
  func chinese(_ name: String) throws { try play(name, Station().withTwoMatters().runner()) }

  @Test("English desk draws complete English screens")
  func english() throws { try play("english", Station().withTwoMatters().runner(.en)) }

  @Test("a read-only desk says why every act is impossible")
  func readOnly() throws { try play("read-only", Station().withTwoMatters().runner(isReadOnly: true)) }

  private func play(_ name: String, _ runner: ScriptRunner) throws {
    var runner = runner
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Scripts/\(name).desk")
    let script = try String(contentsOf: file, encoding: .utf8)
    let played = try runner.play(script)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try played.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(played == script, "\(name): set UPDATE_GOLDEN=1 to write it anew, and look at the difference")
    }
  }
}
