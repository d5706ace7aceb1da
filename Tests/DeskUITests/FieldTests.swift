import DutyCore
import Testing

@testable import DeskUI

/// What a field takes, whatever was typed or pasted into it.
@Suite struct FieldTests {
  private func typed(_ text: String, at caret: Int? = nil, in start: String = "") -> Field {
    var field = Field(.summary, .line, text: start)
    for _ in 0..<(start.count - (caret ?? start.count)) { _ = field.edit(.left) }
    field.type(text)
    return field
  }

  @Test("control characters stay out; a line end or a tab becomes a blank")
  func controls() {
    #expect(typed("a\u{0}b\u{7}c\u{1B}d\u{7F}e\u{85}f\u{9B}g").text == "abcde fg")
    #expect(typed("东门\r\n菜场\n摊贩\t占道").text == "东门 菜场 摊贩 占道")
  }

  @Test("full-width letters, digits and Chinese signs stay as they were typed")
  func fullWidth() {
    #expect(typed("Ａ座１２号，“东门”、。").text == "Ａ座１２号，“东门”、。")
  }

  @Test("an accent that comes on its own joins the letter before the caret")
  func accents() {
    let field = typed("\u{301}", at: 1, in: "eb")
    #expect(field.text == "e\u{301}b")
    #expect(field.caret == 1)
  }

  @Test(
    "Rule 5: a picker finds by Hanzi, code, pinyin in full and begun, and initials, what begins so first",
    arguments: [
      ("执法", ["C-ZF", "S-ZF"]), ("zhifadui", ["S-ZF"]), ("zongh", ["C-ZF"]), ("zhzf", ["C-ZF"]), ("ZFD", ["S-ZF"]),
      ("s-sj", ["S-SJ"]), ("sjj", ["C-SJ"]), ("gongdian", ["U-GD"]), ("ＧＤ", ["U-GD"]), ("ifa", []), ("。", []),
    ])
  func pickers(_ typed: String, _ codes: [String]) {
    let station = Station()
    var field = Field(.unit, .pick(.units))
    field.type(typed)
    let found = field.options(in: station.ledger.room, .zh).map(\.code)
    #expect(Set(found) == Set(codes), "\(found)")
    if typed == "执法" { #expect(found.first == "S-ZF") }
  }

  @Test("Rule 5: the menu finds an act by its name, its pinyin and its initials", arguments: ["重办", "chongb", "cb"])
  func menu(_ typed: String) {
    var menu = Menu(Act.allCases.map(Command.act))
    menu.typed = typed
    #expect(menu.found(.zh).contains(.act(.reopen)) && menu.found(.zh).count < 8)
  }
}
