import Crypto
import DutyCore
import Foundation
import FoundationXML
import Testing
@testable import DutyReports

@Suite struct HTMLTests {
  /// Our pages are XML as well, so a strict reader tells where one is broken.
  final class Page: NSObject, XMLParserDelegate {
    private(set) var elements: [String] = []
    private(set) var attributes: [(element: String, name: String, value: String)] = []
    /// The content of each element of a name.
    private(set) var texts: [String: [String]] = [:]
    /// The cells of each row.
    private(set) var rows: [[String]] = []
    private var fault: (any Error)?
    private var open: [(name: String, text: String)] = []

    init(_ html: String) throws {
      super.init()
      let parser = XMLParser(data: Data(html.utf8))
      parser.delegate = self
      let isWhole = parser.parse()
      if let fault { throw fault }
      guard isWhole else { throw CocoaError(.fileReadCorruptFile) }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred fault: any Error) { self.fault = fault }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements.append(name)
      self.attributes += attributes.map { (name, $0.key, $0.value) }
      open.append((name, ""))
      if name == "tr" { rows.append([]) }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      for index in open.indices { open[index].text.unicodeScalars.append(contentsOf: text.unicodeScalars) }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      guard let text = open.popLast()?.text else { return }
      texts[name, default: []].append(text)
      if ["td", "th"].contains(name), !rows.isEmpty { rows[rows.count - 1].append(text) }
    }

    func values(_ attribute: String, of element: String) -> [String] {
      attributes.filter { $0.element == element && $0.name == attribute }.map(\.value)
    }
  }

  static let known: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "dl", "div", "dt", "dd", "p", "table",
    "caption",
    "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "desc", "text", "rect", "line", "details",
    "summary",
  ]

  private func shown(_ text: String) -> String {
    let printable = text.printable
    guard let first = printable.unicodeScalars.first, ["\u{301}", "\u{FE0F}"].contains(first) else { return printable }
    return "\u{25CC}" + printable
  }

  @Test(arguments: Language.allCases)
  func `whatever somebody wrote stays words: no element, attribute or character of its own`(language: Language) throws {
    let html = Hostile.document.html(language)
    let page = try Page(html)
    #expect(Set(page.elements).isSubset(of: Self.known))
    for (element, name, value) in page.attributes {
      #expect(!name.hasPrefix("on") && !["style", "href", "src", "xlink:href"].contains(name), "\(element) \(name)")
      #expect(!value.unicodeScalars.contains { $0.isUnsafeToPrint })
    }
    #expect(!html.unicodeScalars.contains { $0.isUnsafeToPrint && $0 != "\n" })
    #expect(!html.lowercased().contains("<script"))
    let headings = Hostile.texts.filter { !$0.isEmpty }.map(shown)
    #expect(page.texts["h2"] == headings)
    #expect(page.texts["h1"] == [shown(Hostile.texts[1])])
    // The table's rows first, then those of the two charts; each head has as many cells as each row.
    let expected = Hostile.texts.map { [shown($0), shown($0), shown($0)] }
    #expect(Array(page.rows.dropFirst().prefix(expected.count)) == expected)
    #expect(page.rows.first?.count == 3)
    let numbers = Hostile.texts.map { [shown($0), shown($0)] }
    #expect(Array(page.rows.suffix(numbers.count)) == numbers)
  }

  @Test func `the reader of pages notices one that is broken`() {
    #expect(throws: (any Error).self) { try Page("<p>a & b</p>") }
    #expect(throws: (any Error).self) { try Page("<p>\u{1B}</p>") }
    #expect(throws: (any Error).self) { try Page("<table><tr></table>") }
  }

  @Test func `a page may load, run and send nothing, and its style is known by its digest`() throws {
    let page = try Page(Hostile.document.html(.zh))
    let style = try #require(page.texts["style"]?.first)
    let digest = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    let policy = try #require(page.values("content", of: "meta").first { $0.hasPrefix("default-src") })
    #expect(policy == "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'")
    #expect(page.elements.count { $0 == "style" } == 1 && !style.contains("url(") && !style.contains("@import"))
  }

  @Test func `a table has its name, and heads for its columns and rows`() throws {
    let table = Table(columns: [.words("班次"), .number("受理")], rows: [["早班", "7"], ["", "3"]])
    let document = Document(title: "日报", parts: [.heading("按班次"), .table(table)])
    let html = document.html(.en)
    let page = try Page(html)
    #expect(page.values("lang", of: "html") == ["en"])
    #expect(try Page(document.html(.zh)).values("lang", of: "html") == ["zh-CN"])
    #expect(page.texts["title"] == ["日报"] && page.texts["caption"] == ["按班次"])
    #expect(page.values("scope", of: "th") == ["col", "col", "row"])
    #expect(page.values("class", of: "th") == ["short", "number short", "short"])
    #expect(html.contains("<tr><th scope=\"row\" class=\"short\">早班</th><td class=\"number short\">7</td></tr>"))
    // A row without a name has none.
    #expect(html.contains("<tr><td></td><td class=\"number short\">3</td></tr>"))
  }

  @Test func `a chart is a picture with a name and its numbers beside it`() throws {
    let bars = [Chart.Bar("执法队", share: 0.75, shown: "75.0%"), Chart.Bar("市监局", share: nil, shown: "-")]
    let series = (1...30).map { Chart.Bar("11-\($0)", share: Double($0) / 30, shown: "\($0)") }
    let document = Document(
      title: "月报",
      parts: [
        .chart(Chart(title: "按时反馈", kind: .bars, bars: bars)), .chart(Chart(title: "受理", kind: .series, bars: series)),
      ])
    let page = try Page(document.html(.zh))
    #expect(page.values("role", of: "svg") == ["img", "img"])
    let names = page.values("aria-labelledby", of: "svg").flatMap { $0.split(separator: " ").map(String.init) }
    let ids = Set(page.attributes.filter { $0.name == "id" }.map(\.value))
    #expect(names.count == 4 && Set(names) == ids)
    #expect(page.texts["desc"] == ["执法队 75.0%；市监局 -", "11-1 1 至 11-30 30；最高 11-30 30"])
    #expect(page.values("width", of: "rect").prefix(4) == ["100%", "75.0%", "100%", "0.0%"])
    #expect(page.rows.count == 2 + 2 + 30 && page.rows.last == ["11-30", "30"])
  }
}
