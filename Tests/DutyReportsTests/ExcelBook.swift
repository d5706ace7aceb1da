#if Excel
  import DutyCore
  import Foundation
  import Testing

  @testable import DutyReports

  /// A workbook's file, read again by openpyxl (Debian's python3-openpyxl).
  struct ExcelBook: Decodable {
    let created: String
    let title: String
    /// The parts as the file has them.
    let strings: String
    let sheets: [Worksheet]

    /// A cell as openpyxl has it: its type (`s` text, `n` number, `f` formula), value and format of numbers.
    struct Cell: Decodable, Hashable {
      let type: String
      let value: String
      let format: String
    }

    struct Worksheet: Decodable {
      let name: String
      let frozen: String?
      let charts: Int
      let links: Int
      let widths: [Double]
      let rows: [[Cell]]
    }

    private static let script = """
      import json, sys, zipfile, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      def cell(c):
          return {"type": c.data_type, "value": "" if c.value is None else str(c.value), "format": c.number_format}
      sheets = [{"name": s.title, "frozen": s.freeze_panes, "charts": len(s._charts), "links": len(s._hyperlinks),
                 "widths": [d.width for d in s.column_dimensions.values()],
                 "rows": [[cell(c) for c in r] for r in s.iter_rows()]} for s in book.worksheets]
      p = book.properties
      strings = zipfile.ZipFile(sys.argv[1]).read("xl/sharedStrings.xml").decode()
      print(json.dumps({"strings": strings, "created": p.created.isoformat(), "title": p.title, "sheets": sheets}))
      """

    private static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: Data) {
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program] + arguments
      process.standardOutput = pipe
      try process.run()
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, output)
    }

    static func read(_ bytes: [UInt8]) throws -> ExcelBook {
      let path = NSTemporaryDirectory() + "duty-" + ActionKey.random().hex + ".xlsx"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      defer { unlink(path) }
      // Debian's own Python has Debian's packages, whichever is first on the path.
      let pythons = ["python3", "/usr/bin/python3"]
      let python = try pythons.first {
        try run($0, ["-c", "import importlib.util,sys;sys.exit(importlib.util.find_spec('openpyxl') is None)"]).status
          == 0
      }
      let (status, output) = try run(try #require(python, "python3-openpyxl is missing"), ["-c", Self.script, path])
      #expect(status == 0)
      return try JSONDecoder().decode(ExcelBook.self, from: output)
    }

    /// The cells in the words of the listing of a workbook that is no file yet.
    var listing: SheetListing {
      var listing = SheetListing()
      for sheet in sheets {
        listing.begin(sheet.name, charts: sheet.charts)
        for (row, cells) in sheet.rows.enumerated() { listing.add(cells.map(\.text), row: row) }
      }
      return listing
    }
  }

  extension ExcelBook.Cell {
    /// A number with the digits its format gives it; whatever is neither words nor number, by its type.
    fileprivate var text: String {
      switch type {
      case "s": return SheetListing.text(.words(value))
      case "n":
        guard let number = Double(value) else { return value }
        let ranks = format.split(separator: ".").dropFirst().first?.count { $0 == "0" } ?? 0
        return
          (format.hasSuffix("%") ? ExcelValue.percent(number, decimals: decimals) : .number(number, decimals: decimals))
          .shown
      default: return "\(type) \(value)"
      }
    }
  }
#endif
