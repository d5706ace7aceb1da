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
  /// The incidents that the search finds, open or past: open ones first, then the latest first.
  package let found: [IncidentID]
  /// The incidents of the window, the emergencies, those with something to be countersigned, what was found, and the one
  /// wanted whole.
  package let incidents: [IncidentID: Incident]
  /// The incidents that are like the matter that the view asks about.
  package let alike: Alike
  /// The entries of the incident wanted whole, oldest first.
  package let history: [Entry]
  /// Entries of the station that wait for a leader's signature.
  package let unsigned: [UnsignedEntry]
  package let rectifications: RectificationPart
  /// Open incidents of the station by status.
  package let counts: [Incident.Status: Int]
  /// The number of open incidents in each tab.
  package let openInTab: [QueueTab: Int]

  package init(
    view: QueueView, room: Room, entries: Int64, head: String, order: [IncidentID],
    emergencies: [IncidentID], incidents: [IncidentID: Incident], alike: Alike = Alike(), history: [Entry],
    unsigned: [UnsignedEntry], counts: [Incident.Status: Int], openInTab: [QueueTab: Int], found: [IncidentID] = [],
    rectifications: RectificationPart = RectificationPart()
  ) {
    self.rectifications = rectifications
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

  /// A subject that is at hand, of whatever kind.
  package func state(of subject: Subject) -> SubjectState? {
    switch subject {
    case .room: nil
    case .incident(let id): incidents[id].map(SubjectState.incident)
    case .rectification(let id): rectifications.known[id].map(SubjectState.rectification)
    }
  }
}
