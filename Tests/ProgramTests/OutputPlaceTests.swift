import Foundation
import TestSupport
import Testing

/// Tests that where an output is sent decides how it gets there: a pipe and a device are written to, a file is replaced and
/// keeps owner and rights, a link stays; what cannot be is said.
@Suite struct OutputPlaceTests {
  private static let report = Program("duty-report")

  private func queue(_ station: Station, _ output: String, redirected: String = "") throws -> Program.Ending {
    try Self.report.run(
      ["queue", "--at", "2026-11-20", "--as-of", "1", "--ledger", station.ledger, "--output", output],
      redirected: redirected)
  }

  /// The report as it stands on standard output.
  private func page(_ station: Station) throws -> String {
    let plain = try Self.report.run(["queue", "--at", "2026-11-20", "--as-of", "1", "--ledger", station.ledger])
    #expect(plain.status == 0 && plain.output.contains("台账校验码"), "\(plain.errors)")
    return plain.output
  }

  private func shell(_ line: String, _ arguments: String...) throws -> Program.Ending {
    try Program(at: "/bin/sh").run(["-c", line] + arguments)
  }

  private func facts(_ path: String) -> stat {
    var facts = stat()
    lstat(path, &facts)
    return facts
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `a pipe is written to and stays one`() throws {
    try Station.founded { station in
      let (pipe, got) = (station.directory + "/pipe", station.directory + "/got")
      #expect(mkfifo(pipe, 0o600) == 0)
      let line =
        "timeout 30 cat \"$1\" >\"$2\" & \"$0\" queue --at 2026-11-20 --as-of 1 --ledger \"$3\" --output \"$1\"; echo $?; wait"
      let ended = try shell(line, Self.report.path, pipe, got, station.ledger)
      #expect(ended.output == "0\n" && ended.errors.isEmpty, "\(ended.errors)")
      #expect(facts(pipe).st_mode & S_IFMT == S_IFIFO)
      #expect(try text(got) == page(station))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: station.directory).sorted() == ["got", "ledger", "pipe"])
    }
  }

  @Test func `standard output and an open descriptor have names too, and what stands there before stays`() throws {
    try Station.founded { station in
      let page = try page(station)
      for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        #expect(try queue(station, name).output == page, "\(name)")
      }
      let file = station.directory + "/log.txt"
      let line =
        "{ echo first; \"$0\" queue --at 2026-11-20 --as-of 1 --ledger \"$2\" --output /dev/fd/3 3>&1; echo last; } >\"$1\""
      #expect(try shell(line, Self.report.path, file, station.ledger).status == 0)
      #expect(try text(file) == "first\n" + page + "last\n")
      #expect(try queue(station, "/dev/null").status == 0)
      #expect(facts("/dev/null").st_mode & S_IFMT == S_IFCHR)
      let full = try queue(station, "/dev/stdout", redirected: ">/dev/full")
      #expect(full.status == 3 && full.errors.contains("磁盘已满"), "\(full.errors)")
    }
  }

  @Test func `a device that is full is told of, and stays a device`() throws {
    try Station.founded { station in
      // By a link, so that no fault of ours could take the machine's own away.
      let link = station.directory + "/full"
      #expect(symlink("/dev/full", link) == 0)
      let full = try queue(station, link)
      #expect(full.status == 3 && full.errors.contains("磁盘已满"), "\(full.errors)")
      #expect(facts(link).st_mode & S_IFMT == S_IFLNK && facts("/dev/full").st_mode & S_IFMT == S_IFCHR)
    }
  }

  @Test func `the target of a link is replaced, and the link stays`() throws {
    try Station.founded { station in
      let (target, link) = (try station.file("target.txt", "old"), station.directory + "/link.txt")
      #expect(symlink("target.txt", link) == 0)
      let before = facts(target)
      #expect(try queue(station, link).status == 0)
      #expect(facts(link).st_mode & S_IFMT == S_IFLNK)
      #expect(try text(target) == page(station))
      #expect(facts(target).st_ino != before.st_ino, "whole: another file has its place")
    }
  }

