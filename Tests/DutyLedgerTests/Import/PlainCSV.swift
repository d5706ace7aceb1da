import DutyLedger
import DutyTables

/// A second reading of CSV, over the whole text at once and byte by byte, to compare the reader with: they share no code.
struct PlainCSV {
  private let bytes: [UInt8]
  private let limits: CSVReader.Limits
  private var place = 0
  private var line = 1
  private var records: [CSVRecord] = []

  private var firstLine = 1
  private var fields: [[UInt8]] = []
  private var bytesInRow = 0
  private var fault: CSVFault?

  /// The rows of a text in UTF-8.
  static func records(_ bytes: [UInt8], _ limits: CSVReader.Limits) -> [CSVRecord] {
    var plain = PlainCSV(bytes: bytes, limits: limits)
    plain.place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while plain.place < bytes.count {
      if !plain.takeLineEnd() { plain.takeRow() }
    }
    return plain.records
  }

  private init(bytes: [UInt8], limits: CSVReader.Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func isLineEnd(_ byte: UInt8?) -> Bool { byte == 10 || byte == 13 }

  /// CRLF is one.
  private mutating func takeLineEnd() -> Bool {
    guard isLineEnd(next) else { return false }
    place += next == 13 && place + 1 < bytes.count && bytes[place + 1] == 10 ? 2 : 1
    line += 1
    return true
  }

  private mutating func takeRow() {
    firstLine = line
    fields = []
    bytesInRow = 0
    fault = nil
    while takeField() {
      if fields.count == limits.columns {
        blame(.tooManyColumns)
        skipLine()
        break
      }
    }
    if !takeLineEnd() { precondition(place == bytes.count) }
    var texts: [String] = []
    for (index, field) in fields.enumerated() {
      let text = String(validating: field, as: UTF8.self)
      if text == nil, fault == nil { fault = CSVFault(.badText, line: firstLine, column: index + 1) }
      texts.append(text ?? String(decoding: field, as: UTF8.self))
    }
    records.append(CSVRecord(line: firstLine, fields: texts, fault: fault))
  }

  /// Whether a comma follows it.
  private mutating func takeField() -> Bool {
    var field: [UInt8] = []
    if next == 34 {
      place += 1
      guard takeQuoted(&field) else { return false }
      if let byte = next, byte != 44, !isLineEnd(byte) { blame(.textAfterQuote) }
    }
    while let byte = next, byte != 44, !isLineEnd(byte) {
      place += 1
      if byte == 0 { blame(.holdsNUL) } else if !add(byte, to: &field) { return false }
    }
    fields.append(field)
    guard next == 44 else { return false }
    place += 1
    return true
  }

  /// Takes what is left of a field in quotes; false where the row ends with it.
  private mutating func takeQuoted(_ field: inout [UInt8]) -> Bool {
    while let byte = next {
      let after = place + 1 < bytes.count ? bytes[place + 1] : nil
      if byte == 34, after != 34 {
        place += 1
        return true
      }
      let firstHalf = byte == 13 && after == 10
      if isLineEnd(byte), !firstHalf { line += 1 }
      place += byte == 34 ? 2 : 1
      if byte == 0 {
        blame(.holdsNUL)
      } else if !add(byte, to: &field, insideLineEnd: firstHalf) {
        return false
      }
    }
    blame(.unclosedQuote(lastLine: isLineEnd(field.last) ? line - 1 : line))
    fields.append(field)
    return false
  }

  /// False where the row has become too long, which ends with the line.
  private mutating func add(_ byte: UInt8, to field: inout [UInt8], insideLineEnd: Bool = false) -> Bool {
    if bytesInRow < limits.row, field.count < limits.field {
      field.append(byte)
      bytesInRow += 1
      return true
    }
    blame(bytesInRow >= limits.row ? .rowTooLong : .fieldTooLong)
    if insideLineEnd {
      place += 1
      line += 1
    }
    skipLine()
    return false
  }

  private mutating func skipLine() {
    while let byte = next, !isLineEnd(byte) { place += 1 }
  }

  private mutating func blame(_ what: CSVFault.What) {
    if fault == nil { fault = CSVFault(what, line: firstLine, column: fields.count + 1) }
  }
}
