import DutyCore

// Taking back what was just recorded: never by deleting, always by the act that the rules have for it.

/// The act that takes another back, offered for a short while.
struct Undo: Hashable, Sendable {
  let act: Act
  let incident: IncidentID
  /// What is chosen in its form, where that is not as it opens.
  let choices: [Field.Name: [String]]
  /// What is taken back.
  let taken: Act
  let until: Instant

  /// For how long it is offered (desk rule: 20 s, with the seconds in sight).
  static let offered = Duration.seconds(20)

  /// Nil where the rules have nothing that takes the act back.
  init?(of form: Form, _ entry: Int64, _ incident: Incident, until: Instant) {
    guard let act = form.act.takenBackBy else { return nil }
    self.act = act
    self.incident = incident.id
    self.until = until
    taken = form.act
    if act == .correct {
      choices = [.entry: [String(entry)], .withdrawn: [Answer.yes.rawValue]]
    } else if act == .standDown, let called = incident.responses.last {
      choices = [.response: [called.id.code]]
    } else {
      choices = [:]
    }
  }
}

extension Act {
  /// As the table of the life of an incident says.
  fileprivate var takenBackBy: Act? {
    switch self {
    case .receive, .restore: .void
    case .assign: .standDown
    case .milestone, .reply: .correct
    case .handle: .sendBack
    case .close, .closeDirect: .reopen
    case .suspend: .resume
    case .merge: .unmerge
    case .unmerge: .merge
    case .void: .restore
    case .reopen: .close
    case .whistle, .takeOn, .note, .amend, .sendBack, .signOn, .report, .callBack, .reveal, .decline, .appoint, .urge,
      .sheet, .standDown, .endWithLead, .score, .admit, .survey, .consult, .attach, .resume, .requestExtension,
      .grantExtension,
      .correct, .countersign, .forgive, .takeSeat, .handOver, .swap, .setStanding:
      nil
    }
  }
}

extension Desk {
  /// What can be taken back now, wherever the selection stands meanwhile: the rules allow it.
  var offeredUndo: Undo? {
    guard let undo, now < undo.until, screens.isEmpty || isOnIncident,
      let incident = snapshot?.incidents[undo.incident], objection(to: undo.act, on: incident) == nil
    else { return nil }
    return undo
  }

  private var isOnIncident: Bool { if case .incident? = screens.last { true } else { false } }

  func obstacleToUndo() -> String? {
    guard offeredUndo == nil else { return nil }
    return language(
      "没有可以撤回的：只有刚记的 20 秒内、规则允许的可以。", "Nothing to take back: only within 20 s, and where the rules allow.")
  }

  /// Opens the form of the act that takes it back, filled in: Enter records it.
  mutating func takeBack() {
    guard let undo = offeredUndo else { return }
    self.undo = nil
    selection = undo.incident
    keepInWindow()
    if let officer { drafts[Draft.Key(officer: officer, act: undo.act, subject: undo.incident)] = nil }
    openForm(undo.act)
    guard case .form(var form)? = screens.last, form.act == undo.act else { return }
    for (name, chosen) in undo.choices { form.change(name) { $0.chosen = chosen } }
    form.change(.reason) { $0.type(language("刚才操作有误", "just recorded in error")) }
    form.focus = form.shown.first { $0.isRequired && $0.isEmpty }?.name
    replaceTop(.form(form))
  }

  /// `Backspace 撤回派单 18秒`, as long as it is offered.
  var undoOffer: String? {
    guard let undo = offeredUndo else { return nil }
    let seconds = ((undo.until - now).milliseconds + 999) / 1000
    return language(
      "Backspace 撤回\(undo.taken.name(.zh)) \(seconds)秒", "Backspace takes back \(undo.taken.name(.en)) \(seconds)s")
  }
}
