import DutyCore
import GRDB

/// The line of the `incident` table: what queues and figures ask about an incident, as its entries make it.
struct IncidentRow: Hashable {
  let id: Int64
  let station: String
  let dutyDay: Day
  let serial: Int
  let revision: Int
  let lastEntry: Int64
  let status: String
  let isOpen: Bool
  let counts: Bool
  let drill: Bool
  let imported: Bool
  let emergency: Bool
  let origin: String?
  let externalId: String?
  let received: Int64
  let shift: String
  let source: String
  let category: String
  let grid: String
  let department: String
  let listClass: String
  let nextDue: Int64?
  let orangeFrom: Int64?
  let deadline: Int64?
  /// The deadline by which figures judge the close.
  let judged: Int64?
  let closed: Int64?
  /// The moment at which it left without a close that counts.
  let gone: Int64?
  let took: Int64?
  /// Entries that wait for a leader's signature.
  let unsigned: Int

  init(_ incident: Incident) {
    id = incident.id.entry
    station = incident.station
    dutyDay = incident.dutyDay
    serial = incident.number.serial
    revision = incident.revision
    lastEntry = incident.lastEntry
    status = incident.status.rawValue
    isOpen = incident.status.isOpen
    counts = incident.counts
    drill = incident.isDrill
    imported = incident.isImported
    emergency = incident.isEmergency
    origin = incident.origin
    externalId = incident.externalId
    received = incident.received.milliseconds
    shift = Dimension.shift.key(of: incident)
    source = Dimension.source.key(of: incident)
    category = Dimension.category.key(of: incident)
    grid = Dimension.grid.key(of: incident)
    department = Dimension.department.key(of: incident)
    listClass = Dimension.listClass.key(of: incident)
    nextDue = incident.nextDue?.milliseconds
    orangeFrom = incident.orangeFrom?.milliseconds
    deadline = incident.runningDeadline?.due.milliseconds
    judged = incident.judgedDeadline?.due.milliseconds
    closed = incident.countedClose?.time.milliseconds
    gone = incident.leftUnclosed?.time.milliseconds
    took = incident.took
    unsigned = incident.unsigned.count
  }

  /// Name, SQL type and value of each column, in the table's order.
  static let columns:
    [(name: String, type: String, value: @Sendable (IncidentRow) -> (any DatabaseValueConvertible)?)] = [
      ("id", "INTEGER PRIMARY KEY", { $0.id }),
      ("station", "TEXT NOT NULL", { $0.station }),
      ("dutyDay", "INTEGER NOT NULL", { $0.dutyDay.number }),
      ("serial", "INTEGER NOT NULL", { $0.serial }),
      ("revision", "INTEGER NOT NULL", { $0.revision }),
      ("lastEntry", "INTEGER NOT NULL", { $0.lastEntry }),
      ("status", "TEXT NOT NULL", { $0.status }),
      ("isOpen", "INTEGER NOT NULL", { $0.isOpen }),
      ("counts", "INTEGER NOT NULL", { $0.counts }),
      ("drill", "INTEGER NOT NULL", { $0.drill }),
      ("imported", "INTEGER NOT NULL", { $0.imported }),
      ("emergency", "INTEGER NOT NULL", { $0.emergency }),
      ("origin", "TEXT", { $0.origin }),
      ("externalId", "TEXT", { $0.externalId }),
      ("received", "INTEGER NOT NULL", { $0.received }),
      ("shift", "TEXT NOT NULL", { $0.shift }),
      ("source", "TEXT NOT NULL", { $0.source }),
      ("category", "TEXT NOT NULL", { $0.category }),
      ("grid", "TEXT NOT NULL", { $0.grid }),
      ("department", "TEXT NOT NULL", { $0.department }),
      ("listClass", "TEXT NOT NULL", { $0.listClass }),
      ("nextDue", "INTEGER", { $0.nextDue }),
      ("orangeFrom", "INTEGER", { $0.orangeFrom }),
      ("deadline", "INTEGER", { $0.deadline }),
      ("closed", "INTEGER", { $0.closed }),
      ("unsigned", "INTEGER NOT NULL", { $0.unsigned }),
      ("took", "INTEGER", { $0.took }),
      ("judged", "INTEGER", { $0.judged }),
      ("gone", "INTEGER", { $0.gone }),
    ]

  /// Inserts the row, or puts it in place of the one with its id.
  static let upsert =
    "INSERT INTO incident (\(columns.map(\.name).joined(separator: ", ")))"
    + " VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
    + " ON CONFLICT (id) DO UPDATE SET "
    + columns.dropFirst().map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")

  /// The incidents with entries that wait for a leader's signature.
  static func unsigned(station: String, _ db: Database) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql: "SELECT id FROM incident WHERE station = ? AND unsigned > 0 ORDER BY id")
    return try Int64.fetchAll(statement, arguments: [station])
  }

  var arguments: StatementArguments { StatementArguments(Self.columns.map { $0.value(self) }) }
}
