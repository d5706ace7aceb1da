import DutyCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import DutyLedger

/// Tests what lies beside a ledger: its journal, and the small files that are the ledger's owner's.
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
      for text in ["one", "two"] { try SideFile.replace(file, with: Data(text.utf8), like: ledger) }
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "two")
      // Over what is there, in its place: it grows by whole blocks and stays as large, but for what is nobody's.
      func written(_ count: Int) throws -> Int {
        try SideFile.overwrite(file, with: Data(repeating: 0x61, count: count), atMost: 1 << 20, like: ledger)
        let found = try Data(contentsOf: URL(filePath: file))
        #expect(found == Data(repeating: 0x61, count: count) + Data(repeating: 0x20, count: found.count - count))
        return found.count
      }
      #expect(try [3, 4096, 4097, 2].map(written) == [4096, 4096, 8192, 8192])
      #expect(try (0...1).map(written) == [8192, 8192])
      try Data(count: 2 << 20).write(to: URL(filePath: file))
      #expect(try written(5) == 4096)
      try FileManager.default.removeItem(atPath: file)
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: target)
      #expect(throws: LedgerFault.notAFile(path: file, .link)) {
        try SideFile.replace(file, with: Data("three".utf8), like: ledger)
      }
      #expect(throws: LedgerFault.notAFile(path: file, .link)) {
        try SideFile.overwrite(file, with: Data("three".utf8), atMost: 1 << 20, like: ledger)
      }
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "somebody's")
    }
  }

  @Test(
    "a directory beside a ledger is none where a link, a file or a pipe has its name, and an erasure leaves that alone")
  func directories() throws {
    let desk = try Desk()
    let (place, foreign) = (desk.ledger.path + ".drafts", desk.directory + "/foreign")
    let manager = FileManager.default
    let incident = try desk.receive("占道")
    let draft = "1-note-\(incident.id.entry).json"
    try manager.createDirectory(atPath: foreign, withIntermediateDirectories: false)
    try Data("theirs".utf8).write(to: URL(filePath: foreign + "/" + draft))
    let obstacles: [(SideFile.Kind?, () throws -> Void)] = [
      (.link, { try manager.createSymbolicLink(atPath: place, withDestinationPath: foreign) }),
      (.link, { try manager.createSymbolicLink(atPath: place, withDestinationPath: desk.directory + "/none") }),
      (nil, { try Data().write(to: URL(filePath: place)) }), (.pipe, { try #require(mkfifo(place, 0o600) == 0) }),
    ]
    for (kind, obstruct) in obstacles {
      try obstruct()
      let fault = LedgerFault.notADirectory(path: place, kind)
      #expect(throws: fault) { try SideFile.makeDirectory(place, like: desk.ledger.path) }
      #expect(throws: fault) { _ = try SideFile.names(in: place) }
      #expect(try desk.ledger.removeDrafts(in: .incident(incident.id)) == RemovedDrafts(left: [place]))
      try manager.removeItem(atPath: place)
    }
    #expect(try manager.contentsOfDirectory(atPath: foreign) == [draft])
    // The control: a directory of one's own is read and cleared.
    #expect(try SideFile.names(in: place) == [])
    try SideFile.makeDirectory(place, like: desk.ledger.path)
    try SideFile.makeDirectory(place, like: desk.ledger.path)
    try Data().write(to: URL(filePath: place + "/" + draft))
    #expect(try SideFile.names(in: place) == [draft])
    #expect(try desk.ledger.removeDrafts(in: .incident(incident.id)) == RemovedDrafts(count: 1))
    #expect(try SideFile.names(in: place) == [])
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
    let sizes = [0, 16, 17, 32, 33, 1000].map { Int64($0) << 20 }
    #expect(sizes.map { Connection.JournalPatience(journal: $0)?.milliseconds } == [nil, nil, 40, 40, 100, 100])
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
