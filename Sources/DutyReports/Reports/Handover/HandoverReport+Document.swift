import DutyCore
import DutyLedger

extension HandoverReport: ReportContent {
  /// The page: who gives to whom, what has to be looked at first, undone, done, orders, figures.
  func document(_ language: Language) -> Document {
    let practice = room.isDrill ? language("[演练] ", "[practice] ") : ""
    let turn = kept.seat.turn
    return Document(
      title: practice + "\(room.name) \(ReportName.handover.text(language)) \(turn.day) \(turn.shift)",
      parts: [.facts(facts(language) + kept.head.facts(room.zone, language))]
        + part(language("先看", "To look at first"), first(language), language)
        + part(language("未办结", "Undone") + " \(sheet.undone.count)", undone(language), language)
        + part(language("本班办结", "Done in the shift") + " \(sheet.done.count)", done(language), language)
        + part(
          language("待补签、待复核", "To be countersigned or reviewed") + " \(kept.unsigned.count)", orders(language), language
        )
        + figures(language))
  }

  private func part(_ title: String, _ table: Table, _ language: Language) -> [Document.Part] {
    [.heading(title), table.rows.isEmpty ? .remark(language("无", "none")) : .table(table)]
  }

  private func facts(_ language: Language) -> [Document.Fact] {
    let zone = room.zone
    let span = room.plan.span(of: kept.seat.turn)
    let hours = span.map { zone.shown($0.lowerBound) + language(" 至 ", " to ") + zone.shown($0.upperBound) } ?? "-"
    let seat = room.name(of: kept.seat.officer, language)
    return [
      .init(language("班次", "Shift"), "\(kept.seat.turn.shift)  \(hours)"),
      .init(
        language("坐堂", "Sat"),
        language("\(seat)，\(zone.shown(kept.seat.taken)) 上岗", "\(seat), since \(zone.shown(kept.seat.taken))")),
      .init(language("交班签字", "Leaving"), text(kept.seat.leaving, language)),
      .init(language("接班签字", "Coming"), text(kept.seat.coming, language)),
      .init(language("情况截止", "As it stood at"), zone.text(kept.at)),
    ]
  }

  private func first(_ language: Language) -> Table {
    let rows: [(String, [IncidentID])] = [
      (language("未签收", "Not acknowledged"), sheet.unacknowledged),
      (language("应督办、应通报", "Orange and red sheets"), sheet.pressed),
      (language("下一班到期或节点超时", "Due before the next shift ends"), sheet.dueNext),
      (language("欠二次办理", "Second handling owed"), sheet.owed),
    ]
    return Table(
      columns: [
        .words(language("事项", "What")), .number(language("件数", "Count")), .words(language("编号", "Numbers")),
      ],
      rows: rows.map { [$0.0, String($0.1.count), numbers($0.1, language)] })
  }

  private func undone(_ language: Language) -> Table {
    Table(
      columns: [
        .words(language("编号", "Number")), .words(language("状态", "Status")), .words(language("牵头", "Lead")),
        .words(language("下一时限", "Next deadline")), .words(language("标记", "Marks")),
        .words(language("事由：卡在哪里", "What: where it is stuck")),
      ],
      rows: sheet.undone.map { incident in
        [
          incident.number.description, incident.status.text(language), lead(incident, language),
          incident.nextDue.map { room.zone.shown($0) } ?? "-", marks(incident, language),
          incident.summary.shown(language) + language("：", ": ") + stuck(incident, language),
        ]
      })
  }

  private func done(_ language: Language) -> Table {
    Table(
      columns: [
        .words(language("编号", "Number")), .words(language("办结", "Closed")), .words(language("牵头", "Lead")),
        .words(language("标记", "Marks")), .words(language("事由", "What")),
      ],
      rows: sheet.done.map { incident in
        [
          incident.number.description, incident.closed.map { room.zone.shown($0.recorded) } ?? "-",
          lead(incident, language), marks(incident, language), incident.summary.shown(language),
        ]
      })
  }

  private func orders(_ language: Language) -> Table {
    Table(
      columns: [
        .number(language("记录", "Entry")), .words(language("编号", "Number")), .words(language("操作", "Action")),
        .words(language("等谁签", "Waits for")),
      ],
      rows: kept.unsigned.map { entry in
        [
          String(entry.entry), entry.number, entry.title(language),
          entry.leader.map { room.name(of: .officer($0), language) } ?? language("坐堂领导", "who sits"),
        ]
      })
  }

