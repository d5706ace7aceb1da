import DutyCore
import DutyLedger
import Foundation
import GRDB
import TestSupport
import Testing

/// `duty-admin migrate`, on a ledger that an older version wrote.
@Suite struct MigrateProgramTests {
  private static let kept = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "DutyLedgerTests/Past/2.sqlite")

  private func withOldLedger(_ body: (String) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/duty.sqlite"
      try FileManager.default.copyItem(atPath: Self.kept.path, toPath: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      try body(path)
    }
  }

  private func admin(_ command: String, _ path: String, _ options: String...) throws -> Program.Ending {
    try Program("duty-admin").run([command, "--ledger", path] + options)
  }

  @Test func `an older ledger is refused, migrated after a copy of it, and then checks clean and is searched`() throws {
    try withOldLedger { path in
      let before = try Data(contentsOf: URL(filePath: path))
      for (program, arguments) in [
        ("duty-admin", ["check"]), ("duty-report", ["day"]), ("duty-desk", ["--script", "/dev/null"]),
      ] {
        let refused = try Program(program).run(arguments + ["--ledger", path])
        #expect(refused.status == 3 && refused.errors.contains("duty-admin migrate"), "\(program): \(refused.errors)")
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
      let migrated = try admin("migrate", path)
      #expect(migrated.status == 0 && migrated.errors.isEmpty, "\(migrated.errors)")
      #expect(migrated.output.contains("第 2 版升级到第 10 版") && migrated.output.contains(path + ".version-2"))
      let checked = try admin("check", path)
      #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
      let ledger = try Ledger(opening: path, access: .readOnly)
      #expect(try ledger.search("占道", limit: 50).count > 3)
      #expect(try ledger.search("zfd", limit: 50).count > 3)
      try ledger.close()
      // The copy is the ledger of before, entry for entry.
      let copy = try DatabaseQueue(path: path + ".version-2")
      #expect(try copy.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 2)
      let again = try admin("migrate", path, "--language", "en")
      #expect(again.status == 0 && again.output.contains("nothing was changed"))
      #expect(!FileManager.default.fileExists(atPath: path + ".version-2-2"))
    }
  }

  @Test func `nothing is migrated while somebody has the ledger open, and what is there is left as it was`() throws {
    try withOldLedger { path in
      let desk = try DatabaseQueue(path: path)
      try desk.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try desk.read { _ = try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM entry") }
      let refused = try admin("migrate", path)
      #expect(refused.status == 3 && refused.errors.contains("还有人在用"), "\(refused.errors)")
      #expect(try desk.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 2)
      try desk.close()
      #expect(try admin("migrate", path).status == 0)
    }
  }

  @Test func `what is no ledger, is of a newer version, or of one that was never released, is not migrated`() throws {
    try withOldLedger { path in
      for (version, words) in [(9999, "更新的版本"), (1, "太旧")] {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = \(version)") }
        try queue.close()
        let refused = try admin("migrate", path)
        #expect(refused.status == 3 && refused.errors.contains(words), "\(refused.errors)")
      }
      #expect(try admin("migrate", path + "-none").status == 3)
    }
  }
}
