// What is told above of an emergency.

extension ActionTraits {
  static let report = ActionTraits(
    "应急报告", "report the emergency", states: ("报给谁、报了什么", "to whom and what was reported"), possibleIn: [.inHand],
    canBeOrdered: true)
}
