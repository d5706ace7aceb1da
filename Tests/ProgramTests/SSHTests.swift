import Foundation
import TestSupport
import Testing

/// The desk over SSH, as a station has it: `Tests/ssh.py` in its short form.
@Suite struct SSHTests {
  private static let server = Program.installed("sshd") ?? Program(at: "/usr/sbin/sshd")
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ssh.py").path

  @Test(.enabled(if: server.isInstalled || isCI, "sshd is not installed; .ci/peers brings it"))
  func `the desk works on a line that is slow, takes every size, and leaves when it is lost`() throws {
    try #require(Self.server.isInstalled, "the desk over SSH needs sshd; .ci/peers brings it")
    let python = try #require(Program.installed("python3"), "python3 is not installed; .ci/packages brings it")
    let told = try python.run([Self.script, "--short", "--programs", Program.directory.path])
    #expect(told.status == 0 && told.errors.isEmpty, "\(told.output)\(told.errors)")
    let sound = told.lines.filter { $0.contains("| sound |") }
    #expect(sound.count == 6 && sound.contains { $0.hasPrefix("control") }, "the control among them: \(told.output)")
  }
}
