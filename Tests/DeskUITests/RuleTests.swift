import DutyCore
import Foundation
import Testing

@testable import DeskUI

/// The desk's rules, one after the other. What other suites hold bears the number of its rule in its name.
@Suite struct RuleTests {
  /// Somebody at a desk of the sample station.
  struct Sitting {
    let station: Station
    var desk: Desk
    var now = Station.moment("2026-11-24T09:00")
    var effects: [Effect] = []

    init(_ station: Station = Station().withTwoMatters(), signedOn: Bool = true, rows: Int = 24, columns: Int = 80) {
      self.station = station
      desk = station.desk()
      give(.resize(Grid.Size(rows: rows, columns: columns)))
      if signedOn { signOn("甲某") }
    }

    mutating func give(_ event: Event) {
      var asked = desk.update(event)
      while !asked.isEmpty {
        let effect = asked.removeFirst()
        effects.append(effect)
        for answer in station.ledger.perform(effect, now: now) { asked += desk.update(answer) }
      }
    }

    mutating func press(_ keys: Key...) { for key in keys { give(.key(key)) } }
    mutating func type(_ text: String) { for character in text { give(.key(.character(character))) } }
    mutating func wait(_ span: Duration) {
      now = now + span
      give(.tick(now))
    }
    mutating func meanwhile(_ words: String) throws {
      for event in try #require(station.meanwhile(words, now: now)) { give(event) }
    }
    mutating func signOn(_ name: String) {
      press(.character("s"))
      type(name)
      press(.enter)
      type("1234")
      press(.enter)
    }
    /// Opens an act's form by its name in the menu.
    mutating func choose(_ name: String) {
      press(.function(9))
      type(name)
      press(.enter)
    }

    var screen: String { desk.draw().lines.joined(separator: "\n") }
    var form: Form? { if case .form(let form)? = desk.screens.last { form } else { nil } }
    func incident(_ serial: Int) -> Incident? { station.ledger.incident(serial: serial) }
  }

  // MARK: 1–5

  @Test("Rule 1: a queue that moves never moves the selection to another incident")
  func selection() throws {
    var sitting = Sitting()
    sitting.press(.down)
    let selected = try #require(sitting.incident(2)?.id)
    #expect(sitting.desk.selection == selected)
    try sitting.meanwhile("乙某登记了一件应急")
    try sitting.meanwhile("又登记了三十件")
    #expect(sitting.desk.selection == selected)
    #expect(sitting.desk.snapshot?.order.firstIndex(of: selected) != 1, "the control: its row is another")
  }

  @Test("Rule 1: a key acts on what was on screen; what has changed is shown and asked again")
  func overtaken() throws {
    var sitting = Sitting()
    sitting.press(.character("a"))
    try sitting.meanwhile("乙某在0001上记了一条")
    sitting.press(.enter)
    #expect(sitting.form?.complaint?.contains("刚刚变了") == true)
    #expect(sitting.incident(1)?.responses.isEmpty == true)
    sitting.press(.enter)
    #expect(sitting.incident(1)?.responses.map(\.id.unit) == ["S-ZF"])
  }

  @Test("Rule 2: a key that cannot be used says why, in either language", arguments: Language.allCases)
  func obstacles(_ language: Language) {
    let station = Station().withTwoMatters()
    var desk = station.desk(language, isReadOnly: true)
    for effect in desk.update(.resize(Grid.Size(rows: 24, columns: 80))) {
      for answer in station.ledger.perform(effect, now: Station.opening) { _ = desk.update(answer) }
    }
    for act in ActForm.all {
      for key in act.keys {
        _ = desk.update(.key(key))
        #expect(desk.notice?.style == .refusal && desk.notice?.text.isEmpty == false, "\(act)")
        #expect(desk.screens.isEmpty)
      }
    }
  }

