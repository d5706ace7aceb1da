import DutyCore
import DutyLedger

/// Matters that own hands took although the list does not give them to the township (docs/duty.md#admission), how many were
/// handed down, and those of citizens that the list does not know.
struct AdmissionsReport {
  let days: ClosedRange<Day>
  let includeDrill: Bool
  let room: Room
  let head: Ledger.Head
  /// The matters of the days that were admitted, by number, also where the admission was ended.
  let admitted: [(incident: Incident, facts: Admission)]
  /// Handed down by a superior or a department, whether the list gives it or not.
  let handedDown: Int
  /// Brought by citizens or the township's own eyes, of a kind that the list does not know.
  let unlisted: [Incident]

  init(_ days: ClosedRange<Day>, asOf: AsOf, includeDrill: Bool, from ledger: Ledger) throws {
    var admitted: [(incident: Incident, facts: Admission)] = []
    var unlisted: [Incident] = []
    var handedDown = 0
    (head, room) = try ledger.visit(days, asOf: asOf, includeDrill: includeDrill) { incident, _ in
      guard incident.counts else { return }
      if let facts = incident.admission { admitted.append((incident, facts)) }
      if incident.isHandedDown {
        handedDown += 1
      } else if incident.listClass == nil, incident.category != nil {
        unlisted.append(incident)
      }
    }
    self.admitted = admitted
    self.handedDown = handedDown
    self.unlisted = unlisted
    self.days = days
    self.includeDrill = includeDrill
  }

  /// A department's paper that brings neither people nor money nor equipment.
  private var withoutMeans: Int { admitted.count { $0.incident.isHandedDown && $0.facts.bringsNothing } }
}

extension Admission {
  /// The means are stated, and are none.
  fileprivate var bringsNothing: Bool { means?.text.map { ["无", "没有", "none"].contains($0) } ?? false }
}

extension AdmissionsReport: ReportContent {
  var json: JSONValue {
    var members = JSONValue.frame(.admissions, room, head)
    members["cohort"] = .object([
      "from": .text(days.lowerBound.description), "to": .text(days.upperBound.description),
      "handed_down": .count(handedDown),
    ])
    members["count"] = .count(admitted.count)
    members["without_means"] = .count(withoutMeans)
    members["admissions"] = .list(admitted.map { .object(line($0.incident, $0.facts)) })
    members["unlisted"] = .list(
      unlisted.map {
        .object([
          "number": .text($0.number.description), "category": .text(ifAny: $0.category),
          "summary": .text(ifAny: $0.summary.text),
        ])
      })
    return .object(members)
  }

  private func line(_ incident: Incident, _ facts: Admission) -> [String: JSONValue] {
    [
      "number": .text(incident.number.description), "category": .text(ifAny: incident.category),
      "source": .text(incident.source.rawValue), "list_class": .text(ifAny: incident.listClass?.rawValue),
      "asker": .text(ifAny: facts.asker), "document": .text(ifAny: facts.document),
      "what": .text(ifAny: facts.what?.text), "by": .text(ifAny: facts.by.map(room.zone.text)),
      "means": .text(ifAny: facts.means?.text), "reason": .text(ifAny: facts.reason.text),
      "agreed": .text(ifAny: facts.agreed?.text), "until": .text(ifAny: facts.until?.description),
      "ended": .bool(!incident.isAdmitted), "summary": .text(ifAny: incident.summary.text),
    ]
  }

  private static let names = [
    "number", "category", "source", "list_class", "asker", "document", "by", "means", "agreed", "until", "summary",
  ]

  var table: Table {
    Table(
      columns: Self.names.map(Table.Column.words),
      rows: admitted.map { incident, facts in
        let line = line(incident, facts)
        return Self.names.map { line[$0]?.cell ?? "" }
      })
  }
}

// MARK: - For readers

extension AdmissionsReport {
  func document(_ language: Language) -> Document {
    let none = Document.Part.remark(language("无", "none"))
    let (taken, unknown) = (list(language), others(language))
    return Document(
      title: ReportName.admissions.title(days, room, includeDrill: includeDrill, language),
      parts: [
        .facts(
          [
            .init(language("准入", "Admitted"), language("\(admitted.count) 件", "\(admitted.count)")),
            .init(
              language("上级和部门交办", "Handed down"),
              language(
                "\(handedDown) 件，其中准入而无人财物的 \(withoutMeans) 件",
                "\(handedDown), of these admitted without means \(withoutMeans)")),
          ] + head.facts(room.zone, language)),
        .heading(language("清单", "List")), taken.rows.isEmpty ? none : .table(taken),
        .heading(language("清单未列的群众事项", "Brought by citizens, not in the list")),
        unknown.rows.isEmpty ? none : .table(unknown),
        .remark(
          language(
            "按收到日期统计；外部记录不计。清单未列的照办，按月汇总，供清单调整参考。",
            "By the day of reception, without imported ones. What the list does not know is done all the same; it is "
              + "added up for whoever keeps the list.")),
      ])
  }

  private func list(_ language: Language) -> Table {
    Table(
      columns: [
        .words(language("编号", "Number")), .words(language("事由", "What")), .words(language("来文单位", "Asked by")),
        .words(language("文号", "Document")), .words(language("人财物", "Means")), .words(language("同意", "Agreed by")),
        .words(language("期限", "Until")),
      ],
      rows: admitted.map { incident, facts in
        [
          incident.number.description, incident.summary.shown(language),
          facts.asker.map(room.catalogue.name(ofDepartment:)) ?? "-", facts.document ?? "-",
          facts.means?.shown(language) ?? "-", facts.agreed?.shown(language) ?? "-",
          (facts.until?.description ?? "-") + (incident.isAdmitted ? "" : language("（已终止）", " (ended)")),
        ]
      })
  }

  private func others(_ language: Language) -> Table {
    Table(
      columns: [
        .words(language("编号", "Number")), .words(language("类别", "Category")), .words(language("事由", "What")),
      ],
      rows: unlisted.map {
        [
          $0.number.description, $0.category.map(room.catalogue.name(ofCategory:)) ?? "-", $0.summary.shown(language),
        ]
      })
  }
}
