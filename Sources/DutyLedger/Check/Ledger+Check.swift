import DutyCore
import DutySystem
import Foundation
import GRDB

// Proof that nothing was altered: the chain over the bytes, every header column against the bytes, every word against
// its digest, every row and count against what the entries add up to, the schema against ours, and SQLite's own look.

extension Ledger {
  /// Checks the whole ledger as it stands at one moment. `witnessed` is a head written down earlier, on a report or a
  /// handover sheet: it must still be in the chain.
  package func check(against witnessed: String? = nil) throws -> CheckResult {
    try Self.check(at: path, against: witnessed)
  }

  /// The same for a file that may be too damaged to be opened for work, with every line of a heads file held against it.
  /// `progress` is told, on any thread, how much is done: 0 … 1.
  package static func check(
    at path: String, against witnessed: String? = nil, heads: HeadsFile? = nil,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> CheckResult {
    try heads?.requireApart(fromLedger: FilePath.real(path))
    let lines = try heads?.lines() ?? []
    return try checked(path, connections: Checking.connections) { readers in
      let result = try Checking(readers, progress).result(against: witnessed)
      return try withHeads(lines, of: heads, result, readers)
    }
  }

  /// Checks what came after the entry whose hash is `head`, in hex, which an earlier whole check found sound.
  package static func check(
    at path: String, since head: String, heads: HeadsFile? = nil,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> CheckResult {
    try heads?.requireApart(fromLedger: FilePath.real(path))
    let lines = try heads?.lines() ?? []
    return try checked(path, connections: 1) { readers in
      let result = try readers.map([{ @Sendable in try SinceChecking($0, progress).result(since: head) }]).first
      return try withHeads(lines, of: heads, result ?? CheckResult(), readers)
    }
  }

  /// Runs `body` with connections that see one moment. A file that SQLite cannot open, but is known as a ledger's, is an
  /// answer, too. The journal is not written back meanwhile: nobody is to stop in the middle.
  private static func checked(
    _ path: String, connections: Int, _ body: (Readers) throws -> CheckResult
  ) throws -> CheckResult {
    let path = try LedgerPath.opening(path)
    LongReading.standBack(path)
    return try StopSignals.waiting { try checkedUnstopped(path, connections, body) }
  }

  private static func checkedUnstopped(
    _ path: String, _ connections: Int, _ body: (Readers) throws -> CheckResult
  ) throws -> CheckResult {
    return try LedgerFault.told {
      let readers: Readers
      do {
        readers = try Connection.readers(path, count: connections)
        try requireOurs(readers, path)
      } catch {
        if let result = unopened(path, error) { return result }
        throw (error as? DatabaseError)?.resultCode == .SQLITE_NOTADB ? LedgerFault.notOurs(path: path) : error
      }
      try readers.begin()
      let outcome = Result { try body(readers) }
      try readers.end()
      var result = try outcome.get()
      result.isOfCopy = readers.source == .copy
      if result.run == .restore { result.exportable = exportable(path) }
      return result
    }
  }

  /// Finds how far an export would come, by reading what it reads.
  private static func exportable(_ path: String) -> Int64? {
    var last: Int64?
    do {
      let ledger = try Ledger(opening: path, access: .readOnly)
      try ledger.entries { last = $0.number }
    } catch {
      return last
    }
    return last
  }

  /// Throws unless the file is a ledger of this version.
  private static func requireOurs(_ readers: Readers, _ path: String) throws {
    for queue in readers.queues.prefix(1) { try Connection.requireOurs(queue, path) }
  }

  /// Tells what is wrong with a ledger that cannot be opened; nil where it is none, of another version, or the fault is not
  /// the file's.
  private static func unopened(_ path: String, _ error: any Error) -> CheckResult? {
    let findings: Found?
    if let fault = error as? LedgerFault {
      findings = FileHeader.mistaken(path, fault)
    } else {
      findings = Damage.what(error).flatMap { FileHeader.problems(path, why: $0) }
    }
    guard let findings else { return nil }
    var result = CheckResult()
    result.take(findings)
    return result
  }

  private static func withHeads(
    _ lines: [HeadsFile.Line?], of heads: HeadsFile?, _ result: CheckResult, _ readers: Readers
  ) throws -> CheckResult {
    guard let heads, !lines.isEmpty else { return result }
    let found = try readers.map([{ @Sendable in try HeadsPart.check(lines, heads.path, $0) }])
    var result = result
    found.forEach { result.take($0) }
    return result
  }
}

/// Every line of a heads file, held against the ledger.
private struct HeadsPart {
  static func check(_ lines: [HeadsFile.Line?], _ path: String, _ db: Database) throws -> Found {
    var findings = Found()
    for (index, line) in lines.enumerated() {
      let written = "\(path), line \(index + 1)"
      guard let line else {
        findings.report(nil, nil, "\(written): cannot be read")
        continue
      }
      try findings.proving(at: written, run: .restore) {
        if try !Ledger.holds(line, db) {
          $0.report(nil, line.entry, "\(written): head \(line.hash) is not in this ledger")
        }
      }
    }
    return findings
  }
}