  @Test("Rule 2: the hints are names and keys of the table of commands")
  func hints() {
    let sitting = Sitting()
    let row = sitting.desk.draw().text(row: 22)
    let shown = row.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    let table = Command.rows.flatMap { [$0.chinese.name] + $0.keys.map(\.name) }
    #expect(shown.count > 6)
    for word in shown { #expect(table.contains(word), "\(word)") }
  }

  @Test("Rule 3: the keys that every list has, mean the same here")
  func commonKeys() {
    let meant: [(String, Command)] = [
      ("j", .down), ("k", .up), ("Down", .down), ("Up", .up), ("g", .top), ("G", .bottom), ("PgUp", .pageUp),
      ("PgDn", .pageDown), ("/", .search), ("n", .nextHit), ("N", .previousHit), (":", .menu), ("?", .help),
      ("Tab", .nextTab), ("Space", .mark), ("Enter", .open), ("q", .quit),
    ]
    for (name, command) in meant { #expect(Key(named: name).flatMap(Command.on) == command, "\(name)") }
  }

  @Test("Rule 4: received, assigned, acknowledged, answered and closed without a letter on any key")
  func withoutLetters() {
    var sitting = Sitting()
    sitting.press(.function(2))
    // What an input method puts into a field are words, not keys.
    sitting.type("北门占道")
    sitting.press(.enter, .enter)
    sitting.type("占道")
    sitting.press(.enter, .pageDown, .enter)
    #expect(sitting.incident(3)?.category == "ZD")
    sitting.press(.function(3), .enter, .function(5), .enter, .function(6))
    sitting.type("已劝离")
    sitting.press(.pageDown, .enter)
    #expect(sitting.incident(3)?.status == .handled)
    sitting.press(.function(7), .character("1"), .pageDown, .enter)
    #expect(sitting.incident(3)?.status == .closed)
  }

  @Test("Rule 4: F2 is one thing: in a form it submits nothing and says what does")
  func oneMeaning() {
    var sitting = Sitting()
    sitting.press(.character("l"))
    sitting.type("已告知")
    let revision = sitting.incident(1)?.revision
    sitting.press(.function(2))
    #expect(sitting.form?.act == .note && sitting.incident(1)?.revision == revision)
    #expect(sitting.screen.contains("提交按 Ctrl-S"))
    sitting.press(.control("s"))
    #expect(sitting.form == nil && sitting.incident(1)?.revision != revision)
  }

  @Test("Rule 4: a Hanzi typed in a list opens the search with it and does nothing else")
  func hanzi() {
    var sitting = Sitting()
    let before = sitting.station.ledger.entries
    sitting.type("东")
    #expect(sitting.desk.screens == [.search] && sitting.desk.finding.field.text == "东")
    #expect(sitting.station.ledger.entries == before)
  }

  @Test("Rule 5: search finds by Hanzi, pinyin and initials, also what is over", arguments: ["菜场", "caichang", "dmcc"])
  func search(_ typed: String) {
    var sitting = Sitting()
    sitting.choose("直接答复")
    sitting.type("已说明")
    sitting.press(.control("s"))
    #expect(sitting.incident(1)?.status == .closed)
    sitting.press(.character("/"))
    sitting.type(typed)
    #expect(sitting.desk.finding.hits == [sitting.incident(1)?.id])
  }

  // MARK: 6–10

  @Test("Rule 6: danger is confirmed by F8 alone, after 300 ms; what was typed ahead is dropped")
  func danger() {
    var sitting = Sitting(signedOn: false)
    sitting.signOn("丙某")
    sitting.choose("作废")
    sitting.type("登记重复")
    sitting.press(.control("s"))
    #expect(sitting.screen.contains("F8 确认；其他键取消"))
    sitting.press(.function(8), .enter)
    #expect(sitting.form?.confirmingSince != nil && sitting.incident(1)?.status == .received, "typed ahead")
    sitting.wait(Duration(milliseconds: 300))
    sitting.press(.enter)
    #expect(sitting.form?.confirmingSince == nil && sitting.incident(1)?.status == .received, "Enter cancels")
    sitting.press(.control("s"))
    sitting.wait(Duration(milliseconds: 300))
    sitting.press(.function(8))
    #expect(sitting.incident(1)?.status == .voided)
  }

  @Test("Rule 7: Esc on no screen quits, and none loses what was typed")
  func escape() {
    var sitting = Sitting()
    let openers: [Key] = [.character("r"), .character("?"), .character(":"), .character("/"), .enter, .function(11)]
    for opener in openers {
      sitting.press(opener)
      for _ in 0..<4 { sitting.press(.escape) }
      #expect(sitting.desk.screens.isEmpty, "\(opener)")
    }
    #expect(!sitting.effects.contains(.quit))
    sitting.press(.character("r"))
    sitting.type("写到一半")
    sitting.press(.escape, .character("r"))
    #expect(sitting.form?[.summary]?.text == "写到一半")
  }

  @Test("Rule 8: recorded is said only once the ledger has it; a lost answer is settled by the act's own key")
  func unknownOutcome() throws {
    var sitting = Sitting()
    let before = sitting.station.ledger.entries
    sitting.press(.character("l"))
    sitting.type("已告知")
    try sitting.meanwhile("下一次回答丢了")
    sitting.press(.control("s"))
    #expect(!sitting.screen.contains("已记录") && sitting.screen.contains("再按 Enter 核对"))
    let key = try #require(sitting.form?.key)
    sitting.press(.enter)
    #expect(sitting.screen.contains("已记录 #\(before + 1)") && sitting.station.ledger.entries == before + 1)
    let sent = sitting.effects.compactMap { if case .commit(let submission) = $0 { submission.key } else { nil } }
    #expect(sent == [key, key])
  }

  @Test("Rule 9: undo is offered for 20 s, counted down in sight, and is an entry of its own")
  func undo() {
    var sitting = Sitting()
    sitting.press(.character("t"), .enter, .character("h"), .character("1"), .enter)
    sitting.type("已劝离")
    sitting.press(.enter)
    let entries = sitting.station.ledger.entries
    #expect(sitting.screen.contains("Backspace 撤销处置 20秒"))
    sitting.wait(.seconds(19))
    #expect(sitting.screen.contains("Backspace 撤销处置 1秒"))
    sitting.press(.backspace, .enter)
    #expect(sitting.station.ledger.entries == entries + 1 && sitting.incident(1)?.status == .inHand)
  }

  @Test("Rule 9: after 20 s nothing is taken back any more")
  func undoTooLate() {
    var sitting = Sitting()
    sitting.press(.character("a"), .enter)
    sitting.wait(.seconds(20))
    #expect(!sitting.screen.contains("撤销"))
    sitting.press(.backspace)
    #expect(sitting.desk.screens.isEmpty && sitting.desk.notice?.style == .refusal)
  }

  @Test("Rule 10: an emergency rings and stays on the banner; it takes neither selection nor field, a key goes there")
  func emergency() throws {
    var sitting = Sitting()
    let selection = sitting.desk.selection
    sitting.press(.character("l"))
    sitting.type("写到一半")
    sitting.effects = []
    try sitting.meanwhile("乙某登记了一件应急")
    #expect(sitting.effects.contains(.bell))
    #expect(sitting.desk.selection == selection && sitting.form?[.words]?.text == "写到一半")
    #expect(sitting.screen.contains("应急 1 件没有看"))
    sitting.press(.escape, .character("j"), .character("k"))
    #expect(sitting.screen.contains("应急 1 件没有看"), "until it is looked at")
    sitting.press(.character("0"))
    #expect(sitting.desk.selection == sitting.incident(3)?.id && sitting.desk.screens == [.incident(scroll: 0)])
    #expect(!sitting.screen.contains("没有看"))
    sitting.press(.character("r"))
    sitting.type("另一件")
    sitting.press(.function(1), .character("0"), .character("r"))
    #expect(sitting.form?[.summary]?.text == "另一件", "what was being written is kept")
  }
}
