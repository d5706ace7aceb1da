import DutyCore
import GRDB

extension Ledger {
  /// Counts how often each of these attachments (SHA-256, hexadecimal) was recorded up to entry `last` and not taken back,
  /// whatever it was attached to and on whichever day. Walks all entries once, but only where it is asked for any.
  package func timesAttached(_ digests: Set<String>, through last: Int64) throws -> [String: Int] {
    guard !digests.isEmpty else { return [:] }
    return try reading { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT number, bytes FROM entry
          WHERE station = ? AND number <= ? AND \(EntryReading.isOf([.attach, .correct])) ORDER BY number
          """, arguments: [station, last])
      var attached: [Int64: String] = [:]
      while let row = try rows.next() {
        let entry = try EntryReading.entry(number: row.value(0), bytes: row.value(1), db)
        if let facts = entry.action.attachment, digests.contains(facts.sha256) {
          attached[entry.number] = facts.sha256
        } else if let facts = entry.action.correction, facts.withdrawn {
          attached[facts.entry] = nil
        }
      }
      return attached.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
  }
}
