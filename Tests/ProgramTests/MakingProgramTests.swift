import Foundation
import TestSupport
import Testing

/// Ledgers and copies of them that are made beside their place: by two at once, by one who is killed, by root.
@Suite struct MakingProgramTests {
  private static let admin = Program("duty-admin")
  private static let matter = #"{"summary":"井盖缺失"}"# + "\n"

  private func names(_ directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
  }

  /// Runs all of them at once; their endings.
  private func atOnce(_ commands: [[String]], in directory: String) throws -> [(status: Int32, errors: String)] {
    let running = try commands.enumerated().map { number, arguments in
      try AnsweringProgram(
        Program(at: "/bin/sh"), ["-c", "\"$@\" 2>'\(directory)/errors-\(number)'", "sh", Self.admin.path] + arguments,
        input: "/dev/null")
    }
    return try running.enumerated().map { number, program in
      let status = program.waitUntilOver()
      return (status, try String(contentsOfFile: "\(directory)/errors-\(number)", encoding: .utf8))
    }
  }

  @Test("of those who found a ledger at one place at once one succeeds, and the others say that there is one")
  func foundings() throws {
    for _ in 1...3 {
      try withTemporaryDirectory { directory in
        let place = directory + "/ledger/duty.sqlite"
        let ended = try atOnce([[String]](repeating: ["init", "--ledger", place], count: 4), in: directory)
        #expect(ended.map(\.status).sorted() == [0, 3, 3, 3], "\(ended)")
        #expect(ended.filter { $0.status == 3 }.allSatisfy { $0.errors.contains("这里已经有文件：\(place)") }, "\(ended)")
        #expect(try Self.admin.run(["check", "--ledger", place]).status == 0)
        #expect(try names(directory + "/ledger").allSatisfy { !$0.contains("making") })
      }
    }
  }

  @Test("of those who restore to one place at once one succeeds, and no backup is harmed")
  func restorings() throws {
    try Station.founded { station in
      _ = try station.admin(["intake"], input: Self.matter)
      let place = station.directory + "/new/duty.sqlite"
      let copies = [station.directory + "/copy", place + ".restoring", place + ".founding"]
      for copy in copies { #expect(try station.admin(["backup", copy]).status == 0) }
      let before = try copies.map { try Data(contentsOf: URL(filePath: $0)) }
      let ended = try atOnce(copies.map { ["restore", $0, "--ledger", place] }, in: station.directory)
      #expect(ended.map(\.status).sorted() == [0, 3, 3], "\(ended)")
      #expect(try copies.map { try Data(contentsOf: URL(filePath: $0)) } == before)
      #expect(
        try Self.admin.run(["check", "--ledger", place]).lines == station.admin(["check"]).lines)
    }
  }

  @Test("what a killed founding left is gone after the next, and a ledger that lies in it can be restored from there")
  func killed() throws {
    try withTemporaryDirectory { directory in
      let place = directory + "/duty.sqlite"
      var given: String?
      for _ in 1...20 where given == nil {
        let founding = try AnsweringProgram(Self.admin, ["init", "--ledger", place], input: "/dev/null")
        given = try firstMaking(directory, while: founding)
        founding.killAtOnce()
        try? FileManager.default.removeItem(atPath: place)
      }
      let left = try #require(given)
      #expect(FileManager.default.fileExists(atPath: left))
      try Station.founded { station in
        let copied = try station.admin(["backup", directory + "/copy"])
        #expect(copied.status == 0)
      }
      for name in ["/duty.sqlite", "/duty.sqlite-wal", "/duty.sqlite-shm"] {
        try? FileManager.default.removeItem(atPath: left + name)
      }
      try FileManager.default.copyItem(atPath: directory + "/copy", toPath: left + "/duty.sqlite")
      let restored = try Self.admin.run(["restore", left + "/duty.sqlite", "--ledger", place])
      #expect(restored.status == 0, "\(restored.errors)")
      #expect(FileManager.default.fileExists(atPath: left + "/duty.sqlite"))
      try FileManager.default.removeItem(atPath: place)
      #expect(try Self.admin.run(["init", "--ledger", place]).status == 0)
      #expect(try names(directory).allSatisfy { !$0.contains("making") })
    }
  }

  /// The directory in which it is made, once the file is there.
  private func firstMaking(_ directory: String, while program: AnsweringProgram) throws -> String? {
    while program.isRunning {
      for name in try names(directory) where name.contains(".making-") {
        if FileManager.default.fileExists(atPath: "\(directory)/\(name)/duty.sqlite") { return "\(directory)/\(name)" }
      }
    }
    return nil
  }

