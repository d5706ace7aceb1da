import DutyCore
import DutyLedger
import DutyReports

extension Report {
  /// The answer in one of the formats that are text.
  func written(from ledger: Ledger, now: Instant, _ language: Language) throws -> String {
    String(decoding: try bytes(from: ledger, now: now, language), as: UTF8.self)
  }
}
