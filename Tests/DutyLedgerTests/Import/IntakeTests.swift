import DutyCore
import DutyIntake
import DutyLedger
import DutySystem
import Testing

@Suite("what platforms push") struct IntakeTests {
  @Test("a line is recorded and answered with its number")
  func recorded() throws {
    let desk = try Desk()
    let line =
      #"{"source":"grid","externalId":"g-17","received":"2026-11-18T08:30:00+08:00","summary":"井盖缺失","place":"东门","grid":"第1网格","category":"A1","due":"2026-11-18T10:00:00+08:00","reporter":{"name":"某某","phone":"13800000000"}}"#
    #expect(try answer(desk, line) == #"{"entry":7,"line":1,"number":"20261118-0001"}"#)
    let incident = try #require(try desk.imported("g-17", from: "intake:grid"))
    #expect(incident.source == .grid)
    #expect(incident.received == Desk.zone.instant("2026-11-18T08:30"))
    #expect(incident.place?.text == "东门")
    #expect(incident.category == "A1")
    #expect(incident.deadline?.due == Desk.zone.instant("2026-11-18T10:00"))
    #expect(incident.reporter == Words("某某", kind: .name))
    #expect(incident.phone == Words("13800000000", kind: .phone))
    #expect(incident.receivedBy == .intake)
  }

  @Test("only the summary is needed; a category nobody knows is kept in words")
  func least() throws {
    let desk = try Desk()
    #expect(try answer(desk, #"{"summary":"路灯不亮"}"#) == #"{"entry":7,"line":1,"number":"20261118-0001"}"#)
    let first = try #require(IncidentNumber("20261118-0001"))
    #expect(try desk.ledger.incident(numbered: first)?.received == desk.now)
    #expect(try desk.ledger.incident(numbered: first)?.source == .other)
    _ = try answer(desk, #"{"summary":"x","category":"街面秩序","externalId":"1"}"#)
    let second = try #require(try desk.imported("1", from: "intake:other"))
    #expect(second.category == nil)
    #expect(second.categoryHint?.text == "街面秩序")
  }

  @Test("a matter handed down names who is owed the answer: one of those above or beside, else the line is refused")
  func handedDown() throws {
    let desk = try Desk()
    try desk.staff()
    _ = try answer(desk, #"{"summary":"x","source":"county","externalId":"1","handedDownBy":"X-ZX"}"#)
    #expect(try desk.imported("1", from: "intake:county")?.handedDownBy == "X-ZX")
    let refused = try answer(desk, #"{"summary":"x","handedDownBy":"S-ZF"}"#)
    #expect(refused?.contains("执法队不交办事件") == true, "\(refused ?? "")")
  }

  @Test("what was recorded before is answered with its number, and not recorded again")
  func duplicate() throws {
    let desk = try Desk()
    let line = #"{"source":"video","externalId":"v-1","summary":"烟"}"#
    _ = try answer(desk, line)
    let head = try desk.ledger.head
    #expect(try answer(desk, line, number: 5) == #"{"duplicate":true,"line":5,"number":"20261118-0001"}"#)
    #expect(try desk.ledger.head == head)
    let other = #"{"origin":"camera","source":"video","externalId":"v-1","summary":"烟"}"#
    #expect(try answer(desk, other)?.contains("20261118-0002") == true)
  }

  @Test(
    "a line that cannot be taken is answered with the reason",
    arguments: [
      ("{", "这一行不是合规的 JSON 对象。"), ("[]", "这一行不是合规的 JSON 对象。"), ("7", "这一行不是合规的 JSON 对象。"),
      ("{}", "缺少 summary（摘要）。"), (#"{"summary":" "}"#, "缺少 summary（摘要）。"),
      (#"{"summary":"a\u0000b"}"#, "含有空字符（NUL）。"), (#"{"summary":"x","grid":"\u0000"}"#, "含有空字符（NUL）。"),
      (#"{"summary":5}"#, "summary 的类型不对。"),
      (#"{"summary":"x","reporter":{"phone":138}}"#, "reporter.phone 的类型不对。"),
      (
        #"{"summary":"x","source":"web"}"#,
        "没有来源“web”。可用：grid, hotline12345, mailbox, patrol, video, county, walkIn, departmentRequest, neighbour, other, "
          + "village, leaderNote, police110, publicOpinion, dutyPhone。"
      ),
      (#"{"summary":"x","due":"soon"}"#, "due 的“soon”不是时间，应当像 2026-11-21T09:30:00+08:00。"),
      (#"{"summary":"x","urgency":"now"}"#, "没有紧急程度“now”。可用：routine, urgent, emergency。"),
    ])
  func refused(_ line: String, _ reason: String) throws {
    let desk = try Desk()
    let head = try desk.ledger.head
    #expect(try answer(desk, line) == "{\"line\":1,\"refused\":\(JSONText.string(reason))}")
    #expect(try desk.ledger.head == head)
  }

  @Test("blank lines are passed over, a line that is too long is refused")
  func blankAndLong() throws {
    let desk = try Desk()
    let intake = try Intake(into: desk.ledger, language: .en)
    #expect(try intake.answer([], number: 1, now: desk.now) == nil)
    #expect(try intake.answer(Array(" \t\r".utf8), number: 1, now: desk.now) == nil)
    #expect(
      try intake.answer(nil, number: 2, now: desk.now)
        == #"{"line":2,"refused":"The line is longer than 1 MB; it was not read."}"#)
  }

  @Test("a changed catalogue is used from the next line on")
  func freshCatalogue() throws {
    let desk = try Desk()
    let intake = try Intake(into: desk.ledger, language: .zh)
    try desk.housekeeping(
      .room(.setCatalogue(Catalogue(categories: [Category(code: "B1", parent: nil, name: "噪音", limit: nil)]))))
    _ = try intake.answer(Array(#"{"summary":"x","category":"B1","externalId":"1"}"#.utf8), number: 1, now: desk.now)
    #expect(try desk.imported("1", from: "intake:other")?.category == "B1")
  }

  @Test("lines are cut wherever the bytes came apart", arguments: [1, 2, 5, 100])
  func lines(_ size: Int) {
    let bytes = Array("a\n\nbc\r\n中文\nlast".utf8)
    var lines: [String?] = []
    var cutter = LineCutter()
    for start in stride(from: 0, to: bytes.count, by: size) {
      bytes[start..<min(start + size, bytes.count)].withUnsafeBufferPointer { chunk in
        cutter.feed(chunk) { lines.append($0.map { String(decoding: $0, as: UTF8.self) }) }
      }
    }
    cutter.finish { lines.append($0.map { String(decoding: $0, as: UTF8.self) }) }
    #expect(lines == ["a", "", "bc\r", "中文", "last"])
  }

  @Test("a line beyond the limit is left out and the next one is read")
  func longLine() {
    var lengths: [Int?] = []
    var cutter = LineCutter()
    let limit = LineCutter.longestLine
    for length in [limit, limit + 1, 3] {
      let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: length) + [UInt8(ascii: "\n")]
      bytes.withUnsafeBufferPointer { cutter.feed($0) { lengths.append($0?.count) } }
    }
    #expect(lengths == [limit, nil, 3])
  }

  private func answer(_ desk: Desk, _ line: String, number: Int = 1) throws -> String? {
    try Intake(into: desk.ledger, language: .zh).answer(Array(line.utf8), number: number, now: desk.now)
  }
}
