import Foundation
import TestSupport
import Testing

/// Tests that what an import leaves out is opened in a spreadsheet, mended there and imported again.
@Suite struct RejectsFileTests {
  private static let profile = """
    {"origin":"old","timezone":"+08:00","timestamps":["yyyy/M/d H:mm"],
     "columns":{"externalId":"编号","received":"受理","summary":"摘要","place":"line"}}
    """

  /// A column of the file itself is called as one that a rejects file puts in front.
  private static let rows = """
    编号,受理,摘要,line
    1,昨天,=1+1,东门
    2,昨天,'=2,"@西门，
    里面"
    3,昨天,'南门' 摊位,-5
    4,2026/3/5 9:30,好的,北门

    """

  /// Cells of a file that Python's csv module, or a spreadsheet, would see.
  private static func cells(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `nothing in it runs in a spreadsheet, and mended it comes in as it was meant`() throws {
    try Station.founded { station in
      let profile = try station.file("profile.json", Self.profile)
      let left = station.directory + "/left.csv"
      func run(_ file: String, rejects: String) throws -> Program.Ending {
        try station.admin(["import", "--profile", profile, "--rejects", rejects, file])
      }
      let first = try run(try station.file("rows.csv", Self.rows), rejects: left)
      #expect(first.output.contains("登记 1 件，已有 0 件，退回 3 行"), "\(first.output)")
      let text = try Self.cells(left)
      let rows = text.split(separator: "\n")
      #expect(rows.first == "line,column,reason,编号,受理,摘要,line")
      #expect(rows.dropFirst().first?.hasSuffix(",1,昨天,'=1+1,东门") == true, "\(text)")
      #expect(text.contains(",2,昨天,''=2,\"'@西门，\n里面\"\n"), "\(text)")
      #expect(text.contains(",3,昨天,'南门' 摊位,-5\n"), "a number and a word in quotes stay: \(text)")

      // One of them is not mended: it is left out again, as it was.
      let mended = text.replacing("1,昨天", with: "1,2026/3/5 9:10").replacing("2,昨天", with: "2,2026/3/5 9:20")
      let again = station.directory + "/again.csv"
      let second = try run(try station.file("mended.csv", mended), rejects: again)
      #expect(second.output.contains("登记 2 件，已有 0 件，退回 1 行"), "\(second.output)\(second.errors)")
      let third = try Self.cells(again)
      #expect(third.split(separator: "\n").first == rows.first)
      #expect(third.hasSuffix(",3,昨天,'南门' 摊位,-5\n"), "\(third)")
      #expect(third.split(separator: "\n").count == 2)

      let exported = try station.admin(["export", "--format", "jsonl"]).output
      for words in ["\"=1+1\"", "\"'=2\"", "\"@西门，\\n里面\"", "\"东门\""] {
        #expect(exported.contains(words), "\(words): \(exported)")
      }
      #expect(!exported.contains("'=1+1") && !exported.contains("''=2"))
      #expect(try station.admin(["check"]).status == 0)
    }
  }

  @Test func `our own queue, which is made safe already, goes through it and back`() throws {
    try Station.founded { station in
      let left = station.directory + "/left.csv"
      let queue = "number,externalId,received,category,department,deadline,summary\n1,a,yesterday,,,,'=1+1\n"
      let first = try station.admin([
        "import", "--profile", "native", "--rejects", left, try station.file("queue.csv", queue),
      ])
      #expect(first.output.contains("退回 1 行"), "\(first.output)")
      let mended = try Self.cells(left).replacing("a,yesterday", with: "a,2026-03-05T09:30:00+08:00")
      #expect(mended.hasSuffix(",''=1+1\n"), "\(mended)")
      let second = try station.admin(["import", "--profile", "native", try station.file("mended.csv", mended)])
      #expect(second.output.contains("登记 1 件"), "\(second.output)\(second.errors)")
      #expect(try station.admin(["export", "--format", "jsonl"]).output.contains("\"=1+1\""))
    }
  }
}
