import DutyCore

/// A question as it was typed: words and options, nothing understood yet.
package struct ReportRequest {
  package var what: String
  package var number: String?
  package var from: String?
  package var to: String?
  package var date: String?
  package var shift: String?
  package var at: String?
  package var asOf: String?
  package var by: [String]
  package var includeDrill: Bool
  package var isPublic: Bool
  package var format: String

  package init(
    _ what: String, number: String? = nil, from: String? = nil, to: String? = nil, date: String? = nil,
    shift: String? = nil, at: String? = nil, asOf: String? = nil, by: [String] = [], includeDrill: Bool = false,
    isPublic: Bool = false, format: String = "text"
  ) {
    self.what = what
    self.number = number
    self.from = from
    self.to = to
    self.date = date
    self.shift = shift
    self.at = at
    self.asOf = asOf
    self.by = by
    self.includeDrill = includeDrill
    self.isPublic = isPublic
    self.format = format
  }
}

/// The reason why a question cannot be understood.
package enum WrongUsage: Error, Hashable, Sendable {
  case nothingAsked
  case tooManyWords(String)
  case noSuchLanguage(String)
  case noSuchReport(String)
  case noSuchFormat(String)
  case formatNotBuilt(Report.Format)
  case optionNotFor(String, ReportName)
  case optionMissing(String, ReportName)
  case notADay(String, option: String)
  case notAMoment(String, option: String)
  case noSuchDimension(String)
  case notANumber(String)
  case unitsInPublic
  case severalNeedDirectory
  case fromAfterTo
  case outputIsTheLedger(String)
}

extension ReportRequest {
  /// The question understood; throws what is wrong with it.
  package func report() throws(WrongUsage) -> Report {
    guard let name = ReportName(rawValue: what) else { throw .noSuchReport(what) }
    guard let format = Report.Format(rawValue: format) else { throw .noSuchFormat(self.format) }
    guard format.isBuilt else { throw .formatNotBuilt(format) }
    try refuseOptions(notFor: name)
    let subject: Report.Subject =
      switch name {
      case .day: .figures(.day, .day(try day(date, "--date")), by: try dimensions)
      case .week: .figures(.week, .week(try day(date, "--date")), by: try dimensions)
      case .month: .figures(.month, .month(try day(date, "--date")), by: try dimensions)
      case .range: .figures(.range, .range(try range), by: try dimensions)
      case .brief: .figures(.brief, .day(try day(date, "--date")), by: [])
      case .shift: try turn
      case .queue: .queue
      case .incident: .incident(try incident)
      case .handover: .handover(try day(date, "--date"), shift: shift)
      case .departments: .departments(try period(else: .month(nil)))
      case .doubtful: .doubtful(try period(else: .month(nil)))
      case .repeats: .repeats(try period(else: .month(nil)))
      case .outlook: .outlook(try period(else: .last(7)))
      case .admissions: .admissions(try period(else: .month(nil)))
      }
    return Report(
      subject, at: try at.map { text throws(WrongUsage) in try moment(text, "--at") }, reach: try reach,
      includeDrill: includeDrill, isPublic: isPublic, format: format)
  }

  private func refuseOptions(notFor name: ReportName) throws(WrongUsage) {
    let given: [(option: String, isGiven: Bool, reports: [ReportName])] = [
      ("NUMBER", number != nil, [.incident]),
      ("--date", date != nil, [.day, .week, .month, .brief, .shift, .handover] + Self.lists),
      ("--shift", shift != nil, [.shift, .handover]),
      ("--at", at != nil, ReportName.allCases.filter { $0 != .handover && !Self.lists.contains($0) }),
      ("--from", from != nil, [.range] + Self.lists),
      ("--to", to != nil, [.range] + Self.lists),
      ("--by", !by.isEmpty, [.day, .week, .month, .range]),
      ("--include-drill", includeDrill, ReportName.allCases.filter { $0 != .handover && $0 != .incident }),
      ("--public", isPublic, [.day, .week, .month, .range, .brief]),
    ]
    for use in given where use.isGiven && !use.reports.contains(name) { throw .optionNotFor(use.option, name) }
    if isPublic, by.contains(Dimension.department.rawValue) { throw .unitsInPublic }
  }

  /// Reports on single units, incidents, places: any run of days; without one the month so far, the outlook the last week.
  private static let lists: [ReportName] = [.departments, .doubtful, .repeats, .outlook, .admissions]

  private func period(else standard: Report.Period) throws(WrongUsage) -> Report.Period {
    if from != nil || to != nil { return .range(try range) }
    return try day(date, "--date").map { .day($0) } ?? standard
  }

