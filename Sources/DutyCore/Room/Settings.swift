/// The station's own limits: the standard ones of the duty, but for those that were changed. A change is an entry of the
/// room; it never moves a deadline that is set (docs/duty.md#settings-take-effect).
package struct Settings: Hashable, Sendable {
  package internal(set) var changed: [SettingName: TimeLimit] = [:]

  package subscript(_ name: SettingName) -> TimeLimit { changed[name] ?? fallback(of: name) }

  /// The limit that holds where the station has set nothing: for a grid, the station's own arrival limit.
  package func fallback(of name: SettingName) -> TimeLimit {
    switch name {
    case .gridArrival: self[.clock(.emergencyArrive)]
    case .clock, .of: name.standard
    }
  }
}

/// A setting that can be changed. The code stands in entries and is never renamed.
package enum SettingName: Hashable, Sendable {
  case clock(SummonsClock)
  /// The time within which a unit has to arrive on an emergency whistle in one grid.
  case gridArrival(String)
  case of(Other)

  /// The clocks of the whistles, and of the assignment's acknowledgement; an assignment's reply is due with its
  /// category's limit.
  package enum SummonsClock: String, CaseIterable, Sendable {
    case assignmentAcknowledge = "assignment.acknowledge"
    case dailyAcknowledge = "daily.acknowledge"
    case dailyArrive = "daily.arrive"
    /// The limit for a unit without people in town.
    case dailyArriveFromOutside = "daily.arriveFromOutside"
    case dailyReply = "daily.reply"
    case workAcknowledge = "work.acknowledge"
    case workContact = "work.contact"
    case workArrive = "work.arrive"
    case workReply = "work.reply"
    case workClose = "work.close"
    case hardAcknowledge = "hard.acknowledge"
    case hardContact = "hard.contact"
    case hardArrive = "hard.arrive"
    case hardReply = "hard.reply"
    case enforcementAcknowledge = "enforcement.acknowledge"
    case enforcementArrive = "enforcement.arrive"
    case enforcementReply = "enforcement.reply"
    case emergencyAcknowledge = "emergency.acknowledge"
    case emergencyContact = "emergency.contact"
    case emergencyArrive = "emergency.arrive"
    case emergencyReply = "emergency.reply"
    /// The replies after the first, until the emergency is lifted.
    case emergencyHourly = "emergency.hourly"
  }

  package enum Other: String, CaseIterable, Sendable {
    case ownVoid, officerReopen, declineAfterCall, declineAfterArrival
    case initialReportByPhone, initialReportInWriting, followUpReport, finalReport
    case closeAfterReopening, secondHandling, longestSuspension, mergeAfterClose, recentDuplicates
    case ownCorrection, scoresShown, retention
  }

  package static var all: [SettingName] { SummonsClock.allCases.map(clock) + Other.allCases.map(of) }
}

extension SettingName {
  /// The limit that holds where the station has set none (docs/duty.md#settings). The work and hard whistles and the
  /// emergency's half hour are the Beijing regulation's (docs/duty.md#summons-clocks); the others were chosen here.
  package var standard: TimeLimit {
    switch self {
    case .clock(let clock): clock.standard
    case .gridArrival: SummonsClock.emergencyArrive.standard
    case .of(let other): other.standard
    }
  }
}

extension SettingName.SummonsClock {
  var standard: TimeLimit {
    switch self {
    case .assignmentAcknowledge: .working(minutes: 30)
    case .dailyAcknowledge, .enforcementAcknowledge: .running(minutes: 30)
    case .dailyArrive, .enforcementReply: .running(minutes: 120)
    case .dailyArriveFromOutside: .workingDays(days: 1)
    case .dailyReply: .working(minutes: 240)
    case .workAcknowledge, .hardAcknowledge, .enforcementArrive, .emergencyHourly: .running(minutes: 60)
    case .workContact, .hardContact: .running(minutes: 24 * 60)
    case .workArrive, .workReply: .workingDays(days: 3)
    case .workClose: .workingDays(days: 10)
    case .hardArrive, .hardReply: .workingDays(days: 5)
    case .emergencyAcknowledge, .emergencyContact: .running(minutes: 10)
    case .emergencyArrive, .emergencyReply: .running(minutes: 30)
    }
  }
}

extension SettingName.Other {
  var standard: TimeLimit {
    switch self {
    case .ownVoid: .running(minutes: 10)
    case .officerReopen: .naturalDays(days: 30)
    case .declineAfterCall: .working(minutes: 240)
    case .declineAfterArrival, .followUpReport: .running(minutes: 120)
    case .initialReportByPhone: .running(minutes: 20)
    case .initialReportInWriting: .running(minutes: 40)
    case .finalReport, .ownCorrection: .running(minutes: 24 * 60)
    case .closeAfterReopening, .secondHandling: .workingDays(days: 3)
    case .longestSuspension: .naturalDays(days: 365)
    case .mergeAfterClose, .recentDuplicates: .naturalDays(days: 7)
    case .scoresShown: .workingDays(days: 5)
    case .retention: .naturalDays(days: 5 * 365)
    }
  }
}

extension SettingName: Codable {
  private static let grid = "grid.arrive."

  package var code: String {
    switch self {
    case .clock(let clock): clock.rawValue
    case .gridArrival(let name): Self.grid + name
    case .of(let other): other.rawValue
    }
  }

  package init?(code: String) {
    if let clock = SummonsClock(rawValue: code) {
      self = .clock(clock)
    } else if let other = Other(rawValue: code) {
      self = .of(other)
    } else if code.hasPrefix(Self.grid), code != Self.grid {
      self = .gridArrival(String(code.dropFirst(Self.grid.count)))
    } else {
      return nil
    }
  }

  package init(from decoder: any Decoder) throws {
    let code = try decoder.singleValueContainer().decode(String.self)
    guard let name = SettingName(code: code) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no setting: \(code)"))
    }
    self = name
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
