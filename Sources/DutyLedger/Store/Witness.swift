import DutyCore
import Foundation
import GRDB

/// The sight that a process has had of its ledger: the files it opened and the last entry in them. Files that were deleted,
/// replaced or put back from an older copy under a running process no longer match, and what it recorded would be lost.
struct Witness {
  private let path: String
  private let opened: [[UInt64]?]
  private var last: (entry: Int64, hash: String)?

  /// To be made when the file has been read from once: its journal is there then, for as long as it is open.
  init(path: String) {
    self.path = path
    opened = FileFacts.identities(ofLedger: path)
  }

  /// Throws unless file and journal are the ones that were opened (two system calls, 2 µs).
  func requireInPlace() throws {
    guard FileFacts.identities(ofLedger: path) == opened else { throw LedgerFault.replaced(path: path) }
  }

  /// Whether nothing has been recorded since this process last looked: what it knows of the room still holds.
  func isLast(_ entry: Int64, _ hash: Data) -> Bool { last.map { $0 == (entry, Chain.hex(hash)) } ?? false }

  /// Throws unless the last entry that was seen is still there, as it was.
  func requireContained(_ db: Database) throws {
    guard let last else { return }
    let statement = try db.cachedStatement(sql: "SELECT hash FROM entry WHERE number = ?")
    guard try Data.fetchOne(statement, arguments: [last.entry]).map(Chain.hex) == last.hash else {
      throw LedgerFault.replaced(path: path)
    }
  }

  mutating func see(entry: Int64, hash: String) { last = (entry, hash) }
}
