import DutyCore
import GRDB

// The entries of the record, one by one.

extension Ledger {
  package func incident(_ id: IncidentID) throws -> Incident? {
    try reading { try subjects.incident(id.entry, $0) }
  }

  package func incident(numbered number: IncidentNumber) throws -> Incident? {
    try reading { db in
      let statement = try db.cachedStatement(
        sql: "SELECT id FROM incident WHERE station = ? AND dutyDay = ? AND serial = ?")
      let id = try Int64.fetchOne(statement, arguments: [station, number.day.number, number.serial])
      return try id.flatMap { try subjects.incident($0, db) }
    }
  }

  /// The incident's entries, oldest first.
  package func history(of id: IncidentID) throws -> [Entry] {
    try reading { try EntryReading.entries(of: id.entry, $0) }
  }

  /// Hands the entries from number `first` through `last` (nil: the last one there is now) to `body`, in their order, one
  /// at a time. They are read in steps, so that no transaction is open where `body` waits for whoever reads a pipe.
  package func entries(from first: Int64 = 1, through last: Int64? = nil, _ body: (Entry) throws -> Void) throws {
    let last = try min(last ?? .max, lastEntry)
    var next = first
    var size = Self.entriesAtOnce
    while next <= last {
      let step: (entries: [Entry], last: Int64?)
      do {
        step = try entries(from: next, through: last, atMost: size)
      } catch LedgerFault.damaged where size > 1 {
        // Up to the damage they are read one by one.
        size = 1
        continue
      }
      guard let reached = step.last else { return }
      for entry in step.entries { try body(entry) }
      next = reached + 1
    }
  }

  /// The last entry there is; where damage hides it, whatever can be read.
  private var lastEntry: Int64 {
    get throws {
      do { return try head.entry } catch LedgerFault.damaged { return .max }
    }
  }

  /// Some 2 MB of a room's entries.
  private static let entriesAtOnce = 1000

  /// `last`: by the table's own number, whatever the entry's bytes say.
  private func entries(
    from first: Int64, through last: Int64, atMost limit: Int
  ) throws -> (entries: [Entry], last: Int64?) {
    try reading { db in
      let statement = try db.cachedStatement(
        sql: "SELECT number, bytes FROM entry WHERE number BETWEEN ? AND ? ORDER BY number LIMIT ?")
      let rows = try Row.fetchAll(statement, arguments: [first, last, limit])
      let entries = try rows.map { try EntryReading.entry(number: $0.value(0), bytes: $0.value(1), db) }
      return (entries, try rows.last?.value(0))
    }
  }

  /// Finds what is like a matter: among the newest of its category for duplicates, the last closed and the last of all.
  package func alike(_ likeness: Likeness, now: Instant) throws -> Alike {
    try reading { try alike(likeness, now, $0) }
  }

  func alike(_ likeness: Likeness, _ now: Instant, _ db: Database) throws -> Alike {
    let room = try refreshedRoom(db)
    switch likeness {
    case .reported(let category, let place, let grid):
      let recent = try recent(category, since: room.oldestDuplicate(at: now), db)
      return Alike(
        duplicates: room.duplicates(category: category, place: place, grid: grid, among: recent, at: now))
    case .of(let id):
      guard let incident = try subjects.incident(id.entry, db), let category = incident.category else {
        return Alike()
      }
      var others = try recent(category, since: room.oldestDuplicate(at: now), db)
      others += try before(category, "status = 'closed' ORDER BY closed DESC", db)
      others += try before(category, "1 ORDER BY id DESC", db)
      var known: Set<IncidentID> = []
      return room.alike(incident, among: others.filter { known.insert($0.id).inserted }, at: now)
    }
  }

  /// The most of a category that are looked through for one that fits.
  private static let mostSearched = 100

  private func recent(_ category: String?, since: Instant, _ db: Database) throws -> [Incident] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id FROM incident WHERE station = ? AND received >= ? AND category = IFNULL(?, category)
        ORDER BY received DESC LIMIT \(Self.mostSearched)
        """)
    let ids = try Int64.fetchAll(statement, arguments: [station, since.milliseconds, category])
    return try ids.compactMap { try subjects.incident($0, db) }
  }

  private func before(_ category: String, _ condition: String, _ db: Database) throws -> [Incident] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id FROM incident WHERE station = ? AND category = ? AND imported = 0 AND \(condition)
        LIMIT \(Self.mostSearched)
        """)
    let ids = try Int64.fetchAll(statement, arguments: [station, category])
    return try ids.compactMap { try subjects.incident($0, db) }
  }

  /// The number under which a matter of another system is registered already.
  package func known(origin: String, externalId: String) throws -> IncidentNumber? {
    try reading { try Self.number(origin: origin, externalId: externalId, station: station, $0) }
  }
}
