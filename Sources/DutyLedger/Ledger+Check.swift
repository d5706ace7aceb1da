import DutyCore
import Foundation
import GRDB
import Synchronization

// Proof that nothing was altered: the chain over the bytes, every header column against the bytes, every word against
// its digest, every row and count against what the entries add up to, the schema against ours, and SQLite's own look.

extension Ledger {
  /// Checks the whole ledger in one read transaction. `witnessed` is a head written down earlier, on a report or a
  /// handover sheet: it must still be in the chain.
  package func check(against witnessed: String? = nil) throws -> CheckResult {
    try reading { try Checking($0).result(against: witnessed) }
  }

  /// The same for a file that may be too damaged to be opened for work.
  package static func check(at path: String, against witnessed: String? = nil) throws -> CheckResult {
    let path = try LedgerPlace.opening(path)
    let queue = try Connection.open(path, .readOnly)
    return try LedgerFault.told {
      try queue.inDatabase { db in
        var result = CheckResult()
        try db.inTransaction(.deferred) {
          result = try Checking(db).result(against: witnessed)
          return .commit
        }
        return result
      }
    }
  }
}

/// One check of one ledger.
private struct Checking {
  private let db: Database
  private var result = CheckResult()
  private var tallies = TallyTable()
  private var counters = CounterTable()
  private var stations: Set<String> = []
  /// Words that are gone, and the entries whose words were erased by an entry that says so.
  private var missing: [(entry: Int64, word: Int)] = []
  private var erased: Set<Int64> = []
  private var withWords: Set<Int64> = []
  private let speller = Speller()
  private var course = RoomCourse([])

  init(_ db: Database) { self.db = db }

  func result(against witnessed: String?) throws -> CheckResult {
    var checking = self
    do {
      try checking.checkFile()
      try checking.checkChain(witnessed)
      try checking.checkIncidents()
      try checking.checkWords()
      try checking.checkTallies()
      try checking.checkCounters()
      try checking.checkSearch()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      // Too damaged to be read on: an answer, not a fault of the check.
      checking.result.report(nil, "SQLite: \(error.message ?? "\(error.resultCode)")")
    }
    return checking.result
  }

  /// SQLite's integrity check, and the schema and settings as this version makes them.
  private mutating func checkFile() throws {
    for line in try String.fetchAll(db, sql: "PRAGMA integrity_check") where line != "ok" {
      result.report(nil, "SQLite: \(line)")
    }
    let expected = try DatabaseQueue()
    let sql = "SELECT type || ' ' || name || ': ' || IFNULL(sql, '') FROM sqlite_schema ORDER BY 1"
    let ours = try expected.writeWithoutTransaction { db in
      try Schema.create(db)
      return try String.fetchAll(db, sql: sql)
    }
    for difference in Set(ours).symmetricDifference(try String.fetchAll(db, sql: sql)).sorted() {
      result.report(nil, "schema: \(difference.prefix { $0 != ":" })")
    }
  }

  /// Numbers without gaps, each hash over the one before.
  private mutating func checkChain(_ witnessed: String?) throws {
    var previous = Chain.origin
    var seen = witnessed == nil
    let rows = try Row.fetchCursor(db, sql: "SELECT number, station, bytes, hash FROM entry ORDER BY number")
    while let row = try rows.next() {
      let number: Int64 = row[0]
      if number != result.entries + 1 { result.report(number, "entry.number: \(result.entries + 1) is missing") }
      let hash: Data = row[3]
      if Chain.hash(station: row[1], number: number, previous: previous, bytes: row[2]) != hash {
        result.report(number, "entry.hash or entry.bytes: the chain breaks here")
      }
      result.entries = number
      result.head = Chain.hex(hash)
      seen = seen || result.head == witnessed
      previous = hash
    }
    if let witnessed, !seen { result.report(nil, "head \(witnessed) is not in this ledger") }
  }

  /// Each subject's entries folded anew and compared with its row.
  private mutating func checkIncidents() throws {
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT number, station, incident, revision, key, recorded, bytes FROM entry ORDER BY incident, revision")
    var run: (subject: Int64, entries: [Entry])?
    while let row = try rows.next() {
      guard let entry = try checkedEntry(row) else { continue }
      let subject = entry.subject.column
      if let done = run, done.subject != subject {
        try checkRow(done)
        run = nil
      }
      run = (subject, (run?.entries ?? []) + [entry])
    }
    if let run { try checkRow(run) }
    let strays = "SELECT id FROM incident WHERE id NOT IN (SELECT incident FROM entry)"
    for id in try Int64.fetchAll(db, sql: strays) { result.report(id, "incident.id: row without entries") }
  }

  /// The entry in its bytes, if they can be read, held against the columns beside them and its words.
  private mutating func checkedEntry(_ row: Row) throws -> Entry? {
    let number: Int64 = row[0]
    let words = try EntryReading.words(of: number, db)
    let places = Mutex<[SealedWords]>([])
    let entry: Entry
    do {
      entry = try SealedEntry.entry(row[6], words: words) { place in places.withLock { $0.append(place) } }
    } catch {
      result.report(number, "entry.bytes: cannot be read")
      return nil
    }
    stations.insert(entry.station)
    if case .erase(let facts) = entry.action { erased.insert(facts.entry) }
    if entry.number != number { result.report(number, "entry.number") }
    if entry.station != row[1] { result.report(number, "entry.station") }
    if entry.subject.column != row[2] { result.report(number, "entry.incident") }
    if entry.revision != row[3] { result.report(number, "entry.revision") }
    if entry.key.hex != row[4] { result.report(number, "entry.key") }
    if entry.recorded.milliseconds != row[5] { result.report(number, "entry.recorded") }
    compare(places.withLock(\.self), words, number)
    return entry
  }

