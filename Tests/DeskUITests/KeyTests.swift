import DeskUI
import DutyCore
import Testing

@Suite struct KeyTests {
  @Test(
    "Rule 4: signs of a Chinese input method mean the keys they lie on",
    arguments: [("、", "/"), ("：", ":"), ("？", "?"), ("。", "."), ("Ａ", "A"), ("ｑ", "q"), ("１", "1"), ("　", " ")])
  func folding(_ typed: Character, _ meant: Character) {
    #expect(Key.character(typed).folded == .character(meant))
  }

  @Test("a Hanzi is a word, a full-width letter is a key")
  func words() {
    #expect(Key.character("东").isWord)
    #expect(!Key.character("ａ").isWord)
    #expect(!Key.enter.isWord)
  }

  @Test("every key's name reads back as the key")
  func names() {
    let keys = Command.rows.flatMap(\.keys) + [.control("u"), .backspace, .delete, .function(12)]
    for key in keys { #expect(Key(named: key.name) == key) }
  }

  @Test("Rule 3: no key stands for two commands, and at most twelve letters act")
  func unambiguous() {
    let keys = Command.rows.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    let letters = ActForm.all.flatMap(\.keys).filter {
      if case .character = $0 { return true }
      return false
    }
    #expect(letters.count <= 12)
  }

  @Test("Rule 2: every command has one row, named in both languages")
  func complete() {
    #expect(Command.rows.map(\.command).count == Command.allCases.count)
    for command in Command.allCases {
      for language in Language.allCases {
        #expect(!command.name(language).isEmpty && !command.help(language).isEmpty)
      }
    }
  }
}
