@testable import DutyReports

/// Texts that somebody might send in order to break a page, a spreadsheet or a terminal.
enum Hostile {
  static let texts: [String] = [
    "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "</style></title></svg></table>",
    "]]> &amp; &#x202E;",
    "=1+1", "=cmd|' /C calc'!A0", "＝1+1", "@SUM(A1)", "＠x", "+86-1", "＋1", "-2+3", "－2", "\t=1", "\r=1", "\n=1", " =1",
    "'=1", "''-1", "'", "-", "-0.5", "+3", "1e9", "https://example.com/", "_x0009_",
    "\u{1B}[31m\u{0}\u{7}\u{9B}", "a\u{202E}b\u{2066}\u{200B}\u{2028}", "\u{FEFF}标", "\u{FFFE}\u{E000}\u{E0041}",
    "\u{301}", "\u{301}\u{20DD}甲", "\u{200D}\u{FE0F}", "e\u{301}😀", "第一行\r\n第二行\n\n第四行", " 边 ", "\"", ",", "a,\"b\"",
    String(repeating: "长", count: 10_000), String(repeating: "\u{1F600}", count: 20_000), "",
  ]

  /// All of them in each place a text can stand.
  static var document: Document {
    let shares: [Double?] = [nil, .nan, -1, 2, 0.5]
    let bars = texts.enumerated().map { Chart.Bar($1, share: shares[$0 % shares.count], shown: $1) }
    var parts: [Document.Part] = [.facts(texts.map { Document.Fact($0, $0) })]
    parts += texts.flatMap { [.heading($0), .remark($0)] }
    parts += [.table(table), .chart(Chart(title: texts[0], kind: .bars, bars: bars))]
    parts += [.chart(Chart(title: texts[2], kind: .series, bars: bars)), .table(Table(columns: [], rows: []))]
    return Document(title: texts[1], parts: parts)
  }

  /// A row for each, in words and in numbers.
  static var table: Table {
    Table(columns: [.words("<甲>"), .number("=乙"), .words("\u{202E}丙")], rows: texts.map { [$0, $0, $0] })
  }
}
