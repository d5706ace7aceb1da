import ArgumentParser
import DutyIntake
import DutyLedger
import Foundation

// The words that a shell proposes for this program.

extension CompletionKind {
  /// Proposes nothing where only the person knows.
  static var nothing: CompletionKind { .list([]) }
  static var people: CompletionKind { .custom { line, _, _ in Proposals(line).people } }
  static var units: CompletionKind { .custom { line, _, _ in Proposals(line).units } }
  static var turns: CompletionKind { .custom { line, _, _ in Proposals(line).turns } }
  static var days: CompletionKind { .custom { line, _, _ in Proposals(line).days } }
  static var incidents: CompletionKind { .custom { line, _, _ in Proposals(line).incidents } }
  static var settings: CompletionKind { .custom { line, _, _ in Proposals(line).settings } }
  static var zones: CompletionKind { .custom { _, _, _ in TimeZone.knownTimeZoneIdentifiers } }
  static var profiles: CompletionKind {
    .custom { _, _, beginning in ImportProfile.builtIn + Proposals.files(beginning, ending: ".json") }
  }
}
