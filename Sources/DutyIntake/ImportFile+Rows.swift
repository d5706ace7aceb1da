import DutyTables

extension ImportFile {
  /// Reads the file's rows, the header among them, as a table.
  func records(_ decoding: TextDecoding, _ each: (CSVRecord) throws -> Void) throws {
    var reader = CSVReader()
    try read { chunk in try decoding.feed(chunk) { try reader.feed($0, each) } }
    try decoding.finish { try reader.feed($0, each) }
    try reader.finish(each)
  }

  /// Reads the rows below the header by `profile`.
  func rows(
    _ profile: ImportProfile, _ names: CatalogueNames,
    _ each: (CSVRecord, Result<ImportRow, RowFault>, RowReader) throws -> Void
  ) throws {
    var reader: RowReader?
    let decoding = try TextDecoding(profile.encoding)
    try records(decoding) { record in
      guard let reader else {
        reader = try RowReader(record, of: path, decoding, profile: profile, names: names)
        return
      }
      try each(record, Result { () throws(RowFault) in try reader.read(record) }, reader)
    }
    if reader == nil { throw ImportFault.noHeader(path) }
  }
}
