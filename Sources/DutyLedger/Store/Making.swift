import CSystem
import DutySystem
import Foundation

/// A ledger's file in the making, in a directory of its own beside the place it will have. Two makers never share one; it
/// is locked for as long as its maker lives, so that what a killed one left can be told from what is being made.
final class Making {
  private static let infix = ".making-"

  private let directory: String
  private let lock: Int32
  /// The file in the making, with all that lies beside a ledger meanwhile.
  let file: String

  init(for destination: String) throws {
    for _ in 0..<100 {
      let directory = destination + Self.infix + Chain.hex(Chain.dice().prefix(8))
      guard mkdir(directory, 0o700) == 0 else {
        if errno == EEXIST { continue }
        throw FileFacts.fault("mkdir", directory)
      }
      let lock = Self.open(directory)
      // Where a file system knows no such locks, nothing that a killed maker left is ever taken for such.
      if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK,
        FileFacts.identity(ofOpen: lock) == FileFacts.identity(directory)
      {
        self.directory = directory
        self.lock = lock
        file = directory + "/" + FilePath.name(of: destination)
        return
      }
      // Somebody who cleans up came in between.
      if lock >= 0 { close(lock) }
      rmdir(directory)
    }
    throw LedgerFault.busy(nil)
  }

  deinit {
    Self.remove(directory)
    close(lock)
  }

  private static func open(_ directory: String) -> Int32 {
    Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// Gives the finished file, which nobody has open any more, its place, and `owner`'s owner where root made it. It is on
  /// the disk before it has a name, and its name before this returns.
  func put(at destination: String, ownerOf owner: String) throws {
    guard FileFacts.identity(file + "-wal") == nil || Self.size(file + "-wal") == 0 else {
      throw LedgerFault.full
    }
    FileFacts.give(file, ownerOf: owner)
    try Self.sync(file, O_RDONLY)
    // What stood beside it while it was made goes first: whoever is killed behind the move leaves nothing of it.
    for end in [".lock", ".notify", "-shm"] { unlink(file + end) }
    try Self.move(file, to: destination)
    try Self.sync(FilePath.directory(of: destination), O_RDONLY | O_DIRECTORY)
  }

  /// Gives the finished file the place of `place`, with its owner and rights, in one step; what lies there is called
  /// `kept` from then on, where nothing lies yet. Whoever is killed in the middle leaves one file with two names, of which
  /// the next opening takes the second away.
  func replace(_ destination: String, keeping kept: String) throws {
    FileFacts.give(file, ownerOf: destination)
    try FileFacts.give(file, modeOf: destination)
    try Self.sync(file, O_RDONLY)
    guard link(destination, kept) == 0 else { throw FileFacts.fault("link", kept) }
    guard rename(file, destination) == 0 else {
      let fault = FileFacts.fault("rename", destination)
      unlink(kept)
      throw fault
    }
    try Self.sync(FilePath.directory(of: destination), O_RDONLY | O_DIRECTORY)
  }

  /// One step that never takes a place from anybody. A file system that knows none links and takes the first name away; one
  /// without links, such as a stick's, keeps the place with an empty file.
  static func move(
    _ file: String, to destination: String, by step: (String, String) -> Int32 = { cs_rename_to_free_place($0, $1) },
    linked: (String, String) -> Int32 = { link($0, $1) == 0 ? 0 : errno }
  ) throws {
    let unknown = [EINVAL, ENOSYS, EOPNOTSUPP, EPERM]
    var reason = step(file, destination)
    if unknown.contains(reason) {
      reason = linked(file, destination)
      if reason == 0 { unlink(file) }
    }
    if unknown.contains(reason) {
      try FileFacts.makeEmptyFile(destination)
      reason = rename(file, destination) == 0 ? 0 : errno
      if reason != 0 { unlink(destination) }
    }
    errno = reason
    if reason != 0 { throw FileFacts.fault("rename", destination) }
  }

  private static func sync(_ path: String, _ flags: Int32) throws {
    let file = Glibc.open(path, flags | O_CLOEXEC)
    guard file >= 0 else { throw FileFacts.fault("open", path) }
    defer { close(file) }
    // Some file systems cannot sync a directory, and say so.
    guard fsync(file) != 0, errno != EINVAL, errno != EOPNOTSUPP else { return }
    throw LedgerFault.disk("fsync \(path): \(String(cString: strerror(errno)))")
  }

  private static func size(_ path: String) -> Int64 {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
  }

  // MARK: - What killed makers left

  /// Takes away what makers left beside `place` who were killed; never what one still makes, nor where `given` lies.
  static func clean(beside destination: String, sparing given: String? = nil) {
    let spared = given.map { FilePath.directory(of: FilePath.real($0)) }
    for left in all(beside: destination) where spared == nil || FilePath.real(left) != spared { removeUnheld(left) }
  }

  /// Takes away the making in which the finished file at `place` still has its first name, unless its maker is just about
  /// to. False where there is none.
  static func endSecondName(of destination: String) -> Bool {
    let name = "/" + FilePath.name(of: destination)
    let held = all(beside: destination).filter { FileFacts.identity($0 + name) == FileFacts.identity(destination) }
    held.forEach(removeUnheld)
    return !held.isEmpty || endKeptName(of: destination)
  }

  /// Takes away the name that the ledger at `place` was to be kept under, where whoever was making it anew was killed
  /// before the new one had its place.
  private static func endKeptName(of destination: String) -> Bool {
    guard held(beside: destination) == nil else { return true }
    let own = FilePath.name(of: destination)
    let names = beside(destination).filter { name in Remaking.marks.contains { name.hasPrefix(own + $0) } }
    let kept = names.map { FilePath.directory(of: destination) + "/" + $0 }
      .filter { FileFacts.identity($0) == FileFacts.identity(destination) }
    kept.forEach { unlink($0) }
    return !kept.isEmpty
  }

  /// The directories of those who are making something beside `place`; nil where nobody is.
  static func held(beside destination: String) -> [String]? {
    let held = all(beside: destination).filter(isHeld)
    return held.isEmpty ? nil : held
  }

  private static func isHeld(_ directory: String) -> Bool {
    let lock = open(directory)
    guard lock >= 0 else { return false }
    defer { close(lock) }
    return flock(lock, LOCK_EX | LOCK_NB) != 0
  }

  private static func all(beside destination: String) -> [String] {
    let (directory, start) = (FilePath.directory(of: destination), FilePath.name(of: destination) + infix)
    return beside(destination).filter { $0.hasPrefix(start) }.sorted().map { directory + "/" + $0 }
  }

  private static func beside(_ destination: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: FilePath.directory(of: destination))) ?? []
  }

  private static func removeUnheld(_ directory: String) {
    let lock = open(directory)
    guard lock >= 0 else { return }
    defer { close(lock) }
    if flock(lock, LOCK_EX | LOCK_NB) == 0 { remove(directory) }
  }

  /// Files alone are taken away: there are no directories in it.
  private static func remove(_ directory: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for name in names { unlink(directory + "/" + name) }
    rmdir(directory)
  }
}
