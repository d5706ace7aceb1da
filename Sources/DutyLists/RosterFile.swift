import DutyCore
import DutyTables

/// A roster somebody wrote: CSV `date,shift,name`.
package enum RosterFile {
  /// The change it asks for, of people and shifts that are there.
  package static func change(_ bytes: [UInt8], file: String, in room: Room) throws(ListingFaults) -> RosterChange {
    var table = Listing(file, bytes, columns: ["date", "shift", "name"])
    var seen: Set<Turn> = []
    let lines = table.read { (row) throws(ListingFault) in
      let turn = Turn(day: try row.day("date"), shift: try row.text("shift"))
      let name = try row.text("name")
      guard room.plan.shift(named: turn.shift) != nil else { throw row.fault("shift", .unknown(turn.shift)) }
      guard let officer = room.officer(named: name) else { throw row.fault("name", .unknown(name)) }
      guard seen.insert(turn).inserted else { throw row.fault("shift", .twice("\(turn.day) \(turn.shift)")) }
      return RosterChange.Line(turn: turn, officer: officer.id)
    }
    guard table.faults.isEmpty else { throw ListingFaults(table.faults) }
    guard !lines.isEmpty else { throw ListingFaults([ListingFault(file: file, problem: .noRows)]) }
    return RosterChange(lines: lines)
  }
}
