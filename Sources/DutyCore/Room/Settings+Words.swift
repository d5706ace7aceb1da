// The name of each setting, in both languages.

extension SettingName {
  package func text(_ language: Language) -> String {
    switch self {
    case .clock(let clock): clock.text(language)
    case .gridArrival(let grid): language("应急哨到场时限：\(grid)", "emergency whistle, arrive, in \(grid)")
    case .of(let other): other.text(language)
    }
  }
}

extension SettingName.SummonsClock {
  func text(_ language: Language) -> String {
    switch self {
    case .assignmentAcknowledge: language("派单签收时限", "assignment, acknowledge")
    case .dailyAcknowledge: language("日常哨签收时限", "daily whistle, acknowledge")
    case .dailyArrive: language("日常哨到场时限", "daily whistle, arrive")
    case .dailyArriveFromOutside: language("日常哨到场时限（镇上无人的单位）", "daily whistle, arrive, unit without people in town")
    case .dailyReply: language("日常哨反馈时限", "daily whistle, reply")
    case .workAcknowledge: language("工作推进哨签收时限", "work whistle, acknowledge")
    case .workContact: language("工作推进哨联系时限", "work whistle, contact")
    case .workArrive: language("工作推进哨到场时限", "work whistle, arrive")
    case .workReply: language("工作推进哨反馈时限", "work whistle, reply")
    case .workClose: language("工作推进哨办结时限", "work whistle, close")
    case .hardAcknowledge: language("攻坚克难哨签收时限", "hard whistle, acknowledge")
    case .hardContact: language("攻坚克难哨联系时限", "hard whistle, contact")
    case .hardArrive: language("攻坚克难哨到场时限", "hard whistle, arrive")
    case .hardReply: language("攻坚克难哨反馈时限", "hard whistle, reply")
    case .enforcementAcknowledge: language("综合执法哨签收时限", "enforcement whistle, acknowledge")
    case .enforcementArrive: language("综合执法哨到场时限", "enforcement whistle, arrive")
    case .enforcementReply: language("综合执法哨反馈时限", "enforcement whistle, reply")
    case .emergencyAcknowledge: language("应急哨签收时限", "emergency whistle, acknowledge")
    case .emergencyContact: language("应急哨联系时限", "emergency whistle, contact")
    case .emergencyArrive: language("应急哨到场时限", "emergency whistle, arrive")
    case .emergencyReply: language("应急哨首次反馈时限", "emergency whistle, first reply")
    case .emergencyHourly: language("应急哨后续反馈间隔", "emergency whistle, later replies")
    }
  }
}

extension SettingName.Other {
  func text(_ language: Language) -> String {
    switch self {
    case .ownVoid: language("坐席员作废本人登记的时限", "an officer voids an own reception")
    case .officerReopen: language("坐席员重办时限", "an officer reopens")
    case .declineAfterCall: language("派出后退单时限", "decline after the call")
    case .declineAfterArrival: language("到场后退单时限", "decline after arriving")
    case .initialReportByPhone: language("应急电话初报时限", "first report by phone")
    case .initialReportInWriting: language("应急书面初报时限", "first report in writing")
    case .followUpReport: language("应急续报间隔", "follow-up reports")
    case .finalReport: language("应急终报时限", "final report")
    case .closeAfterReopening: language("重办办结时限", "close after reopening")
    case .secondHandling: language("二次办理时限", "second handling")
    case .longestSuspension: language("挂账最长", "longest suspension")
    case .mergeAfterClose: language("办结后可并案", "merge into a closed one")
    case .recentDuplicates: language("疑似重复查找范围", "look for duplicates")
    case .ownCorrection: language("本人更正时限", "correct an own entry")
    case .scoresShown: language("互评最迟公开", "scores are shown")
    case .retention: language("文字保存期", "retention of words")
    }
  }
}
