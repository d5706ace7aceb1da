// How a matter comes in and is set right.

extension ActionTraits {
  static let receive = ActionTraits("受理登记", "receive", states: ("摘要", "a summary"))
  static let importRecord = ActionTraits("外部导入", "import", states: ("摘要", "a summary"))
  static let amend = ActionTraits("更正要素", "amend", possibleIn: [.received, .inHand, .handled], canBeOrdered: true)
  static let void = ActionTraits(
    "作废", "void", states: ("原因", "a reason"), possibleIn: [.received, .inHand], movesOn: true, canBeOrdered: true)
  static let restore = ActionTraits(
    "恢复作废", "restore", states: ("原因", "a reason"), whose: .leader, possibleIn: [.voided], movesOn: true,
    canBeOrdered: true)
}
