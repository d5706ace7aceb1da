// Pressing a silent unit, and praise.

extension ActionTraits {
  static let urge = ActionTraits(
    "催办", "urge", possibleIn: [.inHand, .handled], possibleAt: [.open], canBeOrdered: true)
  static let sheet = ActionTraits(
    "发单", "issue a sheet", states: ("原因", "a reason"), whose: .deskOrSupervisor, possibleIn: [.inHand, .handled],
    possibleAt: Rectification.State.allCases, canBeOrdered: true)
}
