// Which moments and days may be claimed, and which of them a ledger of before holds all the same. Writing is strict,
// reading is lenient: whatever an entry says is read, and marked where nobody can rely on it.

extension Instant {
  /// From the first moment of 2000 to the last of 2100, by UTC: the bound on every claimed time. A claim outside
  /// is a slip of a clock or of a hand (docs/duty.md#claimable-times).
  package static let claimable = Day.claimable.lowerBound.startOfDay..<(Day.claimable.upperBound + 1).startOfDay

  package var isClaimable: Bool { Self.claimable.contains(self) }
}

extension Day {
  /// 2000-01-01 … 2100-12-31.
  package static let claimable = Day(number: 10_957)...Day(number: 47_846)

  package var isClaimable: Bool { Self.claimable.contains(self) }

  /// Its first moment by UTC.
  fileprivate var startOfDay: Instant { Instant(milliseconds: Int64(number) * 86_400_000) }
}

/// The times an entry claims: none of them was measured when it was recorded.
struct Claims {
  var moments: [Instant] = []
  var days: [Day] = []

  /// Whether nobody can rely on one of them (时间不可信).
  var areUntrusted: Bool { !moments.allSatisfy(\.isClaimable) || !days.allSatisfy(\.isClaimable) }
}

extension Request {
  /// Refuses a claim outside the bound. When it happened is one only where it is not about now: a machine whose clock is
  /// wrong keeps nobody from working.
  func requireClaimable(at now: Instant) throws(Refusal) {
    var claims = action.claims
    if by != .rule, abs((at - now).milliseconds) > Duration.days(1).milliseconds { claims.moments.append(at) }
    guard by == .rule || !claims.areUntrusted else { throw .what(.timeNotClaimable) }
  }
}
