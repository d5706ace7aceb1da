import DeskUI
import DutyCore
import DutyLedger
import Glibc

/// The desk in lines: prints a page and a question, reads a line, and does what it stands for, until standard input
/// ends or the officer leaves.
final class PlainLoop {
  private var front: PlainFront
  private let side: LedgerSide
  private var isOver = false
  /// Why what the desk said was not written: nobody sits there any more.
  private var unsaid: OutputFault?

  init(_ desk: Desk, _ side: LedgerSide) {
    front = PlainFront(desk)
    self.side = side
  }

  /// Throws where the page or a question cannot be written; what was recorded until then stands.
  func run() throws(OutputFault) {
    answer()
    if let unsaid { throw unsaid }
  }

  private func answer() {
    give(.resize(PlainFront.size))
    while !isOver {
      side.refresh(now: SystemClock.now()).forEach(give)
      side.cautions(now: SystemClock.now(), uptime: SystemClock.uptime()).forEach(give)
      let page = front.page()
      guard let line = page.isSecret && isatty(STDIN_FILENO) == 1 ? unseen(page) : ask(page) else {
        return give(.hangUp)
      }
      let wasLocked = front.isLocked
      give(.tick(SystemClock.now()))
      guard front.isLocked == wasLocked else { continue }
      front.answer(line).forEach(give)
    }
  }

  /// The line answered; nil where input ended, or nobody reads any more.
  private func ask(_ page: PlainFront.Page) -> String? {
    put(page)
    return unsaid == nil ? line() : nil
  }

  /// Bytes of the longest line: more than any text may have.
  private static let longest = 1 << 20

  private func line() -> String? {
    do throws(TypedLine.Fault) {
      return String(decoding: try TypedLine.bytes(of: STDIN_FILENO, atMost: Self.longest), as: UTF8.self)
    } catch {
      switch error {
      case .ended, .unreadable, .notText: return nil
      case .tooLong:
        side.tell(error)
        return nil
      }
    }
  }

  private func put(_ page: PlainFront.Page) {
    say("\n" + (page.lines + [page.question]).map(\.markedInColumns).joined(separator: "\n"))
  }

  private func say(_ text: String) {
    guard unsaid == nil else { return }
    do throws(OutputFault) { try Outlet.page(text, end: "") } catch { unsaid = error }
  }

  private func give(_ event: Event) {
    var effects = front.update(event)
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      switch effect {
      case .quit: isOver = true
      case .bell, .copy, .notify: break
      case .look, .commit, .signOn, .shelve, .unshelve, .sheet, .save, .digest:
        for answer in side.perform(effect, now: SystemClock.now()) { effects += front.update(answer) }
      }
    }
    if isOver { say("\n") }
  }

  /// The same without showing what is typed. A line that cannot be a PIN is a wrong one.
  private func unseen(_ page: PlainFront.Page) -> String? {
    do throws(TypedLine.Fault) {
      return try TypedLine.unseen(on: STDIN_FILENO) { put(page) }
    } catch {
      switch error {
      case .ended, .unreadable: return nil
      case .tooLong, .notText: return ""
      }
    }
  }
}
