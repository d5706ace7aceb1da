import DutyCore
import Foundation

/// Where a ledger lies when nobody says.
package enum LedgerPlace {
  /// `--ledger`, else `$DUTY_LEDGER`, else `$XDG_DATA_HOME/sitting-whistle/duty.sqlite` (`~/.local/share` where that is
  /// unset or empty, as its specification says). Throws where a variable names no place: nobody's ledger is to lie in
  /// whatever directory a program happens to be started in.
  package static func resolve(option: String?, environment: Environment) throws(UsageFault) -> String {
    if let option { return option }
    if let named = environment["DUTY_LEDGER"] {
      guard !named.isEmpty else { throw .emptyVariable("DUTY_LEDGER") }
      return named
    }
    return try data(environment) + "/sitting-whistle/duty.sqlite"
  }

  private static func data(_ environment: Environment) throws(UsageFault) -> String {
    if let data = environment["XDG_DATA_HOME"], !data.isEmpty { return try absolute(data, "XDG_DATA_HOME") }
    guard let home = environment["HOME"], !home.isEmpty else { throw .homeless }
    return try absolute(home, "HOME") + "/.local/share"
  }

  private static func absolute(_ path: String, _ variable: String) throws(UsageFault) -> String {
    guard path.hasPrefix("/") else { throw .notAbsolute(variable: variable, value: path) }
    return path
  }
}

extension LedgerPlace {
  /// Where what is only needed for a while is put: `$TMPDIR` where that is a whole path, else `/tmp`; never in whatever
  /// directory a program happens to be started in.
  package static func temporary(_ environment: Environment) -> String {
    environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
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
