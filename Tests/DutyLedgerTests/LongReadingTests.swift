import DutyCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import DutyLedger

/// Long readings and the writing anew of a whole ledger, which keep a journal from being begun anew.
@Suite struct LongReadingTests {
  /// A journal of this size in MiB, last written to as many milliseconds ago.
  private func journal(_ size: Int64, age: Int) -> LongReading.Journal { .init(size: size << 20, age: age) }

  @Test("a long reading stands back from a journal that has outgrown its size and is written to, from no other")
  func outgrown() {
    #expect(journal(33, age: 0).isOutgrown)
    #expect(journal(1000, age: 999).isOutgrown)
    #expect(!journal(32, age: 0).isOutgrown)
    #expect(!journal(33, age: 1000).isOutgrown)
    #expect(!journal(33, age: -1).isOutgrown, "a clock that was set back")
  }

  /// The milliseconds for which a reading stands back from a journal that is as large for a number of looks, and then small.
  private func waited(_ looks: Int) -> Int {
    var (look, waited) = (0, 0)
    LongReading.standBack {
      look += 1
      return journal(look <= looks ? 33 : 1, age: 0)
    } pausing: {
      waited += $0
    }
    return waited
  }

  @Test("it begins as soon as the journal has been begun anew, and after its patience in any case")
  func begins() {
    #expect(waited(0) == 0)
    #expect(waited(3) == 60)
    #expect(waited(.max) == LongReading.patience)
    LongReading.standBack {
      nil
    } pausing: { _ in
      Issue.record("there is no journal")
    }
  }

  @Test("the journal's size and age are its file's")
  func file() throws {
    let desk = try Desk()
    _ = try desk.receive("一件")
    let path = desk.ledger.path
    let size = try #require(FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int64)
    #expect(LongReading.Journal(ofLedger: path)?.size == size && size > 0)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: path + "-wal")
    #expect(try #require(LongReading.Journal(ofLedger: path)).age > LongReading.quiet)
    #expect(LongReading.Journal(ofLedger: path + ".none") == nil)
  }

  @Test("while somebody reads, a ledger is not written anew, so that the journal does not grow by all of it")
  func writtenAnew() throws {
    let desk = try Desk()
    for number in 1...20 { _ = try desk.receive("第\(number)件") }
    func journal() throws -> Int64 { try #require(LongReading.Journal(ofLedger: desk.ledger.path)).size }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: desk.ledger.path, configuration: configuration)
    try reader.inDatabase { db in
      try db.beginTransaction(.deferred)
      _ = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM entry")
    }
    _ = try desk.receive("其间")
    let before = try journal()
    #expect(throws: LedgerFault.self) { try desk.ledger.writeAnew() }
    #expect(try journal() == before)
    try reader.inDatabase { try $0.rollback() }
    try reader.close()
    try desk.ledger.writeAnew()
    #expect(try journal() == 0)
  }
}
