import DutyCore

extension Form {
  /// A part of a form that cannot be read, and the field it stands in.
  package struct Mistake: Error {
    package let field: Field.Name
    package let text: String
  }

  /// The request the form stands for; nil for signing on, which is no entry. Whether it may be done is the rules' affair,
  /// not the form's.
  package func request(
    by session: Session, in snapshot: Snapshot, now: Instant, _ language: Language
  ) throws(Mistake) -> Request? {
    let reading = FormReading(form: self, officer: session.officer, snapshot: snapshot, now: now, language: language)
    guard let action = try action(reading) else { return nil }
    let at = try reading.time(.time) ?? now
    return Request(action, by: session.actor, orderedBy: officer(.orderedBy), at: at).within(session)
  }

  private func action(_ reading: FormReading) throws(Mistake) -> Action? {
    guard rectification != nil, let row = act.onRectification else { return try act.action(reading) }
    return .rectification(try row.act(reading))
  }
}
