import CSystem
import GRDBSQLite

/// The edition of the programs, and what it runs with.
package enum Edition {
  private static let number = "0.1.0"

  /// The text that `--version` prints: the edition, and on a line of its own the libraries by name and version, those all
  /// programs have and `more`.
  package static func text(_ more: [String] = []) -> String {
    let libraries = [
      "SQLite \(String(cString: sqlite3_libversion()))", "glibc \(String(cString: cs_library_version()))",
    ]
    return number + "\n" + (libraries + more).joined(separator: ", ")
  }
}
