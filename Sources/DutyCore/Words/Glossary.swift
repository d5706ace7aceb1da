// The words of what no single act states: ranks, states, steps, duties, limits.

extension Rank {
  package func text(_ language: Language) -> String {
    switch self {
    case .officer: language("坐席员", "officer")
    case .leader: language("坐堂领导", "leader")
    case .director: language("主任", "director")
    case .secretary: language("书记", "secretary")
    case .liaison: language("部门联络员", "liaison")
    case .supervisor: language("督查", "supervisor")
    case .administrator: language("管理员", "administrator")
    }
  }
}

extension Incident.Status {
  package func text(_ language: Language) -> String {
    switch self {
    case .received: language("待派", "received")
    case .inHand: language("在办", "in hand")
    case .handled: language("待核查", "handled")
    case .closed: language("已办结", "closed")
    case .voided: language("已作废", "voided")
    case .merged: language("已合并", "merged")
    case .suspended: language("挂账", "suspended")
    }
  }
}

extension Response.State {
  package func text(_ language: Language) -> String {
    switch self {
    case .notified: language("未签收", "not acknowledged")
    case .acknowledged: language("已签收", "acknowledged")
    case .contacted: language("已联系", "made contact")
    case .arrived: language("已报到", "arrived")
    case .replied: language("已反馈", "replied")
    case .declined: language("已退单", "declined")
    case .ended: language("已撤回", "been stood down")
    case .accepted: language("对方已受理", "been accepted above")
    case .referred: language("待县裁定", "to be ruled above")
    }
  }
}

extension Response {
  /// Its state, with how it was released and what its coming is called.
  package func stateText(_ language: Language) -> String {
    switch state {
    case .arrived: language("已" + kind.arrival(.zh), state.text(.en))
    case .ended where ruling == .upheld: language("已同意退单", "declined, upheld")
    case .ended where endedWithLead: language("随结", "ended with lead")
    case .ended where wasRejected: language("不予受理", "rejected")
    case .notified, .acknowledged, .contacted, .replied, .declined, .ended, .accepted, .referred: state.text(language)
    }
  }
}

extension Response.Role {
  package func text(_ language: Language) -> String {
    switch self {
    case .lead: language("牵头", "lead")
    case .support: language("配合", "support")
    }
  }
}

extension LadderStep {
  package func text(_ language: Language) -> String {
    switch self {
    case .urge: language("应催办", "urge")
    case .blue: language("应提醒", "reminder due")
    case .orange: language("应督办", "supervision due")
    case .red: language("应通报", "circular due")
    }
  }

  /// The step once what it asks for is done.
  package func issuedText(_ language: Language) -> String {
    switch self {
    case .urge: language("已催办", "urged")
    case .blue: language("已提醒", "reminder issued")
    case .orange: language("已督办", "supervision issued")
    case .red: language("已通报", "circular issued")
    }
  }
}

extension TimedDuty.Kind {
  package func text(_ language: Language) -> String {
    switch self {
    case .initialReportByPhone: language("初报（电话）", "first report by phone")
    case .initialReportInWriting: language("初报（书面）", "first report in writing")
    case .followUpReport: language("续报", "follow-up report")
    case .finalReport: language("终报", "final report")
    case .secondHandling: language("二次办理", "second handling")
    }
  }
}

extension TimeLimit {
  /// `30分钟`, `4个工作小时`, `3个工作日`.
  package func text(_ language: Language) -> String {
    switch self {
    case .running(let n) where n % 60 == 0: language("\(n / 60)小时", "\(n / 60) h")
    case .running(let n): language("\(n)分钟", "\(n) min")
    case .working(let n) where n % 60 == 0: language("\(n / 60)个工作小时", "\(n / 60) working h")
    case .working(let n): language("工作时间\(n)分钟", "\(n) working min")
    case .naturalDays(let n): language("\(n)天", "\(n) days")
    case .workingDays(let n): language("\(n)个工作日", "\(n) workdays")
    }
  }
}
