import DutyCore
import DutyLedger
import DutyTables
import Foundation
import Testing
@testable import DutyReports

/// Whatever was written into a ledger, no report of it in any format does more than say it.
@Suite struct HostileLedgerTests {
  private static let all = Dimension.allCases.map(\.rawValue)

  /// Each report there is; of the timeline, one for each incident, in the one language or the other.
  private func questions(_ name: ReportName, _ numbers: [IncidentNumber]) -> [(ReportRequest, [Language])] {
    let (what, day) = (name.rawValue, "2026-11-18")
    let asked =
      switch name {
      case .day, .week, .month: ReportRequest(what, date: day, by: Self.all)
      case .range: ReportRequest(what, from: day, to: day, by: Self.all, includeDrill: true)
      case .shift, .handover: ReportRequest(what, date: day, shift: HostileLedger.shift)
      case .brief, .departments, .doubtful, .repeats, .outlook, .admissions: ReportRequest(what, date: day)
      case .queue: ReportRequest(what, at: day + "T20:00")
      case .incident: ReportRequest(what)
      }
    guard name == .incident else { return [(asked, Language.allCases)] }
    return numbers.enumerated().map { index, number in
      (ReportRequest(what, number: number.description), [index.isMultiple(of: 2) ? .zh : .en])
    }
  }

  @Test func `no report runs, formats or hides anything, in any format or language`() throws {
    let hostile = try HostileLedger()
    let now = try #require(HostileLedger.zone.instant("2026-11-18T21:00"))
    for name in ReportName.allCases {
      // What the ledger was filled with is there to be told.
      var isTold = false
      for (asked, languages) in questions(name, hostile.numbers) {
        let answer = try asked.report().content(from: hostile.ledger, now: now)
        for language in languages {
          for format in Report.Format.allCases where format != .xlsx {
            let written = String(decoding: try answer.bytes(as: format, language), as: UTF8.self)
            #expect(faults(in: written, format) == [], "\(name) \(format)")
            isTold = isTold || written.contains("执法<队>") || written.contains("&lt;h1&gt;镇")
          }
          #expect(try faults(in: answer.document(language), language) == [], "\(name)")
        }
      }
      #expect(isTold, "\(name)")
    }
  }

  @Test(arguments: [
    (Report.Format.text, "a\u{1B}[2J"), (.text, "a\u{202E}b"), (.text, HostileLedger.secret), (.json, #"{"a":"b}"#),
    (.json, "{\"a\":\"\u{202E}\"}"), (.csv, "a,b\r\n1,=1\r\n"), (.csv, "a,b\r\n1\r\n"), (.csv, "a\r\n\" ＠x\"\r\n"),
    (.html, "<p><script>1</script></p>"), (.html, "<p onclick=\"1\">a</p>"), (.html, "<p>a & b</p>"),
  ]) func `what would do more than say it is noticed`(format: Report.Format, written: String) {
    #expect(faults(in: written, format) != [])
  }

  /// Finds what a terminal, a program, a spreadsheet or a browser would stumble over.
  private func faults(in written: String, _ format: Report.Format) -> [String] {
    var faults = written.contains("欧阳") ? ["who reported it"] : []
    let ends: [Unicode.Scalar] = format == .csv ? ["\n", "\r", "\t", "\u{FEFF}"] : ["\n"]
    faults += written.unicodeScalars.filter { $0.isUnsafeToPrint && !ends.contains($0) }.map { "U+\($0.value)" }
    switch format {
    case .text, .xlsx: break
    case .json:
      do { _ = try JSONSerialization.jsonObject(with: Data(written.utf8)) } catch { faults.append("\(error)") }
    case .csv: faults += self.faults(inCellsOf: written)
    case .html:
      do {
        let page = try HTMLTests.Page(written)
        faults += Set(page.elements).subtracting(HTMLTests.known)
        faults += page.attributes.map(\.name).filter {
          $0.hasPrefix("on") || ["style", "href", "src", "xlink:href"].contains($0)
        }
      } catch { faults.append("\(error)") }
    }
    return faults
  }

  /// Reads it as a spreadsheet does: as many cells in each row, and none that begins a formula.
  private func faults(inCellsOf csv: String) -> [String] {
    var records: [CSVRecord] = []
    var reader = CSVReader()
    reader.feed(Array(csv.utf8)) { records.append($0) }
    reader.finish { records.append($0) }
    let formulas = records.flatMap(\.fields).filter { cell in
      let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
      let isNumber = cell == "-" || cell.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?%?/) != nil
      return !isNumber && (first.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false)
    }
    return formulas + (Set(records.map(\.fields.count)).count == 1 ? [] : ["rows of several lengths"])
  }

  /// Finds the faults of its workbook, and of that one's file where this can be made.
  private func faults(in document: Document, _ language: Language) throws -> [String] {
    let sheets = Workbook(document, language).sheets
    var faults = Set(sheets.map { $0.name.lowercased() }).count == sheets.count ? [] : ["two sheets of one name"]
    faults += sheets.map(\.name).filter {
      !(1...31).contains($0.utf16.count) || $0.contains { "[]:*?/\\'".contains($0) }
    }
    faults += sheets.flatMap(\.cells).map(\.value.shown).filter { text in
      text.utf16.count > 32_767 || text.unicodeScalars.contains { $0.isUnsafeToPrint && !["\n", "\t"].contains($0) }
    }
    #if Excel
      let file = try document.workbook(created: Instant(milliseconds: 0), language)
      for sheet in try ExcelBook.read(file).sheets {
        faults += sheet.links > 0 ? ["a link"] : []
        faults += sheet.rows.flatMap(\.self).filter { !["s", "n"].contains($0.type) }.map(\.value)
      }
    #endif
    return faults
  }
}
