import DutyCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import DutyLedger

/// What lies beside a ledger: its journal, and the small files that are the ledger's owner's.
@Suite struct SideFileTests {
  @Test("a journal that somebody's reading made large is cut back when it has been written back")
  func journal() throws {
    let desk = try Desk()
    func size() throws -> Int {
      try FileManager.default.attributesOfItem(atPath: desk.ledger.path + "-wal")[.size] as? Int ?? 0
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: desk.ledger.path, configuration: configuration)
    try reader.inDatabase { db in
      try db.beginTransaction(.deferred)
      _ = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM entry")
    }
    var count = 0
    while try size() <= Connection.largestJournal, count < 2000 {
      count += 1
      _ = try desk.receive("第\(count)件")
    }
    try #require(try size() > Connection.largestJournal)
    try reader.inDatabase { try $0.rollback() }
    try reader.close()
    for n in 1...3 { _ = try desk.receive("之后\(n)") }
    #expect(try size() <= Connection.largestJournal)
  }

  @Test("the ledger's own files are not read as a photo, by whatever name; a file beside it is")
  func digest() throws {
    let desk = try Desk()
    let ledger = desk.ledger.path
    let (link, second, photo) = (desk.directory + "/link", desk.directory + "/second", desk.directory + "/photo.jpg")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: ledger)
    try FileManager.default.linkItem(atPath: ledger + "-wal", toPath: second)
    try Data("a photo".utf8).write(to: URL(filePath: photo))
    for path in [
      ledger, ledger + "-wal", ledger + "-shm", ledger + ".lock", link, second, desk.directory + "/./duty.sqlite",
    ] {
      #expect(throws: FileDigest.Fault.partOfLedger, "\(path)") {
        _ = try FileDigest.sha256(ofFile: path, apartFrom: ledger)
      }
    }
    #expect(try FileDigest.sha256(ofFile: photo, apartFrom: ledger).count == 64)
  }

  @Test("a small file is replaced whole, and one that stands in its way is neither followed nor written to")
  func replace() throws {
    try withTemporaryDirectory { directory in
      let (ledger, file, target) = (directory + "/duty.sqlite", directory + "/file", directory + "/target")
      for path in [ledger, target] { try Data("somebody's".utf8).write(to: URL(filePath: path)) }
      // A killed one left its draft.
      try Data("half".utf8).write(to: URL(filePath: file + ".new"))
      for text in ["one", "two"] {
        try SideFile.replace(file, with: Data(text.utf8), like: ledger, alone: text == "one")
      }
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "two")
      #expect(!FileFacts.exists(file + ".new"))
      try FileManager.default.removeItem(atPath: file)
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: target)
      #expect(throws: LedgerFault.notAFile(path: file, .link)) {
        try SideFile.replace(file, with: Data("three".utf8), like: ledger)
      }
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "somebody's")
    }
  }

  private struct Rights: Equatable {
    let owner: uid_t
    let mode: mode_t

    init(_ path: String) throws {
      var facts = stat()
      try #require(lstat(path, &facts) == 0)
      (owner, mode) = (facts.st_uid, facts.st_mode & 0o777)
    }

    init(owner: uid_t, mode: mode_t) { (self.owner, self.mode) = (owner, mode) }
  }

  @Test("what one of all writers does now and then, one does, the next after its pause")
  func turns() throws {
    try withTemporaryDirectory { directory in
      let ledger = directory + "/duty.sqlite"
      try Data().write(to: URL(filePath: ledger))
      let (one, other) = (try WriterLock(ofLedger: ledger), try WriterLock(ofLedger: ledger))
      func last(secondsAgo seconds: Int) throws {
        let moment = time(nil) - seconds
        let times = [timespec(tv_sec: moment, tv_nsec: 0), timespec(tv_sec: moment, tv_nsec: 0)]
        try #require(utimensat(AT_FDCWD, ledger + ".lock", times, 0) == 0)
      }
      let hour = 3_600_000
      try last(secondsAgo: 3601)
      #expect(one.isTurn(afterMilliseconds: hour))
      #expect(!one.isTurn(afterMilliseconds: hour))
      #expect(!other.isTurn(afterMilliseconds: hour))
      try last(secondsAgo: 3500)
      #expect(!other.isTurn(afterMilliseconds: hour))
      try last(secondsAgo: -7200)
      #expect(other.isTurn(afterMilliseconds: hour))
      #expect(!one.isTurn(afterMilliseconds: hour))
    }
  }

  @Test("a journal is begun anew with more patience the larger it has grown, never below its size")
  func patience() {
    let sizes = [0, 16, 17, 64, 65, 1000].map { Int64($0) << 20 }
    #expect(sizes.map { Connection.JournalPatience(journal: $0)?.milliseconds } == [nil, nil, 40, 40, 400, 400])
  }

  @Test("what is made beside a ledger has its rights and, made by root, its owner", arguments: [0o600, 0o660, 0o640])
  func rights(mode: Int) throws {
    try withTemporaryDirectory { directory in
      let (ledger, mode) = (directory + "/duty.sqlite", mode_t(mode))
      try Data().write(to: URL(filePath: ledger))
      let owner: uid_t = geteuid() == 0 ? 65534 : geteuid()
      if geteuid() == 0 { try #require(chown(ledger, owner, owner) == 0) }
      try #require(chmod(ledger, mode) == 0)
      try SideFile.replace(ledger + ".tries", with: Data("{}".utf8), like: ledger)
      try SideFile.makeDirectory(ledger + ".drafts", like: ledger)
      _ = try WriterLock(ofLedger: ledger)
      _ = try ChangeNotice(ofLedger: ledger)
      for end in [".tries", ".lock", ".notify"] {
        #expect(try Rights(ledger + end) == Rights(owner: owner, mode: mode), "\(end)")
      }
      #expect(try Rights(ledger + ".drafts") == Rights(owner: owner, mode: mode | 0o100 | (mode & 0o040) >> 2))
    }
  }
}
