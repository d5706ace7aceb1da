// A unit says that it is not its matter, and a leader rules.

extension ActionTraits {
  static let decline = ActionTraits(
    "退单", "decline", states: ("退单理由", "the ground"), possibleIn: [.inHand, .handled], movesOn: true)
  static let appoint = ActionTraits(
    "指定承办", "appoint", states: ("原因", "a reason"), whose: .leader, possibleIn: [.inHand, .handled], movesOn: true,
    canBeOrdered: true)
}
