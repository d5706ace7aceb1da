import DutyCore
import DutySystem
import Foundation
import GRDB

/// Proposes words to a shell for the one that is being typed, read from the ledger that the line names. Nothing where none can
/// be read: nobody is told of a fault in the middle of typing.
package struct Proposals {
  private let ledger: Ledger?

  /// `line`: the words so far, as the shell has them, quotes and all.
  package init(_ line: [String]) {
    let words = line.map(Self.bare)
    let named = words.lastIndex(of: "--ledger").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
    let path = try? LedgerPath.resolve(option: named, environment: .system)
    ledger = path.flatMap { try? Ledger(opening: $0, access: .readOnly) }
  }

  private var room: Room? { ledger.flatMap { try? $0.room() } }

  /// Names of the people who are here.
  package var people: [String] {
    (room?.officers.values.filter { !$0.hasLeft }.sorted { $0.id.serial < $1.id.serial } ?? []).map(\.name)
  }

  /// Codes of the units.
  package var units: [String] { room?.catalogue.departments.map(\.code) ?? [] }

  package var shifts: [String] { room?.plan.shifts.map(\.name) ?? [] }

  /// Turns from today on that somebody is rostered for, as `2026-12-01/早班`.
  package var turns: [String] {
    guard let room else { return [] }
    let today = room.zone.day(of: SystemClock.now())
    return room.roster.keys.filter { $0.day >= today }.sorted().prefix(60).map(\.typed)
  }

  /// The last seven days, today first.
  package var days: [String] {
    let zone = room?.zone ?? Zone(fixedSeconds: 8 * 3600)
    let now = SystemClock.now()
    return (0..<7).map { zone.day(of: now - .days($0)).description }
  }

  /// The latest incidents, newest first.
  package var incidents: [String] {
    let rows = try? ledger?.reading { db in
      try Row.fetchAll(db, sql: "SELECT dutyDay, serial FROM incident ORDER BY id DESC LIMIT 60").map {
        IncidentNumber(day: Day(number: $0["dutyDay"]), serial: $0["serial"]).description
      }
    }
    return rows ?? []
  }

  /// The settings' codes, those of single grids included where some are set.
  package var settings: [String] {
    room?.settings.listed.map(\.code) ?? SettingName.all.map(\.code)
  }

  /// Files of these endings, and directories, that the beginning of a path leads to.
  package static func files(_ beginning: String, ending: String) -> [String] {
    let typed = bare(beginning)
    let directory = typed.contains("/") ? FilePath.directory(of: typed) : "."
    let shown = typed.contains("/") ? (directory == "/" ? "/" : directory + "/") : ""
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.sorted().compactMap { name in
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: directory + "/" + name, isDirectory: &isDirectory) else {
        return nil
      }
      return isDirectory.boolValue ? shown + name + "/" : name.hasSuffix(ending) ? shown + name : nil
    }
  }

  /// A word without the marks by which a shell keeps it together.
  private static func bare(_ word: String) -> String {
    var text = ""
    var isEscaped = false
    for character in word {
      if !isEscaped, character == "\\" {
        isEscaped = true
      } else if isEscaped || !"'\"".contains(character) {
        text.append(character)
        isEscaped = false
      }
    }
    guard text.hasPrefix("~/"), let home = Environment.system["HOME"] else { return text }
    return home + text.dropFirst()
  }
}
