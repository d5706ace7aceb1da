import Foundation
import TestSupport
import Testing

/// The heads file, as an administrator uses it.
@Suite struct HeadsProgramTests {
  private let admin = Program("duty-admin")
  private let matter = #"{"summary":"井盖缺失","source":"grid"}"# + "\n"

  private func copy(_ from: String, over place: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: from))
    try bytes.write(to: URL(fileURLWithPath: place))
  }

  @Test("an older copy put back is refused by every program, by the heads file beside it or one that was named")
  func older() throws {
    for isNamed in [false, true] {
      try Station.founded { station in
        let older = station.directory + "/older.sqlite"
        let environment = isNamed ? ["DUTY_HEADS": station.directory + "/kept"] : [:]
        if isNamed { _ = try station.file("kept", "") }
        func run(_ name: String, _ arguments: [String], input: String = "") throws -> Program.Ending {
          try Program(name).run(
            arguments + ["--ledger", station.ledger, "--language", "en"], input: input, environment: environment)
        }
        #expect(try run("duty-admin", ["backup", older]).status == 0)
        #expect(try run("duty-admin", ["intake"], input: matter).status == 0)
        #expect(try run("duty-admin", ["check"]).status == 0)
        try copy(older, over: station.ledger)
        for (name, arguments) in [
          ("duty-admin", ["intake"]), ("duty-admin", ["export"]), ("duty-desk", ["--plain"]), ("duty-report", ["day"]),
        ] {
          let ended = try run(name, arguments, input: matter)
          #expect(ended.status == 3 && ended.output.isEmpty, "\(name): \(ended.output)")
          #expect(ended.errors.contains("lacks entry 5") && ended.errors.split(separator: "\n").count == 1)
        }
        #expect(try run("duty-admin", ["check"]).status == 1)
        // The control: nobody has written anything down.
        try FileManager.default.removeItem(
          atPath: isNamed ? environment["DUTY_HEADS"] ?? "" : station.ledger + ".heads")
        let without = try admin.run(["check", "--ledger", station.ledger])
        #expect(without.status == 0, "\(without.output)")
      }
    }
  }

  @Test("a head is written down for another account, once those before are found again")
  func witness() throws {
    try Station.founded { station in
      let file = station.directory + "/kept"
      let first = try station.admin(["witness", file])
      #expect(first.status == 0 && first.output.hasPrefix("已记下第 4 条"))
      _ = try station.admin(["intake"], input: matter)
      #expect(try station.admin(["witness", file]).status == 0)
      #expect(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count == 2)
      #expect(try station.admin(["check", "--heads", file]).status == 0)
      try Station.founded { other in
        #expect(try other.admin(["check", "--heads", file]).status == 1)
        let refused = try other.admin(["witness", file])
        #expect(refused.status == 3 && refused.errors.contains("第 4 条"))
      }
      #expect(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count == 2)
      let missing = try station.admin(["check", "--heads", station.directory + "/none"])
      #expect(missing.status == 3 && missing.errors.contains("读不了校验码文件"))
    }
  }
}
