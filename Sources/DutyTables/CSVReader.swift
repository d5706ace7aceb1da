/// Reads CSV (RFC 4180) as it comes in, chunk by chunk of UTF-8 bytes.
///
/// Rows end with CRLF, LF or CR; blank lines are skipped; a quote inside an unquoted field is text. A row that cannot be
/// taken comes out with its fault, and the next line starts afresh.
package struct CSVReader {
  /// Limits on what one row may hold, so that no file can fill the memory.
  package struct Limits: Hashable, Sendable {
    /// Bytes.
    package var field = 1 << 20
    /// Bytes of all fields together.
    package var row = 4 << 20
    package var columns = 4096

    package init() {}
  }

  private enum State { case fieldStart, plain, quoted, afterQuote, skipping }

  private var state = State.fieldStart
  /// The fields of the row, one behind the other, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var fault: CSVFault?
  private var line = 1
  private var firstLine = 1
  private var previousWasCR = false
  /// The part of the byte order mark that has been seen; nil once it is settled.
  private var markSeen: Int? = 0

  private let limits: Limits

  package init(_ limits: Limits = Limits()) { self.limits = limits }

  /// Takes the next bytes and hands over each row they complete.
  package mutating func feed(_ chunk: [UInt8], _ each: (CSVRecord) throws -> Void) rethrows {
    try chunk.withUnsafeBufferPointer { try feed($0, each) }
  }

  package mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, _ each: (CSVRecord) throws -> Void) rethrows {
    var index = skipMark(chunk)
    while index < chunk.count {
      switch state {
      case .fieldStart: try startField(chunk, &index, each)
      case .plain: try takePlain(chunk, &index, each)
      case .quoted: takeQuoted(chunk, &index)
      case .afterQuote: try takeAfterQuote(chunk, &index, each)
      case .skipping: try skip(chunk, &index, each)
      }
    }
  }

  /// The input is over: hands over a last row that has no line end.
  package mutating func finish(_ each: (CSVRecord) throws -> Void) rethrows {
    if let seen = markSeen, seen > 0 {
      state = .plain
      take(Self.mark[..<seen])
    }
    markSeen = nil
    if state == .quoted {
      let endsLine = bytes.count > (ends.last ?? 0) && (bytes.last == Byte.lf || bytes.last == Byte.cr)
      blame(.unclosedQuote(lastLine: endsLine ? line - 1 : line))
    }
    try endRow(each)
  }

  // MARK: - One step in each state

  private mutating func startField(
    _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ each: (CSVRecord) throws -> Void
  ) rethrows {
    switch chunk[index] {
    case Byte.lf where previousWasCR && ends.isEmpty:
      previousWasCR = false
      index += 1
    case Byte.quote:
      previousWasCR = false
      state = .quoted
      index += 1
    case Byte.comma, Byte.cr, Byte.lf:
      try delimit(chunk[index], each)
      index += 1
    default:
      previousWasCR = false
      state = .plain
    }
  }

  private mutating func takePlain(
    _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ each: (CSVRecord) throws -> Void
  ) rethrows {
    let start = index
    let end = min(chunk.count, start + room + 1)
    while index < end {
      let byte = chunk[index]
      if byte == Byte.comma || byte <= Byte.cr && (byte == Byte.lf || byte == Byte.cr || byte == 0) { break }
      index += 1
    }
    take(chunk[start..<index])
    guard index < chunk.count, state == .plain else { return }
    if chunk[index] == 0 { blame(.holdsNUL) } else { try delimit(chunk[index], each) }
    index += 1
  }

  private mutating func takeQuoted(_ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    let start = index
    let end = min(chunk.count, start + room + 1)
    while index < end {
      let byte = chunk[index]
      if byte == Byte.quote || byte == 0 { break }
      if byte == Byte.cr || byte == Byte.lf && !previousWasCR { line += 1 }
      previousWasCR = byte == Byte.cr
      index += 1
    }
    take(chunk[start..<index])
    guard index < chunk.count, state == .quoted else { return }
    previousWasCR = false
    if chunk[index] == 0 { blame(.holdsNUL) } else { state = .afterQuote }
    index += 1
  }

  private mutating func takeAfterQuote(
    _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ each: (CSVRecord) throws -> Void
  ) rethrows {
    switch chunk[index] {
    case Byte.quote:
      take(chunk[index...index])
      if state == .afterQuote { state = .quoted }
      index += 1
    case Byte.comma, Byte.cr, Byte.lf:
      try delimit(chunk[index], each)
      index += 1
    default:
      blame(.textAfterQuote)
      state = .plain
    }
  }

  /// After a field or row beyond the limits only a line end counts, in quotes or not.
  private mutating func skip(
    _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ each: (CSVRecord) throws -> Void
  ) rethrows {
    while index < chunk.count {
      let byte = chunk[index]
      index += 1
      // The other half of a line end that was still inside the quotes.
      let isCounted = byte == Byte.lf && previousWasCR
      previousWasCR = false
      if !isCounted, byte == Byte.lf || byte == Byte.cr { return try delimit(byte, each) }
    }
  }

  // MARK: - Fields and rows

  /// Bytes that the field can still take.
  private var room: Int { min(limits.field - (bytes.count - (ends.last ?? 0)), limits.row - bytes.count) }

  private mutating func take(_ run: some Collection<UInt8>) {
    let isTooMuch = run.count > room
    if isTooMuch {
      blame(limits.row - bytes.count < run.count ? .rowTooLong : .fieldTooLong)
      bytes.removeSubrange((ends.last ?? 0)...)
      state = .skipping
    } else {
      bytes.append(contentsOf: run)
    }
  }

  private mutating func delimit(_ byte: UInt8, _ each: (CSVRecord) throws -> Void) rethrows {
    guard byte == Byte.comma else {
      line += 1
      defer { previousWasCR = byte == Byte.cr }
      return try endRow(each)
    }
    previousWasCR = false
    ends.append(bytes.count)
    state = .fieldStart
    if ends.count == limits.columns {
      blame(.tooManyColumns)
      state = .skipping
    }
  }

  private mutating func endRow(_ each: (CSVRecord) throws -> Void) rethrows {
    let isBlank = ends.isEmpty && state == .fieldStart
    if state != .skipping { ends.append(bytes.count) }
    let record = isBlank ? nil : CSVRecord(line: firstLine, fields: fields(), fault: fault)
    bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 16)
    ends.removeAll(keepingCapacity: true)
    fault = nil
    state = .fieldStart
    firstLine = line
    if let record { try each(record) }
  }

  private mutating func fields() -> [String] {
    var fields: [String] = []
    fields.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      let text = bytes.withUnsafeBufferPointer {
        String(validating: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self)
      }
      if text == nil, fault == nil { fault = CSVFault(.badText, line: firstLine, column: fields.count + 1) }
      fields.append(text ?? String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    return fields
  }

  /// The first fault of a row is the one that is told.
  private mutating func blame(_ what: CSVFault.What) {
    if fault == nil { fault = CSVFault(what, line: firstLine, column: ends.count + 1) }
  }

  // MARK: - Byte order mark

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Counts how many bytes of `chunk` belong to the mark. The beginning of one that turns out to be none is text.
  private mutating func skipMark(_ chunk: UnsafeBufferPointer<UInt8>) -> Int {
    guard let seen = markSeen else { return 0 }
    var index = 0
    while index < chunk.count, seen + index < Self.mark.count, chunk[index] == Self.mark[seen + index] { index += 1 }
    if seen + index == Self.mark.count {
      markSeen = nil
    } else if index < chunk.count {
      markSeen = nil
      if seen > 0 {
        state = .plain
        take(Self.mark[..<seen])
      }
      return 0
    } else {
      markSeen = seen + index
    }
    return index
  }
}

/// The bytes that mean something in CSV.
package enum Byte {
  package static let comma = UInt8(ascii: ",")
  package static let quote = UInt8(ascii: "\"")
  package static let cr = UInt8(ascii: "\r")
  package static let lf = UInt8(ascii: "\n")
}
