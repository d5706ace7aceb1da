import DutyCore
import DutySystem
import GRDB

/// The ledger cannot be used as asked: a fault of the world, told in one line with what to do next.
package enum LedgerFault: Error, Hashable, Sendable {
  case missing(path: String)
  case alreadyThere(path: String)
  case notOurs(path: String)
  case newerSchema(path: String)
  case olderSchema(path: String)
  /// Written by no release: the version is older than any.
  case tooOld(path: String)
  /// Others have it open, and must not while it is migrated.
  case inUse(path: String)
  case networkFileSystem(path: String)
  /// The file has further names (hard links), by which others may have it open.
  case severalNames(path: String, count: Int)
  /// The file is mounted by itself, away from those beside it.
  case mountedAlone(path: String)
  /// Something else stands where the ledger or a file beside it should be.
  case notAFile(path: String, SideFile.Kind)
  /// Something else stands where a directory beside the ledger should; nil: a file.
  case notADirectory(path: String, SideFile.Kind?)
  /// A file beside the ledger cannot be used.
  case sideFile(path: String, why: String)
  /// The machine's SQLite lacks what a ledger is made of.
  case libraryTooOld(version: String)
  /// Asked for a state of the ledger that it never was in.
  case noSuchEntry(String)
  /// Deleted, replaced or put back from an older copy since this process opened it.
  case replaced(path: String)
  /// An entry whose head was written down is not in the ledger: it is an older copy, or another one.
  case headLost(file: String, entry: Int64)
  case headsNotRead(file: String)
  case headsNotWritten(file: String, why: String)
  /// A ledger that lies where nothing can be written, with a journal beside it, is read from a copy that found no place.
  case noCopy(directory: String)
  case readOnly
  /// Somebody is in the way; the system may tell who.
  case busy(LockHolder?)
  case full
  /// Reading, writing or syncing failed: what was about to be written may be found there at the next opening, or not.
  case disk(String)
  case damaged(String)
  /// The rules refused what follows from an act by itself: the act was rolled back with it.
  case consequenceRefused(ActionName, Refusal)
  case system(String)

  /// `undertaking`: what the program was about, since nothing is said of writing where nothing was to be written.
  package func text(_ language: Language, during undertaking: Undertaking = .recording) -> String {
    switch undertaking {
    case .reading: textOfReading(language) ?? textOfRecording(language)
    case .recording: textOfRecording(language)
    }
  }

  /// Nil where it is the same either way.
  private func textOfReading(_ language: Language) -> String? {
    switch self {
    case .replaced(let path):
      language(
        "\(path) 被换掉、删除或恢复成旧的了。请各坐席先退出，再重新打开，并用 duty-admin check --against 核对纸面上的台账校验码。",
        "\(path) was replaced, deleted or put back from an older copy. Have every desk leave, open it again, and hold it"
          + " against a printed head: duty-admin check --against.")
    case .readOnly:
      language("台账读不了。请检查文件、目录和磁盘的权限。", "The ledger cannot be read. Check the rights of file, directory and disk.")
    case .busy:
      language("台账正忙，没有读出来。请再试一次。", "The ledger is busy and was not read. Try again.")
    case .full:
      language(
        "磁盘已满，没有读完；台账没有改动。请先腾出空间。",
        "The disk is full, so that reading came to no end; the ledger is as it was. Make room first.")
    case .disk(let what):
      language(
        "磁盘读写出错：\(what)。没有读完；台账没有改动。请管理员检查磁盘。",
        "The disk failed: \(what). Reading came to no end; the ledger is as it was. Have the disk looked at.")
    case .system(let what):
      language(
        "系统出错：\(what)。没有读完；台账没有改动。", "The system failed: \(what). Reading came to no end; the ledger is as it was.")
    case .missing, .alreadyThere, .notOurs, .newerSchema, .olderSchema, .tooOld, .inUse, .networkFileSystem,
      .libraryTooOld, .noSuchEntry, .headLost, .headsNotRead, .headsNotWritten, .damaged, .severalNames, .mountedAlone,
      .notAFile, .notADirectory, .sideFile, .consequenceRefused, .noCopy:
      nil
    }
  }

  /// Says why alone, for a sentence that says itself what was written and what not.
  package func reason(_ language: Language) -> String {
    switch self {
    case .full: language("磁盘已满，请先腾出空间。", "the disk is full; make room first.")
    case .busy: language("台账正忙。", "the ledger is busy.")
    case .readOnly:
      language("没有写的权限，请检查文件、目录和磁盘。", "it may not be written; check file, directory and disk.")
    case .disk(let what): language("磁盘读写出错（\(what)）。", "the disk failed (\(what)).")
    case .system(let what): language("系统出错（\(what)）。", "the system failed (\(what)).")
    case .missing, .alreadyThere, .notOurs, .newerSchema, .olderSchema, .tooOld, .inUse, .networkFileSystem,
      .libraryTooOld, .noSuchEntry, .replaced, .headLost, .headsNotRead, .headsNotWritten, .damaged, .severalNames,
      .mountedAlone, .notAFile, .notADirectory, .sideFile, .consequenceRefused, .noCopy:
      text(language)
    }
  }

  private func textOfRecording(_ language: Language) -> String {
    switch self {
    case .missing(let path):
      language(
        "没有台账文件：\(path)。请先运行 duty-admin init，或用 --ledger 指明。",
        "No ledger at \(path). Run duty-admin init first, or name one with --ledger.")
    case .alreadyThere(let path):
      language(
        "这里已经有文件：\(path)。不会覆盖，请另选位置。",
        "There is a file already: \(path). It is never overwritten; choose another place.")
    case .notOurs(let path):
      language("\(path) 不是坐堂吹哨的台账。请检查 --ledger。", "\(path) is not a Sitting Whistle ledger. Check --ledger.")
    case .newerSchema(let path):
      language("\(path) 由更新的版本写成。请升级本程序。", "\(path) was written by a newer version. Upgrade this program.")
    case .olderSchema(let path):
      language(
        "\(path) 是旧版台账。请先运行 duty-admin migrate。", "\(path) is of an older version. Run duty-admin migrate first.")
    case .tooOld(let path):
      language("\(path) 的版本太旧，本程序迁移不了。", "\(path) is of a version too old for this program to migrate.")
    case .inUse(let path):
      language(
        "\(path) 还有人在用。请让各坐席和程序先退出，再办。",
        "\(path) is in use. Have every desk and program leave first.")
    case .networkFileSystem(let path):
      language(
        "\(path) 在网络盘上，多台同时写会损坏。请放到本机磁盘。",
        "\(path) lies on a network file system, where writers would damage it. Put it on a local disk.")
    case .severalNames(let path, let count):
      language(
        "\(path) 有 \(count) 个名字（硬链接），从别的名字打开会互相覆盖。请删掉多余的名字（find 加 -samefile 能找到）；"
          + "要副本请用 duty-admin backup 或 cp，不要用 ln。",
        "\(path) has \(count) names (hard links); opened by another of them it would be written over. Remove the others"
          + " (find -samefile lists them); for a copy take duty-admin backup or cp, not ln.")
    case .mountedAlone(let path):
      language(
        "\(path) 是单独挂载的文件，旁边的锁和日志不在一处，会写坏。请把它所在的整个目录挂载过来，再打开。",
        "\(path) is mounted by itself, away from its lock and journal, and would be damaged. Mount the whole directory it"
          + " lies in instead.")
    case .notAFile(let path, let kind):
      language(
        "\(path) 是\(kind.text(.zh))，不是普通文件，不能用。请管理员查明后把它移走，再打开。",
        "\(path) is \(kind.text(.en)), not a file, and cannot be used. Have the administrator see why, move it away, and"
          + " open again.")
    case .notADirectory(let path, let kind):
      language(
        "\(path) 是\(kind?.text(.zh) ?? "文件")，不是目录，不能用。请管理员查明后把它移走。",
        "\(path) is \(kind?.text(.en) ?? "a file"), not a directory, and cannot be used. Have the administrator see why and"
          + " move it away.")
    case .sideFile(let path, let why):
      language(
        "台账旁边的 \(path) 用不了：\(why)。请管理员让它和台账文件的主人、权限一致，再试。",
        "\(path), beside the ledger, cannot be used: \(why). Have the administrator give it the owner and rights of the"
          + " ledger's file, and try again.")
    case .libraryTooOld(let version):
      language(
        "本机的 SQLite \(version) 太旧，要 \(Connection.oldestLibrary.name) 以上。请管理员升级 libsqlite3。",
        "SQLite \(version) on this machine is too old: \(Connection.oldestLibrary.name) or later is needed. Have the"
          + " administrator upgrade libsqlite3.")
    case .noSuchEntry(let asked):
      language("台账里没有截至 \(asked) 的记录。请检查 --as-of。", "The ledger has no entry as of \(asked). Check --as-of.")
    case .replaced(let path):
      language(
        "\(path) 被换掉、删除或恢复成旧的了，没有写入。请各坐席先退出，再重新打开，并用 duty-admin check --against 核对纸面上的台账校验码。",
        "\(path) was replaced, deleted or put back from an older copy; nothing was written. Have every desk leave, open"
          + " it again, and hold it against a printed head: duty-admin check --against.")
    case .headLost(let file, let entry):
      language(
        "台账里没有 \(file) 记下的第 \(entry) 条，可能被恢复成旧的了。请先找回原来的文件；确是有意恢复的，由管理员把 \(file) 移走存档，再打开。",
        "The ledger lacks entry \(entry) as \(file) has it: it may be an older copy. Look for the file that was there; if it"
          + " was put back on purpose, have the administrator move \(file) away, and open again.")
    case .headsNotRead(let file):
      language(
        "读不了校验码文件 \(file)。请管理员检查它在不在、能不能读（DUTY_HEADS）。",
        "The heads file \(file) cannot be read. Have the administrator look for it and its rights (DUTY_HEADS).")
    case .headsNotWritten(let file, let why):
      language(
        "校验码没有写进 \(file)：\(why)。台账照常，请管理员检查这个文件的权限。",
        "The head was not written to \(file): \(why). The ledger goes on; have the administrator look at that file's rights."
      )
    case .noCopy(let directory):
      language(
        "台账放在写不进的地方，要先在 \(directory) 复制一份才能读，可是复制不成。请腾出空间，或用 TMPDIR 另指一个目录。",
        "The ledger lies where nothing can be written and is read from a copy, which \(directory) did not take. Make room"
          + " there, or name another directory with TMPDIR.")
    case .readOnly:
      language("台账只能读，不能写。请检查文件和磁盘的权限。", "The ledger can be read but not written. Check the rights of file and disk.")
    case .busy(nil): language("台账正忙，没有写入。请再试一次。", "The ledger is busy; nothing was written. Try again.")
    case .busy(let holder?): language("台账正忙：", "The ledger is busy: ") + holder.text(language)
    case .full: language("磁盘已满，没有写入。请先腾出空间。", "The disk is full; nothing was written. Make room first.")
    case .disk(let what):
      language(
        "磁盘读写出错：\(what)。刚才要写的，可能写入了，也可能没有，请先核对再重做。",
        "The disk failed: \(what). What was being written may be there or not; look before doing it again.")
    case .damaged(let what):
      language("台账损坏：\(what)。请运行 duty-admin check。", "The ledger is damaged: \(what). Run duty-admin check.")
    case .consequenceRefused(let action, let refusal):
      language(
        "没有写入：随之自动办的“\(action.text(.zh))”办不了（\(refusal.text(.zh))）。请告诉管理员，并运行 duty-admin check。",
        "Nothing was written: “\(action.text(.en))”, which follows by itself, was refused (\(refusal.text(.en))). Tell the"
          + " administrator, and run duty-admin check.")
    case .system(let what): language("系统出错：\(what)。没有写入。", "The system failed: \(what). Nothing was written.")
    }
  }

  /// Tells what a database error means to whoever runs the program.
  init(_ error: DatabaseError) {
    // The file that was opened has been replaced meanwhile, by a migration or a rebuild: tried again it is the new one.
    if error.extendedResultCode == .SQLITE_READONLY_DBMOVED {
      self = .busy(nil)
      return
    }
    // Values read from one table do not fit the same one made anew: they are of other types than its columns.
    if error.extendedResultCode == .SQLITE_CONSTRAINT_DATATYPE {
      self = .damaged(error.message ?? "\(error.extendedResultCode)")
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .full
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(nil)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH: self = .readOnly
    case .SQLITE_IOERR: self = .disk(error.message ?? "SQLite \(error.extendedResultCode.rawValue)")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self = .damaged(error.message ?? "SQLite \(error.extendedResultCode.rawValue)")
    default: self = .system(error.message ?? "SQLite \(error.extendedResultCode.rawValue)")
    }
  }

  /// Runs `body` with the database's errors told as faults.
  static func told<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw LedgerFault(error)
    } catch is RowDecodingError {
      throw LedgerFault.damaged("a column holds a value of another type")
    }
  }
}

extension LedgerFault: EndingError {
  /// A state that it never was in is an answer, not a ledger that cannot be used.
  package func failure(_ language: Language, during undertaking: Undertaking) -> Failure {
    let isAnswer = if case .noSuchEntry = self { true } else { false }
    return Failure(code: isAnswer ? .no : .unusable, text: text(language, during: undertaking))
  }
}
