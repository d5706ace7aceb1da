import DutyCore
import DutyLedger
import DutyTables

/// Reads one input in several ways that must come to the same: whole and cut into pieces, by the reader and by a second one.
///
/// An input's first byte chooses encoding and limits, its second the size of the pieces; the rest is the file.
struct ReadingAgreement {
  let encoding: TextEncoding?
  let limits: CSVReader.Limits
  let piece: Int
  let file: [UInt8]

  private static let encodings: [TextEncoding?] = [nil, .utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030]

  /// Nil where there is no file in it.
  init?(_ input: some Collection<UInt8>) {
    guard input.count >= 2, let choice = input.first, let piece = input.dropFirst().first else { return nil }
    encoding = Self.encodings[Int(choice & 0x7F) % Self.encodings.count]
    var limits = CSVReader.Limits()
    if choice & 0x80 != 0 { (limits.field, limits.row, limits.columns) = (24, 60, 5) }
    self.limits = limits
    self.piece = Int(piece) + 1
    file = Array(input.dropFirst(2))
  }

  /// The rows, where all ways agree; else what differs.
  func records() throws -> Result<[CSVRecord], Difference> {
    let text = try decoded(piece: file.count)
    guard try decoded(piece: piece) == text else { return .failure(.decoding) }
    let whole = read(text, piece: text.count)
    guard read(text, piece: piece) == whole else { return .failure(.pieces) }
    guard PlainCSV.records(text, limits) == whole else { return .failure(.readers) }
    let fields = whole.lazy.flatMap(\.fields)
    guard fields.allSatisfy({ $0.defused.undefused == $0 }) else { return .failure(.defusal) }
    return .success(whole)
  }

  enum Difference: Error, Hashable {
    case decoding, pieces, readers, defusal
  }

  /// The file in UTF-8.
  private func decoded(piece: Int) throws -> [UInt8] {
    var text: [UInt8] = []
    let decoding = try TextDecoding(encoding)
    try each(file, piece) { try decoding.feed($0) { text += $0 } }
    try decoding.finish { text += $0 }
    return text
  }

  private func read(_ text: [UInt8], piece: Int) -> [CSVRecord] {
    var records: [CSVRecord] = []
    var reader = CSVReader(limits)
    each(text, piece) { reader.feed($0) { records.append($0) } }
    reader.finish { records.append($0) }
    return records
  }

  private func each(
    _ bytes: [UInt8], _ piece: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    for start in stride(from: 0, to: bytes.count, by: max(piece, 1)) {
      try bytes[start..<min(start + max(piece, 1), bytes.count)].withUnsafeBufferPointer(body)
    }
  }
}
