import Foundation
import TestSupport
import Testing

/// A ledger has one name, and its files are nobody else's.
@Suite struct OneLedgerTests {
  private static let programs: [(program: String, arguments: [String])] = [
    ("duty-admin", ["check"]), ("duty-admin", ["intake"]), ("duty-admin", ["export"]), ("duty-report", ["day"]),
    ("duty-desk", ["--plain"]),
  ]

  private static let matter = #"{"summary":"井盖缺失"}"# + "\n"

  private func names(_ directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
  }

  @Test("a ledger with a second name is refused by every program under either, with what to do; with one it is taken")
  func hardLink() throws {
    try Station.founded { station in
      let other = station.directory + "/ledger/other.sqlite"
      try FileManager.default.linkItem(atPath: station.ledger, toPath: other)
      for path in [station.ledger, other] {
        for command in Self.programs {
          let refused = try Program(command.program).run(command.arguments + ["--ledger", path], input: Self.matter)
          #expect(refused.status == 3 && refused.output.isEmpty, "\(command.program): \(refused.output)")
          for words in [path, "2 个名字", "cp", "ln"] { #expect(refused.errors.contains(words), "\(refused.errors)") }
          let english = try Program(command.program).run(command.arguments + ["--ledger", path, "--language", "en"])
          #expect(english.errors.contains("has 2 names (hard links)") && english.errors.allSatisfy(\.isASCII))
        }
      }
      try FileManager.default.removeItem(atPath: other)
      for command in Self.programs {
        let taken = try Program(command.program).run(command.arguments + ["--ledger", station.ledger])
        #expect(taken.status == 0, "\(command.program): \(taken.errors)")
      }
      #expect(try names(station.directory + "/ledger").allSatisfy { !$0.hasPrefix("other") })
    }
  }

  @Test("through a symbolic link the ledger's own lock, notice and heads are used, and none is made beside the link")
  func symbolicLink() throws {
    try Station.founded { station in
      let link = station.directory + "/link.sqlite"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: station.ledger)
      let admin = Program("duty-admin")
      #expect(try admin.run(["intake", "--ledger", link], input: Self.matter).status == 0)
      #expect(try names(station.directory).filter { $0.hasPrefix("link") } == ["link.sqlite"])
      #expect(try names(station.directory + "/ledger").contains("duty.sqlite.heads"))
      // Held by one name it is held by the other.
      let lock = open(station.ledger + ".lock", O_RDWR | O_CLOEXEC)
      try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
      #expect(try admin.run(["intake", "--ledger", link], input: Self.matter).status == 3)
      close(lock)
      #expect(try admin.run(["intake", "--ledger", link], input: Self.matter).status == 0)
    }
  }

