import DutyCore
import DutyTables

/// A row as it would be recorded.
package struct ImportRow: Hashable, Sendable {
  package let received: Instant
  package let record: ImportedRecord
  /// The close lay before the reception and was dropped: the incident stays open.
  package let closingDropped: Bool
  /// Times outside 2000–2100, such as the 9999-12-31 that some systems write for “not yet”: left out, the row is kept.
  package let timesDropped: [ImportProfile.Field]

  /// Received or closed more than a day after `now`: a wrong year rather than another clock.
  func isAhead(of now: Instant) -> Bool { max(received, record.closed ?? received) > now + .days(1) }
}

/// The reason why one row is left out, and the column of the file that says so (from 1).
package struct RowFault: Error, Hashable, Sendable {
  package enum What: Hashable, Sendable {
    case csv(CSVFault, EncodingRead)
    case empty(column: String)
    case noTime(column: String, text: String, patterns: [String])
    case timeNotClaimable(column: String, text: String)
    case refused(Refusal)
  }

  package let what: What
  package let column: Int

  package func text(_ language: Language) -> String {
    switch what {
    case .csv(let fault, let reading):
      fault.reason(language)
        + (fault.what == .badText ? language("（\(reading.text(.zh))）", " (\(reading.text(.en)))") : "")
    case .empty(let column): language("“\(column)”是空的", "“\(column)” is empty")
    case .noTime(let column, let text, let patterns):
      language(
        "“\(column)”里的“\(text.excerpt)”不是时间，应当像 \(patterns.joined(separator: " 或 "))；别的写法可以加进方案的 timestamps",
        "“\(text.excerpt)” in “\(column)” is no time; it should look like \(patterns.joined(separator: " or ")); "
          + "other ways of writing can be added to the profile's timestamps")
    case .timeNotClaimable(let column, let text):
      language(
        "“\(column)”里的“\(text.excerpt)”不在 2000 年到 2100 年之间，请核对年份",
        "“\(text.excerpt)” in “\(column)” is not between 2000 and 2100: check the year")
    case .refused(let refusal): refusal.text(language)
    }
  }
}

