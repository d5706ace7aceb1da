import DutyCore
import TestSupport
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

  /// 64 hex digits with `digits` from `place` on, as one of them by itself would look like a telephone.
  private func head(_ digits: String, at place: Int, _ dice: inout PinnedDice) -> String {
    var head = (0..<64).map { _ in "0123456789abcdef".randomElement(using: &dice) ?? "0" }
    head.replaceSubrange(place..<place + digits.count, with: Array(digits))
    for beside in [place - 1, place + digits.count] where head.indices.contains(beside) { head[beside] = "c" }
    return String(head)
  }

  private static let numbers = ["13800000000", "8613800000000", "057188000000", "0571880000", "138000000001234567"]

  @Test("a ledger's head is never masked, wherever in it there are digits, and a telephone beside it is")
  func heads() {
    var dice = PinnedDice(seed: 28)
    for number in Self.numbers {
      for place in 0...64 - number.count {
        let head = head(number, at: place, &dice)
        #expect(PhoneNumbers.masked("台账校验码  \(head)") == "台账校验码  \(head)")
        #expect(PhoneNumbers.masked("1043 \(head.uppercased()) 13800000000") == "1043 \(head.uppercased()) 138****0000")
        #expect(PhoneNumbers.masked("0571 \(head) 88000000") == "0571 \(head) 88000000", "nor is one made up with it")
        for piece in [
          String(head.prefix(12)), String(head.suffix(8)), String(head.dropFirst(place).prefix(number.count)),
        ] {
          #expect(PhoneNumbers.masked("校验 \(piece)", sparing: [head]) == "校验 \(piece)")
        }
      }
    }
    for number in Self.numbers.dropLast() { #expect(PhoneNumbers.masked(number) != number, "the control: \(number)") }
  }

  @Test("nor is one that a narrow screen breaks, which the screen knows")
  func brokenHeads() {
    var dice = PinnedDice(seed: 40)
    var masked = 0
    for number in Self.numbers {
      for place in 0...64 - number.count {
        let head = head(number, at: place, &dice)
        for columns in [16, 31, 40, 57, 80] {
          let lines = SafeText.wrapped("台账校验码  \(head)", columns)
          var grid = Grid(Grid.Size(rows: lines.count, columns: columns))
          for (row, line) in lines.enumerated() { grid.put(line, row: row, column: 0) }
          var (spared, unknown) = (grid, grid)
          spared.maskPhoneNumbers(sparing: [head])
          #expect(spared == grid, "\(columns): \(lines)")
          unknown.maskPhoneNumbers()
          masked += unknown == grid ? 0 : 1
        }
      }
    }
    #expect(masked > 0, "the control: unknown, a piece looks like a telephone")
  }

  @Test(
    "numbers of entries, matters, days and orders are taken neither for a telephone nor for a piece of one",
    arguments: [
      "#138 20261121-0007", "138 2026-11-21 09:30", "139 2026-11-21", "记录 138 20261121-0007 0571",
      "sha256 138000000005713800000000ff13800000000000000000000000000000000000",
    ])
  func others(_ text: String) { #expect(PhoneNumbers.masked(text) == text) }

  @Test("an order's number stands as it is, and a telephone that was written in its place does not")
  func orders() {
    for order in ["057120261121", "202611210571", "12345-20261121-0571-88000001", "样20261124001", ""] {
      #expect(PhoneNumbers.maskedOrder(order) == order)
    }
    #expect(PhoneNumbers.maskedOrder("13800000000") == "138****0000")
    #expect(PhoneNumbers.maskedOrder("138 0000 0000") == "138 **** 0000")
    let order = "057120261121"
    #expect(PhoneNumbers.masked("工单 \(order) 来电 13800000000", sparing: [order]) == "工单 \(order) 来电 138****0000")
    #expect(PhoneNumbers.masked("工单 \(order)") != "工单 \(order)", "the control")
    let (short, piece) = ("138", "0000000000")
    #expect(PhoneNumbers.masked("138 0000 0000", sparing: [short]) == "138 **** 0000", "no order opens a telephone")
    #expect(PhoneNumbers.masked("13800000000", sparing: [piece]) == "138****0000")
  }

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
