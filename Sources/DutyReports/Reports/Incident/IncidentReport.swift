import DutyCore
import DutyLedger

/// One incident and what was done about it, entry by entry (履职时间线).
package struct IncidentReport {
  let room: Room
  let head: Ledger.Head
  let incident: Incident
  let entries: [Entry]
  let rectifications: [Rectification]
  /// The moment overdue is judged at.
  let at: Instant
}

extension IncidentReport: ReportContent {
  var json: JSONValue {
    var members = QueueLine(incident, status: incident.status).members(overdue: isOverdue, room.zone)
    members.merge(cameWith) { _, own in own }
    members["timeline"] = .list(entries.map { .object(line($0)) })
    if !rectifications.isEmpty {
      members["rectifications"] = .list(rectifications.map { .object($0.members(in: room, at: at)) })
    }
    return .object(members)
  }

  private static let names = ["entry", "at", "recorded", "action", "by", "orderedBy", "words"]

  var table: Table {
    Table(
      columns: Self.names.map(Table.Column.words),
      rows: entries.map { entry in
        let line = line(entry)
        return Self.names.map { line[$0]?.cell ?? "" }
      })
  }

  private func line(_ entry: Entry) -> [String: JSONValue] {
    [
      "entry": .integer(entry.number),
      "at": .text(room.zone.text(entry.at)),
      "recorded": .text(room.zone.text(entry.recorded)),
      "action": .text(entry.action.name.rawValue),
      "by": .text(name(of: entry.by)),
      "orderedBy": .text(ifAny: entry.orderedBy.map { name(of: .officer($0)) }),
      "words": .text(ifAny: words(of: entry) { $0.text }),
    ]
  }

  /// A closed one is overdue no longer.
  private var isOverdue: Bool { incident.status.isOpen && incident.isPastDeadline(at: at) }

  /// An officer's name, or the code of who else acted.
  private func name(of actor: Actor) -> String {
    switch actor {
    case .officer: room.name(of: actor, .en)
    case .intake, .importer, .rule, .housekeeping, .drill: actor.code
    }
  }

  /// Everything written freely in the entry, joined; nil where there is nothing.
  private func words(of entry: Entry, _ shown: (Words) -> String?) -> String? {
    let texts = entry.action.freeWords.filter { $0.kind == .text }.compactMap(shown)
    return texts.isEmpty ? nil : texts.joined(separator: " / ")
  }
}

extension IncidentReport {
  func document(_ language: Language) -> Document {
    Document(
      title: "\(room.name) \(ReportName.incident.text(language)) \(incident.number)",
      parts: [
        .facts(facts(language) + head.facts(room.zone, language)),
        .heading(language("时间线", "Timeline")), .table(timeline(language)),
      ] + left(language))
  }

  /// Lists what was left to be put right, where there is any.
  private func left(_ language: Language) -> [Document.Part] {
    guard !rectifications.isEmpty else { return [] }
    let columns = [
      language("编号", "Number"), language("种类", "Kind"), language("整改内容", "What"), language("整改单位", "Owner"),
      language("状态", "State"), language("期限", "Due"), language("原定", "First due"), language("回潮", "Relapses"),
    ]
    let rows = rectifications.map { item in
      [
        item.id.number, item.kind.text(language), item.what.shown(language),
        room.catalogue.name(ofDepartment: item.owner), item.state.text(language), item.lastDay(item.due, room.zone),
        item.lastDay(item.firstDue, room.zone), String(item.relapses),
      ]
    }
    return [
      .heading(language("整改项", "Rectifications")), .table(Table(columns: columns.map(Table.Column.words), rows: rows)),
    ]
  }

