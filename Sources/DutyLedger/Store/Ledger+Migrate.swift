import DutyCore
import GRDB

/// The result of bringing a ledger up to this version.
package struct Migration: Hashable, Sendable {
  package let from: Int
  package let to: Int
  /// The ledger as it was, beside it.
  package let backup: String
}

extension Ledger {
  /// Brings the ledger at `path` up to this version; as it was, it stays beside it. Nil where it is of this version
  /// already. Nobody else may have it open. It is done whole or not at all, and can be run again whenever it was killed.
  package static func migrate(at path: String, progress: (Double) -> Void = { _ in }) throws -> Migration? {
    let path = try LedgerPath.opening(path)
    guard try Connection.version(path) < Schema.version else { return nil }
    return try WriterLock(ofLedger: path).holding {
      // Asked again: somebody else may just have done it.
      let version = try Connection.version(path)
      guard version < Schema.version else { return nil as Migration? }
      let copy = freePlace(path + ".version-\(version)")
      try Remaking(path: path, kept: copy).run(progress: progress)
      try proveOpens(path)
      return Migration(from: version, to: Schema.version, backup: copy)
    }
  }

  /// Makes every derived table and index of the ledger at `path` anew from its entries; as it was, it stays beside it
  /// under the name that is given back. Nobody else may have it open. Throws the damage where an entry itself was hit.
  package static func rebuild(at path: String, progress: (Double) -> Void = { _ in }) throws -> String {
    let path = try LedgerPath.opening(path)
    return try WriterLock(ofLedger: path).holding {
      _ = try Connection.version(path)
      let copy = freePlace(path + ".before-rebuild")
      try Remaking(path: path, kept: copy).run(progress: progress)
      try proveOpens(path)
      return copy
    }
  }

  /// Opens it as every ledger is opened, so that a fault shows now. The lock is the caller's.
  private static func proveOpens(_ path: String) throws { try Ledger(opening: path, access: .readOnly).close() }

  /// `place`, or with a number behind it where that is taken.
  private static func freePlace(_ place: String) -> String {
    let others = (2...).lazy.map { "\(place)-\($0)" }
    return SideFile.isThere(place) ? others.first { !SideFile.isThere($0) } ?? place : place
  }
}
