import DutyCore
import DutyTables

/// A station's own shifts: CSV `name,from,to[,sitting]`, times as HH:MM, 24:00 for the end of the day. The header may
/// be left out.
package enum ShiftFile {
  private enum Sitting: String, CaseIterable { case yes, no }

  package static func shifts(_ bytes: [UInt8], file: String) throws(ListingFaults) -> [Shift] {
    var table = Listing(file, bytes, columns: ["name", "from", "to"], places: ["name", "from", "to", "sitting"])
    _ = table.keys("name")
    var shifts: [Shift] = []
    _ = table.read { (row) throws(ListingFault) in
      let shift = try shift(row)
      if let other = shifts.first(where: { $0.overlaps(shift) }) { throw row.fault("from", .overlaps(other.name)) }
      shifts.append(shift)
    }
    guard table.faults.isEmpty else { throw ListingFaults(table.faults) }
    guard !shifts.isEmpty else { throw ListingFaults([ListingFault(file: file, problem: .noRows)]) }
    return shifts
  }

  private static func shift(_ row: ListingRow) throws(ListingFault) -> Shift {
    let name = try row.text("name")
    let from = try row.minutes("from")
    guard from < 1440 else { throw row.fault("from", .notATime("24:00")) }
    let sitting = row.optional("sitting") == nil ? Sitting.yes : try row.choice("sitting")
    return Shift(name: name, from: from, to: try row.minutes("to"), sitting: sitting == .yes)
  }
}

extension Shift {
  /// The minutes after midnight it runs, in one piece or, across midnight, in two.
  private var spans: [Range<Int>] {
    crossesMidnight ? [from..<1440, 0..<to] : [from..<to]
  }

  fileprivate func overlaps(_ other: Shift) -> Bool {
    spans.contains { mine in other.spans.contains { mine.overlaps($0) } }
  }
}
