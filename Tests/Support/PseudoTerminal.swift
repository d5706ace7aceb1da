import Foundation

/// A program on a pseudo-terminal of its own, as its session's leader; the test holds the other end.
package final class PseudoTerminal {
  package let pid: pid_t
  /// All that was read of what the program wrote.
  package private(set) var output = ""
  private var master: Int32
  private var status: Int32?
  /// POSIX_SPAWN_SETSID, which Swift's C library does not name.
  private static let newSession: Int16 = 0x80

  package init(
    _ program: Program, _ arguments: [String], columns: Int = 120, rows: Int = 40, term: String = "xterm-256color",
    environment more: [String: String] = [:]
  ) throws {
    var ours: Int32 = -1
    var theirs: Int32 = -1
    var path = [CChar](repeating: 0, count: 128)
    var size = Self.window(columns, rows)
    guard openpty(&ours, &theirs, &path, nil, &size) == 0 else { throw Failed(what: "openpty", code: errno) }
    master = ours
    defer { close(theirs) }
    // No program that another test starts may hold this line open.
    for end in [ours, theirs] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let name = path.prefix { $0 != 0 }.map { String(UnicodeScalar(UInt8(bitPattern: $0))) }.joined()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal a session's leader opens is the session's.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    for copy in Int32(1)...2 { posix_spawn_file_actions_adddup2(&actions, 0, copy) }
    for inherited in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, inherited) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of a test run block signals; the program must hear them.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Self.newSession)
    // What a crash does is the test's to see, not a debugger's.
    let own = ["TERM": term, "SWIFT_BACKTRACE": "enable=no"]
    let environment = Program.environment.merging(own) { _, own in own }.merging(more) { _, own in own }.map {
      "\($0)=\($1)"
    }
    var child: pid_t = 0
    let spawned = withCStrings([program.path] + arguments) { words in
      withCStrings(environment) { posix_spawn(&child, program.path, &actions, &attributes, words, $0) }
    }
    guard spawned == 0 else { throw Failed(what: program.path, code: spawned) }
    pid = child
  }

  deinit {
    hangUp()
    guard status == nil else { return }
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
  }

  private static func window(_ columns: Int, _ rows: Int) -> winsize {
    winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
  }

  package func resize(columns: Int, rows: Int) {
    var size = Self.window(columns, rows)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Types what is too long for the line at once; what comes back meanwhile is read.
  package func type(long text: String) {
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 1024) {
      let piece = Array(bytes[start..<min(start + 1024, bytes.count)])
      _ = write(master, piece, piece.count)
      readSome()
    }
  }

  package func send(_ signal: Int32) { kill(pid, signal) }

  /// Closes the test's end, as a line that is cut.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  // MARK: - What it writes

  /// Reads until `text` is there; whether it came.
  package func reads(_ text: String, seconds: Double = 10) -> Bool {
    let deadline = DispatchTime.now() + seconds
    while !output.contains(text) {
      guard DispatchTime.now() < deadline, readSome(milliseconds: 100) != nil else { return output.contains(text) }
    }
    return true
  }

  package func forget() { output = "" }

  /// Reads what is there; nil where the other end is gone.
  @discardableResult
  package func readSome(milliseconds: Int32 = 0) -> Int? {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return 0 }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return nil }
    unfinished += buffer[..<count]
    // A character may be cut in two by a read.
    let whole = unfinished.lastIndex { $0 & 0xC0 != 0x80 }.map { unfinished[$0] < 0x80 ? unfinished.count : $0 } ?? 0
    output += String(decoding: unfinished[..<whole], as: UTF8.self)
    unfinished.removeSubrange(..<whole)
    return count
  }
  private var unfinished: [UInt8] = []

  // MARK: - How it is

  /// Whether keys come one by one and unechoed, as a full-screen program has them; else as a shell does.
  package var isRaw: Bool {
    var modes = termios()
    return tcgetattr(master, &modes) == 0 && modes.c_lflag & UInt32(ICANON | ECHO | ISIG) == 0
  }
  package var isAsBefore: Bool {
    var modes = termios()
    let all = UInt32(ICANON | ECHO | ISIG)
    return tcgetattr(master, &modes) == 0 && modes.c_lflag & all == all
  }

  /// Whether what is typed is shown.
  package var echoes: Bool {
    var modes = termios()
    return tcgetattr(master, &modes) == 0 && modes.c_lflag & UInt32(ECHO) != 0
  }

  /// Sets the modes a shell has.
  package func makeCooked() {
    var modes = termios()
    guard tcgetattr(master, &modes) == 0 else { return }
    modes.c_lflag |= UInt32(ICANON | ECHO | ISIG)
    tcsetattr(master, TCSANOW, &modes)
  }

  /// The system call it waits in.
  private enum Waiting: String { case write = "1", poll = "7" }
  private var waiting: Waiting? {
    let line = try? String(contentsOfFile: "/proc/\(pid)/syscall", encoding: .utf8)
    return line?.split(separator: " ").first.flatMap { Waiting(rawValue: String($0)) }
  }

  /// Presses `key` again and again without reading, until the program waits for its terminal; whether it does.
  package func isStuck(afterMany key: String, seconds: Double = 10) -> Bool {
    let deadline = DispatchTime.now() + seconds
    while DispatchTime.now() < deadline {
      switch waiting {
      case .write: return true
      case .poll: type(key)
      case nil: break
      }
      poll(nil, 0, 2)
    }
    return false
  }

  package struct Ending: Hashable {
    /// The exit code; nil where a signal ended it.
    package let code: Int32?
    package let signal: Int32?

    package init(code: Int32?, signal: Int32?) {
      self.code = code
      self.signal = signal
    }
  }

  /// Tells how it ended within `seconds`, without reading; nil where it is still there.
  package func ending(within seconds: Double) -> Ending? {
    let deadline = DispatchTime.now() + seconds
    repeat {
      var found: Int32 = 0
      if status == nil, waitpid(pid, &found, WNOHANG) == pid { status = found }
      if let status {
        let signal = status & 0x7F
        return signal == 0 ? Ending(code: (status >> 8) & 0xFF, signal: nil) : Ending(code: nil, signal: signal)
      }
      poll(nil, 0, 2)
    } while DispatchTime.now() < deadline
    return nil
  }

  package struct Failed: Error {
    let what: String
    let code: Int32
  }
}
