import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem
import Foundation
import Synchronization

/// `restore`: puts a backup where a ledger is to be.
struct Restore: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("从备份恢复台账（先核对；已有台账的位置绝不覆盖）", "put a backup in place, after checking it; never overwrites a ledger"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .recording }

  @Argument(help: .init(said("备份文件", "the backup"), valueName: said("文件", "file")), completion: .file())
  var file: String

  func run() throws {
    let (language, path) = (common.spoken, try common.path)
    guard FileManager.default.fileExists(atPath: file) else {
      throw Failure(code: .wrongUsage, text: language("没有备份文件：\(file)。", "There is no backup \(file)."))
    }
    let (result, head) = try restored()
    if result.isOfCopy { Outlet.tell(Caution.copyRead.text(language)) }
    let verdict = OutputFault.Remaining.said(
      result.isClean
        ? language("备份已核对无误，并已恢复到 \(path)。", "The backup is sound and is restored to \(path).")
        : language("备份有问题，没有恢复。", "The backup is damaged; nothing was restored."))
    try OutputFault.saying(verdict) { () throws(OutputFault) in try Outlet.lines(Check.lines(result, language)) }
    guard let head else {
      throw Failure(
        code: .no,
        text: language("备份有问题，没有恢复。请换一份备份。", "The backup is damaged; nothing was restored. Take another one."))
    }
    let local = try common.open(.readOnly).room().zone.local(head.recorded)
    let last = "\(local.day) \(local.clockWithSeconds)"
    try printed(
      language(
        "已恢复到 \(path)，最后一条记于 \(last)。此后记的不在里面。",
        "Restored to \(path); its last entry was recorded at \(last). What came later is not in it."))
  }

  private func restored() throws -> (result: CheckResult, head: Ledger.Head?) {
    let bar = Mutex(ProgressBar())
    defer { bar.withLock { $0.clear() } }
    return try Ledger.restore(common.apart(file), to: common.path) { part in bar.withLock { $0.show(part) } }
  }
}

/// `backup`: copies the ledger while desks write.
struct Backup: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("备份台账（不影响正在使用的坐席）", "copy the ledger while desks write"))

  @OptionGroup var common: CommonOptions

  var undertaking: Undertaking { .recording }

  @Argument(help: .init(said("备份到这个新文件", "the new file"), valueName: said("文件", "file")), completion: .file())
  var file: String

  func run() throws {
    let ledger = try common.open(.readOnly)
    try ledger.backup(to: common.apart(file))
    try printed(common.spoken("已备份到 \(file)。", "Backed up to \(file)."))
  }
}
