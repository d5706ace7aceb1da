import DutyCore

extension Field {
  /// The field's name before its line.
  package func label(_ language: Language) -> String {
    switch name {
    case .person: language("姓名", "name")
    case .pin: "PIN"
    case .summary: language("摘要", "summary")
    case .detail: language("详情", "detail")
    case .source: language("来源", "from")
    case .place: language("地点", "place")
    case .grid: language("网格", "grid")
    case .category: language("类别", "category")
    case .urgency: language("紧急程度", "urgency")
    case .reporter: language("来电人", "reported by")
    case .phone: language("电话", "phone")
    case .unit: language("单位", "unit")
    case .kind: language("哪种哨", "which whistle")
    case .rescue: language("救援电话", "rescue call")
    case .lead: language("牵头", "lead")
    case .support: language("配合", "support")
    case .ground: language("事由", "ground")
    case .orderedBy: language("按谁的口头指令", "on whose order")
    case .words: language("说明", "words")
    case .response: language("哪个单位", "which unit")
    case .milestone: language("记什么", "what")
    case .channel: language("怎么说的", "through")
    case .said: language("谁说的", "who said it")
    case .time: language("时间（空为现在）", "when (blank: now)")
    case .accepted: language("何时受理", "accepted at")
    case .spokeTo: language("与谁联系", "spoke to")
    case .done: language("办了什么", "what was done")
    case .completion: language("办到哪步", "how far")
    case .by: language("何时办完", "done by")
    case .disposition: language("办结结果", "disposition")
    case .method: language("办理方式", "method")
    case .check: language("核查", "check")
    case .measure: language("采取的措施", "measure")
    case .reason: language("原因", "reason")
    case .proposed: language("应由谁办", "whose it is")
    case .item: language("基本履职事项", "basic-duty item")
    case .ruling: language("怎么定", "ruling")
    case .answer: language("怎样答复的", "what they were told")
    case .whose: language("归谁管", "whose it is")
    }
  }
}
