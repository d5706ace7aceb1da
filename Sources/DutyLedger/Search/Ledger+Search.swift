import DutyCore
import GRDB

extension Ledger {
  /// The incidents that `text` finds, open and past: what is open first, then the latest first.
  package func search(_ text: String, limit: Int) throws -> [IncidentID] {
    try reading { try SearchTable.found(Sought(text), limit: limit, $0) }
  }

  /// Spells one text, so that the first act that is written need not wait for it (a tenth of a second, once).
  package func prepareSpelling() { _ = speller.spelling(of: "坐堂吹哨") }
}
