import DutyCore

/// What a check found.
package struct CheckResult: Hashable, Sendable {
  package struct Problem: Hashable, Sendable {
    /// The entry it concerns; nil where it is about the file or a count.
    package let entry: Int64?
    package let what: String
  }

  package internal(set) var entries: Int64 = 0
  /// Hash of the last entry, in hex.
  package internal(set) var head = ""
  /// In the order they were found; no more than the first hundred.
  package private(set) var problems: [Problem] = []

  package var isClean: Bool { problems.isEmpty }

  /// One page of problems tells as much as a thousand.
  private static let most = 100

  mutating func report(_ entry: Int64?, _ what: String) {
    if problems.count < Self.most { problems.append(Problem(entry: entry, what: what)) }
  }
}
