import DutyCore
import DutyLedger
import DutySystem
import DutyTables

/// Shows what an import would make of a file, without writing: its first rows as they would be recorded, and how many would
/// be left out.
package struct ImportPreview {
  /// Enough to see whether each column went to its place.
  private static let rows = 5

  package let path: String
  package private(set) var tally = ImportTally()
  private var reading: EncodingRead?
  private var first: [ImportRow] = []
  private var rejects: [Importer.Reject] = []

  package init(_ file: ImportFile, by profile: ImportProfile, into ledger: Ledger, now: Instant) throws {
    path = file.path
    // Digests alone, for files of millions of rows.
    var seen: Set<Int> = []
    var last: RowReader?
    try file.rows(profile, CatalogueNames(try ledger.room().catalogue)) { record, result, reader in
      tally.read += 1
      last = reader
      switch result {
      case .success(let row):
        let externalId = row.record.externalId
        if try !seen.insert(externalId.hashValue).inserted
          || ledger.known(origin: row.record.origin, externalId: externalId) != nil
        {
          tally.duplicates += 1
        } else {
          tally.warn(of: row, line: record.line, now: now)
        }
        if first.count < Self.rows { first.append(row) }
      case .failure(let fault):
        tally.rejected += 1
        guard rejects.count < Self.rows else { return }
        rejects.append(Importer.Reject(path: path, record: record, fault: fault, header: reader.header))
      }
    }
    reading = last?.reading
  }

  package func text(_ zone: Zone, _ language: Language) -> String {
    let shown = first.map { row in
      facts(row, zone, language).map { "  \($0.key): \($0.value.excerpt)" }.joined(separator: "\n")
    }
    let read = reading.map { ["\(path)" + language("：\($0.text(.zh))。", ": \($0.text(.en)).")] } ?? []
    let summary = language(
      "\(path)：共 \(tally.read) 行，已有 \(tally.duplicates) 件，会退回 \(tally.rejected) 行。没有写入。",
      "\(path): \(tally.read) rows, \(tally.duplicates) known already, \(tally.rejected) would be rejected. Nothing was written."
    )
    let told = (tally.cautions(language) + [summary]).joined(separator: "\n")
    return (read + shown + rejects.map { $0.text(language) } + [told]).joined(separator: "\n\n")
  }

  /// The keys of an import's summary, and the file's first rows.
  package func json(seconds: Double, _ zone: Zone, _ language: Language) -> String {
    let shown = first.map { row in
      let facts = facts(row, zone, language).sorted { $0.key < $1.key }
      return "{" + facts.map { "\"\($0.key)\":\(JSONText.string($0.value))" }.joined(separator: ",") + "}"
    }
    let encoding = reading?.used.map { JSONText.string($0.rawValue) } ?? "null"
    return
      "{\"duplicates\":\(tally.duplicates),\"encoding\":\(encoding),\"file\":\(JSONText.string(path)),\"imported\":0,"
      + "\"read\":\(tally.read),\"rejected\":\(tally.rejected),\"rows\":[\(shown.joined(separator: ","))],"
      + "\"seconds\":\(tally.rounded(seconds)),\"warnings\":\(tally.warnings)}"
  }

  /// Lists what a row says, by the names profiles use, in their order; a name or phone shows its shape only.
  private func facts(_ row: ImportRow, _ zone: Zone, _ language: Language) -> [(key: String, value: String)] {
    let record = row.record
    let facts: [(ImportProfile.Field, String?)] = [
      (.externalId, record.externalId), (.received, zone.text(row.received)), (.closed, record.closed.map(zone.text)),
      (.due, record.due.map(zone.text)), (.department, record.department), (.category, record.category),
      (.summary, record.summary.shown(language)), (.detail, record.detail?.shown(language)),
      (.place, record.place?.shown(language)), (.grid, record.grid), (.source, record.source.rawValue),
      (.reply, record.reply?.shown(language)), (.replied, record.replied.map(zone.text)),
      (.reporter, record.reporter?.shown(language)), (.phone, record.phone?.shown(language)),
    ]
    return facts.compactMap { field, value in value.map { (field.rawValue, $0) } }
  }
}
