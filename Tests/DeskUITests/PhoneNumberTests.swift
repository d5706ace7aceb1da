import Testing

@testable import DeskUI

/// Numbers that are somebody's, and numbers that are not.
@Suite struct PhoneNumberTests {
  @Test(
    "Rule 20: of a telephone number the ends are shown, however it is written",
    arguments: [
      ("请回电13800000000，谢谢", "请回电138****0000，谢谢"), ("138 0000 0000", "138 **** 0000"),
      ("138-0000-0000", "138-****-0000"),
      ("+8613800000000", "+861******0000"), ("１３８００００００００", "１３８＊＊＊＊００００"), ("0571-8800000", "057*-***0000"),
      ("13800000000 13900000001", "138****0000 139****0001"), ("2026 13800000000", "2026 138****0000"),
      ("20261126-0010 13800000000", "20261126-0010 138****0000"), ("20261326-0310 20261126", "20261326-031* ****1126"),
    ])
  func masked(_ text: String, _ shown: String) { #expect(PhoneNumbers.masked(text) == shown) }

  @Test(
    "the control: numbers of matters and orders, days and clocks stay as they are",
    arguments: [
      "20261126-0010 20261126-0021 20261126-0310 20261126-0571", "20261126-0310、20261126-0571", "0010 20261126",
      "20261124-0017", "样20261124001", "2026-11-24 09:30", "1124-0003 08:40", "3号楼1单元", "1234567", "",
    ])
  func unmasked(_ text: String) { #expect(PhoneNumbers.masked(text) == text) }

  @Test("facts stay whole: a line breaks between them, and within one only where it is longer than a line")
  func pairs() {
    func lines(_ facts: [String], _ columns: Int) -> [String] {
      Line.pairs(facts, columns).map { $0.spans.map(\.text).joined() }
    }
    let facts = ["地点 东门菜场", "来源 热线", "登记 08:40 乙某"]
    #expect(lines(facts, 80) == ["地点 东门菜场  来源 热线  登记 08:40 乙某"])
    #expect(lines(facts, 30) == ["地点 东门菜场  来源 热线", "登记 08:40 乙某"])
    #expect(lines(facts, 10) == ["地点 东门", "  菜场", "来源 热线", "登记 08:40", "  乙某"])
    #expect(lines([], 10).isEmpty)
  }
}
