// How a unit is sent back or released.

extension ActionTraits {
  static let sendBack = ActionTraits(
    "退回", "send back", states: ("原因", "a reason"), possibleIn: [.inHand, .handled], movesOn: true, canBeOrdered: true)
  static let standDown = ActionTraits(
    "撤哨", "stand down", states: ("原因", "a reason"), possibleIn: [.inHand, .handled], movesOn: true, canBeOrdered: true)
  static let endWithLead = ActionTraits(
    "随结", "end with lead", possibleIn: [.inHand, .handled], movesOn: true, canBeOrdered: true)
}
