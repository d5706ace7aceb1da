import DutyCore
import Foundation
import GRDB

/// A check of what came after a head that an earlier whole check found sound: the chain from there on, the entries after
/// it with their words, and each incident touched since, folded whole and held against its row and its line.
///
/// What it leaves to the whole check is said in the result: SQLite's own look, the tables of counts, the index as a
/// whole, and what was recorded before.
struct SinceChecking {
  private let db: Database
  private let progress: Progress
  private var result = CheckResult()

  init(_ db: Database, _ report: @escaping @Sendable (Double) -> Void) {
    self.db = db
    progress = Progress(report)
  }

  func result(since head: String) throws -> CheckResult {
    var checking = self
    var findings = Found()
    // The indexes are relied on here: what is damaged there is damage, too.
    try findings.proving(at: "entry", run: .restore) { try checking.check(after: head, &$0) }
    checking.result.take(findings)
    progress.end()
    return checking.result
  }

  private mutating func check(after head: String, _ findings: inout Found) throws {
    guard let known = try entry(withHead: head.lowercased()) else {
      findings.report(nil, nil, "head \(head) is not in this ledger")
      return
    }
    result.since = known.entry
    (result.entries, result.head) = (known.entry, head.lowercased())
    let progress = progress
    var chain = ChainPart(db, after: known) { progress.add(.chain) }
    try chain.walk(against: nil)
    if chain.entries > known.entry { (result.entries, result.head) = (chain.entries, chain.head) }
    (result.readable, result.unreadable) = (chain.read.ranges, chain.unreadable.ranges)
    findings.take(chain.findings)
    for part in ["SQLite integrity_check", "entry ≤ \(known.entry)", "tally", "counter", "mark", "search_data"] {
      findings.leaveOut(part)
    }
    try fold(chain.listed, &findings)
  }

  /// Sought from the last entry back: it is the head of a few days ago, as a rule.
  private func entry(withHead head: String) throws -> (entry: Int64, hash: Data)? {
    let rows = try Row.fetchCursor(db, sql: "SELECT number, hash FROM entry ORDER BY number DESC")
    while let row = try rows.next() {
      let hash: Data = try row.value(1)
      if Chain.hex(hash) == head { return (try row.value(0), hash) }
    }
    return nil
  }

  private func fold(_ listed: [ChainPart.Listed], _ findings: inout Found) throws {
    let isWhole = result.unreadable.isEmpty
    var room = SubjectPart(db, isWhole: isWhole)
    let course = try room.room(try group(RoomReading.subject))
    var folded = room.folded
    var part = SubjectPart(db, course: course, isWhole: isWhole)
    let touched = Set(listed.map(\.subject)).subtracting([RoomReading.subject]).sorted()
    progress.begin(with: touched.count)
    for subject in touched {
      try part.check(try group(subject))
      progress.add(.entry)
    }
    folded.take(part.folded)
    findings.take(folded.findings)
    findings.take(WordsPart.ofEntries(folded.sums))
    findings.take(RowPart.unread(folded.sums))
    findings.take(try SearchPart.spellings(course.room(after: .max), db))
  }

  private func group(_ subject: Int64) throws -> SubjectPart.Group {
    let statement = try db.cachedStatement(sql: "SELECT number FROM entry WHERE incident = ? ORDER BY revision")
    return SubjectPart.Group(subject: subject, numbers: try Int64.fetchAll(statement, arguments: [subject]))
  }
}
