import ArgumentParser
import DutyCore
import DutyLedger

/// `backup`: copies the ledger while desks write.
struct Backup: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("备份台账（不影响正在使用的坐席）", "copy the ledger while desks write"))

  @OptionGroup var common: CommonOptions

  @Argument(help: .init(said("备份到这个新文件", "the new file"), valueName: said("文件", "file")))
  var file: String

  func run() throws {
    let ledger = try common.open(.readOnly)
    try ledger.backup(to: file)
    print(common.spoken("已备份到 \(file)。", "Backed up to \(file)."))
  }
}
