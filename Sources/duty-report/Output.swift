import DutyCore
import DutySystem
import Foundation

/// Puts finished reports where they were asked for, each whole or not at all.
enum Output {
  /// The rights of a report that is not there yet, before the umask.
  private static let mode: mode_t = 0o644

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The ending of a file's name in this format.
  static func suffix(_ format: String) -> String { format == "text" ? "txt" : format }

  /// Writes one report after the other; where one cannot be written, it is said which are there.
  static func write(_ reports: [(bytes: [UInt8], path: String?)], _ language: Language) throws(OutputFault) {
    var written: [String] = []
    for (bytes, path) in reports {
      do throws(OutputFault) {
        try write(bytes, to: path)
      } catch {
        var fault = error
        let names = written.joined(separator: language("、", ", "))
        if !written.isEmpty { fault.remaining = .said(language("已写好的有：\(names)。", "These are written: \(names).")) }
        throw fault
      }
      written += [path].compactMap(\.self)
    }
  }

  private static func write(_ bytes: [UInt8], to path: String?) throws(OutputFault) {
    if let path { return try OutputFile.write(bytes, to: path, mode: mode) }
    try Outlet.document(bytes)
    try Outlet.finish()
  }
}
