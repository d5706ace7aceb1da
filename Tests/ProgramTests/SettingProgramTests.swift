import DutyCore
import TestSupport
import Testing

@Suite struct SettingProgramTests {
  private func lines(_ station: Station, _ options: [String] = []) throws -> [String: [String]] {
    let listed = try station.admin(["setting", "list"] + options)
    #expect(listed.status == 0, "\(listed.errors)")
    let cells = listed.lines.map { $0.components(separatedBy: "\t") }
    return Dictionary(uniqueKeysWithValues: cells.map { ($0[0], Array($0.dropFirst())) })
  }

  private func set(_ station: Station, _ code: String, _ value: String) throws -> Program.Ending {
    try station.adminAsAdministrator(["setting", "set", code, value])
  }

  @Test func `every setting is listed with its value and its name`() throws {
    try Station.founded { station in
      let chinese = try lines(station)
      #expect(Set(chinese.keys) == Set(SettingName.all.map(\.code)))
      #expect(chinese["daily.reply"] == ["4wh", "", "日常哨反馈时限"])
      #expect(chinese["work.arrive"] == ["3wd", "", "工作推进哨报到时限"])
      let english = try lines(station, ["--language", "en"])
      #expect(english["officerReopen"] == ["30d", "", "an officer reopens"])
      #expect(english.values.allSatisfy { $0.count == 3 && $0[2].allSatisfy(\.isASCII) })
    }
  }

  @Test func `a setting is changed, shown beside its standard, and put back`() throws {
    try Station.founded { station in
      let changed = try set(station, "emergency.arrive", "20m")
      #expect(changed.status == 0 && changed.output == "应急哨报到时限：20分钟\n", "\(changed.errors)")
      #expect(try lines(station)["emergency.arrive"] == ["20m", "30m", "应急哨报到时限"])
      #expect(try set(station, "emergency.arrive", "standard").output == "应急哨报到时限：30分钟\n")
      #expect(try lines(station)["emergency.arrive"] == ["30m", "", "应急哨报到时限"])
      let again = try set(station, "emergency.arrive", "standard")
      #expect(again.status == 1 && again.errors == "没有改动任何内容。\n")
    }
  }

  @Test func `a grid may have its own arrival limit, and falls back to the station's`() throws {
    try Station.founded { (station) throws in
      #expect(try set(station, "emergency.arrive", "25m").status == 0)
      #expect(try set(station, "grid.arrive.山后网格", "50m").status == 0)
      #expect(try lines(station)["grid.arrive.山后网格"] == ["50m", "25m", "应急哨报到时限：山后网格"])
      #expect(try set(station, "grid.arrive.山后网格", "standard").output == "应急哨报到时限：山后网格：25分钟\n")
      #expect(try lines(station)["grid.arrive.山后网格"] == nil)
    }
  }

  @Test(arguments: [
    ("emergency.arive", "20m", "emergency.arrive"), ("daily", "20m", "daily.reply"),
    ("grid.arrive.", "20m", "grid.arrive."),
    ("nonsense", "20m", "retention"), ("emergency.arrive", "20", "30wm"), ("emergency.arrive", "soon", "standard"),
    ("emergency.arrive", "0m", "30m"), ("emergency.arrive", "20min", "30m"),
  ]) func `a wrong code or value says in one line what is possible, and changes nothing`(
    code: String, value: String, possible: String
  ) throws {
    try Station.founded { station in
      let refused = try set(station, code, value)
      #expect(refused.status == 2 && refused.output.isEmpty)
      #expect(
        refused.errors.contains(possible) && refused.errors.split(separator: "\n").count == 1, "\(refused.errors)")
      #expect(try station.admin(["check"]).lines.first?.hasPrefix("共 4 条记录") == true)
    }
  }

  @Test func `settings are an administrator's, and have a longest`() throws {
    try Station.founded { station in
      let pin = try station.enrol("领导丙", rank: "leader")
      let arguments = ["setting", "set", "emergency.arrive", "20m"]
      let leader = try station.admin(arguments + ["--as", "领导丙", "--pin-fd", "0"], input: pin + "\n")
      #expect(leader.status == 4 && leader.errors.contains("管理员"), "\(leader.errors)")
      #expect(try station.admin(arguments).status == 4)
      let endless = try set(station, "emergency.arrive", "9999999999m")
      #expect(endless.status == 1 && endless.errors.contains("十年"), "\(endless.errors)")
      #expect(try lines(station)["emergency.arrive"] == ["30m", "", "应急哨报到时限"])
    }
  }
}
