import Foundation
import TestSupport
import Testing

@Suite struct FoundingProgramTests {
  private let admin = Program("duty-admin")

  @Test func `a ledger is its owner's alone, and founding it again is refused`() throws {
    try Station.founded { station in
      func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      }
      let (file, parent) = (try mode(station.ledger), try mode(station.directory + "/ledger"))
      #expect(file == 0o600 && parent == 0o700)
      let again = try station.admin(["init"])
      #expect(again.status == 3 && again.output.isEmpty)
      #expect(again.errors == "这里已经有文件：\(station.ledger)。不会覆盖，请另选位置。\n")
    }
  }

  @Test func `a founding whose PIN nobody can see is none; control: with an output it is one`() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/ledger/duty.sqlite"
      for redirected in ["> /dev/full", ">&-"] {
        let unseen = try admin.run(["init", "--ledger", path], redirected: redirected)
        #expect(unseen.status == 3 && unseen.errors.contains("没有建立台账"), "\(unseen.errors)")
        #expect(!FileManager.default.fileExists(atPath: directory + "/ledger"))
      }
      let unread = try admin.runUnread(["init", "--ledger", path])
      #expect(unread.status == 3 && !FileManager.default.fileExists(atPath: path), "\(unread.errors)")
      let seen = try admin.run(["init", "--ledger", path])
      #expect(seen.status == 0 && seen.lines.first?.hasPrefix("PIN ") == true && seen.lines.count == 4)
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func `a PIN of a founding that fails is said not to count`() throws {
    let ended = try admin.run(["init", "--ledger", "/proc/nowhere/duty.sqlite"])
    #expect(ended.status == 3 && ended.output.hasPrefix("PIN ") && ended.errors.contains("PIN 不算数"), "\(ended.errors)")
  }

  @Test func `a person whose PIN nobody can see is not enrolled, and keeps the one that was there`() throws {
    try Station.founded { station in
      let authority = ["--as", Station.administrator, "--pin-fd", "0", "--ledger", station.ledger]
      let proof = station.administratorPin + "\n"
      let add = ["officer", "add", "坐席乙", "--rank", "officer"] + authority
      let unseen = try admin.run(add, redirected: "> /dev/full", input: proof)
      #expect(unseen.status == 3 && unseen.errors.contains("坐席乙没有登记"), "\(unseen.errors)")
      #expect(try station.admin(["officer", "list"]).lines.count == 1)
      let pin = try station.enrol("坐席乙", rank: "officer")
      let anew = try admin.run(["officer", "pin", "坐席乙"] + authority, redirected: "> /dev/full", input: proof)
      #expect(anew.status == 3 && anew.errors.contains("坐席乙的 PIN 没有换"), "\(anew.errors)")
      // The PIN that was there is taken: whoever is no administrator is told so, not that the PIN is wrong.
      let own = try station.admin(
        ["officer", "add", "某丙", "--rank", "officer", "--as", "坐席乙", "--pin-fd", "0"], input: pin + "\n")
      #expect(own.status == 4 && own.errors.contains("管理员"), "\(own.errors)")
    }
  }

  @Test(arguments: [
    (["--timezone", "Nowhere/Town"], "时区"), (["--day-start", "7点"], "--day-start"),
    (["--catalog", "/nowhere"], "departments.csv"), (["--shifts", "/nowhere.csv"], "/nowhere.csv"),
  ]) func `what cannot be used founds nothing`(options: [String], named: String) throws {
    try withTemporaryDirectory { directory in
      let ended = try admin.run(["init", "--ledger", directory + "/l/duty.sqlite"] + options)
      #expect(ended.status == 2 && ended.errors.contains(named), "\(ended.errors)")
      #expect(!FileManager.default.fileExists(atPath: directory + "/l"))
    }
  }

  @Test func `a fixed offset, own shifts and an own start of the duty day are taken`() throws {
    try withTemporaryDirectory { directory in
      try "name,from,to,sitting\nnight,00:00,08:00,no\nday,08:00,24:00,yes\n".write(
        toFile: directory + "/shifts.csv", atomically: false, encoding: .utf8)
      try Station.founded(["--timezone", "-04:00", "--shifts", directory + "/shifts.csv", "--day-start", "08:00"]) {
        let shown = try $0.admin(["roster", "show", "--language", "en"])
        #expect(shown.status == 0)
        #expect(
          shown.lines.map { $0.split(separator: "\t").dropFirst() } == [["night", "(nobody)"], ["day", "(nobody)"]])
      }
    }
  }

  @Test func `people are enrolled by an administrator who proves it, and by nobody else`() throws {
    try Station.founded { station in
      let pin = try station.enrol("坐席乙", rank: "officer")
      let listed = try station.admin(["officer", "list"])
      #expect(listed.lines == ["1\t管理员甲\t管理员", "2\t坐席乙\t坐席员"])
      func add(as name: [String], _ pin: String) throws -> Int32 {
        try station.admin(["officer", "add", "某丙", "--rank", "leader"] + name, input: pin + "\n").status
      }
      let wrongPin = try add(as: ["--as", Station.administrator, "--pin-fd", "0"], pin + "1")
      let officer = try add(as: ["--as", "坐席乙", "--pin-fd", "0"], pin)
      let nobody = try add(as: [], "")
      #expect(wrongPin == 4 && officer == 4 && nobody == 4)
      let taken = try station.adminAsAdministrator(["officer", "add", "坐席乙", "--rank", "officer"])
      #expect(taken.status == 1 && taken.errors.contains("坐席乙"))
      let unranked = try station.adminAsAdministrator(["officer", "add", "某丁", "--rank", "king"])
      #expect(unranked.status == 2)
      let after = try station.admin(["officer", "list"])
      #expect(after.lines == listed.lines)
    }
  }

  @Test(arguments: ["", "\n", "\r\n"]) func `a PIN is the first line of its file, however that ends`(end: String) throws
  {
    try Station.founded { station in
      let added = try station.admin(
        ["officer", "add", "坐席乙", "--rank", "officer", "--as", Station.administrator, "--pin-fd", "0"],
        input: station.administratorPin + end)
      #expect(added.status == 0, "\(added.errors)")
    }
  }

  @Test func `ledger and language may stand before the command, and the help is in that language`() throws {
    try Station.founded { station in
      let before = try admin.run(["--ledger", station.ledger, "--language", "en", "officer", "list"])
      #expect(before.status == 0 && before.output == "1\t\(Station.administrator)\tadministrator\n")
      for english in [["--language", "en"], ["--language=en"]] {
        let help = try admin.run(["officer", "--help"] + english)
        #expect(help.status == 0 && help.output.allSatisfy(\.isASCII))
      }
      #expect(try admin.run(["--ledger", station.ledger]).status == 2)
    }
  }

  @Test func `a roster is imported whole or not at all, its faults by line and column`() throws {
    try Station.founded { station in
      _ = try station.enrol("领导丙", rank: "leader")
      _ = try station.enrol("坐席乙", rank: "officer")
      func importing(_ lines: String) throws -> Program.Ending {
        let file = try station.file("roster.csv", "date,shift,name\n" + lines)
        return try station.adminAsAdministrator(["roster", "import", file])
      }
      let wrong = try importing("2100-01-01,早班,领导丙\n2100-01-01,夜班,领导丙\n2100-01-40,早班,无此人\n")
      #expect(wrong.status == 2)
      #expect(wrong.errors.contains("第 3 行，“shift”列") && wrong.errors.contains("第 4 行，“date”列"))
      let noLeader = try importing("2100-01-01,早班,坐席乙\n")
      #expect(noLeader.status == 1 && noLeader.errors.contains("坐席乙"))
      let right = try importing("2100-01-01,早班,领导丙\n2100-01-01,夜间值班,坐席乙\n")
      #expect(right.status == 0, "\(right.errors)")
      let shown = try station.admin(["roster", "show"])
      #expect(
        shown.lines.suffix(4) == [
          "2100-01-01\t早班\t领导丙", "2100-01-01\t中班\t（未排班）", "2100-01-01\t晚班\t（未排班）", "2100-01-01\t夜间值班\t坐席乙",
        ])
    }
  }
}
