import ArgumentParser
import DutyCore
import DutyLedger
import DutyLists
import DutySystem

/// `roster`: who sits or is on duty when.
struct RosterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: said("排班：导入、查看、调班、待签的调班", "the roster: import, show, swap, pending swaps"),
    subcommands: [Import.self, Show.self, SwapTurns.self, PendingSwaps.self])

  struct Import: AdminCommand {
    static let configuration = CommandConfiguration(
      abstract: said("导入排班表 CSV：date,shift,name；没写到的班次不变", "import CSV date,shift,name; turns not named stay"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var authority: Authority

    var undertaking: Undertaking { .recording }

    @Argument(
      help: .init(said("排班表", "the roster file"), valueName: said("文件", "file")), completion: .file(extensions: ["csv"])
    )
    var file: String

    func run() throws {
      let ledger = try common.open(.readWrite)
      let room = try ledger.room()
      let administrator = try authority.person(in: ledger, common.spoken)
      let change = try RosterFile.change(try CatalogueFiles.bytes(ofFile: common.apart(file)), file: file, in: room)
      try ledger.record([.room(.setRoster(change))], in: administrator, now: SystemClock.now())
      try ledger.close()
      try printed(common.spoken("已排 \(change.lines.count) 班。", "\(change.lines.count) turns rostered."))
    }
  }

  struct Show: AdminCommand {
    static let configuration = CommandConfiguration(
      abstract: said("从今天起的排班，未排班的也列出", "the roster from today on, turns of nobody too"))

    @OptionGroup var common: CommonOptions

    var undertaking: Undertaking { .reading }

    func run() throws {
      let ledger = try common.open(.readOnly)
      let room = try ledger.room()
      let today = room.zone.day(of: SystemClock.now())
      let last = room.roster.keys.map(\.day).max() ?? today
      for day in stride(from: today.number, through: max(today, last).number, by: 1).map(Day.init(number:)) {
        for shift in room.plan.shifts {
          let person = room.roster[Turn(day: day, shift: shift.name)].flatMap { room.officers[$0] }
          let name = person.map { $0.name + ($0.hasLeft ? common.spoken("（停用）", " (left)") : "") }
          try Outlet.row(["\(day)", shift.name, name ?? common.spoken("（未排班）", "(nobody)")])
        }
      }
      try ledger.close()
    }
  }
}
