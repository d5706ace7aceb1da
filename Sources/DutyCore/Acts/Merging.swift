// One matter that was reported more than once.

extension ActionTraits {
  static let merge = ActionTraits("并案", "merge", possibleIn: [.received, .inHand], canBeOrdered: true)
  static let unmerge = ActionTraits(
    "拆案", "unmerge", whose: .leader, possibleIn: [.merged], movesOn: true, canBeOrdered: true)
  static let follow = ActionTraits("并案联动", "follows the merge", possibleIn: Incident.Status.allCases)
}
