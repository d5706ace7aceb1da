// What a unit reaches, one step after the other.

extension ActionTraits {
  static let acknowledge = ActionTraits(
    "签收", "acknowledge", possibleIn: [.inHand, .handled], movesOn: true, correctable: .milestone)
  static let contact = ActionTraits(
    "联系", "contact", possibleIn: [.inHand, .handled], movesOn: true, correctable: .milestone)
  static let arrive = ActionTraits(
    "到场", "arrive", possibleIn: [.inHand, .handled], movesOn: true, correctable: .milestone)
  static let reply = ActionTraits("反馈", "reply", possibleIn: [.inHand, .handled], movesOn: true, correctable: .reply)
}

extension Action {
  /// The unit's answer that it writes down; nil for anything but a milestone or a reply.
  package var answering: ResponseID? {
    if case .acknowledge(let facts) = self { return facts.response }
    if case .contact(let facts) = self { return facts.response }
    if case .arrive(let facts) = self { return facts.response }
    if case .reply(let facts) = self { return facts.response }
    return nil
  }
}
