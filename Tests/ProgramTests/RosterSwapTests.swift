import DutyCore
import TestSupport
import Testing

@Suite struct RosterSwapTests {
  /// Two leaders and an officer; who has which turn of 2100-01-01.
  private struct Room {
    let station: Station
    let pins: [String: String]

    func swap(_ options: [String], as name: String, pin: String? = nil) throws -> Program.Ending {
      try station.admin(
        ["roster", "swap"] + options + ["--as", name, "--pin-fd", "0"], input: (pin ?? pins[name] ?? "") + "\n")
    }

    var roster: [String] {
      get throws { try station.admin(["roster", "show"]).lines.suffix(4).map { String($0.dropFirst(11)) } }
    }
  }

  private static let roster = ["早班\t领导丙", "中班\t领导丁", "晚班\t（未排班）", "夜间值班\t坐席乙"]
  private static let (morning, midday, night) = ("2100-01-01/早班", "2100-01-01/中班", "2100-01-01/夜间值班")

  private func withRoom(_ body: (Room) throws -> Void) throws {
    try Station.founded { station in
      var pins = [Station.administrator: station.administratorPin]
      for (name, rank) in [("领导丙", "leader"), ("领导丁", "leader"), ("坐席乙", "officer")] {
        pins[name] = try station.enrol(name, rank: rank)
      }
      let file = try station.file(
        "roster.csv", "date,shift,name\n2100-01-01,早班,领导丙\n2100-01-01,中班,领导丁\n2100-01-01,夜间值班,坐席乙\n")
      #expect(try station.adminAsAdministrator(["roster", "import", file]).status == 0)
      try body(Room(station: station, pins: pins))
    }
  }

