import DutyCore

/// One row of a small table with a header, its values by the header's names.
package struct CSVRow: Hashable, Sendable {
  package let line: Int
  private let columns: [String: Int]
  private let fields: [String]

  init(line: Int, columns: [String: Int], fields: [String]) {
    self.line = line
    self.columns = columns
    self.fields = fields
  }

  /// The value without blanks around it; "" where the cell is empty or there is no such column.
  package subscript(column: String) -> String {
    columns[column].map { fields[$0] } ?? ""
  }

  package func has(_ column: String) -> Bool { columns[column] != nil }
}

/// Whole small tables, such as the catalogue's, which must be right in each row.
package enum CSVRows {
  /// The rows below the header, in whatever encoding spreadsheets write. Throws the first `CSVFault`; surplus cells of a row
  /// may only be empty.
  ///
  /// A first row with none of the names in `places` is no header: `places` then name the columns. Cells behind the
  /// first `needed` may be left out.
  package static func rows(_ bytes: [UInt8], places: [String] = [], needed: Int = .max) throws -> [CSVRow] {
    var records: [CSVRecord] = []
    var reader = CSVReader()
    let decoding = try TextDecoding(nil)
    try bytes.withUnsafeBufferPointer { chunk in
      try decoding.feed(chunk) { reader.feed($0) { records.append($0) } }
    }
    try decoding.finish { reader.feed($0) { records.append($0) } }
    reader.finish { records.append($0) }
    if let fault = records.compactMap(\.fault).first { throw fault }
    guard let header = records.first else { throw CSVFault(.noHeader, line: 1, column: 1) }
    let written = header.fields.map(trimmed)
    let isHeadless = !places.isEmpty && Set(places).isDisjoint(with: written)
    let names = isHeadless ? places : written
    let columns = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    return try records.dropFirst(isHeadless ? 0 : 1).map { record in
      let fields = try record.fitted(to: max(min(record.fields.count, names.count), min(needed, names.count)))
      let blanks = Array(repeating: "", count: names.count - fields.count)
      return CSVRow(line: record.line, columns: columns, fields: fields.map(trimmed) + blanks)
    }
  }

  private static func trimmed(_ text: String) -> String { Words(written: text)?.text ?? "" }
}

extension CSVRecord {
  /// The fields as a row of `count` columns; surplus cells may only be empty, missing ones are never made up.
  package func fitted(to count: Int) throws(CSVFault) -> [String] {
    if fields.count == count { return fields }
    guard fields.count > count, fields[count...].allSatisfy(\.isEmpty) else {
      throw CSVFault(
        .ragged(expected: count, found: fields.count), line: line, column: min(fields.count, count) + 1)
    }
    return Array(fields[..<count])
  }
}
