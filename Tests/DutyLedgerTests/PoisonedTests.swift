import DutyCore
import DutyLedger
import Foundation
import TestSupport
import Testing

/// Ledgers that an edition before this one took impossible times into, kept as it wrote them: they open, are marked,
/// checked, exported, restored and made anew.
@Suite("时间不可信的旧台账") struct PoisonedTests {
  private static let past = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Past")

  private func withMigrated(_ name: String, _ body: (String) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/duty.sqlite"
      try FileManager.default.copyItem(atPath: Self.past.appending(path: name + ".sqlite").path, toPath: path)
      #expect(throws: LedgerFault.olderSchema(path: path)) { _ = try Ledger(opening: path, access: .readWrite) }
      #expect(try Ledger.migrate(at: path)?.from == 6)
      try body(path)
    }
  }

  @Test("years 0, 9999 and 3020 and sentinels of an import: all is read, marked, checked, exported and restored")
  func poisoned() throws {
    try withMigrated("6-poisoned") { path in
      let ledger = try Ledger(opening: path, access: .readWrite)
      let now = try ledger.head.recorded + .minutes(1)
      #expect(try ledger.check().problems == [])
      var lines = 0
      try ledger.entries { lines += try ExportLine.text($0).isEmpty ? 0 : 1 }
      #expect(lines == 14)
      let queue = try ledger.queue(at: Instant(milliseconds: .max), includeDrill: true)
      let marked = queue.incidents.filter(\.hasUntrustedTime).map(\.number.description)
      #expect(
        marked
          == ["00-11231-0001", "00000101-0001", "20261101-0001", "20261120-0002", "30201120-0001", "100000101-0001"]
          .filter(marked.contains))
      #expect(marked.count >= 5, "\(marked)")
      let number = try #require(IncidentNumber("100000101-0001"))
      #expect(try ledger.incident(numbered: number)?.summary == Words("平台时钟错"))
      let day = try #require(Day("2026-11-30"))
      #expect(try ledger.figures(FigureQuery(days: day...day)).doubts.times?.entries == 7)
      // Work goes on, on what is marked too.
      let board = try ledger.snapshot(QueueView(tab: .open, rows: 100), now: now)
      #expect(board.order.count >= 5)
      try ledger.backup(to: path + ".backup")
      try ledger.close()
      let restored = path + ".restored"
      #expect(try Ledger.restore(path + ".backup", to: restored).result.problems == [])
      _ = try Ledger.rebuild(at: restored)
      #expect(try Ledger.check(at: restored).problems == [])
    }
  }

  @Test("an entry in 2031 among those of 2026: the next one is marked, and everything goes on by entry number")
  func clock() throws {
    try withMigrated("6-clock") { path in
      let ledger = try Ledger(opening: path, access: .readWrite)
      #expect(try ledger.check().problems == [])
      let day = try #require(Day("2026-11-30"))
      let doubt = try #require(try ledger.figures(FigureQuery(days: day...day)).doubts.clock)
      #expect(doubt.entries == 1 && doubt.first == 8)
      let head = try ledger.head
      #expect(head.entry == 8)
      try ledger.close()
    }
  }
}