  private func facts(_ language: Language) -> [Document.Fact] {
    let zone = room.zone
    let deadline = incident.deadline.map {
      zone.text($0.due) + (isOverdue ? language("，办结超期", ", overdue") : "")
        + ($0.calendarMissing ? language("（日历未备）", " (calendar missing)") : "")
    }
    return [
      .init(language("摘要", "Summary"), incident.summary.shown(language)),
      .init(language("受理", "Received"), zone.text(incident.received) + mark(language)),
      .init(language("来源", "Source"), incident.source.text(language)),
      .init(language("外部编号", "External id"), incident.externalId ?? "-"),
      .init(language("状态", "Status"), incident.status.text(language)),
      .init(language("类别", "Category"), incident.category.map(room.catalogue.name(ofCategory:)) ?? "-"),
      .init(language("牵头单位", "Lead"), incident.department.map(room.catalogue.name(ofDepartment:)) ?? "-"),
      .init(language("办结时限", "Deadline"), deadline ?? "-"),
      .init(language("办结时间", "Closed"), incident.closed.map { zone.text($0.time) } ?? "-"),
    ] + cameWith(language)
  }

  private func mark(_ language: Language) -> String {
    (incident.isImported ? language("，外部记录", ", imported") : "")
      + (incident.isDrill ? language("，演练", ", practice") : "")
      + (incident.hasUntrustedTime ? language("，时间不可信", ", time not to be relied on") : "")
  }

  private func timeline(_ language: Language) -> Table {
    let text = EntryText(room, language, time: room.zone.shown) { $0.shown(language) }
    return Table(
      columns: [
        .number(language("记录", "Entry")), .words(language("发生", "Happened")), .words(language("记入", "Recorded")),
        .words(language("操作", "Action")), .words(language("经手", "By")), .words(language("受命于", "Ordered by")),
        .words(language("内容", "Words")),
      ],
      rows: entries.map { entry in
        [
          String(entry.number), room.zone.shown(entry.at),
          room.zone.shown(entry.recorded) + (entry.isLate ? language(" 补录", " late") : ""),
          text.title(of: entry, before: entries.prefix { $0.number < entry.number }), room.name(of: entry.by, language),
          entry.orderedBy.map { room.name(of: .officer($0), language) } ?? "-",
          words(of: entry, text) ?? "-",
        ]
      })
  }
}

extension IncidentReport {
  /// Tells what an entry says; of the one that opened the matter, all that was written in it.
  private func words(of entry: Entry, _ text: EntryText) -> String? {
    if entry.revision == 1 { return words(of: entry) { $0.shown(text.language) } }
    let words = text.words(of: entry, before: entries.prefix { $0.number < entry.number })
    return words.isEmpty ? nil : words
  }
}

extension IncidentReport {
  /// The ledger, as far as it is read, knows no incident of this number.
  package struct Unknown: Error, Hashable {
    let number: IncidentNumber

    package func text(_ language: Language) -> String {
      language("台账里没有 \(number) 号事件", "the ledger has no incident \(number)")
    }
  }

  init(_ number: IncidentNumber, at: Instant?, asOf: AsOf, from ledger: Ledger) throws {
    let told = try ledger.timeline(of: number, asOf: asOf)
    guard let incident = Incident(adding: told.entries) else { throw Unknown(number: number) }
    let cutOff =
      switch asOf {
      case .last, .entry: told.head.recorded
      case .instant(let moment): moment
      }
    self.init(
      room: told.room, head: told.head, incident: incident, entries: told.entries,
      rectifications: told.rectifications, at: at ?? cutOff)
  }
}

extension Rectification {
  /// The last day on which it is in time, not the midnight after it.
  fileprivate func lastDay(_ deadline: Deadline, _ zone: Zone) -> String {
    zone.day(of: deadline.due - .seconds(1)).description
  }

  fileprivate func members(in room: Room, at moment: Instant) -> [String: JSONValue] {
    [
      "number": .text(id.number), "kind": .text(kind.rawValue), "state": .text(state.rawValue),
      "what": .text(ifAny: what.text), "owner": .text(owner), "due": .text(lastDay(due, room.zone)),
      "first_due": .text(lastDay(firstDue, room.zone)),
      "look_back_by": .text(ifAny: lookBackBy.map { lastDay($0, room.zone) }),
      "overdue": .bool(isOverdue(at: moment)), "relapses": .integer(Int64(relapses)),
    ]
  }
}
