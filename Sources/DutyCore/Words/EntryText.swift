/// Tells an entry as desk and reports do: units, rulings, times, what changed, and what was written freely.
package struct EntryText {
  let room: Room
  package let language: Language
  let time: (Instant) -> String
  let shown: (Words) -> String

  /// `time` and `shown` are the reader's: how moments are written, and what of free words may be seen.
  package init(
    _ room: Room, _ language: Language, time: @escaping (Instant) -> String, shown: @escaping (Words) -> String
  ) {
    self.room = room
    self.language = language
    self.time = time
    self.shown = shown
  }

  /// The kind of a summons, or the name of the act.
  package func title(of action: Action) -> String {
    if case .summon(let facts) = action { return facts.kind.text(language) }
    return action.name.text(language)
  }

  /// Tells what `entry` says besides its act's name; "" where there is nothing. `before` are the subject's entries before it,
  /// from which is told what an amendment changed.
  package func words(of entry: Entry, before: some Sequence<Entry>) -> String {
    var parts = words(of: entry.action)
    if case .amend(let facts) = entry.action { parts = changes(facts, Incident(adding: before)) }
    return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func words(of action: Action) -> [String?] {
    switch action {
    case .summon(let facts):
      return [
        units(facts), facts.power.flatMap { room.catalogue.known($0, Catalogue.power) }?.name,
        facts.rescue?.text(language),
        facts.words.map(shown),
      ]
    case .acknowledge(let facts), .contact(let facts), .arrive(let facts):
      return [
        unit(facts.response.unit), facts.enforcers.map(names), facts.channel?.text(language),
        facts.said.map(shown), facts.words.map(shown),
      ]
    case .reply(let facts): return [unit(facts.response.unit), facts.done.map(shown), facts.said.map(shown)]
    case .sendBack(let facts): return [facts.response.map { unit($0.unit) }, shown(facts.reason)]
    case .standDown(let facts): return [unit(facts.response.unit), shown(facts.reason)]
    case .handle(let facts): return [facts.method.text(language), shown(facts.measure)]
    case .close(let facts):
      return [facts.disposition.text(language), facts.method.text(language), facts.words.map(shown)]
    case .reopen(let facts), .void(let facts), .restore(let facts), .admit(let facts), .requestExtension(let facts),
      .reveal(let facts):
      return [shown(facts.reason)]
    case .score(let facts): return [unit(facts.response.unit)]
    case .suspend(let facts):
      return [language("到 ", "until ") + time(facts.until), shown(facts.reason)]
    case .report(let facts):
      return [facts.stage.text(language), shown(facts.to), shown(facts.words)]
    case .callBack(let facts):
      return [
        outcome(facts), facts.words.map(shown),
        facts.unreasonable.map { language("诉求不合理：", "beyond reason: ") + shown($0) },
      ]
    case .merge, .unmerge, .follow: return [other(action)]
    case .correct(let facts): return words(of: facts)
    case .countersign(let facts): return ["#\(facts.entry)"]
    case .erase(let facts): return ["#\(facts.entry)", facts.ground.text(language), facts.words.map(shown)]
    case .survey(let facts): return [facts.result.text(language), facts.words.map(shown)]
    case .consult(let facts):
      return [
        shown(facts.who), shown(facts.conclusion),
        facts.summons.map { $0.kind.text(language) + " " + units($0) },
      ]
    case .attach(let facts): return [shown(facts.path)]
    case .forgive(let facts): return [shown(facts.reasons), shown(facts.agreed)]
    case .closeDirect(let facts):
      return [facts.disposition.text(language), facts.whose.map(shown), shown(facts.answer)]
    case .decline(let facts):
      return [unit(facts.response.unit), shown(facts.ground), unit(facts.proposed), facts.said.map(shown)]
    case .appoint(let facts):
      return [unit(facts.response.unit), facts.ruling.text(language), shown(facts.reason)]
    case .endWithLead(let response): return [unit(response.unit)]
    case .urge(let facts): return [unit(facts.response.unit), facts.words.map(shown)]
    case .sheet(let facts):
      return [facts.colour.text(language), facts.response.map { unit($0.unit) }, facts.reason.map(shown)]
    case .note(let facts): return [shown(facts.words)]
    case .room(.unlock(let facts)): return [names([facts.officer])]
    case .rectification(let act): return words(of: act)
    case .receive, .importRecord, .amend, .takeOn, .settle, .grantExtension, .resume, .room: return []
    }
  }

  /// The fields that an amendment names, with what stood there before it.
  private func changes(_ facts: Amendment, _ before: Incident?) -> [String?] {
    func change(_ field: String, _ old: String?, _ new: String?) -> String? {
      guard let new else { return nil }
      return old.map { language("\(field)由\($0)改为\(new)", "\(field) from \($0) to \(new)") }
        ?? language("\(field)定为\(new)", "\(field) set to \(new)")
    }
    let category = room.catalogue.name(ofCategory:)
    return [
      change(language("类别", "category"), before?.category.map(category), facts.category.map(category)),
      change(language("地点", "place"), before?.place.map(shown), facts.place.map(shown)),
      change(language("网格", "grid"), before?.grid, facts.grid),
      change(language("紧急程度", "urgency"), before?.urgency.text(language), facts.urgency?.text(language)),
      change(language("摘要", "summary"), (before?.summary).map(shown), facts.summary.map(shown)),
      facts.reporter.map { _ in language("来电人已更正", "the caller's name set right") },
      facts.phone.map { _ in language("来电号码已更正", "the caller's number set right") },
    ]
  }

  func words(of facts: Correction) -> [String?] {
    [
      "#\(facts.entry)", facts.at.map { language("发生于 ", "happened ") + time($0) },
      facts.withdrawn ? language("记错了，撤掉", "recorded in error, taken back") : nil, facts.words.map(shown),
    ]
  }

  func unit(_ code: String) -> String { room.catalogue.name(ofDepartment: code) }

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

  /// The other matter it was about.
  private func other(_ action: Action) -> String? {
    if case .merge(let facts) = action { return facts.target.number.description }
    guard case .follow(let facts) = action else { return nil }
    switch facts {
    case .joined(let other, let callers):
      return language("\(other.number) 并入，带来 \(callers) 人反映", "\(other.number) joined with \(callers) caller(s)")
    case .parted(let other): return language("\(other.number) 拆出", "\(other.number) taken out")
    case .closed(let other, _, _, _): return language("随 \(other.number) 办结", "closed with \(other.number)")
    case .reopened(let other): return language("随 \(other.number) 重办", "reopened with \(other.number)")
    case .relapsed(let item, _): return language("回潮，整改项 \(item.number)", "back, rectification \(item.number)")
    case .relapseTakenBack(let item, let entry):
      return language(
        "撤掉回潮 #\(entry)，整改项 \(item.number)", "not back, #\(entry) taken back, rectification \(item.number)")
    }
  }
}
