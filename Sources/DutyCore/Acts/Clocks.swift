// What stops and moves the clocks.

extension ActionTraits {
  static let suspend = ActionTraits(
    "挂账", "suspend", states: ("原因", "a reason"), whose: .leader, possibleIn: [.received, .inHand], canBeOrdered: true)
  static let resume = ActionTraits("恢复", "resume", possibleIn: [.suspended], movesOn: true, canBeOrdered: true)
  static let requestExtension = ActionTraits(
    "申请延期", "ask for an extension", states: ("原因", "a reason"), possibleIn: [.inHand])
  static let grantExtension = ActionTraits("批准延期", "grant the extension", whose: .leader, possibleIn: [.inHand])
}
