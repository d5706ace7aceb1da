import DutyCore
import Foundation

// Charts as pictures inside a page. Lengths across are shares of the page's width, so that words stay as large on a
// telephone as on paper; lengths down are pixels. Colours are the page's.

extension Chart {
  /// `number` tells the charts of one page apart.
  func svg(number: Int, _ language: Language) -> String {
    let (height, drawn) =
      switch kind {
      case .bars: barRows
      case .series: columns
      }
    let names = "chart\(number)-title chart\(number)-text"
    return """
      <svg role="img" aria-labelledby="\(names)" width="100%" height="\(height)">
      <title id="chart\(number)-title">\(title.markup)</title>
      <desc id="chart\(number)-text">\(summary(language).markup)</desc>
      \(drawn)</svg>

      """
  }

  /// The whole of a few values, the ends and the highest of many.
  private func summary(_ language: Language) -> String {
    func text(_ bar: Bar) -> String { bar.label + " " + bar.shown }
    let pause = language("；", "; ")
    if bars.count <= 12 { return bars.map(text).joined(separator: pause) }
    let ends = [bars.first, bars.last].compactMap(\.self).map(text).joined(separator: language(" 至 ", " to "))
    return [ends, highest.map { language("最高 ", "highest ") + text($0) }].compactMap(\.self).joined(separator: pause)
  }

  /// The first of the highest; nil where nothing is there to show.
  var highest: Bar? {
    bars.reduce(nil) { highest, bar in
      guard let share = bar.share else { return highest }
      return share > (highest?.share ?? -1) ? bar : highest
    }
  }

  /// A line of words with the bar under it, for each.
  private var barRows: (height: Int, drawn: String) {
    let row = 40
    var drawn = ""
    for (index, bar) in bars.enumerated() {
      let top = index * row
      drawn += "<text x=\"0\" y=\"\(top + 14)\">\(bar.label.shortened.markup)</text>"
      drawn += "<text x=\"100%\" y=\"\(top + 14)\" class=\"end\">\(bar.shown.shortened.markup)</text>"
      drawn += "<rect class=\"track\" x=\"0\" y=\"\(top + 20)\" width=\"100%\" height=\"10\"/>"
      let width = Self.percent(bar.share.map(Self.clamped) ?? 0)
      drawn += "<rect class=\"bar\" x=\"0\" y=\"\(top + 20)\" width=\"\(width)\" height=\"10\"/>\n"
    }
    return (bars.count * row, drawn)
  }

  /// A column for each on one ground line, the highest with its number above, the ends with their names below.
  private var columns: (height: Int, drawn: String) {
    let (top, tall) = (20, 120)
    let step = 1 / Double(bars.count)
    var drawn = ""
    for (index, bar) in bars.enumerated() {
      let height = Int(((bar.share.map(Self.clamped) ?? 0) * Double(tall)).rounded())
      let (left, width) = (Self.percent((Double(index) + 0.1) * step), Self.percent(0.8 * step))
      drawn +=
        "<rect class=\"bar\" x=\"\(left)\" y=\"\(top + tall - height)\" width=\"\(width)\" height=\"\(height)\"/>\n"
    }
    let ground = top + tall
    drawn += "<line class=\"ground\" x1=\"0\" y1=\"\(ground)\" x2=\"100%\" y2=\"\(ground)\"/>\n"
    if let first = bars.first { drawn += "<text x=\"0\" y=\"\(ground + 18)\">\(first.label.shortened.markup)</text>\n" }
    if let last = bars.last, bars.count > 1 {
      drawn += "<text x=\"100%\" y=\"\(ground + 18)\" class=\"end\">\(last.label.shortened.markup)</text>\n"
    }
    if let highest {
      let words = (highest.label + "  " + highest.shown).shortened.markup
      drawn += "<text x=\"100%\" y=\"12\" class=\"end\">\(words)</text>\n"
    }
    return (ground + 26, drawn)
  }

  private static func percent(_ share: Double) -> String { JSONValue.digits(share * 100, decimals: 3) + "%" }

  /// No bar is longer than the whole.
  static func clamped(_ share: Double) -> Double { share.isFinite ? min(max(share, 0), 1) : 0 }
}

extension String {
  /// The text in as many columns as stand beside a number on a telephone, cut where it has more.
  fileprivate var shortened: String {
    let shown = printable
    guard shown.columns > 28 else { return shown }
    return (shown.folded(to: 25).first ?? "") + "..."
  }
}
