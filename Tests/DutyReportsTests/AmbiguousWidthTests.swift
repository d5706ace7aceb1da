import DutyCore
import DutyLedger
import Testing

@testable import DutyReports

/// No report in text holds a character that is one column wide here and two there: its tables stand on every terminal.
@Suite struct AmbiguousWidthTests {
  /// Unicode 14's EastAsianWidth.txt, class A, without marks and private use.
  private static let ranges: [ClosedRange<UInt32>] =
    """
      A1 A4 A7-A8 AA AD-AE B0-B4 B6-BA BC-BF C6 D0 D7-D8 DE-E1 E6 E8-EA EC-ED F0 F2-F3 F7-FA FC FE 101 111 113 11B \
      126-127 12B 131-133 138 13F-142 144 148-14B 14D 152-153 166-167 16B 1CE 1D0 1D2 1D4 1D6 1D8 1DA 1DC 251 261 2C4 \
      2C7 2C9-2CB 2CD 2D0 2D8-2DB 2DD 2DF 391-3A1 3A3-3A9 3B1-3C1 3C3-3C9 401 410-44F 451 2010 2013-2016 2018-2019 \
      201C-201D 2020-2022 2024-2027 2030 2032-2033 2035 203B 203E 2074 207F 2081-2084 20AC 2103 2105 2109 2113 2116 \
      2121-2122 2126 212B 2153-2154 215B-215E 2160-216B 2170-2179 2189 2190-2199 21B8-21B9 21D2 21D4 21E7 2200 \
      2202-2203 2207-2208 220B 220F 2211 2215 221A 221D-2220 2223 2225 2227-222C 222E 2234-2237 223C-223D 2248 224C \
      2252 2260-2261 2264-2267 226A-226B 226E-226F 2282-2283 2286-2287 2295 2299 22A5 22BF 2312 2460-24E9 24EB-254B \
      2550-2573 2580-258F 2592-2595 25A0-25A1 25A3-25A9 25B2-25B3 25B6-25B7 25BC-25BD 25C0-25C1 25C6-25C8 25CB \
      25CE-25D1 25E2-25E5 25EF 2605-2606 2609 260E-260F 261C 261E 2640 2642 2660-2661 2663-2665 2667-266A 266C-266D \
      266F 269E-269F 26BF 26C6-26CD 26CF-26D3 26D5-26E1 26E3 26E8-26E9 26EB-26F1 26F4 26F6-26F9 26FB-26FC 26FE-26FF \
      273D 2776-277F 2B56-2B59 3248-324F FFFD 1F100-1F10A 1F110-1F12D 1F130-1F169 1F170-1F18D 1F18F-1F190 1F19B-1F1AC
    """.split(whereSeparator: \.isWhitespace).compactMap { range in
      let ends = range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      guard let first = ends.first, let last = ends.last else { return nil }
      return first...last
    }

  private func ambiguous(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in Self.ranges.contains { $0.contains(scalar.value) } }
  }

  @Test func `the table knows what is ambiguous`() {
    #expect(Self.ranges.count == 173)
    #expect(ambiguous(in: "a早“①×─…·，ａ") == ["“", "①", "×", "─", "…", "·"])
  }

  @Test(arguments: Language.allCases)
  func `our own words have none, whichever report they stand in`(language: Language) throws {
    let small = try SmallLedger()
    try small.handedOver()
    let now = try #require(SmallLedger.zone.instant("2026-11-23T13:00"))
    var questions = [
      ReportRequest("queue", at: "2026-11-20T20:00"), ReportRequest("handover"), ReportRequest("handover", shift: "早班"),
      ReportRequest("month", date: "2026-11-20", by: Dimension.allCases.map(\.rawValue)),
    ]
    questions += ["brief", "week", "range", "departments", "doubtful", "repeats", "outlook", "admissions"].map {
      ReportRequest($0, from: $0 == "range" ? "2026-11-18" : nil, to: $0 == "range" ? "2026-11-20" : nil)
    }
    questions.append(ReportRequest("shift", date: "2026-11-19", shift: "早班"))
    questions += (1...4).map { ReportRequest("incident", number: "20261119-000\($0)") }
    for asked in questions {
      let text = try asked.report().written(from: small.ledger, now: now, language)
      #expect(ambiguous(in: text).isEmpty, "\(asked.what)")
    }
  }

  @Test func `quotes, dashes and dots that people type are set in ASCII`() {
    let words = "“东门”——‘有人’…… 阿·乙 3×4 甲→乙"
    let page = Document(title: "单", parts: [.remark(words), .facts([.init("×", words)])])
    #expect(page.text.contains("\"东门\"--'有人'...... 阿.乙 3x4 甲->乙"))
    #expect(ambiguous(in: page.text).isEmpty)
    // Whatever else people write stays as they wrote it.
    #expect(Document(title: "①℃", parts: []).text.hasPrefix("①℃\n"))
  }

  @Test func `charts are drawn in ASCII: a bar for each of a few, a digit for each of many`() {
    let bars = [Chart.Bar("执法队", share: 0.5, shown: "50%"), Chart.Bar("市监", share: nil, shown: "-")]
    let few = Chart(title: "回复", kind: .bars, bars: bars)
    #expect(few.lines == ["回复", "执法队  ##########..........  50%", "市监    ....................  -"])
    let shares: [Double?] = [0, 0.1, 0.2, nil, 0.4, 0.3, 0.35, 0.05]
    let days = shares.enumerated().map { day, share in
      Chart.Bar("11-0\(day + 1)", share: share, shown: share.map { "\(Int($0 * 100))" } ?? "-")
    }
    let many = Chart(title: "收到", kind: .series, bars: days)
    #expect(many.lines == ["收到", "11-01 - 11-08", "025.9781", "9 = 40 (11-05)"])
    let none = Chart(title: "收到", kind: .series, bars: days.map { Chart.Bar($0.label, share: 0, shown: "0") })
    #expect(none.lines == ["收到", "11-01 - 11-08", "00000000"])
    let week = Chart(title: "收到", kind: .series, bars: Array(days.prefix(2)))
    #expect(week.lines == ["收到", "11-01  ....................  0", "11-02  ##..................  10"])
  }

  @Test func `a hostile document moves no terminal`() {
    let text = Hostile.document.text
    #expect(!text.unicodeScalars.contains { $0.isUnsafeToPrint && $0 != "\n" })
  }
}