  private func figures(_ language: Language) -> [Document.Part] {
    let figures = self.figures
    let shares =
      ShiftFigures.names.map { ($0.text(language), figures.rate($0)) }
      + [(language("吹哨率", "Whistled"), figures.whistled)]
    return [
      .heading(language("本班数字", "Figures of the shift")),
      .facts([
        .init(
          language("受理", "Received"),
          language(
            "\(figures.received) 件，其中外部记录 \(figures.imported) 件；演练 \(figures.practice) 件未计入",
            "\(figures.received), of them imported \(figures.imported); practice \(figures.practice), left out")),
        .init(
          language("办结", "Closed"),
          language("\(figures.closed) 件，不论何时受理", "\(figures.closed), whenever received")),
        .init(
          language("未结", "Open"),
          language(
            "\(figures.open) 件，其中办结超期 \(figures.overdue) 件", "\(figures.open), of them overdue \(figures.overdue)")),
      ]),
      .table(
        Table(
          columns: [
            .words(language("指标", "Figure")), .number(language("比率", "Rate")),
            .number(language("分子", "Numerator")), .number(language("分母", "Denominator")),
          ],
          rows: shares.map { [$0.0, $0.1.percent, String($0.1.numerator), String($0.1.denominator)] })),
      .remark(
        language(
          "比率按本班受理的事件计，截至“情况截止”；班次之间不作比较。",
          "Shares are of what came in during the shift, as it stood then; shifts are not compared.")),
    ]
  }
}

extension HandoverReport {
  /// The sheet as it is printed, or for a screen of `columns`.
  package func text(_ language: Language, within columns: Int? = nil) -> String {
    document(language).text(within: columns)
  }

  var json: JSONValue {
    let zone = room.zone
    func list(_ ids: [IncidentID]) -> JSONValue { .list(numbers(ids).map(JSONValue.text)) }
    return .object([
      "report": .text(ReportName.handover.rawValue), "station": .text(room.name), "timezone": .text(zone.name),
      "turn": .object(["day": .text(kept.seat.turn.day.description), "shift": .text(kept.seat.turn.shift)]),
      "at": .text(zone.text(kept.at)),
      "as_of": .object(["entry": .integer(kept.head.entry), "recorded": .text(zone.text(kept.head.recorded))]),
      "head": .text(kept.head.hash),
      "sat": .object([
        "by": .text(room.name(of: kept.seat.officer, .en)), "since": .text(zone.text(kept.seat.taken)),
      ]),
      "signed": .object(["leaving": signature(kept.seat.leaving), "coming": signature(kept.seat.coming)]),
      "unacknowledged": list(sheet.unacknowledged), "pressed": list(sheet.pressed),
      "due_next": list(sheet.dueNext), "owed": list(sheet.owed),
      "undone": .list(sheet.undone.map(members)), "done": .list(sheet.done.map(members)),
      "to_sign": .list(
        kept.unsigned.map { entry in
          .object([
            "entry": .integer(entry.entry), "number": .text(entry.number),
            "action": .text(entry.action.rawValue),
            "leader": .text(ifAny: entry.leader.map { room.name(of: .officer($0), .en) }),
          ])
        }),
      "figures": figuresJSON,
    ])
  }

  private func signature(_ signature: SeatRecord.Signature?) -> JSONValue {
    signature.map {
      .object([
        "by": .text($0.name), "at": .text(room.zone.text($0.recorded)), "entry": .integer($0.entry),
        "words": .text(ifAny: $0.facts.words?.text),
      ])
    } ?? .null
  }

  private func members(_ incident: Incident) -> JSONValue {
    let line = QueueLine(incident, status: incident.status)
    var members = line.members(overdue: incident.status.isOpen && incident.isPastDeadline(at: kept.at), room.zone)
    members["next_due"] = .text(ifAny: incident.nextDue.map(room.zone.text))
    members["drill"] = .bool(incident.isDrill)
    return .object(members)
  }

  private var figuresJSON: JSONValue {
    let figures = self.figures
    let shares = ShiftFigures.names.map { ($0.rawValue, figures.rate($0).json) }
    var members = Dictionary(uniqueKeysWithValues: shares)
    members["whistled"] = figures.whistled.json
    members["received"] = .count(figures.received)
    members["imported"] = .count(figures.imported)
    members["drill"] = .count(figures.practice)
    members["closed"] = .count(figures.closed)
    members["open"] = .count(figures.open)
    members["overdue"] = .count(figures.overdue)
    return .object(members)
  }

  /// A row for each incident on the sheet.
  var table: Table {
    Table(
      columns: [
        "part", "number", "received", "status", "department", "deadline", "nextDue", "overdue", "drill", "summary",
      ].map(Table.Column.words),
      rows: lines.map { part, incident in
        [
          part.rawValue, incident.number.description, room.zone.text(incident.received), incident.status.rawValue,
          incident.department ?? "", incident.deadline.map { room.zone.text($0.due) } ?? "",
          incident.nextDue.map(room.zone.text) ?? "",
          incident.status.isOpen && incident.isPastDeadline(at: kept.at) ? "true" : "false",
          incident.isDrill ? "true" : "false", incident.summary.text ?? "",
        ]
      })
  }
}
