import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem
import Foundation

extension Language: ExpressibleByArgument {}

/// Options for the ledger that is meant and the language to speak.
struct CommonOptions: ParsableArguments {
  @Option(help: .init(said("台账文件", "the ledger file"), valueName: said("文件", "file")), completion: .file())
  var ledger: String?

  @Option(help: .init(said("语言：zh 或 en", "the language: zh or en"), valueName: "zh|en"))
  var language: Language?

  var spoken: Language { language ?? Language(environment: .system) }
  var path: String { get throws { try LedgerPath.resolve(option: ledger, environment: .system) } }

  var heads: HeadsFile { get throws { try .resolve(ofLedger: path, environment: .system) } }

  /// `named`, to be read or written beside the ledger. Throws where it is a part of it.
  func apart(_ named: String) throws -> String {
    try LedgerPath.requireApart(named, fromLedger: path)
    return named
  }

  /// Opens the ledger, and says beforehand what may hurt before long.
  func open(_ access: Ledger.Access) throws -> Ledger {
    let ledger = try Ledger(opening: path, access: access, heads: heads, started: .now())
    for caution in try ledger.cautions(now: SystemClock.now()) { Outlet.tell(caution.text(spoken)) }
    return ledger
  }
}

/// The form in which a command prints what it found.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
