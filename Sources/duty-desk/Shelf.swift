import DeskUI
import DutyCore
import DutyLedger
import Foundation

/// The place of drafts while they are not submitted: small files in a directory beside the ledger, for its owner alone.
///
/// It never fails: where a draft cannot be kept or read, work goes on without, and `trouble` says why for as long as it is so.
struct Shelf {
  private let ledger: String
  private var directory: String { DraftFiles.directory(besideLedger: ledger) }
  /// Drafts are kept this long: what nobody came back for is thrown away, since it may hold a name and a number.
  private static let kept: TimeInterval = 7 * 86_400
  /// The size in bytes of the largest draft. A form holds no more than some thousand characters.
  private static let largest = 1 << 20

  /// The last thing that went wrong, and with what.
  private(set) var trouble: LedgerFault?

  init(besideLedger path: String) { ledger = path }

  mutating func put(_ draft: Draft) {
    trouble = trying {
      try SideFile.makeDirectory(directory, like: ledger)
      try SideFile.replace(path(draft.key), with: JSONEncoder().encode(draft), like: ledger)
    }
  }

  mutating func remove(_ key: Draft.Key) {
    trouble = trying {
      // Nothing is taken away through a link.
      guard try !SideFile.names(in: directory).isEmpty else { return }
      try SideFile.remove(path(key))
    }
  }

  /// The drafts `officer` left; a file that cannot be read as one is passed over and goes with its time.
  mutating func drafts(of officer: OfficerID) -> [Draft] {
    var found: [Draft] = []
    trouble = trying {
      var unread: LedgerFault?
      for name in try SideFile.names(in: directory) {
        let path = directory + "/" + name
        if isOld(path) {
          try SideFile.remove(path)
        } else if name.hasPrefix("\(officer.serial)-"), name.hasSuffix(".json") {
          do {
            guard let bytes = try SideFile.contents(path, atMost: Self.largest),
              let draft = try? JSONDecoder().decode(Draft.self, from: Data(bytes))
            else { throw LedgerFault.sideFile(path: path, why: "") }
            found.append(draft)
          } catch let fault as LedgerFault {
            unread = fault
          }
        }
      }
      if let unread { throw unread }
    }
    return found
  }

  private func isOld(_ path: String) -> Bool {
    let written = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    return written.map { -$0.timeIntervalSinceNow > Self.kept } ?? false
  }

  /// Runs `body` and tells what went wrong.
  private func trying(_ body: () throws -> Void) -> LedgerFault? {
    do {
      try body()
      return nil
    } catch let fault as LedgerFault {
      return fault
    } catch {
      return .sideFile(path: directory, why: "\(error)")
    }
  }

  private func path(_ key: Draft.Key) -> String {
    directory + "/" + DraftFiles.name(officer: key.officer, act: key.act.word, subject: key.subject)
  }
}

extension Shelf {
  /// Says in one line of a screen what is wrong and that work goes on; nil where all is well.
  func caution(_ language: Language) -> String? {
    guard let trouble else { return nil }
    let why =
      switch trouble {
      case .notADirectory(let path, _): language("\(name(path)) 不是目录", "\(name(path)) is no directory")
      case .notAFile(let path, _): language("\(name(path)) 不是普通文件", "\(name(path)) is no file")
      case .sideFile(let path, _): language("\(name(path)) 读写不了", "\(name(path)) cannot be read or written")
      case .full: language("磁盘已满", "the disk is full")
      case .readOnly: language("磁盘只读", "the disk is read-only")
      case .missing, .alreadyThere, .notOurs, .newerSchema, .olderSchema, .tooOld, .inUse, .networkFileSystem,
        .severalNames, .mountedAlone, .libraryTooOld, .noSuchEntry, .replaced, .headLost, .headsNotRead,
        .headsNotWritten, .noCopy, .busy, .disk, .damaged, .consequenceRefused, .system:
        language("磁盘出错", "the disk failed")
      }
    return language("草稿用不了（\(why)）：照常办理，写到一半的不保留。", "No drafts (\(why)): work goes on, nothing unfinished is kept.")
  }

  /// A draft by its file, all else by the directory: what is written anew has a name of its own for a moment.
  private func name(_ path: String) -> String {
    (path.hasSuffix(".json") ? path : directory).split(separator: "/").last.map(String.init) ?? path
  }
}
