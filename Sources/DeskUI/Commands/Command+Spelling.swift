import DutyCore

extension Command {
  var spelling: Spelling {
    switch self {
    case .act(let act): act.spelling
    case .mark: Spelling("biao ji")
    case .undo: Spelling("che hui")
    case .wording: Spelling("hua shu")
    case .alarm: Spelling("kan ying ji")
    case .search: Spelling("jian suo")
    case .handover: Spelling("jiao jie dan")
    case .rectifications: Spelling("zheng gai xiang")
    case .print: Spelling("da yin")
    case .lock: Spelling("suo ding")
    case .help: Spelling("bang zhu")
    case .open, .menu, .back, .quit, .nextHit, .previousHit, .up, .down, .pageUp, .pageDown, .top, .bottom, .nextTab,
      .previousTab, .pickTab:
      Spelling("")
    }
  }
}
