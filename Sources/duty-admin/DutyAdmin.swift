import ArgumentParser
import DutyCore
import DutyIntake
import DutyLedger
import DutySystem
import DutyTables
import Foundation

/// The station's housekeeping: what is done to the ledger besides the desk.
@main
struct DutyAdmin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duty-admin", abstract: said("坐堂吹哨：台账的日常管理", "Sitting Whistle: the station's housekeeping"),
    discussion: said(Completion.hint("duty-admin", .zh), Completion.hint("duty-admin", .en)),
    version: Edition.text(),
    subcommands: [
      Init.self, OfficerCommand.self, RosterCommand.self, CatalogCommand.self, CalendarCommand.self,
      SettingCommand.self, Import.self, IntakeLines.self, Check.self, WitnessCommand.self, Backup.self, Restore.self,
      Migrate.self, Rebuild.self,
      Export.self, Erase.self, DrillCommand.self,
    ])

  /// Runs the command that the arguments name. Results go to standard output, everything else to standard error.
  static func main() {
    Outlet.prepare()
    var language = languageOfHelp
    var undertaking = Undertaking.reading
    do {
      try UsageFault.requireNoneEmpty(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot(arguments)
      if let command = command as? any AdminCommand {
        (language, undertaking) = (command.common.spoken, command.undertaking)
      }
      try command.run()
      try Outlet.finish()
    } catch {
      Foundation.exit(Failure.told(error, language, during: undertaking, parser: parsed))
    }
  }

  /// Gives the argument parser's own words and exit code for an error.
  private static func parsed(_ error: any Error) -> Failure.Parsed {
    let code = exitCode(for: error)
    return (fullMessage(for: error), code.rawValue, isUsage: code == .validationFailure)
  }

  /// The arguments with the common options behind the command, in front of which they may stand too.
  private static var arguments: [String] {
    var rest = CommandLine.arguments.dropFirst()
    var common: [String] = []
    while let option = rest.first, ["--ledger", "--language"].contains(option) {
      common += rest.prefix(2)
      rest = rest.dropFirst(2)
    }
    return rest + common
  }
}

/// A command of this program, with the options all of them share.
protocol AdminCommand: ParsableCommand {
  var common: CommonOptions { get }
  var undertaking: Undertaking { get }
}

extension AdminCommand {
  /// Prints that something was done, and what goes with it. Where that cannot be written it was done all the same, which
  /// then is told.
  func printed(_ done: String, and more: [String] = []) throws(OutputFault) {
    try OutputFault.saying(.done(done)) { () throws(OutputFault) in try Outlet.lines([done] + more) }
  }

  /// The same with the sentence behind the lines; nil where nothing was recorded.
  func printed(_ lines: [String], recorded: String?) throws(OutputFault) {
    try OutputFault.saying(recorded.map { .done($0) } ?? .onlyRead) { () throws(OutputFault) in
      try Outlet.lines(lines + [recorded].compactMap(\.self))
    }
  }
}

/// Help is printed before the command line has been read.
private let languageOfHelp = Language(arguments: CommandLine.arguments, environment: .system)

func said(_ chinese: String, _ english: String) -> String { languageOfHelp(chinese, english) }
