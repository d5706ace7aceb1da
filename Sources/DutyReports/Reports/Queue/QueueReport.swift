import DutyCore
import DutyLedger

/// The queue as it was open at a moment, by occurrence, judged with everything the ledger knew at its head.
struct QueueReport {
  let room: Room
  let at: Instant
  let head: Ledger.Head
  /// The incidents by number.
  let lines: [QueueLine]

  init(at: Instant, asOf: AsOf, includeDrill: Bool, from ledger: Ledger) throws {
    let (head, room, incidents) = try ledger.queue(at: at, asOf: asOf, includeDrill: includeDrill)
    let lines = try incidents.map { incident in
      // An earlier moment than the head's is judged by what was recorded until then, if anything was.
      let isPast = at < head.recorded && incident.recorded <= at
      let entries = isPast ? try ledger.history(of: incident.id).filter { $0.number <= head.entry } : nil
      return QueueLine(incident, status: incident.listedStatus(at: at, by: entries))
    }
    self.init(room: room, at: at, head: head, lines: lines)
  }

  init(room: Room, at: Instant, head: Ledger.Head, lines: [QueueLine]) {
    self.room = room
    self.at = at
    self.head = head
    self.lines = lines.sorted { $0.incident.number < $1.incident.number }
  }
}

/// One incident on a list, with the status to print.
struct QueueLine: Hashable, Sendable {
  let incident: Incident
  let status: Incident.Status

  init(_ incident: Incident, status: Incident.Status) {
    self.incident = incident
    self.status = status
  }

  /// The facts that a list gives of an incident. The reporter's name and phone are in no report.
  func members(overdue: Bool, _ zone: Zone) -> [String: JSONValue] {
    [
      "number": .text(incident.number.description),
      "externalId": .text(ifAny: incident.externalId),
      "received": .text(zone.text(incident.received)),
      "status": .text(status.rawValue),
      "category": .text(ifAny: incident.category),
      "department": .text(ifAny: incident.department),
      "deadline": .text(ifAny: incident.deadline.map { zone.text($0.due) }),
      "overdue": .bool(overdue),
      "summary": .text(ifAny: incident.summary.text),
    ]
  }
}

extension QueueReport: ReportContent {
  var json: JSONValue {
    let incidents = lines.map { line in
      JSONValue.object(line.members(overdue: line.incident.isPastDeadline(at: at), room.zone))
    }
    return .object(["at": .text(room.zone.text(at)), "count": .count(lines.count), "incidents": .list(incidents)])
  }

  private static let names = [
    "number", "externalId", "received", "status", "category", "department", "deadline", "overdue", "summary",
  ]

  /// The table that the import profile `native` reads.
  var table: Table {
    let rows = lines.map { line in
      let incident = line.incident
      return [
        incident.number.description, incident.externalId ?? "", room.zone.text(incident.received),
        line.status.rawValue, incident.category ?? "", incident.department ?? "",
        incident.deadline.map { room.zone.text($0.due) } ?? "", incident.isPastDeadline(at: at) ? "true" : "false",
        incident.summary.text ?? "",
      ]
    }
    return Table(columns: Self.names.map(Table.Column.words), rows: rows)
  }

  /// In the order of attention.
  private var ranked: [QueueLine] {
    let isPast = at < head.recorded
    return lines.map { (isPast ? Attention(past: $0.incident) : Attention($0.incident, at: at), $0) }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  func document(_ language: Language) -> Document {
    let overdue = lines.count { $0.incident.isPastDeadline(at: at) }
    let moment = room.zone.text(at)
    let facts: [Document.Fact] = [
      .init(
        language("未结", "Open"),
        language("\(lines.count) 件，其中办结超期 \(overdue) 件", "\(lines.count), of them overdue \(overdue)")),
      .init(language("时刻", "At"), language("\(moment) 时未结的事件", "what was open at \(moment)")),
    ]
    return Document(
      title: "\(room.name) \(ReportName.queue.text(language)) \(room.zone.shown(at))",
      parts: [
        .facts(facts + head.facts(room.zone, language)),
        .heading(language("按轻重缓急", "In the order of attention")), .table(page(ranked, language)),
      ])
  }

  private func page(_ lines: [QueueLine], _ language: Language) -> Table {
    Table(
      columns: [
        .words(language("编号", "Number")), .words(language("受理", "Received")), .words(language("状态", "Status")),
        .words(language("办结时限", "Deadline")), .words(language("办结超期", "Overdue")),
        .words(language("类别", "Category")), .words(language("牵头单位", "Lead")), .words(language("摘要", "Summary")),
      ],
      rows: lines.map { line in
        let incident = line.incident
        return [
          incident.number.description,
          room.zone.shown(incident.received) + (incident.hasUntrustedTime ? language(" 时间不可信", " (unreliable)") : ""),
          line.status.text(language),
          incident.deadline.map { room.zone.shown($0.due) } ?? "-",
          incident.isPastDeadline(at: at) ? language("办结超期", "overdue") : "-",
          incident.category.map(room.catalogue.name(ofCategory:)) ?? "-",
          incident.department.map(room.catalogue.name(ofDepartment:)) ?? "-", incident.summary.shown(language),
        ]
      })
  }
}

extension Zone {
  /// `2026-11-21 08:30`, as people write it; the zone is named elsewhere on the page.
  func shown(_ moment: Instant) -> String {
    let time = local(moment)
    return "\(time.day) \(time.clock)"
  }
}
