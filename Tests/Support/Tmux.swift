import Foundation

/// Terminals of a test's own: a tmux server that nobody else knows, gone with the test.
package final class Tmux {
  package static let isInstalled = Tmux.paths.contains { FileManager.default.isExecutableFile(atPath: $0) }
  private static let paths = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"]

  private let socket: String

  package init(in directory: String) { socket = directory + "/tmux" }

  /// A window of its own that runs `command`. Some names, such as `left`, mean something else to tmux.
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

  /// Takes the window's terminal away; its program hears that the line is cut. Other windows keep the server.
  package func hangUp(_ name: String) throws {
    try open("other", running: ["cat"])
    try run(["kill-session", "-t", name])
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

  /// Runs one tmux command. Not by `Process`: the server that the first command leaves behind would keep open what
  /// `Process` waits for.
  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let program = Tmux.paths.first(where: FileManager.default.isExecutableFile) ?? "/usr/bin/tmux"
    let words = [program, "-S", socket, "-f", "/dev/null", "-u"] + arguments
    let answer = socket + ".answer"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, answer, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    for inherited in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, inherited) }
    // The threads of a test run block signals; a terminal's programs must hear them.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child: pid_t = 0
    let spawned = withCStrings(words) { words in
      withCStrings(Program.environment.map { "\($0)=\($1)" }) { environment in
        posix_spawn(&child, program, &actions, &attributes, words, environment)
      }
    }
    var status: Int32 = 0
    guard spawned == 0, waitpid(child, &status, 0) == child else { throw Failed(arguments: arguments, output: "") }
    let output = try String(contentsOfFile: answer, encoding: .utf8)
    guard status == 0 else { throw Failed(arguments: arguments, output: output) }
    return output
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}

/// The words as C has them, for as long as `body` runs.
func withCStrings<Result>(
  _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = words.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies + [nil])
}
