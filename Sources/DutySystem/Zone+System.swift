import DutyCore
import Foundation

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
