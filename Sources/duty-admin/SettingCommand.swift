import ArgumentParser
import DutyCore
import DutyLedger
import DutyLists
import DutySystem

/// `setting`: the station's own limits.
struct SettingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setting", abstract: said("时限设置：列出、更改", "the station's limits: list, set"),
    subcommands: [List.self, Change.self])

  struct List: AdminCommand {
    static let configuration = CommandConfiguration(
      abstract: said("列出每项：代码、现值、改过的写标准值、名称", "list each: code, value, the standard one where changed, name"))

    @OptionGroup var common: CommonOptions

    var undertaking: Undertaking { .reading }

    func run() throws {
      let ledger = try common.open(.readOnly)
      let settings = try ledger.room().settings
      for name in settings.listed {
        let standard = settings.changed[name] == nil ? "" : settings.fallback(of: name).typed
        try Outlet.row([name.code, settings[name].typed, standard, name.text(common.spoken)])
      }
      try ledger.close()
    }
  }

  struct Change: AdminCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: said("更改一项；已经定下的期限不变", "set one; deadlines that are set do not move"),
      discussion: said(
        "值：30m、2h 连续计时；30wm、4wh 工作时间；3d 自然日；5wd 工作日；standard 恢复标准。某个网格的应急报到时限：grid.arrive.网格名。",
        "Values: 30m, 2h around the clock; 30wm, 4wh of working time; 3d natural days; 5wd workdays; standard puts it back. "
          + "One grid's arrival limit for emergencies: grid.arrive.GRID."))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Argument(
      help: .init(said("哪一项（见 setting list）", "which one (see setting list)"), valueName: said("代码", "code")),
      completion: .settings)
    var code: String

    @Argument(
      help: .init(
        said("时限，如 30m、4wh、5wd，或 standard", "a limit such as 30m, 4wh, 5wd, or standard"),
        valueName: said("时限", "value")),
      completion: .list(["10m", "30m", "2h", "4wh", "3d", "5wd", SettingText.standard]))
    var value: String

    func run() throws {
      let language = common.spoken
      let change = SettingChange(try name(language), try limit(language))
      let ledger = try common.open(.readWrite)
      let administrator = try authority.person(in: ledger, language)
      try ledger.record([.room(.setSetting(change))], in: administrator, now: SystemClock.now())
      let now = try ledger.room().settings[change.name]
      try ledger.close()
      try printed("\(change.name.text(language))\(language("：", ": "))\(now.text(language))")
    }

    private func name(_ language: Language) throws -> SettingName {
      if let name = SettingText.name(code) { return name }
      let near = SettingText.codes(near: code)
      throw Failure(
        code: .wrongUsage,
        text: language(
          "没有“\(code)”这一项。可以是：\(near.joined(separator: "、"))。",
          "There is no setting “\(code)”. Possible: \(near.joined(separator: ", "))."))
    }

    /// Nil for the standard.
    private func limit(_ language: Language) throws -> TimeLimit? {
      if value == SettingText.standard { return nil }
      if let limit = TimeLimit(typed: value) { return limit }
      throw Failure(
        code: .wrongUsage,
        text: language(
          "“\(value)”不是时限。可以写 30m、2h（连续计时），30wm、4wh（工作时间），3d（自然日），5wd（工作日），或 standard（恢复标准）。",
          "“\(value)” is no limit. Possible: 30m, 2h (around the clock), 30wm, 4wh (working time), 3d (natural days), 5wd "
            + "(workdays), or standard."))
    }
  }
}
