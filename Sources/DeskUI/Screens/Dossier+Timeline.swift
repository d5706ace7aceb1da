import DutyCore

// What happened to an incident, entry by entry, as its page tells it.

extension Dossier {
  /// What happened, newest first.
  func timeline(_ history: [Entry]) -> [Line] {
    guard !history.isEmpty else { return [] }
    return [Line(language("经过", "timeline"), .title)]
      + history.reversed().flatMap { entry -> [Line] in
        let order = entry.orderedBy.flatMap { room.officers[$0]?.name }
        let text =
          "\(time(entry.recorded)) \(room.name(of: entry.by, language))"
          + (order.map { language("（按\($0)口头指令）", " (\($0)'s order)") } ?? "")
          + " " + title(of: entry.action) + words(of: entry.action)
          + (entry.isLate ? language("（补录，发生于 \(time(entry.at))）", " (late entry, happened \(time(entry.at)))") : "")
        return Line.wrapped(text, columns, indent: 6)
      }
  }

  private func title(of action: Action) -> String {
    if case .summon(let facts) = action { return facts.kind.text(language) }
    return action.name.text(language)
  }

  private func words(of action: Action) -> String {
    func said(_ parts: String?...) -> String {
      let text = parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
      return text.isEmpty ? "" : language("：", ": ") + text
    }
    switch action {
    case .amend(let facts):
      return said(
        facts.category.map(room.catalogue.name(ofCategory:)), facts.place?.masked(language), facts.grid,
        facts.urgency?.text(language))
    case .summon(let facts):
      return said(
        units(facts), facts.power.flatMap { room.catalogue.known($0, Catalogue.power) }?.name,
        facts.rescue?.text(language),
        facts.words?.masked(language))
    case .acknowledge(let facts), .contact(let facts), .arrive(let facts):
      return said(
        unit(facts.response.unit), facts.enforcers.map(names), facts.channel?.text(language),
        facts.said?.masked(language), facts.words?.masked(language))
    case .reply(let facts): return said(unit(facts.response.unit), facts.done?.masked(language))
    case .sendBack(let facts): return said(facts.response.map { unit($0.unit) }, facts.reason.masked(language))
    case .standDown(let facts): return said(unit(facts.response.unit), facts.reason.masked(language))
    case .handle(let facts): return said(facts.method.text(language), facts.measure.masked(language))
    case .close(let facts):
      return said(facts.disposition.text(language), facts.method.text(language), facts.words?.masked(language))
    case .reopen(let facts), .void(let facts), .restore(let facts), .admit(let facts), .requestExtension(let facts),
      .reveal(let facts):
      return said(facts.reason.masked(language))
    case .score(let facts): return said(unit(facts.response.unit))
    case .suspend(let facts):
      return said(language("到 ", "until ") + time(facts.until), facts.reason.masked(language))
    case .report(let facts):
      return said(facts.stage.text(language), facts.to.masked(language), facts.words.masked(language))
    case .callBack(let facts):
      return said(
        outcome(facts), facts.words?.masked(language),
        facts.unreasonable.map { language("诉求不合理：", "beyond reason: ") + $0.masked(language) })
    case .merge, .unmerge, .follow: return said(other(action))
    case .correct(let facts):
      return said(
        "#\(facts.entry)", facts.at.map { language("发生于 ", "happened ") + time($0) },
        facts.withdrawn ? language("记错了，撤掉", "recorded in error, taken back") : nil, facts.words?.masked(language))
    case .countersign(let facts): return said("#\(facts.entry)")
    case .erase(let facts): return said("#\(facts.entry)", facts.ground.text(language), facts.words?.masked(language))
    case .survey(let facts): return said(facts.result.text(language), facts.words?.masked(language))
    case .consult(let facts):
      return said(
        facts.who.masked(language), facts.conclusion.masked(language),
        facts.summons.map { $0.kind.text(language) + " " + units($0) })
    case .attach(let facts): return said(facts.path.masked(language))
    case .forgive(let facts): return said(facts.reasons.masked(language), facts.agreed.masked(language))
    case .closeDirect(let facts):
      return said(facts.disposition.text(language), facts.whose?.masked(language), facts.answer.masked(language))
    case .decline(let facts):
      return said(unit(facts.response.unit), facts.ground.masked(language), unit(facts.proposed))
    case .appoint(let facts):
      return said(unit(facts.response.unit), facts.ruling.text(language), facts.reason.masked(language))
    case .endWithLead(let response): return said(unit(response.unit))
    case .urge(let facts): return said(unit(facts.response.unit), facts.words?.masked(language))
    case .sheet(let facts):
      return said(facts.colour.text(language), facts.response.map { unit($0.unit) }, facts.reason?.masked(language))
    case .note(let facts): return said(facts.words.masked(language))
    case .receive, .importRecord, .takeOn, .settle, .grantExtension, .resume, .room: return ""
    }
  }

  private func units(_ facts: Summoning) -> String {
    (facts.lead + facts.support).map(unit).joined(separator: language("、", ", "))
  }

  private func names(_ officers: [OfficerID]) -> String {
    officers.map { room.name(of: .officer($0), language) }.joined(separator: language("、", ", "))
  }

  private func outcome(_ facts: CallBack) -> String {
    guard facts.reached else { return language("没有联系上", "not reached") }
    return (facts.solved == true ? language("已解决", "solved") : language("没有解决", "not solved"))
      + (facts.satisfied == true ? language("，满意", ", satisfied") : language("，不满意", ", not satisfied"))
  }

  /// Which other matter it was about.
  private func other(_ action: Action) -> String? {
    if case .merge(let facts) = action { return facts.target.number.description }
    guard case .follow(let facts) = action else { return nil }
    switch facts {
    case .joined(let other, let callers):
      return language("\(other.number) 并入，带来 \(callers) 人反映", "\(other.number) joined with \(callers) caller(s)")
    case .parted(let other): return language("\(other.number) 拆出", "\(other.number) taken out")
    case .closed(let other, _, _, _): return language("随 \(other.number) 办结", "closed with \(other.number)")
    case .reopened(let other): return language("随 \(other.number) 重办", "reopened with \(other.number)")
    }
  }
}
