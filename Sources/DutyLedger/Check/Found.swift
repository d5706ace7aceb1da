import GRDB

/// The finding of one part of a check; each part stands on its own, and what it cannot read is an answer too.
struct Found: Sendable {
  private(set) var problems: [CheckResult.Problem] = []
  private(set) var remedies: Set<CheckResult.Remedy> = []
  private(set) var notProven: [String] = []

  mutating func report(_ run: CheckResult.Remedy?, _ entry: Int64?, _ what: String) {
    if let run { remedies.insert(run) }
    guard problems.count < CheckResult.most else { return }
    problems.append(CheckResult.Problem(entry: entry, what: what, run: run))
  }

  /// `part`, by the name of its table, could not be compared.
  mutating func leaveOut(_ part: String) {
    if !notProven.contains(part) { notProven.append(part) }
  }

  mutating func take(_ other: Found) {
    for problem in other.problems { report(problem.run, problem.entry, problem.what) }
    remedies.formUnion(other.remedies)
    other.notProven.forEach { leaveOut($0) }
  }

  /// Runs `body`; what SQLite finds damaged there is reported under the name of `table`, and the other parts go on.
  mutating func proving(
    at table: String, run: CheckResult.Remedy, _ body: (inout Found) throws -> Void
  ) throws {
    do {
      try body(&self)
    } catch {
      guard let what = Damage.what(error) else { throw error }
      report(run, nil, "\(table): SQLite: \(what)")
    }
  }
}

/// Numbers gathered into ranges, as they are told to a person.
struct Stretches: Sendable {
  private(set) var ranges: [ClosedRange<Int64>] = []

  var isEmpty: Bool { ranges.isEmpty }

  /// Adds a number, in rising order.
  mutating func append(_ number: Int64) { append(number...number) }

  mutating func append(_ range: ClosedRange<Int64>) {
    if let last = ranges.last, last.upperBound < Int64.max, last.upperBound + 1 >= range.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
    } else {
      ranges.append(range)
    }
  }

  init(_ numbers: some Sequence<Int64> = []) { numbers.sorted().forEach { append($0) } }

  func contains(_ number: Int64) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(number)
  }

  /// `1–119, 132–5000`, the first dozen.
  var text: String { Self.text(ranges, ", ") }

  static func text(_ ranges: [ClosedRange<Int64>], _ between: String) -> String {
    let told = ranges.prefix(12).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    return told.joined(separator: between) + (ranges.count > 12 ? " …" : "")
  }
}
