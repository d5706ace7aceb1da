import DutyCore
import DutySystem
import Foundation
import GRDB
import TestSupport
import Testing

/// Standard streams that are full, closed or unread: what is a result arrives or is told not to have, no act ends for a
/// word that nobody can hear.
@Suite struct OutletProgramTests {
  private let admin = Program("duty-admin")

  /// A command that only prints, as it is typed; `LEDGER` and `SCRIPT` stand for files.
  static let readers = [
    "duty-admin check --ledger LEDGER", "duty-admin check --format json --ledger LEDGER",
    "duty-admin export --ledger LEDGER", "duty-admin officer list --ledger LEDGER",
    "duty-admin setting list --ledger LEDGER", "duty-admin roster show --ledger LEDGER",
    "duty-admin roster swaps --ledger LEDGER", "duty-admin catalog show --ledger LEDGER",
    "duty-admin catalog show departments --format csv --ledger LEDGER", "duty-admin --help", "duty-admin --version",
    "duty-report day --ledger LEDGER", "duty-report queue --format json --ledger LEDGER",
    "duty-report week --format html --ledger LEDGER", "duty-report --help", "duty-report --version",
    "duty-desk --script SCRIPT --ledger LEDGER", "duty-desk --plain --ledger LEDGER", "duty-desk --help",
  ]

  @Test(arguments: readers)
  func `a result that cannot be written ends with 3 and says so; control: written, it ends with 0 in silence`(
    reader: String
  ) throws {
    try Station.founded { try Self.expectTold(reader, $0) }
  }

  private static func expectTold(_ reader: String, _ station: Station) throws {
    let script = try station.file("script", "screen\n")
    let words = reader.split(separator: " ").map { word in
      word == "LEDGER" ? station.ledger : word == "SCRIPT" ? script : String(word)
    }
    let (program, arguments) = (Program(words[0]), Array(words[1...]))
    let good = try program.run(arguments)
    #expect(good.status == 0 && good.errors.isEmpty && !good.output.isEmpty, "\(good.errors)")
    let full = try program.run(arguments, redirected: "> /dev/full")
    #expect(full.status == 3 && full.errors.contains("标准输出写不了（磁盘已满）"), "\(full.errors)")
    let closed = try program.run(arguments, redirected: ">&-")
    #expect(closed.status == 3 && closed.errors.contains("标准输出写不了（已经关闭）"), "\(closed.errors)")
    let (status, errors) = try program.runUnread(arguments)
    #expect(status == 3 && errors.contains("读取结果的程序已经退出"), "\(errors)")
    #expect(try entries(station) == 4, "reading records nothing")
  }

  @Test(arguments: ["2> /dev/full", "2>&-"])
  func `an error that nobody can hear changes no exit code`(redirected: String) throws {
    for (command, status) in Self.complaints {
      let words = command.split(separator: " ").map(String.init)
      let ended = try Program(words[0]).run(Array(words[1...]), redirected: redirected)
      #expect(ended.status == status && ended.errors.isEmpty, "\(command)")
      let heard = try Program(words[0]).run(Array(words[1...]))
      #expect(heard.status == status && !heard.errors.isEmpty, "control: it has something to say")
    }
  }

  private static let complaints: [(command: String, status: Int32)] = [
    ("duty-admin nonsense", 2), ("duty-admin check --ledger /nowhere/duty.sqlite", 3), ("duty-report nonsense", 2),
    ("duty-report day --ledger /nowhere/duty.sqlite", 3), ("duty-desk --nonsense", 2),
    ("duty-desk --plain --ledger /nowhere/duty.sqlite", 3),
  ]

  @Test func `what intake recorded and could not answer is told, and later lines are not read`() throws {
    try Station.founded { station in
      func lines(_ platform: String) -> String {
        (1...3).map { "{\"summary\":\"井盖\",\"source\":\"grid\",\"externalId\":\"\(platform)\($0)\"}\n" }.joined()
      }
      let cut = try admin.run(["intake", "--ledger", station.ledger], redirected: "> /dev/full", input: lines("g"))
      #expect(cut.status == 3 && cut.errors.contains("\"entry\":5,\"line\":1,\"number\":"), "\(cut.errors)")
      #expect(try Self.entries(station) == 5, "one was recorded, and no other")
      let unread = try admin.runUnread(["intake", "--ledger", station.ledger], input: lines("h"))
      #expect(unread.status == 3 && unread.errors.contains("\"entry\":6,\"line\":1"), "\(unread.errors)")
      #expect(try Self.entries(station) == 6)
      // Pushed again, nothing comes in twice.
      let again = try station.admin(["intake"], input: lines("g"))
      #expect(again.status == 0 && again.lines.filter { $0.contains("\"duplicate\":true") }.count == 1)
      let checked = try station.admin(["check"])
      #expect(checked.status == 0 && checked.lines.first?.contains(" 8 ") == true, "\(checked.output)")
    }
  }

