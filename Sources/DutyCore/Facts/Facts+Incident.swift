// The facts that are stated about an incident besides its summonses.

/// Survey (现场核实): the look before taking on.
package struct Surveying: Hashable, Codable, Sendable {
  package enum Result: String, Codable, CaseIterable, Sendable {
    case exists, doesNotExist, elsewhere
  }

  package var result: Result
  package var words: Words?

  package init(result: Result, words: Words? = nil) {
    self.result = result
    self.words = words
  }
}

/// Consultation (会商): who sat together, and what was concluded.
package struct Consultation: Hashable, Codable, Sendable {
  package var who: Words
  package var conclusion: Words
  /// The summons that the conclusion made, if any.
  package var summons: Summoning?

  package init(who: Words, conclusion: Words, summons: Summoning? = nil) {
    self.who = who
    self.conclusion = conclusion
    self.summons = summons
  }
}

/// Attach (附件): a photo or paper, known by the digest of its bytes.
package struct Attachment: Hashable, Codable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case before, after, near, far, paper
  }

  package var kind: Kind
  package var path: Words
  /// SHA-256 of the file, 64 hex digits.
  package var sha256: String

  package init(kind: Kind, path: Words, sha256: String) {
    self.kind = kind
    self.path = path
    self.sha256 = sha256
  }
}

/// Forgive (容错记录): an honest miss, its reasons, and who agreed.
package struct Forgiving: Hashable, Codable, Sendable {
  package var reasons: Words
  package var agreed: Words

  package init(reasons: Words, agreed: Words) {
    self.reasons = reasons
    self.agreed = agreed
  }
}

/// Answered at once (直接答复办结): explained, not ours, or withdrawn; nothing was set in motion.
package struct DirectAnswer: Hashable, Codable, Sendable {
  package var disposition: Disposition
  /// The answer that the person who reported was given.
  package var answer: Words
  /// The body that the matter belongs to, where it is not ours.
  package var whose: Words?

  package init(disposition: Disposition, answer: Words, whose: Words? = nil) {
    self.disposition = disposition
    self.answer = answer
    self.whose = whose
  }
}
