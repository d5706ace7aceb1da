import DutyCore
import Foundation
import GRDB
import Synchronization

/// Sums over the entries of many subjects, for the parts that compare counts.
struct Sums: Sendable {
  var tallies = TallyTable()
  var counters = CounterTable()
  var stations: Set<String> = []
  /// Words that are gone, and the entries whose words were erased by an entry that says so.
  var missing: [(entry: Int64, word: Int)] = []
  var erased: Set<Int64> = []
  var withWords: Set<Int64> = []
  /// Entries and incidents that could not be read: entries whose words, and incidents whose row or line.
  var unreadWords: [Int64] = []
  var unreadRows: [Int64] = []
  var unreadLines: [Int64] = []
  var unreadRectifications: [Int64] = []
  /// The subjects that are rectifications.
  var rectifications: Set<Int64> = []
  /// Entries that claim a time outside the bound, and those whose clock was in doubt when they were recorded.
  var untrusted: Set<Int64> = []
  var doubted: Set<Int64> = []
  /// Whether every entry that was asked for could be read and folded.
  var isWhole = true

  mutating func take(_ other: Sums) {
    tallies.add(other.tallies)
    counters.add(other.counters)
    stations.formUnion(other.stations)
    missing += other.missing
    erased.formUnion(other.erased)
    withWords.formUnion(other.withWords)
    unreadWords += other.unreadWords
    unreadRows += other.unreadRows
    unreadLines += other.unreadLines
    unreadRectifications += other.unreadRectifications
    rectifications.formUnion(other.rectifications)
    untrusted.formUnion(other.untrusted)
    doubted.formUnion(other.doubted)
    isWhole = isWhole && other.isWhole
  }
}

/// The entries of some subjects, each held against its columns and its words; and each incident, folded anew, held
/// against its row and its line in the index.
///
/// Another table that follows from single incidents is compared in `compare(_:)`; one that counts over all of them is
/// added up in `Sums` and compared in a part of its own.
struct SubjectPart {
  /// One subject's entries, by number, in the order of their revisions.
  struct Group: Sendable {
    let subject: Int64
    let numbers: [Int64]
  }

  /// The findings on some of them, and what they add up to.
  struct Folded: Sendable {
    var findings = Found()
    var sums = Sums()

    mutating func take(_ other: Folded) {
      findings.take(other.findings)
      sums.take(other.sums)
    }
  }

  let db: Database
  let speller: Speller
  let course: RoomCourse
  /// Whether every entry of the ledger was read: else what seems to be missing may only be unread.
  private let isWhole: Bool
  private(set) var folded = Folded()
  var findings: Found {
    get { folded.findings }
    _modify { yield &folded.findings }
  }
  var sums: Sums {
    get { folded.sums }
    _modify { yield &folded.sums }
  }

  init(_ db: Database, course: RoomCourse = RoomCourse([]), isWhole: Bool = true) {
    self.db = db
    self.course = course
    self.isWhole = isWhole
    speller = Speller()
  }

  /// The groups in the list, the room first.
  static func groups(_ listed: [ChainPart.Listed]) -> [Group] {
    let sorted = listed.sorted { ($0.subject, $0.revision, $0.number) < ($1.subject, $1.revision, $1.number) }
    return sorted.chunked { $0.subject == $1.subject }.compactMap { run in
      run.first.map { Group(subject: $0.subject, numbers: run.map(\.number)) }
    }
  }

  /// The room's entries, as far as they can be read.
  mutating func room(_ group: Group?) throws -> RoomCourse {
    guard let group else { return RoomCourse([]) }
    return RoomCourse(try read(group).entries)
  }

  mutating func check(_ group: Group) throws {
    let subject = try read(group)
    guard subject.isWhole else { return sums.isWhole = false }
    guard let state = SubjectState(adding: subject.entries) else {
      let kind = subject.entries.first?.subject.kind.rawValue ?? "subject"
      findings.report(
        .restore, group.subject, "entry.bytes: the first entry of \(kind) \(group.subject) does not open it")
      return sums.isWhole = false
    }
    switch state {
    case .incident(let incident): try check(incident, subject)
    case .rectification(let rectification):
      sums.rectifications.insert(group.subject)
      try reading(\.unreadRectifications, group.subject) { try $0.compareRow(rectification) }
    }
  }

