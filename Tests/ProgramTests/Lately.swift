import DutyCore
import Foundation

/// The day before yesterday, as a matter may claim it that is pushed now: a reception counts that lies a month back at most,
/// and the programs read the machine's clock.
enum Lately {
  private static let zone = Zone(
    name: "Asia/Shanghai", offsets: [Zone.Offset(from: Instant(milliseconds: 0), seconds: 28_800)])
  private static let date = zone.day(of: Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))) + -2

  static let day = date.description
  static let moment = day + "T09:30:00+08:00"

  /// The number of the matter with this serial of the day.
  static func number(_ serial: Int) -> String { IncidentNumber(day: date, serial: serial).description }
}
