import DutyCore

/// Everything an officer can ask the desk for. `Command.rows` says of each on which keys it is, under which name, and what
/// it does: hint lines, menu, help and the manual are printed from it. The row of an act is its form's.
package enum Command: Hashable, Sendable {
  case act(ActForm)
  case open, mark, undo, wording, alarm, search, nextHit, previousHit, menu, help, handover, rectifications, print,
    lock, back, quit
  case up, down, pageUp, pageDown, top, bottom, nextTab, previousTab, pickTab
}

extension Command: CaseIterable {
  package static var allCases: [Command] {
    ActForm.all.map(act) + [.open, .mark, .undo, .wording, .alarm, .search, .nextHit, .previousHit]
      + [.menu, .help, .handover, .rectifications, .print, .lock, .back, .quit]
      + [.up, .down, .pageUp, .pageDown, .top, .bottom, .nextTab, .previousTab, .pickTab]
  }
}

extension Command {
  package struct Row: Sendable {
    package let command: Command
    package let keys: [Key]
    package let chinese: (name: String, help: String)
    package let english: (name: String, help: String)
  }

  /// Commands with a form come first (docs/desk.md#keys-are-rows).
  package static let rows: [Row] =
    ActForm.all.map(\.row) + [
      row(.open, [.enter], "打开", "打开选中的事件", "open", "open the selected incident"),
      row(
        .mark, [.character(" ")], "标记", "标上几件，办结、派单、记录一次办；Esc 去掉标记", "mark",
        "mark several: close, assign, note and the like do them at once; Esc unmarks"),
      row(
        .undo, [.backspace], "撤销", "刚登记的 20 秒内可以撤销：另记一条更正", "undo",
        "within 20 s what was just recorded can be taken back, by a correcting entry"),
      row(
        .wording, [.function(11)], "通知文本", "派单通知的文字，复制到微信、浙政钉即可发送", "text",
        "the text that calls the units, to copy and send"),
      row(
        .alarm, [.character("0")], "看应急", "到应急提示的那一件；都看过了，就依次看没办结的应急", "emergency",
        "go to the emergency of the banner; where all were looked at, to one after the other"),
      row(
        .menu, [.function(9), .character(":")], "操作", "列出所有操作：用方向键选，或者打名称找", "menu",
        "every command: choose with the arrows, or type its name"),
      row(
        .search, [.character("/"), .function(12)], "检索", "汉字、全拼、首字母、编号都能找，办结的也找得到", "search",
        "by Hanzi, pinyin, initials or number; past ones too"),
      row(.nextHit, [.character("n")], "下一个", "检索到的下一件", "next hit", "the next one that was found"),
      row(.previousHit, [.character("N")], "上一个", "检索到的上一件", "previous hit", "the one found before it"),
      row(.help, [.function(1), .character("?")], "帮助", "这一页", "help", "this page"),
      row(
        .handover, [], "交接单", "看这一班的交接单；看了再签、再打印", "handover sheet", "the sheet of the shift, to read, sign or print"),
      row(
        .rectifications, [], "整改项", "没有了结的整改项；在事件里打开，就是这一件的", "rectifications",
        "what is left to be put right; on an incident's page, of that one"),
      row(
        .print, [.character("p"), .control("p")], "打印", "把打开的交接单存成文件，不覆盖别的文件", "print",
        "save the sheet that is open to a file of its own"),
      row(
        .lock, [.control("z")], "锁定", "离开座位时锁定；3分钟无操作遮蔽电话，30分钟无操作自动锁定", "lock",
        "lock when you leave the seat; idle, numbers are masked after 3 minutes and it locks after 30"),
      row(.back, [.escape, .control("g")], "返回", "返回上一页；写了的内容会留着", "back", "go back; what was typed is kept"),
      row(.quit, [.character("q"), .function(10)], "离开", "离开工作台", "quit", "leave the desk"),
      row(.up, [.up, .character("k")], "上移", "上一件", "up", "the one above"),
      row(.down, [.down, .character("j")], "下移", "下一件", "down", "the one below"),
      row(.pageUp, [.pageUp], "上页", "上一页", "page up", "a page up"),
      row(.pageDown, [.pageDown], "下页", "下一页", "page down", "a page down"),
      row(.top, [.home, .character("g")], "首件", "第一件", "top", "the first"),
      row(.bottom, [.end, .character("G")], "末件", "最后一件", "bottom", "the last"),
      row(.nextTab, [.tab, .right], "下一栏", "下一个栏目", "next tab", "the tab to the right"),
      row(.previousTab, [.backTab, .left], "上一栏", "上一个栏目", "previous tab", "the tab to the left"),
      row(
        .pickTab, (1...9).map { .character(Character(String($0))) }, "选栏", "按栏目前的数字", "pick tab",
        "the number before a tab"),
    ]

  private static func row(
    _ command: Command, _ keys: [Key], _ name: String, _ help: String, _ englishName: String, _ englishHelp: String
  ) -> Row {
    Row(command: command, keys: keys, chinese: (name, help), english: (englishName, englishHelp))
  }

  private static let rowOfCommand = Dictionary(rows.map { ($0.command, $0) }) { first, _ in first }
  /// Made once: a key is looked up each time one is pressed.
  private static let commandOnKey = Dictionary(rows.flatMap { row in row.keys.map { ($0, row.command) } }) { first, _ in
    first
  }

  private var row: Row {
    guard let row = Self.rowOfCommand[self] else { preconditionFailure("every command has its row") }
    return row
  }

  package var keys: [Key] { row.keys }
  package func name(_ language: Language) -> String { language(row.chinese.name, row.english.name) }
  package func help(_ language: Language, at station: StationKind = .unknown) -> String {
    language(station.naming(row.chinese.help), row.english.help)
  }

  /// The command on a key, as an input method may have typed it.
  package static func on(_ key: Key) -> Command? { commandOnKey[key.folded] }
}
