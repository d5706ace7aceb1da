import DutyCore
import GRDB

extension Ledger {
  /// Counts how often each of these attachments (SHA-256, hexadecimal) was recorded up to entry `last`, whatever it was
  /// attached to and on whichever day. Walks all entries once, but only where it is asked for any.
  package func timesAttached(_ digests: Set<String>, through last: Int64) throws -> [String: Int] {
    guard !digests.isEmpty else { return [:] }
    return try reading { db in
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT number, bytes FROM entry WHERE station = ? AND number <= ? AND \(EntryReading.isOf([.attach]))",
        arguments: [station, last])
      var times: [String: Int] = [:]
      while let row = try rows.next() {
        guard case .attach(let facts) = try EntryReading.entry(number: row.value(0), bytes: row.value(1), db).action
        else {
          continue
        }
        if digests.contains(facts.sha256) { times[facts.sha256, default: 0] += 1 }
      }
      return times
    }
  }
}
