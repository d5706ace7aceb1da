import DutyCore
import DutyLedger

/// How each unit answered in a run of duty days (docs/duty.md#unit-figures). No person is in it.
struct UnitsReport {
  let days: ClosedRange<Day>
  let includeDrill: Bool
  let room: Room
  let head: Ledger.Head
  /// The units by code.
  let units: [(code: String, figures: UnitFigures)]

  init(_ days: ClosedRange<Day>, asOf: AsOf, includeDrill: Bool, from ledger: Ledger) throws {
    var units: [String: UnitFigures] = [:]
    (head, room) = try ledger.visit(days, asOf: asOf, includeDrill: includeDrill) { incident, cutOff in
      guard incident.counts else { return }
      for response in incident.responses {
        units[response.id.unit, default: UnitFigures()].add(response, of: incident, cutOff: cutOff)
      }
    }
    self.days = days
    self.includeDrill = includeDrill
    self.units = units.map { (code: $0.key, figures: $0.value) }
      .sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
  }

  private func rank(_ figures: UnitFigures) -> Int? { figures.rank(among: units.map(\.figures)) }
}

extension UnitsReport: ReportContent {
  /// The milestones in the order in which they are reached.
  private static let milestones: [(name: FigureName, path: KeyPath<AnswerFigures, Rate> & Sendable)] = [
    (.acknowledgedInTime, \.acknowledgedInTime), (.contactedInTime, \.contactedInTime),
    (.arrivedInTime, \.arrivedInTime), (.replyInTime, \.repliedInTime), (.declined, \.declined),
  ]

  var json: JSONValue {
    var members = JSONValue.frame(.departments, room, head)
    members["cohort"] = .object([
      "from": .text(days.lowerBound.description), "to": .text(days.upperBound.description),
    ])
    members["departments"] = .list(
      units.map { code, figures in
        var unit: [String: JSONValue] = Dictionary(
          uniqueKeysWithValues: Self.milestones.map { ($0.name.rawValue, figures.answers[keyPath: $0.path].json) })
        unit["key"] = .text(code)
        unit["name"] = .text(room.catalogue.name(ofDepartment: code))
        unit["responses"] = .count(figures.answers.responses)
        unit["leads"] = .count(figures.leads)
        unit["declines"] = figures.answers.declines
        unit["send_backs"] = .object(["count": .count(figures.answers.sendBacks)])
        unit["live_handling"] = figures.answers.liveHandling
        unit["sheets"] = figures.answers.sheetCounts
        unit["place"] = rank(figures).map(JSONValue.count) ?? .null
        unit["scores"] = .object([
          "own": Self.mean(figures.own), "partner": Self.mean(figures.partner), "bundled": .hours(figures.bundled),
        ])
        return .object(unit)
      })
    return .object(members)
  }

  private static func mean(_ mean: Mean) -> JSONValue {
    .object(["n": .count(mean.n), "mean": .hours(mean.value)])
  }

  var table: Table {
    let rates = Self.milestones.flatMap { [$0.name.rawValue, $0.name.rawValue + "_of"] }
    let names = ["from", "to", "key", "name", "responses", "leads"] + rates + ["send_backs", "live_hours", "place"]
    return Table(
      columns: names.map(Table.Column.words),
      rows: units.map { code, figures in
        let answers = figures.answers
        let shares = Self.milestones.flatMap { milestone in
          [answers[keyPath: milestone.path].numerator, answers[keyPath: milestone.path].denominator]
        }
        return [
          days.lowerBound.description, days.upperBound.description, code, room.catalogue.name(ofDepartment: code),
        ]
          + ([answers.responses, figures.leads] + shares + [answers.sendBacks]).map(String.init)
          + [JSONValue.hours(answers.liveHours).cell, rank(figures).map(String.init) ?? ""]
      })
  }

  func document(_ language: Language) -> Document {
    let facts: [Document.Fact] = [.init(language("单位", "Units"), String(units.count))]
    return Document(
      title: ReportName.departments.title(days, room, includeDrill: includeDrill, language),
      parts: [
        .facts(facts + head.facts(room.zone, language)), .heading(language("应哨", "Answers")),
        .table(answers(language)), .heading(language("退单、用时、互评", "Declines, hours, scores")),
        .table(second(language)), .heading(language("口径", "Definitions")), .facts(definitions(language)),
      ])
  }

  private func answers(_ language: Language) -> Table {
    Table(
      columns: [
        .words(language("单位", "Unit")), .number(language("家次", "Responses")), .number(language("牵头", "As lead")),
      ] + Self.milestones.dropLast().map { .number($0.name.text(language)) } + [.words(language("名次", "Place"))],
      rows: units.map { code, figures in
        [room.catalogue.name(ofDepartment: code), String(figures.answers.responses), String(figures.leads)]
          + Self.milestones.dropLast().map { figures.answers[keyPath: $0.path].text }
          + [rank(figures).map(String.init) ?? language("样本不足", "too few")]
      })
  }

  private func second(_ language: Language) -> Table {
    func points(_ mean: Mean) -> String { mean.value.map { JSONValue.digits($0, decimals: 2) } ?? "-" }
    return Table(
      columns: [
        .words(language("单位", "Unit")), .number(language("退单率", "Declined")), .number(language("同意退单", "Upheld")),
        .number(language("不予退单", "Overruled")), .number(language("退回", "Sent back")),
        .number(language("在办小时", "Live hours")), .number(language("镇街评", "By the station")),
        .number(language("评镇街", "Of the station")), .number(language("互评", "Bundled")),
      ],
      rows: units.map { code, figures in
        let answers = figures.answers
        return [
          room.catalogue.name(ofDepartment: code), answers.declined.text, String(answers.upheld),
          String(answers.overruled), String(answers.sendBacks), JSONValue.digits(answers.liveHours, decimals: 1),
          points(figures.own), points(figures.partner),
          figures.bundled.map { JSONValue.digits($0, decimals: 2) } ?? "-",
        ]
      })
  }

  private func definitions(_ language: Language) -> [Document.Fact] {
    let enough = UnitFigures.enough
    let shown = room.settings[.of(.scoresShown)]
    return [
      .init(
        language("范围", "Of"),
        language(
          "这些值班日受理的事件，不含外部记录、作废、合并；按应哨单位计，牵头、配合都算",
          "incidents received on these duty days, without imported, voided and merged ones; per response, lead or support"
        )),
      .init(
        language("名次", "Place"),
        language(
          "按时反馈率的名次，到期不足 \(enough) 家次的只列不排",
          "by replies in time; with fewer than \(enough) that were due, listed and not ranked")),
      .init(
        language("互评", "Bundled"),
        language(
          "镇街给的分占七成，给镇街的分占三成，1 至 5 分；双方都评或满\(shown.text(.zh))后计入",
          "0.7 of the station's points and 0.3 of those it gives, 1 to 5, once both scored or \(shown.text(.en)) passed"
        )),
      .init(
        FigureName.replyInTime.text(language),
        language("按时反馈的，占已反馈或反馈已到期的；按应哨单位计", "replied in time, of responses that did it or had to")),
    ]
      + Self.milestones.filter { $0.name != .replyInTime }
      .map { .init($0.name.text(language), $0.name.definition(language)) }
  }
}
