import DutyCore
import Glibc

/// The lock that every writer of a ledger holds from before BEGIN until after COMMIT and its checkpoint.
///
/// It gives writers a fair turn and keeps commits and checkpoints of different processes apart, which closes the
/// WAL-reset race of SQLite before 3.51.3. The kernel lets go of it when its process dies.
final class WriterLock {
  private let descriptor: Int32
  /// Milliseconds after which a writer gives up and says that the ledger is busy.
  static let patience = 2000

  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EROFS || errno == EACCES ? LedgerFault.readOnly : .system("open \(path): \(errno)")
    }
  }

  deinit { close(descriptor) }

  func holding<Value>(patience: Int = WriterLock.patience, _ body: () throws -> Value) throws -> Value {
    try take(patience)
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }

  private func take(_ patience: Int) throws {
    for _ in 0..<patience {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw LedgerFault.system("flock: \(errno)") }
      usleep(1000)
    }
    throw LedgerFault.busy
  }
}
