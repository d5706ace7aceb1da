import DutyCore

/// One row of a small table with a header, its values by the header's names.
package struct CSVRow: Hashable, Sendable {
  package let line: Int
  private let columns: [String: Int]
  private let fields: [String]

  fileprivate init(line: Int, columns: [String: Int], fields: [String]) {
    self.line = line
    self.columns = columns
    self.fields = fields
  }

  /// Without blanks around it; "" where the cell is empty or there is no such column.
  package subscript(column: String) -> String {
    columns[column].map { fields[$0] } ?? ""
  }

  package func has(_ column: String) -> Bool { columns[column] != nil }
}

/// Whole small tables, such as the catalogue's, which must be right in each row.
package enum CSVTable {
  /// The rows below the header. Throws the first `CSVFault`; surplus cells of a row may only be empty.
  package static func rows(_ bytes: [UInt8]) throws -> [CSVRow] {
    var records: [CSVRecord] = []
    var reader = CSVReader()
    reader.feed(bytes) { records.append($0) }
    reader.finish { records.append($0) }
    if let fault = records.compactMap(\.fault).first { throw fault }
    guard let header = records.first else { throw CSVFault(.noHeader, line: 1, column: 1) }
    let names = header.fields.map(trimmed)
    let columns = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    return try records.dropFirst().map { record in
      try CSVRow(line: record.line, columns: columns, fields: record.fitted(to: names.count).map(trimmed))
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
