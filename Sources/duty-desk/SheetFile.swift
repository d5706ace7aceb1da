import DeskUI
import DutyCore
import Glibc

/// Puts a handover sheet into a file of its own in the directory the desk was started in; what lies there already is
/// never written over.
enum SheetFile {
  private static let mostOfOneName = 99

  static func save(_ text: String, as name: String, _ language: Language) -> Event {
    let stem = name.hasSuffix(".txt") ? String(name.dropLast(4)) : name
    for copy in 1...mostOfOneName {
      let path = directory + "/" + stem + (copy == 1 ? "" : "-\(copy)") + ".txt"
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { return fault(path, language) }
      defer { close(file) }
      guard write(Array(text.utf8), to: file), fsync(file) == 0 else {
        let event = fault(path, language)
        unlink(path)
        return event
      }
      return .saved(path)
    }
    errno = EEXIST
    return fault(directory + "/" + name, language)
  }

  private static func fault(_ path: String, _ language: Language) -> Event {
    let reason = String(cString: strerror(errno))
    return .fault(language("写不进 \(path)：\(reason)", "cannot write \(path): \(reason)"))
  }

  private static var directory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
