import DutyCore
import Glibc

/// The way in which a file's text is written in bytes.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case gb18030 = "GB18030"

  var isUTF16: Bool {
    switch self {
    case .utf16LittleEndian, .utf16BigEndian: true
    case .utf8, .gb18030: false
    }
  }

  /// The encoding people call `name`; nil for none we read. GBK and GB 2312 are parts of GB 18030.
  package init?(named name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "utf8", "utf8bom": self = .utf8
    case "utf16", "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936", "936": self = .gb18030
    default: return nil
    }
  }
}

/// The encoding in which a file is read, and the one it looks like; nil while it is ASCII alone.
package struct EncodingRead: Hashable, Sendable {
  package let used: TextEncoding?
  package let found: TextEncoding?
  /// True where the command or the profile named it, and it was not found out.
  package let wasNamed: Bool

  package init(used: TextEncoding?, found: TextEncoding?, wasNamed: Bool) {
    self.used = used
    self.found = found
    self.wasNamed = wasNamed
  }

  /// The file looks like something else than it was named.
  package var isDoubtful: Bool { wasNamed && found != nil && found != used }

  /// Half a sentence: “read as GB18030, which was found out”.
  package func text(_ language: Language) -> String {
    guard let used else { return language("只有 ASCII 字符", "ASCII alone") }
    guard wasNamed else { return language("按自动认出的 \(used.rawValue) 读", "read as \(used.rawValue), as it looks") }
    let told = language("按指定的 \(used.rawValue) 读", "read as \(used.rawValue), as was named")
    guard isDoubtful, let found else { return told }
    return told
      + language(
        "，可是看着像 \(found.rawValue)：请改 --encoding 或方案里的 encoding",
        ", but it looks like \(found.rawValue): change --encoding, or encoding in the profile")
  }

  /// Says what to do where the text came out garbled; "" where that cannot be.
  package func advice(_ language: Language) -> String {
    guard used != nil else { return "" }
    if isDoubtful { return language("\(text(.zh))。", " It is \(text(.en)).") }
    return language(
      "（\(text(.zh))；如果是乱码，请用 --encoding 换一种编码。）", " (\(text(.en)); if it is garbled, name another with --encoding.)")
  }
}

/// A name that is no encoding we read.
package struct UnknownEncoding: Error, Hashable, Sendable {
  package let name: String

  package init(name: String) { self.name = name }

  package func text(_ language: Language) -> String {
    language(
      "不认识编码“\(name)”。可用：auto、UTF-8、UTF-16、UTF-16LE、UTF-16BE、GB18030。",
      "No encoding “\(name)”. There are auto, UTF-8, UTF-16, UTF-16LE, UTF-16BE, GB18030.")
  }
}

/// Turns bytes of one encoding into UTF-8 through the C library. What means nothing there becomes `invalid`.
final class Conversion {
  /// No byte of UTF-8: whoever reads on sees that the text was broken here.
  static let invalid: UInt8 = 0xFF

  private let handle: iconv_t
  /// Bytes to step over where they mean nothing.
  private let unit: Int
  private var rest: [UInt8] = []
  private var output = [CChar](repeating: 0, count: 1 << 16)

  /// Nil where the C library lacks the encoding.
  init?(from encoding: TextEncoding) {
    guard let opened = iconv_open("UTF-8", encoding.rawValue), opened != iconv_t(bitPattern: -1) else { return nil }
    handle = opened
    switch encoding {
    case .utf8, .gb18030: unit = 1
    case .utf16LittleEndian, .utf16BigEndian: unit = 2
    }
  }

  deinit { iconv_close(handle) }

  /// Converts all of `chunk` but a character cut at its end, which waits for the next.
  func convert(_ chunk: UnsafeBufferPointer<UInt8>, _ each: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    var input = rest.map { CChar(bitPattern: $0) }
    input.append(contentsOf: chunk.lazy.map { CChar(bitPattern: $0) })
    var done = 0
    while done < input.count {
      let step = convertOnce(&input, from: done)
      done += step.consumed
      try output.withUnsafeBytes {
        try each(UnsafeBufferPointer(rebasing: $0.bindMemory(to: UInt8.self)[..<step.written]))
      }
      if step.fault == EINVAL { break }
      if step.fault == EILSEQ {
        done = min(done + unit, input.count)
        try Self.tell(each)
      }
    }
    rest = input[done...].map { UInt8(bitPattern: $0) }
  }

  /// The input is over; a character cut at its end means nothing.
  func finish(_ each: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    if !rest.isEmpty { try Self.tell(each) }
    rest = []
  }

  private static func tell(_ each: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    try [invalid].withUnsafeBufferPointer { try each($0) }
  }

  private func convertOnce(_ input: inout [CChar], from start: Int) -> (consumed: Int, written: Int, fault: Int32) {
    input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var source = input.baseAddress.map { $0 + start }
        var left = input.count - start
        var target = output.baseAddress
        var room = output.count
        let result = iconv(handle, &source, &left, &target, &room)
        let fault = result == -1 ? errno : 0
        return (input.count - start - left, output.count - room, fault)
      }
    }
  }
}
