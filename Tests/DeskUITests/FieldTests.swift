import DutyCore
import Testing

@testable import DeskUI

/// Tests what a field takes, whatever was typed or pasted into it.
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

  @Test("what is longer than the field is cut there, in one go, and the field says so")
  func cut() {
    var field = Field(.summary, .line, text: "甲")
    let huge = String(repeating: "东门", count: 500_000)
    var isWhole = field.type(huge)
    #expect(!isWhole)
    #expect(field.typed.count == Field.longestText && field.text.hasPrefix("甲东门东"))
    isWhole = field.type("x")
    #expect(!isWhole && field.typed.count == Field.longestText)
    _ = field.edit(.backspace)
    isWhole = field.type("x")
    #expect(isWhole && field.text.last == "x")
    // One character of a million marks is as long as they are.
    var marked = Field(.summary, .line)
    isWhole = marked.type("e" + String(repeating: "\u{301}", count: 1_000_000))
    #expect(!isWhole)
    #expect(marked.text.unicodeScalars.count == Field.longestText)
  }

  @Test("what is pasted and too long is cut with a word, into a field, a search, and onto the board")
  func cutOnDesk() {
    let station = Station().withTwoMatters()
    let huge = String(repeating: "东门菜场占道经营，电话 138-0000-0000。\n", count: 50_000)
    for keys: [Key] in [[], [.character("/")], [.character("r"), .character("x")], [.character("s")]] {
      var desk = station.desk()
      func give(_ event: Event) {
        var effects = desk.update(event)
        while !effects.isEmpty {
          for answer in station.ledger.perform(effects.removeFirst(), now: Station.opening) {
            effects += desk.update(answer)
          }
        }
      }
      give(.resize(Grid.Size(rows: 24, columns: 80)))
      for key in [.character("s")] + "甲某".map(Key.character) + [.enter] + "1234".map(Key.character) + [.enter] + keys {
        give(.key(key))
      }
      give(.paste(huge))
      #expect(desk.notice?.text.hasPrefix("粘贴内容过长，已截取前 ") ?? false, "\(keys): \(desk.notice?.text ?? "")")
      #expect(desk.draw().lines.last?.contains("已截取前") ?? false)
    }
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
    var menu = Menu(ActForm.all.map(Command.act))
    menu.typed = typed
    #expect(menu.found(.zh).contains(.act(.reopen)) && menu.found(.zh).count < 8)
  }
}
