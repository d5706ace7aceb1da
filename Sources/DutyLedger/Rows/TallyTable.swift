import DutyCore
import GRDB

/// The counts that reports add up: a cache that changes only by the difference of an incident's tally before and
/// after an entry, in the same transaction.
struct TallyTable {
  struct Key: Hashable {
    let day: Day
    let drill: Bool
    let dimension: Dimension
    let key: String
  }

  static let measures = Tally.columns.map(\.name)

  private(set) var sums: [Key: Tally] = [:]

  /// Takes `before` out and puts `after` in. The total of a day is kept under dimension `day`.
  mutating func change(from before: Incident?, to after: Incident?) {
    if let before { add(before, times: -1) }
    if let after { add(after, times: 1) }
  }

  /// Puts in what `other` holds.
  mutating func add(_ other: TallyTable) {
    for (key, tally) in other.sums { sums[key, default: Tally()].add(tally) }
  }

  private mutating func add(_ incident: Incident, times: Int) {
    let tally = Tally(of: incident)
    for dimension in Dimension.allCases {
      let key = Key(
        day: incident.dutyDay, drill: incident.isDrill, dimension: dimension, key: dimension.key(of: incident))
      sums[key, default: Tally()].add(tally, times: times)
    }
  }

  private static let upsert =
    "INSERT INTO tally (station, day, drill, dimension, key, \(measures.joined(separator: ", ")))"
    + " VALUES (?, ?, ?, ?, ?, \(measures.map { _ in "?" }.joined(separator: ", ")))"
    + " ON CONFLICT DO UPDATE SET "
    + measures.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")

  /// Adds the changes to the table.
  func write(station: String, _ db: Database) throws {
    let statement = try db.cachedStatement(sql: Self.upsert)
    for (key, tally) in sums where tally != Tally() {
      // The value is of the type that the library takes without another conversion.
      var arguments: [(any DatabaseValueConvertible)?] = [
        station, key.day.number, key.drill, key.dimension.rawValue, key.key,
      ]
      arguments += Tally.columns.map { tally[keyPath: $0.path] }
      try statement.execute(arguments: StatementArguments(arguments))
    }
  }

  /// The tally in a row that selects `measures` from column `first` on.
  static func tally(
    _ row: Row, from first: Int, by read: (Row, Int) throws -> Int = { try $0.value($1) }
  ) throws -> Tally {
    var tally = Tally()
    for (index, column) in Tally.columns.enumerated() { tally[keyPath: column.path] = try read(row, first + index) }
    return tally
  }

  /// The same of a row that selects their sums, which are reckoned with.
  static func sums(_ row: Row, from first: Int) throws -> Tally { try tally(row, from: first) { try $0.count($1) } }
}
