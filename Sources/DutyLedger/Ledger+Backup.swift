import DutyCore
import GRDB

extension Ledger {
  /// Copies the ledger to a new file while desks write; the copy is one moment of it. Refuses to overwrite anything and
  /// leaves nothing behind where it fails.
  package func backup(to copy: String) throws { try Self.copyWhole(queue, to: copy) }

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
