import Foundation
import TestSupport
import Testing

/// The batch reporter as cron and scripts meet it.
@Suite struct ReportTests {
  private let report = Program("duty-report")
  private let admin = Program("duty-admin")

  /// A ledger with two matters of 20 November 2026, one of them with a name and a phone.
  private func withLedger(_ body: (String) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let ledger = directory + "/duty.sqlite"
      let founded = try admin.run([
        "init", "--ledger", ledger, "--station", "柳浦镇", "--timezone", "+08:00", "--administrator", "管理员壬",
      ])
      #expect(founded.status == 0, "\(founded.errors)")
      let lines = [
        #"{"source":"grid","externalId":"g-1","received":"2026-11-20T09:30:00+08:00","summary":"井盖破损"}"#,
        #"{"summary":"路灯不亮, \"东门\"","received":"2026-11-20T20:00:00+08:00","reporter":{"name":"欧阳某某","phone":"13800000000"}}"#,
      ]
      let taken = try admin.run(["intake", "--ledger", ledger], input: lines.joined(separator: "\n") + "\n")
      #expect(taken.status == 0, "\(taken.errors)")
      try body(ledger)
    }
  }

  @Test func `a day goes to standard output, in the same bytes each time`() throws {
    try withLedger { ledger in
      let arguments = ["day", "--date", "2026-11-20", "--by", "shift", "--format", "json", "--ledger", ledger]
      let first = try report.run(arguments)
      #expect(first.status == 0 && first.errors.isEmpty)
      #expect(first.output.contains(#""received":2"#) && first.output.hasSuffix("}\n"))
      let elsewhere = ["TZ": "America/New_York", "LC_ALL": "en_US.UTF-8"]
      #expect(try report.run(arguments, environment: elsewhere).output == first.output)
    }
  }

  @Test(arguments: ["text", "csv", "json", "html"])
  func `every report is the same bytes in another zone and locale, and when asked again`(format: String) throws {
    try withLedger { ledger in
      let moment = ["--at", "2026-11-20T23:00"]
      let questions: [[String]] = [
        ["day", "--date", "2026-11-20"], ["week", "--date", "2026-11-20"], ["month", "--date", "2026-11-20"],
        ["range", "--from", "2026-11-19", "--to", "2026-11-20"], ["shift", "--date", "2026-11-20", "--shift", "早班"],
        ["brief", "--date", "2026-11-20"], ["queue"] + moment, ["incident", "20261120-0001"] + moment,
        ["departments", "--date", "2026-11-20"], ["doubtful", "--date", "2026-11-20"],
        ["repeats", "--date", "2026-11-20"], ["outlook", "--date", "2026-11-20"],
        ["admissions", "--date", "2026-11-20"],
      ]
      for question in questions {
        let arguments = question + ["--format", format, "--language", "zh", "--ledger", ledger]
        let first = try report.run(arguments, environment: ["TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"])
        #expect(first.status == 0 && !first.output.isEmpty, "\(question): \(first.errors)")
        let elsewhere = ["TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8", "LANG": "C"]
        #expect(try report.run(arguments, environment: elsewhere).output == first.output, "\(question)")
      }
    }
  }

  @Test func `a report is written to a file whole, over an older one, with no draft left beside it`() throws {
    try withLedger { ledger in
      let folder = (ledger as NSString).deletingLastPathComponent + "/out"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      try "旧".write(toFile: folder + "/queue.csv", atomically: false, encoding: .utf8)
      let arguments = ["queue", "--format", "csv", "--ledger", ledger, "--at", "2026-11-21T00:00"]
      let written = try report.run(arguments + ["--output", folder + "/queue.csv"])
      #expect(written.status == 0 && written.output.isEmpty && written.errors.isEmpty)
      let file = String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/queue.csv")), as: UTF8.self)
      #expect(file == (try report.run(arguments).output) && file.hasPrefix("\u{FEFF}number,"))
      #expect(file.contains(#""路灯不亮, ""东门""""# + "\r\n") && !file.contains("欧阳"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["queue.csv"])
    }
  }

  @Test func `what one station has open, another brings in from the same file`() throws {
    try withLedger { ledger in
      let folder = (ledger as NSString).deletingLastPathComponent
      let moment = ["--at", "2026-11-21T00:00", "--ledger"]
      let written = try report.run(["queue", "--format", "csv", "--output", folder + "/queue.csv"] + moment + [ledger])
      #expect(written.status == 0)
      let other = folder + "/other/duty.sqlite"
      #expect(
        try admin.run(["init", "--ledger", other, "--timezone", "+08:00", "--administrator", "管理员壬"]).status == 0)
      let arguments = ["import", "--profile", "native", "--strict", "--ledger", other, folder + "/queue.csv"]
      let imported = try admin.run(arguments)
      #expect(imported.status == 0, "\(imported.errors)")
      let there = try report.run(["queue", "--format", "json"] + moment + [other])
      #expect(there.output.contains(#""count":2"#) && there.output.contains(#""summary":"路灯不亮, \"东门\"""#))
      #expect(there.output.contains(#""received":"2026-11-20T20:00:00+08:00""#))
    }
  }

  @Test func `what would be a formula in a spreadsheet is text there, and comes in as it was written`() throws {
    try withLedger { ledger in
      let folder = (ledger as NSString).deletingLastPathComponent
      let summaries = ["=HYPERLINK(\"http://x\")", "＝1+1", "-2+3, 东门", "'=1", "''@x", "-0.5", "'90年代的楼", "+甲\n=乙", "@"]
      let lines = try summaries.enumerated().map { index, summary in
        let line = ["externalId": "h-\(index)", "summary": summary, "received": "2026-11-20T10:00:00+08:00"]
        return String(decoding: try JSONSerialization.data(withJSONObject: line), as: UTF8.self) + "\n"
      }
      #expect(try admin.run(["intake", "--ledger", ledger], input: lines.joined()).status == 0)
      let moment = ["--at", "2026-11-21T00:00", "--ledger"]
      let written = try report.run(["queue", "--format", "csv", "--output", folder + "/queue.csv"] + moment + [ledger])
      #expect(written.status == 0)
      let file = String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/queue.csv")), as: UTF8.self)
      #expect(file.contains(",\"'=HYPERLINK(") && file.contains(",'＝1+1\r\n") && file.contains(",-0.5\r\n"))
      let other = folder + "/other/duty.sqlite"
      #expect(
        try admin.run(["init", "--ledger", other, "--timezone", "+08:00", "--administrator", "管理员壬"]).status == 0)
      let arguments = ["import", "--profile", "native", "--strict", "--ledger", other, folder + "/queue.csv"]
      #expect(try admin.run(arguments).status == 0)
      func told(_ ledger: String) throws -> Set<String> {
        let queue = try report.run(["queue", "--format", "json"] + moment + [ledger])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(queue.output.utf8)) as? [String: Any])
        let incidents = try #require(json["incidents"] as? [[String: Any]])
        return Set(incidents.compactMap { $0["summary"] as? String })
      }
      #expect(try told(other).isSuperset(of: summaries))
      #expect(try told(other) == (try told(ledger)))
    }
  }

  @Test(arguments: ["zh", "en"]) func `a page says its language and stands alone`(language: String) throws {
    try withLedger { ledger in
      let ended = try report.run(
        ["day", "--date", "2026-11-20", "--format", "html", "--language", language, "--ledger", ledger])
      #expect(ended.status == 0 && ended.errors.isEmpty)
      #expect(
        ended.output.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language)") && ended.output.hasSuffix("</html>\n"))
    }
  }

  #if Excel
    private static let formats = "text json csv html xlsx"

    @Test func `a workbook is written, the same whenever it is asked for`() throws {
      try withLedger { ledger in
        let folder = (ledger as NSString).deletingLastPathComponent
        for name in ["a", "b"] {
          let ended = try report.run(
            [
              "day", "--date", "2026-11-20", "--format", "xlsx", "--ledger", ledger, "--output",
              folder + "/\(name).xlsx",
            ])
          #expect(ended.status == 0 && ended.errors.isEmpty)
        }
        let first = try Data(contentsOf: URL(fileURLWithPath: folder + "/a.xlsx"))
        #expect(first.starts(with: Array("PK".utf8)))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/b.xlsx")) == first)
      }
    }
  #else
    private static let formats = "text json csv html"

    @Test(arguments: ["zh", "en"])
    func `a workbook that is not built in is refused in one line that says what to do`(language: String) throws {
      let ended = try report.run(["queue", "--format", "xlsx", "--language", language])
      #expect(ended.status == 2 && ended.output.isEmpty)
      #expect(ended.errors.split(separator: "\n").count == 1)
      #expect(ended.errors.contains("--traits Excel") && ended.errors.contains("xlsx"))
    }
  #endif

  @Test func `a report that cannot be put anywhere fails with a reason and leaves nothing`() throws {
    try withLedger { ledger in
      let folder = (ledger as NSString).deletingLastPathComponent + "/out"
      try FileManager.default.createDirectory(atPath: folder + "/taken", withIntermediateDirectories: true)
      let ended = try report.run(["day", "--ledger", ledger, "--output", folder + "/none/day.txt"])
      #expect(ended.status == 3 && ended.output.isEmpty && ended.errors.contains("/none/day.txt"))
      let onto = try report.run(["day", "--ledger", ledger, "--output", folder + "/taken"])
      #expect(onto.status == 3 && onto.output.isEmpty && onto.errors.contains("/taken"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
    }
  }

  @Test func `a report is never written over the ledger, under whatever name`() throws {
    try withLedger { ledger in
      let other = (ledger as NSString).deletingLastPathComponent + "/other.sqlite"
      try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: ledger)
      for path in [ledger, other, ledger + ".lock", ledger + "-wal"] {
        let ended = try report.run(["queue", "--ledger", ledger, "--output", path])
        #expect(ended.status == 2 && ended.errors.contains(path))
      }
      #expect(try report.run(["queue", "--ledger", ledger]).status == 0)
    }
  }

  @Test func `it reads a ledger nobody may write to, and changes nothing`() throws {
    try withLedger { ledger in
      let before = try Data(contentsOf: URL(fileURLWithPath: ledger))
      for what in [["day", "--date", "2026-11-20"], ["queue"], ["incident", "20261120-0001"]] {
        #expect(try report.run(what + ["--ledger", ledger]).status == 0)
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: ledger)) == before)
    }
  }

  @Test func `without a ledger it says so, exits with 3 and makes none`() throws {
    try withTemporaryDirectory { directory in
      for language in ["zh", "en"] {
        let ended = try report.run(
          ["day", "--ledger", directory + "/none.sqlite", "--language", language])
        #expect(ended.status == 3 && ended.output.isEmpty)
        #expect(ended.lines.isEmpty && ended.errors.contains("none.sqlite"))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
    }
  }

  @Test func `an unknown number is no, as is an entry the ledger never had`() throws {
    try withLedger { ledger in
      let unknown = try report.run(["incident", "20261120-0099", "--ledger", ledger])
      #expect(unknown.status == 1 && unknown.output.isEmpty && unknown.errors.contains("20261120-0099"))
      let later = try report.run(["day", "--as-of", "99999", "--ledger", ledger, "--language", "en"])
      #expect(later.status == 1 && later.output.isEmpty && later.errors.contains("99999"))
    }
  }

  @Test func `several reports in one run are read up to one entry, each whole in a file of its own`() throws {
    try withLedger { ledger in
      let directory = (ledger as NSString).deletingLastPathComponent + "/morning"
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
      let arguments = ["day", "brief", "doubtful", "--date", "2026-11-20", "--format", "json", "--ledger", ledger]
      let ended = try report.run(arguments + ["--output", directory])
      #expect(ended.status == 0 && ended.output.isEmpty && ended.errors.isEmpty)
      let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
      #expect(files == ["brief.json", "day.json", "doubtful.json"])
      let alone = try report.run(["day", "--date", "2026-11-20", "--format", "json", "--ledger", ledger])
      #expect(try String(contentsOfFile: directory + "/day.json", encoding: .utf8) == alone.output)
    }
  }

  @Test(arguments: [
    [], ["weather"], ["handover", "--at", "2026-11-21T00:00"], ["day", "--format", "docx"],
    ["range"], ["day", "brief"], ["day", "brief", "--output", "/nonexistent"], ["day", "queue", "--by", "shift"],
    ["incident", "17"], ["day", "--date", "2026-02-30"], ["queue", "--by", "shift"], ["day", "x"],
    ["incident", "20261120-0001", "x"], ["day", "--language", "fr"], ["day", "--unheard-of"],
  ]) func `wrong usage is told on standard error before any ledger is looked for`(arguments: [String]) throws {
    let ended = try report.run(arguments, environment: ["DUTY_LEDGER": "/nonexistent/duty.sqlite"])
    #expect(ended.status == 2)
    #expect(ended.output.isEmpty && !ended.errors.isEmpty)
  }

  @Test func `what is not built yet is refused in one line that names what is`() throws {
    for (arguments, present) in [
      (["weather"], "queue incident handover departments doubtful repeats outlook admissions"),
      (["queue", "--format", "docx"], Self.formats),
    ] {
      let ended = try report.run(arguments)
      #expect(ended.status == 2 && ended.errors.hasSuffix(present + "\n"))
      #expect(ended.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func `help and version go to standard output`() throws {
    let help = try report.run(["--help"])
    #expect(help.status == 0 && help.errors.isEmpty && help.output.contains("从台账出报表"))
    for english in [["--language", "en"], ["--language=en"]] {
      #expect(try report.run(["--help"] + english).output.contains("Reports from the ledger"))
    }
    #expect(try report.run(["--version"]).status == 0)
  }
}
