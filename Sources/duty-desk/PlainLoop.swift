import CTerminal
import DeskUI
import DutyCore
import DutyLedger
import DutySystem
import Glibc

/// The desk in lines: prints a page and a question, reads a line, and does what it stands for, until standard input
/// ends or the officer leaves.
final class PlainLoop {
  private var front: PlainFront
  private let side: LedgerSide
  private var isOver = false
  private var lines = InputLines(more: InputLines.standardInput)
  /// The reason why what the desk said was not written: nobody sits there any more.
  private var unsaid: OutputFault?

  init(_ desk: Desk, _ side: LedgerSide) {
    front = PlainFront(desk)
    self.side = side
  }

  /// Throws where the page or a question cannot be written; what was recorded until then stands. A line that was cut is no
  /// fault, whether the system tells of it by a signal or by not taking what is said.
  func run() throws(OutputFault) {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    ct_hold_ends(true)
    answer()
    if let unsaid, !(isTerminal && unsaid.isOfLostLine) { throw unsaid }
  }

  private func answer() {
    give(.resize(PlainFront.size))
    while !isOver {
      side.refresh(now: SystemClock.now()).forEach(give)
      side.cautions(now: SystemClock.now(), uptime: SystemClock.uptime()).forEach(give)
      let page = front.page()
      guard let line = page.isSecret ? unseen({ ask(page) }) : ask(page) else { return give(.hangUp) }
      let wasLocked = front.isLocked
      give(.tick(SystemClock.now()))
      guard front.isLocked == wasLocked else { continue }
      front.answer(line).forEach(give)
    }
  }

  /// The line answered; nil where input ended, or nobody reads any more.
  private func ask(_ page: PlainFront.Page) -> String? {
    say("\n" + (page.lines + [page.question]).map(\.markedInColumns).joined(separator: "\n"))
    return unsaid == nil ? lines.next() : nil
  }

  /// Writes what is said; where nobody reads it, a signal ends the desk at once, which would wait for that for ever.
  private func say(_ text: String) {
    guard unsaid == nil else { return }
    if !ct_takes_output() { ct_hold_ends(false) }
    defer { ct_hold_ends(true) }
    do throws(OutputFault) { try Outlet.page(text, end: "") } catch { unsaid = error }
  }

  private func give(_ event: Event) {
    var effects = front.update(event)
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      switch effect {
      case .quit: isOver = true
      case .bell, .copy, .notify: break
      case .look, .commit, .signOn, .shelve, .unshelve, .handover, .save, .digest:
        for answer in side.perform(effect, now: SystemClock.now()) { effects += front.update(answer) }
      }
    }
    if isOver { say("\n") }
  }

  /// Asks without showing what is typed, where that is a terminal: hidden before the question is seen, for who answers
  /// at once. Ctrl-C is a character meanwhile, so that the terminal is given back as it was.
  private func unseen(_ ask: () -> String?) -> String? {
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return ask() }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSADRAIN, &shown)
      say("\n")
    }
    return ask()
  }
}
