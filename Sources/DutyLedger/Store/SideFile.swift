import DutyCore
import DutySystem
import Glibc

/// A file beside a ledger. All are opened in one way, so that whatever else stands under such a name neither keeps a
/// program waiting nor is written to, and belong to whom the ledger belongs, whoever makes them.
package enum SideFile {
  /// Opens the file at `path`, which is made where it is missing and `makes` says so. `flags`: for reading, for writing,
  /// for appending. Throws where something else than a file stands there.
  static func open(_ path: String, _ flags: Int32, makes: Bool, like ledger: String?) throws -> Int32 {
    // A link is not followed, and a pipe waits for nobody.
    let flags = flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    for _ in 0..<100 {
      try requireRegular(path)
      if makes {
        let made = Glibc.open(path, flags | O_CREAT | O_EXCL, 0o600)
        if made >= 0 { return try checked(made, path, like: ledger, isNew: true) }
        guard errno == EEXIST else { throw fault(path) }
      }
      let found = Glibc.open(path, flags)
      if found >= 0 { return try checked(found, path, like: ledger, isNew: false) }
      // Taken away between the two: begun again.
      guard makes, errno == ENOENT else { throw fault(path) }
    }
    throw fault(path)
  }

  /// Reads what a whole small file holds; nil where there is none.
  package static func contents(_ path: String, atMost limit: Int) throws -> [UInt8]? {
    guard isThere(path) else { return nil }
    guard let end = try FileFacts.end(of: path, last: limit) else { throw fault(path) }
    return end.isWhole ? end.bytes : nil
  }

  /// Something has this name, be it a link that leads nowhere.
  static func isThere(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0
  }

  /// Throws where something else than a file has this name.
  static func requireRegular(_ path: String) throws {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    if let kind = Kind(facts.st_mode) { throw LedgerFault.notAFile(path: path, kind) }
  }

  private static func checked(_ file: Int32, _ path: String, like ledger: String?, isNew: Bool) throws -> Int32 {
    var facts = stat()
    guard fstat(file, &facts) == 0 else {
      close(file)
      throw fault(path)
    }
    if let kind = Kind(facts.st_mode) {
      close(file)
      throw LedgerFault.notAFile(path: path, kind)
    }
    if let ledger, isNew || isRootsAlone(facts) { give(file, theRightsOf: ledger) }
    return file
  }

  /// True for a file as a run as root has left it before: nobody else could open it.
  private static func isRootsAlone(_ facts: stat) -> Bool {
    geteuid() == 0 && facts.st_uid == 0 && facts.st_mode & 0o077 == 0
  }

  /// Owner, group and rights of a file become the ledger's; what the system does not allow stays as it is.
  private static func give(_ file: Int32, theRightsOf ledger: String) {
    var facts = stat()
    guard stat(ledger, &facts) == 0 else { return }
    fchown(file, geteuid() == 0 ? facts.st_uid : uid_t.max, facts.st_gid)
    fchmod(file, facts.st_mode & 0o666 | 0o600)
  }

  /// Makes a directory for small files beside the ledger, with the ledger's owner and rights; one that is there stays.
  package static func makeDirectory(_ path: String, like ledger: String) throws {
    guard mkdir(path, 0o700) == 0 else {
      guard errno == EEXIST else { throw fault(path) }
      return try requireDirectory(path)
    }
    let directory = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard directory >= 0 else { throw fault(path) }
    defer { close(directory) }
    give(directory, theRightsOf: ledger)
    var facts = stat()
    // Who may read it may enter it.
    if fstat(directory, &facts) == 0 { fchmod(directory, facts.st_mode & 0o777 | (facts.st_mode & 0o444) >> 2) }
  }

  /// Throws where something else than a directory has this name, be it a link that leads to one.
  static func requireDirectory(_ path: String) throws {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFDIR else { return }
    throw LedgerFault.notADirectory(path: path, Kind(facts.st_mode))
  }

  /// The names in a directory beside the ledger, in order; none where there is no directory. Throws where it cannot be read,
  /// or something else stands there.
  package static func names(in path: String) throws -> [String] {
    let directory = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard directory >= 0, let listing = fdopendir(directory) else {
      let fault = fault(path)
      if directory >= 0 { close(directory) }
      guard isThere(path) else { return [] }
      try requireDirectory(path)
      throw fault
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Takes a small file away; nothing where there is none.
  package static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw fault(path) }
  }

  /// Puts `data` in the place of a small file beside the ledger, whole or not at all; the new one has a name until then that
  /// two programs at once do not share.
  package static func replace(_ path: String, with data: some Sequence<UInt8>, like ledger: String) throws {
    try requireRegular(path)
    let draft = path + ".new-" + Chain.hex(Chain.dice())
    let file = try open(draft, O_WRONLY, makes: true, like: ledger)
    let written = Outlet.write(Array(data), to: file)
    let closed = Outlet.closing(file)
    guard let reason = written ?? closed ?? (rename(draft, path) == 0 ? nil : SystemReason()) else { return }
    unlink(draft)
    throw fault(path, reason)
  }

  /// Writes `data` over what a small file beside the ledger holds, under the lock, filled up with blanks to whole blocks: where
  /// the file is there, a disk that is full keeps nobody from it. What is larger than `limit` was somebody else's.
  static func overwrite(_ path: String, with data: some Sequence<UInt8>, atMost limit: Int, like ledger: String) throws
  {
    let file = try open(path, O_RDWR, makes: true, like: ledger)
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw fault(path) }
    let had = Int(facts.st_size) > limit ? 0 : Int(facts.st_size)
    var bytes = Array(data)
    let size = (max(bytes.count, had, 1) + block - 1) / block * block
    bytes += repeatElement(UInt8(ascii: " "), count: size - bytes.count)
    if let reason = Outlet.write(bytes, to: file) { throw fault(path, reason) }
    guard ftruncate(file, off_t(size)) == 0 else { throw fault(path) }
  }

  /// The size in bytes of a block of a file system, or of a part of one.
  private static let block = 4096

  /// The fault that a call to the system, the last one, met on `path`.
  static func fault(_ path: String, _ reason: SystemReason = SystemReason()) -> LedgerFault {
    switch reason.code {
    case EROFS: .readOnly
    case ENOSPC, EDQUOT: .full
    default: .sideFile(path: path, why: reason.text(.en))
    }
  }
}

extension SideFile {
  /// The kind of thing that stands where a file should.
  package enum Kind: Hashable, Sendable {
    case directory, link, pipe, socket, device

    /// Nil for a file.
    init?(_ mode: mode_t) {
      switch mode & S_IFMT {
      case S_IFREG: return nil
      case S_IFDIR: self = .directory
      case S_IFLNK: self = .link
      case S_IFIFO: self = .pipe
      case S_IFSOCK: self = .socket
      default: self = .device
      }
    }

    func text(_ language: Language) -> String {
      switch self {
      case .directory: language("目录", "a directory")
      case .link: language("符号链接", "a symbolic link")
      case .pipe: language("管道", "a pipe")
      case .socket: language("套接字", "a socket")
      case .device: language("设备", "a device")
      }
    }
  }
}
