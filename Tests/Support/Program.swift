import Foundation

/// One of our own programs, as built beside the tests.
package struct Program: Sendable {
  package let path: String

  package init(_ name: String) {
    path = Program.directory.appendingPathComponent(name).path
  }

  /// Where the test bundle lies, and the programs with it.
  private static let directory = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// What a program left behind.
  package struct Ending: Hashable, Sendable {
    package let status: Int32
    package let output: String
    package let errors: String

    package var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Runs it to its end. It sees this environment and nothing of the machine's but PATH.
  package func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Ending {
    try withTemporaryDirectory { directory in
      let started = try start(arguments, input: Data(input.utf8), environment: environment, in: directory)
      started.process.waitUntilExit()
      return Ending(
        status: started.process.terminationStatus, output: try started.output(), errors: try started.errors())
    }
  }

  /// Starts it and comes back at once; what it writes goes to files in `directory`, so that no pipe fills up.
  package func start(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], in directory: String
  ) throws -> Started {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = Program.environment.merging(environment) { _, own in own }
    let files = Started(process: process, directory: directory)
    try input.write(to: files.file("stdin"))
    process.standardInput = try FileHandle(forReadingFrom: files.file("stdin"))
    process.standardOutput = try files.created("stdout")
    process.standardError = try files.created("stderr")
    try process.run()
    return files
  }

  /// Pinned, whatever the machine's: UTF-8, Chinese, a zone that is not the station's.
  package static let environment = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC",
  ]

  package struct Started {
    package let process: Process
    fileprivate let directory: String

    fileprivate func file(_ name: String) -> URL { URL(fileURLWithPath: directory).appendingPathComponent(name) }

    fileprivate func created(_ name: String) throws -> FileHandle {
      try Data().write(to: file(name))
      return try FileHandle(forWritingTo: file(name))
    }

    package func output() throws -> String { String(decoding: try Data(contentsOf: file("stdout")), as: UTF8.self) }
    package func errors() throws -> String { String(decoding: try Data(contentsOf: file("stderr")), as: UTF8.self) }

    /// `kill -9`, and waits until it is gone.
    package func killAtOnce() {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
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
