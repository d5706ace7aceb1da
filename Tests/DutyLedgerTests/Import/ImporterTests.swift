import DutyCore
import DutyIntake
import DutyLedger
import Foundation
import Testing

@Suite("an import") struct ImporterTests {
  @Test("each column goes to its place, with its own times")
  func columns() throws {
    let desk = try Desk()
    let done = try imported(
      desk,
      [
        [
          "id": "7", "came": "2026-11-01 08:30", "done": "2026-11-02 10:00", "until": "2026-11-03 18:00",
          "unit": "执法队", "kind": "占道经营", "title": "菜摊占道", "text": "占了半条路", "where": "东门", "area": "第1网格",
          "via": "电话", "answer": "已劝离", "answered": "2026-11-02 09:00", "who": "某某", "tel": "13800000000",
        ]
      ])
    #expect(
      done.tally.json(seconds: 0.5)
        == #"{"duplicates":0,"imported":1,"read":1,"rejected":0,"seconds":0.5,"warnings":0}"#)
    let incident = try #require(try desk.imported("7"))
    #expect(incident.isImported)
    #expect(incident.status == .closed)
    #expect(incident.received == Desk.zone.instant("2026-11-01T08:30"))
    #expect(incident.closed?.time == Desk.zone.instant("2026-11-02T10:00"))
    #expect(incident.outsideDue == Desk.zone.instant("2026-11-03T18:00"))
    #expect(incident.department == "S-ZF")
    #expect(incident.category == "A1")
    #expect(incident.summary.text == "菜摊占道")
    #expect(incident.detail?.text == "占了半条路")
    #expect(incident.place?.text == "东门")
    #expect(incident.grid == "第1网格")
    #expect(incident.source == .hotline12345)
    #expect(incident.reporter == Words("某某", kind: .name))
    #expect(incident.phone == Words("13800000000", kind: .phone))
    let entry = try #require(try desk.ledger.history(of: incident.id).first)
    guard case .importRecord(let record) = entry.action else { return #expect(Bool(false), "\(entry.action)") }
    #expect(record.reply?.text == "已劝离")
    #expect(record.replied == Desk.zone.instant("2026-11-02T09:00"))
    #expect(entry.by == .importer)
    #expect(try desk.ledger.check().problems == [])
  }

  @Test("names the catalogue lacks are kept, blanks are nothing, a missing summary is the category's name")
  func names() throws {
    let desk = try Desk()
    let came = "2026-11-01 08:30"
    let done = try imported(
      desk,
      [
        ["id": "1", "came": came, "until": " ", "unit": "市政科", "kind": "路灯", "sub": "不亮", "area": "  ", "via": "网页"],
        ["id": "2", "came": came, "unit": "C-SJ", "kind": " ", "sub": "A2"],
        ["id": "3", "came": came],
      ])
    #expect(done.tally.imported == 3)
    let first = try #require(try desk.imported("1"))
    #expect(first.department == "市政科")
    #expect(first.category == "路灯 / 不亮")
    #expect(first.summary.text == "路灯 / 不亮")
    #expect(first.grid == nil)
    #expect(first.place == nil)
    #expect(first.source == .other)
    #expect(first.outsideDue == nil)
    #expect(first.status == .received)
    let second = try #require(try desk.imported("2"))
    #expect(second.department == "C-SJ")
    #expect(second.category == "A2")
    #expect(second.summary.text == "违章搭建")
    #expect(try desk.imported("3")?.summary.text == "(无摘要)")
  }

  @Test("bad rows are left out with line, column and reason, the others are kept")
  func rejects() throws {
    let desk = try Desk()
    let good = "2026-11-01 08:30"
    let text =
      Rows.text([
        ["id": "1", "came": good], ["came": good], ["id": "3", "came": " "], ["id": "4", "came": "昨天"],
        ["id": "6", "came": good, "done": "never"],
      ]) + "7,\(good)\n8,\"\(good)\"x,\n" + Rows.line(["id": "9", "came": good])
    let done = try imported(desk, text: text)
    #expect(done.tally.read == 8)
    #expect(done.tally.imported == 2)
    #expect(done.tally.rejected == 6)
    let rejects = done.rejects.sorted { $0.record.line < $1.record.line }
    #expect(rejects.map(\.record.line) == [3, 4, 5, 6, 7, 8])
    #expect(rejects.map(\.fault.column) == [1, 2, 2, 3, 3, 2])
    #expect(
      rejects.map { $0.fault.text(.zh) } == [
        "“id”是空的", "“came”是空的", "“came”里的“昨天”不是时间，应当像 yyyy-MM-dd HH:mm；别的写法可以加进方案的 timestamps",
        "“done”里的“never”不是时间，应当像 yyyy-MM-dd HH:mm；别的写法可以加进方案的 timestamps",
        "表头有 16 列，这一行只有 2 列：少了逗号，或者文字里换了行却没有用引号括起来", "关引号后面还有文字；文字里的引号要写两个（\"\"），整格再用引号括起来",
      ])
    #expect(rejects[1].text(.en).hasSuffix("rows.csv, line 4, column 2 (came): “came” is empty"))
  }

