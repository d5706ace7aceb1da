import DutyCore

/// Moments and spans as a desk shows and reads them.
package enum TimeText {
  /// `09:30` today, `11-20 09:30` on another day.
  package static func short(_ moment: Instant, _ zone: Zone, _ now: Instant) -> String {
    let time = zone.local(moment)
    let isToday = time.day == zone.day(of: now)
    return isToday ? time.clock : String(time.day.description.dropFirst(5)) + " " + time.clock
  }

  /// A span in minutes under two hours, in hours under four days, then in days: so that few of them change at once.
  package static func span(_ span: Duration, _ language: Language) -> String {
    let minutes = Int(abs(span.milliseconds) / 60_000)
    if minutes < 120 { return language("\(minutes)分", "\(minutes)m") }
    if minutes < 96 * 60 { return language("\(minutes / 60)时", "\(minutes / 60)h") }
    return language("\(minutes / 1440)天", "\(minutes / 1440)d")
  }

  /// `剩25分` or `超3时`.
  package static func left(until due: Instant, _ now: Instant, _ language: Language) -> String {
    let text = span(due - now, language)
    return due < now ? language("超\(text)", "-\(text)") : language("剩\(text)", text)
  }
}

/// Reads a time as it is typed: `9:30`, `0930`, `11-20 09:30`, `2026-11-20 09:30`.
struct TimeReader {
  let zone: Zone
  let now: Instant
  let language: Language

  /// Nil for a blank field. A clock alone is today's; `ahead`: the next time a clock shows it.
  func read(_ field: Field?, ahead: Bool = false) throws(Form.Mistake) -> Instant? {
    guard let field, let text = Words(written: String(field.text.map(Key.folded)))?.text else { return nil }
    let today = zone.day(of: now)
    let parts = text.split(separator: " ")
    let day = parts.count == 2 ? self.day(parts[0]) : today
    guard parts.count <= 2, let day, let minutes = parts.last.flatMap(clock) else {
      throw Form.Mistake(
        field: field.name,
        text: language("“\(text)”不是时间。请写成 09:30 或 11-20 09:30。", "“\(text)” is no time. Write 09:30 or 11-20 09:30."))
    }
    let moment = zone.instant(day, minutes: minutes)
    return ahead && parts.count == 1 && moment < now ? zone.instant(day + 1, minutes: minutes) : moment
  }

  private func day(_ text: Substring) -> Day? {
    text.count <= 5 ? Day("\(padded(zone.day(of: now).civil.year, 4))-\(text)") : Day(text)
  }

  private func clock(_ text: Substring) -> Int? {
    guard !text.contains(":"), text.count == 3 || text.count == 4 else { return minutesOfDay(text) }
    return minutesOfDay("\(text.dropLast(2)):\(text.suffix(2))")
  }
}
