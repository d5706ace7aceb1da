import DutyCore

/// One row of a CSV file as it stands there.
package struct CSVRecord: Hashable, Sendable {
  /// The line it begins on, from 1; a row with line breaks inside quotes spans several.
  package let line: Int
  package let fields: [String]
  /// The reason why the row cannot be taken; `fields` is then what had been read of it.
  package let fault: CSVFault?

  package init(line: Int, fields: [String], fault: CSVFault? = nil) {
    self.line = line
    self.fields = fields
    self.fault = fault
  }
}

/// A fault in a row, and where it stands.
package struct CSVFault: Error, Hashable, Sendable {
  package enum What: Hashable, Sendable {
    case fieldTooLong
    case rowTooLong
    case tooManyColumns
    /// Everything up to this line went into one field.
    case unclosedQuote(lastLine: Int)
    case textAfterQuote
    case holdsNUL
    /// Bytes that mean nothing in the file's encoding.
    case badText
    case ragged(expected: Int, found: Int)
    case noHeader
  }

  private static let limits = CSVReader.Limits()

  package let what: What
  package let line: Int
  /// Counts from 1.
  package let column: Int

  package init(_ what: What, line: Int, column: Int) {
    self.what = what
    self.line = line
    self.column = column
  }

  /// The place and the reason, for a person who has the file open.
  package func text(_ language: Language) -> String {
    language("第 \(line) 行第 \(column) 列：", "line \(line), column \(column): ") + reason(language)
  }

  package func reason(_ language: Language) -> String {
    switch what {
    case .fieldTooLong:
      language(
        "一格超过 \(Self.limits.field) 字节，多半是少了一个引号；从下一行接着读",
        "a cell is longer than \(Self.limits.field) bytes, perhaps a quote is missing; read on from the next line")
    case .rowTooLong:
      language(
        "一行超过 \(Self.limits.row) 字节，多半是少了一个引号；从下一行接着读",
        "a row is longer than \(Self.limits.row) bytes, perhaps a quote is missing; read on from the next line")
    case .tooManyColumns:
      language("超过 \(Self.limits.columns) 列", "more than \(Self.limits.columns) columns")
    case .unclosedQuote(let last):
      language(
        "引号没有关上，一直到第 \(last) 行（文件末尾）都没有读入；补上引号再导入一次",
        "the quote is never closed: nothing from here to line \(last), the end of the file, was read; close it and import again"
      )
    case .textAfterQuote:
      language(
        "关引号后面还有文字；文字里的引号要写两个（\"\"），整格再用引号括起来",
        "text after a closing quote; inside a quoted cell each quote is written twice (\"\")")
    case .holdsNUL:
      language(
        "含有空字节（NUL）：不是文字，或者是没有 BOM 的 UTF-16；请另存为 UTF-8 的 CSV",
        "holds a NUL byte: it is no text, or UTF-16 without BOM; save it as CSV in UTF-8")
    case .badText:
      language(
        "有不合编码的字节；请改正，或另存为 UTF-8 的 CSV", "holds bytes its encoding does not know; mend them, or save it as CSV in UTF-8"
      )
    case .ragged(let expected, let found) where found < expected:
      language(
        "表头有 \(expected) 列，这一行只有 \(found) 列：少了逗号，或者文字里换了行却没有用引号括起来",
        "the header has \(expected) columns, this row only \(found): a comma is missing, or a line break stands outside quotes"
      )
    case .ragged(let expected, let found):
      language(
        "表头有 \(expected) 列，这一行有 \(found) 列：有逗号的文字要用引号括起来",
        "the header has \(expected) columns, this row has \(found): a text with a comma in it belongs in quotes")
    case .noHeader: language("没有表头", "there is no header row")
    }
  }
}
