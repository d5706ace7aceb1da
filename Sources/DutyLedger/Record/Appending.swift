import DutyCore
import GRDB

import Foundation

/// One write transaction on its way: what it read, what it has appended so far, what the tables must hear.
///
/// The rows of incidents and tallies are written as the last step, once for each incident however many entries it got.
struct Appending {
  /// The last entry: its number, its hash, and when it was recorded.
  struct Last {
    let entry: Int64
    let hash: Data
    let recorded: Instant
  }

  let station: String
  /// The moment at which everything in this transaction counts as recorded.
  var now: Instant { time.recorded }
  private let time: RecordedTime
  private(set) var room: Room
  private(set) var changed: [Int64: Incident] = [:]
  /// Incidents that this transaction opened, with the free texts of their entries.
  private var fresh: [Int64: [String]] = [:]
  /// Each changed incident's free texts are searched under the names the room had then.
  private var rooms: [Int64: Room] = [:]
  private var hasErased = false
  private var roomChanged = false
  private var tallies = TallyTable()
  private var counters = CounterTable()
  private(set) var lastEntry: Int64
  private(set) var lastHash: Data
  private var lastRecorded: Instant
  private var serials: [Day: Int] = [:]
  /// Numbers given in this transaction to matters known elsewhere by an id of their own.
  private(set) var numbers: [ExternalKey: IncidentNumber] = [:]
  let db: Database
  private let cache: IncidentCache
  private let speller: Speller

  init(
    after last: Last, _ room: Room, at time: RecordedTime, cache: IncidentCache, speller: Speller, _ db: Database
  ) {
    station = room.station
    self.room = room
    self.time = time
    self.cache = cache
    self.speller = speller
    self.db = db
    (lastEntry, lastHash, lastRecorded) = (last.entry, last.hash, last.recorded)
  }

  /// The last entry there is.
  static func last(_ db: Database) throws -> Last {
    let statement = try db.cachedStatement(sql: "SELECT number, hash, recorded FROM entry ORDER BY number DESC LIMIT 1")
    guard let row = try Row.fetchOne(statement) else { throw LedgerFault.damaged("the founding entry is missing") }
    let entry: Int64 = try row.value(0)
    try requireBounded(entry)
    return Last(entry: entry, hash: try row.value(1), recorded: Instant(milliseconds: try row.value(2)))
  }

  /// Numbers of entries lie below the part of the index that holds what is open.
  static func requireBounded(_ number: Int64) throws {
    guard (1..<SearchTable.open).contains(number) else { throw LedgerFault.damaged("entry.number is \(number)") }
  }

  func incident(_ id: IncidentID) throws -> Incident? {
    try changed[id.entry] ?? cache.incident(id.entry, db)
  }

  /// The incident as it is by now: what time alone has done to it is recorded first.
  mutating func current(_ id: IncidentID) throws -> Incident? {
    guard let incident = try incident(id), let due = incident.dueAct(at: now) else { return try incident(id) }
    return try addByRule(due, to: incident)
  }

  /// Adds what the rule does by itself. It is never refused: a refusal here is a fault, which rolls back all that this
  /// transaction has written.
  private mutating func addByRule(_ request: Request, to incident: Incident?) throws -> Incident {
    do {
      let findings = try room.judge(request, on: incident, now: now)
      return try add(request, key: .random(), findings, to: incident)
    } catch let refusal as Refusal {
      throw LedgerFault.consequenceRefused(request.action.name, refusal)
    }
  }

  /// Appends one judged act and what follows from it by itself; gives the act's entry number.
  mutating func append(
    _ request: Request, key: ActionKey, findings: Findings, to incident: Incident?
  ) throws -> (entry: Int64, incident: Incident?) {
    if case .room = request.action {
      let (entry, _) = try write(request, key: key, findings, subject: .room, revision: room.revision + 1)
      room = room.folding(entry)
      roomChanged = true
      return (entry.number, nil)
    }
    let first = lastEntry + 1
    return (first, try add(request, key: key, findings, to: incident))
  }

  /// Adds one entry to an incident and then the rule's own that follow from it, on this incident or others; gives the
  /// incident after all of them.
  private mutating func add(
    _ request: Request, key: ActionKey, _ findings: Findings, to before: Incident?
  ) throws -> Incident {
    let (entry, after) = try addOne(request, key: key, findings, to: before)
    if case .erase(let facts) = request.action { try erase(facts, of: after) }
    for consequence in after.consequences(of: entry, before: before) {
      let subject = try incident(consequence.incident)
      _ = try addByRule(Request(consequence.action, by: .rule, at: now), to: subject)
    }
    return changed[after.id.entry] ?? after
  }

  /// The words go; what is folded anew from the entries has them no more.
  private mutating func erase(_ facts: Erasure, of incident: Incident) throws {
    try db.cachedStatement(sql: "DELETE FROM words WHERE entry = ?").execute(arguments: [facts.entry])
    hasErased = true
    changed[incident.id.entry] = try EntryReading.incident(incident.id.entry, db)
  }

