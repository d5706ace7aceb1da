import DutyCore
import DutySystem
import Foundation
import GRDB
import GRDBSQLite

/// Opens a ledger's file, with the settings every connection must have.
enum Connection {
  /// The first SQLite with STRICT tables (sqlite.org/stricttables.html).
  static let oldestLibrary = (number: 3_037_000, name: "3.37")

  /// Throws where SQLite, by its number, is older than a ledger needs.
  static func requireLibrary(_ number: Int = Int(sqlite3_libversion_number())) throws {
    guard number < oldestLibrary.number else { return }
    throw LedgerFault.libraryTooOld(version: "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)")
  }

  /// Opens a ledger that is there: looks whether it is one of ours and of this version before anything is changed.
  static func open(_ path: String, _ access: Ledger.Access) throws -> (queue: DatabaseQueue, source: ReadingSource) {
    do {
      switch access {
      case .readOnly:
        let readers = try readers(path, count: 1)
        guard let queue = readers.queues.first else { preconditionFailure("as many connections as were asked for") }
        try requireOurs(queue, path)
        return (queue, readers.source)
      case .readWrite:
        let queue = try DatabaseQueue(path: path, configuration: try configuration(access))
        try requireOurs(queue, path)
        try makeDurable(queue)
        return (queue, .itself)
      }
    } catch let error as DatabaseError {
      throw error.resultCode == .SQLITE_NOTADB ? LedgerFault.notOurs(path: path) : LedgerFault(error)
    }
  }

  /// Opens `count` connections for reading, wherever the ledger lies: SQLite reads a journal only where it can write
  /// beside it. Whose file it is, is not looked at.
  static func readers(_ path: String, count: Int) throws -> Readers {
    let configuration = try configuration(.readOnly)
    func open(_ path: String) throws -> [DatabaseQueue] {
      try (0..<count).map { _ in try DatabaseQueue(path: path, configuration: configuration) }
    }
    do {
      return Readers(queues: try open(path), source: .itself)
    } catch let error as DatabaseError where isOfPlace(error) && access(path, R_OK) == 0 {
      if try playBack(path) { return Readers(queues: try open(path), source: .itself) }
      let stillness = Stillness(path)
      if stillness.isWithoutJournal, let still = try? open(immutable(path)) {
        return Readers(queues: still, source: .still(stillness))
      }
      return Readers(queues: try PrivateCopy.opened(path, open), source: .copy)
    }
  }

  /// Plays a rollback journal back that somebody killed has left, which who only reads may not. False where there is
  /// none, or nothing may be written here.
  static func playBack(_ path: String) throws -> Bool {
    guard let size = FileFacts.sizeAndTime(path + "-journal")?.first, size > 0, access(path, W_OK) == 0,
      access(FilePath.directory(of: path), W_OK) == 0
    else { return false }
    let queue = try DatabaseQueue(path: path, configuration: try configuration(.readWrite))
    _ = try header(queue)
    try queue.close()
    return true
  }

  /// Whether the file is in order, for all SQLite knows, and the place it lies in is not.
  private static func isOfPlace(_ error: DatabaseError) -> Bool {
    [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM].contains(error.resultCode)
  }

  /// A file that nobody writes to, as SQLite is told of it.
  private static func immutable(_ path: String) -> String {
    let plain = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
    return "file:\(path.addingPercentEncoding(withAllowedCharacters: plain) ?? path)?immutable=1"
  }

  /// Opens an empty file that is to become a ledger.
  static func openEmpty(_ path: String) throws -> DatabaseQueue {
    try LedgerFault.told {
      let queue = try DatabaseQueue(path: path, configuration: try configuration(.readWrite))
      try makeDurable(queue)
      return queue
    }
  }

