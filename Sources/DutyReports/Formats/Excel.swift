import DutyCore
import DutyLedger
import Foundation

#if Excel
  import CXlsxWriter
#endif

/// A workbook could not be made.
package struct WorkbookFault: Error, Hashable, Sendable {
  let reason: String

  package func text(_ language: Language) -> String {
    language("Excel 文件没有写成：\(reason)", "the workbook could not be written: \(reason)")
  }
}

extension FiguresReport {
  var head: Ledger.Head { self.set.head }
}

extension HandoverReport {
  var head: Ledger.Head { kept.head }
}

/// The content of a cell of a workbook.
enum ExcelValue: Hashable {
  case words(String)
  /// A number with as many digits behind the point as were written.
  case number(Double, decimals: Int)
  /// 1 is the whole.
  case percent(Double, decimals: Int)

  /// The most characters a cell of Excel takes.
  private static let longest = 32_767

  /// A cell of a column of numbers is a number where it is written as one.
  init(_ text: String, _ alignment: Table.Alignment) {
    // One character ends a line in a cell.
    let shown = text.markedInLines.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(
      of: "\r", with: "\n")
    self = .words(shown)
    if shown.utf16.count > Self.longest {
      // Cut between two scalars, never inside one.
      var kept = String.UnicodeScalarView()
      var room = Self.longest - 3
      for scalar in shown.unicodeScalars {
        room -= UTF16.width(scalar)
        if room < 0 { break }
        kept.append(scalar)
      }
      self = .words(String(kept) + "...")
    } else if alignment == .trailing, let match = shown.wholeMatch(of: /(-?[0-9]{1,15})(\.[0-9]{1,9})?(%?)/) {
      let decimals = max(0, (match.2?.count ?? 1) - 1)
      guard let value = Double(match.1 + (match.2 ?? "")) else { return }
      self = match.3.isEmpty ? .number(value, decimals: decimals) : .percent(value / 100, decimals: decimals)
    }
  }

  /// The form in which Excel writes a number: `0.00`, `0.0%`; nil of words.
  var digits: String? {
    switch self {
    case .words: nil
    case .number(_, let decimals): "0" + Self.fraction(decimals)
    case .percent(_, let decimals): "0" + Self.fraction(decimals) + "%"
    }
  }

  private static func fraction(_ decimals: Int) -> String {
    decimals == 0 ? "" : "." + String(repeating: "0", count: decimals)
  }

  /// The value as it stands in its cell.
  var shown: String {
    switch self {
    case .words(let words): words
    case .number(let value, let decimals): value.text(decimals: decimals)
    case .percent(let value, let decimals): (value * 100).text(decimals: decimals) + "%"
    }
  }

  /// Columns it takes.
  var columns: Int { shown.split(whereSeparator: \.isNewline).map { String($0).columns }.max() ?? 0 }
}

#if !Excel
  extension Document {
    /// No report is asked for in a format that is not built in.
    func workbook(created: Instant, _ language: Language) throws -> [UInt8] {
      throw WorkbookFault(reason: language("没有编入", "not built in"))
    }
  }
#else
  extension Document {
    /// The report as an Excel workbook. All text is text: nothing in it is ever a formula or a link. `created` stands as
    /// its time, so that the same report has the same bytes whenever it is made.
    func workbook(created: Instant, _ language: Language) throws -> [UInt8] {
      let path = LedgerPath.temporary(.system) + "/duty-\(ActionKey.random().hex).xlsx"
      defer { unlink(path) }
      let content = Workbook(self, language)
      guard let workbook = ExcelWorkbook(path: path, title: content.title, created: created) else {
        throw WorkbookFault(reason: String(cString: strerror(errno)))
      }
      for sheet in content.sheets { workbook.add(sheet) }
      try workbook.close()
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw WorkbookFault(reason: String(cString: strerror(errno)))
      }
      return Array(bytes)
    }
  }
#endif