  private mutating func addOne(
    _ request: Request, key: ActionKey, _ findings: Findings, to before: Incident?
  ) throws -> (entry: Entry, after: Incident) {
    var findings = findings
    if before == nil, let day = findings.dutyDay {
      findings.number = IncidentNumber(day: day, serial: try nextSerial(of: day))
    }
    let id = before?.id ?? IncidentID(lastEntry + 1)
    let (entry, texts) = try write(
      request, key: key, findings, subject: .incident(id), revision: (before?.revision ?? 0) + 1)
    guard let after = before?.folding(entry) ?? Incident.opening(entry) else {
      preconditionFailure("an act without an incident opens one")
    }
    if before == nil { serials[after.number.day] = after.number.serial }
    tallies.change(from: before, to: after)
    counters.change(from: before, to: after)
    changed[id.entry] = after
    rooms[id.entry] = room
    if before == nil { fresh[id.entry] = [] }
    fresh[id.entry]? += texts
    if before == nil, let origin = after.origin, let externalId = after.externalId {
      numbers[ExternalKey(origin: origin, id: externalId)] = after.number
    }
    return (entry, after)
  }

  private mutating func write(
    _ request: Request, key: ActionKey, _ findings: Findings, subject: Subject, revision: Int
  ) throws -> (Entry, texts: [String]) {
    var findings = findings
    findings.clock = time.doubt
    let entry = Entry(
      number: lastEntry + 1, station: station, subject: subject, revision: revision, key: key, by: request.by,
      orderedBy: request.orderedBy, at: request.at, recorded: now, action: request.action, findings: findings)
    let sealed = try SealedEntry(entry)
    try sealed.requireReadBack(entry)
    lastHash = try Self.insert(entry, sealed, after: lastHash, db)
    try MarkTable.write(entry.marks(after: lastRecorded), of: entry.number, db)
    (lastEntry, lastRecorded) = (entry.number, entry.recorded)
    return (entry, sealed.words.filter { $0.kind == .text }.map(\.text))
  }

  /// Writes the entry with its place in the chain, and its words beside it; gives its hash.
  private static func insert(
    _ entry: Entry, _ sealed: SealedEntry, after previous: Data, _ db: Database
  ) throws -> Data {
    let hash = Chain.hash(station: entry.station, number: entry.number, previous: previous, bytes: sealed.bytes)
    try db.cachedStatement(
      sql: "INSERT INTO entry (number, station, incident, revision, key, recorded, bytes, hash)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      entry.number, entry.station, entry.subject.column, entry.revision, entry.key.hex,
      entry.recorded.milliseconds, sealed.bytes, hash,
    ])
    let statement = try db.cachedStatement(
      sql: "INSERT INTO words (entry, word, kind, salt, text) VALUES (?, ?, ?, ?, ?)")
    for words in sealed.words {
      try statement.execute(arguments: [entry.number, words.word, words.kind.rawValue, words.salt, words.text])
    }
    return hash
  }

  /// The next free serial of a duty day; a number given once is never given again, as rows are never deleted.
  private func nextSerial(of day: Day) throws -> Int {
    let last: Int
    if let known = serials[day] {
      last = known
    } else {
      let statement = try db.cachedStatement(
        sql: "SELECT MAX(serial) FROM incident WHERE station = ? AND dutyDay = ?")
      last = try Int.fetchOne(statement, arguments: [station, day.number]) ?? 0
    }
    return last + 1
  }

  /// Writes what the entries add up to, and what it is found by.
  mutating func writeRows() throws {
    let statement = try db.cachedStatement(sql: IncidentRow.upsert)
    let incidents = changed.values.sorted { $0.id < $1.id }
    for incident in incidents { try statement.execute(arguments: IncidentRow(incident).arguments) }
    try tallies.write(station: station, db)
    try counters.write(station: station, db)
    let lines = try incidents.map { incident in
      let texts = hasErased ? nil : fresh[incident.id.entry]
      let words = try texts ?? SearchTable.words(of: incident.id.entry, db)
      let room = rooms[incident.id.entry] ?? room
      return (incident, SearchTable.line(of: incident, words: words, in: room, speller))
    }
    try SearchTable.write(lines, fresh: Set(fresh.keys), db)
    if hasErased { try SearchTable.forget(db) }
    if roomChanged { room.spellings = try SpellingTable.write(room, speller, db) }
  }

  /// The first entry of a new ledger.
  static func found(_ charter: Charter, now: Instant, _ db: Database) throws {
    let entry = Entry(
      number: 1, station: charter.station, subject: .room, revision: 1, key: .random(), by: .housekeeping,
      orderedBy: nil, at: now, recorded: now, action: .room(.found(charter)), findings: Findings())
    let sealed = try SealedEntry(entry)
    try sealed.requireReadBack(entry)
    _ = try insert(entry, sealed, after: Chain.origin, db)
    try MarkTable.write(entry.marks(after: nil), of: 1, db)
  }
}

/// A matter as another system knows it.
struct ExternalKey: Hashable {
  let origin: String
  let id: String
}

extension Subject {
  /// The value by which the subject stands in the `incident` column.
  var column: Int64 {
    switch self {
    case .room: RoomReading.subject
    case .incident(let id): id.entry
    }
  }
}
