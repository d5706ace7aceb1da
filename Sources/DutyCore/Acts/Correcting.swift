// What is done to what is recorded.

extension ActionTraits {
  static let correct = ActionTraits(
    "更正操作", "correct an entry", possibleIn: Incident.Status.allCases, possibleAt: Rectification.State.allCases)
  static let countersign = ActionTraits(
    "补签", "countersign", whose: .leader, possibleIn: Incident.Status.allCases, possibleAt: Rectification.State.allCases)
  static let reveal = ActionTraits(
    "查看来电人信息", "reveal", states: ("原因", "a reason"), possibleIn: Incident.Status.allCases)
  static let erase = ActionTraits(
    "依法删除文字", "erase words", states: ("法律依据", "the legal ground"), whose: .administrator,
    possibleIn: Incident.Status.allCases, possibleAt: Rectification.State.allCases)
}
