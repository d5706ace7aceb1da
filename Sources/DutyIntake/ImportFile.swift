import DutyCore
import Glibc

/// A file that is read through once, unpacked by a `gzip` of its own where it is packed.
package final class ImportFile {
  package let path: String
  private let descriptor: Int32
  private let size: Int64

  package init(path: String) throws(ImportFault) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path, String(cString: strerror(errno))) }
    self.path = path
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .unreadable(path, String(cString: strerror(EISDIR)))
    }
    size = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  /// The share of the file that has been read, 0 … 1. A packed file's position is shared with the child that reads it.
  package var progress: Double {
    size == 0 ? 1 : min(1, max(0, Double(lseek(descriptor, 0, SEEK_CUR)) / Double(size)))
  }

  /// Hands over the whole contents in chunks. Throws where the file, or what is packed in it, breaks off.
  package func read(_ each: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    if isWorkbook { throw ImportFault.workbook(path) }
    guard isPacked else { return try Self.drain(descriptor, path, each) }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ImportFault.unreadable(path, String(cString: strerror(errno))) }
    ends.forEach { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
    let child: pid_t
    do { child = try unpack(into: ends[1]) } catch {
      ends.forEach { close($0) }
      throw error
    }
    close(ends[1])
    let drained = Result { try Self.drain(ends[0], path, each) }
    close(ends[0])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    try drained.get()
    // 2 is gzip's warning, such as rubbish behind the end.
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    guard code == 0 || code == 2 else { throw ImportFault.brokenOff(path) }
  }

  private var isPacked: Bool { begins(with: [0x1F, 0x8B]) }

  /// True for a file as Excel and WPS save it where they are not told otherwise: a zip archive, or an OLE file.
  private var isWorkbook: Bool {
    begins(with: [0x50, 0x4B, 0x03, 0x04]) || begins(with: [0xD0, 0xCF, 0x11, 0xE0])
  }

  private func begins(with magic: [UInt8]) -> Bool {
    var start = magic.map { _ in UInt8(0) }
    return pread(descriptor, &start, start.count, 0) == start.count && start == magic
  }

  private func unpack(into output: Int32) throws(ImportFault) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // What this program ignores is not for the child to ignore.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGPIPE, SIGXFSZ] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("gzip"), strdup("-dc"), nil]
    defer { arguments.forEach { free($0) } }
    var child: pid_t = 0
    let result = posix_spawnp(&child, "gzip", &actions, &attributes, &arguments, environ)
    guard result == 0 else { throw .noUnpacker(path) }
    return child
  }

  private static func drain(
    _ descriptor: Int32, _ path: String, _ each: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ImportFault.unreadable(path, String(cString: strerror(errno))) }
      guard count > 0 else { return }
      try each(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
