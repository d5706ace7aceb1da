import DutyCore
import Foundation
import Testing

/// A station's own limits stand in whatever is said about them; nobody is told the standard one.
@Suite("在用的时限") struct LimitInForceTests {
  /// A span as a text says it: minutes around the clock, or of working time.
  struct Span: Hashable, CustomStringConvertible {
    let minutes: Int
    let isWorking: Bool
    var description: String { "\(minutes) min\(isWorking ? " of working time" : "")" }

    init(_ limit: TimeLimit) {
      switch limit {
      case .running(let amount): (minutes, isWorking) = (amount, false)
      case .working(let amount): (minutes, isWorking) = (amount, true)
      case .naturalDays(let amount): (minutes, isWorking) = (amount * 24 * 60, false)
      case .workingDays(let amount): (minutes, isWorking) = (amount * 24 * 60, true)
      }
    }

    init?(number: Substring, unit: Substring, isWorking: Bool) {
      let words = [
        "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "a": 1, "an": 1,
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "thirty": 30,
      ]
      guard let amount = Int(number) ?? words[number.lowercased()] else { return nil }
      switch unit {
      case "分钟", "min", "minute", "minutes": minutes = amount
      case "小时", "h", "hour", "hours": minutes = amount * 60
      case "天", "日", "day", "days", "workday", "workdays": minutes = amount * 24 * 60
      // A year of our era is none.
      case "年", "year", "years":
        guard amount < 1900 else { return nil }
        minutes = amount * 365 * 24 * 60
      default: return nil
      }
      self.isWorking = isWorking || unit.hasPrefix("workday")
    }
  }

  static func spans(in text: String) -> Set<Span> { chinese(text).union(english(text)) }

  /// 第一天 and 哪一天 are days, not spans.
  private static func chinese(_ text: String) -> Set<Span> {
    let spans = text.replacing(/[第后哪这那每某有][一二三四]?[天日]/, with: "")
      .replacing(/工作时间([0-9]+)分钟/) { "\($0.output.1)个工作分钟" }
      .matches(of: /([0-9]+|[一二两三四五六七八九十])\s*(?:个)?\s*(工作)?\s*(分钟|小时|天|日|年)/)
    return Set(spans.compactMap { Span(number: $0.output.1, unit: $0.output.3, isWorking: $0.output.2 != nil) })
  }

  private static func english(_ text: String) -> Set<Span> {
    let spans = text.matches(
      of:
        /\b([0-9]+|an?|one|two|three|four|five|six|seven|ten|thirty) (working )?(minutes?|min|hours?|h|workdays?|days?|years?)\b/
    )
    return Set(spans.compactMap { Span(number: $0.output.1, unit: $0.output.3, isWorking: $0.output.2 != nil) })
  }

  /// Every setting there is, a little less than its standard, so that what is refused for being late is refused still; the
  /// retention, which refuses what is early, a little more. None is any other's standard.
  private static let odd: [(name: SettingName, limit: TimeLimit)] = SettingName.all.map { name in
    let limit: TimeLimit =
      switch name.standard {
      case _ where name == .of(.retention): .naturalDays(days: name.standard.amount + 8)
      case .running(let amount): .running(minutes: amount - 3)
      case .working(let amount): .working(minutes: amount - 3)
      case .naturalDays(let amount): .naturalDays(days: amount - 3)
      case .workingDays(let amount): .workingDays(days: amount == 1 ? 6 : amount - 1)
      }
    return (name, limit)
  }

  /// The refusals in the table of a matter's life under these settings, with what is said.
  private func refused(_ settings: [(name: SettingName, limit: TimeLimit)]) throws -> [(name: String, text: String)] {
    try LifecycleTests.table.compactMap { line in
      var scene = try Scene(line.action, by: line.rank, on: line.status)
      for (name, limit) in settings { scene.station.add(.room(.setSetting(SettingChange(name, limit)))) }
      try conditionsOfTheTable["\(line.action.rawValue): \(line.condition)"]?(&scene)
      do {
        _ = try scene.played()
        return nil
      } catch let refusal as Refusal {
        return (refusal.name, refusal.text(.zh) + "\n" + refusal.text(.en))
      }
    }
  }

  private static let standards = Set(SettingName.all.map { Span($0.standard) })

  @Test("with every setting changed, no refusal says a standard limit, and each limit that one says is in force")
  func changed() throws {
    let inForce = Set(Self.odd.map { Span($0.limit) })
    #expect(inForce.isDisjoint(with: Self.standards), "the odd limits tell")
    for (name, text) in try refused(Self.odd) {
      #expect(Self.spans(in: text).isSubset(of: inForce), "\(name): \(text)")
    }
  }

  @Test("the control: with standard settings they say the standard ones, and each that can be refused for is said")
  func standard() throws {
    let said = try refused([])
    for (_, text) in said { #expect(Self.spans(in: text).isSubset(of: Self.standards), "\(text)") }
    let speaking: [(SettingName.Other, String)] = [
      (.ownVoid, "who.voidNeedsLeader"), (.officerReopen, "who.reopenNeedsLeader"),
      (.declineAfterCall, "when.declineTooLate"), (.declineAfterArrival, "when.declineTooLate"),
      (.longestSuspension, "what.suspensionTooLong"), (.amendFreely, "who.longerLimitNeedsLeader"),
      (.returnAfterReception, "when.returnTooLate"),
      (.ownCorrection, "who.correctionIsTheirs"), (.retention, "when.keptTooShort"),
    ]
    for (setting, name) in speaking {
      let texts = said.filter { $0.name == name }
      #expect(!texts.isEmpty, "\(name) is refused somewhere")
      for (_, text) in texts { #expect(Self.spans(in: text).contains(Span(setting.standard)), "\(setting): \(text)") }
    }
  }

  @Test("a span is read as people write it")
  func reading() throws {
    let half = try #require(Span(number: "30", unit: "min", isWorking: false))
    #expect(Self.spans(in: "30 分钟") == [half] && Self.spans(in: "30分钟内") == [half])
    #expect(Self.spans(in: "within 30 minutes") == [half])
    #expect(Self.spans(in: "4 个工作小时") == [Span(.working(minutes: 240))])
    #expect(Self.spans(in: "within a day") == Self.spans(in: "一天内"))
    #expect(Self.spans(in: "2000 年到 2100 年，119/110/120，第 3 条").isEmpty)
  }

  /// Texts that state a span which no setting rules, each with what does.
  private static let ruledElsewhere = [
    "24小时": "a figure's definition", "30天内未重办": "a figure's definition", "超过一天": "a category of more than a day",
    "3分钟无操作": "the desk's own lock", "30分钟无操作": "the desk's own lock", "不到三分钟": "a doubt's own bound",
    "最长十年": "the bound of every setting",
    "一天的数字": "a day of figures", "前一小时内": "a doubt's own bound",
  ]

  @Test("no text of the programs has the value of a setting written into it")
  func literals() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var read = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let text = line.drop { $0 == " " }
        guard text.contains("\""), !text.hasPrefix("//") else { continue }
        read += 1
        let bare = Self.ruledElsewhere.keys.reduce(String(text)) { $0.replacing($1, with: "") }
        #expect(Self.chinese(bare).isDisjoint(with: Self.standards), "\(file.lastPathComponent): \(text)")
      }
    }
    #expect(read > 1000, "the sources were read")
  }
}

extension SettingName.Other {
  fileprivate var standard: TimeLimit { SettingName.of(self).standard }
}