  /// Opens the empty file that a ledger is made anew in. It is written without a journal on the disk and put
  /// there as a whole at the end: whoever is killed leaves a draft that is made anew too.
  static func openToRemake(_ path: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: try configuration(.readWrite))
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
    }
    return queue
  }

  /// Attaches the ledger at `path`, which nobody else may have open. Its journal is put away, which SQLite lets only the
  /// one connection do that there is; what was left by somebody killed is put right by that.
  static func attachAlone(_ path: String, as name: String, _ db: Database) throws {
    do {
      try db.execute(sql: "PRAGMA busy_timeout = 0")
      try db.execute(sql: "ATTACH ? AS \(name)", arguments: [path])
      try db.execute(
        sql: """
          PRAGMA \(name).journal_mode = DELETE; PRAGMA \(name).locking_mode = EXCLUSIVE;
          SELECT COUNT(*) FROM \(name).sqlite_schema
          """)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw LedgerFault.inUse(path: path)
    }
  }

  /// The version of the ledger at `path`. Throws where it is none of ours, or of a version that cannot be migrated.
  static func version(_ path: String) throws -> Int {
    do {
      _ = try playBack(path)
      let queue = try DatabaseQueue(path: path, configuration: try configuration(.readOnly))
      let (id, version) = try header(queue)
      try queue.close()
      guard id == Schema.applicationID else { throw LedgerFault.notOurs(path: path) }
      if version > Schema.version { throw LedgerFault.newerSchema(path: path) }
      if version < Schema.oldest { throw LedgerFault.tooOld(path: path) }
      return version
    } catch let error as DatabaseError {
      throw error.resultCode == .SQLITE_NOTADB ? LedgerFault.notOurs(path: path) : LedgerFault(error)
    }
  }

  private static func configuration(_ access: Ledger.Access) throws -> Configuration {
    try requireLibrary()
    var configuration = Configuration()
    configuration.readonly = access == .readOnly
    configuration.foreignKeysEnabled = access == .readWrite
    configuration.busyMode = .timeout(Double(waiting) / 1000)
    // Several reports may share one look at the ledger; see `Ledger.steady`.
    configuration.allowsUnsafeTransactions = access == .readOnly
    // What SQLite sorts or sets aside stays in memory: a report needs no room on a disk, and nobody's words lie in the
    // system's temporary directory.
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA mmap_size = 0;
          PRAGMA temp_store = MEMORY;
          """)
    }
    return configuration
  }

  /// The size that a journal keeps once it has been written back, in bytes. It is written back after a thousand pages,
  /// 4 MiB; four times that is cut only where somebody's reading had held it up.
  static let largestJournal = 16 << 20

  /// How often a journal that has grown beyond its size is tried to be begun anew by any of the writers, and how long the
  /// one waits then for those who read, in milliseconds: mostly less than anybody may hold the lock. A journal that long
  /// readings stand back from (`LongReading`) is worth a longer wait, more seldom: only short ones are still begun.
  struct JournalPatience {
    let pause: Int
    let milliseconds: Int

    /// Nil for a journal of a size that is left to SQLite; `size` in bytes.
    init?(journal size: Int64) {
      switch size {
      case ...Int64(largestJournal): return nil
      case ...LongReading.largestJournal: (pause, milliseconds) = (500, 40)
      default: (pause, milliseconds) = (1000, 100)
      }
    }
  }

  /// Writes the journal back and begins it anew, unless somebody goes on reading in it.
  static func beginJournalAnew(_ patience: JournalPatience, _ db: Database) throws {
    do {
      try waiting(patience.milliseconds, db) { try db.checkpoint(.restart) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      // The next one tries again.
    }
  }

  /// Writes the journal back and leaves nothing in it. All writers are kept out meanwhile, so that those who read are waited
  /// for half a second at most; `SQLITE_BUSY` where they go on.
  static func emptyJournal(_ db: Database) throws {
    try waiting(500, db) { try db.checkpoint(.truncate) }
  }

  private static func waiting<Value>(_ milliseconds: Int, _ db: Database, _ body: () throws -> Value) throws {
    try db.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
    let outcome = Result { try body() }
    try db.execute(sql: "PRAGMA busy_timeout = \(waiting)")
    _ = try outcome.get()
  }

  /// Whoever opens or reads waits this long for SQLite's own locks, in milliseconds.
  private static let waiting = 2000

  /// WAL with every commit on the disk before it is acknowledged, read back because a library may set it otherwise.
  private static func makeDurable(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { db in
      let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      guard mode == "wal" else { throw LedgerFault.system("journal mode is \(mode ?? "unknown"), not wal") }
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA journal_size_limit = \(largestJournal)")
      let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
      guard synchronous == 2 else { throw LedgerFault.system("synchronous is not FULL") }
    }
  }

  /// Throws unless the file is a ledger of ours, of this version.
  static func requireOurs(_ queue: DatabaseQueue, _ path: String) throws {
    let (id, version) = try header(queue)
    guard id == Schema.applicationID else { throw LedgerFault.notOurs(path: path) }
    if version > Schema.version { throw LedgerFault.newerSchema(path: path) }
    if version < Schema.version { throw LedgerFault.olderSchema(path: path) }
  }

  private static func header(_ queue: DatabaseQueue) throws -> (id: Int32, version: Int) {
    try queue.inDatabase { db in
      (
        try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      )
    }
  }
}
