/// The order of attention: emergencies, then red and orange sheets, then the nearest deadline, then the oldest; ties by
/// number. The ledger's queue is read in this order; a test holds the two together.
package struct Attention: Hashable, Comparable, Sendable {
  let emergency: Bool
  let pressed: Bool
  let due: Instant?
  let received: Instant
  let number: IncidentNumber

  package init(emergency: Bool, pressed: Bool, due: Instant?, received: Instant, number: IncidentNumber) {
    self.emergency = emergency
    self.pressed = pressed
    self.due = due
    self.received = received
    self.number = number
  }

  package init(_ incident: Incident, at now: Instant) {
    emergency = incident.isEmergency
    pressed = incident.orangeFrom.map { $0 <= now } ?? false
    due = incident.nextDue
    received = incident.received
    number = incident.number
  }

  /// `a < b`: a is looked at first.
  package static func < (a: Attention, b: Attention) -> Bool {
    if a.emergency != b.emergency { return a.emergency }
    if a.pressed != b.pressed { return a.pressed }
    if a.due != b.due {
      guard let mine = a.due else { return false }
      guard let other = b.due else { return true }
      return mine < other
    }
    return (a.received, a.number) < (b.received, b.number)
  }
}

/// One of the board's queues.
package enum QueueTab: Hashable, Sendable {
  /// 本班: what came in during the turn that is running.
  case running
  /// One of today's shifts by name; for the night shift the last one that began.
  case shift(String)
  /// 跨班未结: open, and come in before the turn that is running.
  case carriedOver
  /// 全部: everything open.
  case open
}

extension QueueTab {
  /// All receptions there can be.
  package static let ever = Instant(milliseconds: .min)..<Instant(milliseconds: .max)

  /// The receptions the tab shows, and whether only what is still open; nil where the plan has no such turn.
  package func span(in plan: ShiftPlan, at now: Instant) -> (received: Range<Instant>, openOnly: Bool)? {
    switch self {
    case .running:
      return plan.turn(at: now).flatMap(plan.span).map { ($0, false) }
    case .shift(let name):
      let today = plan.zone.day(of: now)
      let begun = [today, today - 1].map { Turn(day: $0, shift: name) }.compactMap(plan.span)
        .first { $0.lowerBound <= now }
      return begun.map { ($0, false) }
    case .carriedOver:
      guard let span = plan.turn(at: now).flatMap(plan.span) else { return (Self.ever, true) }
      return (Self.ever.lowerBound..<span.lowerBound, true)
    case .open:
      return (Self.ever, true)
    }
  }

  /// The tabs of a station's board, in their order.
  package static func tabs(of plan: ShiftPlan) -> [QueueTab] {
    [.running] + plan.shifts.map { .shift($0.name) } + [.carriedOver, .open]
  }
}

/// What a desk wants to see: which queue, which rows of it, and which incident whole.
package struct QueueView: Hashable, Sendable {
  package var tab: QueueTab
  /// First row of the window and how many rows it has.
  package var first: Int
  package var rows: Int
  /// The incident whose entries are wanted too.
  package var detail: IncidentID?
  /// The matter for which others like it are wanted: one that is being written down or looked at.
  package var like: Likeness?
  /// What is searched for meanwhile, as it was typed.
  package var sought: String?

  /// Incidents that one search finds at most.
  package static let mostFound = 50

  package init(
    tab: QueueTab, first: Int = 0, rows: Int, detail: IncidentID? = nil, like: Likeness? = nil, sought: String? = nil
  ) {
    self.like = like
    self.sought = sought
    self.tab = tab
    self.first = first
    self.rows = rows
    self.detail = detail
  }
}

/// One consistent look at the ledger, replaced as a whole and never edited.
package struct Snapshot: Hashable, Sendable {
  package let view: QueueView
  package let room: Room
  /// Number and hash of the last entry.
  package let entries: Int64
  package let head: String
  /// The whole tab in the order of attention; open ones first.
  package let order: [IncidentID]
  /// The open emergencies of the station, in whatever tab, oldest first.
  package let emergencies: [IncidentID]
  /// What the search finds, open or past: open ones first, then the latest first.
  package let found: [IncidentID]
  /// The incidents of the window, the emergencies, those with something to be countersigned, what was found, and the one
  /// wanted whole.
  package let incidents: [IncidentID: Incident]
  /// What is like the matter that the view asks about.
  package let alike: Alike
  /// The entries of the incident wanted whole, oldest first.
  package let history: [Entry]
  /// Entries of the station that wait for a leader's signature.
  package let unsigned: [UnsignedEntry]
  /// Open incidents of the station by status.
  package let counts: [Incident.Status: Int]
  /// How many of each tab are open.
  package let openInTab: [QueueTab: Int]

  package init(
    view: QueueView, room: Room, entries: Int64, head: String, order: [IncidentID],
    emergencies: [IncidentID], incidents: [IncidentID: Incident], alike: Alike = Alike(), history: [Entry],
    unsigned: [UnsignedEntry], counts: [Incident.Status: Int], openInTab: [QueueTab: Int], found: [IncidentID] = []
  ) {
    self.found = found
    self.view = view
    self.room = room
    self.entries = entries
    self.head = head
    self.order = order
    self.emergencies = emergencies
    self.incidents = incidents
    self.alike = alike
    self.history = history
    self.unsigned = unsigned
    self.counts = counts
    self.openInTab = openInTab
  }
}

/// What became of an act that was asked for.
package enum Outcome: Hashable, Sendable {
  /// It is in the ledger, with this entry; nil where the act was on the room.
  case recorded(entry: Int64, Incident?)
  case refused(Refusal)
  /// The incident had changed since it was seen; here is what it is now.
  case overtaken(by: Incident)
}

/// An act on its way to the ledger.
package struct Submission: Hashable, Sendable {
  package var request: Request
  /// Nil for a reception, an import, or an act on the room.
  package var incident: IncidentID?
  /// The revision that was on screen; nil where none was looked at.
  package var seen: Int?
  package var key: ActionKey

  package init(_ request: Request, on incident: IncidentID? = nil, seen: Int? = nil, key: ActionKey) {
    self.request = request
    self.incident = incident
    self.seen = seen
    self.key = key
  }
}
