import DutyCore
import DutySystem
import Foundation
import GRDB
import Glibc

// Where words of a ledger lie besides the ledger's own files, which an erasure has to know.

/// The files of forms that were begun at a desk and not submitted, one for each officer, act and matter.
package enum DraftFiles {
  package static func directory(besideLedger path: String) -> String { path + ".drafts" }

  package static func name(officer: OfficerID, act: String, subject: Int64?) -> String {
    "\(officer.serial)-\(act)-\(subject ?? 0).json"
  }

  /// The subject that a file of this name is about, by the entry that opened it, whatever its ending; nil where it is about
  /// none.
  static func subject(ofName name: String) -> Int64? {
    let parts = name.split(separator: "-", maxSplits: 2)
    guard parts.count == 3, Int64(parts[0]) != nil, let entry = Int64(parts[2].prefix { $0.isNumber }), entry > 0 else {
      return nil
    }
    return entry
  }
}

/// The drafts of matters whose words were erased, and what was done about them.
package struct RemovedDrafts: Hashable, Sendable {
  package var count = 0
  /// Drafts that could not be removed, or looked into.
  package var left: [String] = []
}

extension Ledger {
  /// Removes the drafts of subjects in `scope`.
  package func removeDrafts(in scope: ErasureScope) throws -> RemovedDrafts {
    let directory = DraftFiles.directory(besideLedger: path)
    // What is no directory of ours, a link to somebody else's above all, is left as it is and named.
    guard let names = try? SideFile.names(in: directory) else { return RemovedDrafts(left: [directory]) }
    var removed = RemovedDrafts()
    for name in names {
      guard let subject = DraftFiles.subject(ofName: name), try holds(subject, in: scope) else { continue }
      if unlink(directory + "/" + name) == 0 {
        removed.count += 1
      } else if errno != ENOENT {
        removed.left.append(directory + "/" + name)
      }
    }
    return removed
  }

  private func holds(_ subject: Int64, in scope: ErasureScope) throws -> Bool {
    switch scope {
    case .incident(let id):
      return try reading { db in
        try id.entry == subject || RectificationRow.ids(of: id, db).contains(subject)
      }
    case .before(let moment):
      return try reading { db in
        try Bool.fetchOne(
          db,
          sql: """
            SELECT EXISTS (SELECT 1 FROM entry WHERE station = ?1 AND incident = ?2 AND recorded < ?3)
            AND (EXISTS (SELECT 1 FROM incident WHERE id = ?2 AND isOpen = 0)
              OR EXISTS (SELECT 1 FROM rectification WHERE id = ?2 AND isOwed = 0))
            """, arguments: [station, subject, moment.milliseconds]) ?? false
      }
    }
  }

  /// Other ledgers in the directory of the one at `path`: copies from before a migration, backups, and what a program that
  /// was killed did not take away, with its journals. Asked when this program has the ledger closed, since looking into a
  /// second name of the same file would take SQLite's locks away.
  package static func otherCopies(besideLedger path: String) -> [String] {
    let directory = FilePath.directory(of: path)
    let own = path.split(separator: "/").last.map(String.init) ?? path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.sorted().filter { name in
      guard ![own, own + "-wal", own + "-shm"].contains(name) else { return false }
      return isLedger(directory + "/" + name)
        || name.hasPrefix(own) && (name.hasSuffix("-wal") || name.hasSuffix("-journal"))
    }.map { directory + "/" + $0 }
  }

  /// Knows a ledger by the header of SQLite's file format: its magic at 0, the application's number at 68.
  private static func isLedger(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { Glibc.close(file) }
    var header = [UInt8](repeating: 0, count: 72)
    guard read(file, &header, header.count) == header.count, header.starts(with: Array("SQLite format 3".utf8)) else {
      return false
    }
    return header[68...].reduce(0) { $0 << 8 | Int64($1) } == Int64(UInt32(bitPattern: Schema.applicationID))
  }
}
