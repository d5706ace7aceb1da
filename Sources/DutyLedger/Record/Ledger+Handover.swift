import DutyCore
import GRDB

/// A seat as the ledger knows it: who sat in which turn, and who has signed its sheet.
package struct SeatRecord: Hashable, Sendable {
  package struct Signature: Hashable, Sendable {
    package let name: String
    package let entry: Int64
    package let recorded: Instant
    package let facts: HandingOver
  }

  package let turn: Turn
  package let officer: Actor
  package let taken: Instant
  /// The signature of the one who leaves, as signed last.
  package internal(set) var leaving: Signature?
  package internal(set) var coming: Signature?
  /// The last entry before somebody else took the seat without a handover.
  var displaced: Int64?

  /// Every seat that was taken up to entry `last`, in order; `people` is the room with whoever signed.
  static func seats(through last: Int64 = .max, people: Room, _ db: Database) throws -> [SeatRecord] {
    var seats: [SeatRecord] = []
    for entry in try RoomReading.seats(through: last, db) {
      guard case .room(let act) = entry.action else { continue }
      if case .takeSeat(let facts) = act {
        if let last = seats.indices.last, seats[last].coming == nil { seats[last].displaced = entry.number - 1 }
        seats.append(SeatRecord(turn: facts.turn, officer: entry.by, taken: entry.recorded))
      } else if case .handOver(let facts) = act, let last = seats.indices.last, seats[last].coming == nil {
        let signature = Signature(
          name: people.name(of: entry.by, .zh), entry: entry.number, recorded: entry.recorded, facts: facts)
        if entry.by == seats[last].officer { seats[last].leaving = signature } else { seats[last].coming = signature }
      }
    }
    return seats
  }
}

/// Names the handover sheet that is meant: of whom sat last, on a day, in a shift.
package struct HandoverQuery: Hashable, Sendable {
  package var day: Day?
  package var shift: String?
  package var asOf: AsOf
  /// The one who is about to sign: whoever leaves signs the ledger as it stands now, whatever was signed before.
  package var signer: OfficerID?

  package init(day: Day? = nil, shift: String? = nil, asOf: AsOf = .last, signer: OfficerID? = nil) {
    self.day = day
    self.shift = shift
    self.asOf = asOf
    self.signer = signer
  }
}

/// A handover sheet and the ledger it was made from, as of the head under which it is signed.
package struct KeptHandover: Hashable, Sendable {
  package let room: Room
  package let seat: SeatRecord
  package let sheet: HandoverSheet
  /// The incidents it was made from, by number: open, or changed in the last two weeks.
  package let incidents: [Incident]
  /// Everything that waits for a leader's signature.
  package let unsigned: [UnsignedEntry]
  package let head: Ledger.Head
  /// The moment at which lateness is told: that of the first signature, or that of asking.
  package let at: Instant

  package init(
    room: Room, seat: SeatRecord, sheet: HandoverSheet, incidents: [Incident], unsigned: [UnsignedEntry],
    head: Ledger.Head, at: Instant
  ) {
    self.room = room
    self.seat = seat
    self.sheet = sheet
    self.incidents = incidents
    self.unsigned = unsigned
    self.head = head
    self.at = at
  }
}

extension Ledger {
  /// The sheet that is asked for; nil where nobody sat. Once signed it depends on the entries up to its head and on the
  /// signatures alone, not on when it is asked for.
  package func handover(_ query: HandoverQuery = HandoverQuery(), now: Instant) throws -> KeptHandover? {
    try reading { db in
      let newest = try Self.head(db)
      let (last, cutOff) = try Self.last(query.asOf, newest, db)
      let seats = try SeatRecord.seats(through: last, people: refreshedRoom(db), db)
      let meant = seats.last {
        (query.day ?? $0.turn.day) == $0.turn.day && (query.shift ?? $0.turn.shift) == $0.turn.shift
      }
      guard let seat = meant else { return nil }
      let signsAnew = seat.coming == nil && query.signer.map { .officer($0) == seat.officer } ?? false
      let signed = signsAnew ? nil : seat.leaving
      let through = signed?.facts.through ?? seat.displaced ?? last
      let head = try Self.head(db, through: through)
      let asked = query.asOf == .last && seat.displaced == nil ? now : cutOff ?? head.recorded
      let at = signed?.recorded ?? (seat.displaced == nil ? asked : head.recorded)
      guard let room = try RoomReading.whole(db, through: through), let span = room.plan.span(of: seat.turn) else {
        return nil
      }
      let incidents = try handedOver(in: span, through: through, db)
      let unsigned = try incidents.flatMap(\.unsigned) + self.unsigned(through: through, db)
      return room.handoverSheet(of: incidents, unsigned, at: at).map {
        KeptHandover(
          room: room, seat: seat, sheet: $0, incidents: incidents, unsigned: unsigned, head: head, at: at)
      }
    }
  }

  /// The entries of rectifications that waited for a leader's signature at entry `through`.
  private func unsigned(through: Int64, _ db: Database) throws -> [UnsignedEntry] {
    let ids = try Int64.fetchAll(
      db, sql: "SELECT id FROM rectification WHERE station = ? AND id <= ? AND (unsigned > 0 OR lastEntry > ?)",
      arguments: [station, through, through])
    return try ids.compactMap { try EntryReading.state($0, through: through, db) }.flatMap(\.unsigned)
  }

  /// The incidents a sheet can speak of, as they stood at entry `through`: what was open or unsigned then, and what had
  /// changed not long before. What became of them later has no say in which they are.
  private func handedOver(in span: Range<Instant>, through: Int64, _ db: Database) throws -> [Incident] {
    let since = span.lowerBound - HandoverSheet.owedFor
    let earlier = try Int64.fetchOne(
      db, sql: "SELECT IFNULL(MAX(number), 0) FROM entry WHERE recorded < ?", arguments: [since.milliseconds])
    let before = min(earlier ?? 0, through)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, lastEntry FROM incident
        WHERE station = ? AND id <= ? AND (isOpen = 1 OR unsigned > 0
          OR lastEntry > ? AND (imported = 0 OR revision > 1 OR received >= ?)) ORDER BY dutyDay, serial
        """,
      arguments: [station, through, before, span.lowerBound.milliseconds])
    let found: [Incident] = try rows.compactMap { row in
      let lastEntry: Int64 = try row.value(1)
      return lastEntry <= through
        ? try subjects.incident(row.value(0), db) : try EntryReading.incident(row.value(0), through: through, db)
    }
    return found.filter { $0.status.isOpen || !$0.unsigned.isEmpty || $0.lastEntry > before }
  }
}
