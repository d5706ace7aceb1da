// The same matter reported again (疑似重复), and how one like it was dealt with before (先例).

/// The matter for which others like it are looked up.
package enum Likeness: Hashable, Sendable {
  /// One that is being written down.
  case reported(category: String?, place: Words?, grid: String?)
  /// One that is there.
  case of(IncidentID)
}

/// The incidents that were found for it.
package struct Alike: Hashable, Sendable {
  /// Perhaps the same matter, the newest first.
  package var duplicates: [Incident] = []
  /// The last three like it that were closed.
  package var precedents: [Incident] = []
  /// The last three like it in which a leader ruled on a decline.
  package var rulings: [Incident] = []

  package init(duplicates: [Incident] = [], precedents: [Incident] = [], rulings: [Incident] = []) {
    self.duplicates = duplicates
    self.precedents = precedents
    self.rulings = rulings
  }
}

extension Room {
  /// Everything of `others` that is like `incident`.
  package func alike(_ incident: Incident, among others: [Incident], at now: Instant) -> Alike {
    guard let category = incident.category else { return Alike() }
    let duplicates = duplicates(
      category: category, place: incident.place, grid: incident.grid, among: others, at: now)
    return Alike(
      duplicates: duplicates.filter { $0.id != incident.id }, precedents: precedents(for: incident, among: others),
      rulings: rulings(for: incident, among: others))
  }

  /// The ones of `others` that may be the same matter as one of `category` at `place` in `grid`, the newest first: the same
  /// category, where that is known yet, and place within some days, still open or closed a short while ago. Where no place
  /// was said on either side, the grid stands for it (docs/duty.md#duplicates).
  package func duplicates(
    category: String?, place: Words?, grid: String?, among others: [Incident], at now: Instant
  ) -> [Incident] {
    others.filter { other in
      guard category == nil || other.category == category, isWithin(.recentDuplicates, of: other.received, now) else {
        return false
      }
      let isOpenOrLately =
        other.status.isOpen
        || other.status == .closed
          && (other.closed.map { isWithin(.mergeAfterClose, of: $0.recorded, now) } ?? false)
      guard isOpenOrLately else { return false }
      guard let here = Self.folded(place), let there = Self.folded(other.place) else {
        return category != nil && place == nil && other.place == nil && grid != nil && grid == other.grid
      }
      return here.contains(there) || there.contains(here)
    }
    .sorted { ($0.received, $0.number) > ($1.received, $1.number) }
  }

  /// Nothing received before this can be a duplicate; around a limit of working time there is room for the longest
  /// holidays.
  package func oldestDuplicate(at now: Instant) -> Instant {
    switch settings[.of(.recentDuplicates)] {
    case .running(let minutes): now - .minutes(minutes)
    case .naturalDays(let days): now - .days(days)
    case .working(let minutes): now - .minutes(minutes * 6) - .days(14)
    case .workingDays(let days): now - .days(days * 2 + 14)
    }
  }

  /// The last three closed incidents like `incident`, those of the same place first.
  package func precedents(for incident: Incident, among others: [Incident]) -> [Incident] {
    like(incident, among: others) { $0.status == .closed && !$0.responses.isEmpty }
  }

  /// The last three incidents like `incident` in which a leader ruled on a decline, those of the same place first.
  package func rulings(for incident: Incident, among others: [Incident]) -> [Incident] {
    like(incident, among: others) { $0.responses.contains { $0.ruling != nil } }
  }

  private func like(_ incident: Incident, among others: [Incident], _ fits: (Incident) -> Bool) -> [Incident] {
    let here = Self.folded(incident.place)
    func isHere(_ other: Incident) -> Bool { here != nil && Self.folded(other.place) == here }
    let like = others.filter { $0.id != incident.id && $0.category == incident.category && fits($0) }
      .sorted { a, b in
        if isHere(a) != isHere(b) { return isHere(a) }
        return (a.closed?.time ?? a.received, a.number) > (b.closed?.time ?? b.received, b.number)
      }
    return Array(like.prefix(3))
  }

  /// A place as it is compared: without blanks, in small letters.
  private static func folded(_ place: Words?) -> String? {
    guard let text = place?.text else { return nil }
    let folded = String(text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(Character.init)).lowercased()
    return folded.isEmpty ? nil : folded
  }
}
