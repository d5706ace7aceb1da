import DutyCore
import Foundation
import GRDB

/// The entries one by one, in their order: numbers without gaps, each hash over the one before.
///
/// Where a page of them is damaged, it goes on behind it, and says which entries can be read and which cannot.
struct ChainPart {
  /// The columns beside an entry's bytes, by which the entries of one subject are found.
  struct Listed: Sendable {
    let number: Int64
    let subject: Int64
    let revision: Int64
  }

  private let db: Database
  private let each: () -> Void
  private var previous: Data?
  private var isSeen = false
  /// The number that comes next, and the highest there was: in a damaged tree they need not go together.
  private var expected: Int64
  private var last: Int64
  private var recorded: Int64?
  /// Entries that were recorded before their predecessor.
  private(set) var early: Set<Int64> = []
  private(set) var head = ""
  private(set) var listed: [Listed] = []
  private(set) var unreadable = Stretches()
  private(set) var findings = Found()

  /// Walks from the founding on, or after an entry whose head is known. Calls `each` at every entry.
  init(_ db: Database, after known: (entry: Int64, hash: Data) = (0, Chain.origin), each: @escaping () -> Void = {}) {
    self.db = db
    self.each = each
    previous = known.hash
    (expected, last) = (known.entry + 1, known.entry)
  }

  var entries: Int64 { last }
  var read: Stretches { Stretches(listed.map(\.number)) }

  /// `witnessed`: a head that must be among them.
  mutating func walk(against witnessed: String?) throws {
    var next: Int64? = last + 1
    while let first = next {
      do {
        try walk(from: first, witnessed)
        next = nil
      } catch {
        guard let what = Damage.what(error) else { throw error }
        next = try passOver(what)
      }
    }
    guard let witnessed, !isSeen else { return }
    let among = unreadable.isEmpty ? "in this ledger" : "among the entries that can be read"
    findings.report(nil, nil, "head \(witnessed) is not \(among)")
  }

  private static let columns = "number, station, incident, revision, bytes, hash, recorded"

  private mutating func walk(from first: Int64, _ witnessed: String?) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(Self.columns) FROM entry WHERE number >= ? ORDER BY number", arguments: [first])
    while let row = try rows.next() {
      try take(row, witnessed)
      each()
    }
  }

  private mutating func take(_ row: Row, _ witnessed: String?) throws {
    let number: Int64 = try row.value(0)
    let (station, bytes, hash): (String, Data, Data) = (try row.value(1), try row.value(4), try row.value(5))
    if number != expected { findings.report(.restore, number, "entry.number: \(expected) is missing") }
    // Behind entries that cannot be read, the first is taken as it stands.
    if let previous, Chain.hash(station: station, number: number, previous: previous, bytes: bytes) != hash {
      findings.report(.restore, number, "entry.hash or entry.bytes: the chain breaks here")
    }
    listed.append(Listed(number: number, subject: try row.value(2), revision: try row.value(3)))
    let recorded: Int64 = try row.value(6)
    if let before = self.recorded, recorded < before { early.insert(number) }
    self.recorded = recorded
    (expected, last) = (number &+ 1, max(last, number))
    (previous, head) = (hash, Chain.hex(hash))
    isSeen = isSeen || head == witnessed
  }

  /// Reports the entries after the last one that could be read, up to the next that can be; its number.
  private mutating func passOver(_ what: String) throws -> Int64? {
    let first = last + 1
    guard let end = try highest(), end >= first else {
      findings.report(.restore, first, "entry: cannot be read from \(first) on (SQLite: \(what))")
      unreadable.append(first...first)
      return nil
    }
    let next = try firstReadable(first...end)
    if next == first {
      // Found by its number, though not in its order.
      if let row = try row(first) { try take(row, nil) }
      return first + 1
    }
    let missing = first...((next ?? end + 1) - 1)
    unreadable.append(missing)
    let others = missing.count == 1 ? "\(first)" : "\(first)–\(missing.upperBound)"
    findings.report(.restore, first, "entry: \(others) cannot be read (SQLite: \(what))")
    guard let next else { return nil }
    (expected, last, previous) = (next, next - 1, nil)
    return next
  }

  /// This many are tried one by one: more than a page holds, fewer than would be waited for.
  private static let triedSingly = 2000

  private func firstReadable(_ range: ClosedRange<Int64>) throws -> Int64? {
    var number = range.lowerBound
    while number <= range.upperBound, number - range.lowerBound < Self.triedSingly {
      if try isReadable(number) { return number }
      number += 1
    }
    // Then in growing steps, and back between the last two.
    var (step, before): (Int64, Int64) = (1, number - 1)
    while number <= range.upperBound {
      if try isReadable(number) { return try firstReadable(after: before, upTo: number) }
      before = number
      number = min(range.upperBound, number + step)
      if number == before { return nil }
      step *= 2
    }
    return nil
  }

  private func firstReadable(after low: Int64, upTo high: Int64) throws -> Int64 {
    var (low, high) = (low, high)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try isReadable(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private func row(_ number: Int64) throws -> Row? {
    let statement = try db.cachedStatement(sql: "SELECT \(Self.columns) FROM entry WHERE number = ?")
    return try Row.fetchOne(statement, arguments: [number])
  }

  private func isReadable(_ number: Int64) throws -> Bool {
    do {
      guard let row = try row(number) else { return false }
      _ = (try row.value(1, as: String.self), try row.value(2, as: Int64.self), try row.value(3, as: Int64.self))
      _ = (try row.value(4, as: Data.self), try row.value(5, as: Data.self))
      return true
    } catch {
      guard Damage.what(error) != nil else { throw error }
      return false
    }
  }

  /// The number of the last entry by the first place that still tells it: another tree than that of the entries, if need
  /// be. What lies in a damaged tree may be any number.
  private func highest() throws -> Int64? {
    for sql in [
      "SELECT MAX(number) FROM entry INDEXED BY entry_by_incident", "SELECT MAX(number) FROM entry",
      "SELECT MAX(lastEntry) FROM incident", "SELECT MAX(entry) FROM words",
    ] {
      do {
        if let number = try Int64.fetchOne(db, sql: sql), number < 1 << 40 { return number }
      } catch {
        guard Damage.what(error) != nil else { throw error }
      }
    }
    return nil
  }
}
