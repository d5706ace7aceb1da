import DutyCore

/// What was entered in a form that was not submitted: kept in the desk, and on a shelf beside the ledger, where it
/// outlives the line it was typed over.
package struct Draft: Hashable, Codable, Sendable {
  /// Whose it is and for what: it is offered again to the same person only.
  package struct Key: Hashable, Codable, Sendable {
    package let officer: OfficerID
    package let act: Act
    package let subject: IncidentID?
  }

  struct Entered: Hashable, Codable, Sendable {
    let text: String
    let chosen: [String]
  }

  package let key: Key
  let fields: [String: Entered]
  let focus: String?
  /// The act may have been recorded: the same key settles it.
  let action: ActionKey?
}

extension Form {
  func draft(_ key: Draft.Key) -> Draft {
    let entered = fields.map { ($0.name.written, Draft.Entered(text: $0.text, chosen: $0.chosen)) }
    return Draft(
      key: key, fields: Dictionary(entered) { first, _ in first }, focus: focus?.written, action: self.key)
  }

  /// This form, with what was entered in `draft`.
  func taking(_ draft: Draft) -> Form {
    var form = self
    for index in form.fields.indices {
      if let old = draft.fields[form.fields[index].name.written] {
        form.fields[index].take(text: old.text, chosen: old.chosen)
      }
    }
    form.focus = form.shown.first { $0.name.written == draft.focus }?.name
    form.key = draft.action
    form.isTouched = true
    return form
  }
}

extension Field.Name {
  /// As a draft on the shelf names it.
  fileprivate var written: String { String(describing: self) }
}
