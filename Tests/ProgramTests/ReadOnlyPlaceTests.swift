import DutyLedger
import Foundation
import GRDB
import TestSupport
import Testing

/// A ledger or a backup that lies where nothing can be written: a disc, a snapshot, another account's directory. It is
/// checked, reported on and restored from there, and nothing of it is left elsewhere.
@Suite struct ReadOnlyPlaceTests {
  /// A way to make a directory that our programs cannot write to, as a script that runs `"$@"` beside it.
  struct Place: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let script: String

    /// A tmpfs of its own, gone with the last program that sees it.
    static let disc = Place(
      testDescription: "a read-only file system",
      script: """
        mount -t tmpfs none "$PLACE" && cp -p "$FILES"/* "$PLACE" && mount -o remount,ro "$PLACE" && exec "$@"
        """)
    /// Root may write anywhere: the programs run as nobody then.
    static let directory = Place(
      testDescription: "a directory without rights",
      script: """
        cp "$FILES"/* "$PLACE" && chmod 0644 "$PLACE"/* && chmod 0555 "$PLACE" || exit 99
        if [ "$(id -u)" = 0 ]; then set -- setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; fi
        "$@"; code=$?; chmod 0755 "$PLACE"; exit $code
        """)
  }

  private static let unshare = Program.installed("unshare")

  /// Not every container lets even root mount.
  static let canMount =
    (try? unshare?.run(["-m", "sh", "-c", "mount -t tmpfs none /mnt"]))?.status == 0
  static let canBeNobody = getuid() != 0 || Program.installed("setpriv") != nil

  private func run(_ place: Place, _ station: Station, _ program: String, _ arguments: [String]) throws
    -> Program.Ending
  {
    let directory = station.directory + "/place"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    // Whoever runs the program has to come in, and needs a place for temporary files.
    let temporary = station.directory + "/temporary"
    try FileManager.default.createDirectory(
      atPath: temporary, withIntermediateDirectories: true)
    chmod(temporary, 0o777)
    chmod(station.directory, 0o755)
    let environment = [
      "PLACE": directory, "FILES": station.directory + "/files", "TMPDIR": temporary, "HOME": temporary,
    ]
    let words = ["sh", "-c", place.script, "sh", Program(program).path] + arguments
    let ending =
      place.testDescription == Place.disc.testDescription
      ? try #require(Self.unshare).run(["-m"] + words, environment: environment)
      : try Program(at: "/usr/bin/env").run(words, environment: environment)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [], "something was left")
    return ending
  }

  private func files(_ station: Station) throws -> String {
    let files = station.directory + "/files"
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
    return files
  }

  /// A backup, and a ledger whose last entries lie in its journal only.
  private func fill(_ station: Station) throws {
    let files = try files(station)
    _ = try station.admin(["intake"], input: #"{"summary":"井盖缺失"}"# + "\n")
    #expect(try station.admin(["backup", files + "/backup.sqlite"]).status == 0)
    let holder = try DatabaseQueue(path: station.ledger)
    _ = try holder.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM entry") }
    #expect(try station.admin(["intake"], input: #"{"summary":"只在日志里"}"# + "\n").status == 0)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: station.ledger + suffix, toPath: files + "/journal.sqlite" + suffix)
    }
    try holder.close()
    try FileManager.default.copyItem(atPath: station.ledger, toPath: files + "/rest.sqlite")
  }

  private func expectReadable(_ place: Place) throws {
    try Station.founded { station in
      try fill(station)
      let whole = try station.admin(["check"]).lines
      let directory = station.directory + "/place/"
      for (name, isCopied) in [("rest.sqlite", false), ("journal.sqlite", true)] {
        let checked = try run(place, station, "duty-admin", ["check", "--ledger", directory + name])
        #expect(checked.status == 0 && checked.lines == whole, "\(name): \(checked.errors)")
        #expect(checked.errors.contains("临时副本") == isCopied, "\(name): \(checked.errors)")
        let report = try run(place, station, "duty-report", ["queue", "--ledger", directory + name])
        #expect(report.status == 0 && report.output.contains("只在日志里"), "\(name): \(report.errors)")
        #expect(report.errors.contains("临时副本") == isCopied, "\(name): \(report.errors)")
      }
      let backup = try run(place, station, "duty-admin", ["check", "--ledger", directory + "backup.sqlite"])
      #expect(backup.status == 0 && backup.errors.isEmpty && backup.lines != whole, "\(backup.errors)")
      let target = station.directory + "/temporary/new/duty.sqlite"
      let restored = try restore(place, station, directory + "backup.sqlite", to: target)
      #expect(restored.status == 0 && restored.lines.first == backup.lines.first, "\(restored.errors)")
      // The control: what has to write says that it cannot.
      let refused = try run(place, station, "duty-admin", ["intake", "--ledger", directory + "rest.sqlite"])
      #expect(refused.status == 3, "\(refused.output)")
    }
  }

  private func restore(_ place: Place, _ station: Station, _ copy: String, to target: String) throws -> Program.Ending {
    // Into a directory that is taken away again, so that nothing is left.
    let script = "\"$@\"; code=$?; rm -r \"$TMPDIR/new\"; exit $code"
    let wrapped = Place(
      testDescription: place.testDescription,
      script: "set -- sh -c '\(script.replacingOccurrences(of: "'", with: "'\\''"))' sh \"$@\"\n" + place.script)
    return try run(wrapped, station, "duty-admin", ["restore", copy, "--ledger", target])
  }

  @Test(.enabled(if: canMount, "mounting is not allowed here"))
  func `on a read-only file system all that only reads works`() throws { try expectReadable(.disc) }

  @Test(.enabled(if: canBeNobody, "there is no setpriv here"))
  func `in a directory without rights all that only reads works`() throws { try expectReadable(.directory) }

  @Test func `a backup lies alone, and a ledger restored from it has its journal again`() throws {
    try Station.founded { station in
      try fill(station)
      let files = try files(station)
      func mode(_ path: String) throws -> String? {
        let queue = try DatabaseQueue(path: path)
        defer { #expect(throws: Never.self) { try queue.close() } }
        return try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
      }
      let beside = try FileManager.default.contentsOfDirectory(atPath: files).filter { $0.hasPrefix("backup") }
      #expect(beside == ["backup.sqlite"])
      #expect(try mode(files + "/backup.sqlite") == "delete")
      let target = station.directory + "/new/duty.sqlite"
      #expect(try Program("duty-admin").run(["restore", files + "/backup.sqlite", "--ledger", target]).status == 0)
      #expect(try mode(target) == "wal")
    }
  }
}
