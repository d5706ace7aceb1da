import DutyCore
import GRDB

/// All that is kept beside the record made from it anew: the one fill that a migration and `rebuild` end in.
struct Derived {
  private let db: Database
  private let course: RoomCourse
  private let speller = Speller()
  private var tables: [String: (tallies: TallyTable, counters: CounterTable)] = [:]
  /// Entries that were recorded before their predecessor.
  private let early: Set<Int64>
  private let progress: (Double) -> Void

  /// Fills the derived tables of `db`, which are empty, from its record. `progress` hears 0 … 1. Throws the damage of an
  /// entry that cannot be read.
  static func fill(_ db: Database, progress: (Double) -> Void = { _ in }) throws {
    try withoutActuallyEscaping(progress) { progress in
      var derived = try Derived(db, progress)
      try derived.fillRoom()
      try derived.fillSubjects()
      try derived.fillOpenLines()
      for (station, own) in derived.tables {
        try own.tallies.write(station: station, db)
        try own.counters.write(station: station, db)
      }
    }
  }

  private init(_ db: Database, _ progress: @escaping (Double) -> Void) throws {
    self.db = db
    self.progress = progress
    course = RoomCourse(try EntryReading.entries(of: RoomReading.subject, db))
    early = try Self.early(db)
  }

  private static func early(_ db: Database) throws -> Set<Int64> {
    var early: Set<Int64> = []
    var previous = Int64.min
    let rows = try Row.fetchCursor(db, sql: "SELECT number, recorded FROM entry ORDER BY number")
    while let row = try rows.next() {
      let recorded: Int64 = try row.value(1)
      if recorded < previous { early.insert(try row.value(0)) }
      previous = recorded
    }
    return early
  }

  private func fillRoom() throws {
    guard let room = course.room(after: .max) else { throw LedgerFault.damaged("the founding entry is missing") }
    _ = try SpellingTable.write(room, speller, db)
    for entry in try EntryReading.entries(of: RoomReading.subject, db) { try mark(entry) }
  }

  private func mark(_ entry: Entry) throws {
    let isEarly = early.contains(entry.number)
    try MarkTable.write(entry.marks(after: isEarly ? entry.recorded + .seconds(1) : nil), of: entry.number, db)
  }

  /// Rows, counts and marks of all subjects, and the lines of the incidents that are over, which lie below in the index.
  private mutating func fillSubjects() throws {
    let all = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM entry WHERE incident > 0") ?? 0
    var done = 0
    var run: [Entry] = []
    let rows = try Row.fetchCursor(
      db, sql: "SELECT number, bytes FROM entry WHERE incident > 0 ORDER BY incident, revision")
    while let row = try rows.next() {
      let entry = try EntryReading.entry(number: row.value(0), bytes: row.value(1), db)
      if let first = run.first, first.subject != entry.subject {
        try add(run)
        run.removeAll(keepingCapacity: true)
      }
      run.append(entry)
      try mark(entry)
      done += 1
      if done % 1000 == 0 { progress(Double(done) / Double(all)) }
    }
    try add(run)
  }

  private mutating func add(_ entries: [Entry]) throws {
    guard let first = entries.first else { return }
    guard let state = SubjectState(adding: entries) else {
      throw LedgerFault.damaged("entry \(first.number) does not open its \(first.subject.kind.rawValue)")
    }
    switch state {
    case .incident(let incident): try add(incident)
    case .rectification(let rectification):
      try db.cachedStatement(sql: RectificationRow.upsert).execute(arguments: RectificationRow(rectification).arguments)
    }
  }

  private mutating func add(_ incident: Incident) throws {
    try db.cachedStatement(sql: IncidentRow.upsert).execute(arguments: IncidentRow(incident).arguments)
    tables[incident.station, default: (TallyTable(), CounterTable())].tallies.change(from: nil, to: incident)
    tables[incident.station, default: (TallyTable(), CounterTable())].counters.change(from: nil, to: incident)
    if !incident.status.isOpen { try writeLine(of: incident) }
  }

  private func writeLine(of incident: Incident) throws {
    guard let room = course.room(after: incident.lastEntry) else {
      throw LedgerFault.damaged("entry \(incident.lastEntry) is older than the room")
    }
    let words = try SearchTable.words(of: incident.id.entry, db)
    let line = SearchTable.line(of: incident, words: words, in: room, speller)
    try SearchTable.write([(incident, line)], fresh: [incident.id.entry], db)
  }

  private func fillOpenLines() throws {
    for id in try Int64.fetchAll(db, sql: "SELECT id FROM incident WHERE isOpen = 1 ORDER BY id") {
      guard let incident = try EntryReading.incident(id, db) else { continue }
      try writeLine(of: incident)
    }
  }
}
