import Foundation
import GRDB
import TestSupport
import Testing

/// `duty-admin rebuild`: everything that is derived, made anew from the entries.
@Suite struct RebuildProgramTests {
  private func withWork(_ body: (Station) throws -> Void) throws {
    try Station.founded { station in
      let lines = (1...40).map { "{\"summary\":\"第\($0)件积水\",\"externalId\":\"r-\($0)\",\"source\":\"grid\"}" }
      #expect(try station.admin(["intake"], input: lines.joined(separator: "\n") + "\n").status == 0)
      try body(station)
    }
  }

  private func spoil(_ station: Station, _ sql: String) throws {
    let queue = try DatabaseQueue(path: station.ledger)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test(
    "any derived table that was spoilt is made anew under the same head, and the ledger as it was stays beside it",
    arguments: [
      "DELETE FROM incident WHERE id > 10", "UPDATE tally SET received = received + 1", "DELETE FROM counter",
      "INSERT INTO mark VALUES (3, 'clock')", "DELETE FROM spelling", "DELETE FROM search WHERE rowid % 2",
      "DROP INDEX incident_open", "DROP TABLE mark", "UPDATE incident SET status = 'closed', isOpen = 0",
    ])
  func spoilt(_ sql: String) throws {
    try withWork { station in
      let sound = try station.admin(["check", "--format", "json"])
      #expect(sound.status == 0, "\(sound.output)")
      try spoil(station, sql)
      #expect(try station.admin(["check"]).status == 1, "the control")
      let rebuilt = try station.admin(["rebuild"])
      #expect(rebuilt.status == 0 && rebuilt.output.contains(station.ledger + ".before-rebuild"), "\(rebuilt.errors)")
      let after = try station.admin(["check", "--format", "json"])
      #expect(after.status == 0 && after.output == sound.output, "\(after.output)")
      let taken = try station.admin(["intake"], input: "{\"summary\":\"后来\"}\n")
      #expect(taken.output.contains("-0041"), "\(taken.output)")
    }
  }

  @Test("it wants the ledger to itself, and leaves it as it was where somebody has it open")
  func inUse() throws {
    try withWork { station in
      let desk = try DatabaseQueue(path: station.ledger)
      try desk.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      #expect(try desk.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM entry") } == 44)
      let refused = try station.admin(["rebuild", "--language", "en"])
      #expect(refused.status == 3 && refused.errors.contains("in use"), "\(refused.errors)")
      try desk.close()
      #expect(try station.admin(["rebuild"]).status == 0)
    }
  }

  @Test("where an entry itself is damaged nothing is put in place, and it says so")
  func entryHit() throws {
    try withWork { station in
      try spoil(
        station, "DROP TRIGGER entry_stays; UPDATE entry SET bytes = CAST('{' AS BLOB) WHERE number = 20")
      let refused = try station.admin(["rebuild", "--language", "en"])
      #expect(refused.status == 3 && refused.errors.contains("entry 20"), "\(refused.errors)")
      let beside = try FileManager.default.contentsOfDirectory(
        atPath: URL(filePath: station.ledger).deletingLastPathComponent().path)
      #expect(beside.allSatisfy { !$0.contains("before-rebuild") && !$0.contains("making") }, "\(beside)")
    }
  }
}
