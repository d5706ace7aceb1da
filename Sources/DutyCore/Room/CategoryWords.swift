/// The everyday words people have for a category (日常说法), and how a new matter of it mostly begins.
package struct CategoryWords: Hashable, Sendable {
  package let category: String
  package let aliases: [String]
  /// Proposals to whoever registers and calls; nil where none fits.
  package let urgency: Urgency?
  package let whistle: SummonsKind?
  /// The joint matter (一件事) it belongs to.
  package let playbook: String?

  package init(
    category: String, aliases: [String], urgency: Urgency? = nil, whistle: SummonsKind? = nil, playbook: String? = nil
  ) {
    self.category = category
    self.aliases = aliases
    self.urgency = urgency
    self.whistle = whistle
    self.playbook = playbook
  }
}

/// A word that must be asked about as a possible emergency (疑似应急); it raises a question and decides nothing.
package struct AlarmWord: Hashable, Sendable {
  package let word: String
  /// The kind of danger, as it is said to people.
  package let reason: String
  /// Words that take the question back where they stand in the same sentence.
  package let unless: [String]

  package init(word: String, reason: String, unless: [String]) {
    self.word = word
    self.reason = reason
    self.unless = unless
  }
}

/// A grid of the station (网格), with the other names it goes by. Nobody who works there is named: people change.
package struct GridArea: Hashable, Sendable {
  package let code: String
  package let name: String
  /// The village or community it lies in.
  package let village: String?
  package let aliases: [String]

  package init(code: String, name: String, village: String? = nil, aliases: [String] = []) {
    self.code = code
    self.name = name
    self.village = village
    self.aliases = aliases
  }

  /// Everything it is found by.
  package var keys: [String] { ([code, name] + aliases).map(NameRule.key) }
}
