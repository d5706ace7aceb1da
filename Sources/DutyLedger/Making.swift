import CSystem
import Foundation

/// A ledger's file in the making, in a directory of its own beside the place it will have. Two makers never share one; it
/// is locked for as long as its maker lives, so that what a killed one left can be told from what is being made.
final class Making {
  private static let infix = ".making-"

  private let directory: String
  private let lock: Int32
  /// Where it is made, with all that lies beside a ledger meanwhile.
  let file: String

  init(for place: String) throws {
    for _ in 0..<100 {
      let directory = place + Self.infix + Chain.hex(Chain.dice().prefix(8))
      guard mkdir(directory, 0o700) == 0 else {
        if errno == EEXIST { continue }
        throw FileFacts.fault("mkdir", directory)
      }
      let lock = Self.open(directory)
      // Where a file system knows no such locks, nothing that a killed maker left is ever taken for such.
      if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK,
        FileFacts.place(ofOpen: lock) == FileFacts.place(directory)
      {
        self.directory = directory
        self.lock = lock
        file = directory + "/" + FileFacts.name(of: place)
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
  func put(at place: String, ownerOf owner: String) throws {
    guard FileFacts.place(file + "-wal") == nil || Self.size(file + "-wal") == 0 else {
      throw LedgerFault.full
    }
    FileFacts.give(file, ownerOf: owner)
    try Self.sync(file, O_RDONLY)
    // What stood beside it while it was made goes first: whoever is killed behind the move leaves nothing of it.
    for end in [".lock", ".notify", "-shm"] { unlink(file + end) }
    try Self.move(file, to: place)
    try Self.sync(FileFacts.directory(of: place), O_RDONLY | O_DIRECTORY)
  }

  /// Gives the finished file the place of `place`, with its owner and rights, in one step; what lies there is called
  /// `kept` from then on, where nothing lies yet. Whoever is killed in the middle leaves one file with two names, of which
  /// the next opening takes the second away.
  func replace(_ place: String, keeping kept: String) throws {
    FileFacts.give(file, ownerOf: place)
    try FileFacts.give(file, modeOf: place)
    try Self.sync(file, O_RDONLY)
    guard link(place, kept) == 0 else { throw FileFacts.fault("link", kept) }
    guard rename(file, place) == 0 else {
      let fault = FileFacts.fault("rename", place)
      unlink(kept)
      throw fault
    }
    try Self.sync(FileFacts.directory(of: place), O_RDONLY | O_DIRECTORY)
  }

  /// One step that never takes a place from anybody. A file system that knows none links and takes the first name away; one
  /// without links, such as a stick's, keeps the place with an empty file.
  static func move(
    _ file: String, to place: String, by step: (String, String) -> Int32 = { rename_to_free_place($0, $1) },
    linked: (String, String) -> Int32 = { link($0, $1) == 0 ? 0 : errno }
  ) throws {
    let unknown = [EINVAL, ENOSYS, EOPNOTSUPP, EPERM]
    var reason = step(file, place)
    if unknown.contains(reason) {
      reason = linked(file, place)
      if reason == 0 { unlink(file) }
    }
    if unknown.contains(reason) {
      try FileFacts.makeEmptyFile(place)
      reason = rename(file, place) == 0 ? 0 : errno
      if reason != 0 { unlink(place) }
    }
    errno = reason
    if reason != 0 { throw FileFacts.fault("rename", place) }
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
  static func clean(beside place: String, sparing given: String? = nil) {
    let spared = given.map { FileFacts.directory(of: LedgerPlace.real($0)) }
    for left in all(beside: place) where spared == nil || LedgerPlace.real(left) != spared { removeUnheld(left) }
  }

  /// Takes away the making in which the finished file at `place` still has its first name, unless its maker is just about
  /// to. False where there is none.
  static func endSecondName(of place: String) -> Bool {
    let name = "/" + FileFacts.name(of: place)
    let held = all(beside: place).filter { FileFacts.place($0 + name) == FileFacts.place(place) }
    held.forEach(removeUnheld)
    return !held.isEmpty || endKeptName(of: place)
  }

  /// Takes away the name that the ledger at `place` was to be kept under, where whoever was making it anew was killed
  /// before the new one had its place.
  private static func endKeptName(of place: String) -> Bool {
    guard held(beside: place) == nil else { return true }
    let own = FileFacts.name(of: place)
    let names = beside(place).filter { name in Remaking.marks.contains { name.hasPrefix(own + $0) } }
    let kept = names.map { FileFacts.directory(of: place) + "/" + $0 }
      .filter { FileFacts.place($0) == FileFacts.place(place) }
    kept.forEach { unlink($0) }
    return !kept.isEmpty
  }

  /// The directories of those who are making something beside `place`; nil where nobody is.
  static func held(beside place: String) -> [String]? {
    let held = all(beside: place).filter(isHeld)
    return held.isEmpty ? nil : held
  }

  private static func isHeld(_ directory: String) -> Bool {
    let lock = open(directory)
    guard lock >= 0 else { return false }
    defer { close(lock) }
    return flock(lock, LOCK_EX | LOCK_NB) != 0
  }

  private static func all(beside place: String) -> [String] {
    let (directory, start) = (FileFacts.directory(of: place), FileFacts.name(of: place) + infix)
    return beside(place).filter { $0.hasPrefix(start) }.sorted().map { directory + "/" + $0 }
  }

  private static func beside(_ place: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: FileFacts.directory(of: place))) ?? []
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
