import DutyCore
import Glibc

/// A small file that a person named, or a pipe in its place (`/dev/stdin`, `<(…)`), read whole.
package enum InputFile {
  package enum Fault: Error, Hashable, Sendable {
    case missing
    case unreadable(SystemReason)
    /// Longer than this many bytes.
    case tooLarge(Int)

    package func text(_ path: String, _ language: Language) -> String {
      language("\(path)：", "\(path): ") + reason(language)
    }

    package func reason(_ language: Language) -> String {
      switch self {
      case .missing: language("没有这个文件。", "there is no such file.")
      case .unreadable(let reason):
        language("读不了（\(reason.text(.zh))）。", "cannot be read (\(reason.text(.en))).")
      case .tooLarge(let most):
        language("超过 \(most >> 20) MB，没有读完。", "has more than \(most >> 20) MB and was not read to its end.")
      }
    }
  }

  /// All bytes of the file at `path`, which is read no further than `most`.
  package static func bytes(_ path: String, atMost most: Int) throws(Fault) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw errno == ENOENT ? .missing : .unreadable(SystemReason()) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(SystemReason()) }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= most else { throw .tooLarge(most) }
    }
  }
}
