import DutyCore
import GRDB

// The look that a desk shows: consistent, and cheap enough to take after each commit.

extension Ledger {
  /// The queue, the window and the counts of `view` as they stand at `now`. After `last` of the same tab, order and
  /// counts are carried over from it and only what has changed since is looked at (`Look`): the result is the same.
  package func snapshot(_ view: QueueView, now: Instant, after last: Snapshot? = nil) throws -> Snapshot {
    try reading { db in
      let room = try refreshedRoom(db)
      let head = try seenHead(db)
      let same = last.flatMap { $0.entries == head.entry && $0.view.tab == view.tab ? $0 : nil }
      let look =
        try last.flatMap { try carried(after: $0, view.tab, head.entry, room, now, db) }
        ?? anew(view.tab, head.entry, room, now, db)
      lastLook = look
      let order = look.order
      let window = order.dropFirst(max(0, view.first)).prefix(max(0, view.rows))
      let found = try view.sought.map { try SearchTable.found(Sought($0), limit: QueueView.mostFound, db) } ?? []
      var shown: [IncidentID: Incident] = [:]
      let unsigned = try same?.unsigned ?? self.unsigned(db)
      let wanted = [
        Array(window), look.emergencies, unsigned.compactMap(\.subject.incident), found, view.detail.map { [$0] } ?? [],
      ]
      for id in wanted.joined() {
        shown[id] = try subjects.incident(id.entry, db)
      }
      return Snapshot(
        view: view, room: room, entries: head.entry, head: head.hash, order: order,
        emergencies: look.emergencies, incidents: shown, alike: try view.like.map { try alike($0, now, db) } ?? Alike(),
        history: try view.detail.map { try EntryReading.entries(of: $0.entry, db) } ?? [],
        unsigned: unsigned, counts: look.counts, openInTab: look.openInTab, found: found,
        rectifications: try rectifications(view, unsigned, db))
    }
  }

  private func rectifications(
    _ view: QueueView, _ unsigned: [UnsignedEntry], _ db: Database
  ) throws -> RectificationPart {
    let listed: [Int64] =
      switch view.rectifications.list {
      case .ofDetail: try view.detail.map { try RectificationRow.ids(of: $0, db) } ?? []
      case .owed: try RectificationRow.owed(station: station, db)
      }
    let detail = view.rectifications.detail
    let wanted = listed + unsigned.compactMap(\.subject.rectification?.entry) + [detail?.entry].compactMap(\.self)
    var known: [RectificationID: Rectification] = [:]
    for id in wanted { known[RectificationID(id)] = try subjects.rectification(id, db) }
    return RectificationPart(
      listed: listed.map(RectificationID.init), known: known,
      history: try detail.map { try EntryReading.entries(of: $0.entry, db) } ?? [])
  }

  private func carried(
    after last: Snapshot, _ tab: QueueTab, _ head: Int64, _ room: Room, _ now: Instant, _ db: Database
  ) throws -> Look? {
    guard let look = lastLook, look.entries == last.entries, look.tab == tab, last.view.tab == tab else { return nil }
    return try look.carried(to: now, through: head, room, subjects, db)
  }

  private func anew(_ tab: QueueTab, _ head: Int64, _ room: Room, _ now: Instant, _ db: Database) throws -> Look {
    let span = tab.span(in: room.plan, at: now)
    let orange = try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT MIN(orangeFrom) FROM incident WHERE station = ? AND isOpen = 1 AND orangeFrom > ?"),
      arguments: [station, now.milliseconds])
    return Look(
      tab: tab, entries: head, now: now, spans: Look.spans(room.plan, now), openOnly: span?.openOnly ?? true,
      open: try span.map { try open($0.received, now, db) } ?? [],
      over: try span.map { $0.openOnly ? [] : try over($0.received, db) } ?? [],
      emergencies: try openEmergencies(db), counts: try openCounts(room, db), openInTab: try openInTabs(room, now, db),
      nextOrange: orange.map { Instant(milliseconds: $0) })
  }

  /// The incidents that are open, in the order of attention (`Attention`).
  private func open(_ received: Range<Instant>, _ now: Instant, _ db: Database) throws -> [IncidentID] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id FROM incident
        WHERE station = ? AND isOpen = 1 AND received >= ? AND received < ?
        ORDER BY emergency DESC, IFNULL(orangeFrom <= ?, 0) DESC, nextDue IS NULL, nextDue, received, dutyDay, serial
        """)
    return try Int64.fetchAll(
      statement,
      arguments: [station, received.lowerBound.milliseconds, received.upperBound.milliseconds, now.milliseconds]
    ).map(IncidentID.init)
  }

  /// The incidents that are over, newest first.
  private func over(_ received: Range<Instant>, _ db: Database) throws -> [IncidentID] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id FROM incident
        WHERE station = ? AND isOpen = 0 AND received >= ? AND received < ? ORDER BY lastEntry DESC
        """)
    return try Int64.fetchAll(
      statement, arguments: [station, received.lowerBound.milliseconds, received.upperBound.milliseconds]
    ).map(IncidentID.init)
  }

  private func openEmergencies(_ db: Database) throws -> [IncidentID] {
    let statement = try db.cachedStatement(
      sql: "SELECT id FROM incident WHERE station = ? AND isOpen = 1 AND emergency = 1 ORDER BY received, id")
    return try Int64.fetchAll(statement, arguments: [station]).map(IncidentID.init)
  }

  /// The entries that wait for a leader's signature.
  package func unsigned() throws -> [UnsignedEntry] { try reading { try unsigned($0) } }

  private func unsigned(_ db: Database) throws -> [UnsignedEntry] {
    let ids = try IncidentRow.unsigned(station: station, db) + RectificationRow.unsigned(station: station, db)
    return try ids.sorted().compactMap { try subjects.state($0, db) }.flatMap(\.unsigned)
  }

  /// On a station's ledger practice matters are on the list, marked, but in no count.
  private func openCounts(_ room: Room, _ db: Database) throws -> [Incident.Status: Int] {
    var counts: [Incident.Status: Int] = [:]
    for (key, count) in try sums(room, db).byKey(.open) {
      guard let status = Incident.Status(rawValue: key) else { continue }
      counts[status] = count
    }
    return counts
  }

  private func sums(_ room: Room, _ db: Database) -> CounterSums {
    CounterSums(station: station, drill: room.isDrill, db: db)
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
      // Whole days are kept counts; only what came in on the day that the span ends in has to be looked at.
      var (from, before) = (span.lowerBound, 0)
      if from == QueueTab.ever.lowerBound {
        let last = room.plan.dutyDay(of: min(span.upperBound, now))
        from = room.plan.start(of: last)
        before = try sums(room, db).sum(.open, before: last)
      }
      let since = try Int.fetchOne(
        statement, arguments: [station, from.milliseconds, span.upperBound.milliseconds, room.isDrill])
      counts[tab] = before + (since ?? 0)
    }
    return counts
  }
}
