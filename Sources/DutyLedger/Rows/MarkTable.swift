import DutyCore
import GRDB

/// The entries whose times are not to be relied on (`Mark`): seldom any, so that they can be counted and walked at once.
enum MarkTable {
  static func write(_ marks: [Mark], of entry: Int64, _ db: Database) throws {
    guard !marks.isEmpty else { return }
    let insert = try db.cachedStatement(sql: "INSERT INTO mark (entry, kind) VALUES (?, ?)")
    for mark in marks { try insert.execute(arguments: [entry, mark.rawValue]) }
  }

  /// The numbers of the entries up to `last` with this mark, in order.
  static func entries(_ mark: Mark, through last: Int64, _ db: Database) throws -> [Int64] {
    let statement = try db.cachedStatement(sql: "SELECT entry FROM mark WHERE kind = ? AND entry <= ? ORDER BY entry")
    return try Int64.fetchAll(statement, arguments: [mark.rawValue, last])
  }

  /// Counts how many entries up to `last` have each mark, and tells when the first of them was recorded.
  static func doubts(through last: Int64, _ db: Database) throws -> TimeDoubts {
    func doubt(_ mark: Mark) throws -> TimeDoubts.Doubt? {
      let entries = try entries(mark, through: last, db)
      guard let first = entries.first else { return nil }
      let since = try Int64.fetchOne(db, sql: "SELECT recorded FROM entry WHERE number = ?", arguments: [first])
      return TimeDoubts.Doubt(entries: entries.count, first: first, since: since.map(Instant.init(milliseconds:)))
    }
    return TimeDoubts(times: try doubt(.time), clock: try doubt(.clock))
  }
}

/// Tells how far the times in a ledger are to be relied on: counted beside its figures, which leave nothing out for it.
package struct TimeDoubts: Hashable, Sendable {
  package struct Doubt: Hashable, Sendable {
    package let entries: Int
    /// The first of them, and when it was recorded.
    package let first: Int64
    package let since: Instant?
  }

  /// Entries that claim a time outside 2000–2100 (时间不可信).
  package let times: Doubt?
  /// Entries whose clock was in doubt, or that were recorded before their predecessor.
  package let clock: Doubt?

  package static let none = TimeDoubts(times: nil, clock: nil)

  /// A line for each kind there is.
  package func lines(_ zone: Zone, _ language: Language) -> [String] {
    func since(_ doubt: Doubt) -> String {
      let time = doubt.since.map(zone.local)
      return "#\(doubt.first)" + (time.map { " \($0.day) \($0.clock)" } ?? "")
    }
    return [
      times.map {
        language(
          "时间不可信：\($0.entries) 条记录写的时间不在 2000—2100 年，首见 \(since($0))。照记，另计。",
          "Times not to be relied on: \($0.entries) entries claim one outside 2000–2100, first \(since($0)).")
      },
      clock.map {
        language(
          "时钟可疑：\($0.entries) 条记录时钟不准或早于前一条，首见 \(since($0))。次序按记录号。",
          "Clock in doubt: \($0.entries) entries by a wrong clock or before their predecessor, first \(since($0)).")
      },
    ].compactMap(\.self)
  }
}
