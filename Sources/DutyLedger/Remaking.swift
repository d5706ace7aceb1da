import DutyCore
import Foundation
import GRDB

/// A ledger made anew beside the one there is, from its record alone, and put in its place whole.
///
/// The one that is there is only read: whoever is killed on the way leaves it as it was, or finds the new one in its
/// place. It stays beside, under another name.
struct Remaking {
  let path: String
  /// What the former ledger is called afterwards.
  let kept: String

  /// Nobody else may have the ledger open; the writers' lock is held by the caller.
  func run(progress: (Double) -> Void) throws {
    let draft = path + ".making"
    FileFacts.removeLedger(draft)
    defer { FileFacts.removeLedger(draft) }
    try FileFacts.makeEmptyFile(draft)
    try LedgerFault.told {
      let queue = try Connection.openToRemake(draft)
      try queue.inDatabase { db in
        try Connection.attachAlone(path, as: "former", db)
        try make(db, progress)
      }
      try queue.close()
    }
    try FileFacts.takeRights(of: path, for: draft)
    try FileFacts.replace(path, by: draft, keeping: kept)
  }

  private func make(_ db: Database, _ progress: (Double) -> Void) throws {
    try db.inTransaction(.exclusive) {
      try Schema.create(db)
      try db.execute(sql: Schema.takeRecord)
      try Derived.fill(db, progress: progress)
      return .commit
    }
    try db.execute(sql: "DETACH former")
  }
}
