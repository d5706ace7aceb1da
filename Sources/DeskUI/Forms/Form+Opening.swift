import DutyCore

extension Form {
  /// The form of an act, filled in with what the room already knows; nil where it is done to an incident and none is
  /// selected.
  /// See docs/desk.md#how-a-form-opens.
  package static func opening(
    _ act: ActForm, on object: SubjectState?, by officer: Officer?, in snapshot: Snapshot, now: Instant,
    _ language: Language
  ) -> Form? {
    let maker = Maker(snapshot: snapshot, officer: officer, now: now, language: language)
    switch object {
    case .incident(let incident)?: return opening(act, on: incident, maker)
    case .rectification(let item)?: return opening(act, on: item, maker)
    case nil: return opening(act, on: nil as Incident?, maker)
    }
  }

  private static func opening(_ act: ActForm, on incident: Incident?, _ maker: Maker) -> Form? {
    guard let fields = act.fields(maker, selected: incident) else { return nil }
    let subject = act.needsIncident || act == .openItem ? incident : nil
    return Form(act, on: subject, fields, others: subject.map { act.others(maker, $0) } ?? [])
  }

  private static func opening(_ act: ActForm, on item: Rectification, _ maker: Maker) -> Form? {
    act.onRectification.map {
      var form = Form(act, on: nil, $0.fields(maker, item))
      form.rectification = item
      return form
    }
  }
}
