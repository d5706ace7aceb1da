import DutyCore
import Foundation

/// Puts a finished report where it was asked for: whole, or not at all.
enum Output {
  /// The report could not be put there.
  struct Fault: Error {
    let path: String
    let reason: String

    init(path: String) {
      self.path = path
      reason = String(cString: strerror(errno))
    }

    func text(_ language: Language) -> String {
      language("写不进 \(path)：\(reason)", "cannot write \(path): \(reason)")
    }
  }

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What the name of a file in this format ends in.
  static func suffix(_ format: String) -> String { format == "text" ? "txt" : format }

  static func write(_ bytes: [UInt8], to path: String?) throws(Fault) {
    guard let path else { return try write(bytes, to: STDOUT_FILENO, named: "stdout") }
    // A file of its own beside the target: whoever reads the target meets the old report or the new one.
    let draft = path + ".\(getpid()).draft"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Fault(path: path) }
    do throws(Fault) {
      defer { close(file) }
      try write(bytes, to: file, named: path)
      guard fsync(file) == 0, rename(draft, path) == 0 else { throw Fault(path: path) }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to file: Int32, named path: String) throws(Fault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Fault(path: path) }
      rest = rest.dropFirst(count)
    }
  }
}
