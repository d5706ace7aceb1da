import DutyCore
import DutySystem
import Foundation
import GRDB
import Synchronization

/// The place that a ledger is read from.
enum ReadingSource: Hashable, Sendable {
  case itself
  /// Itself, where nothing can be written and no journal lies beside: as it was when it was opened.
  case still(Stillness)
  /// A private copy, since a journal lies beside it that SQLite cannot read there.
  case copy
}

/// A file and its journal, by size and time of the last change: whether somebody has written to them.
struct Stillness: Hashable, Sendable {
  private let path: String
  private let facts: [[Int64]?]

  init(_ path: String) {
    self.path = path
    facts = Self.facts(path)
  }

  /// Nothing to be read lies in the journal, if there is one.
  var isWithoutJournal: Bool { facts.dropFirst().allSatisfy { ($0?.first ?? 0) == 0 } }

  func requireKept() throws {
    guard Self.facts(path) == facts else { throw LedgerFault.busy(nil) }
  }

  private static func facts(_ path: String) -> [[Int64]?] {
    [path, path + "-wal", path + "-journal"].map(FileFacts.sizeAndTime)
  }
}

/// Connections that read one ledger; once begun, all of them see one moment of it.
struct Readers: Sendable {
  let queues: [DatabaseQueue]
  let source: ReadingSource

  /// A moment that no commit comes into the middle of is tried for this often. Beginning takes a tenth of a millisecond.
  private static let patience = 100

  /// Begins a read transaction on each connection, each seeing the same entry last.
  func begin() throws {
    for _ in 0..<Self.patience {
      let heads = try queues.map { try $0.inDatabase(Self.begin) }
      if heads.allSatisfy({ $0 == heads.first }) { return }
      try end()
    }
    throw LedgerFault.busy(nil)
  }

  private static func begin(_ db: Database) throws -> [DatabaseValue]? {
    try db.beginTransaction(.deferred)
    // SQLite takes its snapshot at the first reading.
    _ = try Int.fetchOne(db, sql: "PRAGMA user_version")
    do {
      let row = try Row.fetchOne(db, sql: "SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1")
      return row.map { Array($0.databaseValues) }
    } catch {
      guard Damage.what(error) != nil else { throw error }
      return nil
    }
  }

  /// Ends the transactions. Throws where the file has changed although nothing was to be written there.
  func end() throws {
    for queue in queues { try queue.inDatabase { if $0.isInsideTransaction { try $0.rollback() } } }
    if case .still(let stillness) = source { try stillness.requireKept() }
  }

  /// Each of `jobs` on the next connection that is free; what they gave, in their order.
  func map<Value: Sendable>(_ jobs: [@Sendable (Database) throws -> Value]) throws -> [Value] {
    let next = Mutex(jobs.startIndex)
    let outcomes = Mutex<[Int: Result<Value, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: queues.count) { worker in
      while let index = next.withLock({ index in index < jobs.endIndex ? Self.take(&index) : nil }) {
        let outcome = Result { try queues[worker].inDatabase(jobs[index]) }
        outcomes.withLock { $0[index] = outcome }
        if case .failure = outcome { next.withLock { $0 = jobs.endIndex } }
      }
    }
    let given = outcomes.withLock(\.self).sorted { $0.key < $1.key }
    return try given.map { try $0.value.get() }
  }

  private static func take(_ index: inout Int) -> Int {
    defer { index += 1 }
    return index
  }
}

/// A copy of a ledger for one program alone, in a directory that nobody else can look into.
enum PrivateCopy {
  private static let piece = 1 << 20
  private static let tries = 5

  /// Copies the ledger at `path` with its journal, hands it to `open`, and takes its name away: what was opened goes on
  /// being read, and nothing is left of it once the program has ended, however it ends.
  static func opened<Value>(_ path: String, _ open: (String) throws -> Value) throws -> Value {
    let directory = try makeDirectory()
    let copy = directory + "/duty.sqlite"
    defer {
      ["", "-wal", "-shm", "-journal"].forEach { unlink(copy + $0) }
      rmdir(directory)
    }
    for _ in 0..<tries {
      let before = Stillness(path)
      try copyMain(path, to: copy)
      // Nobody has a lock on a journal.
      for journal in ["-wal", "-journal"] {
        if let whole = try FileFacts.end(of: path + journal, last: nil) { try write([whole.bytes], to: copy + journal) }
      }
      guard Stillness(path) == before else { continue }
      _ = try Connection.playBack(copy)
      return try open(copy)
    }
    throw LedgerFault.busy(nil)
  }

  private static func makeDirectory() throws -> String {
    let parent = LedgerPath.temporary(.system)
    var template = Array((parent + "/duty-ledger-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw LedgerFault.noCopy(directory: parent) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func copyMain(_ path: String, to copy: String) throws {
    guard let file = RawFile(path), let size = file.size else { throw LedgerFault.readOnly }
    let pieces = stride(from: 0, to: size, by: piece).lazy.compactMap { offset in
      file.bytes(at: offset, Int(min(Int64(piece), size - offset)))
    }
    try write(pieces, to: copy)
  }

  private static func write(_ pieces: some Sequence<[UInt8]>, to path: String) throws {
    unlink(path)
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LedgerFault.noCopy(directory: FilePath.directory(of: path)) }
    defer { close(file) }
    for bytes in pieces where Outlet.write(bytes, to: file) != nil {
      throw LedgerFault.noCopy(directory: FilePath.directory(of: path))
    }
  }
}

extension FileFacts {
  /// Nil where there is no file.
  static func sizeAndTime(_ path: String) -> [Int64]? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return [Int64(facts.st_size), Int64(facts.st_mtim.tv_sec), Int64(facts.st_mtim.tv_nsec)]
  }
}
