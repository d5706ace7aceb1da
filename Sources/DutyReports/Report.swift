import DutyCore
import DutyLedger

/// A question that somebody asks of the ledger, understood but not yet answered.
package struct Report: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    case figures(FiguresPage, Period, by: [Dimension])
    /// The figures of one shift; without a day and a name, of the last that has ended.
    case shift(Day?, shift: String?)
    case queue
    case incident(IncidentNumber)
    /// The sheet of a day and a shift; without them that of whom sat last.
    case handover(Day?, shift: String?)
    case departments(Period)
    case doubtful(Period)
    case repeats(Period)
    case outlook(Period)
    case admissions(Period)
  }

  /// A run of duty days; without a date, the one with yesterday in it.
  package enum Period: Hashable, Sendable {
    case day(Day?)
    /// Monday to Sunday, as ISO 8601 has it.
    case week(Day?)
    case month(Day?)
    /// This many days, the last of them yesterday.
    case last(Int)
    case range(ClosedRange<Day>)
  }

  package enum Format: String, CaseIterable, Hashable, Sendable {
    case text, json, csv, html, xlsx

    /// Whether this program was built with it.
    package var isBuilt: Bool {
      switch self {
      case .text, .json, .csv, .html: true
      #if Excel
        case .xlsx: true
      #else
        case .xlsx: false
      #endif
      }
    }
  }

  /// The entry up to which the ledger is read.
  package enum Reach: Hashable, Sendable {
    case last
    case entry(Int64)
    case moment(Moment)
  }

  /// A moment as it was written; without an offset it is local time in the station's zone.
  package struct Moment: Hashable, Sendable {
    let text: String

    package init?(_ text: String) {
      guard Zone(fixedSeconds: 0).instant(text) != nil else { return nil }
      self.text = text
    }

    func instant(in zone: Zone) -> Instant? { zone.instant(text) }
  }

  package var subject: Subject
  /// The moment the queue, or what is open, is looked at.
  package var at: Moment?
  package var reach: Reach
  package var includeDrill: Bool
  /// True where it is for everybody outside: without what is the house's own.
  package var isPublic: Bool
  package var format: Format

  package init(
    _ subject: Subject, at: Moment? = nil, reach: Reach = .last, includeDrill: Bool = false, isPublic: Bool = false,
    format: Format
  ) {
    self.subject = subject
    self.at = at
    self.reach = reach
    self.includeDrill = includeDrill
    self.isPublic = isPublic
    self.format = format
  }
}

extension Report.Period {
  package func days(yesterday: Day) -> ClosedRange<Day> {
    switch self {
    case .day(let date):
      let day = date ?? yesterday
      return day...day
    case .week(let date):
      let day = date ?? yesterday
      let monday = day - (day.weekday - 1)
      return monday...monday + 6
    case .month(let date):
      let day = date ?? yesterday
      let first = day - (day.civil.day - 1)
      // The 31st day on is in the next month, whatever this one's length.
      let next = first + 31
      return first...next - next.civil.day
    case .last(let count):
      return (yesterday - (count - 1))...yesterday
    case .range(let days):
      return days
    }
  }
}

/// The reports there are, as the command line and JSON call them.
package enum ReportName: String, CaseIterable, Hashable, Sendable {
  case day, week, month, range, shift, brief, queue, incident, handover, departments, doubtful, repeats, outlook
  case admissions

  func text(_ language: Language) -> String {
    switch self {
    case .day: language("值班日报", "Daily report")
    case .week: language("值班周报", "Weekly report")
    case .month: language("值班月报", "Monthly report")
    case .range: language("区间统计", "Figures of a range of days")
    case .shift: language("班次统计", "Figures of a shift")
    case .brief: language("值班简报", "Brief")
    case .queue: language("未结清单", "Open incidents")
    case .incident: language("事件履职时间线", "Timeline of an incident")
    case .handover: language("交接单", "Handover sheet")
    case .departments: language("单位应哨情况", "Departments")
    case .doubtful: language("存疑办结", "Doubtful closures")
    case .repeats: language("高频点", "Repeats")
    case .outlook: language("态势研判", "Outlook")
    case .admissions: language("任务准入", "Admissions")
    }
  }

  /// `演练镇 单位应哨情况 2026-11-01 至 2026-11-30`; a page with practice in it says so first.
  func title(_ days: ClosedRange<Day>, _ room: Room, includeDrill: Bool, _ language: Language) -> String {
    let practice = room.isDrill || includeDrill ? language("[演练] ", "[practice] ") : ""
    return practice + "\(room.name) \(text(language)) \(days.text(language))"
  }
}

