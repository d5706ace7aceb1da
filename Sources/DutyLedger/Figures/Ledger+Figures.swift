import DutyCore
import GRDB

// Answers for reports: figures of a cohort and what was open, as of any entry. The definitions are DutyCore's; here they
// are added up.

extension Ledger {
  /// The figures of the incidents received in `query.days`. Throws `noSuchEntry` for an `asOf` the ledger never was at.
  package func figures(_ query: FigureQuery) throws -> FigureSet {
    try pastState(query.asOf) { try FigureReading($0, query).figureSet() }
  }

  /// Shows `body` each of the station's own incidents received on `days` by number; not the imported ones, whose course
  /// is another system's.
  package func visit(
    _ days: ClosedRange<Day>, asOf: AsOf = .last, includeDrill: Bool = false,
    _ body: (Incident, _ cutOff: Instant) -> Void
  ) throws -> (head: Head, room: Room) {
    try pastState(asOf) { state in
      let ids = try Int64.fetchAll(
        state.rows,
        sql: """
          SELECT id FROM incident
          WHERE station = ? AND dutyDay BETWEEN ? AND ? AND drill <= ? AND imported = 0 ORDER BY dutyDay, serial
          """,
        arguments: [station, days.lowerBound.number, days.upperBound.number, includeDrill])
      for id in ids {
        if let incident = try state.incident(id) { body(incident, state.cutOff) }
      }
      return (state.head, state.room)
    }
  }

  /// The incidents open at `moment`, judged with everything known as of `asOf`, by number.
  package func queue(
    at moment: Instant, asOf: AsOf = .last, includeDrill: Bool = false
  ) throws -> (head: Head, room: Room, incidents: [Incident]) {
    try pastState(asOf) { state in
      let ids = try Int64.fetchAll(
        state.rows,
        sql: """
          SELECT id FROM incident WHERE station = ? AND received <= ? AND counts = 1 AND drill <= ?
            AND \(FigureReading.isOpenThen) ORDER BY dutyDay, serial
          """,
        arguments: [station, moment.milliseconds, includeDrill, moment.milliseconds])
      return (state.head, state.room, try ids.compactMap(state.incident))
    }
  }

  /// The entries of the incident of this number as the ledger stood at `asOf`, oldest first; none where it had none.
  package func timeline(
    of number: IncidentNumber, asOf: AsOf = .last
  ) throws -> Told {
    try reading { db in
      let (last, _) = try Self.last(asOf, Self.head(db), db)
      guard let room = try RoomReading.whole(db, through: last) else {
        throw LedgerFault.damaged("the founding entry is missing")
      }
      let id = try Int64.fetchOne(
        db, sql: "SELECT id FROM incident WHERE station = ? AND dutyDay = ? AND serial = ?",
        arguments: [station, number.day.number, number.serial])
      let entries = try id.map { try EntryReading.entries(of: $0, through: last, db) } ?? []
      let left = try id.map { try RectificationRow.ids(of: IncidentID($0), db) } ?? []
      return Told(
        head: try Self.head(db, through: last), room: room, entries: entries,
        rectifications: try left.compactMap { try EntryReading.state($0, through: last, db)?.rectification })
    }
  }

  /// One incident as of an entry: its entries, and what was left to be put right after it.
  package struct Told {
    package let head: Head
    package let room: Room
    package let entries: [Entry]
    package let rectifications: [Rectification]
  }

  /// Runs `body` on the ledger as it stood at `asOf`. The last state is in the rows; an earlier one is folded anew from
  /// its entries into rows that live in memory only.
  private func pastState<Value>(_ asOf: AsOf, _ body: (PastState) throws -> Value) throws -> Value {
    try reading { db in
      let newest = try Self.head(db)
      let (last, cutOff) = try Self.last(asOf, newest, db)
      let head = try Self.head(db, through: last)
      // The room as it is now is known; reading the founding entry, with the whole catalogue in it, takes 4 ms.
      let past = try last == newest.entry ? refreshedRoom(db) : RoomReading.whole(db, through: last)
      let founded = try Int64.fetchOne(db, sql: "SELECT recorded FROM entry WHERE number = 1")
      guard let room = past, let founded else { throw LedgerFault.damaged("the founding entry is missing") }
      func pastState(_ rows: Database) -> PastState {
        PastState(
          record: db, rows: rows, head: head, cutOff: cutOff ?? head.recorded, room: room,
          founded: Instant(milliseconds: founded))
      }
      if last == newest.entry { return try body(pastState(db)) }
      let memory = try DatabaseQueue()
      return try memory.writeWithoutTransaction { rows in
        try Schema.create(rows)
        try rows.inTransaction {
          try Self.fold(db, through: last, into: rows, station: station)
          return .commit
        }
        return try body(pastState(rows))
      }
    }
  }

