import Foundation
import TestSupport
import Testing

import DutySystem
@testable import DutyLedger

/// Tests what is made beside its place and then put there.
@Suite struct MakingTests {
  private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func left(_ directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
  }

  @Test(
    "what is made has its place once it is put there, and nothing else is left; a place that is taken keeps what it has"
  )
  func put() throws {
    try withTemporaryDirectory { directory in
      let place = directory + "/duty.sqlite"
      let second = try Making(for: place)
      try write("second", second.file)
      do {
        let first = try Making(for: place)
        #expect(first.file != second.file)
        try write("first", first.file)
        try write("", first.file + ".lock")
        try first.put(at: place, ownerOf: directory)
      }
      #expect(throws: LedgerFault.alreadyThere(path: place)) { try second.put(at: place, ownerOf: directory) }
      #expect(try read(place) == "first")
    }
  }

  @Test("a journal that was not written back is not left behind: nothing is put in place then")
  func journal() throws {
    try withTemporaryDirectory { directory in
      let making = try Making(for: directory + "/duty.sqlite")
      try write("ledger", making.file)
      try write("not written back", making.file + "-wal")
      #expect(throws: LedgerFault.self) { try making.put(at: directory + "/duty.sqlite", ownerOf: directory) }
      #expect(!FileFacts.exists(directory + "/duty.sqlite"))
    }
  }

  @Test(
    "on a file system without that step, or without links, a place that is taken keeps what it has too",
    arguments: [(EINVAL, 0), (ENOSYS, 0), (EINVAL, EPERM), (ENOSYS, EOPNOTSUPP)] as [(Int32, Int32)])
  func otherFileSystems(step: Int32, linked: Int32) throws {
    try withTemporaryDirectory { directory in
      func move(_ file: String, _ place: String) throws {
        try Making.move(file, to: place, by: { _, _ in step }) { from, to in
          linked != 0 ? linked : link(from, to) == 0 ? 0 : errno
        }
      }
      for name in ["/one", "/other"] { try write(name, directory + name) }
      try move(directory + "/one", directory + "/place")
      #expect(throws: LedgerFault.alreadyThere(path: directory + "/place")) {
        try move(directory + "/other", directory + "/place")
      }
      #expect(try read(directory + "/place") == "/one")
      #expect(try left(directory) == ["other", "place"])
    }
  }

  @Test("what a killed maker left is cleaned up; what one still makes, what was given and what is not ours is not")
  func clean() throws {
    try withTemporaryDirectory { directory in
      let place = directory + "/duty.sqlite"
      let living = try Making(for: place)
      for name in ["killed", "given"] {
        try FileManager.default.createDirectory(atPath: place + ".making-" + name, withIntermediateDirectories: false)
        try write(name, place + ".making-\(name)/duty.sqlite")
      }
      try write("another's", place + ".restoring")
      let given = place + ".making-given/duty.sqlite"
      try FileManager.default.createSymbolicLink(atPath: directory + "/link", withDestinationPath: given)
      Making.clean(beside: place, sparing: directory + "/link")
      let kept = [FilePath.name(of: FilePath.directory(of: living.file)), "duty.sqlite.making-given"].sorted()
      #expect(try left(directory) == kept + ["duty.sqlite.restoring", "link"])
      #expect(try read(given) == "given")
    }
  }

  @Test(
    "a second name that a killed founding left is taken away at the opening; any other is refused, with how many there are"
  )
  func secondName() throws {
    let desk = try Desk()
    let path = desk.ledger.path
    try desk.ledger.close()
    let left = path + ".making-killed"
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: false)
    try FileManager.default.linkItem(atPath: path, toPath: left + "/duty.sqlite")
    try Ledger(opening: path, access: .readWrite).close()
    #expect(!FileFacts.exists(left))
    try FileManager.default.linkItem(atPath: path, toPath: desk.directory + "/other")
    for name in ["/other", "/duty.sqlite"] {
      #expect(throws: LedgerFault.severalNames(path: desk.directory + name, count: 2)) {
        _ = try Ledger(opening: desk.directory + name, access: .readOnly)
      }
    }
  }

  @Test("whoever stands still between the two names of what he makes is told of, until he goes on or is killed")
  func standingStill() throws {
    let desk = try Desk()
    let path = desk.ledger.path
    try desk.ledger.close()
    try FileManager.default.linkItem(atPath: path, toPath: path + ".version-7")
    do {
      let living = try Making(for: path)
      defer { withExtendedLifetime(living) {} }
      #expect { _ = try Ledger(opening: path, access: .readOnly) } throws: { error in
        guard let fault = error as? LedgerFault, case .busy = fault else { return false }
        return true
      }
      #expect(FileFacts.exists(path + ".version-7"))
    }
    try Ledger(opening: path, access: .readOnly).close()
    #expect(!FileFacts.exists(path + ".version-7"))
  }
}
