import DutyCore
import Glibc

/// The machine's clock, read at the edges of a program and handed inwards.
package enum SystemClock {
  package static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The time since the machine was started, the time it slept included: nobody sets it.
  package static func uptime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Duration(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

/// The clock and the running time that the machine showed when a program began.
package struct ClockStart: Sendable {
  private let clock: Instant
  private let uptime: Duration

  package init(clock: Instant, uptime: Duration) {
    self.clock = clock
    self.uptime = uptime
  }

  package static func now() -> ClockStart { ClockStart(clock: SystemClock.now(), uptime: SystemClock.uptime()) }

  /// The moment that the clock should show by now, if nobody has set it.
  package func expected() -> Instant { clock + (SystemClock.uptime() - uptime) }
}
