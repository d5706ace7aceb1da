// The words of what is stated: ranks, states, kinds, grounds, sources, methods, outcomes.

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
    case .received: language("待办", "received")
    case .inHand: language("在办", "in hand")
    case .handled: language("待核查", "handled")
    case .closed: language("已办结", "closed")
    case .voided: language("已作废", "voided")
    case .merged: language("已并案", "merged")
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
    case .arrived: language("已到场", "arrived")
    case .replied: language("已反馈", "replied")
    case .declined: language("已退单", "declined")
    case .ended: language("已撤哨", "been stood down")
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

extension SummonsKind {
  package func text(_ language: Language) -> String {
    switch self {
    case .assignment: language("派单", "assignment")
    case .daily: language("日常哨", "daily whistle")
    case .work: language("工作推进哨", "work whistle")
    case .hard: language("攻坚克难哨", "hard whistle")
    case .enforcement: language("综合执法哨", "enforcement whistle")
    case .emergency: language("应急哨", "emergency whistle")
    }
  }
}

extension Ground {
  package func text(_ language: Language) -> String {
    switch self {
    case .appeal: language("群众诉求", "appeal")
    case .keyWork: language("重点工作", "key work")
    case .jointEnforcement: language("综合执法", "joint enforcement")
    case .emergencyResponse: language("应急处置", "emergency response")
    }
  }
}

extension Source {
  package func text(_ language: Language) -> String {
    switch self {
    case .grid: language("网格", "grid")
    case .hotline12345: language("12345热线", "hotline 12345")
    case .mailbox: language("村民信箱", "mailbox")
    case .patrol: language("巡查", "patrol")
    case .video: language("视频", "video")
    case .county: language("县里交办", "county")
    case .walkIn: language("来访", "walk-in")
    case .departmentRequest: language("部门提请", "department request")
    case .neighbour: language("邻镇", "neighbour")
    case .other: language("其他", "other")
    }
  }
}

extension Urgency {
  package func text(_ language: Language) -> String {
    switch self {
    case .routine: language("一般", "routine")
    case .urgent: language("紧急", "urgent")
    case .emergency: language("应急", "emergency")
    }
  }
}

extension Method {
  package func text(_ language: Language) -> String {
    switch self {
    case .persuasion: language("劝导", "persuasion")
    case .interview: language("约谈", "interview")
    case .guidance: language("指导", "guidance")
    case .orderToRectify: language("责令整改", "order to rectify")
    case .caseFiled: language("立案", "case filed")
    case .mediation: language("调解", "mediation")
    case .actedInstead: language("代为处置", "acted instead")
    case .explanation: language("解释", "explanation")
    case .other: language("其他", "other")
    }
  }
}

extension Disposition {
  package func text(_ language: Language) -> String {
    switch self {
    case .resolved: language("已解决", "resolved")
    case .explained: language("已解释", "explained")
    case .transferred: language("已转办", "transferred")
    case .notOurs: language("不属本镇", "not ours")
    case .withdrawn: language("撤回", "withdrawn")
    }
  }
}

extension Channel {
  package func text(_ language: Language) -> String {
    switch self {
    case .phone: language("电话", "phone")
    case .message: language("微信", "message")
    case .inPerson: language("当面", "in person")
    case .radio: language("对讲", "radio")
    }
  }
}

extension Closing.Check {
  package func text(_ language: Language) -> String {
    switch self {
    case .officer: language("坐席核查", "checked at the desk")
    case .reporter: language("来电人回访", "confirmed by the reporter")
    }
  }
}

extension LadderStep {
  package func text(_ language: Language) -> String {
    switch self {
    case .urge: language("该催", "urge")
    case .blue: language("提醒单", "reminder")
    case .orange: language("督办单", "supervision sheet")
    case .red: language("通报单", "circular")
    }
  }
}

extension Sheet.Colour {
  package func text(_ language: Language) -> String {
    switch self {
    case .blue: language("提醒单", "blue reminder")
    case .orange: language("督办单", "orange supervision sheet")
    case .red: language("通报单", "red circular")
    case .praise: language("表扬单", "praise")
    }
  }
}

extension Surveying.Result {
  package func text(_ language: Language) -> String {
    switch self {
    case .exists: language("情况属实", "as reported")
    case .doesNotExist: language("查无此事", "not found")
    case .elsewhere: language("不在本处", "elsewhere")
    }
  }
}

extension Appointment.Ruling {
  package func text(_ language: Language) -> String {
    switch self {
    case .upheld: language("同意退单", "upheld")
    case .overruled: language("不同意退单，由其承办", "overruled")
    }
  }
}

extension Summoning.Rescue {
  package func text(_ language: Language) -> String {
    switch self {
    case .called: language("已拨 119/110/120", "119/110/120 called")
    case .notNeeded: language("不需要拨打", "no call needed")
    }
  }
}

extension SituationReport.Stage {
  package func text(_ language: Language) -> String {
    switch self {
    case .initialByPhone: language("初报（电话）", "first report by phone")
    case .initialInWriting: language("初报（书面）", "first report in writing")
    case .followUp: language("续报", "follow-up report")
    case .final: language("终报（解除应急）", "final report, lifting the emergency")
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

extension Score.Aspect {
  package func text(_ language: Language) -> String {
    switch self {
    case .duty: language("按清单履职", "duty by the list")
    case .arrival: language("到场", "arrival")
    case .cooperation: language("配合", "cooperation")
    case .manner: language("作风", "manner")
    }
  }
}

extension Erasure.Ground {
  package func text(_ language: Language) -> String {
    switch self {
    case .retention: language("保存期满", "retention passed")
    case .law: language("依法", "by law")
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
    case .working(let n): language("\(n)个工作分钟", "\(n) working min")
    case .naturalDays(let n): language("\(n)天", "\(n) days")
    case .workingDays(let n): language("\(n)个工作日", "\(n) workdays")
    }
  }
}

extension Attachment.Kind {
  package func text(_ language: Language) -> String {
    switch self {
    case .before: language("办前", "before")
    case .after: language("办后", "after")
    case .near: language("近景", "near")
    case .far: language("远景", "far")
    case .paper: language("材料", "paper")
    }
  }
}
