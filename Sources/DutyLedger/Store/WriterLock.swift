import DutyCore
import DutySystem
import Glibc

/// The lock that every writer of a ledger holds from before BEGIN until after COMMIT and its checkpoint.
///
/// It gives writers a fair turn and keeps commits and checkpoints of different processes apart, which closes the
/// WAL-reset race of SQLite before 3.51.3. The kernel lets go of it when its process dies. Nobody locks the ledger's own
/// file, whose locks are SQLite's.
final class WriterLock {
  private let ledger: String
  private var descriptor: Int32
  /// Milliseconds after which a writer gives up and says that the ledger is busy.
  static let patience = 2000
  /// An act whose lock file was taken away meanwhile is tried this often at most.
  private static let mostTries = 5

  private var path: String { ledger + ".lock" }

  init(ofLedger ledger: String) throws {
    self.ledger = ledger
    descriptor = try Self.open(ledger)
  }

  deinit { close(descriptor) }

  private static func open(_ ledger: String) throws -> Int32 {
    try SideFile.open(ledger + ".lock", O_RDWR, makes: true, like: ledger)
  }

  /// The lock file was taken away or exchanged while it was held.
  private struct Lost: Error {}

  /// Runs `body` under the lock, anew where it was lost meanwhile. Who is told to stop stops when it is free again.
  func holding<Value>(patience: Int = WriterLock.patience, _ body: () throws -> Value) throws -> Value {
    for _ in 0..<Self.mostTries {
      do { return try heldOnce(patience, body) } catch is Lost { continue }
    }
    throw busy
  }

  private func heldOnce<Value>(_ patience: Int, _ body: () throws -> Value) throws -> Value {
    try StopSignals.waiting {
      try take(patience)
      defer { flock(descriptor, LOCK_UN) }
      do { return try body() } catch LedgerFault.busy(nil) { throw busy }
    }
  }

  /// To be asked under the lock before a COMMIT: throws, and so rolls back, where it holds nobody back any more.
  func requireInPlace() throws { if !isInPlace { throw Lost() } }

  /// Whether the file that is locked still has its name: else others may lock another one meanwhile.
  private var isInPlace: Bool {
    var own = stat()
    var named = stat()
    guard fstat(descriptor, &own) == 0, lstat(path, &named) == 0 else { return false }
    return own.st_dev == named.st_dev && own.st_ino == named.st_ino
  }

  /// To be asked under the lock, about what one of all writers is to do now and then: true where nobody's turn has been within
  /// that many milliseconds, and then it is this one's. The last turn is the lock file's time, by the machine's clock; where
  /// that was set back, it is a turn too. Nobody's turn comes where the file's time cannot be read or set.
  func isTurn(afterMilliseconds pause: Int) -> Bool {
    var facts = stat()
    var now = timespec()
    guard fstat(descriptor, &facts) == 0, clock_gettime(CLOCK_REALTIME, &now) == 0 else { return false }
    let passed = (now.tv_sec - facts.st_mtim.tv_sec) * 1000 + (now.tv_nsec - facts.st_mtim.tv_nsec) / 1_000_000
    return (passed >= pause || passed < 0) && futimens(descriptor, nil) == 0
  }

  private func take(_ patience: Int) throws {
    for _ in 0..<patience {
      if try isTaken() { return }
      usleep(1000)
    }
    throw busy
  }

  /// One attempt. A file that was taken away or exchanged is left, and the one that has its name opened.
  private func isTaken() throws -> Bool {
    let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    guard isLocked || errno == EWOULDBLOCK || errno == EINTR else { throw SideFile.fault(path) }
    if isInPlace { return isLocked }
    let other = try Self.open(ledger)
    close(descriptor)
    descriptor = other
    return false
  }

  /// Tells who is in the way: at the lock, or at the journal's or the ledger's own locks, which are SQLite's.
  private var busy: LedgerFault { .busy(LockHolder.found(on: [path, ledger + "-shm", ledger])) }
}
