// Calling units.

extension ActionTraits {
  static let summon = ActionTraits(
    "派单/吹哨", "summon", possibleIn: [.received, .inHand, .handled, .suspended], movesOn: true, canBeOrdered: true)
}
