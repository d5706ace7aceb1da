import DutyCore
import DutyLedger

// The part a morning's reader looks at first: late, undecided, declined; who did not sit; whether the figures are final.

extension FiguresReport {
  private var telling: IncidentWords { IncidentWords(room: set.room, moment: set.cutOff) }

  /// Whether the figures may still change, and the room's own: handovers and empty chairs.
  func state(_ language: Language) -> [Document.Fact] {
    var facts = question.turn == nil ? [stage(language)] : []
    guard !question.isPublic else { return facts }
    let handovers = set.carriedOver.map { "\($0.turn.day) \($0.turn.shift) \($0.open)" }
    facts.append(
      .init(
        language("交班时未结", "Open at handover"),
        Self.listed(handovers, language("没有交班", "nobody handed over"), language)))
    let chairs = set.emptyChairs.map { "\($0.day) \($0.shift)" }
    facts.append(.init(language("未到岗", "Nobody sat"), Self.listed(chairs, language("无", "none"), language)))
    return facts
  }

  private func stage(_ language: Language) -> Document.Fact {
    let stage = set.stage
    let from = set.room.zone.shown(stage.finalFrom)
    let name = language("快报数或核定数", "First or final")
    guard stage.isFinal else {
      let days =
        days.lowerBound == days.upperBound ? "" : language("（\(stage.provisional) 天）", " (\(stage.provisional) days)")
      return .init(name, language("快报数\(days)，\(from) 起为核定数", "provisional\(days), final from \(from)"))
    }
    var text = language("核定数（\(from) 起）", "final (from \(from))")
    if let fixed = stage.fixed {
      let rate = fixed.sameDayClosure
      // Days that were imported long after: nothing was known of them then.
      if fixed.received > 0 { text += language("，当日办结率 \(rate.text)", ", same-day closure \(rate.text)") }
      if stage.added > 0 { text += language("；此后补入 \(stage.added) 件", "; recorded since: \(stage.added)") }
    }
    let revised = stage.revised.map(\.description)
    if !revised.isEmpty {
      let which = question.isPublic ? "" : language("：", ": ") + Self.listed(revised, "", language)
      text += language("；修订 \(revised.count) 件", "; revised \(revised.count)") + which
    }
    return .init(name, text)
  }

  /// More than a few would bury the page.
  private static let shownAtMost = 12

  private static func listed(_ items: [String], _ none: String, _ language: Language) -> String {
    guard !items.isEmpty else { return none }
    let more = items.count - shownAtMost
    let shown = items.prefix(shownAtMost).joined(separator: language("，", ", "))
    return more > 0 ? shown + language(" 等 \(items.count) 个", " and \(more) more") : shown
  }

  /// The worst, what waits for a leader, and the day's own second ways.
  func firstToSee(_ language: Language) -> [Document.Part] {
    guard let matters = set.matters else { return [] }
    return [.heading(language("先看", "To look at first"))]
      + titled(language("最拖的", "The latest"), worst(matters, language), language)
      + titled(language("等领导定", "Waits for a leader"), undecided(matters, language), language)
      + more(matters, language)
      + [.facts(named(matters, language))]
  }

  /// The page is for a morning: the gravest ones.
  private static let decidedAtMost = 20

  private func more(_ matters: FigureSet.Matters, _ language: Language) -> [Document.Part] {
    let left = decided(matters).count - Self.decidedAtMost
    return left > 0 ? [.remark(language("等领导定的另有 \(left) 件。", "\(left) more wait for a leader."))] : []
  }

  private func titled(_ title: String, _ table: Table, _ language: Language) -> [Document.Part] {
    table.rows.isEmpty ? [.facts([.init(title, language("无", "none"))])] : [.table(table)]
  }

  func worst(_ matters: FigureSet.Matters, _ language: Language) -> Table {
    Table(
      columns: [
        .words(language("最拖的", "The latest")), .words(language("牵头", "Lead")), .words(language("节点超时", "Late by")),
        .words(language("事由：卡在哪里", "What: where it is stuck")),
      ],
      rows: matters.worst.map { incident in
        [
          incident.number.description, telling.lead(incident, language), telling.lateness(incident, language),
          incident.summary.shown(language) + language("：", ": ") + telling.stuck(incident, language),
        ]
      })
  }

  func undecided(_ matters: FigureSet.Matters, _ language: Language) -> Table {
    Table(
      columns: [
        .words(language("等领导定", "Waits for a leader")), .words(language("等什么", "For what")),
        .words(language("事由", "What")),
      ],
      rows: decided(matters).prefix(Self.decidedAtMost).map { incident in
        [
          incident.number.description, telling.decisions(incident, language), incident.summary.shown(language),
        ]
      })
  }

  /// The matters that a leader has to decide, not only to sign: the gravest kind first.
  private func decided(_ matters: FigureSet.Matters) -> [Incident] {
    Decision.allCases.filter { $0 != .signature }.reduce(into: []) { chosen, kind in
      chosen += matters.undecided.filter { incident in
        incident.decisions(at: set.cutOff).first { $0 != .signature } == kind
      }
    }
  }

  func named(_ matters: FigureSet.Matters, _ language: Language) -> [Document.Fact] {
    let unsigned = matters.undecided.filter { $0.decisions(at: set.cutOff).contains(.signature) }
    let lists = [
      (language("待补签、复核", "Signature owed"), unsigned),
      (language("退过单的", "Declined"), matters.declined), (language("回访不满意", "Not satisfied"), matters.dissatisfied),
      (language("应急", "Emergencies"), matters.emergencies),
    ]
    return lists.map { name, incidents in
      .init(name, Self.listed(incidents.map(\.number.description), language("无", "none"), language))
    }
  }

  // MARK: - Brief

  /// 简报: what a leader sends on, short lines that stand alone in a chat.
  func brief(_ language: Language) -> Document {
    func share(_ name: FigureName) -> Document.Fact { .init(name.text(language), name.rate(in: set.total).text) }
    var facts = cohort(language)
    facts += [.sameDayClosure, .closedWithin24Hours, .effectiveReply, .satisfied].map(share)
    facts += state(language)
    facts += set.matters.map { named($0, language) } ?? []
    var parts: [Document.Part] = [.facts(facts)]
    if let matters = set.matters {
      let late = matters.worst.map { incident in
        Document.Fact(
          incident.number.description,
          telling.lead(incident, language) + language("，节点超时 ", ", late by ") + telling.lateness(incident, language)
            + language("：", ": ") + incident.summary.shown(language))
      }
      let waiting = decided(matters).prefix(Self.decidedAtMost).map { incident in
        Document.Fact(
          incident.number.description,
          telling.decisions(incident, language) + language("：", ": ") + incident.summary.shown(language))
      }
      parts += [.heading(language("最拖的", "The latest"))] + lines(late, language)
      parts += [.heading(language("等领导定", "Waits for a leader"))] + lines(waiting, language) + more(matters, language)
    }
    parts += [.heading(language("口径", "Definitions"))]
    let told: [FigureName] = [.sameDayClosure, .closedWithin24Hours, .effectiveReply, .satisfied]
    parts.append(.facts(told.map { .init($0.text(language), $0.definition(language)) } + foot(language)))
    return Document(title: title(language), parts: parts)
  }

  private func lines(_ facts: [Document.Fact], _ language: Language) -> [Document.Part] {
    facts.isEmpty ? [.remark(language("无", "none"))] : [.facts(facts)]
  }
}
