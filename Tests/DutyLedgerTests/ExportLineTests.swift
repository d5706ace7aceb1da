import DutyCore
import DutyLedger
import Foundation
import Testing

@Suite("an export") struct ExportLineTests {
  @Test("has texts where they belong, and no name, phone or PIN")
  func masked() throws {
    let desk = try Desk()
    let tricky = #"他说"{"digest":"","kind":"text","word":0}" \ 好"#
    try desk.act(
      .receive(
        Reception(
          source: .grid, summary: Words(tricky), place: Words("东门"), grid: #"{"digest":"","word":1}"#,
          reporter: Words("某某某", kind: .name), phone: Words("13800001234", kind: .phone))))
    var lines: [String] = []
    try desk.ledger.entries { lines.append(try ExportLine.text($0)) }
    #expect(lines.count == 7)
    let last = try #require(lines.last)
    let entry = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    let facts = try #require(entry["facts"] as? [String: Any])
    #expect(entry["action"] as? String == "receive")
    #expect(entry["number"] as? Int == 7)
    #expect(facts["summary"] as? String == tricky)
    #expect(facts["place"] as? String == "东门")
    #expect(facts["grid"] as? String == #"{"digest":"","word":1}"#)
    #expect(facts["reporter"] as? String == "某*")
    #expect(facts["phone"] as? String == "138****1234")
    let enrolment = try #require(lines.dropLast().last)
    #expect(enrolment.contains(#""name":"领导丙""#))
    #expect(enrolment.contains(#""pin":"****""#))
    #expect(lines.allSatisfy { !$0.contains("\n") })
  }
}
