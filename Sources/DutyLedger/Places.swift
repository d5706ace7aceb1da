import DutyCore
import Foundation

/// Where a ledger lies when nobody says.
package enum LedgerPlace {
  /// `--ledger`, else `$DUTY_LEDGER`, else `$XDG_DATA_HOME/sitting-whistle/duty.sqlite` (`~/.local/share` where unset).
  package static func resolve(option: String?, environment: Environment) -> String {
    if let option, !option.isEmpty { return option }
    if let named = environment["DUTY_LEDGER"], !named.isEmpty { return named }
    let data =
      environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? (environment["HOME"] ?? ".") + "/.local/share"
    return data + "/sitting-whistle/duty.sqlite"
  }
}

extension Environment {
  /// That of this process.
  package static let system = Environment { name in getenv(name).map { String(cString: $0) } }
}

/// The machine's clock, read at the edges of a program and handed inwards.
package enum SystemClock {
  package static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Since the machine was started, the time it slept included: nobody sets it.
  package static func uptime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Duration(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

/// What clock and running time of the machine showed when a program began.
package struct ClockStart: Sendable {
  private let clock: Instant
  private let uptime: Duration

  package init(clock: Instant, uptime: Duration) {
    self.clock = clock
    self.uptime = uptime
  }

  package static func now() -> ClockStart { ClockStart(clock: SystemClock.now(), uptime: SystemClock.uptime()) }

  /// What the clock should show by now, if nobody has set it.
  func expected() -> Instant { clock + (SystemClock.uptime() - uptime) }
}

extension ActionKey {
  package static func random() -> ActionKey {
    ActionKey(hex: Chain.hex(Chain.dice()))
  }
}

extension Zone {
  /// A zone of the tz database by name, or a fixed offset such as `-04:00`; nil where there is none of that name.
  ///
  /// Its offsets from 1970 to 2100 are written down here, once: the ledger keeps them.
  package init?(systemNamed name: String) {
    if let fixed = Zone(fixed: name) {
      self = fixed
      return
    }
    guard let system = TimeZone(identifier: name) else { return nil }
    let end = Date(timeIntervalSince1970: 4_102_444_800)
    var date = Date(timeIntervalSince1970: 0)
    var offsets = [Offset(from: Instant(milliseconds: 0), seconds: system.secondsFromGMT(for: date))]
    while let next = system.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
      let seconds = system.secondsFromGMT(for: next)
      let from = Instant(milliseconds: Int64(next.timeIntervalSince1970 * 1000))
      if seconds != offsets.last?.seconds { offsets.append(Offset(from: from, seconds: seconds)) }
      date = next
    }
    self.init(name: name, offsets: offsets)
  }
}
