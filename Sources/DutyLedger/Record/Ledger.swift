import DutyCore
import DutySystem
import Foundation
import GRDB

/// The permanent record of one station's duty, in one SQLite file.
///
/// Five verbs: `commit` puts acts in, `snapshot` is what a desk shows, `changed` tells of other processes, `history`
/// is an incident's entries, `check` proves that nothing was altered. One process, one ledger, one thread.
package final class Ledger {
  package enum Access: Sendable { case readWrite, readOnly }

  /// The last entry: its number, its hash in hex, and when it was recorded.
  package struct Head: Hashable, Sendable {
    package let entry: Int64
    package let hash: String
    package let recorded: Instant

    package init(entry: Int64, hash: String, recorded: Instant) {
      self.entry = entry
      self.hash = hash
      self.recorded = recorded
    }
  }

  package let path: String
  let queue: DatabaseQueue
  /// The place that is read for this ledger: itself, as a rule.
  let source: ReadingSource
  let station: String
  let lock: WriterLock?
  private let notice: ChangeNotice?
  private var dataVersion: Int64?
  var cachedRoom: Room
  let subjects = SubjectCache()
  let speller = Speller()
  var lastLook: Look?
  var witness: Witness
  let heads: HeadsFile?
  /// The moment at which the head was last written into the heads file, or would have been.
  var headKept: Instant?
  /// The reading of the machine's clock when the program began, where somebody keeps it; see `RecordedTime`.
  let started: ClockStart?

  /// The file that is written to after each commit; watch it to hear of other processes' commits.
  package var noticePath: String { path + ".notify" }

  /// Opens a ledger that is there, by its path past all links. Refuses files that are not ledgers, of another version, on
  /// a network disk, with further names, or without what the heads file says was in them.
  package init(opening path: String, access: Access, heads: HeadsFile? = nil, started: ClockStart? = nil) throws {
    let path = try LedgerPath.opening(path)
    try heads?.requireApart(fromLedger: path)
    // A limit on the size of files is a fault to be told, not a signal to die of.
    signal(SIGXFSZ, SIG_IGN)
    let (queue, source) = try Connection.open(path, access)
    self.path = path
    self.queue = queue
    self.source = source
    lock = access == .readWrite ? try WriterLock(ofLedger: path) : nil
    notice = access == .readWrite ? try ChangeNotice(ofLedger: path) : nil
    let room = try LedgerFault.told {
      // Whoever only reads types into no form, so that nobody asks how a name is spelled.
      try queue.inDatabase { access == .readWrite ? try RoomReading.current($0) : try RoomReading.whole($0) }
    }
    guard let room else { throw LedgerFault.damaged("the founding entry is missing") }
    cachedRoom = room
    station = room.station
    witness = Witness(path: path)
    self.heads = heads
    self.started = started
    try requireHeads()
  }

  /// Founds a new ledger at `path` with its first entry and then `acts` on the room. It is made beside its place and
  /// put there whole: a founding that is refused, fails or is killed leaves nothing that could be taken for a ledger.
  /// Refuses to overwrite anything. Throws the `Refusal` of an act that the rules do not take.
  package static func create(at path: String, charter: Charter, acts: [Action] = [], now: Instant) throws -> Ledger {
    let path = try destination(path)
    Making.clean(beside: path)
    let making = try Making(for: path)
    try FileFacts.makeEmptyFile(making.file)
    let queue = try Connection.openEmpty(making.file)
    try LedgerFault.told {
      try queue.write { db in
        try Schema.create(db)
        try Appending.found(charter, now: now, db)
      }
      try queue.close()
    }
    let ledger = try Ledger(opening: making.file, access: .readWrite)
    try ledger.record(acts, by: .housekeeping, now: now)
    try ledger.close()
    try making.put(at: path, ownerOf: FilePath.directory(of: path))
    return try Ledger(opening: path, access: .readWrite)
  }

  /// `path` past all links, where no ledger is and one can be put.
  static func destination(_ path: String) throws -> String {
    try FileFacts.requireFree(path)
    try FileFacts.makeDirectory(for: path)
    let destination = FilePath.real(path)
    guard !FileFacts.isOnNetwork(destination) else { throw LedgerFault.networkFileSystem(path: destination) }
    return destination
  }

  /// Closes the file; the last one to leave writes the journal back, under the writers' lock.
  package func close() throws { try close(patience: WriterLock.patience) }

  private func close(patience: Int) throws {
    try LedgerFault.told {
      if let lock { try lock.holding(patience: patience) { try queue.close() } } else { try queue.close() }
    }
  }

  deinit {
    // Where nobody closed it, a journal that cannot be written back now is read at the next opening. Whoever cannot have the
    // lock at once is not the last to leave.
    do { try close(patience: 1) } catch { return }
  }

  // MARK: - Reading

  /// Runs `body` with the ledger standing still for this program, which has it open for reading: whatever it asks, and
  /// however often, is answered as of one entry. The journal is not written back past it meanwhile: `body` waits for
  /// nobody, neither a person nor a pipe.
  package func steady<Value>(_ body: () throws -> Value) throws -> Value {
    LongReading.standBack(path)
    return try StopSignals.waiting {
      try LedgerFault.told {
        try queue.inDatabase { db in
          try db.beginTransaction(.deferred)
          // SQLite takes its snapshot at the first reading.
          _ = try Self.head(db)
        }
      }
      let outcome = Result { try body() }
      try LedgerFault.told { try queue.inDatabase { try $0.rollback() } }
      if case .still(let stillness) = source { try stillness.requireKept() }
      return try outcome.get()
    }
  }

  /// Runs `body` in one read transaction: everything it sees is of one moment. It waits for nobody either.
  func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try StopSignals.waiting {
      try LedgerFault.told {
        try queue.inDatabase { db in
          if db.isInsideTransaction { return try body(db) }
          var value: Value?
          try db.inTransaction(.deferred) {
            value = try body(db)
            return .commit
          }
          guard let value else { preconditionFailure("a transaction that did not throw has run its body") }
          if case .still(let stillness) = source { try stillness.requireKept() }
          return value
        }
      }
    }
  }

  package func room() throws -> Room {
    try reading { try refreshedRoom($0) }
  }

  func refreshedRoom(_ db: Database) throws -> Room {
    cachedRoom = try RoomReading.refreshed(cachedRoom, db)
    return cachedRoom
  }

  package var head: Head {
    get throws { try reading { try Self.head($0) } }
  }

  /// The head, which every later look and act must find again.
  func seenHead(_ db: Database) throws -> Head {
    try witness.requireContained(db)
    let head = try Self.head(db)
    witness.see(entry: head.entry, hash: head.hash)
    return head
  }

  static func head(_ db: Database, through last: Int64 = .max) throws -> Head {
    let statement = try db.cachedStatement(
      sql: "SELECT number, hash, recorded FROM entry WHERE number <= ? ORDER BY number DESC LIMIT 1")
    guard let row = try Row.fetchOne(statement, arguments: [last]) else {
      throw LedgerFault.damaged("no entry up to number \(last)")
    }
    let entry: Int64 = try row.value(0)
    try Appending.requireBounded(entry)
    return Head(
      entry: entry, hash: Chain.hex(try row.value(1, as: Data.self)),
      recorded: Instant(milliseconds: try row.value(2)))
  }

  /// Whether another process has committed since this was last asked (a look at SQLite's data version, 13 µs).
  /// Throws where the ledger's files are no longer the ones that were opened.
  package func changed() throws -> Bool {
    try witness.requireInPlace()
    let version = try LedgerFault.told {
      try queue.inDatabase { try Int64.fetchOne($0.cachedStatement(sql: "PRAGMA data_version")) }
    }
    defer { dataVersion = version }
    return version != dataVersion
  }

  /// Tells the other processes that something was committed.
  func announce() { notice?.announce() }
}
