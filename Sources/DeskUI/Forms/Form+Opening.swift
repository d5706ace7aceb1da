import DutyCore

extension Form {
  /// The form of an act, filled in with what the room already knows; nil where it is done to an incident and none is
  /// selected.
  /// See docs/desk.md#how-a-form-opens.
  package static func opening(
    _ act: Act, on incident: Incident?, by officer: Officer?, in snapshot: Snapshot, now: Instant, _ language: Language
  ) -> Form? {
    let maker = Maker(snapshot: snapshot, officer: officer, now: now, language: language)
    if act == .openItem { return Form(act, on: incident, maker.openItem(incident)) }
    guard act.needsIncident else { return Form(act, on: nil, maker.fields(of: act, selected: incident)) }
    return incident.map {
      let others = act == .merge ? maker.candidates(for: $0) : []
      return Form(act, on: $0, maker.fields(of: act, on: $0, others), others: others)
    }
  }

  /// The form of an act on a rectification.
  static func opening(
    _ act: Act, on item: Rectification, by officer: Officer?, in snapshot: Snapshot, now: Instant, _ language: Language
  ) -> Form {
    let maker = Maker(snapshot: snapshot, officer: officer, now: now, language: language)
    var form = Form(act, on: nil, maker.fields(of: act, on: item))
    form.rectification = item
    return form
  }
}