  /// The entry that `asOf` names, and the moment if it names one.
  static func last(_ asOf: AsOf, _ newest: Head, _ db: Database) throws -> (Int64, Instant?) {
    switch asOf {
    case .last: return (newest.entry, nil)
    case .entry(let number):
      guard (1...newest.entry).contains(number) else { throw LedgerFault.noSuchEntry("#\(number)") }
      return (number, nil)
    case .instant(let moment):
      let last = try prefix(recordedBy: moment, newest.entry, db)
      guard last > 0 else { throw LedgerFault.noSuchEntry(Zone(fixedSeconds: 0).text(moment)) }
      return (last, moment)
    }
  }

  /// The last entry of the longest beginning of the ledger that was recorded by `moment`; 0 where there is none. What a
  /// clock that went back records later never changes it. Between two entries whose clock was in doubt times only go
  /// forward, so that each such stretch is searched by halves.
  private static func prefix(recordedBy moment: Instant, _ newest: Int64, _ db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT recorded FROM entry WHERE number = ?")
    func isBy(_ number: Int64) throws -> Bool {
      guard let recorded = try Int64.fetchOne(statement, arguments: [number]) else {
        throw LedgerFault.damaged("entry \(number) is missing")
      }
      return recorded <= moment.milliseconds
    }
    var from: Int64 = 1
    for end in try MarkTable.entries(.clock, through: newest, db) + [newest + 1] where end > from {
      if try !isBy(end - 1) {
        var to = end - 1
        while from < to {
          let middle = (from + to) / 2
          if try isBy(middle) { from = middle + 1 } else { to = middle }
        }
        return from - 1
      }
      from = end
    }
    return newest
  }

  /// Writes the rows and tallies that the entries up to `last` add up to.
  private static func fold(_ db: Database, through last: Int64, into rows: Database, station: String) throws {
    var tallies = TallyTable()
    var counters = CounterTable()
    let ids = try Int64.fetchCursor(
      db, sql: "SELECT incident FROM entry WHERE incident > 0 AND revision = 1 AND number <= ? ORDER BY number",
      arguments: [last])
    let statement = try rows.cachedStatement(sql: IncidentRow.upsert)
    while let id = try ids.next() {
      guard let incident = try EntryReading.incident(id, through: last, db) else { continue }
      try statement.execute(arguments: IncidentRow(incident).arguments)
      tallies.change(from: nil, to: incident)
      counters.change(from: nil, to: incident)
    }
    try tallies.write(station: station, rows)
    try counters.write(station: station, rows)
  }
}

/// The ledger as it stood at one entry.
struct PastState {
  /// The database with the entries.
  let record: Database
  /// The database with the rows and tallies of that moment.
  let rows: Database
  let head: Ledger.Head
  /// The moment after which nothing due is judged.
  let cutOff: Instant
  let room: Room
  /// The moment at which the room was founded.
  let founded: Instant

  /// The entries of one subject, oldest first.
  func entries(of id: Int64) throws -> [Entry] {
    try EntryReading.entries(of: id, through: head.entry, record)
  }

  /// The moment at which the entry of this number was recorded.
  func recorded(_ entry: Int64) throws -> Instant {
    let statement = try record.cachedStatement(sql: "SELECT recorded FROM entry WHERE number = ?")
    guard let recorded = try Int64.fetchOne(statement, arguments: [entry]) else {
      throw LedgerFault.damaged("entry \(entry) is missing")
    }
    return Instant(milliseconds: recorded)
  }

  func incident(_ id: Int64) throws -> Incident? {
    try EntryReading.incident(id, through: head.entry, record)
  }
}
