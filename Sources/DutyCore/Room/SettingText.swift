/// Reads and writes a setting as a command has it: a code as entries have it, and a limit such as `30m`.
package enum SettingText {
  /// The value that puts a setting back to the duty's own limit.
  package static let standard = "standard"

  /// `m` and `h` run around the clock, `wm` and `wh` are working time, `d` natural days, `wd` workdays.
  fileprivate enum Unit: String {
    case minutes = "m"
    case hours = "h"
    case workingMinutes = "wm"
    case workingHours = "wh"
    case naturalDays = "d"
    case workingDays = "wd"
  }

  /// Nil for a code that is none; a grid's name could never be met with blanks around it or with characters that do
  /// not show.
  package static func name(_ code: String) -> SettingName? {
    guard Words(written: code)?.text == code, !code.unicodeScalars.contains(where: \.isUnsafeToPrint) else {
      return nil
    }
    return SettingName(code: code)
  }

  /// Codes that may have been meant by one that is none: those of its group, else all.
  package static func codes(near code: String) -> [String] {
    func group(_ code: String) -> Substring { code.prefix { $0 != "." } }
    let all = SettingName.all.map(\.code) + [SettingName.gridArrival("…").code]
    let near = all.filter { group($0) == group(code) }
    return near.isEmpty ? all : near
  }
}

extension TimeLimit {
  /// Reads `30m`; nil for anything else, and for what is not above 0.
  package init?(typed text: String) {
    let digits = text.prefix { "0"..."9" ~= $0 }
    guard let amount = Int(digits), amount > 0, let unit = SettingText.Unit(rawValue: String(text[digits.endIndex...]))
    else { return nil }
    let (ofHours, isTooLarge) = amount.multipliedReportingOverflow(by: 60)
    switch unit {
    case .minutes: self = .running(minutes: amount)
    case .workingMinutes: self = .working(minutes: amount)
    case .hours, .workingHours:
      guard !isTooLarge else { return nil }
      self = unit == .hours ? .running(minutes: ofHours) : .working(minutes: ofHours)
    case .naturalDays: self = .naturalDays(days: amount)
    case .workingDays: self = .workingDays(days: amount)
    }
  }

  /// The text that `init(typed:)` reads as the same limit.
  package var typed: String {
    switch self {
    case .running(let minutes): Self.typed(minutes, .minutes, .hours)
    case .working(let minutes): Self.typed(minutes, .workingMinutes, .workingHours)
    case .naturalDays(let days): Self.typed(days, .naturalDays)
    case .workingDays(let days): Self.typed(days, .workingDays)
    }
  }

  private static func typed(_ amount: Int, _ unit: SettingText.Unit, _ ofSixty: SettingText.Unit? = nil) -> String {
    guard let ofSixty, amount.isMultiple(of: 60) else { return "\(amount)\(unit.rawValue)" }
    return "\(amount / 60)\(ofSixty.rawValue)"
  }
}

extension Settings {
  /// Every setting there is, and the grids that have a limit of their own.
  package var listed: [SettingName] {
    let all = SettingName.all
    return all + changed.keys.filter { !all.contains($0) }.sorted { $0.code < $1.code }
  }
}
