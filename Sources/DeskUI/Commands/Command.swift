import DutyCore

/// Everything an officer can ask the desk for. `Command.rows` is the one place that says on which keys, under which
/// name, and what it does: hint lines, menu, help and the manual are printed from it.
package enum Command: Hashable, Sendable {
  case act(Act)
  case open, mark, undo, wording, alarm, search, nextHit, previousHit, menu, help, handover, rectifications, print,
    lock, back, quit
  case up, down, pageUp, pageDown, top, bottom, nextTab, previousTab, pickTab
}

extension Command: CaseIterable {
  package static var allCases: [Command] {
    Act.allCases.map(act) + [.open, .mark, .undo, .wording, .alarm, .search, .nextHit, .previousHit]
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
    acts + [
      row(.open, [.enter], "打开", "打开选中的事件", "open", "open the selected incident"),
      row(
        .mark, [.character(" ")], "标记", "标上几件，办结、派单、记录一次办；Esc 去掉标记", "mark",
        "mark several: close, assign, note and the like do them at once; Esc unmarks"),
      row(
        .undo, [.backspace], "撤回", "刚记的 20 秒内可以撤回：另记一条更正", "undo",
        "within 20 s what was just recorded can be taken back, by a correcting entry"),
      row(
        .wording, [.function(11)], "话术", "派单通知的文字，复制到微信就能发", "text", "the text that calls the units, to copy and send"),
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
        .lock, [.control("z")], "锁定", "离开座位时锁上；三分钟不动遮住电话，半小时不动自己锁上", "lock",
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

  private static let acts: [Row] = [
    row(.act(.receive), [.character("r"), .function(2)], "登记", "登记一件新的事", "receive", "write down a new matter"),
    row(
      .act(.assign), [.character("a"), .function(3)], "派单", "派给一个单位；清单上的单位已经填好，按 Enter 就派", "assign",
      "assign to one unit; the list's own is filled in, Enter sends it"),
    row(
      .act(.whistle), [.character("w"), .function(4)], "吹哨", "叫几个单位一起来；日常哨按口头指令；应急、攻坚哨按 F8", "whistle",
      "calls several units; F8 confirms emergency and hard"),
    row(
      .act(.milestone), [.character("m"), .function(5)], "签收", "代单位记签收、联系、到场", "milestone",
      "write down for a unit: acknowledged, in contact, arrived"),
    row(
      .act(.reply), [.character("f"), .function(6)], "反馈", "代单位记反馈，四要素齐了时钟才停", "reply",
      "write down a unit's reply; its clock stops when all four elements are there"),
    row(
      .act(.close), [.character("c"), .function(7)], "办结", "核查后办结；核查的人不能是处置的人", "close",
      "check and close; who handled it cannot be who checks"),
    row(.act(.takeOn), [.character("t")], "自办", "这件事由本人来办", "take on", "the desk handles it itself"),
    row(.act(.handle), [.character("h")], "处置", "自办的事办好了，写明措施", "handle", "state the result of what you took on"),
    row(.act(.note), [.character("l"), .function(8)], "记录", "在事件里加一条记录", "note", "add a note to the incident"),
    row(
      .act(.amend), [.character("e")], "更正", "更正类别、地点、摘要、来电人等", "amend", "set category, place, summary or caller right"),
    row(
      .act(.sendBack), [.character("b")], "退回", "退回单位的反馈或处置结果，写明原因", "send back",
      "send a reply or a result back, with the reason"),
    row(
      .act(.signOn), [.character("s")], "登录", "坐席用姓名和 PIN 登录；换人也用它", "sign on",
      "sign on by name and PIN; also to change persons"),
    row(
      .act(.report), [], "应急报告", "应急哨以后的初报、续报、终报；终报解除应急", "report",
      "first, follow-up and final report of an emergency; the final one lifts it"),
    row(
      .act(.callBack), [], "回访", "问来电人解决没有、满意不满意", "call back", "ask whoever reported: solved or not, satisfied or not"),
    row(
      .act(.closeDirect), [], "直接答复", "不用派就能答复的：已解释、不属本镇、撤回", "answer",
      "answered at once and closed: explained, not ours, or withdrawn"),
    row(
      .act(.reveal), [], "来电人", "看来电人的姓名和电话；谁看过、为什么，都有记录", "reveal caller",
      "show name and phone of whoever reported; who looked, and why, is recorded"),
    row(
      .act(.decline), [], "退单", "代单位记退单：理由，应由谁办；退回本镇要有履职事项", "decline",
      "write down that a unit declines: on what ground, and whose it is"),
    row(
      .act(.appoint), [], "指定承办", "坐堂领导定退单：同意，或由其承办", "appoint",
      "the sitting leader rules on a decline: upheld or overruled"),
    row(.act(.urge), [], "催办", "催一个还没有反馈的单位", "urge", "remind a unit that has not replied yet"),
    row(
      .act(.sheet), [], "发单", "发提醒单、督办单、通报单、表扬单", "sheet",
      "issue a reminder, a supervision sheet, a circular, or praise"),
    row(.act(.standDown), [], "撤哨", "不再需要的单位撤下来，写明原因", "stand down", "release a unit, with the reason"),
    row(
      .act(.endWithLead), [], "随结", "牵头单位已反馈，配合单位不必再反馈", "end with lead",
      "the lead has replied: a support need not reply any more"),
    row(.act(.score), [], "互评", "办结后给单位评分，四项各 1 到 5 分", "score", "after the close: four things, 1 to 5 each"),
    row(.act(.admit), [], "准入", "清单外的事，领导同意由本镇来办", "admit", "a leader takes on what is outside the list"),
    row(.act(.survey), [], "核实", "接手以前先到现场看，记下看到的", "survey", "the look before taking on: what was found"),
    row(.act(.consult), [], "会商", "记谁参加、结论是什么", "consult", "write down who sat together and what was concluded"),
    row(
      .act(.attach), [], "附件", "附照片或材料：记下位置和校验值", "attach", "a photo or paper: its place and its digest are recorded"),
    row(.act(.suspend), [], "挂账", "暂时办不了的，时钟停到写明的那天；只能挂一次", "suspend", "all clocks stand still until a day; once only"),
    row(.act(.resume), [], "恢复", "挂账的事提前恢复，时钟接着走", "resume", "end a suspension early: the clocks go on"),
    row(
      .act(.requestExtension), [], "申请延期", "到期前申请延长办结限", "extend: ask", "ask for a longer limit, before it has passed"),
    row(
      .act(.grantExtension), [], "批准延期", "先由领导、再由主任或书记批，两道都批才延长", "extend: grant",
      "first a leader, then the director or secretary: two approve"),
    row(.act(.merge), [], "并案", "同一件事报了两次，并到另一件", "merge", "the same matter twice: join it to the other"),
    row(.act(.unmerge), [], "拆案", "并错了，领导拆出来", "unmerge", "a leader takes a merge back"),
    row(.act(.reopen), [], "重办", "已办结的事没有解决，重新办", "reopen", "a closed matter was not solved"),
    row(.act(.void), [], "作废", "登记错了，作废；要另按 F8 确认", "void", "registered in error; F8 confirms"),
    row(.act(.restore), [], "恢复作废", "作废错了，领导恢复，写明原因", "restore", "a leader takes a voiding back, with the reason"),
    row(
      .act(.correct), [], "更正操作", "签收、联系、到场、反馈记错了：改时间、改说明，或撤掉", "correct entry",
      "a milestone was recorded wrong: its time, its words, or that it was at all"),
    row(
      .act(.countersign), [], "补签", "领导补签按其口头指令办的、事后复核的", "countersign",
      "a leader signs what was done on a spoken order, or is to be reviewed"),
    row(.act(.forgive), [], "容错", "记下情有可原的失误：理由、谁同意的", "forgive", "an honest miss: the reasons, and who agreed"),
    row(.act(.takeSeat), [], "上岗", "领导坐堂上岗", "take seat", "the leader takes the seat"),
    row(
      .act(.handOver), [], "交班", "在交接单上签字：交班的先签，接班的再签", "hand over",
      "sign the handover sheet: who leaves first, then who comes"),
    row(.act(.swap), [], "调班", "把自己的一班给别人，两人各签一次", "swap turns", "give a turn of yours to somebody; both sign"),
    row(
      .act(.setStanding), [], "常规派单", "这一类以后都派给谁；不填牵头就是取消", "routing",
      "whom a category always goes to; without a lead it is withdrawn"),
    row(
      .act(.openItem), [], "整改立项", "办结以后还要整改的：整改什么、谁来改、哪天改完", "open item",
      "what is left to be put right: what, by whom, by which day"),
    row(.act(.changeItem), [], "整改变更", "领导变更整改单位、期限或措施，写明原因", "change item", "a leader changes owner, day or means"),
    row(.act(.progressItem), [], "整改进展", "代整改单位记进展、完成几成", "progress", "write down how far the owner has come"),
    row(.act(.doneItem), [], "整改完成", "代整改单位报完成，等别人复查", "item done", "the owner says that it is put right"),
    row(
      .act(.verifyItem), [], "复查销号", "不是报完成的人、也不是整改单位的人复查", "verify",
      "somebody else has seen it: neither who reported it nor of the owner's unit"),
    row(
      .act(.returnItem), [], "退回整改", "没有改好，退回去，另定期限", "return item", "not put right: back to the owner, with a new day"),
    row(.act(.lookBack), [], "回头看", "销号以后再去看：没有反弹，还是又出现了", "look back", "looked at again: it holds, or it is back"),
    row(.act(.dropItem), [], "整改撤销", "不用整改了，领导撤销；限期整改、重大隐患不能撤", "drop item", "a leader drops what is not needed"),
  ]

  private static func row(
    _ command: Command, _ keys: [Key], _ name: String, _ help: String, _ englishName: String, _ englishHelp: String
  ) -> Row {
    Row(command: command, keys: keys, chinese: (name, help), english: (englishName, englishHelp))
  }

  private var row: Row {
    guard let row = Self.rows.first(where: { $0.command == self }) else {
      preconditionFailure("every command has its row")
    }
    return row
  }

  package var keys: [Key] { row.keys }
  package func name(_ language: Language) -> String { language(row.chinese.name, row.english.name) }
  package func help(_ language: Language) -> String { language(row.chinese.help, row.english.help) }

  /// The command on a key, as an input method may have typed it.
  package static func on(_ key: Key) -> Command? { rows.first { $0.keys.contains(key.folded) }?.command }
}
