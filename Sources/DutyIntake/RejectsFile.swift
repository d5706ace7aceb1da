import DutyCore
import DutyLedger
import DutySystem
import DutyTables
import Glibc

/// The rows an import left out, as CSV: line, column, reason, then the row as it was, so that it can be mended here and
/// this file be imported by the same profile. What a spreadsheet would run is made text. The rows may hold phones, so only
/// the owner can read them.
package final class RejectsFile {
  private let descriptor: Int32
  private let path: String
  private let language: Language
  /// With several files each reason begins with the file's name.
  private let namesFiles: Bool
  private var hasHeader = false

  /// Never writes over anything: rows that were left out before may have been mended there.
  package init(path: String, importing: [String], into ledger: String, language: Language) throws(ImportFault) {
    for file in importing where LedgerPath.isSame(path, file) { throw .wouldOverwrite(file) }
    if LedgerPath.isPart(path, ofLedger: ledger) { throw .wouldOverwrite(path) }
    let opened: Int32?
    do throws(OutputFault) {
      opened = try OutputFile.openEmpty(path, mode: 0o600)
    } catch {
      throw .output(error)
    }
    guard let opened else { throw .alreadyThere(path) }
    descriptor = opened
    self.path = path
    self.language = language
    namesFiles = importing.count > 1
  }

  deinit { close(descriptor) }

  package func add(_ reject: Importer.Reject) throws(ImportFault) {
    if !hasHeader {
      hasHeader = true
      try write(RejectedColumns.names + RejectedColumns.original(reject.header))
    }
    let reason = (namesFiles ? reject.path + ": " : "") + reject.fault.text(language)
    // What had been left out before keeps neither the old reason nor a second apostrophe.
    let original = RejectedColumns.original(reject.record.fields, under: reject.header)
    try write([String(reject.record.line), String(reject.fault.column), reason] + original)
  }

  private func write(_ fields: [String]) throws(ImportFault) {
    let row = fields.map { Self.quoted($0.defused) }.joined(separator: ",") + "\n"
    if let reason = Outlet.write(Array(row.utf8), to: descriptor) { throw .unwritable(path, reason.text(.en)) }
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { [Byte.comma, Byte.quote, Byte.cr, Byte.lf].contains($0) }
    guard needsQuotes else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
