import TestSupport
import Testing

@Suite struct OfficerProgramTests {
  private func officer(_ station: Station, _ arguments: [String]) throws -> Program.Ending {
    try station.adminAsAdministrator(["officer"] + arguments)
  }

  /// Whether somebody signs on with `pin`: what an officer may not do is refused by the rules, not at the door.
  private func signsOn(_ station: Station, _ name: String, _ pin: String) throws -> Bool {
    let tried = try station.admin(
      ["setting", "set", "emergency.arrive", "20m", "--as", name, "--pin-fd", "0"], input: pin + "\n")
    #expect(tried.status == 4)
    return !tried.errors.contains("PIN")
  }

  @Test func `a rank is changed, the unit stays, and none takes it away`() throws {
    try Station.founded { station in
      _ = try station.enrol("联络员庚", rank: "liaison", department: "S-ZF")
      #expect(try officer(station, ["rank", "联络员庚", "--rank", "officer"]).output == "联络员庚：坐席员，执法队\n")
      #expect(try station.admin(["officer", "list"]).lines.last == "2\t联络员庚\t坐席员\tS-ZF 执法队")
      #expect(
        try officer(station, ["rank", "联络员庚", "--rank", "leader", "--department", "none"]).output == "联络员庚：坐堂领导\n")
      let same = try officer(station, ["rank", "联络员庚", "--rank", "leader"])
      #expect(same.status == 1 && same.errors == "没有改动任何内容。\n")
      let homeless = try officer(station, ["rank", "联络员庚", "--rank", "liaison"])
      #expect(homeless.status == 1 && homeless.errors.contains("单位"), "\(homeless.errors)")
      let nowhere = try officer(station, ["rank", "联络员庚", "--rank", "liaison", "--department", "S-XX"])
      #expect(nowhere.status == 1 && nowhere.errors.contains("S-XX"), "\(nowhere.errors)")
      let nobody = try officer(station, ["rank", "无此人", "--rank", "leader"])
      #expect(nobody.status == 2 && nobody.errors.contains("无此人"), "\(nobody.errors)")
    }
  }

  @Test func `who has left signs on no more, keeps the name, and is shown where still rostered`() throws {
    try Station.founded { station in
      let pin = try station.enrol("领导丙", rank: "leader")
      #expect(try signsOn(station, "领导丙", pin))
      let roster = try station.file("roster.csv", "date,shift,name\n2100-01-02,中班,领导丙\n2100-01-01,早班,领导丙\n")
      #expect(try station.adminAsAdministrator(["roster", "import", roster]).status == 0)
      let disabled = try officer(station, ["disable", "领导丙"])
      #expect(disabled.status == 0, "\(disabled.errors)")
      #expect(disabled.lines.last == "还排着领导丙，请改排：2100-01-01/早班、2100-01-02/中班")
      #expect(try !signsOn(station, "领导丙", pin))
      #expect(try station.admin(["officer", "list"]).lines.last == "2\t领导丙\t坐堂领导（停用）")
      #expect(try station.admin(["roster", "show"]).output.contains("2100-01-01\t早班\t领导丙（停用）"))
      let rostered = try station.adminAsAdministrator(["roster", "import", roster])
      #expect(rostered.status == 1 && rostered.errors.contains("停用"), "\(rostered.errors)")
      let taken = try officer(station, ["add", "领导丙", "--rank", "leader"])
      #expect(taken.status == 1 && taken.errors.contains("领导丙"))
      let back = try officer(station, ["rank", "领导丙", "--rank", "leader"])
      #expect(back.status == 0 && back.output.contains("officer pin 领导丙"), "\(back.output)")
      #expect(try !signsOn(station, "领导丙", pin), "the PIN of before is none any more")
      let given = try Station.pin(in: try officer(station, ["pin", "领导丙"]))
      #expect(try signsOn(station, "领导丙", given))
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test func `the last administrator stays one`() throws {
    try Station.founded { station in
      for arguments in [["disable", Station.administrator], ["rank", Station.administrator, "--rank", "officer"]] {
        let refused = try officer(station, arguments)
        #expect(refused.status == 1 && refused.errors.contains("最后一位管理员"), "\(refused.errors)")
      }
      let pin = try station.enrol("管理员乙", rank: "administrator")
      #expect(try officer(station, ["disable", Station.administrator]).status == 0)
      let alone = try station.admin(
        ["officer", "disable", "管理员乙", "--as", "管理员乙", "--pin-fd", "0"], input: pin + "\n")
      #expect(alone.status == 1 && alone.errors.contains("最后一位管理员"), "\(alone.errors)")
    }
  }

  @Test func `everybody changes an own PIN, and nobody else's`() throws {
    try Station.founded { station in
      let first = try station.enrol("坐席乙", rank: "officer")
      let other = try station.enrol("坐席甲", rank: "officer")
      let changed = try station.admin(["officer", "pin", "坐席乙", "--pin-fd", "0"], input: first + "\n")
      #expect(changed.status == 0 && changed.lines.last == "坐席乙的 PIN 已换。", "\(changed.errors)")
      let second = try Station.pin(in: changed)
      #expect(try signsOn(station, "坐席乙", second))
      #expect(try !signsOn(station, "坐席乙", first))
      let foreign = try station.admin(
        ["officer", "pin", "坐席乙", "--as", "坐席甲", "--pin-fd", "0"], input: other + "\n")
      #expect(foreign.status == 4 && foreign.output.isEmpty && foreign.errors.contains("管理员"), "\(foreign.errors)")
      let wrong = try station.admin(["officer", "pin", "坐席乙", "--pin-fd", "0"], input: other + "\n")
      #expect(wrong.status == 4 && wrong.output.isEmpty)
      #expect(try signsOn(station, "坐席乙", second))
      #expect(try !station.admin(["export"]).output.contains("$y$"))
    }
  }

  @Test func `a forgotten PIN is given anew by an administrator, and the wrong ones are forgotten`() throws {
    try Station.founded { station in
      let pin = try station.enrol("坐席乙", rank: "officer")
      for _ in 0..<3 { #expect(try !signsOn(station, "坐席乙", pin + "1")) }
      #expect(try !signsOn(station, "坐席乙", pin), "the right one has to wait too")
      let given = try Station.pin(in: try officer(station, ["pin", "坐席乙"]))
      #expect(try signsOn(station, "坐席乙", given))
    }
  }

  @Test func `a certificate is entered once and renewed by its date`() throws {
    try Station.founded { station in
      _ = try station.enrol("联络员庚", rank: "liaison", department: "S-ZF")
      func certify(_ options: [String]) throws -> Program.Ending {
        try officer(station, ["certificate", "联络员庚"] + options)
      }
      let unknown = try certify(["--certificate-expires", "2099-12-31"])
      #expect(unknown.status == 2 && unknown.errors.contains("--certificate"), "\(unknown.errors)")
      #expect(try certify(["--certificate", "样-0001", "--certificate-expires", "2098-12-31"]).status == 0)
      let renewed = try certify(["--certificate-expires", "2099-12-31"])
      #expect(renewed.output == "联络员庚：执法证 样-0001 至 2099-12-31\n", "\(renewed.errors)")
      #expect(
        try station.admin(["officer", "list"]).lines.last == "2\t联络员庚\t部门联络员\tS-ZF 执法队\t执法证 样-0001 至 2099-12-31")
      #expect(try certify(["--certificate-expires", "2099-13-31"]).status == 2)
      // A new PIN leaves it as it is.
      _ = try officer(station, ["pin", "联络员庚"])
      #expect(try station.admin(["officer", "list"]).output.contains("样-0001 至 2099-12-31"))
    }
  }
}
