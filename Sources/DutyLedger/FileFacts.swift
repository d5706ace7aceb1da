import CSystem
import Glibc

/// What is asked of a ledger's file before SQLite has it open.
package enum FileFacts {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether the file, or the directory it will lie in, is on a file system shared over a network.
  static func isOnNetwork(_ path: String) -> Bool {
    isShared(file_system_magic(exists(path) ? path : directory(of: path)))
  }

  static func isShared(_ magic: UInt32) -> Bool { networkTypes.contains(magic) }

  /// Magic numbers of linux/magic.h: NFS, SMB, CIFS, SMB2, AFS, Coda, Ceph, 9P, Lustre, GFS2, OCFS2.
  private static let networkTypes: Set<UInt32> = [
    0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x5346_414F, 0x7375_7245, 0x00C3_6400, 0x0102_1997, 0x0BD0_0BD0,
    0x0116_1970, 0x7461_636F,
  ]

  /// What the disk that the file lies on has left for whoever runs the program, in MiB; nil where it does not tell.
  static func mebibytesLeft(_ path: String) -> Int? {
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else { return nil }
    return Int((facts.f_bavail * UInt(facts.f_frsize)) >> 20)
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the directories that `path` lies in, for the owner alone, where they are missing.
  static func makeDirectory(for path: String) throws {
    let directory = directory(of: path)
    guard !exists(directory) else { return }
    try makeDirectory(for: directory)
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw fault("mkdir", directory) }
  }

  /// Makes an empty file that only the owner can read and write; never touches one that is there.
  static func makeEmptyFile(_ path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fault("open", path) }
    close(descriptor)
  }

  /// Why the last call to the system failed.
  private static func fault(_ call: String, _ path: String) -> LedgerFault {
    switch errno {
    case EEXIST: .alreadyThere(path: path)
    case EACCES, EROFS, EPERM: .readOnly
    case ENOSPC: .full
    default: .system("\(call) \(path): \(String(cString: strerror(errno)))")
    }
  }

  /// Puts `data` in the place of a small file beside the ledger, whole or not at all, for the owner alone.
  package static func replace(_ path: String, with data: some Sequence<UInt8>) -> Bool {
    let draft = path + ".new"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let bytes = Array(data)
    let written = write(descriptor, bytes, bytes.count)
    close(descriptor)
    guard written == bytes.count, rename(draft, path) == 0 else {
      unlink(draft)
      return false
    }
    return true
  }

  /// The last bytes of a file, or all of them; whether that is the whole file. Nil where it cannot be read.
  static func end(of path: String, last: Int?) -> (bytes: [UInt8], isWhole: Bool)? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
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

  /// Gives a finished file its place, in one step that never overwrites.
  static func put(_ draft: String, at path: String) throws {
    guard link(draft, path) == 0 else {
      throw errno == EEXIST ? LedgerFault.alreadyThere(path: path) : LedgerFault.system("link \(path): \(errno)")
    }
  }

  /// Puts a finished draft in the place of `path`, in one step; what lies there keeps the name `kept`, where nothing lies
  /// yet. Whoever is killed in the middle leaves one file under two names.
  static func replace(_ path: String, by draft: String, keeping kept: String) throws {
    try sync(draft)
    guard link(path, kept) == 0 else { throw fault("link", kept) }
    guard rename(draft, path) == 0 else { throw fault("rename", path) }
    try sync(directory(of: path))
  }

  /// Gives `draft` the owner and the mode of `path`.
  static func takeRights(of path: String, for draft: String) throws {
    var facts = stat()
    guard stat(path, &facts) == 0, chmod(draft, facts.st_mode & 0o7777) == 0 else { throw fault("chmod", draft) }
    guard geteuid() != 0 || chown(draft, facts.st_uid, facts.st_gid) == 0 else { throw fault("chown", draft) }
  }

  /// What was written to a file or a directory is on the disk afterwards.
  private static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault("fsync", path) }
  }

  /// The files a ledger at `path` consists of, not all of them at all times.
  private static func parts(ofLedger path: String) -> [String] {
    ["", "-wal", "-shm", ".lock", ".notify"].map { path + $0 }
  }

  static func removeLedger(_ path: String) { parts(ofLedger: path).forEach { unlink($0) } }

  /// Whether `path` is one of a ledger's files, by whatever name, or will be once that file is made.
  static func isPart(_ path: String, ofLedger ledger: String) -> Bool {
    (parts(ofLedger: ledger) + [ledger + ".heads"]).contains { isSame(path, $0) }
  }

  static func isSame(_ a: String, _ b: String) -> Bool {
    if let one = place(a), let other = place(b) { return one == other }
    guard a.split(separator: "/").last == b.split(separator: "/").last else { return false }
    let directory = place(directory(of: a))
    return directory != nil && directory == place(self.directory(of: b))
  }

  /// Device and inode of a ledger's file and of its journal.
  static func places(ofLedger path: String) -> [[UInt64]?] { [place(path), place(path + "-wal")] }

  /// Device and inode; nil where there is no file.
  private static func place(_ path: String) -> [UInt64]? {
    var facts = stat()
    return stat(path, &facts) == 0 ? [UInt64(facts.st_dev), UInt64(facts.st_ino)] : nil
  }
}

/// One byte written after each commit to a file of its own, which the others watch. (Watching the journal itself runs
/// one commit behind.)
final class ChangeNotice {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LedgerFault.system("open \(path): \(errno)") }
  }

  deinit { close(descriptor) }

  /// A notice that cannot be written is no fault: the others look every two seconds anyway.
  func announce() {
    var byte: UInt8 = 1
    _ = pwrite(descriptor, &byte, 1, 0)
  }
}
