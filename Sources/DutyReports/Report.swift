import DutyCore
import DutyLedger

/// What somebody asks of the ledger, understood but not yet answered.
package struct Report: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    case figures(Period, by: [Dimension])
    case queue
    case incident(IncidentNumber)
    /// Of a day and a shift; without them of who sat last.
    case handover(Day?, shift: String?)
  }

  /// A run of duty days; without a date, the one with yesterday in it.
  package enum Period: Hashable, Sendable {
    case day(Day?)
    /// Monday to Sunday, as ISO 8601 has it.
    case week(Day?)
    case month(Day?)
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

  /// Up to which entry the ledger is read.
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
  package var format: Format

  package init(_ subject: Subject, at: Moment? = nil, reach: Reach = .last, includeDrill: Bool = false, format: Format)
  {
    self.subject = subject
    self.at = at
    self.reach = reach
    self.includeDrill = includeDrill
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
    case .range(let days):
      return days
    }
  }

  package var name: ReportName {
    switch self {
    case .day: .day
    case .week: .week
    case .month: .month
    case .range: .range
    }
  }
}

/// The reports there are, as the command line and JSON call them.
package enum ReportName: String, CaseIterable, Hashable, Sendable {
  case day, week, month, range, queue, incident, handover

  func text(_ language: Language) -> String {
    switch self {
    case .day: language("值班日报", "Daily report")
    case .week: language("值班周报", "Weekly report")
    case .month: language("值班月报", "Monthly report")
    case .range: language("区间统计", "Figures of a range of days")
    case .queue: language("未结清单", "Open incidents")
    case .incident: language("事件履职时间线", "Timeline of an incident")
    case .handover: language("交接单", "Handover sheet")
    }
  }
}

/// A report that was answered: the same facts for a reader, a program and a spreadsheet.
protocol Answer {
  /// How far the ledger was read.
  var head: Ledger.Head { get }
  func document(_ language: Language) -> Document
  var json: JSONValue { get }
  /// One row for each thing the report speaks of; its columns are named alike in every language.
  var table: Table { get }
}

extension Answer {
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

extension Report {
  /// The answer as it is to be written out; all but a workbook is UTF-8. It depends on the ledger and the question alone; `now` only fills in a
  /// date or moment the question leaves open.
  package func bytes(from ledger: Ledger, now: Instant, _ language: Language) throws -> [UInt8] {
    try answer(from: ledger, now: now).bytes(as: format, language)
  }

  private func answer(from ledger: Ledger, now: Instant) throws -> any Answer {
    let room = try ledger.room()
    let at = self.at?.instant(in: room.zone)
    let asOf = asOf(in: room.zone)
    switch subject {
    case .figures(let period, let by):
      let days = period.days(yesterday: room.plan.dutyDay(of: now) - 1)
      return try FiguresReport(
        period.name, days, by: by, openAt: at, asOf: asOf, includeDrill: includeDrill, from: ledger)
    case .queue:
      return try QueueReport(at: at ?? now, asOf: asOf, includeDrill: includeDrill, from: ledger)
    case .incident(let number):
      return try IncidentReport(number, at: at, asOf: asOf, from: ledger)
    case .handover(let day, let shift):
      return try HandoverReport(HandoverQuery(day: day, shift: shift, asOf: asOf), now: now, from: ledger)
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
