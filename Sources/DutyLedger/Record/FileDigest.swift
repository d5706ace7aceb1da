import Crypto
import Foundation

/// Finds by what an attached file is known: the SHA-256 of its bytes.
package enum FileDigest {
  package enum Fault: Error, Hashable { case unreadable, empty, tooLarge, partOfLedger }

  /// A photo or a scan, not a film: reading more would keep the desk waiting.
  package static let largest: UInt64 = 64 << 20

  /// 64 hex digits. The files of `ledger` are not opened for it: closed again, they would lose SQLite's locks.
  package static func sha256(ofFile path: String, apartFrom ledger: String) throws(Fault) -> String {
    let expanded = (path as NSString).expandingTildeInPath
    guard !LedgerPath.isPart(expanded, ofLedger: ledger) else { throw .partOfLedger }
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: expanded),
      attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? UInt64
    else { throw .unreadable }
    guard size > 0 else { throw .empty }
    guard size <= largest else { throw .tooLarge }
    guard let data = FileManager.default.contents(atPath: expanded) else { throw .unreadable }
    return Chain.hex(Data(SHA256.hash(data: data)))
  }
}
