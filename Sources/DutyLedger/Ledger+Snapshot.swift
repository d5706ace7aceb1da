import DutyCore
import GRDB

// What a desk shows: one consistent look, cheap enough to take after each commit.

extension Ledger {
  /// The queue, the window and the counts of `view` as they stand at `now`. Order and counts, which cost most, are
  /// those of `last` where it was of the same tab and nothing was recorded since.
  package func snapshot(_ view: QueueView, now: Instant, after last: Snapshot? = nil) throws -> Snapshot {
    try reading { db in
      let room = try refreshedRoom(db)
      let head = try Self.head(db)
      let same = last.flatMap { $0.entries == head.entry && $0.view.tab == view.tab ? $0 : nil }
      let order = try same?.order ?? order(of: view.tab, room, now, db)
      let window = order.dropFirst(max(0, view.first)).prefix(max(0, view.rows))
      let emergencies = try openEmergencies(db)
      let found = try view.sought.map { try SearchTable.found(Sought($0), limit: QueueView.mostFound, db) } ?? []
      var shown: [IncidentID: Incident] = [:]
      let unsigned = try same?.unsigned ?? self.unsigned(db)
      let wanted = [Array(window), emergencies, unsigned.map(\.incident), found, view.detail.map { [$0] } ?? []]
      for id in wanted.joined() {
        shown[id] = try incidents.incident(id.entry, db)
      }
      return Snapshot(
        view: view, room: room, entries: head.entry, head: head.hash, order: order,
        emergencies: emergencies, incidents: shown, alike: try view.like.map { try alike($0, now, db) } ?? Alike(),
        history: try view.detail.map { try EntryReading.entries(of: $0.entry, db) } ?? [],
        unsigned: unsigned, counts: try same?.counts ?? openCounts(room, db),
        openInTab: try same?.openInTab ?? openInTabs(room, now, db), found: found)
    }
  }

  /// The incidents of a tab in the order of attention (`Attention`), what is over after what is open, newest first.
  private func order(of tab: QueueTab, _ room: Room, _ now: Instant, _ db: Database) throws -> [IncidentID] {
    guard let span = tab.span(in: room.plan, at: now) else { return [] }
    let open = try db.cachedStatement(
      sql: """
        SELECT id FROM incident
        WHERE station = ? AND isOpen = 1 AND received >= ? AND received < ?
        ORDER BY emergency DESC, IFNULL(orangeFrom <= ?, 0) DESC, nextDue IS NULL, nextDue, received, dutyDay, serial
        """)
    let from = span.received.lowerBound.milliseconds
    let to = span.received.upperBound.milliseconds
    let live = try Int64.fetchAll(open, arguments: [station, from, to, now.milliseconds])
    guard !span.openOnly else { return live.map(IncidentID.init) }
    let over = try db.cachedStatement(
      sql: """
        SELECT id FROM incident
        WHERE station = ? AND isOpen = 0 AND received >= ? AND received < ? ORDER BY lastEntry DESC
        """)
    return (live + (try Int64.fetchAll(over, arguments: [station, from, to]))).map(IncidentID.init)
  }

  private func openEmergencies(_ db: Database) throws -> [IncidentID] {
    let statement = try db.cachedStatement(
      sql: "SELECT id FROM incident WHERE station = ? AND isOpen = 1 AND emergency = 1 ORDER BY received, id")
    return try Int64.fetchAll(statement, arguments: [station]).map(IncidentID.init)
  }

  /// What waits for a leader's signature.
  package func unsigned() throws -> [UnsignedEntry] { try reading { try unsigned($0) } }

  private func unsigned(_ db: Database) throws -> [UnsignedEntry] {
    try IncidentRow.unsigned(station: station, db).compactMap { try incidents.incident($0, db) }.flatMap(\.unsigned)
  }

  /// On a station's ledger practice matters are on the list, marked, but in no count.
  private func openCounts(_ room: Room, _ db: Database) throws -> [Incident.Status: Int] {
    let statement = try db.cachedStatement(
      sql: "SELECT status, COUNT(*) FROM incident WHERE station = ? AND isOpen = 1 AND drill <= ? GROUP BY status")
    var counts: [Incident.Status: Int] = [:]
    for row in try Row.fetchAll(statement, arguments: [station, room.isDrill]) {
      guard let status = Incident.Status(rawValue: row[0]) else { continue }
      counts[status] = row[1]
    }
    return counts
  }

  private func openInTabs(_ room: Room, _ now: Instant, _ db: Database) throws -> [QueueTab: Int] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT COUNT(*) FROM incident
        WHERE station = ? AND isOpen = 1 AND received >= ? AND received < ? AND drill <= ?
        """)
    var counts: [QueueTab: Int] = [:]
    for tab in QueueTab.tabs(of: room.plan) {
      guard let span = tab.span(in: room.plan, at: now)?.received else { continue }
      counts[tab] = try Int.fetchOne(
        statement, arguments: [station, span.lowerBound.milliseconds, span.upperBound.milliseconds, room.isDrill])
    }
    return counts
  }
}
