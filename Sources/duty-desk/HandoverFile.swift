import DeskUI
import DutyCore
import DutySystem
import Glibc

/// Puts a handover sheet into a file of its own in the directory the desk was started in; what lies there already is
/// never written over.
enum HandoverFile {
  private static let mostOfOneName = 99

  static func save(_ text: String, as name: String, _ language: Language) -> Event {
    let stem = name.hasSuffix(".txt") ? String(name.dropLast(4)) : name
    for copy in 1...mostOfOneName {
      let path = directory + "/" + stem + (copy == 1 ? "" : "-\(copy)") + ".txt"
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { return fault(path, SystemReason(), language) }
      guard let reason = Outlet.settle(Array(text.utf8), in: file) else { return .saved(path) }
      unlink(path)
      return fault(path, reason, language)
    }
    return fault(directory + "/" + name, SystemReason(EEXIST), language)
  }

  private static func fault(_ path: String, _ reason: SystemReason, _ language: Language) -> Event {
    let why = reason.text(language)
    return .fault(language("写不进 \(path)：\(why)。没有留下文件。", "cannot write \(path): \(why); no file is left"))
  }

  private static var directory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}
