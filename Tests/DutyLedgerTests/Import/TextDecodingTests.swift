import DutyCore
import DutyLedger
import DutyTables
import Foundation
import Testing

@Suite("a file's encoding is found out") struct TextDecodingTests {
  static let text = "编号,摘要\r\n1,\"井盖缺失，𠀀号楼前\"\r\n2,路灯不亮\r\n"

  /// The same text in each encoding, made here byte by byte where Foundation does not know the encoding.
  static let written: [(name: String, bytes: [UInt8])] = [
    ("UTF-8", Array(text.utf8)),
    ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
    ("UTF-16LE with a mark", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
    ("UTF-16BE with a mark", [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
    ("GB18030", gb18030(text)),
  ]

  @Test("one text, five ways of writing it, any cut", arguments: written.indices, [1, 2, 3, 5, 1 << 20])
  func found(_ index: Int, _ size: Int) throws {
    let (name, bytes) = Self.written[index]
    #expect(try decoded(bytes, nil, size: size) == Self.text, "\(name)")
  }

  @Test("a named encoding is taken at its word")
  func named() throws {
    #expect(try decoded(Self.gb18030(Self.text), .gb18030, size: 7) == Self.text)
    let little = Self.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try decoded(little, .utf16LittleEndian, size: 7) == Self.text)
    #expect(TextEncoding(named: "GBK") == .gb18030)
    #expect(TextEncoding(named: "utf-16") == .utf16LittleEndian)
    #expect(TextEncoding(named: "EBCDIC") == nil)
  }

  @Test("ASCII before the first Chinese, however long, decides nothing")
  func lateChinese() throws {
    let ascii = String(repeating: "abc,def\r\n", count: 20_000)
    #expect(try decoded(Array(ascii.utf8) + Self.gb18030(Self.text), nil, size: 1 << 16) == ascii + Self.text)
    #expect(try decoded(Array((ascii + Self.text).utf8), nil, size: 1 << 16) == ascii + Self.text)
  }

  @Test("a character across the end of the window looked at breaks nothing", arguments: 0..<4)
  func window(_ shift: Int) throws {
    let text = String(repeating: "a", count: shift) + String(repeating: "网格员上报，", count: 8000)
    #expect(try decoded(Array(text.utf8), nil, size: 1 << 16) == text)
    #expect(try decoded(Self.gb18030(text), nil, size: 1 << 16) == text)
  }

  @Test("bytes that mean nothing reject their row, not the file")
  func broken() throws {
    let fine = Self.gb18030(String(repeating: "一二三四,五六\n", count: 100))
    let records = try self.records(fine + [0x61, 0xFF, 0x2C, 0x62, 0x0A] + fine, .gb18030)
    #expect(records.count == 201)
    #expect(records.compactMap(\.fault) == [CSVFault(.badText, line: 101, column: 1)])
    let cut = try self.records(Self.gb18030("一,二").dropLast(), .gb18030)
    #expect(cut.compactMap(\.fault) == [CSVFault(.badText, line: 1, column: 2)])
    let utf8 = Array(String(repeating: "一二三四,五六\n", count: 100).utf8)
    #expect(try self.records(utf8 + [0x61, 0xFF, 0x0A] + utf8, nil).compactMap(\.fault?.line) == [101])
  }

  private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding?, size: Int) throws -> String? {
    var output: [UInt8] = []
    let decoding = try TextDecoding(encoding)
    for start in stride(from: 0, to: bytes.count, by: size) {
      try bytes[start..<min(start + size, bytes.count)].withUnsafeBufferPointer { chunk in
        try decoding.feed(chunk) { output += $0 }
      }
    }
    try decoding.finish { output += $0 }
    if output.starts(with: [0xEF, 0xBB, 0xBF]) { output.removeFirst(3) }
    return String(validating: output, as: UTF8.self)
  }

  private func records(_ bytes: some Sequence<UInt8>, _ encoding: TextEncoding?) throws -> [CSVRecord] {
    var records: [CSVRecord] = []
    let decoding = try TextDecoding(encoding)
    var reader = CSVReader()
    try Array(bytes).withUnsafeBufferPointer { chunk in
      try decoding.feed(chunk) { reader.feed($0) { records.append($0) } }
    }
    try decoding.finish { reader.feed($0) { records.append($0) } }
    reader.finish { records.append($0) }
    return records
  }

  /// Core Foundation's number for GB 18030.
  private static func gb18030(_ text: String) -> [UInt8] {
    guard let data = text.data(using: String.Encoding(rawValue: 0x8000_0632)) else {
      Issue.record("GB 18030 is not there")
      return []
    }
    return Array(data)
  }
}