  @Test("what leads nowhere is no place for a new ledger")
  func danglingLink() throws {
    try withTemporaryDirectory { directory in
      let link = directory + "/link.sqlite"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: directory + "/none.sqlite")
      let refused = try Program("duty-admin").run(["init", "--ledger", link])
      #expect(refused.status == 3 && refused.errors.contains("这里已经有文件"), "\(refused.errors)")
      #expect(try names(directory) == ["link.sqlite"])
    }
  }

  private static let mounter = ["-m", "--propagation", "private", "/bin/sh", "-c"]

  /// Only root may mount.
  private static let canMount =
    (try? Program.installed("unshare")?.run(mounter + ["mount --bind /dev/null /dev/null"]))?.status == 0

  @Test("a ledger that is mounted by itself is refused; with its directory mounted it is taken", .enabled(if: canMount))
  func mountedAlone() throws {
    try Station.founded { station in
      let unshare = try #require(Program.installed("unshare"))
      let place = try station.file("mounted.sqlite", "")
      try FileManager.default.createDirectory(atPath: station.directory + "/a b", withIntermediateDirectories: false)
      func check(_ from: String, _ onto: String, _ ledger: String) throws -> Program.Ending {
        let admin = Program("duty-admin").path
        return try unshare.run(
          Self.mounter + ["mount --bind '\(from)' '\(onto)' && exec '\(admin)' check --ledger '\(ledger)'"])
      }
      let refused = try check(station.ledger, place, place)
      #expect(refused.status == 3 && refused.errors.contains("\(place) 是单独挂载的文件"), "\(refused.errors)")
      let (whole, onto) = (station.directory + "/ledger", station.directory + "/a b")
      let taken = try check(whole, onto, onto + "/duty.sqlite")
      #expect(taken.status == 0, "\(taken.errors)")
    }
  }

  // MARK: - What stands beside it

  @Test(
    "where something else stands than a file, all say in one line what it is and where, and touch nothing",
    arguments: ["", "-wal", "-shm", "-journal", ".lock", ".notify", ".heads"])
  func notAFile(end: String) throws {
    try Station.founded { station in
      let place = station.ledger + end
      try? FileManager.default.moveItem(atPath: place, toPath: station.directory + "/kept")
      let target = try station.file("target", "somebody's")
      for (kind, make) in [
        ("目录", { try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false) }),
        ("管道", { try #require(mkfifo(place, 0o600) == 0) }),
        ("符号链接", { try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target) }),
      ] as [(String, () throws -> Void)] {
        // A link in the ledger's own place is followed: it is the ledger's name.
        if end.isEmpty, kind == "符号链接" { continue }
        try make()
        // Who only reads has no use for these two.
        for command in Self.programs where ![".lock", ".notify"].contains(end) || command.arguments == ["intake"] {
          let refused = try Program(command.program).run(
            command.arguments + ["--ledger", station.ledger], input: Self.matter)
          #expect(refused.status == 3 && refused.errors.contains("\(place) 是\(kind)，不是普通文件"), "\(refused.errors)")
          #expect(refused.errors.split(separator: "\n").count == 1)
        }
        try FileManager.default.removeItem(atPath: place)
      }
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "somebody's")
      try? FileManager.default.moveItem(atPath: station.directory + "/kept", toPath: place)
      #expect(try station.admin(["intake"], input: Self.matter).status == 0)
    }
  }

  @Test("a heads file that was named and is none is told of in words too", arguments: ["directory", "pipe", "none"])
  func named(what: String) throws {
    try Station.founded { station in
      let path = station.directory + "/heads"
      if what == "directory" {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      }
      if what == "pipe" { try #require(mkfifo(path, 0o600) == 0) }
      for arguments in [["check", "--heads", path], ["witness", path]] where what != "none" {
        let told = try station.admin(arguments)
        #expect(told.status == 3 && told.errors.contains(path) && told.errors.contains("不是普通文件"), "\(told.errors)")
      }
      let missing = try station.admin(["check", "--heads", path])
      #expect(missing.status == 3 && missing.errors.contains(path))
    }
  }

  // MARK: - Its files as somebody else's

  @Test("no file of the ledger is read or written as anything else, by whatever name, and it stays as it was")
  func parts() throws {
    try Station.founded { station in
      _ = try station.admin(["intake"], input: Self.matter)
      let link = station.directory + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: station.ledger)
      let second = station.directory + "/second"
      try FileManager.default.linkItem(atPath: station.ledger + ".notify", toPath: second)
      let lists = station.directory + "/lists"
      try FileManager.default.createDirectory(atPath: lists, withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(atPath: lists + "/calendar.csv", withDestinationPath: station.ledger)
      let before = try Data(contentsOf: URL(filePath: station.ledger))
      let rows = try station.file("rows.csv", "number\n")
      let ledger = station.ledger
      for arguments in [
        ["import", "--profile", ledger, rows], ["import", "--profile", "native", link],
        ["import", "--profile", "native", "--rejects", ledger + "-journal", rows],
        ["import", "--profile", "native", "--rejects", second, rows],
        ["import", "--profile", "native", "--rejects", ledger + ".heads", rows],
        ["witness", ledger], ["witness", link], ["witness", ledger + ".tries"], ["check", "--heads", link],
        ["backup", ledger + "-journal"], ["backup", ledger + ".drafts/copy"], ["restore", ledger + ".heads"],
        ["catalog", "export", ledger + ".drafts"], ["catalog", "import", "--diff", lists],
      ] {
        let refused = try station.admin(arguments)
        #expect(refused.status == 2 && refused.output.isEmpty, "\(arguments): \(refused.output)\(refused.errors)")
        #expect(refused.errors.contains("台账自己的文件") || refused.errors.contains("请换一个名字"), "\(refused.errors)")
      }
      for file in [ledger, link, second, ledger + "-wal", ledger + ".heads"] {
        let refused = try Program("duty-report").run(["day", "--ledger", ledger, "--output", file])
        #expect(refused.status == 2 && refused.errors.contains("台账的文件"), "\(refused.errors)")
      }
      let script = try Program("duty-desk").run(["--script", link, "--ledger", ledger])
      #expect(script.status == 2 && script.errors.contains("台账自己的文件"), "\(script.errors)")
      #expect(try Data(contentsOf: URL(filePath: ledger)) == before)
      // Beside it all of them are done.
      #expect(try station.admin(["witness", station.directory + "/heads"]).status == 0)
      #expect(try station.admin(["backup", station.directory + "/copy"]).status == 0)
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test("a shell that sends a program's output or complaints into the ledger spoils nothing")
  func output() throws {
    try Station.founded { station in
      let shell = Program(at: "/bin/sh")
      let before = try Data(contentsOf: URL(filePath: station.ledger))
      for (redirection, command) in [
        (">>", "export"), (">>", "check"), ("2>>", "intake"), (">>", "roster show"),
      ] {
        let line =
          "exec '\(Program("duty-admin").path)' \(command) --ledger '\(station.ledger)' \(redirection) '\(station.ledger)'"
        let refused = try shell.run(["-c", line])
        #expect(refused.status == 2, "\(line): \(refused.status)")
        #expect(redirection == "2>>" || refused.errors.contains("台账自己的文件"), "\(refused.errors)")
      }
      #expect(try Data(contentsOf: URL(filePath: station.ledger)) == before)
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test("rows left out before are not written over: a rejects file with something in it is refused, an empty one taken")
  func rejects() throws {
    try Station.founded { station in
      let rows = try station.file(
        "rows.csv", "number,externalId,received,category,department,deadline,summary\n1,a,yesterday,,,,x\n")
      let left = try station.file("left.csv", "mended yesterday\n")
      func importing(_ language: String) throws -> Program.Ending {
        try station.admin(["import", "--profile", "native", "--rejects", left, "--language", language, rows])
      }
      let refused = try importing("zh")
      #expect(refused.status == 2 && refused.output.isEmpty && refused.errors.contains("已经有内容"), "\(refused.errors)")
      #expect(try importing("en").errors.contains("choose another name"))
      #expect(try String(contentsOfFile: left, encoding: .utf8) == "mended yesterday\n")
      _ = try station.file("left.csv", "")
      #expect(try importing("zh").status == 0)
      #expect(try String(contentsOfFile: left, encoding: .utf8).hasPrefix("line,column,reason"))
    }
  }
}
