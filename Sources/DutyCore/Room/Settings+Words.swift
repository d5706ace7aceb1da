// The name of each setting, in both languages.

extension SettingName {
  package func text(_ language: Language) -> String {
    switch self {
    case .clock(let clock): clock.text(language)
    case .gridArrival(let grid): language("应急哨报到时限：\(grid)", "emergency whistle, arrive, in \(grid)")
    case .of(let other): other.text(language)
    }
  }
}

extension SettingName.Other {
  func text(_ language: Language) -> String {
    switch self {
    case .ownVoid: language("坐席员作废本人登记的时限", "an officer voids an own reception")
    case .officerReopen: language("坐席员重办时限", "an officer reopens")
    case .declineAfterCall: language("派单后退单时限", "decline after the call")
    case .declineAfterArrival: language("报到后退单时限", "decline after arriving")
    case .initialReportByPhone: language("应急电话初报时限", "first report by phone")
    case .initialReportInWriting: language("应急书面初报时限", "first report in writing")
    case .followUpReport: language("应急续报间隔", "follow-up reports")
    case .finalReport: language("应急终报时限", "final report")
    case .closeAfterReopening: language("重办办结时限", "close after reopening")
    case .secondHandling: language("二次办理时限", "second handling")
    case .longestSuspension: language("挂账最长", "longest suspension")
    case .mergeAfterClose: language("办结后再报认定期", "reported again after the close")
    case .backFromCounty: language("上级退回后办结时限不少于", "at least, back from the county")
    case .backInEmergency: language("上级退回后办结时限不少于（应急）", "at least, back from the county in an emergency")
    case .countyRuling: language("县级裁定时限", "the county's ruling")
    case .recentDuplicates: language("疑似重复比对期", "look for duplicates")
    case .ownCorrection: language("本人更正时限", "correct an own entry")
    case .scoresShown: language("互评最迟公开", "scores are shown")
    case .receptionClaim: language("受理时间最多可早报", "a reception may be claimed back")
    case .amendFreely: language("登记后可随意更正类别", "category set right freely")
    case .returnAfterReception: language("退回来文单位时限", "return to the sender")
    case .returnAnswer: language("来文单位答复退回时限", "the sender answers a return")
    case .retention: language("信息保存期限", "retention of what was written")
    }
  }
}
