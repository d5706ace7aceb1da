import DutyCore

// What is left to be put right, in lines: the list, and one of it with what can be done to it.

extension PlainFront {
  private var listed: [Rectification] {
    (desk.snapshot?.rectifications.listed ?? []).compactMap { desk.snapshot?.rectifications.known[$0] }
  }

  func listPage(_ list: RectificationList) -> Page {
    let lines = listed.enumerated().map { place, item in "\(place + 1) " + line(of: item) }
    let none = lines.isEmpty ? [language("没有整改项。", "No rectifications.")] : []
    return Page(
      lines: none + lines + [language("0 返回", "0 back")], question: language("选第几项：", "which: "))
  }

  private func line(of item: Rectification) -> String {
    let due = item.nextDue.map { TimeText.left(until: $0, desk.now, language) }
    let parts = [
      item.id.number, item.state.text(language), due, item.kind.text(language),
      desk.room?.catalogue.name(ofDepartment: item.owner), item.what.masked(language),
    ]
    return parts.compactMap(\.self).joined(separator: language("，", ", "))
  }

  mutating func typedInList(_ answer: String) -> [Event] {
    guard !answer.isEmpty else { return [] }
    guard let number = Self.number(answer), (0...listed.count).contains(number) else { return notUnderstood(answer) }
    guard number > 0 else { return [.key(.escape)] }
    return [.key(.home)] + (1..<number).map { _ in .key(.down) } + [.key(.enter)]
  }

  /// Acts that are possible on it now.
  private var possible: [ActForm] {
    ActForm.all.filter { $0.fitsRectifications && desk.obstacle(to: .act($0)) == nil }
  }

  func itemPage(_ id: RectificationID) -> Page {
    let acts = possible.enumerated().map { index, act in
      "\(index + 1) \(act.name(language))" + language("：", ": ") + act.help(language, at: desk.stationKind)
    }
    return Page(
      lines: desk.rectificationLines(id, columns: Self.size.columns).map(\.text) + acts + [language("0 返回", "0 back")],
      question: language("办哪一项（数字或名称）：", "which act (number or name): "))
  }

  mutating func typedOnItem(_ answer: String) -> [Event] {
    guard !answer.isEmpty else { return [] }
    if Self.number(answer) == 0 { return [.key(.escape)] }
    let acts = possible
    if let number = Self.number(answer) {
      return acts.indices.contains(number - 1) ? ask(for: .act(acts[number - 1])) : notUnderstood(answer)
    }
    guard let act = acts.first(where: { $0.name(language) == answer }) else { return notUnderstood(answer) }
    return ask(for: .act(act))
  }
}
