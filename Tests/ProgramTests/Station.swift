import Foundation
import TestSupport
import Testing

/// A station of a test's own, made with the programs themselves.
struct Station {
  let directory: String
  let administratorPin: String

  static let administrator = "管理员甲"
  private static let admin = Program("duty-admin")

  var ledger: String { directory + "/ledger/duty.sqlite" }

  /// Founds one, and takes it away afterwards.
  static func founded(_ options: [String] = [], _ body: (Station) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let ledger = directory + "/ledger/duty.sqlite"
      let founded = try admin.run(["init", "--ledger", ledger, "--administrator", administrator] + options)
      #expect(founded.status == 0, "\(founded.errors)")
      try body(Station(directory: directory, administratorPin: try pin(in: founded)))
    }
  }

  func admin(_ arguments: [String], input: String = "") throws -> Program.Ending {
    try Station.admin.run(arguments + ["--ledger", ledger], input: input)
  }

  /// Runs it as the administrator, whose PIN comes over standard input.
  func adminAsAdministrator(_ arguments: [String]) throws -> Program.Ending {
    try admin(arguments + ["--as", Station.administrator, "--pin-fd", "0"], input: administratorPin + "\n")
  }

  /// Enrols a person; the PIN that was made.
  func enrol(_ name: String, rank: String, department: String? = nil) throws -> String {
    let unit = department.map { ["--department", $0] } ?? []
    let enrolled = try adminAsAdministrator(["officer", "add", name, "--rank", rank] + unit)
    #expect(enrolled.status == 0, "\(enrolled.errors)")
    return try Station.pin(in: enrolled)
  }

  func file(_ name: String, _ text: String) throws -> String {
    let path = directory + "/" + name
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  /// The PIN a program printed this once.
  static func pin(in ending: Program.Ending) throws -> String {
    let line = try #require(ending.lines.first { $0.hasPrefix("PIN ") })
    return String(line.dropFirst(4).prefix { $0.isNumber })
  }
}
