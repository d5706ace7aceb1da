import DutyCore

// Several at once: marking them on the board, and recording them one after the other.

extension Desk {
  /// The incidents an act would be done to: those that are marked, where it can be done to several; else the selected one.
  func subjects(of act: ActForm) -> [Incident] {
    guard act.needsIncident else { return [] }
    if act.takesSeveral, !marked.isEmpty { return marked }
    return selected.map { [$0] } ?? []
  }

  /// Marks the selected one or takes its mark away, and goes on to the next.
  mutating func mark() {
    guard let selected else { return }
    if let at = marked.firstIndex(where: { $0.id == selected.id }) {
      marked.remove(at: at)
    } else {
      marked.append(selected)
    }
    notice =
      marked.isEmpty
      ? nil
      : say(
        "已标 \(marked.count) 件：派单、自办、处置、办结、记录可以一次办；Esc 去掉标记。",
        "\(marked.count) marked: assign, take on, handle, close, note do them at once; Esc unmarks.")
  }

  /// Those that are in sight are seen as they are now.
  mutating func seeMarked() {
    guard let snapshot, screens.isEmpty else { return }
    let inSight = Set(snapshot.order.dropFirst(first).prefix(max(0, Layout(size).listRows)))
    for index in marked.indices where inSight.contains(marked[index].id) {
      marked[index] = snapshot.incidents[marked[index].id] ?? marked[index]
    }
  }

  /// Sends the next of a series that the rules take; the others are named at the end.
  mutating func proceed(_ before: Form) -> [Effect] {
    guard let session, let snapshot else { return [] }
    var form = before
    while let item = form.series?.rest.first {
      form.take(item)
      let request: Request?
      do throws(Form.Mistake) {
        request = try form.request(by: session, in: snapshot, now: now, language)
      } catch {
        form.focus = error.field
        return hold(form, error.text)
      }
      guard let request else { return [] }
      guard let refusal = refusal(of: request, form) else { return send(form, request) }
      form.series?.refuse(refusal.text(language, at: stationKind))
    }
    return finish(form)
  }

  /// Takes up the outcome of one of a series.
  mutating func settle(_ outcome: Outcome, inSeriesOf before: Form) -> [Effect] {
    var form = before
    form.key = nil
    switch outcome {
    case .recorded(let entry, let state):
      let incident = state?.incident
      form.series?.record(state, takenBackBy: incident.map { Undo.item(of: form.act, entry, $0) })
      marked.removeAll { $0.id == incident?.id }
    case .refused(let refusal): form.series?.refuse(refusal.text(language, at: stationKind))
    case .overtaken(let current):
      form.series?.refuse(language("刚刚变了", "it has just changed"), now: current)
    }
    return proceed(form)
  }

  /// Those that were refused stay marked as they are now, so that they can be looked at.
  private mutating func finish(_ before: Form) -> [Effect] {
    var form = before
    guard let series = form.series else { return [] }
    let reasons = series.refused.map { "\($0.item.state.number) \(reason($0.why))" }.joined(separator: " ")
    guard series.recorded > 0 else {
      form.series?.tryAgain()
      return hold(form, reasons)
    }
    screens.removeLast()
    let forgotten = forgetDraft(of: form)
    if form.act.takesSeveral {
      marked = series.refused.compactMap(\.item.state.incident)
    }
    undo = Undo(of: form.act, series.toTakeBack, until: now + Undo.offered)
    let final =
      undo == nil && form.act.takesSeveral
      ? language("；不能撤回，记错了再记一条说明", "; not taken back: note what was wrong") : ""
    let done =
      language(
        "已记录 \(series.recorded) 条  \(form.act.name(.zh))", "Recorded \(series.recorded)  \(form.act.name(.en))")
    guard !series.refused.isEmpty else {
      notice = Notice(text: done + final, style: .done)
      return forgotten
    }
    notice = say(
      "\(done)；\(series.refused.count) 件没有：\(reasons)\(final)",
      "\(done); not \(series.refused.count): \(reasons)\(final)", .refusal)
    return forgotten + [.bell]
  }
}

extension Form {
  /// Stands for one of the series.
  mutating func take(_ item: Series.Item) {
    (subject, rectification) = (item.state.incident, item.state.rectification)
    for (name, chosen) in item.choices { change(name) { $0.chosen = chosen } }
  }
}
