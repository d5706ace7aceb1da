import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem

/// `rebuild`: makes every derived table and index anew from the entries.
struct Rebuild: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("按记录重做所有表和索引（记录本身不动）", "make all derived tables and indexes anew from the entries"),
    discussion: said(
      "核对（check）说表或索引坏了、记录没坏时用。各坐席和程序要先退出；原来的台账留在旁边。记录本身坏了，只能从备份恢复（restore）。",
      "For a ledger whose check finds a table or an index damaged, but no entry. Every desk and program must have left; the "
        + "ledger as it was stays beside it. Where an entry itself is damaged, only a backup helps (restore)."))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .recording }

  func run() throws {
    let bar = ProgressBar()
    defer { bar.clear() }
    let kept = try Ledger.rebuild(at: common.path, progress: bar.show)
    bar.clear()
    try printed(
      common.spoken(
        "已按记录重做所有表和索引。原来的台账在 \(kept)。请再运行 duty-admin check。",
        "All tables and indexes were made anew. The ledger as it was is in \(kept). Run duty-admin check again."))
  }
}
