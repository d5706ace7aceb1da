import Foundation

/// True where a test that is skipped elsewhere for want of a program must run: `.ci/packages` has brought it.
package let isCI = ProcessInfo.processInfo.environment["CI"] != nil

/// A program, most often one of our own, as built beside the tests.
package struct Program: Sendable {
  package let path: String

  package init(_ name: String) {
    path = Program.directory.appendingPathComponent(name).path
  }

  /// One of the machine's.
  package init(at path: String) { self.path = path }

  package var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// One of the machine's, by name; nil where it has none.
  package static func installed(_ name: String) -> Program? {
    (environment["PATH"] ?? "").split(separator: ":").map { Program(at: "\($0)/\(name)") }.first(where: \.isInstalled)
  }

  /// The directory in which the test bundle lies, and the programs with it.
  package static let directory = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// The traces that a program left behind.
  package struct Ending: Hashable, Sendable {
    package let status: Int32
    package let output: String
    package let errors: String

    package var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Runs it to its end, in a directory of its own where one is named. It sees this environment and nothing of the machine's
  /// but PATH.
  package func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], from place: String? = nil
  ) throws -> Ending {
    try withTemporaryDirectory { directory in
      let process = try start(arguments, input: Data(input.utf8), environment: environment, from: place, in: directory)
      process.waitUntilExit()
      func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: Program.file(name, in: directory)), as: UTF8.self)
      }
      return Ending(status: process.terminationStatus, output: try text("stdout"), errors: try text("stderr"))
    }
  }

  private func start(
    _ arguments: [String], input: Data, environment: [String: String], from place: String?, in directory: String
  ) throws -> Process {
    let process = prepared(arguments, environment: environment)
    if let place { process.currentDirectoryURL = URL(fileURLWithPath: place) }
    try input.write(to: Program.file("stdin", in: directory))
    process.standardInput = try FileHandle(forReadingFrom: Program.file("stdin", in: directory))
    for name in ["stdout", "stderr"] { try Data().write(to: Program.file(name, in: directory)) }
    process.standardOutput = try FileHandle(forWritingTo: Program.file("stdout", in: directory))
    process.standardError = try FileHandle(forWritingTo: Program.file("stderr", in: directory))
    try process.run()
    return process
  }

  fileprivate func prepared(_ arguments: [String], environment: [String: String] = [:]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = Program.environment.merging(environment) { _, own in own }
    return process
  }

  fileprivate static func file(_ name: String, in directory: String) -> URL {
    URL(fileURLWithPath: directory).appendingPathComponent(name)
  }

  /// Pinned, whatever the machine's: UTF-8, Chinese, a zone that is not the station's.
  package static let environment = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC",
  ]
}

/// A program that reads a file and answers line by line on a pipe, to be killed in the middle of its work.
package final class AnsweringProgram {
  private let process: Process
  private let pipe = Pipe()
  private var unfinished = Data()
  /// The whole lines that have been read of it.
  package private(set) var answers: [String] = []

  package init(_ program: Program, _ arguments: [String], input path: String) throws {
    process = program.prepared(arguments)
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    process.standardOutput = pipe
    try process.run()
  }

  /// Waits until it has answered this often, or has ended.
  package func read(until count: Int) {
    while answers.count < count {
      let chunk = pipe.fileHandleForReading.availableData
      if chunk.isEmpty { return }
      unfinished += chunk
      while let end = unfinished.firstIndex(of: UInt8(ascii: "\n")) {
        answers.append(String(decoding: unfinished[..<end], as: UTF8.self))
        unfinished = Data(unfinished[(end + 1)...])
      }
    }
  }

  package var isRunning: Bool { process.isRunning }

  package func tell(_ signal: Int32) throws {
    guard kill(process.processIdentifier, signal) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EINVAL) }
  }

  /// Looks until the system says that it stands still; throws where it does not within ten seconds.
  package func waitUntilStopped() throws {
    let end = Date.now.addingTimeInterval(10)
    while Date.now < end {
      let line = try String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
      if line.split(separator: ")").last?.split(separator: " ").first == "T" { return }
    }
    throw POSIXError(.ETIMEDOUT)
  }

  /// Reads it to its end; its exit status.
  package func waitUntilOver() -> Int32 {
    read(until: .max)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// `kill -9`; what it had answered until then is read.
  package func killAtOnce() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    read(until: .max)
  }
}

/// SplitMix64: dice that fall the same way for the same seed.
package struct PinnedDice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
