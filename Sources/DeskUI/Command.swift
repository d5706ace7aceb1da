import DutyCore

/// Everything an officer can ask the desk for. `Command.table` is the one place that says on which keys, under which
/// name, and what it does: hint lines, menu, help and the manual are printed from it.
package enum Command: Hashable, CaseIterable, Sendable {
  case receive, assign, whistle, takeOn, milestone, reply, handle, close, note, amend, sendBack
  case decline, appoint, urge, closeDirect, restore, standDown, endWithLead, reopen, void, takeSeat, signOn
  case open, menu, help, back, quit
  case up, down, pageUp, pageDown, top, bottom, nextTab, previousTab, pickTab
}

extension Command {
  package struct Row: Sendable {
    package let command: Command
    package let keys: [Key]
    package let chinese: (name: String, help: String)
    package let english: (name: String, help: String)
  }

  package static let table: [Row] = [
    row(.receive, [.character("r"), .function(2)], "登记", "登记一件新的事", "receive", "write down a new matter"),
    row(
      .assign, [.character("a"), .function(3)], "派单", "派给一个单位；清单上的单位已经填好，按 Enter 就派", "assign",
      "assign to one unit; the list's own is filled in, Enter sends it"),
    row(
      .whistle, [.character("w"), .function(4)], "吹哨", "叫几个单位一起来；日常哨按口头指令，应急、攻坚哨另按 F8", "whistle",
      "calls several units; F8 confirms emergency and hard"),
    row(
      .milestone, [.character("m"), .function(5)], "签收", "代单位记签收、联系、到场", "milestone",
      "write down for a unit: acknowledged, in contact, arrived"),
    row(
      .reply, [.character("f"), .function(6)], "反馈", "代单位记反馈，四要素齐了时钟才停", "reply",
      "write down a unit's reply; its clock stops when all four elements are there"),
    row(
      .close, [.character("c"), .function(7)], "办结", "核查后办结；核查的人不能是处置的人", "close",
      "check and close; who handled it cannot be who checks"),
    row(.takeOn, [.character("t")], "自办", "这件事由本人来办", "take on", "the desk handles it itself"),
    row(.handle, [.character("h")], "处置", "自办的事办好了，写明措施", "handle", "state the result of what you took on"),
    row(.note, [.character("n"), .function(8)], "记录", "在事件里加一条记录", "note", "add a note to the incident"),
    row(.amend, [.character("e")], "更正", "更正类别、地点、网格、紧急程度", "amend", "set category, place, grid or urgency right"),
    row(
      .sendBack, [.character("b")], "退回", "退回单位的反馈或处置结果，写明原因", "send back",
      "send a reply or a result back, with the reason"),
    row(
      .signOn, [.character("s")], "签到", "坐席用姓名和 PIN 签到；换人也用它", "sign on",
      "sign on by name and PIN; also to change persons"),
    row(
      .decline, [], "退单", "代单位记退单：理由，应由谁办；退回本镇要有履职事项", "decline",
      "write down that a unit declines: on what ground, and whose it is"),
    row(
      .appoint, [], "指定承办", "坐堂领导定退单：同意，或由其承办", "appoint",
      "the sitting leader rules on a decline: upheld or overruled"),
    row(.urge, [], "催办", "催一个还没有反馈的单位", "urge", "remind a unit that has not replied yet"),
    row(
      .closeDirect, [], "直接答复", "不用派就能答复的：已解释、不属本镇、撤回", "answer",
      "answered at once and closed: explained, not ours, or withdrawn"),
    row(.restore, [], "恢复作废", "作废错了，领导恢复，写明原因", "restore", "a leader takes a voiding back, with the reason"),
    row(.standDown, [], "撤哨", "不再需要的单位撤下来，写明原因", "stand down", "release a unit, with the reason"),
    row(
      .endWithLead, [], "随结", "牵头单位已反馈，配合单位不必再反馈", "end with lead",
      "the lead has replied: a support need not reply any more"),
    row(.reopen, [], "重办", "已办结的事没有解决，重新办", "reopen", "a closed matter was not solved"),
    row(.void, [], "作废", "登记错了，作废；要另按 F8 确认", "void", "registered in error; F8 confirms"),
    row(.takeSeat, [], "上岗", "领导坐堂上岗", "take seat", "the leader takes the seat"),
    row(.open, [.enter], "打开", "打开选中的事件", "open", "open the selected incident"),
    row(
      .menu, [.function(9), .character(":")], "操作", "列出所有操作，用方向键选", "menu", "list every command, choose with the arrows"
    ),
    row(.help, [.function(1), .character("?")], "帮助", "这一页", "help", "this page"),
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

  private var row: Row {
    guard let row = Self.table.first(where: { $0.command == self }) else {
      preconditionFailure("every command has its row")
    }
    return row
  }

  package var keys: [Key] { row.keys }
  package func name(_ language: Language) -> String { language(row.chinese.name, row.english.name) }
  package func help(_ language: Language) -> String { language(row.chinese.help, row.english.help) }

  /// The command on a key, as an input method may have typed it.
  package static func on(_ key: Key) -> Command? { table.first { $0.keys.contains(key.folded) }?.command }

  /// The commands that record something, which the menu lists.
  package static var acts: [Command] { table.map(\.command).filter { !$0.actionNames.isEmpty || $0 == .signOn } }

  /// The rows of the table of actions it can end in; none for what only moves about.
  package var actionNames: [ActionName] {
    switch self {
    case .receive: [.receive]
    case .assign, .whistle: [.summon]
    case .takeOn: [.takeOn]
    case .milestone: [.acknowledge, .contact, .arrive]
    case .reply: [.reply]
    case .handle: [.handle]
    case .close: [.close]
    case .note: [.note]
    case .amend: [.amend]
    case .sendBack: [.sendBack]
    case .decline: [.decline]
    case .appoint: [.appoint]
    case .urge: [.urge]
    case .closeDirect: [.closeDirect]
    case .restore: [.restore]
    case .standDown: [.standDown]
    case .endWithLead: [.endWithLead]
    case .reopen: [.reopen]
    case .void: [.void]
    case .takeSeat: [.takeSeat]
    case .signOn, .open, .menu, .help, .back, .quit, .up, .down, .pageUp, .pageDown, .top, .bottom, .nextTab,
      .previousTab, .pickTab:
      []
    }
  }

  /// It is done to the incident that is selected.
  package var needsIncident: Bool {
    switch self {
    case .assign, .whistle, .takeOn, .milestone, .reply, .handle, .close, .note, .amend, .sendBack, .decline,
      .appoint, .urge, .closeDirect, .restore, .standDown, .endWithLead, .reopen, .void, .open:
      true
    case .receive, .takeSeat, .signOn, .menu, .help, .back, .quit, .up, .down, .pageUp, .pageDown, .top, .bottom,
      .nextTab, .previousTab, .pickTab:
      false
    }
  }
}
