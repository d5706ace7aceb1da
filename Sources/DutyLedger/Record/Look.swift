import DutyCore
import GRDB

/// The costliest part of a look, carried over to the next one: whatever changed since is put in its new place.
///
/// It is what a look anew would find, or it is not used: a test holds the two together over work at random.
struct Look {
  let tab: QueueTab
  let entries: Int64
  let now: Instant
  /// The receptions each tab shows.
  let spans: [QueueTab: Range<Instant>]
  let openOnly: Bool
  private(set) var open: [IncidentID]
  private(set) var over: [IncidentID]
  private(set) var emergencies: [IncidentID]
  private(set) var counts: [Incident.Status: Int]
  private(set) var openInTab: [QueueTab: Int]
  /// Until then time alone changes nothing in the order.
  private(set) var nextOrange: Instant?

  /// A look anew is cheaper with more entries than these since.
  private static let worthwhile: Int64 = 64

  var order: [IncidentID] { over.isEmpty ? open : open + over }

  static func spans(_ plan: ShiftPlan, _ now: Instant) -> [QueueTab: Range<Instant>] {
    var spans: [QueueTab: Range<Instant>] = [:]
    for tab in QueueTab.tabs(of: plan) { spans[tab] = tab.span(in: plan, at: now)?.received }
    return spans
  }

  init(
    tab: QueueTab, entries: Int64, now: Instant, spans: [QueueTab: Range<Instant>], openOnly: Bool,
    open: [IncidentID], over: [IncidentID], emergencies: [IncidentID], counts: [Incident.Status: Int],
    openInTab: [QueueTab: Int], nextOrange: Instant?
  ) {
    self.tab = tab
    self.entries = entries
    self.now = now
    self.spans = spans
    self.openOnly = openOnly
    self.open = open
    self.over = over
    self.emergencies = emergencies
    self.counts = counts
    self.openInTab = openInTab
    self.nextOrange = nextOrange
  }

  /// The same at `now` and after entry `last`; nil where it has to be taken anew.
  func carried(
    to now: Instant, through last: Int64, _ room: Room, _ subjects: SubjectCache, _ db: Database
  ) throws -> Look? {
    guard now >= self.now, last >= entries, last - entries <= Self.worthwhile, spans == Self.spans(room.plan, now),
      nextOrange.map({ now < $0 }) ?? true
    else { return nil }
    var next = Look(
      tab: tab, entries: last, now: now, spans: spans, openOnly: openOnly, open: open, over: over,
      emergencies: emergencies, counts: counts, openInTab: openInTab, nextOrange: nextOrange)
    guard last > entries else { return next }
    // Made distinct here: asked for it, SQLite walks the whole index by incident.
    let touched = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT incident FROM entry WHERE number > ?"), arguments: [entries])
    let ids = Set(touched).subtracting([RoomReading.subject]).sorted()
    var changed: [Incident] = []
    for id in ids {
      if let before = try EntryReading.incident(id, through: entries, db) { next.count(before, -1, in: room) }
      next.open.removeAll { $0.entry == id }
      next.over.removeAll { $0.entry == id }
      next.emergencies.removeAll { $0.entry == id }
      if let incident = try subjects.incident(id, db) { changed.append(incident) }
    }
    for incident in changed.sorted(by: { $0.lastEntry < $1.lastEntry }) { try next.place(incident, in: room, db) }
    let urgent = try next.emergencies.compactMap { try subjects.incident($0.entry, db) }
    next.emergencies = urgent.sorted { ($0.received, $0.id) < ($1.received, $1.id) }.map(\.id)
    return next
  }

  /// On a station's ledger practice matters are in no count.
  private mutating func count(_ incident: Incident, _ by: Int, in room: Room) {
    guard incident.status.isOpen, room.counts(incident) else { return }
    let left = counts[incident.status, default: 0] + by
    counts[incident.status] = left == 0 ? nil : left
    for (tab, span) in spans where span.contains(incident.received) { openInTab[tab, default: 0] += by }
  }

  private mutating func place(_ incident: Incident, in room: Room, _ db: Database) throws {
    count(incident, 1, in: room)
    guard incident.status.isOpen else {
      // Whatever has just changed is the newest of what is over.
      if !openOnly, spans[tab]?.contains(incident.received) ?? false { over.insert(incident.id, at: 0) }
      return
    }
    if incident.isEmergency { emergencies.append(incident.id) }
    if let orange = incident.orangeFrom, orange > now { nextOrange = min(nextOrange ?? orange, orange) }
    guard spans[tab]?.contains(incident.received) ?? false else { return }
    let own = Attention(incident, at: now)
    var from = 0
    var to = open.count
    while from < to {
      let middle = (from + to) / 2
      if try attention(open[middle], db) < own { from = middle + 1 } else { to = middle }
    }
    open.insert(incident.id, at: from)
  }

  private func attention(_ id: IncidentID, _ db: Database) throws -> Attention {
    let statement = try db.cachedStatement(
      sql: "SELECT emergency, orangeFrom, nextDue, received, dutyDay, serial FROM incident WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id.entry]) else {
      throw LedgerFault.damaged("incident \(id.entry) has no row")
    }
    let orange: Int64? = try row.value(1)
    let due: Int64? = try row.value(2)
    return Attention(
      emergency: try row.value(0), pressed: orange.map { $0 <= now.milliseconds } ?? false,
      due: due.map { Instant(milliseconds: $0) }, received: Instant(milliseconds: try row.value(3)),
      number: IncidentNumber(day: Day(number: try row.value(4)), serial: try row.value(5)))
  }
}
