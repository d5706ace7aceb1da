import CTerminal
import DutyCore
import Glibc

/// Stands in the place of a desk that crashed while it was locked: the same desk, locked, in the same process, so that
/// whoever passes by does not stand in the shell of the officer. After three crashes, each within a minute, only words
/// that wait for the terminal to be closed.
/// See docs/desk.md#crash-while-locked.
enum LockedAgain {
  static let option = "--locked"

  /// To be called first. A desk that begins so guards its start, too.
  static func prepare(_ arguments: [String], _ language: Language) {
    let times = arguments.firstIndex { $0.hasPrefix(option + "=") }.flatMap {
      Int(arguments[$0].dropFirst(option.count + 1))
    }
    let words = arguments.filter { !$0.hasPrefix(option + "=") } + ["\(option)=\(min(max(0, times ?? 0), 9))"]
    // Until the process ends: a handler reads them.
    let texts = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
    for (index, word) in words.enumerated() { texts[index] = strdup(word) }
    texts[words.count] = nil
    ct_begin_anew_when_locked(texts, strdup(lastWords(language)))
    guard times != nil else { return }
    ct_locked(true)
    ct_restore_on_crash()
  }

  /// Shows why the program ends, and stays, where somebody who passes by would stand in a shell.
  static func stop(_ text: String, _ language: Language) {
    guard ct_is_locked(), isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return }
    ct_wait_at_the_end(text + "\r\n\r\n" + lastWords(language))
  }

  private static func lastWords(_ language: Language) -> String {
    language(
      "工作台出错，已锁住。提交过的都已记入。请关闭这个终端，重新登录。\r\n",
      "The desk failed and stays locked. What was submitted is recorded. Close this terminal and log in again.\r\n")
  }
}
