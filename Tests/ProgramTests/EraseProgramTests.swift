import Foundation
import GRDB
import TestSupport
import Testing

@Suite struct EraseProgramTests {
  /// Nothing else in a ledger is written so.
  private static let word = "qzxjvkw"

  private func push(_ station: Station, _ summary: String, received: String = Lately.moment) throws {
    let line =
      #"{"summary":"\#(summary)","place":"\#(Self.word)巷","reporter":{"name":"\#(Self.word)某","phone":"13800001234"},"received":"\#(received)"}"#
    #expect(try station.admin(["intake"], input: line + "\n").status == 0)
  }

  /// The files of the ledger's directory in whose bytes `word` stands.
  private func files(_ station: Station, with word: String) throws -> [String] {
    let directory = station.directory + "/ledger"
    return try FileManager.default.contentsOfDirectory(atPath: directory).filter {
      try Data(contentsOf: URL(filePath: directory + "/" + $0)).range(of: Data(word.utf8)) != nil
    }
  }

  @Test func `an incident's words are gone from every file, and the check is as clean as before`() throws {
    try Station.founded { station in
      for n in 0..<40 { try push(station, "第\(n)件") }
      try push(station, "门口 \(Self.word) 猢狲")
      #expect(try files(station, with: Self.word) == ["duty.sqlite"], "it is there before")
      for number in 1...40 {
        let erased = try station.adminAsAdministrator(
          ["erase", "--incident", Lately.number(number), "--ground", "当事人依法要求"])
        #expect(erased.status == 0, "\(erased.errors)")
      }
      #expect(try files(station, with: Self.word) == ["duty.sqlite"], "the last one's are still there")
      let erased = try station.adminAsAdministrator(
        ["erase", "--incident", Lately.number(41), "--ground", "当事人依法要求"])
      #expect(erased.output == "已删除 1 条记录里的文字（1 件事）。\n", "\(erased.errors)")
      for part in [Self.word, String(Self.word.dropFirst()), "猢狲", "13800001234"] {
        #expect(try files(station, with: part) == [], "\(part)")
      }
      #expect(try files(station, with: "当事人依法要求") == ["duty.sqlite"], "the ground stays")
      #expect(try station.admin(["check"]).status == 0)
      let told = try Program("duty-report").run(["incident", Lately.number(41), "--ledger", station.ledger])
      #expect(told.status == 0 && told.output.contains("依法删除"), "\(told.errors)")
      let again = try station.adminAsAdministrator(["erase", "--incident", Lately.number(41), "--ground", "再来一次"])
      #expect(again.status == 0 && again.output == "已删除 0 条记录里的文字（0 件事）。\n", "\(again.errors)")
    }
  }

  @Test func `the same words taken away without an entry are damage`() throws {
    try Station.founded { station in
      try push(station, "门口 \(Self.word)")
      #expect(try station.admin(["check"]).status == 0)
      let queue = try DatabaseQueue(path: station.ledger)
      try queue.write {
        try $0.execute(sql: "DELETE FROM words WHERE text LIKE '%' || ? || '%'", arguments: [Self.word])
      }
      try queue.close()
      let checked = try station.admin(["check"])
      #expect(checked.status == 1 && checked.output.contains("words: word"), "\(checked.output)")
    }
  }

