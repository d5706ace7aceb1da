import DutyCore
import DutyIntake
import DutySystem
import DutyTables

/// Takes each input of libFuzzer: any way of reading it that differs from another, or a row that is lost, is a crash.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard let agreement = ReadingAgreement(UnsafeBufferPointer(start: data, count: size)) else { return 0 }
  do {
    let records = try agreement.records().get()
    try importing(records, in: agreement.encoding)
  } catch {
    fatalError("\(error)")
  }
  return 0
}

private let profile = ImportProfile(
  origin: "fuzz", zone: Zone(fixedSeconds: 28_800), timestamps: patterns,
  columns: [
    .externalId: ["a"], .received: ["b"], .closed: ["c"], .category: ["d", "e"], .summary: ["f"], .phone: ["电话"],
  ])
private let patterns = ["yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:m", "MM/dd/yyyy hh:mm:ss a"].compactMap {
  try? TimestampPattern($0)
}
private let names = CatalogueNames(Catalogue(categories: [], departments: []))

/// Reads the rows as an import does, each to a record or to a fault that can be told.
private func importing(_ records: [CSVRecord], in encoding: TextEncoding?) throws {
  guard let header = records.first else { return }
  let decoding = try TextDecoding(encoding)
  let reader: RowReader
  do throws(ImportFault) {
    reader = try RowReader(header, of: "fuzz", decoding, profile: profile, names: names)
  } catch {
    return check(error.text)
  }
  for record in records.dropFirst() {
    do throws(RowFault) {
      let row = try reader.read(record)
      precondition(record.fault == nil && row.record.externalId.contains { !$0.isWhitespace })
      precondition(row.record.closed.map { $0 >= row.received } ?? true)
    } catch {
      check(error.text)
      precondition(error.column >= 1 && error.column <= max(record.fields.count, header.fields.count) + 1)
    }
  }
}

/// A message is there in both languages, and of a length that can be read.
private func check(_ text: (Language) -> String) {
  for language in Language.allCases { precondition((1...20_000).contains(text(language).utf8.count)) }
}
