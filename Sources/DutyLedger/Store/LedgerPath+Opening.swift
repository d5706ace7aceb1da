import DutyCore
import DutySystem
import Glibc

// The rule of one ledger in one place: what has to be so before its file is opened, and what stays away while it is open.

/// A file of the ledger was named as something else's input or output. Opened a second time and closed by a program that
/// has it open, it would lose SQLite's locks; written to, it would be spoilt.
package struct PartOfLedger: Error, Hashable, Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  package func text(_ language: Language) -> String {
    language(
      "\(path) 是台账自己的文件，不能当作别的文件来读或写。请换一个文件。",
      "\(path) is one of the ledger's own files and is neither read nor written as anything else. Choose another file.")
  }
}

extension LedgerPath {
  /// Throws where the ledger at `path` is not to be opened; its path past all links, beside which its other files lie.
  static func opening(_ path: String) throws -> String {
    let real = FilePath.real(path)
    guard FileFacts.exists(real) else { throw LedgerFault.missing(path: path) }
    for file in ["", "-wal", "-shm", "-journal"] { try SideFile.requireRegular(real + file) }
    let mounts = Mounts.current()
    guard !FileFacts.isOnNetwork(real, mounts) else { throw LedgerFault.networkFileSystem(path: real) }
    guard !mounts.isPlace(real) else { throw LedgerFault.mountedAlone(path: real) }
    try requireOneName(real)
    try requireApartFromOutput(real)
    return real
  }

  /// By another name the file has other side files, and whoever opens it there knows nothing of lock and journal here. A name
  /// that a killed founding left is taken away.
  private static func requireOneName(_ path: String) throws {
    // A maker who lives needs a moment between the two names.
    for _ in 0..<50 {
      guard names(of: path) > 1, Making.endSecondName(of: path) else { break }
      usleep(1000)
    }
    let names = names(of: path)
    guard names > 1 else { return }
    // One who was told to stand still there is told of, instead of his file's second name.
    if let makers = Making.held(beside: path) { throw LedgerFault.busy(LockHolder.found(on: makers)) }
    throw LedgerFault.severalNames(path: path, count: names)
  }

  private static func names(of path: String) -> Int {
    var facts = stat()
    return lstat(path, &facts) == 0 ? Int(facts.st_nlink) : 0
  }

  // MARK: - What is not the ledger's own

  /// The files a ledger consists of, not all of them at all times, and the directories.
  private static let files = ["", "-wal", "-shm", "-journal", ".lock", ".notify", ".heads", ".tries"]
  private static let directories = [".drafts"]

  /// Whether `path` is one of the files of `ledger`, or in one of its directories, by whatever name; or will be, once it
  /// is made.
  package static func isPart(_ path: String, ofLedger ledger: String) -> Bool {
    let (path, ledger) = (FilePath.real(path), FilePath.real(ledger))
    let identity = FileFacts.identity(path)
    for part in (files + directories).map({ ledger + $0 }) {
      if path == part || identity != nil && identity == FileFacts.identity(part) { return true }
    }
    return directories.contains { path.hasPrefix(ledger + $0 + "/") }
  }

  /// Whether two paths lead to one file, or will once it is made.
  package static func isSame(_ a: String, _ b: String) -> Bool {
    if let one = FileFacts.identity(a), let other = FileFacts.identity(b) { return one == other }
    return FilePath.real(a) == FilePath.real(b)
  }

  /// Throws where `path`, named for something else, is a part of `ledger`.
  package static func requireApart(_ path: String, fromLedger ledger: String) throws(PartOfLedger) {
    if isPart(path, ofLedger: ledger) { throw PartOfLedger(path: path) }
  }

  /// Refuses output into a part of the ledger, which a shell may have opened for this program.
  private static func requireApartFromOutput(_ ledger: String) throws {
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      guard let identity = FileFacts.identity(ofOpen: output) else { continue }
      guard let part = files.map({ ledger + $0 }).first(where: { FileFacts.identity($0) == identity }) else { continue }
      // What is told of it must not be written there either.
      let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
      if output == STDERR_FILENO, nowhere >= 0 { dup2(nowhere, output) }
      close(nowhere)
      throw PartOfLedger(path: part)
    }
  }
}

extension PartOfLedger: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .wrongUsage, text: text(language))
  }
}
