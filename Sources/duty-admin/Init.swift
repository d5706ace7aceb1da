import ArgumentParser
import DutyCore
import DutyLedger
import DutyLists
import DutySystem
import Foundation

/// `init`: founds a station's ledger.
struct Init: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("建立一本新台账（已有的绝不覆盖）", "found a new ledger; never overwrites one"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .recording }

  @Option(help: .init(said("镇街名称", "the station's name"), valueName: said("名称", "name")), completion: .nothing)
  var station = "本镇街"

  @Option(
    help: .init(said("镇街代码，写进每条记录", "the station's id, borne by every record"), valueName: "id"), completion: .nothing)
  var stationId = "station"

  @Option(
    parsing: .unconditional,
    help: .init(said("时区名，或固定偏移如 -04:00", "a zone name, or a fixed offset such as -04:00"), valueName: "tz"),
    completion: .zones)
  var timezone = "Asia/Shanghai"

  @Option(
    help: .init(said("班次表 CSV：name,from,to[,sitting]", "shifts as CSV: name,from,to[,sitting]"), valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var shifts: String?

  @Option(
    help: .init(said("值班日从几点开始", "when the duty day begins"), valueName: "HH:MM"),
    completion: .list(["00:00", "06:00", "08:00"]))
  var dayStart = "00:00"

  @Option(
    help: .init(
      said(
        "本镇街自己的清单目录；playbooks.csv（一件事）、powers.csv（赋权事项）、category_words.csv（类别的日常说法）、"
          + "alarm_words.csv（疑似应急的词）、grids.csv（网格）可以没有，没有 calendar.csv 时用自带的日历",
        "a directory with the station's own lists; playbooks.csv, powers.csv, category_words.csv, alarm_words.csv and "
          + "grids.csv are optional; without calendar.csv the calendar compiled in"), valueName: "dir"),
    completion: .directory)
  var catalog: String?

  @Option(
    help: .init(said("第一位管理员的姓名", "the first administrator"), valueName: said("姓名", "name")), completion: .nothing)
  var administrator = said("管理员", "administrator")

  @Flag(
    help: .init(
      said(
        "演练台账：全是演练，不进报表；脚本可以拨时间", "a practice ledger: all of it is practice, in no figures; scripts may set its time")))
  var practice = false

  func run() throws {
    let language = common.spoken
    let path = try common.path
    guard !FileManager.default.fileExists(atPath: path) else { throw LedgerFault.alreadyThere(path: path) }
    let lists = CatalogueFiles(directory: catalog)
    let charter = Charter(
      station: stationId.foldedName, name: station.foldedName, plan: try plan(language), drill: practice)
    let administrator = administrator.foldedName
    // Asked before anybody is asked to think of a PIN; asked again where it is founded.
    try NameRule.judge(station: charter)
    try NameRule.judge(administrator)
    let catalogue = try lists.catalogue()
    let calendar = try lists.calendar()
    let (pin, made) = try PinEntry.new(for: administrator, language)
    let founding = Founding(
      charter: charter, catalogue: catalogue, calendar: calendar, administrator: administrator,
      pinHash: try PinEntry.hash(pin, language))
    func found() throws { try founding.found(at: path, now: SystemClock.now()).close() }
    if let made {
      try PinEntry.shown(
        made, language, left: language("没有建立台账。", "No ledger was founded."), before: found)
    } else {
      try found()
    }
    try printed(
      language("台账已建立：\(path)", "Founded \(path)"),
      and: [
        Self.counts(catalogue, language), language("管理员：\(administrator)", "Administrator: \(administrator)"),
      ])
  }

  /// Tells what was read, so that an optional list whose file was misnamed is missed.
  private static func counts(_ catalogue: Catalogue, _ language: Language) -> String {
    let (categories, units, items) = (
      catalogue.categories.count, catalogue.departments.count, catalogue.items.count
    )
    let (playbooks, powers) = (catalogue.playbooks.count, catalogue.powers.count)
    let (words, alarms, grids) = (
      catalogue.categoryWords.count, catalogue.alarmWords.count, catalogue.grids.count
    )
    return language(
      "清单：类别 \(categories)，单位 \(units)，责任事项 \(items)，一件事 \(playbooks)，赋权事项 \(powers)，"
        + "有日常说法的类别 \(words)，疑似应急的词 \(alarms)，网格 \(grids)",
      "Lists: \(categories) categories, \(units) units, \(items) responsibility items, \(playbooks) joint matters, "
        + "\(powers) powers, everyday words of \(words) categories, \(alarms) alarm words, \(grids) grids")
  }

  private func plan(_ language: Language) throws -> ShiftPlan {
    guard let zone = Zone(systemNamed: timezone) else {
      throw Failure(
        code: .wrongUsage, text: language("没有“\(timezone)”这个时区。", "There is no zone “\(timezone)”."))
    }
    guard let start = minutesOfDay(dayStart), start < 24 * 60 else {
      throw Failure(
        code: .wrongUsage,
        text: language("--day-start 要写成 HH:MM，不是“\(dayStart)”。", "--day-start is HH:MM, not “\(dayStart)”."))
    }
    var own = ShiftPlan.standardShifts
    if let shifts { own = try ShiftFile.shifts(try CatalogueFiles.bytes(ofFile: shifts), file: shifts) }
    return ShiftPlan(shifts: own, dayStart: start, zone: zone)
  }
}
