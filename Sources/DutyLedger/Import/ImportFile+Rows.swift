extension ImportFile {
  /// Reads the file's rows, the header among them, as a table in `encoding` (nil: found out).
  func records(in encoding: TextEncoding?, _ each: (CSVRecord) throws -> Void) throws {
    var decoding = try TextDecoding(encoding)
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
    try records(in: profile.encoding) { record in
      guard let reader else {
        reader = try RowReader(record, of: path, profile: profile, names: names)
        return
      }
      try each(record, Result { () throws(RowFault) in try reader.read(record) }, reader)
    }
    if reader == nil { throw ImportFault.noHeader(path) }
  }
}
