import DutyCore
import GRDB

// The parts that hold whole tables against what all entries add up to. Another derived table gets a function here.

/// Words that are gone without an erasure, or that no entry is there for, or of a kind that is none.
struct WordsPart {
  /// Compares the entries that were folded.
  static func ofEntries(_ sums: Sums) -> Found {
    var findings = Found()
    for (entry, word) in sums.missing where !sums.erased.contains(entry) {
      findings.report(.restore, entry, "words: word \(word) is missing")
    }
    for entry in sums.erased.intersection(sums.withWords).sorted() {
      findings.report(nil, entry, "words: erased, and still there")
    }
    let unread = Stretches(sums.unreadWords)
    if let first = unread.ranges.first {
      findings.report(.restore, first.lowerBound, "words: of entries \(unread.text) cannot be read")
    }
    return findings
  }

  static func check(_ sums: Sums, entries: Stretches, isWhole: Bool, _ db: Database) throws -> Found {
    var findings = ofEntries(sums)
    try findings.proving(at: "words", run: .restore) { findings in
      var strays: Set<Int64> = []
      let rows = try Row.fetchCursor(db, sql: "SELECT entry, kind FROM words GROUP BY entry, kind")
      while let row = try rows.next() {
        let (entry, kind): (Int64, String) = (try row.value(0), try row.value(1))
        if isWhole, !entries.contains(entry), strays.insert(entry).inserted {
          findings.report(.restore, entry, "words.entry: no such entry")
        }
        if Words.Kind(rawValue: kind) == nil { findings.report(.restore, entry, "words.kind: \(kind)") }
      }
    }
    return findings
  }
}

/// Rows of subjects that are none, and those that could not be read.
struct RowPart {
  static func unread(_ sums: Sums) -> Found {
    var findings = Found()
    let tables = [
      ("incident: of incidents", sums.unreadRows), ("search_content: of incidents", sums.unreadLines),
      ("rectification: of", sums.unreadRectifications),
    ]
    for (place, numbers) in tables {
      let unread = Stretches(numbers)
      guard let first = unread.ranges.first else { continue }
      findings.report(.rebuild, first.lowerBound, "\(place) \(unread.text) cannot be read")
    }
    return findings
  }

  static func check(_ sums: Sums, subjects: Set<Int64>, isWhole: Bool, _ db: Database) throws -> Found {
    var findings = unread(sums)
    guard isWhole else { return findings }
    let incidents = subjects.subtracting(sums.rectifications)
    for (table, ids) in [("incident", incidents), ("rectification", sums.rectifications)] {
      try findings.proving(at: table, run: .rebuild) { findings in
        let rows = try Int64.fetchCursor(db, sql: "SELECT id FROM \(table) NOT INDEXED")
        while let id = try rows.next() {
          if !ids.contains(id) { findings.report(.rebuild, id, "\(table).id: row without entries") }
        }
      }
    }
    return findings
  }
}

/// The entries whose times are not to be relied on.
struct MarkPart {
  /// `early`: those that were recorded before their predecessor.
  static func check(_ sums: Sums, early: Set<Int64>, _ db: Database) throws -> Found {
    var findings = Found()
    let should: [Mark: Set<Int64>] = [.time: sums.untrusted, .clock: sums.doubted.union(early)]
    try findings.proving(at: "mark", run: .rebuild) { findings in
      var stands: [Mark: Set<Int64>] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT entry, kind FROM mark")
      while let row = try rows.next() {
        let (entry, kind): (Int64, String) = (try row.value(0), try row.value(1))
        guard let mark = Mark(rawValue: kind) else {
          findings.report(.rebuild, entry, "mark.kind: \(kind)")
          continue
        }
        stands[mark, default: []].insert(entry)
      }
      for mark in Mark.allCases {
        let wrong = (stands[mark] ?? []).symmetricDifference(should[mark] ?? [])
        for entry in wrong.sorted() { findings.report(.rebuild, entry, "mark.entry, mark.kind: \(mark.rawValue)") }
      }
    }
    return findings
  }
}

