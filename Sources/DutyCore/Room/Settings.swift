/// The station's own limits: the standard ones of the duty, but for those that were changed. A change is an entry of the
/// room; it never moves a deadline that is set (docs/duty.md#settings-take-effect).
package struct Settings: Hashable, Sendable {
  package internal(set) var changed: [SettingName: TimeLimit] = [:]

  package subscript(_ name: SettingName) -> TimeLimit { changed[name] ?? fallback(of: name) }

  /// The limit that holds where the station has set nothing: for a grid, the station's own arrival limit.
  package func fallback(of name: SettingName) -> TimeLimit {
    switch name {
    case .gridArrival: limit(.emergency, .arrive) ?? name.standard
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

  package enum Other: String, CaseIterable, Sendable {
    case ownVoid, officerReopen, declineAfterCall, declineAfterArrival
    case initialReportByPhone, initialReportInWriting, followUpReport, finalReport
    case closeAfterReopening, secondHandling, longestSuspension, mergeAfterClose, recentDuplicates
    case ownCorrection, scoresShown, retention
    case receptionClaim, amendFreely, returnAfterReception, returnAnswer
    case backFromCounty, backInEmergency, countyRuling
  }

  package static var all: [SettingName] { SummonsClock.all.map(clock) + Other.allCases.map(of) }
}

extension SettingName {
  /// The limit that holds where the station has set none (docs/duty.md#settings).
  package var standard: TimeLimit {
    switch self {
    case .clock(let clock): clock.standard
    case .gridArrival: SummonsKind.emergencyArrival
    case .of(let other): other.standard
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
    case .recentDuplicates: .naturalDays(days: 7)
    case .mergeAfterClose: .naturalDays(days: 30)
    case .scoresShown: .workingDays(days: 5)
    case .retention: .naturalDays(days: 5 * 365)
    case .receptionClaim: .naturalDays(days: 31)
    case .amendFreely: .running(minutes: 30)
    case .returnAfterReception, .backFromCounty, .countyRuling: .workingDays(days: 1)
    case .backInEmergency: .running(minutes: 30)
    case .returnAnswer: .working(minutes: 240)
    }
  }
}

extension SettingName: Codable {
  private static let grid = "grid.arrive."

  package var code: String {
    switch self {
    case .clock(let clock): clock.code
    case .gridArrival(let name): Self.grid + name
    case .of(let other): other.rawValue
    }
  }

  package init?(code: String) {
    if let clock = SummonsClock.all.first(where: { $0.code == code }) {
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
