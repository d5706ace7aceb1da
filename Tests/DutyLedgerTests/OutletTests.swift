import DutyCore
import DutyLedger
import DutySystem
import Foundation
import TestSupport
import Testing

@Suite struct OutletTests {
  @Test func `every byte goes out, however little is taken at a time; why not, where it does not`() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    // It does not block: what has no room is waited for, until somebody reads.
    #expect(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0)
    let bytes = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let (reading, writing) = (ends[0], ends[1])
    let reader = Thread { _ = OutletTests.read(reading) }
    reader.start()
    #expect(Outlet.write(bytes, to: writing) == nil)
    #expect(Outlet.closing(writing) == nil)
    let full = open("/dev/full", O_WRONLY)
    #expect(Outlet.write([1], to: full)?.text(.zh) == "磁盘已满")
    close(full)
    #expect(Outlet.write([1], to: full)?.text(.zh) == "已经关闭")
  }

  private static func read(_ file: Int32) -> Int {
    var (all, buffer) = (0, [UInt8](repeating: 0, count: 1000))
    while case let count = Glibc.read(file, &buffer, buffer.count), count > 0 { all += count }
    close(file)
    return all
  }

  @Test func `a file is made whole or not at all, and never over another`() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/list"
      try Outlet.make(path, Array("甲\n".utf8), mode: 0o600)
      #expect(throws: OutputFault.self) { try Outlet.make(path, [1], mode: 0o600) }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "甲\n")
    }
  }

  @Test func `JSON that is made printable says the same`() throws {
    let text = "\u{1B}[2J \u{9B} \u{202E}倒 \u{E000} \u{FEFF} “引号” \\ 😀"
    let json = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
    let printable = JSONText.printable(json)
    #expect(!printable.unicodeScalars.contains(where: \.isUnsafeToPrint) && printable != json)
    #expect(try JSONDecoder().decode([String].self, from: Data(printable.utf8)) == [text])
  }

  @Test func `who only reads is told nothing of writing; control: who records is`() {
    let faults: [LedgerFault] = [.readOnly, .busy(nil), .full, .disk("x"), .system("x"), .replaced(path: "/x")]
    for fault in faults {
      let (chinese, english) = (fault.text(.zh, during: .reading), fault.text(.en, during: .reading))
      #expect(!chinese.contains("写入") && !chinese.contains("能写") && !english.contains("written"), "\(chinese)")
      let recording = fault.text(.zh, during: .recording)
      #expect(recording.contains("写入") || recording.contains("能写"))
      #expect(recording == fault.text(.zh))
    }
    #expect(LedgerFault.missing(path: "/x").text(.zh, during: .reading) == LedgerFault.missing(path: "/x").text(.zh))
  }
}
