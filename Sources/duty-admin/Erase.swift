import ArgumentParser
import DutyCore
import DutyLedger
import DutySystem
import Foundation

/// `erase`: deletes words that may not be kept any longer.
struct Erase: AdminCommand {
  static let configuration = CommandConfiguration(
    abstract: said("依法删除信息：内容、姓名、电话；记录本身留着", "delete words by law: texts, names, phones; the entries stay"),
    discussion: said(
      """
      不写 --ground 的，要满保存期限（setting list 的 retention）；未满的，写明依据。
      --before 只删已经结束的事。删了不能恢复；每条都另有一条删除记录，check 仍然无误。
      没提交的草稿一并删除；正在填这件事的坐席请先退出表单。删完会把整个台账文件重写一遍，要有台账两倍大的空间，人少时办。
      备份、升级前的副本、导出和印出的文件、导入时退回的行里还有，另行销毁。
      """,
      """
      Without --ground they must have been kept long enough (retention in setting list). --before takes only what is over.
      Nothing brings the words back; each erasure is an entry, and check stays clean. Forms that were begun and not
      submitted go too; leave those that are open at a desk. The whole file is written anew afterwards, which takes
      twice the room of the ledger: do it when few are at work. Backups, copies from before a migration, exports, printed
      files and rows an import left out still have the words.
      """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var authority: Authority

  var undertaking: Undertaking { .recording }

  @Option(
    help: .init(said("这件事的文字", "the words of this incident"), valueName: said("编号", "number")), completion: .incidents)
  var incident: String?

  @Option(
    help: .init(said("这一天以前记下的、已经结束的事的文字", "words recorded before this day, of what is over"), valueName: "YYYY-MM-DD"),
    completion: .days)
  var before: String?

  @Option(help: .init(said("法律依据", "the legal ground"), valueName: said("依据", "text")), completion: .nothing)
  var ground: String?

  func run() throws {
    let language = common.spoken
    let ledger = try common.open(.readWrite)
    let scope = try scope(in: ledger, language)
    let words = try ground.map { text in
      guard let words = Words(written: text) else { throw Refusal.what(.wordsMissing(.erase)) }
      return words
    }
    let administrator = try authority.person(in: ledger, language)
    let entries = try ledger.entriesWithWords(in: scope)
    let incidents = Set(entries.map(\.subject)).count
    try confirm(entries.count, incidents, language)
    try erase(entries, words, by: administrator, in: ledger, language)
    let deleted = language(
      "已删除 \(entries.count) 条记录里的文字（\(incidents) 件事）。",
      "The words of \(entries.count) entries are deleted (\(incidents) incidents).")
    // That this cannot be written is told once the rest was done: nobody's words stay for it.
    let printed = Result { () throws(OutputFault) in try self.printed(deleted) }
    let drafts = try ledger.removeDrafts(in: scope)
    try writeAnew(ledger, language)
    try ledger.close()
    try printed.get()
    let copies = Ledger.otherCopies(besideLedger: try common.path)
    try OutputFault.saying(.done(deleted)) { () throws(OutputFault) in
      try Outlet.lines(rest(drafts, copies, language))
    }
    if let path = drafts.left.first {
      throw Failure(
        code: .unusable,
        lines: [
          language(
            "没提交的草稿删不掉，里面可能还有：\(path)。",
            "A form that was not submitted cannot be removed and may still have the words: \(path)."),
          Self.again(language),
        ])
    }
  }

  /// Tells what happened to the words outside the ledger, a line each.
  private func rest(_ drafts: RemovedDrafts, _ copies: [String], _ language: Language) -> [String] {
    let removed = language(
      "没提交的草稿也删了 \(drafts.count) 份。", "Forms that were not submitted are removed too: \(drafts.count).")
    return (drafts.count > 0 ? [removed] : [])
      + copies.map {
        language("这份副本里还有删掉的文字：\($0)", "This copy still has the deleted words: \($0)")
      }
  }

  /// Erases, and tells how many were deleted also where the disk does not take the rest.
  private func erase(
    _ entries: [Entry], _ ground: Words?, by administrator: Session, in ledger: Ledger, _ language: Language
  ) throws {
    let bar = ProgressBar()
    defer { bar.clear() }
    var done = 0
    do {
      try ledger.erase(entries, ground: ground, by: administrator.actor, within: administrator, now: SystemClock.now())
      {
        done = $0
        bar.show(Double($0) / Double(max(entries.count, 1)))
      }
    } catch let fault as LedgerFault where done > 0 {
      bar.clear()
      throw Failure(
        code: .unusable,
        lines: [
          language(
            "已删除 \(done) 条记录里的文字，都已记入；其余 \(entries.count - done) 条没有删完：",
            "The words of \(done) entries are deleted, which is recorded; of the other \(entries.count - done) not all: "
          )
            + fault.reason(language), Self.again(language),
        ])
    }
  }

  private static func again(_ language: Language) -> String {
    language("排除之后，把同一条命令再运行一次。", "When that is mended, run the same command again.")
  }

  private func scope(in ledger: Ledger, _ language: Language) throws -> ErasureScope {
    switch (incident, before) {
    case (let text?, nil):
      guard let number = IncidentNumber(text), let found = try ledger.incident(numbered: number) else {
        throw Failure(
          code: .wrongUsage,
          text: language(
            "没有编号 \(text) 的事件。编号形如 20261121-0017。", "No incident \(text). Numbers look like 20261121-0017."))
      }
      return .incident(found.id)
    case (nil, let text?):
      guard let day = Day(text) else {
        throw Failure(
          code: .wrongUsage,
          text: language("--before 要写成 YYYY-MM-DD，不是“\(text)”。", "--before is YYYY-MM-DD, not “\(text)”."))
      }
      return .before(try ledger.room().zone.instant(day, minutes: 0))
    case (nil, nil), (_?, _?):
      throw Failure(
        code: .wrongUsage, text: language("--incident 和 --before 写一个。", "Give one of --incident and --before."))
    }
  }

  /// On a terminal, how many there are is typed before they are gone.
  private func confirm(_ entries: Int, _ incidents: Int, _ language: Language) throws {
    guard isatty(STDIN_FILENO) == 1, entries > 0 else { return }
    let question = language(
      "要删除 \(entries) 条记录里的文字（\(incidents) 件事），不能恢复。确认请输入 \(entries)：",
      "The words of \(entries) entries (\(incidents) incidents) will be gone for ever. Type \(entries) to go on: ")
    Outlet.ask(question)
    guard readLine() == String(entries) else {
      throw Failure(code: .no, text: language("没有删除。", "Nothing was deleted."))
    }
  }

  private func writeAnew(_ ledger: Ledger, _ language: Language) throws {
    do {
      try ledger.writeAnew()
    } catch LedgerFault.busy(_) {
      throw Failure(
        code: .unusable,
        text: language(
          "文字已删，但有人正在用，文件里的残留没有清完。请各坐席退出后，把同一条命令再运行一次。",
          "The words are deleted, but somebody is reading: what is left of them in the file was not cleared. Close the desks "
            + "and run the same command again."))
    } catch let fault as LedgerFault {
      throw Failure(
        code: .unusable,
        lines: [
          language(
            "文字已删，删除已记入台账；但文件没能重写，里面的残留没有清完：",
            "The words are deleted, which is recorded; but the file could not be written anew, and what is left of them in it "
              + "was not cleared: ") + fault.reason(language), Self.again(language),
        ])
    }
  }
}
