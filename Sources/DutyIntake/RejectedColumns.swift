/// Columns that a rejects file puts in front of those of the file whose rows were left out.
enum RejectedColumns {
  static let names = ["line", "column", "reason"]

  /// Whether a header is that of a rejects file.
  static func lead(_ header: [String]) -> Bool { header.starts(with: names) }

  /// The header as the file had it whose rows were left out.
  static func original(_ header: [String]) -> [String] { original(header, under: header) }

  /// A row's fields as that file had them; all of them where the header is no rejects file's.
  static func original(_ fields: [String], under header: [String]) -> [String] {
    lead(header) ? fields.dropFirst(names.count).map(\.undefused) : fields
  }
}
