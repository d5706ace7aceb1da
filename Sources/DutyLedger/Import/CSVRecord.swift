import DutyCore

/// One row of a CSV file as it stands there.
package struct CSVRecord: Hashable, Sendable {
  /// The line it begins on, from 1; a row with line breaks inside quotes spans several.
  package let line: Int
  package let fields: [String]
  /// Why the row cannot be taken; `fields` is then what had been read of it.
  package let fault: CSVFault?

  package init(line: Int, fields: [String], fault: CSVFault? = nil) {
    self.line = line
    self.fields = fields
    self.fault = fault
  }
}

/// What is wrong with a row, and where.
package struct CSVFault: Error, Hashable, Sendable {
  package enum What: Hashable, Sendable {
    case fieldTooLong
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

  package let what: What
  package let line: Int
  /// From 1.
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
        "一个字段超过 \(CSVReader.longestField) 字节，可能少了引号，从下一行接着读",
        "a field is longer than \(CSVReader.longestField) bytes, perhaps a quote is missing; read on from the next line"
      )
    case .tooManyColumns:
      language("超过 \(CSVReader.mostColumns) 列", "more than \(CSVReader.mostColumns) columns")
    case .unclosedQuote(let last):
      language(
        "引号没有关上，到第 \(last) 行（文件末尾）的内容都没有读入",
        "the quote is never closed; nothing from here to line \(last), the end of the file, was read")
    case .textAfterQuote:
      language("关引号后面还有文字，应当是逗号或换行", "text after a closing quote, where a comma or the row's end belongs")
    case .holdsNUL:
      language(
        "含有空字节（NUL），可能是没有 BOM 的 UTF-16，可用 --encoding 指明",
        "holds a NUL byte; perhaps it is UTF-16 without BOM, which --encoding can name")
    case .badText:
      language("有不合编码的字节，可用 --encoding 指明编码", "holds bytes its encoding does not know; --encoding can name another")
    case .ragged(let expected, let found):
      language("表头有 \(expected) 列，这一行有 \(found) 列", "the header has \(expected) columns, this row has \(found)")
    case .noHeader: language("没有表头", "there is no header row")
    }
  }
}
