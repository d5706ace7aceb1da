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

  init(_ desk: Desk, _ side: LedgerSide) {
    front = PlainFront(desk)
    self.side = side
  }

  func run() {
    give(.resize(PlainFront.size))
    while !isOver {
      side.refresh(now: SystemClock.now()).forEach(give)
      let page = front.page()
      guard show(page), let line = page.isSecret ? Self.unseen({ readLine() }) : readLine() else {
        return give(.hangUp)
      }
      let wasLocked = front.isLocked
      give(.tick(SystemClock.now()))
      guard front.isLocked == wasLocked else { continue }
      front.answer(line).forEach(give)
    }
  }

  /// False where nobody reads any more.
  private func show(_ page: PlainFront.Page) -> Bool {
    Self.print("\n" + (page.lines + [page.question]).joined(separator: "\n"))
  }

  @discardableResult
  private static func print(_ text: String) -> Bool { SheetFile.write(Array(text.utf8), to: STDOUT_FILENO) }

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
    if isOver { Self.print("\n") }
  }

  /// Reads without showing what is typed, where that is a terminal; Ctrl-C is a character meanwhile, so that the
  /// terminal is given back as it was.
  private static func unseen(_ read: () -> String?) -> String? {
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return read() }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      print("\n")
    }
    return read()
  }
}
