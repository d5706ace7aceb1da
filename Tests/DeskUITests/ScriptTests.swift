import DeskUI
import DutyCore
import Foundation
import Testing

/// Stories typed into the desk, and the screens they end in. `UPDATE_GOLDEN=1` writes them down anew.
@Suite struct ScriptTests {
  static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Scripts")

  /// Every script there is but those that need a desk of their own.
  private static let stories: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: scripts.path)) ?? []
    let names = files.filter { $0.hasSuffix(".desk") }.map { String($0.dropLast(".desk".count)) }
    return names.filter { !["english", "read-only", "wall"].contains($0) }.sorted()
  }()

  @Test("there are scripts to play") func some() { #expect(Self.stories.count > 15) }

  @Test("每个脚本画出的屏幕和脚本里写的一样", arguments: stories)
  func chinese(_ name: String) throws { try play(name, Station().withTwoMatters().runner()) }

  @Test("English desk draws complete English screens")
  func english() throws { try play("english", Station().withTwoMatters().runner(.en)) }

  @Test("Rule 2: a read-only desk says why every act is impossible")
  func readOnly() throws { try play("read-only", Station().withTwoMatters().runner(isReadOnly: true)) }

  @Test("the wall shows what is open, page by page, and nothing of who reported it")
  func wall() throws {
    let played = try play("wall", Station().withTwoMatters().runner(isWall: true))
    for secret in ["样某", "0000-0000", "13800000000"] { #expect(!played.contains(secret)) }
  }

  @discardableResult
  private func play(_ name: String, _ runner: ScriptRunner) throws -> String {
    var runner = runner
    let file = Self.scripts.appendingPathComponent("\(name).desk")
    let script = try String(contentsOf: file, encoding: .utf8)
    let played = try runner.play(script)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try played.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(played == script, "\(name): set UPDATE_GOLDEN=1 to write it anew, and look at the difference")
    }
    return played
  }
}