  private mutating func compare(
    _ places: [SealedWords], _ words: [KeptWords], _ number: Int64
  ) {
    for place in places {
      guard let kept = words.first(where: { $0.word == place.word }) else {
        missing.append((number, place.word))
        continue
      }
      if kept.kind != place.kind || kept.digest != place.digest {
        result.report(number, "words.kind, words.salt or words.text of word \(place.word)")
      }
    }
    let known = Set(places.map(\.word))
    for kept in words where !known.contains(kept.word) {
      result.report(number, "words.word: the entry has no word \(kept.word)")
    }
    if !words.isEmpty { withWords.insert(number) }
  }

  /// Revisions 1, 2, 3 …, and every column of the row as the entries make it.
  private mutating func checkRow(
    _ run: (subject: Int64, entries: [Entry])
  ) throws {
    for (index, entry) in run.entries.enumerated() where entry.revision != index + 1 {
      result.report(entry.number, "entry.revision: \(index + 1) expected")
    }
    guard run.subject != RoomReading.subject else {
      course = RoomCourse(run.entries)
      return
    }
    guard let incident = Incident(adding: run.entries) else {
      result.report(run.subject, "entry.bytes: the first entry of incident \(run.subject) does not open it")
      return
    }
    tallies.change(from: nil, to: incident)
    counters.change(from: nil, to: incident)
    try checkLine(incident)
    let names = IncidentRow.columns.map(\.name)
    let statement = try db.cachedStatement(
      sql: "SELECT \(names.joined(separator: ", ")) FROM incident WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [run.subject]) else {
      result.report(run.subject, "incident.id: the row is missing")
      return
    }
    let expected = IncidentRow(incident)
    for (index, column) in IncidentRow.columns.enumerated() {
      let stands: DatabaseValue = row[index]
      guard stands != column.value(expected)?.databaseValue ?? .null else { continue }
      result.report(incident.lastEntry, "incident.\(column.name) of \(incident.number)")
    }
  }

  /// What the incident is found by, under the names the room had then.
  private mutating func checkLine(_ incident: Incident) throws {
    guard let room = course.room(after: incident.lastEntry) else { return }
    let words = try SearchTable.words(of: incident.id.entry, db)
    let line = SearchTable.line(of: incident, words: words, in: room, speller)
    if let problem = try SearchTable.problem(with: incident, line, db) { result.report(incident.lastEntry, problem) }
  }

  private mutating func checkSearch() throws {
    for problem in try SearchTable.problems(db) { result.report(nil, problem) }
    guard let room = course.room(after: .max) else { return }
    for problem in try SpellingTable.problems(room, speller, db) { result.report(nil, problem) }
  }

  /// Words that are gone without an erasure, or that no entry is there for, or of a kind that is none.
  private mutating func checkWords() throws {
    for (entry, word) in missing where !erased.contains(entry) {
      result.report(entry, "words: word \(word) is missing")
    }
    for entry in erased.intersection(withWords).sorted() { result.report(entry, "words: erased, and still there") }
    let strays = "SELECT DISTINCT entry FROM words WHERE entry NOT IN (SELECT number FROM entry)"
    for number in try Int64.fetchAll(db, sql: strays) { result.report(number, "words.entry: no such entry") }
    for row in try Row.fetchAll(db, sql: "SELECT DISTINCT entry, kind FROM words") {
      let kind: String = row[1]
      if Words.Kind(rawValue: kind) == nil { result.report(row[0], "words.kind: \(kind)") }
    }
  }

  /// The counts recomputed from the incidents.
  private mutating func checkTallies() throws {
    var left = tallies.sums.filter { $0.value != Tally() }
    let columns = ["station", "day", "drill", "dimension", "key"] + TallyTable.measures
    let rows = try Row.fetchCursor(db, sql: "SELECT \(columns.joined(separator: ", ")) FROM tally")
    while let row = try rows.next() {
      let name = "tally \(Day(number: row[1])) \(row[3] as String) “\(row[4] as String)”"
      guard let dimension = Dimension(rawValue: row[3]), stations.contains(row[0]) else {
        result.report(nil, "\(name): station or dimension")
        continue
      }
      let key = TallyTable.Key(day: Day(number: row[1]), drill: row[2], dimension: dimension, key: row[4])
      let should = left.removeValue(forKey: key) ?? Tally()
      let stands = try TallyTable.tally(row, from: 5)
      for column in Tally.columns where stands[keyPath: column.path] != should[keyPath: column.path] {
        result.report(nil, "\(name): \(column.name)")
      }
    }
    for key in left.keys.sorted(by: { ($0.day, $0.key) < ($1.day, $1.key) }) {
      result.report(nil, "tally \(key.day) \(key.dimension.rawValue) “\(key.key)”: the row is missing")
    }
  }

  private mutating func checkCounters() throws {
    var left = counters.sums
    let rows = try Row.fetchCursor(db, sql: "SELECT station, kind, day, key, drill, n FROM counter")
    while let row = try rows.next() {
      let name = "counter \(row[1] as String) \(Day(number: row[2])) “\(row[3] as String)”"
      guard let kind = Counter.Kind(rawValue: row[1]), stations.contains(row[0]) else {
        result.report(nil, "\(name): station or kind")
        continue
      }
      let counter = Counter(kind, Day(number: row[2]), key: row[3], drill: row[4])
      if left.removeValue(forKey: counter) != row[5] { result.report(nil, "\(name): n") }
    }
    for counter in left.keys.sorted(by: { ($0.day, $0.key) < ($1.day, $1.key) }) {
      result.report(nil, "counter \(counter.kind.rawValue) \(counter.day) “\(counter.key)”: the row is missing")
    }
  }
}
