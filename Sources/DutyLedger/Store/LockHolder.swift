import DutyCore
import Foundation

/// The program that holds what a writer has waited for in vain.
package struct LockHolder: Hashable, Sendable {
  package let process: Int32
  package let program: String
  /// Held by somebody who was told to stand still, for as long as nobody lets it go on.
  package let isStopped: Bool

  /// Whoever, other than this process, has a lock for writing on one of `files`; nil where the system does not tell.
  static func found(on files: [String]) -> LockHolder? {
    let wanted = Set(files.compactMap(mark))
    guard let locks = FileManager.default.contents(atPath: "/proc/locks") else { return nil }
    let holders = String(decoding: locks, as: UTF8.self).split(separator: "\n").lazy.compactMap {
      holder($0, of: wanted)
    }
    return holders.first { $0 != getpid() }.flatMap(LockHolder.init(process:))
  }

  /// `1: FLOCK ADVISORY WRITE 3568 fd:00:2531452 0 EOF`; one who waits has `->` behind the number.
  private static func holder(_ line: Substring, of wanted: Set<String>) -> Int32? {
    let words = line.split(separator: " ")
    guard words.count > 5, words[3] == "WRITE", wanted.contains(String(words[5])) else { return nil }
    return Int32(words[4])
  }

  /// Device and inode as they stand in `/proc/locks`.
  private static func mark(_ path: String) -> String? {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return nil }
    let device = UInt64(facts.st_dev)
    let major = (device >> 8) & 0xFFF | (device >> 32) & 0xFFFF_F000
    let minor = device & 0xFF | (device >> 12) & 0xFFFF_FF00
    return String(format: "%02x:%02x:%llu", major, minor, UInt64(facts.st_ino))
  }

  /// Nil for one that is gone, or belongs to a container of its own.
  private init?(process: Int32) {
    guard process > 0, let text = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
    // `3568 (duty-admin) S …`: the name may hold blanks and brackets.
    let line = String(decoding: text, as: UTF8.self)
    guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close else { return nil }
    self.process = process
    program = String(line[line.index(after: open)..<close]).excerpt
    isStopped = ["T", "t"].contains(line[line.index(after: close)...].split(separator: " ").first)
  }

  func text(_ language: Language) -> String {
    let who = language("\(program)（进程 \(process)）", "\(program) (process \(process))")
    guard isStopped else {
      return language("\(who)正在写，这次没有写入。请稍后再试。", "\(who) is writing; nothing was written. Try again.")
    }
    return language(
      "\(who)占着没放，又被暂停了，这次没有写入。请到它的终端按 fg 让它继续，或者结束它，再试。",
      "\(who) holds it and was stopped; nothing was written. Let it go on (fg on its terminal) or end it, then try again."
    )
  }
}