/// Reads a table's rows by a profile, once the header is known.
package struct RowReader {
  /// The header as the file has it.
  package let header: [String]
  private let profile: ImportProfile
  private let names: CatalogueNames
  private let decoding: TextDecoding
  private let columns: [ImportProfile.Field: [Int]]
  private let fallback: Int?
  /// The file is one of rows that an import left out.
  private let isOfRejects: Bool

  init(
    _ record: CSVRecord, of path: String, _ decoding: TextDecoding, profile: ImportProfile, names: CatalogueNames
  ) throws(ImportFault) {
    if let fault = record.fault { throw .badHeader(path, fault, decoding.reading) }
    self.decoding = decoding
    header = record.fields.map { Words(written: $0)?.text ?? "" }
    self.profile = profile
    self.names = names
    isOfRejects = RejectedColumns.lead(header)
    let named = zip(RejectedColumns.original(header), header.indices.suffix(RejectedColumns.original(header).count))
    let places = Dictionary(named, uniquingKeysWith: { first, _ in first })
    columns = profile.columns.mapValues { $0.compactMap { places[$0] } }
    fallback = profile.externalIdFallback.flatMap { places[$0] }
    let wanted =
      ImportProfile.Field.allCases.flatMap { profile.columns[$0] ?? [] }
      + [profile.externalIdFallback].compactMap(\.self)
    let missing = wanted.filter { places[$0] == nil }
    guard missing.isEmpty else {
      throw .missingColumns(path, missing, header: header, missing.count == wanted.count ? decoding.reading : nil)
    }
  }

  package var reading: EncodingRead { decoding.reading }

  package func read(_ record: CSVRecord) throws(RowFault) -> ImportRow {
    if let fault = record.fault { throw RowFault(what: .csv(fault, decoding.reading), column: fault.column) }
    let fields: [String]
    do { fields = try record.fitted(to: header.count) } catch {
      throw RowFault(what: .csv(error, decoding.reading), column: error.column)
    }
    let externalId = text(.externalId, fields) ?? fallback.flatMap { trimmed(fields[$0]) }
    guard let externalId else { throw empty(.externalId) }
    let received = try received(fields)
    var timesDropped: [ImportProfile.Field] = []
    func claimed(_ field: ImportProfile.Field) throws(RowFault) -> Instant? {
      guard let moment = try instant(field, fields) else { return nil }
      if !moment.isClaimable { timesDropped.append(field) }
      return moment.isClaimable ? moment : nil
    }
    let (closed, due, replied) = (try claimed(.closed), try claimed(.due), try claimed(.replied))
    let dropped = closed.map { $0 < received } ?? false
    let categoryText = text(.category, fields)
    let category = categoryText.flatMap(names.category) ?? categoryText
    let department = text(.department, fields)
    let summary = text(.summary, fields) ?? category.map(names.name) ?? "(无摘要)"
    let record = ImportedRecord(
      origin: profile.origin, externalId: externalId,
      source: text(.source, fields).flatMap { profile.sources[$0] } ?? .other, summary: Words(summary),
      detail: words(.detail, fields), place: words(.place, fields), grid: text(.grid, fields), category: category,
      department: department.flatMap(names.department) ?? department, due: due,
      closed: dropped ? nil : closed, reply: words(.reply, fields), replied: replied,
      reporter: words(.reporter, fields, .name), phone: words(.phone, fields, .phone))
    return ImportRow(received: received, record: record, closingDropped: dropped, timesDropped: timesDropped)
  }

  private func received(_ fields: [String]) throws(RowFault) -> Instant {
    guard let received = try instant(.received, fields) else { throw empty(.received) }
    guard received.isClaimable else {
      throw RowFault(
        what: .timeNotClaimable(column: name(.received), text: text(.received, fields) ?? ""),
        column: column(of: .received))
    }
    return received
  }

  /// The place of the field's first column, from 1; 1 for a fault of the row as a whole.
  func column(of field: ImportProfile.Field) -> Int { (columns[field]?.first ?? 0) + 1 }

  private func text(_ field: ImportProfile.Field, _ fields: [String]) -> String? {
    guard let places = columns[field], let first = places.first else { return nil }
    if places.count == 1 { return trimmed(fields[first]) }
    let parts = places.compactMap { trimmed(fields[$0]) }
    return parts.isEmpty ? nil : parts.joined(separator: " / ")
  }

  private func trimmed(_ text: String) -> String? {
    let original = isOfRejects ? text.undefused : text
    return Words(written: profile.isDefused ? original.undefused : original)?.text
  }

  private func words(_ field: ImportProfile.Field, _ fields: [String], _ kind: Words.Kind = .text) -> Words? {
    Words(written: text(field, fields), kind: kind)
  }

  private func instant(_ field: ImportProfile.Field, _ fields: [String]) throws(RowFault) -> Instant? {
    guard let written = text(field, fields) else { return nil }
    if profile.timestamps.isEmpty, let moment = profile.zone.instant(written) { return moment }
    for pattern in profile.timestamps {
      if let time = pattern.read(written) { return profile.zone.instant(time) }
    }
    let patterns = profile.timestamps.isEmpty ? ["2026-11-21T09:30:00+08:00"] : profile.timestamps.map(\.text)
    throw RowFault(
      what: .noTime(column: name(field), text: written, patterns: patterns), column: column(of: field))
  }

  private func empty(_ field: ImportProfile.Field) -> RowFault {
    RowFault(what: .empty(column: name(field)), column: column(of: field))
  }

  private func name(_ field: ImportProfile.Field) -> String {
    (profile.columns[field] ?? []).joined(separator: " / ")
  }
}
