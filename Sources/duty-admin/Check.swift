import ArgumentParser
import DutyCore
import DutyLedger

/// `check`: proves that nothing in the ledger was altered.
struct Check: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("核对台账：重放每条记录，核对链和每一列", "replay every entry, re-hash the chain, compare every stored column"))

  @OptionGroup var common: CommonOptions

  @Option(
    help: .init(
      said("交接单或报表上印的链头，台账里必须还有它", "a head from a printed sheet, which the ledger must still contain"),
      valueName: said("链头", "head")))
  var against: String?

  @Option(help: .init(said("结果格式：text 或 json", "the result's format: text or json"), valueName: "text|json"))
  var format = OutputFormat.text

  func run() throws {
    let result = try Ledger.check(at: common.path, against: against)
    switch format {
    case .text: print(Self.text(result, common.spoken))
    case .json: print(json(result))
    }
    if !result.isClean { throw ExitCode(1) }
  }

  static func text(_ result: CheckResult, _ language: Language) -> String {
    let head = language(
      "共 \(result.entries) 条记录，链头 \(result.head)", "\(result.entries) entries, head \(result.head)")
    let verdict =
      result.isClean
      ? language("核对无误。", "All is as it was recorded.")
      : language("发现 \(result.problems.count) 处问题：", "\(result.problems.count) problems:")
    let problems = result.problems.map { problem in
      (problem.entry.map { language("第 \($0) 条：", "entry \($0): ") } ?? "") + problem.what
    }
    return ([head, verdict] + problems).joined(separator: "\n")
  }

  private func json(_ result: CheckResult) -> String {
    let problems = result.problems.map { problem in
      "{\"entry\":\(problem.entry.map(String.init) ?? "null"),\"what\":\(JSONText.string(problem.what))}"
    }
    return "{\"entries\":\(result.entries),\"head\":\(JSONText.string(result.head)),\"ok\":\(result.isClean),"
      + "\"problems\":[\(problems.joined(separator: ","))]}"
  }
}
