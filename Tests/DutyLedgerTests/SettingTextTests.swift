import DutyCore
import DutyLedger
import DutyLists
import Testing

@Suite struct SettingTextTests {
  @Test(
    arguments: [
      ("30m", .running(minutes: 30)), ("2h", .running(minutes: 120)), ("30wm", .working(minutes: 30)),
      ("4wh", .working(minutes: 240)), ("3d", .naturalDays(days: 3)), ("5wd", .workingDays(days: 5)),
      ("90m", .running(minutes: 90)), ("24h", .running(minutes: 1440)),
    ] as [(String, TimeLimit)]) func `a limit is written in one way and read back`(text: String, limit: TimeLimit)
  {
    #expect(TimeLimit(typed: text) == limit)
    #expect(limit.typed == text)
  }

  @Test func `every standard limit, and any amount on each clock, reads back as it was written`() {
    let amounts = Array(1...181) + [1440, 99_999, 5_270_400, .max]
    let limits =
      SettingName.all.map(\.standard)
      + amounts.flatMap { n -> [TimeLimit] in
        [.running(minutes: n), .working(minutes: n), .naturalDays(days: n), .workingDays(days: n)]
      }
    for limit in limits { #expect(TimeLimit(typed: limit.typed) == limit, "\(limit.typed)") }
  }

  @Test func `minutes that make hours are the same limit`() {
    #expect(TimeLimit(typed: "120m") == TimeLimit(typed: "2h"))
    #expect(TimeLimit(typed: "060wm") == TimeLimit(typed: "1wh"))
  }

  @Test(arguments: [
    "", "m", "30", "0m", "-5m", "+5m", "1.5h", "30 m", " 30m", "30m ", "30M", "30mw", "３０m", "30分", "standard",
    "9223372036854775807h", "9223372036854775808m", "153722867280912931wh",
  ]) func `nothing else is a limit`(text: String) {
    #expect(TimeLimit(typed: text) == nil)
  }

  @Test func `a code is a setting's, or a grid's that can be met`() {
    for name in SettingName.all { #expect(SettingText.name(name.code) == name) }
    #expect(SettingText.name("grid.arrive.柳桥社区第1网格") == .gridArrival("柳桥社区第1网格"))
    for code in [
      "", "daily", "daily.arrive ", "grid.arrive.", "grid.arrive. ", "grid.arrive.东\t片", "grid.arrive.东\u{202E}",
    ] {
      #expect(SettingText.name(code) == nil, "\(code)")
    }
  }

  @Test func `near a code that is none are those of its group, else all`() {
    #expect(SettingText.codes(near: "daily.arive").allSatisfy { $0.hasPrefix("daily.") })
    #expect(SettingText.codes(near: "daily.arive").contains("daily.arrive"))
    #expect(SettingText.codes(near: "grid.east") == ["grid.arrive.…"])
    #expect(SettingText.codes(near: "nonsense").count == SettingName.all.count + 1)
  }
}
