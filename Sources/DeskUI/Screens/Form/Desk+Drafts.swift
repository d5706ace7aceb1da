import DutyCore

// What was typed is never lost: kept when a form is left, put on the shelf every two seconds and when the line is cut.

extension Desk {
  /// A form that is being written is put on the shelf this long after the last time.
  private static let shelving = Duration.seconds(2)

  /// Nil where nobody is signed on: only signing on itself is typed then, and no PIN is kept.
  func draftKey(_ form: Form) -> Draft.Key? {
    guard form.act != .signOn, let officer else { return nil }
    return Draft.Key(officer: officer, act: form.act, subject: form.series == nil ? form.draftSubject : nil)
  }

  func draft(for form: Form) -> Draft? { draftKey(form).flatMap { drafts[$0] } }

  /// Keeps what was typed in a form that is left, or is still open.
  mutating func keep(_ form: Form) -> [Effect] {
    guard form.isTouched, let key = draftKey(form) else { return [] }
    let draft = form.draft(key)
    guard drafts[key] != draft else { return [] }
    drafts[key] = draft
    shelved = now
    return [.shelve(draft)]
  }

  /// Forgets the draft of what was recorded.
  mutating func forgetDraft(of form: Form) -> [Effect] {
    guard let key = draftKey(form), drafts.removeValue(forKey: key) != nil else { return [] }
    return [.unshelve(key)]
  }

  /// Keeps drafts as time goes on.
  mutating func shelveInTime() -> [Effect] {
    guard now - shelved >= Self.shelving else { return [] }
    return shelveAll()
  }

  /// Keeps everything that is open, as when the line is cut.
  mutating func shelveAll() -> [Effect] {
    screens.flatMap { screen -> [Effect] in
      if case .form(let form) = screen { keep(form) } else { [] }
    }
  }

  /// Takes over what an officer left on the shelf at another time; what was typed here since is newer and stays.
  mutating func take(_ found: [Draft]) {
    for draft in found where draft.key.officer == officer && drafts[draft.key] == nil { drafts[draft.key] = draft }
    let count = drafts.keys.filter { $0.officer == officer }.count
    guard count > 0, screens.isEmpty, let said = notice else { return }
    notice = Notice(
      text: said.text
        + language(" 有 \(count) 份没提交的内容，打开同一操作就在。", " \(count) unfinished form(s): open the same act again."),
      style: said.style)
  }
}
