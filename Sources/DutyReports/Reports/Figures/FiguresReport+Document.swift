import DutyCore

extension FiguresReport {
  /// The page: what came in and what became of it first, then what is to be looked at, the figures beside those of
  /// other days, the breakdowns, and what each figure means.
  func document(_ language: Language) -> Document {
    if name == .brief { return brief(language) }
    var parts: [Document.Part] = [.facts(cohort(language) + state(language) + foot(language))]
    parts += firstToSee(language)
    parts += [.heading(language("指标", "Figures")), .table(shares(language)), .facts(course(language))]
    parts += otherDays(language)
    for dimension in pageBy {
      parts += [.heading(language("按\(dimension.text(language))", "By \(dimension.text(language))"))]
      parts += [.table(breakdown(dimension, language))] + remarks(on: dimension, language) + chart(dimension, language)
    }
    parts += [.heading(language("口径", "Definitions")), .facts(definitions(language))]
    return Document(title: title(language), parts: parts)
  }

  func title(_ language: Language) -> String {
    let edition = question.isPublic ? language("（公开版）", " (public edition)") : ""
    let shift = question.turn.map { " \($0.shift)" } ?? ""
    return practiceMark(language) + "\(set.room.name) \(name.text(language))\(edition) \(days.text(language))\(shift)"
  }

  /// A page with practice in it says so first.
  private func practiceMark(_ language: Language) -> String {
    set.room.isDrill || includeDrill ? language("[演练] ", "[practice] ") : ""
  }

  func cohort(_ language: Language) -> [Document.Fact] {
    let zone = set.room.zone
    let tally = set.total.tally
    let received = language(
      "\(tally.received) 件，其中外部记录 \(tally.imported) 件；", "\(tally.received), of them imported \(tally.imported); ")
    return [
      .init(language("受理", "Received"), received + practice(language)),
      .init(language("来源", "Sources"), counted(.source, language)),
      .init(language("清单类", "List class"), counted(.listClass, language)),
      .init(
        language("办结", "Closed"),
        language("期内 \(set.total.closed) 件，不论何日受理", "\(set.total.closed) in this period, whenever received")),
      .init(
        language("未结", "Open"),
        language(
          "\(set.total.open) 件（\(zone.text(set.openAt)) 时），其中办结超期 \(set.overdue) 件",
          "\(set.total.open) (at \(zone.text(set.openAt))), of them overdue \(set.overdue)")),
    ]
  }

  /// `网格员 12，12345热线 8`, the most first.
  private func counted(_ dimension: Dimension, _ language: Language) -> String {
    let counts = (set.counts[dimension] ?? [:]).filter { $0.value.received > 0 }
      .sorted { ($1.value.received, $0.key) < ($0.value.received, $1.key) }
      .map { "\(dimension.text(ofKey: $0.key, in: set.room, language)) \($0.value.received)" }
    return counts.isEmpty ? "-" : counts.joined(separator: language("，", ", "))
  }

  private func practice(_ language: Language) -> String {
    includeDrill
      ? language("演练 \(set.drill) 件计入", "practice \(set.drill), counted in")
      : language("演练 \(set.drill) 件未计入", "practice \(set.drill), left out")
  }

  /// Tells up to where it was read, and which days it speaks of.
  func foot(_ language: Language) -> [Document.Fact] {
    let start = LocalTime(wallMilliseconds: Int64(set.room.plan.dayStart) * 60_000).clock
    let words = language("\(start) 起算，时区 \(set.room.zone.name)", "begins at \(start), time zone \(set.room.zone.name)")
    let doubts = set.doubts.lines(set.room.zone, language).map { Document.Fact(language("注意", "Note"), $0) }
    return [.init(language("值班日", "Duty day"), words)] + set.head.facts(set.room.zone, language) + doubts
  }