  @Test func `the first signature leaves the roster, the second changes it`() throws {
    try withRoom { room in
      let terms = ["--turn", Self.morning, "--other", Self.midday, "--with"]
      let first = try room.swap(terms + ["领导丁"], as: "领导丙")
      #expect(first.status == 0, "\(first.errors)")
      #expect(
        first.lines == [
          "2100-01-01/早班 由领导丙让给领导丁，2100-01-01/中班 由领导丁换给领导丙。", "领导丙已签，还要领导丁签；签齐前排班不变。",
        ])
      #expect(try room.roster == Self.roster)
      let twice = try room.swap(terms + ["领导丁"], as: "领导丙")
      #expect(twice.status == 1 && twice.errors == "领导丙已经签过，等另一位签。\n")
      let second = try room.swap(terms + ["领导丙"], as: "领导丁")
      #expect(second.status == 0 && second.lines.last == "领导丙先前已签，领导丁现在也签了：排班已改。", "\(second.errors)")
      #expect(try room.roster == ["早班\t领导丁", "中班\t领导丙"] + Self.roster.suffix(2))
    }
  }

  @Test func `whoever takes the turn may sign first, and gives nothing for it`() throws {
    try withRoom { room in
      let first = try room.swap(["--turn", Self.night, "--with", "坐席乙", "--language", "en"], as: "领导丁")
      #expect(
        first.lines == [
          "2100-01-01/夜间值班 goes from 坐席乙 to 领导丁.", "领导丁 has signed, 坐席乙 has not: until then the roster stays.",
        ])
      #expect(try room.swap(["--turn", Self.night, "--with", "领导丁"], as: "坐席乙").status == 0)
      #expect(try room.roster == Self.roster.dropLast() + ["夜间值班\t领导丁"])
    }
  }

  @Test func `what waits for a second signature is listed, and what can be signed no more`() throws {
    try withRoom { room in
      func listed(_ language: String = "zh") throws -> [String] {
        try room.station.admin(["roster", "swaps", "--language", language]).lines
      }
      #expect(try listed() == ["没有等着签字的调班。"])
      _ = try room.swap(["--turn", Self.morning, "--other", Self.midday, "--with", "领导丁"], as: "领导丙")
      _ = try room.swap(["--turn", Self.night, "--with", "坐席乙"], as: "领导丁")
      #expect(
        try listed("en") == [
          "2100-01-01/夜间值班 goes from 坐席乙 to 领导丁.", "  领导丁 has signed, 坐席乙 has not.",
          "2100-01-01/早班 goes from 领导丙 to 领导丁, 2100-01-01/中班 from 领导丁 to 领导丙.",
          "  领导丙 has signed, 领导丁 has not.",
        ])
      let file = try room.station.file("other.csv", "date,shift,name\n2100-01-01,早班,领导丁\n")
      #expect(try room.station.adminAsAdministrator(["roster", "import", file]).status == 0)
      let later = try listed()
      #expect(later.count == 5 && later[4].hasPrefix("  现在已经不能签：") && later[4].contains("早班"), "\(later)")
    }
  }

  @Test func `told from the other side it is the same swap`() throws {
    try withRoom { room in
      _ = try room.swap(["--turn", Self.morning, "--other", Self.midday, "--with", "领导丁"], as: "领导丙")
      let second = try room.swap(["--turn", Self.midday, "--other", Self.morning, "--with", "领导丙"], as: "领导丁")
      #expect(second.lines.last?.contains("排班已改") == true, "\(second.errors)")
      #expect(try room.roster.prefix(2) == ["早班\t领导丁", "中班\t领导丙"])
    }
  }

  @Test func `other terms than the first one's are another swap, and say so`() throws {
    try withRoom { room in
      _ = try room.swap(["--turn", Self.morning, "--other", Self.midday, "--with", "领导丁"], as: "领导丙")
      let slip = try room.swap(["--turn", Self.morning, "--with", "领导丙"], as: "领导丁")
      #expect(
        slip.lines.dropFirst() == [
          "领导丁已签，还要领导丙签；签齐前排班不变。",
          "注意：领导丙先前签的是另一种换法：2100-01-01/早班 由领导丙让给领导丁，2100-01-01/中班 由领导丁换给领导丙。",
        ])
      #expect(try room.roster == Self.roster)
    }
  }

  @Test(arguments: [
    (["--turn", "2100-01-01早班", "--with", "领导丁"], "领导丙", 2, "早班、中班"),
    (["--turn", "2100-01-01/夜班", "--with", "领导丁"], "领导丙", 2, "夜间值班"),
    (["--turn", "2100-02-30/早班", "--with", "领导丁"], "领导丙", 2, "--turn"),
    (["--turn", morning, "--other", "中班", "--with", "领导丁"], "领导丙", 2, "--other"),
    (["--turn", morning, "--with", "无此人"], "领导丙", 2, "无此人"),
    (["--turn", morning, "--with", "领导丙"], "领导丙", 2, "--with"),
    (["--turn", morning, "--with", "坐席乙"], "领导丙", 1, "坐席乙不是领导"),
    (["--turn", "2100-01-01/晚班", "--with", "领导丁"], "领导丙", 1, "晚班排的不是领导丙"),
    (["--turn", morning, "--other", night, "--with", "领导丁"], "领导丙", 1, "夜间值班排的不是领导丁"),
    (["--turn", "2020-01-01/早班", "--with", "领导丁"], "领导丙", 1, "排的不是领导丙"),
    (["--turn", morning, "--with", "领导丙"], Station.administrator, 4, "由坐席员或坐堂领导办理"),
  ]) func `what cannot be swapped changes nothing`(
    options: [String], name: String, status: Int32, named: String
  ) throws {
    try withRoom { room in
      let refused = try room.swap(options, as: name)
      #expect(refused.status == status && refused.output.isEmpty)
      #expect(refused.errors.contains(named) && refused.errors.split(separator: "\n").count == 1, "\(refused.errors)")
      #expect(try room.swap(["--turn", Self.morning, "--with", "领导丁"], as: "领导丙", pin: "x").status == 4)
      #expect(try room.roster == Self.roster)
    }
  }
}
