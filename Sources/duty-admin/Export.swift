import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem

/// `export`: every entry as a line of JSON.
struct Export: AdminCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case jsonl
  }

  static let configuration = CommandConfiguration(
    abstract: said("导出每条记录（每行一条 JSON；姓名电话只露字形）", "print every entry as a line of JSON; names and phones masked"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .reading }

  @Option(help: .init(said("格式：jsonl", "the format: jsonl"), valueName: "jsonl"))
  var format = Format.jsonl

  func run() throws {
    switch format {
    case .jsonl: try common.open(.readOnly).entries(from: 1, through: nil) { try Outlet.json(try ExportLine.text($0)) }
    }
  }
}
