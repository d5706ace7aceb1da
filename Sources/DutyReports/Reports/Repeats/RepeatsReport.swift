import DutyCore
import DutyLedger

/// Where the same thing keeps happening (高频点): three or more of one category and place in 30 days (docs/duty.md#hot-spots).
struct RepeatsReport {
  let days: ClosedRange<Day>
  let includeDrill: Bool
  let room: Room
  let head: Ledger.Head
  let spots: [HotSpot]

  init(_ days: ClosedRange<Day>, asOf: AsOf, includeDrill: Bool, from ledger: Ledger) throws {
    var incidents: [Incident] = []
    let before = days.lowerBound - (HotSpot.window - 1)
    (head, room) = try ledger.visit(before...days.upperBound, asOf: asOf, includeDrill: includeDrill) { incident, _ in
      incidents.append(incident)
    }
    spots = HotSpot.all(among: incidents, in: days)
    self.days = days
    self.includeDrill = includeDrill
  }
}

extension RepeatsReport: ReportContent {
  var json: JSONValue {
    var members = JSONValue.frame(.repeats, room, head)
    members["cohort"] = .object([
      "from": .text(days.lowerBound.description), "to": .text(days.upperBound.description),
    ])
    members["spots"] = .list(
      spots.map { spot in
        .object([
          "category": .text(spot.category), "place": .text(spot.place), "count": .count(spot.incidents.count),
          "numbers": .list(spot.incidents.map { .text($0.description) }),
        ])
      })
    return .object(members)
  }

  var table: Table {
    Table(
      columns: ["category", "place", "count", "numbers"].map(Table.Column.words),
      rows: spots.map { spot in
        [
          spot.category, spot.place, String(spot.incidents.count),
          spot.incidents.map(\.description).joined(separator: ";"),
        ]
      })
  }

  func document(_ language: Language) -> Document {
    let table = Table(
      columns: [
        .words(language("类别", "Category")), .words(language("地点", "Place")), .number(language("件数", "Count")),
        .words(language("编号", "Numbers")),
      ],
      rows: spots.map { spot in
        [
          room.catalogue.name(ofCategory: spot.category), spot.place, String(spot.incidents.count),
          spot.incidents.map(\.description).joined(separator: " "),
        ]
      })
    return Document(
      title: ReportName.repeats.title(days, room, includeDrill: includeDrill, language),
      parts: [
        .facts([.init(language("高频点", "Hot spots"), "\(spots.count)")] + head.facts(room.zone, language)),
        .heading(language("清单", "List")), table.rows.isEmpty ? .remark(language("无", "none")) : .table(table),
        .remark(
          language(
            "同类别、同地点，\(HotSpot.window) 个值班日内 \(HotSpot.enough) 件以上，最近一件在所问日子里；地点按登记的字样比对，不含外部记录、作废、合并。",
            "\(HotSpot.enough) or more of one category and place within \(HotSpot.window) duty days, the newest on the "
              + "days asked for; places as they were written; without imported, voided and merged ones.")),
      ])
  }
}
