// What is looked into and put on record.

extension ActionTraits {
  static let note = ActionTraits(
    "记录", "note", states: ("内容", "its words"), possibleIn: Incident.Status.allCases,
    possibleAt: Rectification.State.allCases, movesOn: true, canBeOrdered: true)
  static let survey = ActionTraits("现场核实", "survey", possibleIn: [.received, .inHand], canBeOrdered: true)
  static let consult = ActionTraits(
    "会商", "consult", states: ("谁参加、结论是什么", "who took part and what was concluded"),
    possibleIn: [.received, .inHand, .handled], canBeOrdered: true)
  static let attach = ActionTraits(
    "附件", "attach", states: ("附件的位置和校验值", "the file's place and digest"),
    possibleIn: Incident.Status.allCases.filter { $0 != .voided }, possibleAt: Rectification.State.allCases,
    canBeOrdered: true)
  static let forgive = ActionTraits(
    "容错记录", "forgive", states: ("理由和同意的人", "the reasons and who agreed"), whose: .leader,
    possibleIn: [.handled, .closed], canBeOrdered: true)
  static let admit = ActionTraits(
    "清单外准入", "admit", states: ("原因", "a reason"), whose: .leader, possibleIn: [.received, .inHand], canBeOrdered: true)
}
