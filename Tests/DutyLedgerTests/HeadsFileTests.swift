import DutyCore
import DutyLedger
import Foundation
import Testing

/// Tests that what was written down about a ledger is found in it again.
@Suite struct HeadsFileTests {
  /// A closed ledger of some entries with heads written down, over which an older copy of it has been written in place.
  private func putBack(_ body: (Desk, HeadsFile) throws -> Void) throws {
    let desk = try Desk()
    let (path, heads) = (desk.ledger.path, HeadsFile(path: desk.directory + "/heads", isNamed: false))
    let older = desk.directory + "/older.sqlite"
    try desk.ledger.backup(to: older)
    _ = try desk.receive("之后")
    try desk.ledger.close()
    try witness(desk, heads)
    try body(desk, heads)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: Data(contentsOf: URL(fileURLWithPath: older)))
    try file.close()
  }

  private func witness(_ desk: Desk, _ heads: HeadsFile) throws {
    let ledger = try Ledger(opening: desk.ledger.path, access: .readWrite, heads: heads)
    try ledger.keepHead(now: desk.now)
    try ledger.close()
  }

  private func lines(_ heads: HeadsFile) throws -> [String] {
    try String(contentsOfFile: heads.path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test("an older copy put back while all are closed is refused, and by the check named; without heads it is taken")
  func older() throws {
    var kept: (path: String, heads: HeadsFile, desk: Desk, entry: Int64)?
    try putBack { desk, heads in
      let ledger = try Ledger(opening: desk.ledger.path, access: .readOnly, heads: heads)
      kept = (desk.ledger.path, heads, desk, try ledger.head.entry)
      #expect(try Ledger.check(at: desk.ledger.path, against: nil, heads: heads).isClean)
      try ledger.close()
    }
    let (path, heads, _, entry) = try #require(kept)
    for access in [Ledger.Access.readOnly, .readWrite] {
      #expect(throws: LedgerFault.headLost(file: heads.path, entry: entry)) {
        _ = try Ledger(opening: path, access: access, heads: heads)
      }
    }
    let found = try Ledger.check(at: path, against: nil, heads: heads)
    #expect(found.problems.map(\.entry) == [entry] && found.problems.first?.what.contains("line 1") == true)
    #expect(try Ledger.check(at: path).isClean)
    try Ledger(opening: path, access: .readWrite).close()
  }

  @Test("a head is written down at most once a minute, at once where it must be, and by one desk of two")
  func pace() throws {
    let desk = try Desk()
    let heads = HeadsFile(path: desk.directory + "/heads", isNamed: false)
    let one = try Ledger(opening: desk.ledger.path, access: .readWrite, heads: heads)
    let other = try Ledger(opening: desk.ledger.path, access: .readWrite, heads: heads)
    for ledger in [one, other] { try ledger.keepHead(now: desk.now) }
    #expect(try lines(heads).count == 1)
    _ = try desk.receive("第一件")
    try one.keepHead(now: desk.now + .seconds(59))
    #expect(try lines(heads).count == 1)
    try other.keepHead(now: desk.now + .seconds(59), atOnce: true)
    #expect(try lines(heads).count == 2)
    _ = try desk.receive("第二件")
    try one.keepHead(now: desk.now + .seconds(60))
    let head = try one.head
    #expect(try lines(heads).last?.hasPrefix("\(head.entry) \(head.hash) 2026-11-18T01:00:00Z") == true)
    try one.keepHead(now: desk.now + .minutes(9))
    #expect(try lines(heads).count == 3)
    for ledger in [one, other] { try ledger.close() }
  }

  @Test("who only reads writes nothing down, and a file that was named must be there")
  func named() throws {
    let desk = try Desk()
    let heads = HeadsFile(path: desk.directory + "/named")
    #expect(throws: LedgerFault.headsNotRead(file: heads.path)) { try witness(desk, heads) }
    try Data().write(to: URL(fileURLWithPath: heads.path))
    let reader = try Ledger(opening: desk.ledger.path, access: .readOnly, heads: heads)
    try reader.keepHead(now: desk.now, atOnce: true)
    try reader.close()
    #expect(try lines(heads).isEmpty)
    try witness(desk, heads)
    #expect(try lines(heads).count == 1)
    let nowhere = HeadsFile(path: desk.directory + "/none/heads", isNamed: false)
    #expect(throws: LedgerFault.self) { try witness(desk, nowhere) }
  }

  @Test("a torn last line keeps nobody out and is named by the check, and what stands before it still counts")
  func torn() throws {
    let desk = try Desk()
    let heads = HeadsFile(path: desk.directory + "/heads", isNamed: false)
    try witness(desk, heads)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: heads.path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("7 0f3a".utf8))
    try file.close()
    try witness(desk, heads)
    let found = try Ledger.check(at: desk.ledger.path, against: nil, heads: heads)
    #expect(found.problems.map(\.what) == ["\(heads.path), line 2: cannot be read"])
    let another = try Desk(at: "2026-11-19T09:00")
    #expect(throws: LedgerFault.headLost(file: heads.path, entry: try desk.ledger.head.entry)) {
      try witness(another, heads)
    }
  }

  @Test("of a long file only the end is looked at when a ledger is opened, and all of it by the check")
  func long() throws {
    let desk = try Desk()
    let heads = HeadsFile(path: desk.directory + "/heads", isNamed: false)
    let wrong = "3 \(String(repeating: "0", count: 64)) 2026-11-18T01:00:00Z\n"
    try Data(wrong.utf8).write(to: URL(fileURLWithPath: heads.path))
    #expect(throws: LedgerFault.headLost(file: heads.path, entry: 3)) { try witness(desk, heads) }
    let head = try desk.ledger.head
    for _ in 0..<60 { try heads.append(head) }
    try witness(desk, heads)
    #expect(try Ledger.check(at: desk.ledger.path, against: nil, heads: heads).problems.map(\.entry) == [3])
  }
}
