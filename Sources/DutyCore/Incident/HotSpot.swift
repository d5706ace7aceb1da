/// A place where the same thing keeps happening (高频点): three or more of one category in 30 duty days (docs/duty.md#hot-spots).
package struct HotSpot: Hashable, Sendable {
  package let category: String
  package let place: String
  /// The incidents of the 30 days with the most of them, by number; the newest came in on the days asked for.
  package let incidents: [IncidentNumber]

  /// Duty days, the last one included.
  package static let window = 30
  package static let enough = 3

  /// The hot spots among `incidents`, which reach back 29 days before `days`; those with the most first.
  package static func all(among incidents: [Incident], in days: ClosedRange<Day>) -> [HotSpot] {
    struct Kind: Hashable {
      let category: String
      let place: String
    }
    var kinds: [Kind: [IncidentNumber]] = [:]
    for incident in incidents where incident.counts {
      guard let category = incident.category, let place = incident.place?.text else { continue }
      kinds[Kind(category: category, place: place), default: []].append(incident.number)
    }
    let spots = kinds.compactMap { kind, numbers -> HotSpot? in
      let numbers = numbers.sorted()
      let windows = numbers.filter { days.contains($0.day) }.map { last in
        numbers.filter { $0 <= last && $0.day > last.day - window }
      }
      // The last of several with as many.
      guard let most = windows.map(\.count).max(), most >= enough,
        let window = windows.last(where: { $0.count == most })
      else { return nil }
      return HotSpot(category: kind.category, place: kind.place, incidents: window)
    }
    return spots.sorted {
      ($1.incidents.count, $0.category, $0.place) < ($0.incidents.count, $1.category, $1.place)
    }
  }
}
