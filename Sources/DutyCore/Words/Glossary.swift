// The words of the duty in both languages: one place, so that screens, refusals and reports say the same.

extension ActionName {
  package func text(_ language: Language) -> String {
    switch self {
    case .receive: language("受理登记", "receive")
    case .importRecord: language("外部导入", "import")
    case .amend: language("更正要素", "amend")
    case .takeOn: language("自办", "take on")
    case .summon: language("派单/吹哨", "summon")
    case .acknowledge: language("签收", "acknowledge")
    case .contact: language("联系", "contact")
    case .arrive: language("到场", "arrive")
    case .reply: language("反馈", "reply")
    case .sendBack: language("退回", "send back")
    case .standDown: language("撤哨", "stand down")
    case .settle: language("处置完成", "settle")
    case .handle: language("自办处置完成", "handle")
    case .close: language("办结", "close")
    case .reopen: language("重办", "reopen")
    case .note: language("记录", "note")
    case .void: language("作废", "void")
    case .restore: language("恢复作废", "restore")
    case .survey: language("现场核实", "survey")
    case .consult: language("会商", "consult")
    case .attach: language("附件", "attach")
    case .forgive: language("容错记录", "forgive")
    case .closeDirect: language("直接答复办结", "answer and close")
    case .decline: language("退单", "decline")
    case .appoint: language("指定承办", "appoint")
    case .endWithLead: language("随结", "end with lead")
    case .urge: language("催办", "urge")
    case .sheet: language("发单", "issue a sheet")
    case .found: language("建账", "found")
    case .setCatalogue: language("更换清单", "set catalogue")
    case .setCalendar: language("更换日历", "set calendar")
    case .enrol: language("人员登记", "enrol")
    case .setRoster: language("排班", "set roster")
    case .takeSeat: language("坐堂上岗", "take seat")
    case .handOver: language("交接班", "hand over")
    case .swap: language("调班", "swap turns")
    case .setSetting: language("更改设置", "change a setting")
    case .setStanding: language("常规派单", "standing routing")
    case .unlock: language("解除登录限制", "unlock")
    case .score: language("互评", "score")
    case .admit: language("清单外准入", "admit")
    case .requestExtension: language("申请延期", "ask for an extension")
    case .grantExtension: language("批准延期", "grant the extension")
    case .suspend: language("挂账", "suspend")
    case .resume: language("恢复", "resume")
    case .report: language("应急报告", "report the emergency")
    case .callBack: language("回访", "call back")
    case .merge: language("并案", "merge")
    case .unmerge: language("拆案", "unmerge")
    case .follow: language("并案联动", "follows the merge")
    case .correct: language("更正操作", "correct an entry")
    case .countersign: language("补签", "countersign")
    case .reveal: language("查看来电人信息", "reveal")
    case .erase: language("依法删除文字", "erase words")
    }
  }

  /// What an action has to state in words.
  func neededWords(_ language: Language) -> String {
    switch self {
    case .receive, .importRecord: language("摘要", "a summary")
    case .handle: language("采取了什么措施", "the measure taken")
    case .note: language("内容", "its words")
    case .sendBack, .standDown, .reopen, .void, .restore, .appoint, .sheet, .takeSeat, .admit, .requestExtension,
      .suspend, .reveal:
      language("原因", "a reason")
    case .report: language("报给谁、报了什么", "to whom and what was reported")
    case .erase: language("法律依据", "the legal ground")
    case .closeDirect: language("怎样答复来电人", "what the person who reported was told")
    case .decline: language("退单理由", "the ground")
    case .consult: language("谁参加、结论是什么", "who took part and what was concluded")
    case .attach: language("附件的位置和校验值", "the file's place and digest")
    case .forgive: language("理由和同意的人", "the reasons and who agreed")
    case .callBack: language("诉求不合理的理由", "why it goes beyond reason")
    case .amend, .takeOn, .summon, .acknowledge, .contact, .arrive, .reply, .settle, .close, .survey, .endWithLead,
      .urge, .score, .grantExtension, .resume, .merge, .unmerge, .follow, .correct, .countersign, .found,
      .setCatalogue, .setCalendar, .enrol, .setRoster, .handOver, .swap, .setSetting, .setStanding, .unlock:
      language("说明", "words")
    }
  }
}
