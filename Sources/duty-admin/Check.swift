import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem
import Synchronization

/// `check`: proves that nothing in the ledger was altered.
struct Check: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("核对台账：重放每条记录，核对链和每一列", "replay every entry, re-hash the chain, compare every stored column"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .reading }

  @Option(
    help: .init(
      said("交接单或报表上印的台账校验码，台账里必须还有它", "a head from a printed sheet, which the ledger must still contain"),
      valueName: said("校验码", "head")), completion: .nothing)
  var against: String?

  @Option(
    help: .init(
      said(
        "上次全部核对无误时的校验码：只核对它之后的，快得多",
        "the head that a whole check found sound: only what came after it is checked, which is much faster"),
      valueName: said("校验码", "head")), completion: .nothing)
  var since: String?

  @Option(
    help: .init(
      said(
        "校验码文件，每一行都核对；不写则用 DUTY_HEADS，再不然用台账旁边的 .heads",
        "a heads file, of which each line is compared; else that of DUTY_HEADS, or the one beside the ledger"),
      valueName: said("文件", "file")), completion: .file())
  var heads: String?

  @Option(help: .init(said("结果格式：text 或 json", "the result's format: text or json"), valueName: "text|json"))
  var format = OutputFormat.text

  func run() throws {
    let result = try checked()
    if result.isOfCopy { Outlet.tell(Caution.copyRead.text(common.spoken)) }
    let verdict = Self.verdict(result, common.spoken)
    try OutputFault.saying(.said(verdict)) { () throws(OutputFault) in
      switch format {
      case .text: try Outlet.lines(Self.lines(result, common.spoken))
      case .json: try Outlet.json(json(result))
      }
    }
    if !result.isClean { throw Failure(code: .no, lines: []) }
  }

  private func checked() throws -> CheckResult {
    let heads = try heads.map { HeadsFile(path: $0) } ?? common.heads
    let bar = Mutex(ProgressBar())
    defer { bar.withLock { $0.clear() } }
    let show: @Sendable (Double) -> Void = { part in bar.withLock { $0.show(part) } }
    guard let since else { return try Ledger.check(at: common.path, against: against, heads: heads, progress: show) }
    guard against == nil else {
      throw Failure(
        code: .wrongUsage,
        text: common.spoken("--since 和 --against 只能用一个。", "--since and --against do not go together."))
    }
    return try Ledger.check(at: common.path, since: since, heads: heads, progress: show)
  }

  /// The verdict comes last: whatever a ledger holds, nothing of it stands below.
  static func lines(_ result: CheckResult, _ language: Language) -> [String] {
    let head = language(
      "共 \(result.entries) 条记录，校验码 \(result.head)", "\(result.entries) entries, head \(result.head)")
    let problems = result.problems.map { problem in
      (problem.entry.map { language("第 \($0) 条：", "entry \($0): ") } ?? "") + problem.what
    }
    return [head] + problems + result.advice(language) + result.doubtLines(language) + [verdict(result, language)]
  }

  private static func verdict(_ result: CheckResult, _ language: Language) -> String {
    result.isClean
      ? language("核对无误。", "All is as it was recorded.")
      : language("发现 \(result.problems.count) 处问题。", "Problems found: \(result.problems.count).")
  }

  private func json(_ result: CheckResult) -> String {
    let problems = result.problems.map { problem in
      "{\"entry\":\(problem.entry.map(String.init) ?? "null"),\"run\":\(Self.json(problem.run)),"
        + "\"what\":\(JSONText.string(problem.what))}"
    }
    let left = result.notProven.map { JSONText.string($0) }.joined(separator: ",")
    return
      "{\"early\":\(result.early),\"entries\":\(result.entries),\"head\":\(JSONText.string(result.head)),\"not_checked\":[\(left)],"
      + "\"ok\":\(result.isClean),\"problems\":[\(problems.joined(separator: ","))],"
      + "\"readable\":[\(result.readable.map(Self.json).joined(separator: ","))],\"run\":\(Self.json(result.run)),"
      + "\"since\":\(result.since.map(String.init) ?? "null"),"
      + "\"unreadable\":[\(result.unreadable.map(Self.json).joined(separator: ","))],\"untrusted\":\(result.untrusted)}"
  }

  private static func json(_ run: CheckResult.Remedy?) -> String { run.map { JSONText.string($0.rawValue) } ?? "null" }
  private static func json(_ range: ClosedRange<Int64>) -> String { "[\(range.lowerBound),\(range.upperBound)]" }
}

/// `witness`: writes the ledger's head into a heads file, for an account or a machine that keeps one of its own.
struct WitnessCommand: AdminCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: said("把校验码记到一个文件里，先核对已记下的", "write the head into a file, once those written before are found again"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .reading }

  @Argument(
    help: .init(said("校验码文件，没有就新建", "the heads file, made where there is none"), valueName: said("文件", "file")),
    completion: .file())
  var file: String

  func run() throws {
    let heads = HeadsFile(path: file, isNamed: false)
    let ledger = try Ledger(opening: common.path, access: .readOnly, heads: heads)
    let head = try ledger.head
    try heads.append(head)
    try ledger.close()
    try printed(
      common.spoken(
        "已记下第 \(head.entry) 条，校验码 \(head.hash)。", "Entry \(head.entry) is written down, head \(head.hash)."))
  }
}
