import DutyCore
import GRDB

extension Ledger {
  /// Copies the ledger to a new file while desks write; the copy is one moment of it. Refuses to overwrite anything and
  /// leaves nothing behind where it fails.
  package func backup(to copy: String) throws { try Self.copyWhole(queue, to: copy) }

  /// Puts `copy`, a backup, in the place `path` where no ledger is, once all of it is checked. A copy with problems is not
  /// put there; what is wrong with it is in the result.
  package static func restore(_ copy: String, to path: String) throws -> (result: CheckResult, head: Head) {
    // A journal that was left behind would be played into what is put beside it.
    for taken in [path, path + "-wal"] where FileFacts.exists(taken) { throw LedgerFault.alreadyThere(path: taken) }
    try FileFacts.makeDirectory(for: path)
    guard !FileFacts.isOnNetwork(path) else { throw LedgerFault.networkFileSystem(path: path) }
    let draft = path + ".restoring"
    FileFacts.removeLedger(draft)
    defer { FileFacts.removeLedger(draft) }
    let source = try Connection.open(copy, .readOnly)
    try copyWhole(source, to: draft)
    let result = try LedgerFault.told {
      try source.close()
      return try check(at: draft)
    }
    let head = try Ledger(opening: draft, access: .readOnly).head
    guard result.isClean else { return (result, head) }
    try FileFacts.put(draft, at: path)
    // As every ledger is opened, and so that a fault shows now.
    try Ledger(opening: path, access: .readWrite).close()
    return (result, head)
  }

  static func copyWhole(_ queue: DatabaseQueue, to copy: String) throws {
    try FileFacts.makeDirectory(for: copy)
    try FileFacts.makeEmptyFile(copy)
    do {
      try LedgerFault.told {
        let target = try DatabaseQueue(path: copy)
        try queue.backup(to: target)
        try target.close()
      }
    } catch {
      FileFacts.removeLedger(copy)
      throw error
    }
  }
}
