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
    } catch let fault as LedgerFault {
      leave(3, fault.text(language, during: undertaking))
    } catch let fault as OutputFault {
      leave(3, fault.text(language))
    } catch let refusal as Refusal {
      leave(refusal.isOfAuthority ? 4 : 1, refusal.text(language))
    } catch let fault as ListingFault {
      leave(2, fault.text(language))
    } catch let faults as ListingFaults {
      leave(2, faults.faults.map { $0.text(language) })
    } catch let fault as ImportFault {
      leave(fault.code, fault.text(language))
    } catch let part as PartOfLedger {
      leave(2, part.text(language))
    } catch let fault as UsageFault {
      leave(UsageFault.code, fault.text(language))
    } catch let fault as TypedLine.Fault {
      leave(2, fault.text(language))
    } catch let failure as Failure {
      leave(failure.code, failure.lines)
    } catch {
      Foundation.exit(tell(error, language))
    }
  }

  /// Prints what the argument parser has to say: its help as a result, its complaints as such; returns the code to end with.
  private static func tell(_ error: any Error, _ language: Language) -> Int32 {
    Outlet.ended(
      Completion.mended(fullMessage(for: error)), code: exitCode(for: error).rawValue,
      isUsage: exitCode(for: error) == .validationFailure, language)
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

  private static func leave(_ code: Int32, _ line: String) -> Never { leave(code, [line]) }

  private static func leave(_ code: Int32, _ lines: [String]) -> Never {
    lines.forEach(Outlet.tell)
    Foundation.exit(code)
  }
}

extension ImportFault {
  /// The exit code: a fault of the world, of some rows, or of what was asked for.
  fileprivate var code: Int32 {
    if isOfOutput { return 3 }
    return leavesRowsOut ? 1 : 2
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

/// The reason why a command ends before its work is done: what is told to the person, a line each, and the exit code.
struct Failure: Error {
  let code: Int32
  let lines: [String]

  init(code: Int32, text: String) { self.init(code: code, lines: [text]) }

  init(code: Int32, lines: [String]) {
    self.code = code
    self.lines = lines
  }
}

/// Help is printed before the command line has been read.
private let languageOfHelp = Language(arguments: CommandLine.arguments, environment: .system)

func said(_ chinese: String, _ english: String) -> String { languageOfHelp(chinese, english) }
