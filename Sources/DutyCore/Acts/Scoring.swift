// Station and units score each other.

extension ActionTraits {
  static let score = ActionTraits("互评", "score", possibleIn: [.closed])
}
