import Foundation

/// Terminals of a test's own: a tmux server that nobody else knows, gone with the test.
package final class Tmux {
  package static let isInstalled = Tmux.paths.contains { FileManager.default.isExecutableFile(atPath: $0) }
  private static let paths = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"]

  private let socket: String

  package init(in directory: String) { socket = directory + "/tmux" }

  /// A window of its own that runs `command`.
  package func open(_ name: String, columns: Int = 120, rows: Int = 40, running command: [String]) throws {
    let line = command.map(Tmux.quoted).joined(separator: " ")
    try run(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-s", name, "exec " + line])
  }

  /// Keys by tmux's names, such as `Enter` or `Escape`.
  package func press(_ name: String, _ keys: String...) throws { try run(["send-keys", "-t", name] + keys) }

  /// Characters as typed.
  package func type(_ name: String, _ text: String) throws { try run(["send-keys", "-t", name, "-l", text]) }

  package func screen(_ name: String) throws -> String { try run(["capture-pane", "-p", "-t", name]) }

  /// Looks until the screen holds `text`; what it showed last is in the fault.
  @discardableResult
  package func wait(_ name: String, for text: String, seconds: Double = 10) throws -> String {
    let deadline = DispatchTime.now() + seconds
    var last = ""
    repeat {
      last = try screen(name)
      if last.contains(text) { return last }
    } while DispatchTime.now() < deadline
    throw NeverShown(text: text, screen: last)
  }

  package func close() throws { try run(["kill-server"]) }

  package struct NeverShown: Error, CustomStringConvertible {
    let text: String
    let screen: String
    package var description: String { "never on screen: \(text)\n\(screen)" }
  }

  package struct Failed: Error, CustomStringConvertible {
    let arguments: [String]
    let output: String
    package var description: String { "tmux \(arguments.joined(separator: " ")): \(output)" }
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(
      fileURLWithPath: Tmux.paths.first(where: FileManager.default.isExecutableFile) ?? "tmux")
    process.arguments = ["-S", socket, "-f", "/dev/null", "-u"] + arguments
    process.environment = Program.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(arguments: arguments, output: output) }
    return output
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