  @Test func `owner and rights are kept, and a new file gets what the umask leaves`() throws {
    try Station.founded { station in
      let file = try station.file("kept.txt", String(repeating: "old", count: 1000))
      #expect(chmod(file, 0o640) == 0)
      if geteuid() == 0 { #expect(chown(file, 12345, 23456) == 0) }
      let before = facts(file)
      #expect(try queue(station, file).status == 0)
      let after = facts(file)
      #expect(after.st_mode == before.st_mode && after.st_uid == before.st_uid && after.st_gid == before.st_gid)
      #expect(try text(file) == page(station))
      for (mask, mode) in [("022", 0o644), ("077", 0o600), ("027", 0o640)] {
        let new = station.directory + "/\(mask).txt"
        let ended = try Self.report.run(
          ["queue", "--ledger", station.ledger, "--output", new], limits: "umask \(mask)")
        #expect(ended.status == 0 && facts(new).st_mode & 0o777 == mode_t(mode), "\(mask): \(ended.errors)")
      }
    }
  }

  @Test func `what cannot be is said, with the code, and nothing is left`() throws {
    try Station.founded { station in
      let directory = station.directory
      #expect(symlink("nowhere.txt", directory + "/dangling") == 0)
      #expect(symlink("round", directory + "/round") == 0)
      let file = try station.file("file.txt", "x")
      let rows = [
        (directory + "/dangling", "指向的文件不存在"), (directory + "/round", "绕成了一圈"), (directory + "/ledger", "是目录"),
        (directory + "/none/page.txt", "没有这个文件或目录"), (file + "/page.txt", "不是目录"),
        ("/proc/page.txt", ""), (directory + "/" + String(repeating: "x", count: 300), "名字太长"),
      ]
      let before = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
      for (path, words) in rows {
        let ended = try queue(station, path)
        #expect(ended.status == 3, "\(path): \(ended.errors)")
        #expect(
          ended.errors.contains("没有写成") && (words.isEmpty || ended.errors.contains(words)), "\(path): \(ended.errors)")
      }
      let english = try Self.report.run(
        ["queue", "--language", "en", "--ledger", station.ledger, "--output", directory + "/dangling"])
      #expect(english.errors.contains("is a link to a file that is not there"), "\(english.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory).sorted() == before)
      #expect(try text(file) == "x")
    }
  }

  @Test func `rows left out go to a pipe or through a link, and never past one that leads nowhere`() throws {
    try Station.founded { station in
      let rows = try station.file(
        "rows.csv", "externalId,number,received,deadline,department,category,summary\n1,,昨天,,,,=1\n")
      let (pipe, got) = (station.directory + "/pipe", station.directory + "/got")
      #expect(mkfifo(pipe, 0o600) == 0)
      func taking(_ rejects: String) throws -> Program.Ending {
        try station.admin(["import", "--profile", "native", "--rejects", rejects, rows])
      }
      let line =
        "timeout 30 cat \"$1\" >\"$2\" & \"$0\" import --profile native --rejects \"$1\" \"$4\" --ledger \"$3\" >/dev/null; echo $?; wait"
      let ended = try shell(line, Program("duty-admin").path, pipe, got, station.ledger, rows)
      #expect(ended.output == "0\n", "\(ended.errors)")
      #expect(try text(got).contains("昨天") && facts(pipe).st_mode & S_IFMT == S_IFIFO)
      let (target, link) = (try station.file("left.csv", ""), station.directory + "/left")
      #expect(chmod(target, 0o640) == 0 && symlink(target, link) == 0)
      #expect(try taking(link).status == 0)
      #expect(try text(target) == text(got) && facts(target).st_mode & 0o777 == 0o640)
      #expect(facts(link).st_mode & S_IFMT == S_IFLNK)
      #expect(symlink("nowhere.csv", station.directory + "/dangling") == 0)
      let dangling = try taking(station.directory + "/dangling")
      #expect(dangling.status == 3 && dangling.errors.contains("指向的文件不存在"), "\(dangling.errors)")
      #expect(facts(station.directory + "/nowhere.csv").st_ino == 0)
      #expect(try taking(station.directory + "/ledger").errors.contains("是目录"))
      #expect(try taking(link).errors.contains("已经有内容"), "the control: what is full is not written over")
    }
  }

  @Test func `a backup goes nowhere but into a place that is free`() throws {
    try Station.founded { station in
      let (pipe, link) = (station.directory + "/pipe", station.directory + "/link")
      #expect(mkfifo(pipe, 0o600) == 0 && symlink("nowhere", link) == 0)
      for place in [pipe, link, station.directory, "/dev/null"] {
        let ended = try station.admin(["backup", place])
        #expect(ended.status == 3 && ended.errors.contains(place), "\(place): \(ended.errors)")
      }
      #expect(facts(pipe).st_mode & S_IFMT == S_IFIFO && facts(link).st_mode & S_IFMT == S_IFLNK)
      #expect(try station.admin(["backup", station.directory + "/free"]).status == 0)
    }
  }
}
