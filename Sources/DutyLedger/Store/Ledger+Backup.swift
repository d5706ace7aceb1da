import DutyCore
import DutySystem
import GRDB

extension Ledger {
  /// Copies the ledger to a new file while desks write; the copy is one moment of it. Refuses to overwrite anything and
  /// leaves nothing behind where it fails.
  package func backup(to copy: String) throws { try Self.copyWhole(queue, of: path, to: copy) }

  /// Puts `copy`, a backup, in the place `path` where no ledger is, once all of it is checked. A copy with problems is not
  /// put there; what is wrong with it is in the result.
  package static func restore(
    _ copy: String, to path: String, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> (result: CheckResult, head: Head?) {
    let path = try destination(path)
    for file in ["", "-wal", "-shm", "-journal"] { try SideFile.requireRegular(FilePath.real(copy) + file) }
    Making.clean(beside: path, sparing: copy)
    let making = try Making(for: path)
    let (queue, source) = try Connection.open(copy, .readOnly)
    try fill(making.file, from: queue)
    try LedgerFault.told { try queue.close() }
    if case .still(let stillness) = source { try stillness.requireKept() }
    var result = try check(at: making.file, progress: progress)
    result.isOfCopy = source == .copy
    guard result.isClean else { return (result, nil) }
    let made = try Ledger(opening: making.file, access: .readOnly)
    let head = try made.head
    try made.close()
    try making.put(at: path, ownerOf: FilePath.directory(of: path))
    // As every ledger is opened, and so that a fault shows now.
    try Ledger(opening: path, access: .readWrite).close()
    return (result, head)
  }

  /// Leaves the copy without a journal, so that it can be read where nothing can be written; opening a ledger makes one again.
  private static func leaveWithoutJournal(_ db: Database) throws {
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
    guard mode == "delete" else { throw LedgerFault.system("journal mode is \(mode ?? "unknown"), not delete") }
  }

  /// Copies the ledger at `path`, open as `queue`, to a new file. Made by root it is the ledger's owner's where that owns
  /// the directory too: elsewhere it may be kept out of his reach on purpose.
  static func copyWhole(_ queue: DatabaseQueue, of path: String, to copy: String) throws {
    try FileFacts.requireFree(copy)
    try FileFacts.makeDirectory(for: copy)
    let destination = FilePath.real(copy)
    Making.clean(beside: destination)
    let making = try Making(for: destination)
    LongReading.standBack(path)
    try fill(making.file, from: queue)
    let isOwners = FileFacts.owner(of: FilePath.directory(of: destination)) == FileFacts.owner(of: path)
    try making.put(at: destination, ownerOf: isOwners ? path : making.file)
  }

  /// The journal is kept from being written back for as long as this reads: nobody is to stop in the middle.
  private static func fill(_ copy: String, from queue: DatabaseQueue) throws {
    try FileFacts.makeEmptyFile(copy)
    try StopSignals.waiting {
      try LedgerFault.told {
        let target = try DatabaseQueue(path: copy)
        try queue.backup(to: target)
        try target.writeWithoutTransaction(leaveWithoutJournal)
        try target.close()
      }
    }
  }
}
