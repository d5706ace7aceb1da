import ArgumentParser
import DutyCore
import DutyLedger
import DutyLists
import DutySystem

/// `calendar`: which days are worked.
struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: said("工作日历：导入", "the working calendar: import"), subcommands: [Import.self])

  struct Import: AdminCommand {
    static let configuration = CommandConfiguration(
      abstract: said(
        "导入 CSV：date,kind（holiday 放假，workday 调休上班）；文件有哪几年就换哪几年",
        "import CSV date,kind (holiday, or workday for a weekend that is worked); the years in it are replaced"),
      discussion: said(
        "其他年份不变；已经定下的期限不变。查看用 catalog show calendar。",
        "Other years stay, and so do deadlines that are set. catalog show calendar prints it."))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Argument(
      help: .init(said("日历文件", "the calendar file"), valueName: said("文件", "file")),
      completion: .file(extensions: ["csv"]))
    var file: String

    func run() throws {
      let language = common.spoken
      let new = try CatalogueFiles.calendar(ofFile: common.apart(file))
      let ledger = try common.open(.readWrite)
      let room = try ledger.room()
      let calendar = room.calendar.taking(new)
      let changes = ChangeLines(from: room, to: room.catalogue, calendar, open: ([:], [:]))
      let administrator = try authority.person(in: ledger, language)
      let isSame = calendar == room.calendar
      if !isSame { try ledger.record([.room(.setCalendar(calendar))], in: administrator, now: SystemClock.now()) }
      try ledger.close()
      let years = new.years.sorted().map(String.init).joined(separator: language("、", ", "))
      let recorded = language("已写入：\(years) 年，其他年份不变。", "Recorded for \(years); other years stay.")
      try printed(changes.lines(language, isEmpty: isSame), recorded: isSame ? nil : recorded)
    }
  }
}
