// Who sits, and when.

extension ActionTraits {
  static let setRoster = ActionTraits("排班", "set roster", whose: .administrator)
  static let takeSeat = ActionTraits("坐堂上岗", "take seat", states: ("原因", "a reason"), whose: .leader)
  static let handOver = ActionTraits("交接班", "hand over")
  static let swap = ActionTraits("调班", "swap turns")
}
