import Foundation
import TestSupport

extension Program {
  /// Runs it with standard streams that are not what they should be, or under a limit, as a shell does it.
  func run(
    _ arguments: [String], redirected: String = "", limits: String = "", input: String = "",
    environment: [String: String] = [:]
  ) throws -> Ending {
    try Program(at: "/bin/sh").run(
      ["-c", "\(limits.isEmpty ? "" : limits + "; ")exec \"$0\" \"$@\" \(redirected)", path] + arguments, input: input,
      environment: environment)
  }

  /// Runs it with a standard output that nobody reads from any more, as `| head` leaves it.
  func runUnread(_ arguments: [String], input: String = "") throws -> (status: Int32, errors: String) {
    try withTemporaryDirectory { directory in
      let (given, told) = (directory + "/stdin", directory + "/stderr")
      try input.write(toFile: given, atomically: false, encoding: .utf8)
      try Data().write(to: URL(filePath: told))
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      let process = Process()
      (process.executableURL, process.arguments) = (URL(filePath: path), arguments)
      process.environment = Program.environment
      process.standardInput = try FileHandle(forReadingFrom: URL(filePath: given))
      process.standardOutput = pipe.fileHandleForWriting
      process.standardError = try FileHandle(forWritingTo: URL(filePath: told))
      try process.run()
      process.waitUntilExit()
      let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
      return (status, try String(contentsOfFile: told, encoding: .utf8))
    }
  }
}
