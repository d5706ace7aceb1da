import DutyCore

// What came of an act on a rectification.

extension Desk {
  /// A rectification that was opened is shown.
  mutating func settled(_ form: Form, _ entry: Int64, _ item: Rectification) -> [Effect] {
    screens.removeLast()
    let forgotten = forgetDraft(of: form)
    if form.act == .openItem { screens.append(.rectification(item.id, scroll: 0)) }
    notice = say(
      "已记录 #\(entry)  \(form.act.name(.zh)) \(item.id.number)",
      "Recorded #\(entry)  \(form.act.name(.en)) \(item.id.number)", .done)
    return forgotten
  }

  func overtaken(_ form: Form, by item: Rectification) -> String {
    let before = form.rectification?.state.text(language) ?? ""
    let change =
      before == item.state.text(language)
      ? language("有新的记录", "a new entry") : "\(before) -> \(item.state.text(language))"
    return language(
      "\(item.id.number) 刚刚变了：\(change)。看清后按 Enter 再提交，或按 Esc 放弃。",
      "\(item.id.number) has just changed: \(change). Press Enter to submit all the same, or Esc to leave it.")
  }
}
