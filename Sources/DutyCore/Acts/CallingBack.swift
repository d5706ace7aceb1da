// Asking whoever reported.

extension ActionTraits {
  static let callBack = ActionTraits(
    "回访", "call back", states: ("诉求不合理的理由", "why it goes beyond reason"), possibleIn: [.handled, .closed],
    canBeOrdered: true)
}
