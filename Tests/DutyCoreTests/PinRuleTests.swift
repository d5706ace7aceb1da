import DutyCore
import Testing

/// Tests which PINs may be chosen.
@Suite struct PinRuleTests {
  @Test(
    "a PIN is six digits or more, not all alike and not in a row",
    arguments: [
      ("246813", nil), ("100000", nil), ("112233", nil), ("012346", nil), ("13579246801357924680135792468013", nil),
      ("", .notDigits), ("    ", .notDigits), ("abcdef", .notDigits), ("12345a", .notDigits), ("１２３４５７", .notDigits),
      ("-24681", .notDigits), ("24 681", .notDigits), ("24681", .tooShort), ("1111", .tooShort), ("1234", .tooShort),
      ("135792468013579246801357924680135", .tooLong), ("111111", .allAlike), ("00000000", .allAlike),
      ("123456", .inARow), ("654321", .inARow), ("0123456789", .inARow), ("890123", .inARow), ("210987", .inARow),
      ("98765432", .inARow),
    ] as [(String, PinRule.Objection?)])
  func rule(_ pin: String, _ objection: PinRule.Objection?) {
    #expect(PinRule.objection(to: pin) == objection)
  }

  @Test("what is said of a PIN that may not be chosen names the rule, in both languages")
  func words() {
    for objection in PinRule.Objection.allCases {
      for language in Language.allCases { #expect(objection.text(language).contains(PinRule.text(language))) }
    }
  }

  @Test("a PIN that is made may be chosen, whatever the dice say")
  func made() {
    /// Falls on what may not be first.
    struct Loaded: RandomNumberGenerator {
      var faces: [Int]
      mutating func next() -> UInt64 {
        let face = faces.count > 1 ? faces.removeFirst() : faces[0]
        // As a range of a million maps them: the upper bits count.
        return UInt64(face) * (UInt64.max / 1_000_000) + UInt64.max / 2_000_000
      }
    }
    var dice = Loaded(faces: [0, 111_111, 123_456, 654_321, 7, 246_813])
    var control = Loaded(faces: [123_456])
    #expect(Int.random(in: 0...999_999, using: &control) == 123_456, "the dice are not read as they are loaded")
    #expect(PinRule.made(by: &dice) == "000007")
    #expect(PinRule.made(by: &dice) == "246813")
  }
}
