import DutyCore

/// Turns a file's bytes into UTF-8 as they come in, finding out the encoding where none was named.
///
/// A byte order mark decides for UTF-16. Else it is UTF-8 until bytes beyond ASCII come; of those a window is looked at,
/// however the chunks were cut, and what is not UTF-8 there is GB 18030. A named encoding is taken at its word, but what
/// the file looks like is kept, for a message.
package final class TextDecoding {
  /// Bytes looked at from the first one beyond ASCII on.
  static let window = 1 << 16
  /// A text with a stray byte is still UTF-8; of GB 18030 read as UTF-8 nearly nothing is right.
  private static let brokenInUTF8AtMost = 0.05

  private enum State {
    /// The first two bytes are not in yet.
    case beginning
    case asciiSoFar
    /// Bytes from the first one beyond ASCII on are looked at.
    case seeking
    case utf8
    case converting(Conversion)
  }

  private var state: State
  private let named: TextEncoding?
  private var held: [UInt8] = []
  /// Nil while nothing beyond ASCII has come, both.
  private var used: TextEncoding?
  private var found: TextEncoding?

  /// The encoding it is read in, as far as it has been read.
  package var reading: EncodingRead {
    EncodingRead(used: used, found: found, wasNamed: named != nil)
  }

  /// `named` nil: found out.
  package init(_ named: TextEncoding?) throws(UnknownEncoding) {
    self.named = named
    state = .beginning
    // Told at once where the machine lacks it.
    if let named { _ = try Self.conversion(from: named) }
  }

  package func feed(
    _ chunk: UnsafeBufferPointer<UInt8>, _ each: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    switch state {
    case .utf8: try each(chunk)
    case .converting(let conversion): try conversion.convert(chunk, each)
    case .beginning:
      held.append(contentsOf: chunk)
      guard held.count >= 2 else { return }
      try begin(each)
    case .asciiSoFar:
      let first = chunk.firstIndex { $0 >= 0x80 } ?? chunk.count
      if first > 0 { try each(UnsafeBufferPointer(rebasing: chunk[..<first])) }
      guard first < chunk.count else { return }
      state = .seeking
      try seek(UnsafeBufferPointer(rebasing: chunk[first...]), each)
    case .seeking: try seek(chunk, each)
    }
  }

  package func finish(_ each: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    if case .beginning = state { try begin(each) }
    if case .seeking = state { try decide(isWhole: true, each) }
    if case .converting(let conversion) = state { try conversion.finish(each) }
  }

  private func begin(_ each: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let start = held
    held = []
    switch start.prefix(2) {
    case [0xFF, 0xFE]: found = .utf16LittleEndian
    case [0xFE, 0xFF]: found = .utf16BigEndian
    default: found = nil
    }
    // A mark tells the two kinds of UTF-16 apart; ASCII is the same in all others.
    if let named { used = named.isUTF16 ? found ?? named : nil } else { used = found }
    state = try used.map(Self.conversion) ?? .asciiSoFar
    try start.withUnsafeBufferPointer { try feed($0, each) }
  }

  private func seek(
    _ chunk: UnsafeBufferPointer<UInt8>, _ each: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    held.append(contentsOf: chunk)
    if held.count >= Self.window { try decide(isWhole: false, each) }
  }

  private func decide(isWhole: Bool, _ each: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let seen = held
    held = []
    found = Self.looksLikeUTF8(isWhole ? seen[...] : seen[..<Self.window], isWhole) ? .utf8 : .gb18030
    used = named ?? found
    state = try Self.conversion(from: used ?? .utf8)
    try seen.withUnsafeBufferPointer { try feed($0, each) }
  }

  /// A scalar cut at the window's end does not count.
  private static func looksLikeUTF8(_ bytes: ArraySlice<UInt8>, _ isWhole: Bool) -> Bool {
    var bytes = bytes
    if !isWhole {
      for _ in 0..<3 where (bytes.last ?? 0) & 0xC0 == 0x80 { bytes.removeLast() }
      if (bytes.last ?? 0) >= 0xC0 { bytes.removeLast() }
    }
    var broken = 0
    var beyondASCII = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
      beyondASCII += 1
      if scalar == "\u{FFFD}" { broken += 1 }
    }
    return Double(broken) <= Double(beyondASCII) * brokenInUTF8AtMost
  }

  private static func conversion(from encoding: TextEncoding) throws(UnknownEncoding) -> State {
    if encoding == .utf8 { return .utf8 }
    guard let conversion = Conversion(from: encoding) else { throw UnknownEncoding(name: encoding.rawValue) }
    return .converting(conversion)
  }
}