  private mutating func check(_ incident: Incident, _ subject: Subject) throws {
    sums.tallies.change(from: nil, to: incident)
    sums.counters.change(from: nil, to: incident)
    try compare(incident, subject)
  }

  // MARK: - Entries

  /// The part of one subject that was read.
  struct Subject {
    var entries: [Entry] = []
    /// The free texts among its words; nil where some cannot be read.
    var texts: [String]? = []
    /// Whether none of its entries is missing.
    var isWhole = true
  }

  private mutating func read(_ group: Group) throws -> Subject {
    var subject = Subject()
    for number in group.numbers {
      guard let (entry, words) = try entry(number), entry.subject.column == group.subject else {
        subject.isWhole = false
        continue
      }
      if entry.revision != subject.entries.count + 1 {
        if isWhole, subject.isWhole {
          findings.report(.restore, number, "entry.revision: \(subject.entries.count + 1) expected")
        } else {
          subject.isWhole = false
        }
      }
      subject.entries.append(entry)
      if let words { subject.texts? += words.filter { $0.kind == .text }.map(\.text) } else { subject.texts = nil }
    }
    return subject
  }

  /// The entry of this number, if it can be read, held against the columns beside it and its words.
  private mutating func entry(_ number: Int64) throws -> (Entry, [KeptWords]?)? {
    do {
      let statement = try db.cachedStatement(
        sql: "SELECT station, incident, revision, key, recorded, bytes FROM entry WHERE number = ?")
      guard let row = try Row.fetchOne(statement, arguments: [number]) else { return nil }
      return try entry(number, row)
    } catch {
      guard let what = Damage.what(error) else { throw error }
      findings.report(.restore, number, "entry: cannot be read (SQLite: \(what))")
      return nil
    }
  }

  private mutating func entry(_ number: Int64, _ row: Row) throws -> (Entry, [KeptWords]?)? {
    let words = try words(of: number)
    let seals = Mutex<[SealedWords]>([])
    let entry: Entry
    do {
      entry = try SealedEntry.entry(try row.value(5), words: words ?? []) { seal in
        seals.withLock { $0.append(seal) }
      }
    } catch {
      findings.report(.restore, number, "entry.bytes: cannot be read")
      return nil
    }
    sums.stations.insert(entry.station)
    if let facts = entry.action.erasure { sums.erased.insert(facts.entry) }
    for mark in entry.marks(after: nil) {
      switch mark {
      case .time: sums.untrusted.insert(number)
      case .clock: sums.doubted.insert(number)
      }
    }
    if entry.number != number { findings.report(.restore, number, "entry.number") }
    let columns: [(String, DatabaseValue)] = [
      ("station", entry.station.databaseValue), ("incident", entry.subject.column.databaseValue),
      ("revision", entry.revision.databaseValue), ("key", entry.key.hex.databaseValue),
      ("recorded", entry.recorded.milliseconds.databaseValue),
    ]
    for (index, column) in columns.enumerated() where row[index] as DatabaseValue != column.1 {
      findings.report(.restore, number, "entry.\(column.0)")
    }
    if let words { compare(seals.withLock(\.self), words, number) }
    return (entry, words)
  }

  /// Nil where they cannot be read.
  private mutating func words(of number: Int64) throws -> [KeptWords]? {
    do {
      return try EntryReading.words(of: number, db)
    } catch {
      guard Damage.what(error) != nil else { throw error }
      sums.unreadWords.append(number)
      return nil
    }
  }

  private mutating func compare(_ seals: [SealedWords], _ words: [KeptWords], _ number: Int64) {
    for seal in seals {
      guard let kept = words.first(where: { $0.word == seal.word }) else {
        sums.missing.append((number, seal.word))
        continue
      }
      if kept.kind != seal.kind || kept.digest != seal.digest {
        findings.report(.restore, number, "words.kind, words.salt or words.text of word \(seal.word)")
      }
    }
    let known = Set(seals.map(\.word))
    for kept in words where !known.contains(kept.word) {
      findings.report(.restore, number, "words.word: the entry has no word \(kept.word)")
    }
    if !words.isEmpty { sums.withWords.insert(number) }
  }
}

extension Array {
  /// Runs of neighbours that belong together.
  fileprivate func chunked(_ belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices.dropFirst() where !belong(self[index - 1], self[index]) {
      runs.append(self[start..<index])
      start = index
    }
    if start < endIndex { runs.append(self[start...]) }
    return runs
  }
}
