import DutyCore
import DutySystem

/// A fault in a table somebody wrote: in which file, on which line, in which column.
package struct ListingFault: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    case file(InputFile.Fault)
    case unreadable(String)
    case malformed(CSVFault.What)
    case columnMissing
    case noRows
    case empty
    case notOneOf([String])
    case notANumber(String)
    case notADay(String)
    case dayNotClaimable(String)
    case notATime(String)
    case unknown(String)
    case twice(String)
    case overlaps(String)
    case limitWithoutClock
    /// Steps are numbered from 1 without a gap.
    case notTheNextStep(Int)
    /// Another line of the same code says this.
    case differs(String)
    case endsBefore(Day)
    /// Others lie below it: the lowest are asked for.
    case notALeaf(String)
    /// A word that as many rows have already as may have it.
    case tooOften(String, Int)
    /// A word that stands in another wherever that one does, and so takes it back always.
    case alwaysStandsIn(String, String)
    /// The only one with this mark, which joins several.
    case alone(String)
  }

  package let file: String
  package let line: Int?
  package let column: String?
  package let problem: Problem

  package init(file: String, line: Int? = nil, column: String? = nil, problem: Problem) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  /// `departments.csv, line 7, column kind: …`
  package func text(_ language: Language) -> String {
    let place =
      [
        file, line.map { language("第 \($0) 行", "line \($0)") },
        column.map { language("“\($0)”列", "column \($0)") },
      ].compactMap(\.self).joined(separator: language("，", ", "))
    return place + language("：", ": ") + problem.text(language)
  }
}

extension ListingFault.Problem {
  func text(_ language: Language) -> String {
    switch self {
    case .file(let fault): fault.reason(language)
    case .unreadable(let why): language("读不出来（\(why)）。", "cannot be read (\(why)).")
    case .malformed(let what): CSVFault(what, line: 0, column: 0).reason(language) + language("。", ".")
    case .columnMissing: language("表头缺这一列。", "the header lacks this column.")
    case .noRows: language("一行都没有。", "there is not a single row.")
    case .empty: language("不能空着。", "must not be empty.")
    case .notOneOf(let words):
      language("只能写：\(words.joined(separator: "、"))。", "must be one of \(words.joined(separator: ", ")).")
    case .notANumber(let text):
      language(
        "“\(text)”不是 1 到 \(ListingRow.largestNumber) 的整数。",
        "“\(text)” is no whole number from 1 to \(ListingRow.largestNumber).")
    case .notADay(let text): language("“\(text)”不是日期（YYYY-MM-DD）。", "“\(text)” is no date (YYYY-MM-DD).")
    case .dayNotClaimable(let text):
      language("“\(text)”不在 2000 年到 2100 年之间，请核对年份。", "“\(text)” is not between 2000 and 2100: check the year.")
    case .notATime(let text): language("“\(text)”不是时刻（HH:MM）。", "“\(text)” is no time of day (HH:MM).")
    case .unknown(let code): language("没有“\(code)”。", "there is no “\(code)”.")
    case .twice(let code): language("“\(code)”写了两次。", "“\(code)” is there twice.")
    case .overlaps(let name): language("与“\(name)”时间重叠。", "overlaps “\(name)”.")
    case .limitWithoutClock: language("limit 和 clock 要么都写，要么都不写。", "limit and clock go together, or neither.")
    case .notTheNextStep(let number):
      language("步骤从 1 起连着编号，这里应是 \(number)。", "steps count from 1 without a gap: \(number) is next.")
    case .differs(let text):
      language("与同一代码前面写的“\(text)”不一样。", "is not “\(text)”, as an earlier line of the same code has it.")
    case .endsBefore(let day): language("不能早于起始日 \(day)。", "must not be before the first day, \(day).")
    case .notALeaf(let code):
      language("“\(code)”下面还有细类，这里只写最末一级。", "“\(code)” has categories below it: the lowest ones stand here.")
    case .tooOften(let word, let most):
      language(
        "“\(word)”前面已有 \(most) 行用了，最多 \(most) 行：请换一个词。",
        "“\(word)” is in \(most) rows already, which is the most: take another word.")
    case .alwaysStandsIn(let other, let word):
      language(
        "“\(word)”里本来就有“\(other)”，这样写永远不会提问：请删去。",
        "“\(other)” is a part of “\(word)”, which would never be asked about: take it out.")
    case .alone(let mark):
      language("只有这一步写了“\(mark)”：同步派单的至少要有两步。", "no other step has “\(mark)”: steps called together are two at least.")
    }
  }
}

/// Every fault of the files that were read together, so that they can be mended in one go.
package struct ListingFaults: Error, Hashable, Sendable {
  package let faults: [ListingFault]

  package init(_ faults: [ListingFault]) { self.faults = faults }

  package func text(_ language: Language) -> String {
    faults.map { $0.text(language) }.joined(separator: "\n")
  }
}

