import DutyCore
import DutyLedger
import Foundation
import GRDB
import Testing

/// What is left of erased words in the bytes of the files.
///
/// With `secure_delete` SQLite wipes what it deletes, but not what it copied when it moved a row to another page: of 1500
/// texts a handful stay, in the unused part of some page. Such a copy is put there by hand, where it always is.
@Suite("traces of erased words") struct ErasedTracesTests {
  private static func mark(_ number: Int) -> String { "qzxjvkw\(1000 + number)zq" }

  private func traces(_ desk: Desk) throws -> [Int] {
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.directory)
    let bytes = try names.map { try Data(contentsOf: URL(fileURLWithPath: desk.directory + "/" + $0)) }
    return (0..<Self.count).filter { number in
      bytes.contains { $0.range(of: Data(Self.mark(number).utf8)) != nil }
    }
  }

  private static let count = 60

  @Test("a copy that SQLite left where a row has moved goes only when the file is written anew")
  func movedRows() throws {
    let desk = try Desk()
    let administrator = OfficerID(9)
    try desk.housekeeping(.room(.enrol(Enrolment(officer: administrator, name: "管理员丁", rank: .administrator))))
    for number in 0..<Self.count {
      let incident = try desk.receive(String(repeating: "东门", count: 7 * number) + Self.mark(number))
      if number % 3 > 0 { try desk.act(.void(Reason(Words("登错了"))), on: incident) }
    }
    let open = (0..<Self.count).filter { $0 % 3 == 0 }
    #expect(try traces(desk).count == Self.count, "they are there before")

    let entries = try desk.ledger.entriesWithWords(in: .before(desk.now + .days(1)))
    try desk.ledger.erase(entries, ground: Words("依法清理"), by: .officer(administrator), now: desk.now)
    let queue = try DatabaseQueue(path: desk.ledger.path)
    _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try queue.close()
    try leaveCopy(of: 1, in: desk.ledger.path)
    #expect(try traces(desk) == (open + [1]).sorted(), "wiping what is deleted is not enough")
    #expect(try desk.ledger.check().problems == [], "nor does anything else see it")

    try desk.ledger.writeAnew()
    #expect(try traces(desk) == open)
    #expect(try desk.ledger.check().problems == [])
  }

  /// Puts a word into the gap between the list of cells and the cells of a table's page.
  private func leaveCopy(of number: Int, in path: String) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let size = Int(bytes[16]) << 8 | Int(bytes[17])
    let word = Array(Self.mark(number).utf8)
    for page in stride(from: size, to: bytes.count, by: size) where bytes[page] == 0x0D {
      let cells = Int(bytes[page + 3]) << 8 | Int(bytes[page + 4])
      let content = Int(bytes[page + 5]) << 8 | Int(bytes[page + 6])
      let gap = 8 + 2 * cells
      guard content - gap > word.count else { continue }
      bytes.replaceSubrange((page + content - word.count)..<(page + content), with: word)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.write(contentsOf: Data(bytes))
      try file.close()
      return
    }
    Issue.record("no page has room")
  }
}