  func shares(_ language: Language) -> Table {
    Table(
      columns: [
        .words(language("指标", "Figure")), .number(language("比率", "Rate")),
        .number(language("分子", "Numerator")), .number(language("分母", "Denominator")),
      ],
      rows: names.map { figure in
        let rate = figure.rate(in: set.total)
        return [figure.text(language), rate.percent, String(rate.numerator), String(rate.denominator)]
      })
  }

  /// The facts that no share says: hours, and how often things went a second way.
  private func course(_ language: Language) -> [Document.Fact] {
    guard !question.isPublic else { return [closingHours(language)] }
    let responses = set.total.responses
    let answers = responses.answers
    let sheets = Sheet.Colour.allCases.map { "\($0.text(language)) \(answers.sheets[$0] ?? 0)" }
    return [
      closingHours(language),
      .init(
        language("退单", "Declines"),
        language(
          "同意退单 \(answers.upheld)，不予退单 \(answers.overruled)，未裁定 \(answers.unruled)",
          "upheld \(answers.upheld), overruled \(answers.overruled), not ruled on \(answers.unruled)")),
      .init(
        language("退回重办", "Done again"),
        language(
          "退回 \(responses.sendBacks) 次，重办 \(responses.reopenings) 次",
          "sent back \(responses.sendBacks) times, reopened \(responses.reopenings) times")),
      .init(language("督办发单", "Sheets"), sheets.joined(separator: language("，", ", "))),
      .init(
        language("在办用时", "Live handling"),
        language(
          "\(answers.responses) 家次，共 \(Self.shown(answers.liveHours)) 小时",
          "\(answers.responses) responses, \(Self.shown(answers.liveHours)) hours in all")),
      .init(
        language("应急", "Emergencies"), language("\(responses.emergencies) 件", "\(responses.emergencies)")),
      .init(
        language("无办结时限", "Without deadline"),
        language(
          "\(responses.withoutDeadline) 件（含挂账的），不计入按时办结率",
          "\(responses.withoutDeadline) (suspended ones too), not in on-time closing")),
    ]
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

  static func shown(_ hours: Double) -> String { JSONValue.digits(hours, decimals: 1) }

  /// The counts of other days, each with its days.
  private func otherDays(_ language: Language) -> [Document.Part] {
    guard !comparisons.isEmpty else { return [] }
    let own = (language("本期", "this"), days, set.total.tally)
    let others = zip(comparisons, set.compared).map { ($0.text(language), $0.days, $1) }
    let table = Table(
      columns: [
        .words(language("对比", "Beside")), .words(language("值班日", "Duty days")), .number(language("受理", "Received")),
      ] + FigureName.counted.map { .number($0.text(language)) },
      rows: ([own] + others).map { label, days, tally in
        var figures = Figures()
        figures.tally = tally
        return [label, days.text(language), String(tally.received)]
          + FigureName.counted.map { $0.rate(in: figures).text }
      })
    return [.heading(language("对比", "Beside other days")), .table(table)]
  }

  private func definitions(_ language: Language) -> [Document.Fact] {
    let closingTime = language(
      "处置完成并按期核查通过的，按处置完成的记入时间；否则按办结的记入时间；外部记录按原时间",
      "when handling was recorded, if checked in time; else when the close was; imported ones as they came")
    return names.map { .init($0.text(language), $0.definition(language)) }
      + [
        .init(language("办结时间", "Closing time"), closingTime),
        .init(
          language("办结超期", "Overdue"),
          language(
            "未结且办结时限已过，以未结时刻与截至时刻中较早的为准；节点超时指签收、报到、反馈等时限已过",
            "open and past the deadline, at that moment or the cut-off if earlier; late is past any deadline of a unit's"
          )
        ),
        .init(
          language("快报数、核定数", "First and final"),
          language(
            "一天的数字到第四天（当天算第一天）中午前是快报数，之后是核定数；再变的列为修订",
            "a day's figures are provisional until noon of its fourth day, itself the first; later changes are revisions"
          )),
      ]
  }
}
