import DutyCore
import DutyLedger

/// Closes that a supervisor should look at (docs/duty.md#doubtful-closures), and call-backs found unreasonable
/// (docs/duty.md#unreasonable): lists without points.
struct DoubtfulReport {
  let days: ClosedRange<Day>
  let includeDrill: Bool
  let room: Room
  let head: Ledger.Head
  /// The number of the days' incidents that were ever closed.
  let closed: Int
  /// The doubtful closes, by number.
  let doubtful: [(incident: Incident, doubts: [Doubt])]
  /// The call-backs found unreasonable, by number, also on what is not closed.
  let unreasonable: [(incident: Incident, found: Incident.Unreasonable)]

  init(_ days: ClosedRange<Day>, asOf: AsOf, includeDrill: Bool, from ledger: Ledger) throws {
    var closed: [Incident] = []
    var photos: Set<String> = []
    var unreasonable: [(incident: Incident, found: Incident.Unreasonable)] = []
    (head, room) = try ledger.visit(days, asOf: asOf, includeDrill: includeDrill) { incident, _ in
      guard incident.counts else { return }
      unreasonable += incident.unreasonable.map { (incident, $0) }
      guard incident.firstClosed != nil else { return }
      closed.append(incident)
      photos.formUnion(incident.attachments)
    }
    let shared = try ledger.timesAttached(photos, through: head.entry).filter { $0.value > 1 }
    doubtful = closed.map { ($0, $0.doubts(sharedPhotos: Set(shared.keys))) }.filter { !$0.1.isEmpty }
    self.unreasonable = unreasonable
    self.closed = closed.count
    self.days = days
    self.includeDrill = includeDrill
  }
}

extension Doubt {
  func text(_ language: Language) -> String {
    switch self {
    case .quick: language("吹哨后不到三分钟就处置完成", "handled within three minutes of the summons")
    case .samePerson: language("登记和处置是同一个人", "reported and handled by the same person")
    case .noResponse: language("没有单位应哨，也没有写办法", "closed without any response or method")
    case .samePhoto: language("照片重复使用", "the same photo used twice")
    case .reopened: language("当日办结后又重办", "reopened after a same-day close")
    case .recategorised: language("办结前一小时内改过类别", "category changed in the hour before the close")
    }
  }
}

extension DoubtfulReport: ReportContent {
  var json: JSONValue {
    var members = JSONValue.frame(.doubtful, room, head)
    members["cohort"] = .object([
      "from": .text(days.lowerBound.description), "to": .text(days.upperBound.description), "closed": .count(closed),
    ])
    members["count"] = .count(doubtful.count)
    members["incidents"] = .list(
      doubtful.map { incident, doubts in
        .object([
          "number": .text(incident.number.description), "department": .text(ifAny: incident.department),
          "closed": .text(ifAny: incident.closed.map { room.zone.text($0.time) }),
          "summary": .text(ifAny: incident.summary.text), "doubts": .list(doubts.map { .text($0.rawValue) }),
        ])
      })
    members["unreasonable"] = .list(
      unreasonable.map { incident, found in
        .object([
          "number": .text(incident.number.description), "ground": .text(ifAny: found.ground.text),
          "first": .text(room.name(of: found.first, .en)),
          "second": .text(ifAny: found.second.map { room.name(of: $0, .en) }),
        ])
      })
    return .object(members)
  }

  var table: Table {
    Table(
      columns: ["number", "department", "closed", "doubts", "summary"].map(Table.Column.words),
      rows: doubtful.map { incident, doubts in
        [
          incident.number.description, incident.department ?? "", incident.closed.map { room.zone.text($0.time) } ?? "",
          doubts.map(\.rawValue).joined(separator: ";"), incident.summary.text ?? "",
        ]
      })
  }

  func document(_ language: Language) -> Document {
    let telling = IncidentWords(room: room, moment: head.recorded)
    let counts = language(
      "\(doubtful.count) 件，办结过的 \(closed) 件中", "\(doubtful.count) of \(closed) that were ever closed")
    let table = Table(
      columns: [
        .words(language("编号", "Number")), .words(language("办结", "Closed")), .words(language("牵头", "Lead")),
        .words(language("疑点", "Doubt")), .words(language("事由", "What")),
      ],
      rows: doubtful.map { incident, doubts in
        [
          incident.number.description, incident.closed.map { room.zone.shown($0.time) } ?? "-",
          telling.lead(incident, language), doubts.map { $0.text(language) }.joined(separator: language("；", "; ")),
          incident.summary.shown(language),
        ]
      })
    let beyond = Table(
      columns: [
        .words(language("编号", "Number")), .words(language("认定", "Found by")), .words(language("复核", "Agreed by")),
        .words(language("理由", "Ground")),
      ],
      rows: unreasonable.map { incident, found in
        [
          incident.number.description, room.name(of: found.first, language),
          found.second.map { room.name(of: $0, language) } ?? language("待复核", "nobody yet"),
          found.ground.shown(language),
        ]
      })
    return Document(
      title: ReportName.doubtful.title(days, room, includeDrill: includeDrill, language),
      parts: [
        .facts([.init(language("存疑", "Doubtful"), counts)] + head.facts(room.zone, language)),
        .heading(language("清单", "List")),
        table.rows.isEmpty ? .remark(language("无", "none")) : .table(table),
        .remark(
          language(
            "供督查核实，不计分。疑点不等于问题；不含外部记录。照片同截至时台账里的全部附件比对。",
            "For the supervisor to look at; no points. A doubt is no fault. Without imported ones; photos are compared "
              + "with all attachments the ledger held by then.")),
        .heading(language("认为诉求不合理的回访", "Call-backs found unreasonable")),
        beyond.rows.isEmpty ? .remark(language("无", "none")) : .table(beyond),
        .remark(language("两人认定；满意率照计，不剔除。", "Found by two; they count in the share of the satisfied like all others.")),
      ])
  }
}
