import Crypto
import DutyCore
import Foundation

extension Document {
  /// The report as one HTML file that needs no other and may do nothing: no scripts, no addresses; its style is allowed
  /// by its digest alone. For screens light and dark, wide and narrow, for A4 and for being read aloud.
  package func html(_ language: Language) -> String {
    var page = HTMLPage(language)
    for part in parts { page.add(part, in: title) }
    let title = title.markup
    return """
      <!DOCTYPE html>
      <html lang="\(language("zh-CN", "en"))">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="\(HTMLPage.policy)"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(title)</title>
      <style>\(HTMLPage.style)</style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      \(page.body)</main>
      </body>
      </html>

      """
  }
}

/// The parts of one document, written one under the other.
struct HTMLPage {
  private let language: Language
  private(set) var body = ""
  /// The heading that the next table is called by.
  private var heading: String?
  private var charts = 0

  init(_ language: Language) { self.language = language }

  /// Nothing may be loaded, run or sent; the style is the one whose digest this is.
  static var policy: String {
    let digest = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
  }

  mutating func add(_ part: Document.Part, in title: String) {
    switch part {
    case .heading(let words):
      guard !words.isEmpty else { return }
      heading = words
      body += "<h2>\(words.markup)</h2>\n"
    case .facts(let facts): add(facts)
    case .table(let table): add(table, called: heading ?? title)
    case .chart(let chart): add(chart)
    case .remark(let words): body += "<p>\(words.markup)</p>\n"
    }
  }

  private mutating func add(_ facts: [Document.Fact]) {
    guard !facts.isEmpty else { return }
    body += "<dl>\n"
    for fact in facts { body += "<div><dt>\(fact.name.markup)</dt><dd>\(fact.value.markup)</dd></div>\n" }
    body += "</dl>\n"
  }

  /// Writes a table in a box of its own, which scrolls where the table is wider than the screen.
  private mutating func add(_ table: Table, called name: String) {
    guard !table.columns.isEmpty else { return }
    body += "<div class=\"wide\" role=\"group\" aria-label=\"\(name.markup)\" tabindex=\"0\">\n"
    body += "<table>\n<caption>\(name.markup)</caption>\n<thead>\n<tr>"
    for column in table.columns {
      body += "<th scope=\"col\"\(column.cssClass(of: column.name))>\(column.name.markup)</th>"
    }
    body += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      body += "<tr>"
      for (index, (column, cell)) in zip(table.columns, row).enumerated() {
        // The first column says what its row is about.
        let isName = index == 0 && !cell.isEmpty
        let cssClass = column.cssClass(of: cell)
        body += isName ? "<th scope=\"row\"\(cssClass)>\(cell.markup)</th>" : "<td\(cssClass)>\(cell.markup)</td>"
      }
      body += "</tr>\n"
    }
    body += "</tbody>\n</table>\n</div>\n"
  }

  /// The picture, and its numbers as a table for whoever cannot see it.
  private mutating func add(_ chart: Chart) {
    guard !chart.bars.isEmpty else { return }
    charts += 1
    body += "<figure>\n<figcaption>\(chart.title.markup)</figcaption>\n"
    body += chart.svg(number: charts, language)
    body += "<details>\n<summary>\(language("数据", "The numbers"))</summary>\n"
    let columns = [Table.Column.words(language("项目", "Item")), .number(language("数值", "Value"))]
    add(Table(columns: columns, rows: chart.bars.map { [$0.label, $0.shown] }), called: chart.title)
    body += "</details>\n</figure>\n"
  }
}

extension Table.Column {
  /// No more columns than a moment takes: such a cell is not broken into lines.
  private static let short = 16

  fileprivate func cssClass(of cell: String) -> String {
    var classes = alignment == .trailing ? ["number"] : []
    if (1...Self.short).contains(cell.printable.columns) { classes.append("short") }
    return classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
  }
}

extension String {
  /// The text as HTML has it, in an element or a quoted attribute. A mark that stands on the character before it gets a
  /// circle to stand on where there is none.
  var markup: String {
    let shown = printable
    var markup = shown.unicodeScalars.first.map(\.isCombining) ?? false ? "\u{25CC}" : ""
    for scalar in shown.unicodeScalars {
      switch scalar {
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      default: markup.unicodeScalars.append(scalar)
      }
    }
    return markup
  }
}

extension Unicode.Scalar {
  fileprivate var isCombining: Bool {
    [.nonspacingMark, .enclosingMark, .spacingMark].contains(properties.generalCategory)
  }
}
