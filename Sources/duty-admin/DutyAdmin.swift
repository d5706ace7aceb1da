import ArgumentParser
import DutyCore
import DutyLedger
import Foundation

/// The station's housekeeping: what is done to the ledger besides the desk.
@main
struct DutyAdmin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duty-admin", abstract: said("坐堂吹哨：台账的日常管理", "Sitting Whistle: the station's housekeeping"),
    version: "0.1.0",
    subcommands: [
      Init.self, OfficerCommand.self, RosterCommand.self, CatalogCommand.self, CalendarCommand.self,
      SettingCommand.self, Import.self, IntakeLines.self, Check.self, WitnessCommand.self, Backup.self, Restore.self,
      Migrate.self, Rebuild.self,
      Export.self, Erase.self, DrillCommand.self,
    ])

  /// Runs the command that the arguments name. Results go to standard output, everything else to standard error.
  static func main() {
    var language = languageOfHelp
    do {
      var command = try parseAsRoot(arguments)
      if let command = command as? any AdminCommand { language = command.common.spoken }
      try command.run()
    } catch let fault as LedgerFault {
      leave(3, fault.text(language))
    } catch let refusal as Refusal {
      leave(refusal.isOfAuthority ? 4 : 1, refusal.text(language))
    } catch let fault as TableFault {
      leave(2, fault.text(language))
    } catch let faults as TableFaults {
      leave(2, faults.text(language))
    } catch let fault as ImportFault {
      leave(fault.leavesRowsOut ? 1 : 2, fault.text(language))
    } catch let part as PartOfLedger {
      leave(2, part.text(language))
    } catch let failure as Failure {
      leave(failure.code, failure.text)
    } catch  where exitCode(for: error) == .validationFailure {
      leave(2, fullMessage(for: error))
    } catch {
      exit(withError: error)
    }
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

  private static func leave(_ code: Int32, _ line: String) -> Never {
    complain(line)
    Foundation.exit(code)
  }
}

extension Refusal {
  /// Somebody else may do it; otherwise nobody can as things stand.
  fileprivate var isOfAuthority: Bool {
    switch self {
    case .who: true
    case .when, .what, .room: false
    }
  }
}

/// A command of this program, with the options all of them share.
protocol AdminCommand: ParsableCommand {
  var common: CommonOptions { get }
}

/// Why a command ends before its work is done: one line for the person, and the exit code.
struct Failure: Error {
  let code: Int32
  let text: String
}

/// Writes one line to standard error.
func complain(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Help is printed before the command line has been read.
private let languageOfHelp = Language(arguments: CommandLine.arguments, environment: .system)

func said(_ chinese: String, _ english: String) -> String { languageOfHelp(chinese, english) }
