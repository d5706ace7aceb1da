import DutyCore
import DutyLedger
import Foundation

/// Puts a finished report where it was asked for: whole, or not at all.
enum Output {
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What the name of a file in this format ends in.
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
        if !written.isEmpty { fault.standing = .said(language("已写好的有：\(names)。", "These are written: \(names).")) }
        throw fault
      }
      written += [path].compactMap(\.self)
    }
  }

  private static func write(_ bytes: [UInt8], to path: String?) throws(OutputFault) {
    guard let path else {
      try Outlet.document(bytes)
      return try Outlet.finish()
    }
    // A file of its own beside the target: whoever reads the target meets the old report or the new one.
    let draft = path + ".\(getpid()).draft"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw OutputFault(SystemReason(), path: path) }
    let settled = Outlet.settle(bytes, in: file) ?? (rename(draft, path) == 0 ? nil : SystemReason())
    guard let settled else { return }
    unlink(draft)
    throw OutputFault(settled, path: path)
  }
}
