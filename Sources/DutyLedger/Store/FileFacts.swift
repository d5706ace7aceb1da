import CSystem
import DutySystem
import Glibc

/// Questions about a ledger's file before SQLite has it open.
package enum FileFacts {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether the file, or the directory it will lie in, is on a file system shared over a network.
  static func isOnNetwork(_ path: String, _ mounts: Mounts = .current()) -> Bool {
    let place = exists(path) ? path : FilePath.directory(of: path)
    return Mounts.isShared(magic: cs_file_system_magic(place), type: mounts.type(of: FilePath.real(place)))
  }

  /// The room that the file's disk has left for whoever runs the program, in MiB; nil where it does not tell.
  static func mebibytesLeft(_ path: String) -> Int? {
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else { return nil }
    return Int((facts.f_bavail * UInt(facts.f_frsize)) >> 20)
  }

  /// Makes the directories that `path` lies in, for the owner alone, where they are missing. Made by root they belong to
  /// whom the one above belongs.
  static func makeDirectory(for path: String) throws {
    let directory = FilePath.directory(of: path)
    guard !exists(directory) else { return }
    try makeDirectory(for: directory)
    guard mkdir(directory, 0o700) == 0 else {
      if errno == EEXIST { return }
      throw fault("mkdir", directory)
    }
    give(directory, ownerOf: FilePath.directory(of: directory))
  }

  /// Makes `path` the owner's of `other`, where root made it.
  static func give(_ path: String, ownerOf other: String) {
    var facts = stat()
    guard geteuid() == 0, stat(other, &facts) == 0 else { return }
    lchown(path, facts.st_uid, facts.st_gid)
  }

  /// Gives a file the rights that another has.
  static func give(_ path: String, modeOf other: String) throws {
    var facts = stat()
    guard stat(other, &facts) == 0, chmod(path, facts.st_mode & 0o7777) == 0 else { throw fault("chmod", path) }
  }

  static func owner(of path: String) -> uid_t? {
    var facts = stat()
    return stat(path, &facts) == 0 ? facts.st_uid : nil
  }

  /// Makes an empty file that only the owner can read and write; never touches one that is there.
  static func makeEmptyFile(_ path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fault("open", path) }
    close(descriptor)
  }

  /// The fault that the last call to the system met.
  static func fault(_ call: String, _ path: String) -> LedgerFault {
    switch errno {
    case EEXIST: .alreadyThere(path: path)
    case EACCES, EROFS, EPERM: .readOnly
    case ENOSPC, EDQUOT: .full
    default: .system("\(call) \(path): \(String(cString: strerror(errno)))")
    }
  }

  /// The last bytes of a file, or all of them; whether that is the whole file. Nil where it cannot be read.
  static func end(of path: String, last: Int?) throws -> (bytes: [UInt8], isWhole: Bool)? {
    try SideFile.requireRegular(path)
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    let wanted = min(size, last ?? size)
    guard size >= 0, lseek(file, off_t(size - wanted), SEEK_SET) >= 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: wanted)
    var got = 0
    while got < wanted {
      let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress?.advanced(by: got), wanted - got) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return nil }
      got += count
    }
    return (bytes, wanted == size)
  }

  /// Throws where a ledger cannot be put at `path`: something has that name, or a journal was left behind, which would be
  /// played into what is put beside it.
  static func requireFree(_ path: String) throws {
    for taken in ["", "-wal", "-journal"].map({ path + $0 }) where SideFile.isThere(taken) {
      // Whoever only reads has left an empty one.
      if taken != path, isEmptyFile(taken) { continue }
      throw LedgerFault.alreadyThere(path: taken)
    }
  }

  private static func isEmptyFile(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && SideFile.Kind(facts.st_mode) == nil && facts.st_size == 0
  }

  /// Device and inode of a ledger's file and of its journal.
  static func identities(ofLedger path: String) -> [[UInt64]?] { [identity(path), identity(path + "-wal")] }

  /// Device and inode; nil where there is no file.
  static func identity(_ path: String) -> [UInt64]? {
    var facts = stat()
    return stat(path, &facts) == 0 ? [UInt64(facts.st_dev), UInt64(facts.st_ino)] : nil
  }

  static func identity(ofOpen file: Int32) -> [UInt64]? {
    var facts = stat()
    return fstat(file, &facts) == 0 ? [UInt64(facts.st_dev), UInt64(facts.st_ino)] : nil
  }
}

/// One byte written after each commit to a file of its own, which the others watch. (Watching the journal itself runs
/// one commit behind.)
final class ChangeNotice {
  private let descriptor: Int32

  init(ofLedger ledger: String) throws {
    descriptor = try SideFile.open(ledger + ".notify", O_WRONLY, makes: true, like: ledger)
  }

  deinit { close(descriptor) }

  /// A notice that cannot be written is no fault: the others look every two seconds anyway. It is written at the file's
  /// beginning, so that the file never grows, and past `Outlet.write`, which would wait.
  func announce() {
    var byte: UInt8 = 1
    _ = pwrite(descriptor, &byte, 1, 0)
  }
}