/// A row that knows where it stands: each of its cells is read as what it should be, or is the fault that is thrown.
package struct ListingRow {
  package let file: String
  let row: CSVRow

  package var line: Int { row.line }

  package func fault(_ column: String, _ problem: ListingFault.Problem) -> ListingFault {
    ListingFault(file: file, line: row.line, column: column, problem: problem)
  }

  /// The cell as it was before a spreadsheet's file made formulas harmless.
  private func cell(_ column: String) -> String { row[column].undefused }

  package func optional(_ column: String) -> String? {
    let text = cell(column)
    return text.isEmpty ? nil : text
  }

  package func text(_ column: String) throws(ListingFault) -> String {
    guard let text = optional(column) else { throw fault(column, .empty) }
    return text
  }

  /// The parts of a cell that lists several, `C-ZF;C-GA`.
  package func list(_ column: String) -> [String] {
    cell(column).split(separator: ";").compactMap { Words(written: String($0))?.text }
  }

  /// Far above any limit of the duty, far below where counting minutes overflows.
  static let largestNumber = 100_000

  package func number(_ column: String) throws(ListingFault) -> Int {
    let text = try text(column)
    guard let number = Int(text), (1...Self.largestNumber).contains(number) else {
      throw fault(column, .notANumber(text))
    }
    return number
  }

  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ column: String, _: Choice.Type = Choice.self
  ) throws(ListingFault) -> Choice {
    guard let choice = Choice(rawValue: cell(column)) else {
      throw fault(column, .notOneOf(Choice.allCases.map(\.rawValue)))
    }
    return choice
  }

  package func day(_ column: String) throws(ListingFault) -> Day {
    guard let day = Day(cell(column)) else { throw fault(column, .notADay(cell(column))) }
    guard day.isClaimable else { throw fault(column, .dayNotClaimable(cell(column))) }
    return day
  }

  package func minutes(_ column: String) throws(ListingFault) -> Int {
    guard let minutes = minutesOfDay(cell(column)) else { throw fault(column, .notATime(cell(column))) }
    return minutes
  }

  /// One of `codes`.
  package func known(_ code: String, _ column: String, _ codes: Set<String>) throws(ListingFault) -> String {
    guard codes.contains(code) else { throw fault(column, .unknown(code)) }
    return code
  }

  /// The parts of a cell, each one of `codes`, none twice.
  package func knownList(_ column: String, _ codes: Set<String>) throws(ListingFault) -> [String] {
    var list: [String] = []
    for code in self.list(column) {
      if list.contains(code) { throw fault(column, .twice(code)) }
      list.append(try known(code, column, codes))
    }
    return list
  }
}

/// The rows of one file, and what was found wrong in them.
package struct Listing {
  package let file: String
  package private(set) var rows: [ListingRow] = []
  package private(set) var faults: [ListingFault] = []

  package init(withoutRows file: String) { self.file = file }

  /// Rows that stand in no file, numbered as they would be in one.
  package init(_ file: String, columns: [String], rows: [[String]]) {
    self.file = file
    let places = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
    self.rows = rows.enumerated().map { index, cells in
      ListingRow(file: file, row: CSVRow(line: index + 2, columns: places, fields: cells))
    }
  }

  /// `places` name the columns of a file that has no header; its rows need only as many cells as there are `columns`.
  package init(_ file: String, _ bytes: [UInt8], columns: [String], places: [String] = []) {
    self.file = file
    do {
      let read = try CSVRows.rows(bytes, places: places, needed: places.isEmpty ? .max : columns.count)
      guard let first = read.first else { return }
      faults = columns.filter { !first.has($0) }
        .map { ListingFault(file: file, line: 1, column: $0, problem: .columnMissing) }
      if faults.isEmpty { rows = read.map { ListingRow(file: file, row: $0) } }
    } catch let fault as CSVFault {
      faults = [
        ListingFault(file: file, line: fault.line, column: String(fault.column), problem: .malformed(fault.what))
      ]
    } catch {
      faults = [ListingFault(file: file, problem: .unreadable("\(error)"))]
    }
  }

  /// Reads each row; a row with a fault is left out and its fault kept.
  package mutating func read<Value>(_ make: (ListingRow) throws(ListingFault) -> Value) -> [Value] {
    var values: [Value] = []
    for row in rows {
      do {
        values.append(try make(row))
      } catch {
        faults.append(error)
      }
    }
    return values
  }

  /// A list that must have something in it.
  package mutating func needsRows() {
    if rows.isEmpty, faults.isEmpty { faults.append(ListingFault(file: file, problem: .noRows)) }
  }

  /// Reads what `column` holds, row by row; what stands there twice is a fault.
  package mutating func keys(_ column: String) -> Set<String> {
    var seen: Set<String> = []
    for row in rows {
      guard let key = row.optional(column) else { continue }
      if !seen.insert(key).inserted { faults.append(row.fault(column, .twice(key))) }
    }
    return seen
  }
}

extension ListingFault: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .wrongUsage, text: text(language))
  }
}

extension ListingFaults: EndingError {
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    Failure(code: .wrongUsage, lines: faults.map { $0.text(language) })
  }
}
