import DutyCore
import GRDB

/// A state that will hurt later and can still be set right. Nothing is refused for it; it is said for as long as it is so.
package enum Caution: Hashable, Sendable {
  /// The disk that the ledger lies on has only this much left.
  case nearlyFull(mebibytes: Int)
  /// The last entry lies ahead of the machine's clock, by this much.
  case clockBehind(Duration)
  /// The clock was set while the program ran: forward, or back where negative.
  case clockSet(by: Duration)
  /// This many entries were recorded by a clock in doubt, the last of them within a day.
  case clockDoubted(entries: Int, since: Instant?, Zone)
  /// A private copy is read, as of when it was opened.
  case copyRead

  /// A busy day adds some 10 MiB; a backup needs as much again as the ledger has, an erasure twice that.
  static let roomWanted = 256

  /// The difference that two clocks of sound machines, or one that is kept right by small steps, may show.
  static let clockTolerance = Duration.minutes(1)

  package func text(_ language: Language) -> String {
    switch self {
    case .nearlyFull(let left):
      language(
        "磁盘快满了，只剩 \(left) MB。请管理员尽快腾出空间，满了就写不进台账。",
        "The disk is nearly full: \(left) MB left. Have the administrator make room.")
    case .clockBehind(let by):
      language(
        "本机时钟比台账最后一条慢\(Self.span(by, .zh))，时限会算错。请管理员校准时钟。",
        "The clock here is \(Self.span(by, .en)) behind the last entry. Have it set right.")
    case .clockDoubted(let entries, let since, let zone):
      language(
        "自 \(Self.since(since, zone)) 起有 \(entries) 条记录时钟不准，时限请人工核对。请管理员校准时钟。",
        "Since \(Self.since(since, zone)) \(entries) entries have a clock in doubt: look at their deadlines.")
    case .clockSet(let by):
      language(
        "本机时钟刚才\(by.milliseconds < 0 ? "回拨" : "跳快")了\(Self.span(by, .zh))，时限可能算错。请管理员核对时钟。",
        "The clock here went \(by.milliseconds < 0 ? "back" : "ahead") by \(Self.span(by, .en)): deadlines may be wrong. Have it set."
      )
    case .copyRead:
      language(
        "台账放在写不进的地方，旁边还有没并入的日志：读的是打开那一刻的临时副本，此后的记录不在里面。",
        "The ledger lies where nothing can be written, with a journal beside it: a private copy is read, as of its opening."
      )
    }
  }

  private static func since(_ moment: Instant?, _ zone: Zone) -> String {
    moment.map { "\(zone.local($0).day) \(zone.local($0).clock)" } ?? ""
  }

  /// Minutes, hours or days, whatever is short to say.
  private static func span(_ span: Duration, _ language: Language) -> String {
    let minutes = abs(span.milliseconds) / 60_000
    if minutes < 120 { return language(" \(minutes) 分钟", "\(minutes) minutes") }
    if minutes < 48 * 60 { return language(" \(minutes / 60) 小时", "\(minutes / 60) hours") }
    return language(" \(minutes / 1440) 天", "\(minutes / 1440) days")
  }
}

/// Sees the machine's clock being set, by holding it against the time since the machine was started, which nobody sets.
package struct ClockWatch: Sendable {
  /// Whoever set it may have meant to, so it is said for this long only.
  private static let said = Duration.minutes(30)

  /// The lead of the clock over the machine's running time, before it was set and now; and when that was seen.
  private var before: Duration?
  private var last: Duration?
  private var seen = Duration.seconds(0)

  package init() {}

  /// `uptime`: since the machine was started, the time it slept included.
  package mutating func caution(now: Instant, uptime: Duration) -> Caution? {
    let ahead = Duration(milliseconds: now.milliseconds) - uptime
    if let last, !Self.isSmall(ahead - last) { seen = uptime }
    last = ahead
    guard let before, uptime - seen < Self.said else {
      before = ahead
      return nil
    }
    return Self.isSmall(ahead - before) ? nil : .clockSet(by: ahead - before)
  }

  private static func isSmall(_ difference: Duration) -> Bool {
    abs(difference.milliseconds) <= Caution.clockTolerance.milliseconds
  }
}

extension Ledger {
  /// Looks for what is to be said of the ledger's disk and of the machine's clock before either hurts.
  package func cautions(now: Instant) throws -> [Caution] {
    let (last, doubted) = try reading { db in (try Self.head(db), try clockDoubted(now, db)) }
    return cautionsOfPlace + Self.cautions(roomLeft: FileFacts.mebibytesLeft(path), last: last.recorded, now: now)
      + [doubted].compactMap(\.self)
  }

  /// Looks at the last day only: what happened longer ago is told by the check and on the day's page.
  private func clockDoubted(_ now: Instant, _ db: Database) throws -> Caution? {
    guard !cachedRoom.isDrill else { return nil }
    let entries = try MarkTable.entries(.clock, through: .max, db)
    guard let last = entries.last, let doubt = try MarkTable.doubts(through: .max, db).clock else { return nil }
    let recorded = try Int64.fetchOne(db, sql: "SELECT recorded FROM entry WHERE number = ?", arguments: [last])
    guard let recorded, now - Instant(milliseconds: recorded) < .days(1) else { return nil }
    return .clockDoubted(entries: doubt.entries, since: doubt.since, cachedRoom.zone)
  }

  /// Cautions about where the ledger was read.
  package var cautionsOfPlace: [Caution] {
    switch source {
    case .itself, .still: []
    case .copy: [.copyRead]
    }
  }

  /// `roomLeft` in MiB, nil where the system does not tell; `last` is when the last entry was recorded.
  static func cautions(roomLeft: Int?, last: Instant, now: Instant) -> [Caution] {
    let full = roomLeft.flatMap { $0 < Caution.roomWanted ? Caution.nearlyFull(mebibytes: $0) : nil }
    let behind = last - now > Caution.clockTolerance ? Caution.clockBehind(last - now) : nil
    return [full, behind].compactMap(\.self)
  }
}
