import ArgumentParser
import DutyCore
import DutyLedger
import DutyReports
import DutySystem
import Foundation

private let environment = Environment.system
private let spoken = Language(arguments: CommandLine.arguments, environment: environment)

private func help(_ chinese: String, _ english: String, _ value: String? = nil) -> ArgumentHelp {
  ArgumentHelp(spoken(chinese, english), valueName: value)
}

/// The batch reporter's command line. It only reads the ledger and never writes to it.
struct DutyReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duty-report", abstract: spoken("从台账出报表，只读不写。", "Reports from the ledger; reads only."),
    discussion: spoken(
      """
      报表：day 日报（默认昨天） week 周报 month 月报 range 区间 shift 班次（默认刚结束的） brief 简报
      queue 未结清单 incident 编号 履职时间线 handover 交接单
      departments 单位应哨 doubtful 存疑办结 repeats 高频点 admissions 任务准入（默认本月）
      outlook 态势研判（默认最近七天）
      \(Completion.hint("duty-report", .zh))
      """,
      """
      Reports: day (default yesterday), week, month, range, shift (default the last that ended), brief,
      queue (open incidents), incident NUMBER (its timeline), handover (the sheet of a shift),
      departments, doubtful (closures), repeats (hot spots), admissions (these default to the month),
      outlook (what is above the expected; default the last seven days)
      \(Completion.hint("duty-report", .en))
      """),
    version: Edition.text())

  @Argument(
    help: help(
      "报表，incident 后跟事件编号；可一次写几个，用同一条记录，--output 写目录",
      "the report; incident is followed by its number; several, read up to one entry, go into the directory of --output",
      "WHAT"), completion: .reports)
  var words: [String] = []

  @Option(help: help("区间第一天 YYYY-MM-DD", "first day of the range, YYYY-MM-DD", "D"), completion: .days)
  var from: String?

  @Option(help: help("区间最后一天", "last day of the range", "D"), completion: .days)
  var to: String?

  @Option(help: help("哪一天，或哪一天所在的周、月", "the day, or a day of the week or month", "D"), completion: .days)
  var date: String?

  @Option(
    help: help("哪一班（shift、handover）", "which shift (shift, handover)", "NAME"), completion: .shifts)
  var shift: String?

  @Option(help: help("看哪一刻的未结事件", "the moment at which open incidents are looked at", "T"), completion: .days)
  var at: String?

  @Option(
    help: help("只用到这条记录（号）或这一刻为止的台账", "use the ledger only up to this entry number or moment", "E|T"), completion: .days
  )
  var asOf: String?

  @Option(
    help: help(
      "分组，可重复：day shift department category grid source listClass",
      "break down by, repeatable: day shift department category grid source listClass", "DIMENSION"),
    completion: .list(Dimension.allCases.map(\.rawValue)))
  var by: [String] = []

  @Flag(help: help("演练也计入", "count practice incidents in"))
  var includeDrill = false

  @Flag(
    name: .customLong("public"),
    help: help("公开版：不含单位、单件和内部事项", "public edition: no units, single matters, or the house's own"))
  var isPublic = false

  @Option(
    help: help("格式：text json csv html，编入后还有 xlsx", "text, json, csv, html or, where built in, xlsx", "FORMAT"),
    completion: .list(Report.Format.allCases.filter(\.isBuilt).map(\.rawValue)))
  var format = "text"

  @Option(help: help("写到文件", "write to this file", "FILE"), completion: .file())
  var output: String?

  @Option(help: help("台账文件", "the ledger file", "FILE"), completion: .file())
  var ledger: String?

  @Option(help: help("语言 zh 或 en", "language, zh or en", "zh|en"), completion: .list(Language.allCases.map(\.rawValue)))
  var language: String?

  /// Answers the question on the command line; throws what is in the way.
  func answer(_ language: Language) throws {
    if let named = self.language, Language(rawValue: named) == nil { throw WrongUsage.noSuchLanguage(named) }
    let reports = try asked().map { ($0.what, try $0.report()) }
    let path = try LedgerPath.resolve(option: ledger, environment: environment)
    if reports.count > 1 { guard let output, Output.isDirectory(output) else { throw WrongUsage.severalNeedDirectory } }
    let targets = reports.map { target(of: $0.0, among: reports.count) }
    for case let target? in targets where LedgerPath.isPart(target, ofLedger: path) {
      throw WrongUsage.outputIsTheLedger(target)
    }
    let now = SystemClock.now()
    let heads = try HeadsFile.resolve(ofLedger: path, environment: environment)
    let ledger = try Ledger(opening: path, access: .readOnly, heads: heads)
    for caution in ledger.cautionsOfPlace { Outlet.tell(caution.text(language)) }
    // Whatever desks do meanwhile, all of them are read up to the same entry.
    let written = try ledger.steady { try reports.map { try $0.1.bytes(from: ledger, now: now, language) } }
    try ledger.close()
    // The process ends here: nobody needs the ledger taken apart.
    _ = Unmanaged.passRetained(ledger)
    try Output.write(zip(written, targets).map { (bytes: $0, path: $1) }, language)
  }

  /// The place where the report of this name goes; nil for standard output.
  private func target(of name: String, among count: Int) -> String? {
    count == 1 ? output : output.map { "\($0)/\(name).\(Output.suffix(format))" }
  }

  /// A question for each report that is named; the word after `incident` is its number.
  private func asked() throws(WrongUsage) -> [ReportRequest] {
    guard let what = words.first else { throw .nothingAsked }
    func asked(_ what: String, number: String? = nil) -> ReportRequest {
      ReportRequest(
        what, number: number, from: from, to: to, date: date, shift: shift, at: at, asOf: asOf, by: by,
        includeDrill: includeDrill, isPublic: isPublic, format: format)
    }
    if words.count > 1, words.allSatisfy({ ReportName(rawValue: $0) != nil && $0 != ReportName.incident.rawValue }) {
      return words.map { asked($0) }
    }
    guard words.count <= 2 else { throw .tooManyWords(words[2]) }
    return [asked(what, number: words.dropFirst().first)]
  }

  /// Runs the program; its exit code is one of those that README.md lists.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      try UsageFault.requireNoneEmpty(arguments)
      try parse(arguments).answer(spoken)
      return 0
    } catch {
      return Failure.told(error, spoken, during: .reading, parser: parsed)
    }
  }

  /// Gives the argument parser's own words and exit code for an error.
  private static func parsed(_ error: any Error) -> Failure.Parsed {
    let code = exitCode(for: error)
    return (fullMessage(for: error), code.rawValue, isUsage: code == .validationFailure)
  }
}
