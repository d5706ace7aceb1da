import DutyCore

// One incident in lines: its page, and what can be done to it.

extension PlainFront {
  /// Acts that are possible on the incident now.
  private var possible: [ActForm] {
    ActForm.all.filter { $0.needsIncident && desk.obstacle(to: .act($0)) == nil }
  }

  func incidentPage() -> Page {
    let dossier = desk.selected.map { desk.dossier($0, columns: Self.size.columns) } ?? []
    let acts = possible.enumerated().map { index, act in
      "\(index + 1) \(act.name(language))" + language("：", ": ") + act.help(language, at: desk.stationKind)
    }
    let wording =
      "\(possible.count + 1) \(Command.wording.name(language))" + language("：", ": ") + Command.wording.help(language)
    return Page(
      lines: dossier.map(\.text) + acts + [wording, language("0 返回", "0 back")],
      question: language("办哪一项（数字或名称）：", "which act (number or name): "))
  }

  mutating func typedOnIncident(_ answer: String) -> [Event] {
    guard !answer.isEmpty else { return [] }
    if let number = Self.number(answer) {
      guard number != 0 else { return [.key(.escape)] }
      let acts = possible
      if number == acts.count + 1 { return ask(for: .wording) }
      return acts.indices.contains(number - 1) ? ask(for: .act(acts[number - 1])) : notUnderstood(answer)
    }
    guard let act = ActForm.all.first(where: { $0.name(language) == answer }) else { return notUnderstood(answer) }
    return ask(for: .act(act))
  }
}