  @Test func `an import whose summary cannot be written says what was recorded`() throws {
    try Station.founded { station in
      let profile =
        #"{"origin":"old","timezone":"+08:00","timestamps":["yyyy-MM-dd HH:mm"],"columns":{"externalId":"id","received":"in","summary":"what"}}"#
      let arguments = [
        "import", "--ledger", station.ledger, "--profile", try station.file("old.json", profile),
        try station.file("old.csv", "id,in,what\n1,2026-03-05 09:00,井盖\n"),
      ]
      let full = try admin.run(arguments, redirected: "> /dev/full")
      #expect(full.status == 3 && full.errors.contains("登记 1 件") && full.errors.contains("不用重做"), "\(full.errors)")
      let again = try admin.run(arguments)
      #expect(again.status == 0 && again.output.contains("已有 1 件"), "\(again.errors)")
    }
  }

  @Test func `an act whose result cannot be written is done, and that is said`() throws {
    try Station.founded { station in
      let arguments = ["setting", "set", "ownVoid", "7m", "--as", Station.administrator, "--pin-fd", "0"]
      let full = try admin.run(
        arguments + ["--ledger", station.ledger], redirected: "> /dev/full", input: station.administratorPin + "\n")
      #expect(full.status == 3 && full.errors.contains("这已办好，不用重做"), "\(full.errors)")
      #expect(try station.admin(["setting", "list"]).output.contains("ownVoid\t7m\t"))
    }
  }

  @Test func `lists that do not fit on the disk are not exported by halves; control: where they fit`() throws {
    try Station.founded { station in
      let place = station.directory + "/lists"
      let arguments = ["catalog", "export", place, "--ledger", station.ledger]
      // Whoever has the ledger open has made the files that SQLite wants beside it, which are larger than the limit.
      let reader = try DatabaseQueue(path: station.ledger)
      #expect(try reader.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM entry") } == 4)
      // Blocks of 512 bytes: the third list is longer.
      let cut = try admin.run(arguments, limits: "ulimit -f 30")
      #expect(cut.status == 3 && cut.output.isEmpty, "\(cut.errors)")
      #expect(cut.errors.contains("responsibilities.csv 没有写成：超出文件大小限制。没有导出"), "\(cut.errors)")
      #expect(!FileManager.default.fileExists(atPath: place))
      #expect(try admin.run(arguments).status == 0)
      #expect(FileManager.default.fileExists(atPath: place + "/responsibilities.csv"))
      try reader.close()
    }
  }

  @Test func `a descriptor that was closed is never one of the ledger's files`() throws {
    try Station.founded { station in
      let closed = try descriptors(of: "exec \"$0\" \"$@\" >&- 2>&-", station)
      #expect(closed["1"] == "/dev/null" && closed["2"] == "/dev/null", "\(closed)")
      #expect(closed["0"]?.hasPrefix("pipe:") == true)
      let open = try descriptors(of: "exec \"$0\" \"$@\"", station)
      #expect(open["1"] != "/dev/null" && open["2"] != "/dev/null", "control: \(open)")
    }
  }

  /// The open files of an intake, by number, once it has the ledger open and waits for lines.
  private func descriptors(of command: String, _ station: Station) throws -> [String: String] {
    let (input, others) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command, admin.path, "intake", "--ledger", station.ledger]
    process.environment = Program.environment
    (process.standardInput, process.standardOutput, process.standardError) = (input, others, others)
    try process.run()
    let directory = "/proc/\(process.processIdentifier)/fd"
    let deadline = Date.now.addingTimeInterval(30)
    var found: [String: String] = [:]
    repeat {
      let numbers = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
      found = Dictionary(
        uniqueKeysWithValues: numbers.map { number in
          (number, (try? FileManager.default.destinationOfSymbolicLink(atPath: directory + "/" + number)) ?? "")
        })
    } while !found.values.contains(station.ledger) && Date.now < deadline
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return found
  }

  private static func entries(_ station: Station) throws -> Int {
    try station.admin(["export"]).lines.count
  }
}

/// The one gate, by the sources of the programs.
@Suite struct OneGateTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")
  private static let gate = "Outlet.swift"

  /// Calls that would go past it: they trap where a stream is closed, or say nothing where it is full.
  private static let ways = [
    "print(", "debugPrint(", "dump(", "FileHandle.standardError", "FileHandle.standardOutput", "fputs(", "fputc(",
    "putchar(",
    "puts(", "fwrite(", "printf(", "perror(", "STDOUT_FILENO, \"", "exit(withError",
  ]

  /// The lines of a source that go past the gate.
  private static func strays(in text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      let code = line.trimmingCharacters(in: .whitespaces)
      guard !code.hasPrefix("//") else { return false }
      return ways.contains { way in
        code.ranges(of: way).contains { range in
          guard range.lowerBound > code.startIndex else { return true }
          let before = code[code.index(before: range.lowerBound)]
          return !(before.isLetter || before.isNumber || before == "_")
        }
      }
    }
  }

  @Test func `no source prints past the gate; control: such a line is found`() throws {
    let files = try #require(FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil))
    var read = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      read += 1
      let text = try String(contentsOf: file, encoding: .utf8)
      if file.lastPathComponent != Self.gate { #expect(Self.strays(in: text) == [], "\(file.lastPathComponent)") }
    }
    #expect(read > 150)
    for line in ["    print(words)", "Swift.print(x)", "{ FileHandle.standardError.write(y) }", "  fputs(z, stderr)"] {
      #expect(Self.strays(in: line).count == 1, "\(line)")
    }
    #expect(Self.strays(in: "  blueprint(x)\n  // print(x)\n  try Outlet.line(x)") == [])
  }
}
