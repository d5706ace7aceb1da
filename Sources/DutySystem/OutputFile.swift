import DutyCore
import Glibc

/// The place where a person wants an output to go. A pipe and a device are written to; a file is replaced whole and keeps owner
/// and rights; a link stays, and its target is replaced. What cannot be is said.
package enum OutputFile {
  /// Puts `bytes` there, whole or not at all where it is a file. `mode`: the rights of a file that is not there yet, before
  /// the umask.
  package static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(OutputFault) {
    switch try target(path) {
    case .open(let file):
      if let reason = Outlet.write(bytes, to: file) { throw OutputFault(reason, path: path) }
      if file == STDOUT_FILENO { try Outlet.finish() }
    case .stream:
      let file = try opened(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
      let reason = Outlet.write(bytes, to: file)
      let closed = Outlet.closing(file)
      if let reason = reason ?? closed { throw OutputFault(reason, path: path) }
    case .file(let place, let facts): try replace(place, facts, with: bytes, named: path)
    case .free: try put(bytes, in: path, mode)
    }
  }

  /// Opens it for a result that grows: a new file, one that is there and empty, a pipe, a device. Nil where there is a file
  /// with something in it.
  package static func openEmpty(_ path: String, mode: mode_t) throws(OutputFault) -> Int32? {
    switch try target(path) {
    case .open(let file):
      let copy = fcntl(file, F_DUPFD_CLOEXEC, 3)
      guard copy >= 0 else { throw OutputFault(SystemReason(), path: path) }
      return copy
    case .stream: return try opened(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    case .file(_, let facts): return facts.st_size == 0 ? try opened(path, O_WRONLY | O_CLOEXEC) : nil
    case .free: return try opened(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    }
  }

  // MARK: - What stands there

  private enum Target {
    /// One of the program's own open files, as `/dev/stdout` is.
    case open(Int32)
    /// A pipe or a device.
    case stream
    /// A file, by its path past all links.
    case file(String, stat)
    case free
  }

  private static func target(_ path: String) throws(OutputFault) -> Target {
    if let file = ownFile(path) { return .open(file) }
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      guard errno == ENOENT else { throw OutputFault(SystemReason(), path: path) }
      guard lstat(path, &facts) != 0 else { throw OutputFault(.linkToNothing, path: path) }
      return .free
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: return .file(FilePath.real(path), facts)
    case S_IFDIR: throw OutputFault(SystemReason(EISDIR), path: path)
    case S_IFSOCK: throw OutputFault(SystemReason(ENXIO), path: path)
    default: return .stream
    }
  }

  /// The descriptor that `path` leads to by way of this process's own list of them; nil for any other path.
  private static func ownFile(_ path: String) -> Int32? {
    let own = "/proc/\(getpid())/fd"
    var path = path
    for _ in 0..<40 {
      let directory = FilePath.directory(of: path)
      if FilePath.real(directory) == own, let file = Int32(FilePath.name(of: path)), fcntl(file, F_GETFD) >= 0 {
        return file
      }
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &buffer, buffer.count)
      guard count > 0 else { return nil }
      let link = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      path = link.hasPrefix("/") ? link : directory + "/" + link
    }
    return nil
  }

  // MARK: - Writing

  private static func opened(_ path: String, _ flags: Int32, _ mode: mode_t = 0) throws(OutputFault) -> Int32 {
    let file = open(path, flags, mode)
    guard file >= 0 else { throw OutputFault(SystemReason(), path: path) }
    return file
  }

  /// A file of its own beside the place: whoever reads there meets the old one or the new one.
  private static func draft(of place: String) -> String { place + ".\(getpid()).draft" }

  private static func put(_ bytes: [UInt8], in place: String, _ mode: mode_t) throws(OutputFault) {
    let draft = draft(of: place)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw OutputFault(SystemReason(), path: place) }
    guard let reason = Outlet.settle(bytes, in: file) ?? renamed(draft, place) else { return }
    unlink(draft)
    throw OutputFault(reason, path: place)
  }

  private static func replace(
    _ place: String, _ facts: stat, with bytes: [UInt8], named path: String
  ) throws(OutputFault) {
    let draft = draft(of: place)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return try overwrite(place, with: bytes, named: path) }
    let isOwned = fchown(file, facts.st_uid, facts.st_gid) == 0 && fchmod(file, facts.st_mode & 0o7777) == 0
    guard isOwned else {
      close(file)
      unlink(draft)
      return try overwrite(place, with: bytes, named: path)
    }
    guard let reason = Outlet.settle(bytes, in: file) ?? renamed(draft, place) else { return }
    unlink(draft)
    throw OutputFault(reason, path: path)
  }

  /// Writes the file itself, where nothing can be put beside it, or another's could not be given back to them.
  private static func overwrite(_ place: String, with bytes: [UInt8], named path: String) throws(OutputFault) {
    let file = open(place, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw OutputFault(SystemReason(), path: path) }
    let cut = ftruncate(file, 0) == 0 ? nil : SystemReason()
    guard let reason = cut else {
      if let reason = Outlet.settle(bytes, in: file) { throw OutputFault(reason, path: path) }
      return
    }
    close(file)
    throw OutputFault(reason, path: path)
  }

  private static func renamed(_ draft: String, _ place: String) -> SystemReason? {
    rename(draft, place) == 0 ? nil : SystemReason()
  }
}
