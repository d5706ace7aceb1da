import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem

/// `migrate`: brings a ledger of an older version up to this one.
struct Migrate: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("把旧版台账升级到本版，先在旁边备份", "bring an older ledger up to this version, after a copy beside it"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .recording }

  func run() throws {
    let bar = ProgressBar()
    defer { bar.clear() }
    let done = try Ledger.migrate(at: common.path, progress: bar.show)
    bar.clear()
    guard let migration = done else {
      try Outlet.line(common.spoken("台账已是本版，没有改动。", "The ledger is of this version already; nothing was changed."))
      return
    }
    try printed(
      common.spoken(
        "台账已从第 \(migration.from) 版升级到第 \(migration.to) 版。升级前的台账在 \(migration.backup)。",
        "The ledger went from version \(migration.from) to \(migration.to). As it was before, it is in \(migration.backup)."
      ))
  }
}
