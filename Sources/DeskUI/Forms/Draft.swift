import DutyCore

/// The entries of a form that was not submitted: kept in the desk, and on a shelf beside the ledger, where it
/// outlives the line it was typed over (docs/desk.md#drafts).
package struct Draft: Hashable, Codable, Sendable {
  /// Names the owner and the act of a draft, which is offered again to the same person only.
  package struct Key: Hashable, Codable, Sendable {
    package let officer: OfficerID
    package let act: ActForm
    /// The entry that opened the subject it is about: unique over all kinds.
    package let subject: Int64?
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

extension Draft {
  /// Finds what was entered in a field; by the word that field had before, where a program of before left the draft.
  func entered(in name: Field.Name) -> Entered? { fields[name.rawValue] ?? name.former.flatMap { fields[$0] } }

  /// The field that was being written.
  func isFocused(_ name: Field.Name) -> Bool { focus == name.rawValue || (focus != nil && focus == name.former) }
}

extension Form {
  /// The entry that opened what the form is about.
  var draftSubject: Int64? { rectification?.id.entry ?? subject?.id.entry }

  func draft(_ key: Draft.Key) -> Draft {
    let entered = fields.map { ($0.name.rawValue, Draft.Entered(text: $0.text, chosen: $0.chosen)) }
    return Draft(
      key: key, fields: Dictionary(entered) { first, _ in first }, focus: focus?.rawValue, action: self.key)
  }

  /// This form, with what was entered in `draft`.
  package func taking(_ draft: Draft) -> Form {
    var form = self
    for index in form.fields.indices {
      if let old = draft.entered(in: form.fields[index].name) {
        form.fields[index].take(text: old.text, chosen: old.chosen)
      }
    }
    form.focus = form.shown.first { draft.isFocused($0.name) }?.name
    form.key = draft.action
    form.isTouched = true
    return form
  }
}

extension Field.Name {
  /// The word of drafts of before 2026-12, where that was another.
  fileprivate var former: String? {
    Score.Aspect.allCases.first { .points($0) == self }.map { "points(DutyCore.Score.Aspect.\($0.rawValue))" }
  }
}
