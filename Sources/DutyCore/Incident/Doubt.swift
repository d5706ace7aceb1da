/// A reason why a close is doubtful (存疑办结): a list for the supervisor to look at, no points (docs/duty.md#doubtful-closures).
package enum Doubt: String, CaseIterable, Sendable, Comparable {
  /// Handled less than three minutes after the summons.
  case quick
  /// Reported and handled by the same officer.
  case samePerson
  /// Closed without any response, or without a method.
  case noResponse
  /// A photo of it is used twice, here or with another incident.
  case samePhoto
  /// Closed on the day it was received, and reopened.
  case reopened
  /// Its category was changed in the last hour before the close.
  case recategorised

  package static func < (a: Doubt, b: Doubt) -> Bool {
    allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
  }
}

extension Incident {
  private static let tooQuick = Duration.minutes(3)
  private static let shortlyBefore = Duration.hours(1)

  /// What makes its last close doubtful, also where it was taken back; none for what was never closed here. `sharedPhotos`
  /// are the digests of the ledger that are attached more than once.
  package func doubts(sharedPhotos: Set<String>) -> [Doubt] {
    guard firstClosed != nil, !isImported, counts else { return [] }
    return Doubt.allCases.filter { isDoubtful($0, sharedPhotos) }
  }

  private func isDoubtful(_ doubt: Doubt, _ sharedPhotos: Set<String>) -> Bool {
    switch doubt {
    case .quick:
      guard let handled = lastHandled, let called = summonses.last(where: { $0.recorded <= handled.recorded }) else {
        return false
      }
      return handled.recorded - called.recorded < Self.tooQuick
    case .samePerson:
      guard let handled = lastHandled, case .officer = handled.by else { return false }
      return handled.by == receivedBy
    case .noResponse:
      // An answer at once is checked by nobody, and sets nothing in motion.
      guard let closed = lastClosed, closed.check != nil else { return false }
      return closed.method == nil || (responses.isEmpty && lastHandled?.measure == nil)
    case .samePhoto: return attachments.contains(where: sharedPhotos.contains)
    case .reopened: return wasReopenedAfterSameDay
    case .recategorised:
      guard let closed = lastClosed, let recategorised, recategorised <= closed.recorded else { return false }
      return closed.recorded - recategorised <= Self.shortlyBefore
    }
  }
}
