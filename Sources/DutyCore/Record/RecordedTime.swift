/// The clock of the machine was not to be relied on when an entry was recorded: what it showed, and what it was held
/// against. It is a finding of the entry (`clock`); nothing is refused for it.
package struct ClockDoubt: Hashable, Codable, Sendable {
  package let showed: Instant
  /// The time of the entry before, or what the clock should have shown by the time the program has run.
  package let against: Instant

  package init(showed: Instant, against: Instant) {
    self.showed = showed
    self.against = against
  }
}

/// The time at which an act counts as recorded, by a clock that may be wrong (docs/duty.md#recorded-clock).
package struct RecordedTime: Hashable, Sendable {
  package let recorded: Instant
  package let doubt: ClockDoubt?

  /// A clock may be this far behind the last entry, as clocks of sound machines are: the entry takes the last one's time.
  static let smallStep = Duration.minutes(10)
  /// A clock this far ahead of the running time is taken to have been set.
  static let largeStep = Duration.hours(1)

  /// `clock` is what the machine shows, `last` when the last entry was recorded; `expected` is what the clock should show
  /// by the running time since the program's start, nil where nobody keeps it. The clock is taken all the same where it
  /// is far off, and says so.
  package init(clock: Instant, last: Instant, expected: Instant? = nil) {
    if clock < last {
      let isSmall = last - clock <= Self.smallStep
      recorded = isSmall ? last : clock
      doubt = isSmall ? nil : ClockDoubt(showed: clock, against: last)
    } else {
      recorded = clock
      let ahead = expected.flatMap { clock - $0 >= Self.largeStep ? $0 : nil }
      doubt = ahead.map { ClockDoubt(showed: clock, against: $0) }
    }
  }

  /// In a practice room time is whatever is played.
  package init(practice clock: Instant) {
    recorded = clock
    doubt = nil
  }
}

/// A reason why an entry's times are not to be relied on (docs/duty.md#doubtful-times).
package enum Mark: String, CaseIterable, Sendable {
  /// It claims a time outside the bound, or was recorded at one (时间不可信).
  case time
  /// The clock was in doubt, or it was recorded before its predecessor.
  case clock
}

extension Entry {
  /// Whether a time it claims, or got, is outside the bound.
  package var hasUntrustedTime: Bool {
    var claims = action.claims
    claims.moments += [at, recorded]
    claims.days += [findings.dutyDay, findings.closedDay, findings.number?.day].compactMap(\.self)
    return claims.areUntrusted
  }

  /// `previous`: when the entry before it was recorded; nil for the first.
  package func marks(after previous: Instant?) -> [Mark] {
    let isBehind = previous.map { recorded < $0 } ?? false
    return (hasUntrustedTime ? [.time] : []) + (findings.clock != nil || isBehind ? [.clock] : [])
  }
}
