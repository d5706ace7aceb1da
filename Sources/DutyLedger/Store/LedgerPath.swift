import DutyCore
import DutySystem
import Foundation

/// Tells where a ledger lies when nobody says.
package enum LedgerPath {
  /// `--ledger`, else `$DUTY_LEDGER`, else `$XDG_DATA_HOME/sitting-whistle/duty.sqlite` (`~/.local/share` where that is
  /// unset or empty, as its specification says). Throws where a variable names no place: nobody's ledger is to lie in
  /// whatever directory a program happens to be started in.
  package static func resolve(option: String?, environment: Environment) throws(UsageFault) -> String {
    if let option { return option }
    if let named = environment["DUTY_LEDGER"] {
      guard !named.isEmpty else { throw .emptyVariable("DUTY_LEDGER") }
      return named
    }
    return try data(environment) + "/sitting-whistle/duty.sqlite"
  }

  private static func data(_ environment: Environment) throws(UsageFault) -> String {
    if let data = environment["XDG_DATA_HOME"], !data.isEmpty { return try absolute(data, "XDG_DATA_HOME") }
    guard let home = environment["HOME"], !home.isEmpty else { throw .homeless }
    return try absolute(home, "HOME") + "/.local/share"
  }

  private static func absolute(_ path: String, _ variable: String) throws(UsageFault) -> String {
    guard path.hasPrefix("/") else { throw .notAbsolute(variable: variable, value: path) }
    return path
  }
}

extension LedgerPath {
  /// The directory for what is only needed for a while: `$TMPDIR` where that is a whole path, else `/tmp`; never in whatever
  /// directory a program happens to be started in.
  package static func temporary(_ environment: Environment) -> String {
    environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
  }
}
