// How a matter ends and comes back.

extension ActionTraits {
  static let close = ActionTraits("办结", "close", possibleIn: [.handled], movesOn: true, canBeOrdered: true)
  static let closeDirect = ActionTraits(
    "直接答复办结", "answer and close", states: ("怎样答复来电人", "what the person who reported was told"), possibleIn: [.received],
    movesOn: true, canBeOrdered: true)
  static let reopen = ActionTraits(
    "重办", "reopen", states: ("原因", "a reason"), possibleIn: [.closed], movesOn: true, canBeOrdered: true)
}
