import DutyCore

/// Tells what happened to a subject, entry by entry, as its page does.
struct Timeline {
  let room: Room
  let now: Instant
  let language: Language
  let columns: Int

  private func time(_ moment: Instant) -> String { TimeText.short(moment, room.zone, now) }

  /// The newest first.
  func lines(_ history: [Entry]) -> [Line] {
    guard !history.isEmpty else { return [] }
    let text = EntryText(room, language, time: time) { $0.masked(language) }
    return [Line(language("经过", "timeline"), .title)]
      + history.reversed().flatMap { entry -> [Line] in
        let order = entry.orderedBy.flatMap { room.officers[$0]?.name }
        let before = history.prefix { $0.number < entry.number }
        let words = text.words(of: entry, before: before)
        let line =
          "\(time(entry.recorded)) \(room.name(of: entry.by, language))"
          + (order.map { language("（按\($0)口头指令）", " (\($0)'s order)") } ?? "")
          + " " + text.title(of: entry, before: before) + (words.isEmpty ? "" : language("：", ": ") + words)
          + (entry.isLate ? language("（补录，发生于 \(time(entry.at))）", " (late entry, happened \(time(entry.at)))") : "")
        return Line.wrapped(line, columns, indent: 6)
      }
  }
}
