import ArgumentParser
import DutyLedger
import DutyReports

// The words that a shell proposes for this program.

extension CompletionKind {
  /// A report's name; behind `incident` the number of one.
  static var reports: CompletionKind {
    .custom { line, index, _ in
      let asksForNumber = line.indices.contains(index - 1) && line[index - 1] == ReportName.incident.rawValue
      return asksForNumber ? Proposals(line).incidents : ReportName.allCases.map(\.rawValue)
    }
  }

  static var days: CompletionKind { .custom { line, _, _ in Proposals(line).days } }
  static var shifts: CompletionKind { .custom { line, _, _ in Proposals(line).shifts } }
}
