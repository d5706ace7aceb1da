import DutyCore
import DutySystem
import GRDB

// Words that are deleted by law or because they were kept long enough, and their bytes with them.

/// The words that are meant.
package enum ErasureScope: Hashable, Sendable {
  /// All words of one incident.
  case incident(IncidentID)
  /// Words that were recorded before a moment on incidents that are over.
  case before(Instant)
}

extension Ledger {
  /// The entries in `scope` that still have words, oldest first; what is stated of an erasure stays.
  package func entriesWithWords(in scope: ErasureScope) throws -> [Entry] {
    let (condition, argument) =
      switch scope {
      case .incident(let id): (Self.ofIncident, id.entry)
      case .before(let moment): (Self.over + " AND recorded < ?2", moment.milliseconds)
      }
    return try reading { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT number, bytes FROM entry
          WHERE station = ?1 AND \(condition) AND number IN (SELECT entry FROM words) ORDER BY number
          """, arguments: [station, argument])
      return try rows.map { try EntryReading.entry(number: $0.value(0), bytes: $0.value(1), db) }.filter {
        !$0.isErasure
      }
    }
  }

  /// The entries of one incident, and of what was left to be put right after it.
  private static let ofIncident = "incident IN (SELECT ?2 UNION SELECT id FROM rectification WHERE incident = ?2)"
  /// The entries of what is over, of every kind.
  private static let over = """
    (incident IN (SELECT id FROM incident WHERE isOpen = 0)
      OR incident IN (SELECT id FROM rectification WHERE isOwed = 0))
    """

  /// Erases the words of `entries`, each by an entry that says so; nothing where the rules refuse one of them, whose
  /// `Refusal` is thrown. `ground` nil: they were kept long enough. Calls `progress` with how many are done.
  package func erase(
    _ entries: [Entry], ground: Words?, by actor: Actor, within session: Session? = nil, now: Instant,
    progress: (Int) -> Void = { _ in }
  ) throws {
    let submissions = entries.compactMap { entry -> Submission? in
      let facts = Erasure(entry: entry.number, ground: ground == nil ? .retention : .law, words: ground)
      guard let erase = Action.erasing(facts, on: entry.subject) else { return nil }
      return Submission(Request(erase, by: actor, at: now).within(session), on: entry.subject, key: .random())
    }
    let room = try room()
    for (submission, entry) in zip(submissions, entries) {
      let state = try reading { try subjects.state(entry.subject.column, $0) }
      _ = try room.judge(submission.request, of: state, amid: Surroundings(entry: entry), now: now)
    }
    for start in stride(from: 0, to: submissions.count, by: Self.erasedAtOnce) {
      let batch = Array(submissions[start..<min(start + Self.erasedAtOnce, submissions.count)])
      for case .refused(let refusal) in try commit(batch, now: now) { throw refusal }
      progress(start + batch.count)
    }
  }

  /// This many are erased in one transaction, for desks to go on working between.
  private static let erasedAtOnce = 50

  /// Makes sure that no deleted words are left in the bytes of the file or its journal: SQLite leaves copies behind
  /// where it has moved a row to another page. The file is written anew, under the writers' lock; `busy` where somebody
  /// still reads the journal.
  package func writeAnew() throws {
    guard let lock else { throw LedgerFault.readOnly }
    try lock.holding {
      try LedgerFault.told {
        try queue.writeWithoutTransaction { db in
          // All of the ledger goes through the journal, and would stay in it while somebody reads: it is not begun then.
          try Connection.emptyJournal(db)
          try keepTemporaryFilesBeside(db)
          try db.execute(sql: "VACUUM")
          try Connection.emptyJournal(db)
        }
      }
    }
  }

  /// VACUUM puts all that is live into a temporary file first, as large as the ledger. In memory that would be more than a
  /// machine may have (114 MB for 100 MB, where a file takes 8), and the system's temporary directory is on another
  /// disk, in other hands: so it lies beside the ledger, without a name, until it is done.
  private func keepTemporaryFilesBeside(_ db: Database) throws {
    let directory = FilePath.directory(of: path)
    let quoted = "'" + directory.replacing("'", with: "''") + "'"
    try db.execute(sql: "PRAGMA temp_store_directory = \(quoted)")
    // A library may have been built without that setting, which it passes over then.
    let isBeside = try String.fetchOne(db, sql: "PRAGMA temp_store_directory") == directory
    try db.execute(sql: "PRAGMA temp_store = \(isBeside ? "FILE" : "MEMORY")")
  }

  /// Counts the open incidents of each category, and of each unit in the lead, by code.
  package func openByCode() throws -> (categories: [String: Int], units: [String: Int]) {
    try reading { db in
      func counts(_ column: String) throws -> [String: Int] {
        let rows = try Row.fetchAll(
          db, sql: "SELECT \(column), COUNT(*) FROM incident WHERE station = ? AND isOpen = 1 GROUP BY 1",
          arguments: [station])
        return Dictionary(try rows.map { (try $0.value(0), try $0.value(1)) }, uniquingKeysWith: &+)
      }
      return (try counts("category"), try counts("department"))
    }
  }
}

extension Entry {
  fileprivate var isErasure: Bool {
    action.erasure != nil
  }
}
