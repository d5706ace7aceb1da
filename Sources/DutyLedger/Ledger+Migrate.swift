import DutyCore
import GRDB

/// What bringing a ledger up to this version has done.
package struct Migration: Hashable, Sendable {
  package let from: Int
  package let to: Int
  /// The copy of the ledger as it was, beside it.
  package let backup: String
}

extension Ledger {
  /// Brings the ledger at `path` up to this version, after a copy of it was put beside it; nil where it is of this
  /// version already. Nobody else may have it open. It is done whole or not at all.
  package static func migrate(at path: String) throws -> Migration? {
    guard FileFacts.exists(path) else { throw LedgerFault.missing(path: path) }
    guard !FileFacts.isOnNetwork(path) else { throw LedgerFault.networkFileSystem(path: path) }
    guard try Connection.version(path) < Schema.version else { return nil }
    let migration = try WriterLock(path: path + ".lock").holding {
      // Asked again: somebody else may just have done it.
      let version = try Connection.version(path)
      guard version < Schema.version else { return nil as Migration? }
      let copy = freePlace(path + ".version-\(version)")
      let queue = try Connection.openToMigrate(path)
      try copyWhole(queue, to: copy)
      try LedgerFault.told {
        try Schema.migrator.migrate(queue)
        try queue.close()
      }
      return Migration(from: version, to: Schema.version, backup: copy)
    }
    // As every ledger is opened, and so that a fault shows now.
    try Ledger(opening: path, access: .readWrite).close()
    return migration
  }

  /// `place`, or with a number behind it where that is taken.
  private static func freePlace(_ place: String) -> String {
    let others = (2...).lazy.map { "\(place)-\($0)" }
    return FileFacts.exists(place) ? others.first { !FileFacts.exists($0) } ?? place : place
  }
}
