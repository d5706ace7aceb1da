import DutyCore

extension FiguresReport {
  /// The page: what came in and what became of it first, then the breakdowns, then what each figure means.
  func document(_ language: Language) -> Document {
    let span =
      days.lowerBound == days.upperBound
      ? "\(days.lowerBound)" : "\(days.lowerBound)" + language(" 至 ", " to ") + "\(days.upperBound)"
    var parts: [Document.Part] = [.facts(cohort(language)), .heading(language("指标", "Figures"))]
    parts += [.table(shares(language)), .facts([closingHours(language)])]
    for dimension in by {
      parts += [.heading(language("按\(dimension.text(language))", "By \(dimension.text(language))"))]
      parts += [.table(breakdown(dimension, language))] + remarks(on: dimension, language)
    }
    parts += [.heading(language("口径", "Definitions")), .facts(definitions(language))]
    return Document(title: "\(set.room.name) \(name.text(language)) \(span)", parts: parts)
  }

  private func cohort(_ language: Language) -> [Document.Fact] {
    let zone = set.room.zone
    let tally = set.total.tally
    let start = LocalTime(wallMilliseconds: Int64(set.room.plan.dayStart) * 60_000).clock
    let sources = groups(.source).filter { $0.figures.tally.received > 0 }
      .map { "\(Dimension.source.text(ofKey: $0.key, in: set.room, language)) \($0.figures.tally.received)" }
    let received = language(
      "\(tally.received) 件，其中外部记录 \(tally.imported) 件；", "\(tally.received), of them imported \(tally.imported); ")
    return [
      .init(language("收到", "Received"), received + practice(language)),
      .init(language("来源", "Sources"), sources.isEmpty ? "-" : sources.joined(separator: language("，", ", "))),
      .init(
        language("办结", "Closed"),
        language("期内 \(set.total.closed) 件，不论何日收到", "\(set.total.closed) in this period, whenever received")),
      .init(
        language("未结", "Open"),
        language(
          "\(set.total.open) 件（\(zone.text(set.openAt)) 时），其中已超期 \(set.overdue) 件",
          "\(set.total.open) (at \(zone.text(set.openAt))), of them overdue \(set.overdue)")),
      .init(
        language("值班日", "Duty day"),
        language("\(start) 起算，时区 \(zone.name)", "begins at \(start), time zone \(zone.name)")),
    ] + set.head.facts(zone, language)
  }

  private func practice(_ language: Language) -> String {
    includeDrill
      ? language("演练 \(set.drill) 件计入", "practice \(set.drill), counted in")
      : language("演练 \(set.drill) 件未计入", "practice \(set.drill), left out")
  }

  private func shares(_ language: Language) -> Table {
    Table(
      columns: [
        .words(language("指标", "Figure")), .number(language("比率", "Rate")),
        .number(language("分子", "Numerator")), .number(language("分母", "Denominator")),
      ],
      rows: FigureName.allCases.map { figure in
        let rate = figure.rate(in: set.total)
        return [figure.text(language), rate.percent, String(rate.numerator), String(rate.denominator)]
      })
  }

  private func closingHours(_ language: Language) -> Document.Fact {
    let hours = set.total.hours
    var spread = ""
    if let median = hours.median, let p90 = hours.p90 {
      spread = language(
        "，中位 \(Self.shown(median)) 小时，九成在 \(Self.shown(p90)) 小时内",
        ", median \(Self.shown(median)), 90th percentile \(Self.shown(p90))")
    }
    return .init(language("办结用时", "Closing hours"), language("\(hours.n) 件", "n \(hours.n)") + spread)
  }

  private static func shown(_ hours: Double) -> String { JSONValue.digits(hours, places: 1) }

  private func definitions(_ language: Language) -> [Document.Fact] {
    let closingTime = language(
      "处置完成并按期核查通过的，按处置完成的记入时间；否则按办结的记入时间；外部记录按原时间",
      "when handling was recorded, if checked in time; else when the close was; imported ones as they came")
    return FigureName.allCases.map { .init($0.text(language), $0.definition(language)) }
      + [
        .init(language("办结时间", "Closing time"), closingTime),
        .init(
          language("超期", "Overdue"),
          language("未结且办结时限已过，以未结时刻与截至时刻中较早的为准", "open and past the deadline, at that moment or the cut-off if earlier")
        ),
      ]
  }
}
