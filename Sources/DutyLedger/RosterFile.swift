import DutyCore

/// A roster somebody wrote: CSV `date,shift,name`.
package enum RosterFile {
  /// The change it asks for, of people and shifts that are there.
  package static func change(_ bytes: [UInt8], file: String, in room: Room) throws(TableFaults) -> RosterChange {
    var table = Table(file, bytes, columns: ["date", "shift", "name"])
    var seen: Set<Turn> = []
    let lines = table.read { (row) throws(TableFault) in
      let turn = Turn(day: try row.day("date"), shift: try row.text("shift"))
      let name = try row.text("name")
      guard room.plan.shift(named: turn.shift) != nil else { throw row.fault("shift", .unknown(turn.shift)) }
      guard let officer = room.officer(named: name) else { throw row.fault("name", .unknown(name)) }
      guard seen.insert(turn).inserted else { throw row.fault("shift", .twice("\(turn.day) \(turn.shift)")) }
      return RosterChange.Line(turn: turn, officer: officer.id)
    }
    guard table.faults.isEmpty else { throw TableFaults(table.faults) }
    guard !lines.isEmpty else { throw TableFaults([TableFault(file: file, problem: .noRows)]) }
    return RosterChange(lines: lines)
  }
}

extension Turn {
  /// Reads `2026-12-01/早班`, a day and one of the plan's shifts; nil for anything else.
  package init?(typed text: String, in plan: ShiftPlan) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let day = Day(parts[0]), plan.shift(named: String(parts[1])) != nil else { return nil }
    self.init(day: day, shift: String(parts[1]))
  }

  package var typed: String { "\(day)/\(shift)" }
}

extension Swap {
  /// The swap of `turn`, and of `other` for it, as `signer` means it: whoever of the two is rostered for `turn` gives it.
  /// What the other has signed already is meant, from whichever side it is told.
  package init(of turn: Turn, for other: Turn?, signer: OfficerID, with named: OfficerID, in room: Room) {
    let namedGives = room.roster[turn] == named
    let told = Swap(
      turn: turn, officer: namedGives ? named : signer, with: namedGives ? signer : named, other: other)
    self = told
    guard let other, room.swaps[told] == nil else { return }
    let mirrored = Swap(turn: other, officer: told.with, with: told.officer, other: turn)
    if room.swaps[mirrored] != nil { self = mirrored }
  }
}
