import DutyCore

// Taking back what was just recorded: never by deleting, always by the act that the rules have for it.

/// The act that takes others back, offered for a short while.
/// See docs/desk.md#undo-is-an-entry.
struct Undo: Hashable, Sendable {
  let act: ActForm
  /// The objects it is done to, each with what is chosen in its form where that is not as it opens.
  let items: [Series.Item]
  /// The act that is taken back.
  let taken: ActForm
  let until: Instant

  /// The time for which it is offered (desk rule: 20 s, with the seconds in sight).
  static let offered = Duration.seconds(20)

  /// Nil where the rules have nothing that takes the act back.
  init?(of taken: ActForm, _ items: [Series.Item], until: Instant) {
    guard let act = taken.takenBackBy(), !items.isEmpty else { return nil }
    self.act = act
    self.items = items
    self.taken = taken
    self.until = until
  }

  /// The choices in its form when the entry of `incident` is taken back.
  static func item(of taken: ActForm, _ entry: Int64, _ incident: Incident) -> Series.Item {
    let choices = taken.takenBackBy().map { $0.choicesTakingBack(entry, incident) } ?? [:]
    return Series.Item(incident, choices: choices)
  }
}

extension Desk {
  /// The undo that is possible now, wherever the selection stands meanwhile: the rules allow it for at least one of several.
  var offeredUndo: Undo? {
    guard let undo, now < undo.until, screens.isEmpty || isOnIncident,
      current(undo.items).contains(where: { objection(to: undo.act, on: $0.state) == nil })
    else { return nil }
    return undo
  }

  /// Each object as it is now, as far as it is in sight.
  func current(_ items: [Series.Item]) -> [Series.Item] {
    items.map { Series.Item(snapshot?.state(of: $0.state.subject) ?? $0.state, choices: $0.choices) }
  }

  private var isOnIncident: Bool { if case .incident? = screens.last { true } else { false } }

  func obstacleToUndo() -> String? {
    guard offeredUndo == nil else { return nil }
    return language(
      "没有可以撤销的：只有刚登记的 20 秒内、规则允许的可以。", "Nothing to take back: only within 20 s, and where the rules allow.")
  }

  /// Opens the form of the act that takes it back, filled in: Enter records it, for each of several.
  mutating func takeBack() {
    guard let undo = offeredUndo, let snapshot else { return }
    let items = current(undo.items)
    guard let first = items.first, let incident = first.state.incident,
      var form = Form.opening(undo.act, on: .incident(incident), by: signedOn, in: snapshot, now: now, language)
    else { return }
    self.undo = nil
    selection = incident.id
    keepInWindow()
    if let officer { drafts[Draft.Key(officer: officer, act: undo.act, subject: incident.id.entry)] = nil }
    form.take(first)
    form.change(.reason) { $0.type(language("刚才操作有误", "just recorded in error")) }
    if items.count > 1 { form.stand(for: items, language) }
    form.focus = form.shown.first { $0.isRequired && $0.isEmpty }?.name
    screens.append(.form(form))
  }

  /// `Backspace 撤销派单 18秒`, shown as long as it is offered.
  var undoOffer: String? {
    guard let undo = offeredUndo else { return nil }
    let seconds = ((undo.until - now).milliseconds + 999) / 1000
    let count = undo.items.count
    let several = count == 1 ? "" : language(" \(count) 件", " \(count) x")
    return language(
      "Backspace 撤销\(several)\(undo.taken.name(.zh)) \(seconds)秒",
      "Backspace takes back\(several) \(undo.taken.name(.en)) \(seconds)s")
  }
}

extension Form {
  /// Takes back several at once, since the unit differs from one to the other.
  fileprivate mutating func stand(for items: [Series.Item], _ language: Language) {
    series = Series(items)
    guard let own = code(.response) else { return }
    let each = Field.Option(code: own, label: language("各件刚派的单位", "of each the unit just called"))
    fields = fields.map { field in
      field.name == .response ? Field(.response, .choice([each]), required: true, chosen: [own]) : field
    }
  }
}