  @Test("the rejects file has each row as it was, for its owner alone")
  func rejectsFile() throws {
    let desk = try Desk()
    let path = desk.directory + "/left.csv"
    let row = ",2026-11-01 08:30,,,,,,\"说\"\"不\"\"，\n再说\",,,,,,,,\n"
    let done = try imported(desk, text: Rows.text([]) + row)
    let file = try RejectsFile(path: path, importing: [], into: desk.ledger.path, language: .zh)
    for reject in done.rejects { try file.add(reject) }
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(written == "line,column,reason," + Rows.text([]) + "2,1,“id”是空的," + row)
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(rights == 0o600)
    #expect(throws: ImportFault.wouldOverwrite(path)) {
      try RejectsFile(path: path, importing: [path], into: desk.ledger.path, language: .zh)
    }
  }

  @Test("a row known before, or twice in one file, comes in once")
  func duplicates() throws {
    let desk = try Desk()
    let rows = Array(repeating: ["id": "1", "came": "2026-11-01 08:30"], count: 2)
    let first = try imported(desk, rows)
    #expect(first.tally.imported == 1)
    #expect(first.tally.duplicates == 1)
    let head = try desk.ledger.head
    let again = try imported(desk, rows)
    #expect(again.tally.imported == 0)
    #expect(again.tally.duplicates == 2)
    #expect(try desk.ledger.head == head)
  }

  @Test("a close before the reception is dropped with a warning, and the incident stays open")
  func closedBefore() throws {
    let desk = try Desk()
    let done = try imported(desk, [["id": "1", "came": "2026-11-02 08:30", "done": "2026-11-01 08:30"]])
    #expect(done.tally.warnings == 1)
    #expect(done.tally.imported == 1)
    #expect(try desk.imported("1")?.status == .received)
  }

  @Test("a time more than a day ahead is kept with a warning, which a dry run counts too")
  func ahead() throws {
    let desk = try Desk(at: "2026-11-18T09:00")
    let rows = [
      ["id": "1", "came": "2062-11-02 08:30"], ["id": "2", "came": "2026-11-02 08:30", "done": "2062-11-02 09:30"],
      ["id": "3", "came": "2026-11-19 09:00"], ["id": "4", "came": "2062-11-02 08:30", "done": "2026-11-02 08:30"],
    ]
    let path = desk.directory + "/ahead.csv"
    try Rows.text(rows).write(toFile: path, atomically: false, encoding: .utf8)
    let preview = try ImportPreview(ImportFile(path: path), by: Rows.profile(), into: desk.ledger, now: desk.now)
    let done = try desk.importing([path], by: Rows.profile())
    #expect(done.tally.imported == 4)
    #expect(done.tally.warnings == 4)
    #expect(preview.tally.warnings == 4)
    #expect(
      done.tally.text(seconds: 0, .en).split(separator: "\n").dropFirst() == [
        "1 were closed before they were received: kept open.", "3 lie in the future: check the year.",
      ])
    #expect(try desk.imported("1")?.number.description == "20621102-0001")
    let again = try ImportPreview(ImportFile(path: path), by: Rows.profile(), into: desk.ledger, now: desk.now)
    #expect(again.tally.duplicates == 4)
    #expect(again.tally.warnings == 0)
  }

  @Test("columns the file lacks are told with those it has")
  func missingColumns() throws {
    let desk = try Desk()
    let path = desk.directory + "/rows.csv"
    let profile = ImportProfile(
      origin: "x", zone: Desk.zone, columns: [.externalId: ["id"], .received: ["came"], .category: ["kind", "sub"]])
    #expect(throws: ImportFault.missingColumns(path, ["came", "sub"], header: ["id", "kind", "地点"], nil)) {
      try imported(desk, text: "id, kind ,地点\n1,2,3\n", by: profile)
    }
    #expect(throws: ImportFault.noHeader(path)) { try imported(desk, text: "") }
  }

  @Test("our own queue comes back in, by its number where it had no other")
  func native() throws {
    let desk = try Desk()
    let text = """
      number,externalId,received,status,category,department,deadline,overdue,summary
      20261117-0003,,2026-11-17T10:00:00+08:00,inHand,A1,S-ZF,2026-11-17T15:00:00+08:00,true,菜摊占道
      20261117-0004,g-9,2026-11-17T10:05:00+08:00,received,,,,false,路灯不亮

      """
    let done = try imported(desk, text: text, by: ImportProfile.named("native"))
    #expect(done.tally.imported == 2)
    #expect(try desk.ledger.known(origin: "native", externalId: "20261117-0003")?.description == "20261117-0001")
    #expect(try desk.ledger.known(origin: "native", externalId: "g-9") != nil)
  }

  @Test("a packed file that breaks off is told, and keeps what came before")
  func brokenOff() throws {
    let desk = try Desk()
    let rows = (1...3000).map { ["id": "\($0)", "came": "2026-11-01 08:30", "title": "第\($0)件，编号 \($0 &* 7919)"] }
    let packed = try packed(Data(Rows.text(rows).utf8), in: desk.directory)
    #expect(try imported(try Desk(), bytes: packed).tally.imported == 3000)
    #expect(throws: ImportFault.brokenOff(desk.directory + "/rows.csv")) {
      try imported(desk, bytes: packed.prefix(packed.count * 3 / 4))
    }
    #expect(try desk.imported("1") != nil)
    #expect(try desk.imported("3000") == nil)
    let whole = try imported(desk, bytes: packed)
    #expect(whole.tally.imported + whole.tally.duplicates == 3000)
    #expect(whole.tally.duplicates > 0)
  }

  @Test("a file that is not there, or a directory, is told")
  func unreadable() {
    #expect(throws: ImportFault.unreadable("/nowhere/at/all", "No such file or directory")) {
      try ImportFile(path: "/nowhere/at/all")
    }
    #expect(throws: ImportFault.unreadable("/", "Is a directory")) { try ImportFile(path: "/") }
  }

  @Test("a batch shrinks at once where commits are slow and grows by half at most")
  func batches() {
    var size = BatchSize()
    #expect(size.rows == 16)
    size.learn(rows: 16, took: 1_000_000)
    #expect(size.rows == 24)
    size.learn(rows: 24, took: 2 * BatchSize.aim)
    #expect(size.rows == 12)
    size.learn(rows: 12, took: 10_000_000_000)
    #expect(size.rows == 8)
    for _ in 0..<40 { size.learn(rows: size.rows, took: 0) }
    #expect(size.rows == 2000)
  }
}