/// A report that was answered: the same facts for a reader, a program and a spreadsheet.
protocol ReportContent {
  /// Tells how far the ledger was read.
  var head: Ledger.Head { get }
  func document(_ language: Language) -> Document
  var json: JSONValue { get }
  /// One row for each thing the report speaks of; its columns are named alike in every language.
  var table: Table { get }
}

extension ReportContent {
  /// Throws where a workbook cannot be made, or this program cannot make any.
  func bytes(as format: Report.Format, _ language: Language) throws -> [UInt8] {
    switch format {
    case .text: Array(document(language).text.utf8)
    case .json: Array(json.document.utf8)
    case .csv: Array(table.csv.utf8)
    case .html: Array(document(language).html(language).utf8)
    case .xlsx: try document(language).workbook(created: head.recorded, language)
    }
  }
}

extension ClosedRange<Day> {
  /// `2026-11-01 至 2026-11-30`; a single day alone.
  func text(_ language: Language) -> String {
    lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound)" + language(" 至 ", " to ") + "\(upperBound)"
  }
}

extension Report {
  /// The answer as it is to be written out; all but a workbook is UTF-8. It depends on the ledger and the question alone;
  /// `now` only fills in a date or moment the question leaves open.
  package func bytes(from ledger: Ledger, now: Instant, _ language: Language) throws -> [UInt8] {
    try content(from: ledger, now: now).bytes(as: format, language)
  }

  func content(from ledger: Ledger, now: Instant) throws -> any ReportContent {
    let room = try ledger.room()
    let at = self.at?.instant(in: room.zone)
    let asOf = asOf(in: room.zone)
    let yesterday = room.plan.dutyDay(of: now) - 1
    func figures(_ page: FiguresPage, _ days: ClosedRange<Day>, _ turn: Turn?, _ by: [Dimension]) throws
      -> FiguresReport
    {
      try FiguresReport(
        FiguresReport.Question(
          page: page, days: days, turn: turn, by: by, openAt: at, asOf: asOf, includeDrill: includeDrill,
          isPublic: isPublic), from: ledger)
    }
    switch subject {
    case .figures(let page, let period, let by): return try figures(page, period.days(yesterday: yesterday), nil, by)
    case .shift(let day, let shift):
      let turn = try room.plan.turn(day, shift, endedBy: now)
      return try figures(.shift, turn.day...turn.day, turn, [])
    case .queue:
      return try QueueReport(at: at ?? now, asOf: asOf, includeDrill: includeDrill, from: ledger)
    case .incident(let number):
      return try IncidentReport(number, at: at, asOf: asOf, from: ledger)
    case .handover(let day, let shift):
      return try HandoverReport(HandoverQuery(day: day, shift: shift, asOf: asOf), now: now, from: ledger)
    case .departments(let period):
      return try UnitsReport(period.days(yesterday: yesterday), asOf: asOf, includeDrill: includeDrill, from: ledger)
    case .doubtful(let period):
      return try DoubtfulReport(period.days(yesterday: yesterday), asOf: asOf, includeDrill: includeDrill, from: ledger)
    case .repeats(let period):
      return try RepeatsReport(period.days(yesterday: yesterday), asOf: asOf, includeDrill: includeDrill, from: ledger)
    case .admissions(let period):
      return try AdmissionsReport(
        period.days(yesterday: yesterday), asOf: asOf, includeDrill: includeDrill, from: ledger)
    case .outlook(let period):
      return try OutlookReport(period.days(yesterday: yesterday), asOf: asOf, includeDrill: includeDrill, from: ledger)
    }
  }

  private func asOf(in zone: Zone) -> AsOf {
    switch reach {
    case .last: .last
    case .entry(let number): .entry(number)
    case .moment(let moment): moment.instant(in: zone).map(AsOf.instant) ?? .last
    }
  }
}

/// The shift plan has no shift of this name.
package struct NoSuchShift: Error, Hashable {
  let name: String
  let plan: [String]

  package func text(_ language: Language) -> String {
    language("没有“\(name)”这个班次，现有：", "no shift \"\(name)\"; there are: ") + plan.joined(separator: " ")
  }
}

extension ShiftPlan {
  /// The turn of this shift on this day; without a day the last one that has ended, of any shift where none is named.
  fileprivate func turn(_ day: Day?, _ shift: String?, endedBy now: Instant) throws -> Turn {
    if let shift, self.shift(named: shift) == nil { throw NoSuchShift(name: shift, plan: shifts.map(\.name)) }
    if let day, let shift { return Turn(day: day, shift: shift) }
    guard let last = lastTurn(of: shift, endedBy: now) else { throw NoSuchShift(name: "", plan: shifts.map(\.name)) }
    return last
  }
}
