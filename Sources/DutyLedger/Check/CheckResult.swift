import DutyCore

/// The result of a check: what it found, what can still be read, and what to run.
package struct CheckResult: Hashable, Sendable {
  /// The command that sets right what was found.
  package enum Remedy: String, Hashable, Sendable, CaseIterable {
    /// No entry is hit: what follows from the entries is made anew.
    case rebuild
    /// Entries or words are hit: only a backup still has them.
    case restore
  }

  package struct Problem: Hashable, Sendable {
    /// The entry it concerns; nil where it is about the file or a count.
    package let entry: Int64?
    package let what: String
    /// Nil where no command helps: a head that is not there, a line of a heads file.
    package let run: Remedy?
  }

  package internal(set) var entries: Int64 = 0
  /// Hash of the last entry, in hex.
  package internal(set) var head = ""
  /// The problems in the order of the parts of the check; no more than the first hundred.
  package private(set) var problems: [Problem] = []
  /// The entries that were read, by number; one range where nothing is amiss.
  package internal(set) var readable: [ClosedRange<Int64>] = []
  /// The entries that are there and cannot be read.
  package internal(set) var unreadable: [ClosedRange<Int64>] = []
  /// The entry whose head an earlier check found sound, where only what came after it was looked at.
  package internal(set) var since: Int64?
  /// Tables and parts that were not compared, by name: left to the whole check, or beyond what could be read.
  package internal(set) var notProven: [String] = []
  /// The last entry that an export reaches before it comes upon damage; nil where it cannot begin, or was not tried.
  package internal(set) var exportable: Int64?
  /// Whether a private copy was read, since the place itself cannot be written to.
  package internal(set) var isOfCopy = false
  /// The number of entries that were recorded before their predecessor, and of those that claim a time nobody can rely on.
  /// Neither is damage: the order of entries is their number.
  package internal(set) var early = 0
  package internal(set) var untrusted = 0
  private var remedies: Set<Remedy> = []

  package var isClean: Bool { problems.isEmpty }

  /// A backup puts everything right; nil where nothing is wrong, or no command helps.
  package var run: Remedy? { remedies.contains(.restore) ? .restore : remedies.first }

  /// One page of problems tells as much as a thousand.
  static let most = 100

  mutating func report(_ run: Remedy?, _ entry: Int64?, _ what: String) {
    take(Problem(entry: entry, what: what, run: run))
  }

  mutating func take(_ findings: Found) {
    findings.problems.forEach { take($0) }
    notProven += findings.notProven.filter { !notProven.contains($0) }
    remedies.formUnion(findings.remedies)
  }

  private mutating func take(_ problem: Problem) {
    if let run = problem.run { remedies.insert(run) }
    // Two parts may have come upon the same.
    if problems.count < Self.most, !problems.contains(problem) { problems.append(problem) }
  }
}
