/// The time that something may take, on one of the four clocks of the duty (docs/duty.md#four-clocks).
package enum TimeLimit: Hashable, Sendable {
  /// Minutes around the clock.
  case running(minutes: Int)
  /// Minutes that count only 08:00–12:00 and 14:00–18:00 on workdays.
  case working(minutes: Int)
  /// N × 24 hours.
  case naturalDays(days: Int)
  /// 18:00 on the N-th workday after the day of the start.
  case workingDays(days: Int)

  /// The names the catalogue uses for the clocks.
  package enum Clock: String, CaseIterable, Sendable {
    case runningHours = "running_hours"
    case workingHours = "working_hours"
    case naturalDays = "natural_days"
    case workingDays = "working_days"
  }

  package init(_ amount: Int, _ clock: Clock) {
    switch clock {
    case .runningHours: self = .running(minutes: amount * 60)
    case .workingHours: self = .working(minutes: amount * 60)
    case .naturalDays: self = .naturalDays(days: amount)
    case .workingDays: self = .workingDays(days: amount)
    }
  }

  /// True for more than 24 running or 8 working hours, or more than one day: such a category is left out of the short
  /// same-day rate.
  package var exceedsADay: Bool {
    switch self {
    case .running(let minutes): minutes > 24 * 60
    case .working(let minutes): minutes > 8 * 60
    case .naturalDays(let n), .workingDays(let n): n > 1
    }
  }
}

extension TimeLimit {
  /// Half of it, on a clock that can be halved: a natural day is 24 hours, a workday 8 working hours.
  var half: TimeLimit {
    switch self {
    case .running(let minutes): .running(minutes: minutes / 2)
    case .working(let minutes): .working(minutes: minutes / 2)
    case .naturalDays(let days): .running(minutes: days * 12 * 60)
    case .workingDays(let days): .working(minutes: days * 4 * 60)
    }
  }

  /// Counts only while offices work.
  var isOfWorkingTime: Bool {
    switch self {
    case .working, .workingDays: true
    case .running, .naturalDays: false
    }
  }

  /// Minutes, or days.
  package var amount: Int {
    switch self {
    case .running(let amount), .working(let amount), .naturalDays(let amount), .workingDays(let amount): amount
    }
  }
}

/// The moment something is due, as computed when its clock started. Overdue is never stored: it is this and now.
/// See docs/duty.md#deadlines-are-facts.
package struct Deadline: Hashable, Sendable {
  package let started: Instant
  package let due: Instant
  /// The working calendar lacks a year the clock ran through (日历未备): weekends alone were counted out.
  package let calendarMissing: Bool
  /// The limit it was computed from; nil for a moment that was set outside.
  package let limit: TimeLimit?
  /// The moments at which half the limit, one and a half, and two of it have passed, on a clock of working time; on any other
  /// clock that is plain arithmetic.
  let steps: [Instant]?

  package init(
    started: Instant, due: Instant, calendarMissing: Bool = false, limit: TimeLimit? = nil, steps: [Instant]? = nil
  ) {
    self.started = started
    self.due = due
    self.calendarMissing = calendarMissing
    self.limit = limit
    self.steps = steps
  }

  /// The moment at which `step` of the ladder is reached, if nothing happens before.
  package func reaches(_ step: LadderStep) -> Instant {
    switch step {
    case .urge: steps?.first ?? started + (due - started) / 2
    case .blue: due
    case .orange: steps?.dropFirst().first ?? due + (due - started) / 2
    case .red: steps?.last ?? due + (due - started)
    }
  }
}

// Deadlines are most of what an entry holds: they are written short.

extension TimeLimit: Codable {
  /// `working:240`
  var code: String {
    switch self {
    case .running(let minutes): "running:\(minutes)"
    case .working(let minutes): "working:\(minutes)"
    case .naturalDays(let days): "naturalDays:\(days)"
    case .workingDays(let days): "workingDays:\(days)"
    }
  }

  /// The longest limit that is read: 100 000 days, as a list of categories may have it, or as many hours.
  private static let longest = (days: 100_000, minutes: 100_000 * 60)

  /// Nil for what is no such code.
  init?(code: String) {
    guard let colon = code.utf8.firstIndex(of: UInt8(ascii: ":")),
      let amount = Int(code[code.utf8.index(after: colon)...]), amount >= 0
    else { return nil }
    switch code[..<colon] {
    case "running" where amount <= Self.longest.minutes: self = .running(minutes: amount)
    case "working" where amount <= Self.longest.minutes: self = .working(minutes: amount)
    case "naturalDays" where amount <= Self.longest.days: self = .naturalDays(days: amount)
    case "workingDays" where amount <= Self.longest.days: self = .workingDays(days: amount)
    default: return nil
    }
  }

  package init(from decoder: any Decoder) throws {
    let code = try decoder.singleValueContainer().decode(String.self)
    guard let limit = TimeLimit(code: code) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no limit: \(code)"))
    }
    self = limit
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}

extension Deadline: Codable {
  private enum Key: String, CodingKey { case started, due, calendarMissing, limit, steps }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      started: try container.decode(Instant.self, forKey: .started),
      due: try container.decode(Instant.self, forKey: .due),
      calendarMissing: try container.decodeIfPresent(Bool.self, forKey: .calendarMissing) ?? false,
      limit: try container.decodeIfPresent(TimeLimit.self, forKey: .limit),
      steps: try container.decodeIfPresent([Instant].self, forKey: .steps))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(started, forKey: .started)
    try container.encode(due, forKey: .due)
    if calendarMissing { try container.encode(true, forKey: .calendarMissing) }
    try container.encodeIfPresent(limit, forKey: .limit)
    try container.encodeIfPresent(steps, forKey: .steps)
  }
}
