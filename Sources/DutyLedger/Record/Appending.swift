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
  private(set) var changed: [Int64: SubjectState] = [:]
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
  private let cache: SubjectCache
  private let speller: Speller

  init(
    after last: Last, _ room: Room, at time: RecordedTime, cache: SubjectCache, speller: Speller, _ db: Database
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
    try changed[id.entry].map(\.incident) ?? cache.incident(id.entry, db)
  }

  func rectification(_ id: RectificationID) throws -> Rectification? {
    try changed[id.entry].map(\.rectification) ?? cache.rectification(id.entry, db)
  }

  func state(_ subject: Subject) throws -> SubjectState? {
    switch subject {
    case .room: nil
    case .incident(let id): try incident(id).map(SubjectState.incident)
    case .rectification(let id): try rectification(id).map(SubjectState.rectification)
    }
  }

  /// The subject that entry `id` opened, of whatever kind.
  func state(openedBy id: Int64) throws -> SubjectState? { try changed[id] ?? cache.state(id, db) }

  /// The subject as it is by now: what time alone has done to it is recorded first.
  mutating func current(_ subject: Subject) throws -> SubjectState? {
    guard let state = try state(subject), let due = state.dueAct(at: now) else { return try state(subject) }
    return try addByRule(due, to: state)
  }

  /// Adds what the rule does by itself. It is never refused: a refusal here is a fault, which rolls back all that this
  /// transaction has written.
  private mutating func addByRule(_ request: Request, to state: SubjectState?) throws -> SubjectState {
    do {
      let findings = try room.judge(request, of: state, now: now)
      return try add(request, key: .random(), findings, to: state)
    } catch let refusal as Refusal {
      throw LedgerFault.consequenceRefused(request.action.name, refusal)
    }
  }

  /// Appends one judged act and what follows from it by itself; gives the act's entry number.
  mutating func append(
    _ request: Request, key: ActionKey, findings: Findings, to state: SubjectState?
  ) throws -> (entry: Int64, state: SubjectState?) {
    if case .room = request.action {
      let (entry, _) = try write(request, key: key, findings, subject: .room, revision: room.revision + 1)
      room = room.folding(entry)
      roomChanged = true
      return (entry.number, nil)
    }
    let first = lastEntry + 1
    return (first, try add(request, key: key, findings, to: state))
  }

  /// Adds one entry to a subject and then the rule's own that follow from it, on this subject or others of any kind; gives
  /// the subject after all of them.
  private mutating func add(
    _ request: Request, key: ActionKey, _ findings: Findings, to before: SubjectState?
  ) throws -> SubjectState {
    let (entry, after) = try addOne(request, key: key, findings, to: before)
    if let facts = request.action.erasure { try erase(facts, of: after) }
    for consequence in after.consequences(of: entry, before: before) {
      _ = try addByRule(Request(consequence.action, by: .rule, at: now), to: try state(consequence.subject))
    }
    return changed[after.opened] ?? after
  }

  /// The words go; what is folded anew from the entries has them no more.
  private mutating func erase(_ facts: Erasure, of state: SubjectState) throws {
    try db.cachedStatement(sql: "DELETE FROM words WHERE entry = ?").execute(arguments: [facts.entry])
    hasErased = true
    changed[state.opened] = try EntryReading.state(state.opened, db)
  }

  private mutating func addOne(
    _ request: Request, key: ActionKey, _ findings: Findings, to before: SubjectState?
  ) throws -> (entry: Entry, after: SubjectState) {
    var findings = findings
    if before == nil, let day = findings.dutyDay {
      findings.number = IncidentNumber(day: day, serial: try nextSerial(of: day))
    }
    let subject = before?.subject ?? Subject(openedBy: lastEntry + 1, with: request.action)
    let (entry, texts) = try write(
      request, key: key, findings, subject: subject, revision: (before?.revision ?? 0) + 1)
    guard let after = before?.folding(entry) ?? SubjectState.opening(entry) else {
      preconditionFailure("an act without a subject opens one")
    }
    changed[after.opened] = after
    switch after {
    case .incident(let incident): count(incident, before: before?.incident, texts)
    case .rectification: break
    }
    return (entry, after)
  }

  /// Puts the difference into the tables of incidents.
  private mutating func count(_ incident: Incident, before: Incident?, _ texts: [String]) {
    let id = incident.id.entry
    tallies.change(from: before, to: incident)
    counters.change(from: before, to: incident)
    rooms[id] = room
    if before == nil { fresh[id] = [] }
    fresh[id]? += texts
    guard before == nil else { return }
    serials[incident.number.day] = incident.number.serial
    if let origin = incident.origin, let externalId = incident.externalId {
      numbers[ExternalKey(origin: origin, id: externalId)] = incident.number
    }
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
    let states = changed.values.sorted { $0.opened < $1.opened }
    let incidents = states.compactMap(\.incident)
    let statement = try db.cachedStatement(sql: IncidentRow.upsert)
    for incident in incidents { try statement.execute(arguments: IncidentRow(incident).arguments) }
    for rectification in states.compactMap(\.rectification) {
      try db.cachedStatement(sql: RectificationRow.upsert).execute(arguments: RectificationRow(rectification).arguments)
    }
    try tallies.write(station: station, db)
    try counters.write(station: station, db)
    try writeLines(of: incidents)
    if hasErased { try SearchTable.forget(db) }
    if roomChanged { room.spellings = try SpellingTable.write(room, speller, db) }
  }

  private func writeLines(of incidents: [Incident]) throws {
    let lines = try incidents.map { incident in
      let texts = hasErased ? nil : fresh[incident.id.entry]
      let words = try texts ?? SearchTable.words(of: incident.id.entry, db)
      let room = rooms[incident.id.entry] ?? room
      return (incident, SearchTable.line(of: incident, words: words, in: room, speller))
    }
    try SearchTable.write(lines, fresh: Set(fresh.keys), db)
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
    case .rectification(let id): id.entry
    }
  }

  /// The subject that an act opens with entry `number`.
  init(openedBy number: Int64, with action: Action) {
    switch action.kind {
    case .room: self = .room
    case .incident: self = .incident(IncidentID(number))
    case .rectification: self = .rectification(RectificationID(number))
    }
  }
}
