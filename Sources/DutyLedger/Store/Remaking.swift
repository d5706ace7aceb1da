import DutyCore
import GRDB

/// A ledger made anew beside the one there is, from its record alone, and put in its place whole.
///
/// The one that is there is only read: whoever is killed on the way leaves it as it was, or finds the new one in its
/// place. It stays beside, under another name.
struct Remaking {
  /// Marks of a former ledger beside the new one: behind its name, with a version or a number behind that.
  static let marks = [".version-", ".before-rebuild"]

  let path: String
  /// The name of the former ledger afterwards.
  let kept: String

  /// Nobody else may have the ledger open; the writers' lock is held by the caller.
  func run(progress: (Double) -> Void) throws {
    Making.clean(beside: path)
    let making = try Making(for: path)
    try FileFacts.makeEmptyFile(making.file)
    let queue = try LedgerFault.told {
      let queue = try Connection.openToRemake(making.file)
      try queue.inDatabase { db in
        try Connection.attachAlone(path, as: "former", db)
        try make(db, progress)
      }
      return queue
    }
    // The former one stays locked until the new one has its place: who opened it meanwhile would leave a journal beside it
    // that is taken for the new one's.
    try making.replace(path, keeping: kept)
    try LedgerFault.told { try queue.close() }
  }

  private func make(_ db: Database, _ progress: (Double) -> Void) throws {
    try db.inTransaction(.exclusive) {
      try Schema.create(db)
      try db.execute(sql: Schema.takeRecord)
      try Derived.fill(db, progress: progress)
      return .commit
    }
  }
}
