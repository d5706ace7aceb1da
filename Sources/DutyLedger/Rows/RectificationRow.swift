import DutyCore
import GRDB

/// The line of the `rectification` table: what lists ask about a rectification, as its entries make it.
struct RectificationRow: Hashable {
  let id: Int64
  let station: String
  let revision: Int
  let lastEntry: Int64
  let state: String
  let kind: String
  let isOwed: Bool
  let drill: Bool
  let incident: Int64?
  let owner: String
  let opened: Int64
  let firstDue: Int64
  let nextDue: Int64?
  let unsigned: Int

  init(_ rectification: Rectification) {
    id = rectification.id.entry
    station = rectification.station
    revision = rectification.revision
    lastEntry = rectification.lastEntry
    state = rectification.state.rawValue
    kind = rectification.kind.rawValue
    isOwed = rectification.isOwed
    drill = rectification.isDrill
    incident = rectification.incident?.id.entry
    owner = rectification.owner
    opened = rectification.opened.recorded.milliseconds
    firstDue = rectification.firstDue.due.milliseconds
    nextDue = rectification.nextDue?.milliseconds
    unsigned = rectification.unsigned.count
  }

  /// Name and value of each column, in the table's order.
  static let columns: [(name: String, value: @Sendable (RectificationRow) -> (any DatabaseValueConvertible)?)] = [
    ("id", { $0.id }), ("station", { $0.station }), ("revision", { $0.revision }), ("lastEntry", { $0.lastEntry }),
    ("state", { $0.state }), ("kind", { $0.kind }), ("isOwed", { $0.isOwed }), ("drill", { $0.drill }),
    ("incident", { $0.incident }), ("owner", { $0.owner }), ("opened", { $0.opened }),
    ("firstDue", { $0.firstDue }), ("nextDue", { $0.nextDue }), ("unsigned", { $0.unsigned }),
  ]

  /// Inserts the row, or puts it in place of the one with its id.
  static let upsert =
    "INSERT INTO rectification (\(columns.map(\.name).joined(separator: ", ")))"
    + " VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
    + " ON CONFLICT (id) DO UPDATE SET "
    + columns.dropFirst().map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")

  var arguments: StatementArguments { StatementArguments(Self.columns.map { $0.value(self) }) }

  /// Those with entries that wait for a leader's signature.
  static func unsigned(station: String, _ db: Database) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql: "SELECT id FROM rectification WHERE station = ? AND unsigned > 0 ORDER BY id")
    return try Int64.fetchAll(statement, arguments: [station])
  }

  /// Those of one incident, in the order in which they were opened.
  static func ids(of incident: IncidentID, _ db: Database) throws -> [Int64] {
    let statement = try db.cachedStatement(sql: "SELECT id FROM rectification WHERE incident = ? ORDER BY id")
    return try Int64.fetchAll(statement, arguments: [incident.entry])
  }

  /// Those of the station in which something is still owed: by what is due first, then what waits to be verified.
  static func owed(station: String, _ db: Database) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql: "SELECT id FROM rectification WHERE station = ? AND isOwed = 1 ORDER BY nextDue IS NULL, nextDue, id")
    return try Int64.fetchAll(statement, arguments: [station])
  }
}
