import DutyCore
import DutyLedger

extension FiguresReport {
  /// The dimensions that the page is broken down by: a week and a month show their days.
  var pageBy: [Dimension] { Self.pageBy(question) }

  static func pageBy(_ question: Question) -> [Dimension] {
    switch question.page {
    case .week, .month: question.by.contains(.day) ? question.by : question.by + [.day]
    case .day, .range, .shift, .brief: question.by
    }
  }

  /// The rates beside each other in a breakdown: same-day closure never without the 24-hour rate.
  private static let ratesShown: [FigureName] = [
    .sameDayClosure, .closedWithin24Hours, .effectiveReply, .onTimeClosure,
  ]

  /// One measure of each key: same-day closure over the days; what came in of anything else, since shifts and units
  /// are not compared by rates.
  func chart(_ dimension: Dimension, _ language: Language) -> [Document.Part] {
    let groups = ordered(dimension)
    guard groups.count > 1 else { return [] }
    switch dimension {
    case .day:
      let bars = groups.map { group in
        let rate = group.figures.tally.sameDayClosure
        return Chart.Bar(String(group.key.dropFirst(5)), share: rate.value, shown: rate.text)
      }
      return [.chart(Chart(title: FigureName.sameDayClosure.text(language), kind: .series, bars: bars))]
    case .shift, .department, .category, .grid, .source, .listClass:
      let most = groups.map(\.figures.tally.received).max() ?? 0
      let bars = groups.map { group in
        let received = group.figures.tally.received
        return Chart.Bar(
          dimension.text(ofKey: group.key, in: set.room, language),
          share: most == 0 ? nil : Double(received) / Double(most), shown: String(received))
      }
      return [.chart(Chart(title: language("受理件数", "Received"), kind: .bars, bars: bars))]
    }
  }

  func breakdown(_ dimension: Dimension, _ language: Language) -> Table {
    let isOfUnits = dimension == .department
    var columns: [Table.Column] = [.words(dimension.title(language)), .number(language("受理", "Received"))]
    columns += Self.ratesShown.map { .number($0.text(language)) }
    columns += [.number(language("中位小时", "Median hours")), .number(language("未结", "Open"))]
    if dimension == .listClass { columns.append(.number(language("在办小时", "Live hours"))) }
    if isOfUnits { columns.append(.words(language("备注", "Remark"))) }
    let rows = ordered(dimension).map { group in
      let figures = group.figures
      var row = [dimension.text(ofKey: group.key, in: set.room, language), String(figures.tally.received)]
      row += Self.ratesShown.map { $0.rate(in: figures).text }
      row += [figures.hours.median.map { JSONValue.digits($0, decimals: 1) } ?? "-", String(figures.open)]
      if dimension == .listClass { row.append(Self.shown(figures.responses.answers.liveHours)) }
      let tooFew = figures.tally.received < UnitFigures.enough
      if isOfUnits { row.append(tooFew ? language("样本不足", "too few") : "") }
      return row
    }
    return Table(columns: columns, rows: rows)
  }

  /// Shifts in the order of the plan, everything else by its key.
  private func ordered(_ dimension: Dimension) -> [FigureSet.Group] {
    let groups = groups(dimension)
    guard dimension == .shift else { return groups }
    let numbered = set.room.plan.shifts.enumerated().map { ($0.element.name, $0.offset) }
    let ranks = Dictionary(numbered, uniquingKeysWith: { first, _ in first })
    return groups.sorted { (ranks[$0.key] ?? .max, $0.key) < (ranks[$1.key] ?? .max, $1.key) }
  }

  func remarks(on dimension: Dimension, _ language: Language) -> [Document.Part] {
    switch dimension {
    case .shift:
      let words = language(
        "班次之间不比当日办结率：晚上受理的与早上受理的没有可比性，请看24小时办结率。",
        "Shifts are not compared by same-day closure: what comes at night cannot compete; see the 24-hour rate.")
      return [.remark(words)]
    case .department:
      let words = language(
        "单位指末次牵头单位，按代码排列，不排名；不足\(UnitFigures.enough)件的注明样本不足。",
        "A unit is the last lead; listed by code, not ranked; those with fewer than \(UnitFigures.enough) are marked.")
      return [.remark(words)]
    case .day, .category, .grid, .source, .listClass:
      return []
    }
  }
}

extension Dimension {
  /// The name as the head of a column: English begins it with a capital.
  func title(_ language: Language) -> String {
    let name = text(language)
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  func text(_ language: Language) -> String {
    switch self {
    case .day: language("值班日", "duty day")
    case .shift: language("班次", "shift")
    case .department: language("牵头单位", "lead department")
    case .category: language("类别", "category")
    case .grid: language("网格", "grid")
    case .source: language("来源", "source")
    case .listClass: language("清单类", "list class")
    }
  }

  /// The name that people use for a key; a code the catalogue lacks stays as it is.
  func text(ofKey key: String, in room: Room, _ language: Language) -> String {
    guard !key.isEmpty else { return language("（无）", "(none)") }
    return switch self {
    case .day, .shift, .grid: key
    case .department: room.catalogue.name(ofDepartment: key)
    case .category: room.catalogue.name(ofCategory: key)
    case .source: Source(rawValue: key)?.text(language) ?? key
    case .listClass: ResponsibilityItem.ListClass(rawValue: key)?.text(language) ?? key
    }
  }
}

extension ResponsibilityItem.ListClass {
  fileprivate func text(_ language: Language) -> String {
    switch self {
    case .basic: language("基本履职", "basic")
    case .cooperative: language("配合履职", "cooperative")
    case .outside: language("清单外", "outside")
    }
  }
}