/// The counts that reports add up, recomputed from the incidents.
struct TallyPart {
  static func check(_ sums: Sums, _ db: Database) throws -> Found {
    var findings = Found()
    try findings.proving(at: "tally", run: .rebuild) { findings in
      var left = sums.tallies.sums.filter { $0.value != Tally() }
      let columns = ["station", "day", "drill", "dimension", "key"] + TallyTable.measures
      let rows = try Row.fetchCursor(db, sql: "SELECT \(columns.joined(separator: ", ")) FROM tally")
      while let row = try rows.next() {
        let (day, text, part): (Int, String, String) = (try row.value(1), try row.value(3), try row.value(4))
        let name = "tally \(Day.told(day)) \(text) “\(part)”"
        guard let dimension = Dimension(rawValue: text), sums.stations.contains(try row.value(0)) else {
          findings.report(.rebuild, nil, "\(name): station or dimension")
          continue
        }
        let key = TallyTable.Key(day: Day(number: day), drill: try row.value(2), dimension: dimension, key: part)
        let should = left.removeValue(forKey: key) ?? Tally()
        let stands = try TallyTable.tally(row, from: 5)
        for column in Tally.columns where stands[keyPath: column.path] != should[keyPath: column.path] {
          findings.report(.rebuild, nil, "\(name): \(column.name)")
        }
      }
      for key in left.keys.sorted(by: { ($0.day, $0.key) < ($1.day, $1.key) }) {
        findings.report(
          .rebuild, nil, "tally \(Day.told(key.day.number)) \(key.dimension.rawValue) “\(key.key)”: the row is missing")
      }
    }
    return findings
  }
}

/// The counts by day that boards and reports add up, recomputed likewise.
struct CounterPart {
  static func check(_ sums: Sums, _ db: Database) throws -> Found {
    var findings = Found()
    try findings.proving(at: "counter", run: .rebuild) { findings in
      var left = sums.counters.sums.filter { $0.value != 0 }
      let rows = try Row.fetchCursor(db, sql: "SELECT station, kind, day, key, drill, n FROM counter")
      while let row = try rows.next() {
        let (text, day, key): (String, Int, String) = (try row.value(1), try row.value(2), try row.value(3))
        let name = "counter \(text) \(Day.told(day)) “\(key)”"
        guard let kind = Counter.Kind(rawValue: text), sums.stations.contains(try row.value(0)) else {
          findings.report(.rebuild, nil, "\(name): station or kind")
          continue
        }
        let counter = Counter(kind, Day(number: day), key: key, drill: try row.value(4))
        if left.removeValue(forKey: counter) != (try row.value(5, as: Int.self)) {
          findings.report(.rebuild, nil, "\(name): n")
        }
      }
      for counter in left.keys.sorted(by: { ($0.day, $0.key) < ($1.day, $1.key) }) {
        findings.report(
          .rebuild, nil,
          "counter \(counter.kind.rawValue) \(Day.told(counter.day.number)) “\(counter.key)”: the row is missing")
      }
    }
    return findings
  }
}

/// The index as a whole, and the spellings of the room's names.
struct SearchPart {
  static func index(_ db: Database) throws -> Found {
    var findings = Found()
    try findings.proving(at: "search_content, search_data, search_idx or search_config", run: .rebuild) { findings in
      for problem in try SearchTable.problems(db) { findings.report(.rebuild, nil, problem) }
    }
    try findings.proving(at: "search_idx or search_data", run: .rebuild) { findings in
      for problem in try SearchPages.problems(db) { findings.report(.rebuild, nil, problem) }
    }
    return findings
  }

  static func spellings(_ room: Room?, _ db: Database) throws -> Found {
    var findings = Found()
    guard let room else {
      findings.leaveOut("spelling")
      return findings
    }
    try findings.proving(at: "spelling", run: .rebuild) { findings in
      for problem in try SpellingTable.problems(room, Speller(), db) { findings.report(.rebuild, nil, problem) }
    }
    return findings
  }
}

extension Day {
  /// A day out of a table that may hold any number: beyond the calendar as it stands.
  fileprivate static func told(_ number: Int) -> String {
    (-1_000_000...10_000_000).contains(number) ? Day(number: number).description : "\(number)"
  }
}