  private var turn: Report.Subject {
    get throws(WrongUsage) {
      let day = try day(date, "--date")
      if day != nil, shift == nil { throw .optionMissing("--shift", .shift) }
      return .shift(day, shift: shift)
    }
  }

  private func day(_ text: String?, _ option: String) throws(WrongUsage) -> Day? {
    guard let text else { return nil }
    guard let day = Day(text) else { throw .notADay(text, option: option) }
    return day
  }

  private var range: ClosedRange<Day> {
    get throws(WrongUsage) {
      guard let first = try day(from, "--from") else {
        throw .optionMissing("--from", ReportName(rawValue: what) ?? .range)
      }
      guard let last = try day(to, "--to") else { throw .optionMissing("--to", ReportName(rawValue: what) ?? .range) }
      guard first <= last else { throw .fromAfterTo }
      return first...last
    }
  }

  /// The dimensions to break down by, each once.
  private var dimensions: [Dimension] {
    get throws(WrongUsage) {
      var chosen: [Dimension] = []
      for text in by {
        guard let dimension = Dimension(rawValue: text) else { throw .noSuchDimension(text) }
        if !chosen.contains(dimension) { chosen.append(dimension) }
      }
      return chosen
    }
  }

  private var incident: IncidentNumber {
    get throws(WrongUsage) {
      guard let number else { throw .optionMissing("NUMBER", .incident) }
      guard let incident = IncidentNumber(number) else { throw .notANumber(number) }
      return incident
    }
  }

  private func moment(_ text: String, _ option: String) throws(WrongUsage) -> Report.Moment {
    guard let moment = Report.Moment(text) else { throw .notAMoment(text, option: option) }
    return moment
  }

  private var reach: Report.Reach {
    get throws(WrongUsage) {
      guard let asOf else { return .last }
      if let number = Int64(asOf), number > 0 { return .entry(number) }
      return .moment(try moment(asOf, "--as-of"))
    }
  }
}

extension WrongUsage {
  package func text(_ language: Language) -> String {
    switch self {
    case .nothingAsked:
      language("要哪种报表？现有：", "which report? there are: ") + ReportName.allCases.map(\.rawValue).joined(separator: " ")
    case .tooManyWords(let word): language("多出一个词“\(word)”", "one word too many: \"\(word)\"")
    case .noSuchLanguage(let name): language("没有“\(name)”这种语言，现有：zh en", "no language \"\(name)\"; there are: zh en")
    case .noSuchReport(let what):
      language("没有“\(what)”这种报告，现有：", "no report \"\(what)\"; there are: ")
        + ReportName.allCases.map(\.rawValue).joined(separator: " ")
    case .noSuchFormat(let format):
      language("没有“\(format)”格式，现有：", "no format \"\(format)\"; there are: ")
        + Report.Format.allCases.filter(\.isBuilt).map(\.rawValue).joined(separator: " ")
    case .formatNotBuilt(let format):
      language(
        "这个程序没有编入 \(format.rawValue)，请装上 libxlsxwriter-dev 后用 swift build --traits Excel 重新构建，或改用 html、csv",
        "this program was built without \(format.rawValue): install libxlsxwriter-dev and build with "
          + "swift build --traits Excel, or ask for html or csv")
    case .optionNotFor(let option, let name):
      language("\(name.rawValue) 不用 \(option)", "\(name.rawValue) takes no \(option)")
    case .optionMissing(let option, let name):
      language("\(name.rawValue) 要给出 \(option)", "\(name.rawValue) needs \(option)")
    case .notADay(let text, let option):
      language("\(option) 要写成 YYYY-MM-DD，不是“\(text)”", "\(option) wants YYYY-MM-DD, not \"\(text)\"")
    case .notAMoment(let text, let option):
      language(
        "\(option) 要写成时刻，如 2026-11-21T08:30，不是“\(text)”",
        "\(option) wants a moment such as 2026-11-21T08:30, not \"\(text)\"")
    case .noSuchDimension(let text):
      language("不能按“\(text)”分，现有：", "no breakdown by \"\(text)\"; there are: ")
        + Dimension.allCases.map(\.rawValue).joined(separator: " ")
    case .notANumber(let text):
      language("事件编号形如 20261121-0017，不是“\(text)”", "a number looks like 20261121-0017, not \"\(text)\"")
    case .severalNeedDirectory:
      language("一次出几份报表时，--output 要写一个已有的目录", "several reports need --output with a directory that is there")
    case .unitsInPublic:
      language("公开版不按单位分", "the public edition is not broken down by department")
    case .fromAfterTo:
      language("--from 在 --to 之后", "--from lies after --to")
    case .outputIsTheLedger(let path):
      language("\(path) 是台账的文件，报表不能写在上面", "\(path) belongs to the ledger; no report is written over it")
    }
  }
}
