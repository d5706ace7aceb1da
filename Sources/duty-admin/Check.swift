import ArgumentParser
import DutyCore
import DutyLedger

/// `check`: proves that nothing in the ledger was altered.
struct Check: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("核对台账：重放每条记录，核对链和每一列", "replay every entry, re-hash the chain, compare every stored column"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .reading }

  @Option(
    help: .init(
      said("交接单或报表上印的链头，台账里必须还有它", "a head from a printed sheet, which the ledger must still contain"),
      valueName: said("链头", "head")))
  var against: String?

  @Option(
    help: .init(
      said(
        "链头文件，每一行都核对；不写则用 DUTY_HEADS，再不然用台账旁边的 .heads",
        "a heads file, of which each line is compared; else that of DUTY_HEADS, or the one beside the ledger"),
      valueName: said("文件", "file")))
  var heads: String?

  @Option(help: .init(said("结果格式：text 或 json", "the result's format: text or json"), valueName: "text|json"))
  var format = OutputFormat.text

  func run() throws {
    let result = try Ledger.check(
      at: common.path, against: against, heads: heads.map { HeadsFile(path: $0) } ?? common.heads)
    let verdict = Self.verdict(result, common.spoken)
    try OutputFault.saying(.said(verdict)) { () throws(OutputFault) in
      switch format {
      case .text: try Outlet.lines(Self.lines(result, common.spoken))
      case .json: try Outlet.json(json(result))
      }
    }
    if !result.isClean { throw ExitCode(1) }
  }

  /// The verdict comes last: whatever a ledger holds, nothing of it stands below.
  static func lines(_ result: CheckResult, _ language: Language) -> [String] {
    let head = language(
      "共 \(result.entries) 条记录，链头 \(result.head)", "\(result.entries) entries, head \(result.head)")
    let problems = result.problems.map { problem in
      (problem.entry.map { language("第 \($0) 条：", "entry \($0): ") } ?? "") + problem.what
    }
    return [head] + problems + [verdict(result, language)]
  }

  private static func verdict(_ result: CheckResult, _ language: Language) -> String {
    result.isClean
      ? language("核对无误。", "All is as it was recorded.")
      : language("发现 \(result.problems.count) 处问题。", "Problems found: \(result.problems.count).")
  }

  private func json(_ result: CheckResult) -> String {
    let problems = result.problems.map { problem in
      "{\"entry\":\(problem.entry.map(String.init) ?? "null"),\"what\":\(JSONText.string(problem.what))}"
    }
    return "{\"entries\":\(result.entries),\"head\":\(JSONText.string(result.head)),\"ok\":\(result.isClean),"
      + "\"problems\":[\(problems.joined(separator: ","))]}"
  }
}

/// `witness`: writes the ledger's head into a heads file, for an account or a machine that keeps one of its own.
struct WitnessCommand: AdminCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: said("把链头记到一个文件里，先核对已记下的", "write the head into a file, once those written before are found again"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .reading }

  @Argument(help: .init(said("链头文件，没有就新建", "the heads file, made where there is none"), valueName: said("文件", "file")))
  var file: String

  func run() throws {
    let heads = HeadsFile(path: file, isNamed: false)
    let ledger = try Ledger(opening: common.path, access: .readOnly, heads: heads)
    let head = try ledger.head
    try heads.append(head)
    try ledger.close()
    try printed(
      common.spoken(
        "已记下第 \(head.entry) 条，链头 \(head.hash)。", "Entry \(head.entry) is written down, head \(head.hash)."))
  }
}
