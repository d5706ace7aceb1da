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
  /// See docs/desk.md#times-in-words.
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

  /// The style of something that is due: it is soon within a quarter of an hour.
  static func style(of due: Instant, _ now: Instant) -> Style {
    due < now ? .overdue : due - now <= .minutes(15) ? .soon : .plain
  }
}

/// Reads a time as it is typed: `9:30`, `0930`, `11-20 09:30`, `2026-11-20 09:30`; for a time ahead a day alone too.
struct TimeReader {
  let zone: Zone
  let now: Instant
  let language: Language

  /// Nil for a blank field. A clock alone is today's. `ahead`: the next time a clock shows it, the next time a calendar
  /// shows the day, and of a day alone the end of its work.
  func read(_ field: Field?, ahead: Bool = false) throws(Form.Mistake) -> Instant? {
    guard let field, let text = Words(written: String(field.text.map(Key.folded)))?.text else { return nil }
    let parts = text.split(separator: " ")
    if ahead, parts.count == 1, let day = day(parts[0], ahead: true) {
      return zone.instant(day, minutes: Self.endOfWork)
    }
    let day = parts.count == 2 ? self.day(parts[0], ahead: ahead) : zone.day(of: now)
    guard parts.count <= 2, let day, let minutes = parts.last.flatMap(clock) else {
      throw Form.Mistake(field: field.name, text: ahead ? noTimeAhead(text) : noTime(text))
    }
    let moment = zone.instant(day, minutes: minutes)
    return ahead && parts.count == 1 && moment < now ? zone.instant(day + 1, minutes: minutes) : moment
  }

  private static let endOfWork = WorkCalendar.workingSpans.map(\.upperBound).max() ?? 24 * 60

  private func noTime(_ text: String) -> String {
    language("“\(text)”不是时间。请写成 09:30 或 11-20 09:30。", "“\(text)” is no time. Write 09:30 or 11-20 09:30.")
  }

  private func noTimeAhead(_ text: String) -> String {
    language(
      "“\(text)”不是时间。请写成 09:30、11-20 或 2026-11-20 09:30。",
      "“\(text)” is no time. Write 09:30, 11-20 or 2026-11-20 09:30.")
  }

  private func day(_ text: Substring, ahead: Bool) -> Day? {
    guard text.count <= 5 else { return Day(text) }
    let today = zone.day(of: now)
    func day(in year: Int) -> Day? { Day("\(padded(year, 4))-\(text)") }
    let found = day(in: today.civil.year)
    return ahead && found.map { $0 < today } ?? false ? day(in: today.civil.year + 1) : found
  }

  private func clock(_ text: Substring) -> Int? {
    guard !text.contains(":"), text.count == 3 || text.count == 4 else { return minutesOfDay(text) }
    return minutesOfDay("\(text.dropLast(2)):\(text.suffix(2))")
  }
}
