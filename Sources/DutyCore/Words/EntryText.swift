/// Tells an entry as desk and reports do: units, rulings, times, what changed, and what was written freely.
package struct EntryText {
  let room: Room
  package let language: Language
  let time: (Instant) -> String
  let shown: (Words) -> String

  /// `time` and `shown` are the reader's: how moments are written, and what of free words may be seen.
  package init(
    _ room: Room, _ language: Language, time: @escaping (Instant) -> String, shown: @escaping (Words) -> String
  ) {
    self.room = room
    self.language = language
    self.time = time
    self.shown = shown
  }

  /// The kind of a summons, or the name of the act. `before` are the subject's entries before it, which tell what a unit that
  /// came was called by.
  package func title(of entry: Entry, before: some Sequence<Entry>) -> String {
    let name = entry.action.name
    if case .summon(let facts) = entry.action { return facts.kind.text(language) }
    if case .follow(let facts) = entry.action, let title = facts.title(language) { return title }
    if case .arrive(let facts) = entry.action, let kind = Incident(adding: before)?.response(facts.response)?.kind {
      return language(kind.arrival(.zh), name.text(.en))
    }
    return name.text(language)
  }

  /// Tells what `entry` says besides its act's name; "" where there is nothing. `before` are the subject's entries before it,
  /// from which is told what an amendment changed.
  package func words(of entry: Entry, before: some Sequence<Entry>) -> String {
    var parts = words(of: entry.action)
    if case .amend(let facts) = entry.action { parts = changes(facts, Incident(adding: before)) }
    return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
  }

  func unit(_ code: String) -> String { room.catalogue.name(ofDepartment: code) }

  func names(_ officers: [OfficerID]) -> String {
    officers.map { room.name(of: .officer($0), language) }.joined(separator: language("、", ", "))
  }
}
