import Foundation
import TestSupport
import Testing

/// A shift is handed over at the desk, and the sheet that both signed is printed from the ledger afterwards.
@Suite struct HandoverProgramTests {
  private let desk = Program("duty-desk")
  private let report = Program("duty-report")

  private func signOn(_ name: String, _ pin: String) -> String {
    "key s\ntype \(name)\nkey Enter\ntype \(pin)\nkey Enter\n"
  }

  /// One sits; both read the sheet and sign it; the first prints it twice.
  private func story(_ first: (name: String, pin: String), _ second: (name: String, pin: String)) -> String {
    let sitting =
      "now 2027-03-01T09:00+08:00\nsize 80x24\n" + signOn(first.name, first.pin)
      + "key F9\ntype 上岗\nkeys Enter Ctrl-S\n"
    // The desk has locked itself meanwhile.
    let leaving =
      "now 2027-03-01T11:58+08:00\ntype \(first.pin)\nkey Enter\nkey F9\ntype 交班\nkey Enter\nscreen\nkeys p p\nscreen\nkeys Enter Ctrl-S\n"
    let coming =
      "now 2027-03-01T12:02+08:00\n" + signOn(second.name, second.pin)
      + "key F9\ntype 交班\nkeys Enter Enter Ctrl-S\nscreen\n"
    return sitting + leaving + coming
  }

  /// A station in which that has happened, what the desk showed, and where it printed.
  private func withSignedSheet(_ body: (Station, Program.Ending, _ printed: String) throws -> Void) throws {
    try Station.founded(["--station", "柳浦镇", "--timezone", "+08:00", "--practice"]) { station in
      let first = ("领导甲", try station.enrol("领导甲", rank: "leader"))
      let second = ("领导乙", try station.enrol("领导乙", rank: "leader"))
      let script = try station.file("story.desk", story(first, second))
      let printed = station.directory + "/printed"
      try FileManager.default.createDirectory(atPath: printed, withIntermediateDirectories: false)
      let played = try desk.run(["--ledger", station.ledger, "--script", script], from: printed)
      #expect(played.status == 0, "\(played.errors)")
      try body(station, played, printed)
    }
  }

  @Test("the sheet both signed is printed with both signatures and the head, and check knows that head")
  func handOver() throws {
    try withSignedSheet { station, played, printed in
      #expect(played.output.contains("柳浦镇 交接单 2027-03-01 早班"))
      #expect(played.output.contains("交接单已存到"))
      let files = try FileManager.default.contentsOfDirectory(atPath: printed).sorted()
      #expect(files == ["交接单-柳浦镇-2027-03-01-早班-2.txt", "交接单-柳浦镇-2027-03-01-早班.txt"])

      let sheet = try report.run(["handover", "--ledger", station.ledger])
      #expect(sheet.status == 0, "\(sheet.errors)")
      #expect(sheet.output.contains("交班签字    领导甲 2027-03-01 11:58 已签"))
      #expect(sheet.output.contains("接班签字    领导乙 2027-03-01 12:02 已签"))
      let line = try #require(sheet.lines.first { $0.hasPrefix("台账校验码") })
      let head = String(line.suffix(64))
      #expect(try station.admin(["check", "--against", head]).status == 0)
      #expect(try station.admin(["check", "--against", String(repeating: "0", count: 64)]).status == 1)
      // What was printed before the signatures stands under the same head.
      let kept = try String(contentsOfFile: printed + "/" + (try #require(files.last)), encoding: .utf8)
      #expect(kept.contains(head) && kept.contains("交班签字    未签"))
    }
  }

  @Test("a signed sheet is the same bytes in another zone and locale, and when asked again")
  func elsewhere() throws {
    try withSignedSheet { station, _, _ in
      for (format, language) in [
        ("text", "zh"), ("text", "en"), ("html", "zh"), ("html", "en"), ("csv", "zh"), ("json", "zh"),
      ] {
        let arguments = [
          "handover", "--date", "2027-03-01", "--shift", "早班", "--format", format, "--language", language, "--ledger",
          station.ledger,
        ]
        let first = try report.run(arguments, environment: ["TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"])
        #expect(first.status == 0 && first.errors.isEmpty && !first.output.isEmpty, "\(format): \(first.errors)")
        let elsewhere = ["TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8", "LANG": "C"]
        #expect(try report.run(arguments, environment: elsewhere) == first, "\(format) \(language)")
        #expect(try report.run(arguments, environment: elsewhere) == first, "\(format) \(language) again")
      }
      // The control: another language is other bytes, and so would another zone's be.
      let chinese = try report.run(["handover", "--language", "zh", "--ledger", station.ledger])
      #expect(try report.run(["handover", "--language", "en", "--ledger", station.ledger]).output != chinese.output)
      #expect(chinese.output.contains("2027-03-01 11:58 已签"))
    }
  }

  @Test("a shift in which nobody sat has no sheet: one line, and exit code 1")
  func nobody() throws {
    try Station.founded { station in
      let none = try report.run(["handover", "--ledger", station.ledger, "--language", "en"])
      #expect(none.status == 1 && none.output.isEmpty)
      #expect(none.errors == "Nobody took the seat then; there is no sheet.\n")
    }
  }
}
