import DutyCore
import DutyLedger
import DutyTables

/// Brings another system's rows into the ledger, a batch at a time, so that desks go on working meanwhile.
package final class Importer {
  /// A row that was left out.
  package struct Reject: Hashable, Sendable {
    package let path: String
    package let record: CSVRecord
    package let fault: RowFault
    package let header: [String]
  }

  package private(set) var tally = ImportTally()
  /// The longest time one commit took, waiting for the lock included; nanoseconds.
  package private(set) var longestCommit: Int64 = 0

  private let ledger: Ledger
  private let profile: ImportProfile
  private let names: CatalogueNames
  private let now: () -> Instant
  /// A clock that never steps; nanoseconds.
  private let ticks: () -> Int64
  private var size = BatchSize()
  private var batch: [(record: CSVRecord, row: ImportRow)] = []
  private var bytesInBatch = 0

  package init(
    into ledger: Ledger, by profile: ImportProfile, now: @escaping () -> Instant, ticks: @escaping () -> Int64
  ) throws {
    self.ledger = ledger
    self.profile = profile
    self.now = now
    self.ticks = ticks
    names = CatalogueNames(try ledger.room().catalogue)
  }

  /// Imports one file. What was read before it breaks off stays; running it again adds nothing twice.
  package func take(
    _ file: ImportFile, rejected: (Reject) throws -> Void, progressed: (Double) -> Void
  ) throws {
    var last: RowReader?
    do {
      try file.rows(profile, names) { record, result, reader in
        last = reader
        tally.read += 1
        switch result {
        case .failure(let fault): try reject(record, fault, reader, file, rejected)
        case .success(let row): try add(record, row, reader, file, rejected)
        }
        if tally.read % 500 == 0 { progressed(file.progress) }
      }
    } catch let fault as ImportFault {
      if let last { try commit(last, file, rejected) }
      throw fault
    }
    if let last { try commit(last, file, rejected) }
    progressed(1)
  }

  private func add(
    _ record: CSVRecord, _ row: ImportRow, _ reader: RowReader, _ file: ImportFile,
    _ rejected: (Reject) throws -> Void
  ) throws {
    // Asked outside the lock, so that a batch is made of new rows, which all take the same time.
    if try ledger.known(origin: row.record.origin, externalId: row.record.externalId) != nil {
      tally.duplicates += 1
      return
    }
    batch.append((record, row))
    bytesInBatch += record.fields.reduce(0) { $0 + $1.utf8.count }
    if batch.count >= size.rows || bytesInBatch >= BatchSize.mostBytes { try commit(reader, file, rejected) }
  }

  private func commit(_ reader: RowReader, _ file: ImportFile, _ rejected: (Reject) throws -> Void) throws {
    guard !batch.isEmpty else { return }
    let submissions = batch.map {
      Submission(Request(.importRecord($0.row.record), by: .importer, at: $0.row.received), key: .random())
    }
    let start = ticks()
    let now = now()
    let outcomes = try ledger.commit(submissions, now: now)
    let took = ticks() - start
    longestCommit = max(longestCommit, took)
    size.learn(rows: batch.count, took: took)
    for (outcome, (record, row)) in zip(outcomes, batch) {
      switch outcome {
      case .recorded:
        tally.imported += 1
        tally.warn(of: row, line: record.line, now: now)
      case .refused(.what(.alreadyKnown)): tally.duplicates += 1
      case .refused(let refusal):
        let fault = RowFault(what: .refused(refusal), column: reader.column(of: .externalId))
        try reject(record, fault, reader, file, rejected)
      case .overtaken: preconditionFailure("an import looks at no incident that could be overtaken")
      }
    }
    batch.removeAll(keepingCapacity: true)
    bytesInBatch = 0
  }

  private func reject(
    _ record: CSVRecord, _ fault: RowFault, _ reader: RowReader, _ file: ImportFile,
    _ rejected: (Reject) throws -> Void
  ) throws {
    tally.rejected += 1
    try rejected(Reject(path: file.path, record: record, fault: fault, header: reader.header))
  }
}

extension Importer.Reject {
  /// Says where and why, in one line.
  package func text(_ language: Language) -> String {
    let name = fault.column <= header.count ? header[fault.column - 1].excerpt : ""
    let zh = "\(path) 第 \(record.line) 行第 \(fault.column) 列" + (name.isEmpty ? "" : "（\(name)）")
    let en = "\(path), line \(record.line), column \(fault.column)" + (name.isEmpty ? "" : " (\(name))")
    return language(zh + "：", en + ": ") + fault.text(language)
  }
}
