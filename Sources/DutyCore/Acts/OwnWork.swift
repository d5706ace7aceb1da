// The desk's own work (自办), and the end of the units' work.

extension ActionTraits {
  static let takeOn = ActionTraits("自办", "take on", possibleIn: [.received], movesOn: true, canBeOrdered: true)
  static let handle = ActionTraits(
    "自办处置完成", "handle", states: ("采取了什么措施", "the measure taken"), possibleIn: [.inHand], movesOn: true,
    canBeOrdered: true)
  static let settle = ActionTraits("处置完成", "settle", possibleIn: [.inHand])
}
