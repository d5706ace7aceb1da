// What is done to entries is the same act on a subject of every kind.

extension Action {
  /// The signature that `waiting` waits for.
  package static func countersigning(_ waiting: UnsignedEntry) -> Action {
    let facts = Countersigning(entry: waiting.entry)
    return switch waiting.subject {
    case .room, .incident: .countersign(facts)
    case .rectification: .rectification(.countersign(facts))
    }
  }

  package static func correcting(_ facts: Correction, on subject: Subject) -> Action {
    switch subject {
    case .room, .incident: .correct(facts)
    case .rectification: .rectification(.correct(facts))
    }
  }

  /// Nil for the room, whose words are not erased.
  package static func erasing(_ facts: Erasure, on subject: Subject) -> Action? {
    switch subject {
    case .room: nil
    case .incident: .erase(facts)
    case .rectification: .rectification(.erase(facts))
    }
  }

  /// The attachment, the correction, or the erasure that it is, on a subject of whatever kind.
  package var attachment: Attachment? {
    if case .attach(let facts) = self { return facts }
    if case .rectification(.attach(let facts)) = self { return facts }
    return nil
  }
  package var correction: Correction? {
    if case .correct(let facts) = self { return facts }
    if case .rectification(.correct(let facts)) = self { return facts }
    return nil
  }
  package var erasure: Erasure? {
    if case .erase(let facts) = self { return facts }
    if case .rectification(.erase(let facts)) = self { return facts }
    return nil
  }
}
