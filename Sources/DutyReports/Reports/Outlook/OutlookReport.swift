import DutyCore
import DutyLedger

/// Where more came in than the weeks before let expect (docs/duty.md#outlook): each category with each grid, and each alone.
struct OutlookReport {
  let days: ClosedRange<Day>
  let includeDrill: Bool
  let room: Room
  let head: Ledger.Head
  /// The spans it was compared with, the latest first.
  let spans: [ClosedRange<Day>]
  /// The outlooks by category and grid, all of them before each one.
  let cells: [Outlook]

  init(_ days: ClosedRange<Day>, asOf: AsOf, includeDrill: Bool, from ledger: Ledger) throws {
    var founded = Instant(milliseconds: 0)
    try ledger.entries(through: 1) { founded = $0.recorded }
    spans = Outlook.spans(before: days, founded: try ledger.room().plan.dutyDay(of: founded))
    var incidents: [Incident] = []
    let first = spans.last?.lowerBound ?? days.lowerBound
    (head, room) = try ledger.visit(first...days.upperBound, asOf: asOf, includeDrill: includeDrill) { incident, _ in
      incidents.append(incident)
    }
    cells = Outlook.all(among: incidents, on: days, against: spans)
    self.days = days
    self.includeDrill = includeDrill
  }

  /// The farthest above its limit first.
  var above: [Outlook] {
    cells.filter { $0.state == .above }.enumerated()
      .sorted { ($1.element.excess, $0.offset) < ($0.element.excess, $1.offset) }.map(\.element)
  }
}

extension Outlook {
  fileprivate var excess: Double { Double(observed) - limit }
}

extension OutlookReport: ReportContent {
  var json: JSONValue {
    var members = JSONValue.frame(.outlook, room, head)
    members["cohort"] = .object([
      "from": .text(days.lowerBound.description), "to": .text(days.upperBound.description),
    ])
    members["spans"] = .list(
      spans.map { .object(["from": .text($0.lowerBound.description), "to": .text($0.upperBound.description)]) })
    members["above"] = .count(above.count)
    members["cells"] = .list(
      cells.map { cell in
        .object([
          "category": .text(ifAny: cell.category), "grid": .text(ifAny: cell.grid), "observed": .count(cell.observed),
          "before": .count(cell.before), "expected": .hours(cell.expected), "limit": .hours(cell.limit),
          "state": .text(cell.state.rawValue),
        ])
      })
    return .object(members)
  }

  /// `*` stands for all of them.
  var table: Table {
    let names = ["from", "to", "category", "grid", "observed", "before", "spans", "expected", "limit", "state"]
    return Table(
      columns: names.map(Table.Column.words),
      rows: cells.map { cell in
        [days.lowerBound.description, days.upperBound.description, cell.category ?? "*", cell.grid ?? "*"]
          + [cell.observed, cell.before, cell.spans].map(String.init)
          + [cell.expected, cell.limit].map { JSONValue.hours($0).cell } + [cell.state.rawValue]
      })
  }

  func document(_ language: Language) -> Document {
    let judged = cells.count { $0.state != .tooFew }
    let facts: [Document.Fact] = [
      .init(
        language("超出", "Above"),
        language("\(above.count) 处，能判的 \(judged) 处中", "\(above.count) of \(judged) that can be judged")),
      .init(language("样本不足", "Too few"), language("\(cells.count - judged) 处", "\(cells.count - judged)")),
      .init(language("对照", "Beside"), comparedWith(language)),
    ]
    let table = Table(
      columns: [
        .words(language("类别", "Category")), .words(language("网格", "Grid")), .number(language("本期", "Observed")),
        .number(language("预期", "Expected")), .number(language("控制线", "Limit")),
      ],
      rows: above.map { cell in
        [
          name(of: .category, cell.category, language), name(of: .grid, cell.grid, language), String(cell.observed),
          JSONValue.digits(cell.expected, decimals: 1), JSONValue.digits(cell.limit, decimals: 1),
        ]
      })
    return Document(
      title: ReportName.outlook.title(days, room, includeDrill: includeDrill, language),
      parts: [
        .facts(facts + head.facts(room.zone, language)),
        .heading(language("超出控制线的", "Above the limit")),
        table.rows.isEmpty ? .remark(language("无", "none")) : .table(table),
        .heading(language("口径", "Definitions")), .facts(definitions(language)),
      ])
  }

  private func name(of dimension: Dimension, _ key: String?, _ language: Language) -> String {
    key.map { dimension.text(ofKey: $0, in: room, language) } ?? language("全部", "all")
  }

  private func comparedWith(_ language: Language) -> String {
    guard let latest = spans.first, let earliest = spans.last else {
      return language("台账开始还不久，没有可比的", "the ledger is too young, there is nothing to compare with")
    }
    let all = (earliest.lowerBound...latest.upperBound).text(language)
    return language("之前 \(spans.count) 期，\(all)", "\(spans.count) spans before, \(all)")
  }

  private func definitions(_ language: Language) -> [Document.Fact] {
    [
      .init(
        language("预期", "Expected"),
        language(
          "之前最多 \(Outlook.mostSpans) 期的平均数，每期同样长、星期几相同；台账建立以前的不算",
          "the mean of up to \(Outlook.mostSpans) spans before, as long and of the same weekdays, since the founding")),
      .init(
        language("控制线", "Limit"),
        language("预期加三倍的预期平方根；超出的列出来", "the expected and three times its root; what is above is named")),
      .init(
        language("样本不足", "Too few"),
        language(
          "对照各期合计不足 \(Outlook.enough) 件，或不足 \(Outlook.fewestSpans) 期的，不判",
          "fewer than \(Outlook.enough) in all the spans, or fewer than \(Outlook.fewestSpans) spans: not judged")),
      .init(
        language("范围", "Of"),
        language(
          "按登记的类别、网格；不含外部记录、作废、合并。还没过完的日子只会少报",
          "by category and grid as they stand; without imported, voided and merged ones. A day that is not over says less"
        )),
    ]
  }
}
