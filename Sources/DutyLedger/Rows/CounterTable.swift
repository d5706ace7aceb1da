import DutyCore
import GRDB

/// The counts by day that boards and reports add up (`Counter`): a cache like the tallies, changed in the same
/// transaction by the difference that an incident makes. What counts nothing has no line.
struct CounterTable {
  private(set) var sums: [Counter: Int] = [:]

  /// Takes `before` out and puts `after` in.
  mutating func change(from before: Incident?, to after: Incident?) {
    for counter in before?.counters ?? [] { sums[counter, default: 0] -= 1 }
    for counter in after?.counters ?? [] { sums[counter, default: 0] += 1 }
  }

  /// Puts in what `other` holds.
  mutating func add(_ other: CounterTable) {
    for (counter, count) in other.sums { sums[counter, default: 0] += count }
  }

  /// Adds the changes to the table.
  func write(station: String, _ db: Database) throws {
    let add = try db.cachedStatement(
      sql: """
        INSERT INTO counter (station, kind, day, key, drill, n) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET n = n + excluded.n
        """)
    let clear = try db.cachedStatement(
      sql: "DELETE FROM counter WHERE station = ? AND kind = ? AND day = ? AND key = ? AND drill = ? AND n = 0")
    for (counter, change) in sums where change != 0 {
      let place: StatementArguments = [
        station, counter.kind.rawValue, counter.day.number, counter.key, counter.drill,
      ]
      try add.execute(arguments: place + [change])
      if change < 0 { try clear.execute(arguments: place) }
    }
  }
}

/// Sums of the counts of one station, with practice or without.
struct CounterSums {
  let station: String
  let drill: Bool
  let db: Database

  /// The sum over all of `days`.
  func sum(_ kind: Counter.Kind, _ days: ClosedRange<Day>) throws -> Int {
    try sum(kind, "BETWEEN ? AND ?", [days.lowerBound.number, days.upperBound.number])
  }

  /// The sum over all days before `day`.
  func sum(_ kind: Counter.Kind, before day: Day) throws -> Int { try sum(kind, "< ?", [day.number]) }

  private func sum(_ kind: Counter.Kind, _ days: String, _ bounds: StatementArguments) throws -> Int {
    let statement = try db.cachedStatement(
      sql: "SELECT IFNULL(SUM(n), 0) FROM counter WHERE station = ? AND kind = ? AND day \(days) AND drill <= ?")
    return try Row.fetchOne(statement, arguments: [station, kind.rawValue] + bounds + [drill])?.count(0) ?? 0
  }

  /// The sums by key, over all of `days`, or over every day where none are given.
  func byKey(_ kind: Counter.Kind, _ days: ClosedRange<Day>? = nil) throws -> [String: Int] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT key, SUM(n) FROM counter
        WHERE station = ? AND kind = ? AND day BETWEEN ? AND ? AND drill <= ? GROUP BY key
        """)
    let rows = try Row.fetchAll(
      statement,
      arguments: [
        station, kind.rawValue, days?.lowerBound.number ?? .min, days?.upperBound.number ?? .max, drill,
      ])
    return Dictionary(try rows.map { (try $0.value(0), try $0.count(1)) }, uniquingKeysWith: +)
  }
}
