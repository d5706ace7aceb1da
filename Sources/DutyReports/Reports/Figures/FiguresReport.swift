import DutyCore
import DutyLedger

/// The pages of figures there are.
package enum FiguresPage: Hashable, Sendable {
  case day, week, month, range, shift, brief

  var report: ReportName {
    switch self {
    case .day: .day
    case .week: .week
    case .month: .month
    case .range: .range
    case .shift: .shift
    case .brief: .brief
    }
  }
}

/// The figures of a run of duty days, or of one turn: what the reports day, week, month, range, shift and brief say.
struct FiguresReport {
  /// The figures that are asked for, and for whom.
  struct Question: Hashable {
    var page: FiguresPage
    var days: ClosedRange<Day>
    var turn: Turn?
    /// The dimensions that are broken down by.
    var by: [Dimension] = []
    var openAt: Instant?
    var asOf = AsOf.last
    var includeDrill = false
    /// True where it is for everybody outside: without single matters, units, and what is the house's own.
    var isPublic = false
  }

  let question: Question
  let set: FigureSet
  let comparisons: [Comparison]

  var name: ReportName { question.page.report }
  var days: ClosedRange<Day> { question.days }
  var by: [Dimension] { question.by }
  var includeDrill: Bool { question.includeDrill }

  init(_ question: Question, from ledger: Ledger) throws {
    comparisons = question.turn == nil ? Comparison.all(question.page, question.days) : []
    set = try ledger.figures(
      FigureQuery(
        days: question.days, by: Self.pageBy(question), openAt: question.openAt, asOf: question.asOf,
        includeDrill: question.includeDrill, turn: question.turn, compared: comparisons.map(\.days),
        naming: question.naming))
    self.question = question
  }

  func groups(_ dimension: Dimension) -> [FigureSet.Group] { set.groups[dimension] ?? [] }
}

extension FiguresReport.Question {
  /// A day and a shift name their single matters; longer times would fill pages.
  var naming: Bool {
    switch page {
    case .day, .shift, .brief: !isPublic
    case .week, .month, .range: false
    }
  }
}

/// Days whose counts stand beside those asked for.
struct Comparison: Hashable {
  enum With: String, Hashable {
    case before
    case weekAgo = "week_ago"
    case yearAgo = "year_ago"
  }

  let with: With
  let days: ClosedRange<Day>

  static func all(_ page: FiguresPage, _ days: ClosedRange<Day>) -> [Comparison] {
    let first = days.lowerBound
    let last = days.upperBound
    let length = last.number - first.number + 1
    let before = (first - length)...(last - length)
    switch page {
    case .day, .brief:
      return [
        Comparison(with: .before, days: before), Comparison(with: .weekAgo, days: (first - 7)...(last - 7)),
        Comparison(with: .yearAgo, days: first.yearBefore...last.yearBefore),
      ]
    case .week:
      return [
        Comparison(with: .before, days: before), Comparison(with: .yearAgo, days: (first - 364)...(last - 364)),
      ]
    case .month:
      let month = Report.Period.month(first - 1).days(yesterday: first)
      let year = Report.Period.month(first.yearBefore).days(yesterday: first)
      return [Comparison(with: .before, days: month), Comparison(with: .yearAgo, days: year)]
    case .range:
      return [
        Comparison(with: .before, days: before),
        Comparison(with: .yearAgo, days: first.yearBefore...max(first.yearBefore, last.yearBefore)),
      ]
    case .shift: return []
    }
  }

  func text(_ language: Language) -> String {
    switch with {
    case .before: language("前一期", "before")
    case .weekAgo: language("上周同日", "a week ago")
    case .yearAgo: language("去年同期", "a year ago")
    }
  }
}

extension Day {
  /// The same date a year before; of 29 February the 28th.
  var yearBefore: Day {
    let date = civil
    return Day(year: date.year - 1, month: date.month, day: date.day)
      ?? Day(year: date.year - 1, month: date.month, day: date.day - 1) ?? self - 365
  }
}

extension Ledger.Head {
  /// Tells how far the ledger was read, as each page says it.
  func facts(_ zone: Zone, _ language: Language) -> [Document.Fact] {
    [
      .init(
        language("截至", "As of"),
        language("台账第 \(entry) 条，\(zone.text(recorded)) 记入", "entry \(entry), recorded \(zone.text(recorded))")),
      .init(language("台账校验码", "Ledger head"), hash),
    ]
  }
}