  @Test func `what is over is erased once it was kept long enough, or on a legal ground`() throws {
    try Station.founded { station in
      let profile =
        #"{"origin":"old","timezone":"+08:00","timestamps":["yyyy-MM-dd HH:mm"],"columns":{"externalId":"id","received":"in","closed":"out","summary":"what"}}"#
      let rows =
        "id,in,out,what\n1,2020-01-01 09:00,2020-01-01 10:00,\(Self.word)一\n2,2020-01-02 09:00,,\(Self.word)二\n"
      let imported = try station.admin([
        "import", "--profile", try station.file("old.json", profile), try station.file("old.csv", rows),
      ])
      #expect(imported.status == 0, "\(imported.errors)")
      func erase(_ options: [String]) throws -> Program.Ending {
        try station.adminAsAdministrator(["erase", "--before", "2199-01-01"] + options)
      }
      let early = try erase([])
      #expect(early.status == 1 && early.errors.contains("保存期"), "\(early.errors)")
      #expect(try files(station, with: Self.word + "一") == ["duty.sqlite"])
      // Recorded just now: before a day long past there is nothing.
      let none = try station.adminAsAdministrator(["erase", "--before", "2021-01-01", "--ground", "清理"])
      #expect(none.output == "已删除 0 条记录里的文字（0 件事）。\n", "\(none.errors)")
      let erased = try erase(["--ground", "依法清理"])
      #expect(erased.output == "已删除 1 条记录里的文字（1 件事）。\n", "\(erased.errors)")
      #expect(try files(station, with: Self.word + "一") == [])
      #expect(try files(station, with: Self.word + "二") == ["duty.sqlite"], "what is open keeps its words")
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test func `erasing is an administrator's, of an incident or of a time, never of both`() throws {
    try Station.founded { station in
      try push(station, "门口")
      let pin = try station.enrol("领导丙", rank: "leader")
      let leader = try station.admin(
        ["erase", "--incident", Lately.number(1), "--ground", "依法", "--as", "领导丙", "--pin-fd", "0"], input: pin + "\n")
      #expect(leader.status == 4 && leader.output.isEmpty && leader.errors.contains("管理员"), "\(leader.errors)")
      #expect(try station.admin(["erase", "--incident", Lately.number(1), "--ground", "依法"]).status == 4)
      for options in [
        [], ["--incident", Lately.number(1), "--before", "2026-01-01"], ["--incident", Lately.number(2)],
        ["--incident", "第一件"], ["--before", "去年"],
      ] {
        let refused = try station.adminAsAdministrator(["erase", "--ground", "依法"] + options)
        #expect(refused.status == 2 && refused.output.isEmpty, "\(options): \(refused.errors)")
      }
      let groundless = try station.adminAsAdministrator(["erase", "--incident", Lately.number(1), "--ground", " "])
      #expect(groundless.status == 2 && groundless.errors.contains("--ground"), "\(groundless.errors)")
      #expect(try files(station, with: Self.word) == ["duty.sqlite"])
    }
  }

  @Test func `while somebody reads, the words go but their traces stay, which is said, and clearing is done again`()
    throws
  {
    try Station.founded { station in
      try push(station, "门口")
      let arguments = ["erase", "--incident", Lately.number(1), "--ground", "依法"]
      try DatabaseQueue(path: station.ledger).inDatabase { db in
        try db.inTransaction(.deferred) {
          _ = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM entry")
          let erased = try station.adminAsAdministrator(arguments)
          #expect(erased.status == 3 && erased.output.contains("已删除 1 条"), "\(erased.errors)")
          #expect(erased.errors.contains("再运行一次"), "\(erased.errors)")
          #expect(try !files(station, with: Self.word).isEmpty)
          return .commit
        }
      }
      let again = try station.adminAsAdministrator(arguments)
      #expect(again.status == 0 && again.output == "已删除 0 条记录里的文字（0 件事）。\n", "\(again.errors)")
      #expect(try files(station, with: Self.word) == [])
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test func `what was begun at a desk and not submitted goes with its matter, and no other's`() throws {
    try Station.founded { station in
      for n in 1...2 { try push(station, "第\(n)件") }
      let queue = try DatabaseQueue(path: station.ledger)
      let ids = try queue.read { try Int64.fetchAll($0, sql: "SELECT id FROM incident ORDER BY id") }
      try queue.close()
      let drafts = station.ledger + ".drafts"
      try FileManager.default.createDirectory(atPath: drafts, withIntermediateDirectories: false)
      // The second is what a desk that was killed left half written.
      let own = ["2-note-\(ids[0]).json", "3-sendBack-\(ids[0]).json.new"]
      let others = ["2-note-\(ids[1]).json", "2-note-\(ids[0])0.json", "2-receive-0.json"]
      for name in own + others {
        try Self.word.write(toFile: drafts + "/" + name, atomically: false, encoding: .utf8)
      }
      let erased = try station.adminAsAdministrator(["erase", "--incident", Lately.number(1), "--ground", "依法"])
      #expect(erased.status == 0 && erased.lines.last == "没提交的草稿也删了 2 份。", "\(erased.errors)\(erased.output)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: drafts).sorted() == others.sorted())
      // What is not over stays, whatever the day.
      let none = try station.adminAsAdministrator(["erase", "--before", "2199-01-01", "--ground", "依法"])
      #expect(none.status == 0 && none.lines.count == 1, "\(none.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: drafts).sorted() == others.sorted())
    }
  }

  @Test func `where the file cannot be written anew, it is said that the words are gone and what is left of them`()
    throws
  {
    try Station.founded { station in
      for n in 1...30 { try push(station, "第\(n)件") }
      let size = try #require(
        FileManager.default.attributesOfItem(atPath: station.ledger)[.size] as? Int)
      let arguments = [
        "erase", "--incident", Lately.number(3), "--ground", "依法", "--as", Station.administrator, "--pin-fd", "0",
        "--ledger",
        station.ledger,
      ]
      // Blocks of 512 bytes: enough for the acts, too little for the whole file once more in its journal.
      let cut = try Program("duty-admin").run(
        arguments, limits: "ulimit -f \(size / 512)", input: station.administratorPin + "\n")
      #expect(cut.status == 3 && cut.output == "已删除 1 条记录里的文字（1 件事）。\n", "\(cut.output)\(cut.errors)")
      #expect(cut.errors.contains("文字已删") && cut.errors.contains("再运行一次"), "\(cut.errors)")
      #expect(!cut.errors.contains("没有写入") && !cut.errors.contains("也可能没有"), "\(cut.errors)")
      let again = try Program("duty-admin").run(arguments, input: station.administratorPin + "\n")
      #expect(again.status == 0 && again.output == "已删除 0 条记录里的文字（0 件事）。\n", "\(again.errors)")
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test func `nothing of a ledger lies in the system's temporary directory while it is written anew`() throws {
    try Station.founded { station in
      let profile =
        #"{"origin":"old","timezone":"+08:00","timestamps":["yyyy-MM-dd HH:mm"],"columns":{"externalId":"id","received":"in","summary":"what","detail":"more"}}"#
      // More than SQLite keeps in memory of a temporary file.
      let long = String(repeating: "长", count: 120_000)
      let rows = (1...10).map { "\($0),2026-03-05 09:00,\(Self.word)-\($0)-,\(long)\n" }.joined()
      let imported = try station.admin([
        "import", "--profile", try station.file("old.json", profile),
        try station.file("old.csv", "id,in,what,more\n" + rows),
      ])
      #expect(imported.status == 0, "\(imported.errors)")
      let temporary = station.directory + "/tmp"
      try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
      let watch = try Watch(temporary)
      let erased = try Program("duty-admin").run(
        [
          "erase", "--incident", "20260305-0003", "--ground", "依法", "--as", Station.administrator, "--pin-fd", "0",
          "--ledger", station.ledger,
        ],
        input: station.administratorPin + "\n", environment: ["TMPDIR": temporary, "SQLITE_TMPDIR": temporary])
      #expect(erased.status == 0, "\(erased.errors)")
      #expect(watch.made() == [], "a file was made there, though it had no name for long")
      #expect(try files(station, with: "\(Self.word)-3-") == [])
      #expect(try files(station, with: "\(Self.word)-4-") == ["duty.sqlite"], "control: what is not erased is found so")
      // Control: a file that is taken away as soon as it is made is seen.
      let file = temporary + "/short"
      try Data().write(to: URL(filePath: file))
      try FileManager.default.removeItem(atPath: file)
      #expect(watch.made() == ["short"])
    }
  }

  @Test func `a copy that a migration left is named`() throws {
    try Station.founded { station in
      try push(station, "门口")
      let copy = station.ledger + ".version-2"
      try FileManager.default.copyItem(atPath: station.ledger, toPath: copy)
      let erased = try station.adminAsAdministrator(["erase", "--incident", Lately.number(1), "--ground", "依法"])
      #expect(erased.lines.last?.hasSuffix(copy) == true, "\(erased.output)")
      #expect(try files(station, with: Self.word) == ["duty.sqlite.version-2"])
    }
  }
}

/// Sees each file that is made in a directory, however short it has a name.
private final class Watch {
  private let descriptor: Int32

  init(_ directory: String) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0, inotify_add_watch(descriptor, directory, UInt32(IN_CREATE | IN_MOVED_TO)) >= 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EINVAL)
    }
  }

  deinit { close(descriptor) }

  /// The files that were made since this was last asked.
  func made() -> [String] {
    var names: [String] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      var rest = buffer[..<count]
      while rest.count >= 16 {
        let length = rest.dropFirst(12).prefix(4).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        names.append(String(decoding: rest.dropFirst(16).prefix(length).prefix { $0 != 0 }, as: UTF8.self))
        rest = rest.dropFirst(16 + length)
      }
    }
    return names
  }
}