  @Test("a backup that is killed leaves no file that could be taken for one")
  func killedBackup() throws {
    try Station.founded { station in
      let lines = (1...3000).map { "{\"externalId\":\"\($0)\",\"summary\":\"演练\($0)\"}\n" }.joined()
      _ = try station.admin(["intake"], input: String(lines.prefix(60_000)))
      let copies = station.directory + "/copies"
      try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: false)
      let backup = try AnsweringProgram(
        Self.admin, ["backup", copies + "/duty.sqlite", "--ledger", station.ledger], input: "/dev/null")
      let left = try firstMaking(copies, while: backup)
      backup.killAtOnce()
      // Killed in its work, or just after it: then it is whole.
      if FileManager.default.fileExists(atPath: copies + "/duty.sqlite") {
        #expect(try Self.admin.run(["check", "--ledger", copies + "/duty.sqlite"]).status == 0)
      } else {
        #expect(left != nil)
        #expect(try station.admin(["backup", copies + "/duty.sqlite"]).status == 0)
      }
      #expect(try names(copies).allSatisfy { !$0.contains("making") })
    }
  }

  // MARK: - By root

  private static let nobody: uid_t = 65534
  private static let isRoot = geteuid() == 0 && Program.installed("setpriv") != nil

  /// `arguments` to duty-admin, as the account nobody.
  private func asNobody(_ arguments: [String], input: String = "") throws -> Program.Ending {
    let setpriv = try #require(Program.installed("setpriv"))
    return try setpriv.run(
      ["--reuid", "\(Self.nobody)", "--regid", "\(Self.nobody)", "--clear-groups", Self.admin.path] + arguments,
      input: input)
  }

  private func owners(_ directory: String) throws -> Set<uid_t> {
    Set(
      try names(directory).map { name in
        var facts = stat()
        try #require(lstat(directory + "/" + name, &facts) == 0)
        return facts.st_uid
      })
  }

  @Test(
    "whatever root runs first on an account's ledger, the account goes on, and owns all that was made",
    .enabled(if: isRoot))
  func root() throws {
    try withTemporaryDirectory { directory in
      try #require(chown(directory, Self.nobody, Self.nobody) == 0)
      let place = directory + "/ledger/duty.sqlite"
      #expect(try Self.admin.run(["init", "--ledger", place]).status == 0)
      #expect(try asNobody(["intake", "--ledger", place], input: Self.matter).status == 0)
      let commands: [(String, [String], String)] = [
        ("duty-admin", ["check"], ""), ("duty-admin", ["export"], ""), ("duty-report", ["day"], ""),
        ("duty-admin", ["intake"], Self.matter), ("duty-desk", ["--plain"], ""),
        ("duty-admin", ["backup", directory + "/ledger/copy.sqlite"], ""),
      ]
      for (program, arguments, input) in commands {
        for name in try names(directory + "/ledger") where name.hasPrefix("duty.sqlite.") {
          try FileManager.default.removeItem(atPath: directory + "/ledger/" + name)
        }
        let ended = try Program(program).run(arguments + ["--ledger", place], input: input)
        #expect(ended.status == 0, "\(program) \(arguments): \(ended.errors)")
        #expect(try owners(directory + "/ledger") == [Self.nobody], "\(program) \(arguments)")
        let goesOn = try asNobody(["intake", "--ledger", place], input: Self.matter)
        #expect(goesOn.status == 0, "after \(program) \(arguments): \(goesOn.errors)")
      }
      let restored = directory + "/new/duty.sqlite"
      #expect(try Self.admin.run(["restore", directory + "/ledger/copy.sqlite", "--ledger", restored]).status == 0)
      #expect(try owners(directory + "/new") == [Self.nobody])
      #expect(try asNobody(["intake", "--ledger", restored], input: Self.matter).status == 0)
    }
  }

  @Test(
    "what a run as root had left for itself is given back; what the account cannot use is named", .enabled(if: isRoot))
  func leftByRoot() throws {
    try withTemporaryDirectory { directory in
      try #require(chown(directory, Self.nobody, Self.nobody) == 0)
      let place = directory + "/duty.sqlite"
      #expect(try asNobody(["init", "--ledger", place]).status == 0)
      for end in [".lock", ".notify"] { try #require(chown(place + end, 0, 0) == 0) }
      let refused = try asNobody(["intake", "--ledger", place], input: Self.matter)
      #expect(refused.status == 3 && refused.errors.contains(place + ".lock") && refused.errors.contains("主人"))
      #expect(try Self.admin.run(["intake", "--ledger", place], input: Self.matter).status == 0)
      #expect(try asNobody(["intake", "--ledger", place], input: Self.matter).status == 0)
    }
  }
}
