import CSystem
import DeskUI
import DutyCore
import DutyLedger
import DutySystem
import Glibc

/// Waits for keys, the clock, signals and other desks' commits, in one thread, and repaints what changed.
final class Loop {
  private var desk: Desk
  private let side: LedgerSide
  private let terminal: Terminal
  private let signals: Int32
  private let timer: Int32
  private let notices: Int32
  private var shown: Grid?
  private var isOver = false
  private var ticks = 0
  /// The request by which a text that is being typed is to be looked up.
  private var lastLook: Effect?
  /// Others have committed since the last look.
  private var hasNews = false
  /// The moments at which others' commits were last looked at, and may be again, counted from the machine's start.
  private var looked = Duration.seconds(0)
  private var nextLook = Duration.seconds(0)
  /// The time that look took.
  private var lastTook = Duration.seconds(0)

  /// The clock is looked at each second; the ledger every other second, for writers that give no notice; and the
  /// order of attention, which time alone changes, each half minute.
  private static let tick: Int32 = 1000
  private static let ticksPerPoll = 2
  private static let ticksPerRefresh = 30
  /// A commit is shown at once, those after it together: a desk spends a twentieth of its time on what others commit, so
  /// that twenty of them do not take the processor from those who write.
  private static let share: Int64 = 20
  /// Milliseconds between two such looks, however long the first took.
  private static let calm: ClosedRange<Int64> = 40...500

  init(_ desk: Desk, _ side: LedgerSide, _ terminal: Terminal, signals: Int32) {
    self.desk = desk
    self.side = side
    self.terminal = terminal
    self.signals = signals
    timer = Terminal.timer(milliseconds: Self.tick)
    notices = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    // Without a watch the poll every other second stands in.
    if notices >= 0 { _ = inotify_add_watch(notices, side.noticePath, UInt32(IN_MODIFY)) }
  }

  /// Runs until the officer leaves, the terminal is gone, or a signal says so.
  func run() {
    give(.resize(terminal.size))
    show()
    while !isOver {
      // Further news wait with the first.
      var waiting = [STDIN_FILENO, signals, timer, hasNews ? -1 : notices].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      guard poll(&waiting, nfds_t(waiting.count), patience) >= 0 || errno == EINTR else { break }
      let before = looked
      answer(waiting.map { Int32($0.revents) })
      show()
      if looked != before { rest(after: SystemClock.uptime() - looked) }
    }
    // However it ended: what was being written is kept.
    isOver = true
    give(.hangUp)
  }

  private func answer(_ found: [Int32]) {
    give(.tick(SystemClock.now()))
    if found[1] & Int32(POLLIN) != 0 { readSignals() }
    if found[0] & Int32(POLLHUP | POLLERR | POLLNVAL) != 0 { give(.hangUp) }
    guard !isOver else { return }
    // Keys before news: a key acts on what was on screen when it was pressed. Time alone may complete one.
    for event in terminal.events() where !isOver { take(event) }
    lookAtLast()
    guard !isOver else { return }
    if found[3] & Int32(POLLIN) != 0 { hasNews = true }
    if hasNews, untilLook.milliseconds <= 0 { lookAtNews() }
    if found[2] & Int32(POLLIN) != 0 { readTimer() }
  }

  /// Text that comes in one go is looked up once, when all of it is there.
  private func take(_ event: Event) {
    if case .key(.control("l")) = event { redraw() }
    guard case .key(.character) = event, desk.takesText else {
      lookAtLast()
      return give(event)
    }
    let effects = desk.update(event)
    for effect in effects { if case .look = effect { lastLook = effect } }
    perform(effects.filter { if case .look = $0 { false } else { true } })
  }

  private func lookAtLast() {
    guard let look = lastLook else { return }
    lastLook = nil
    perform([look])
  }

  private var untilLook: Duration { nextLook - SystemClock.uptime() }

  /// Milliseconds until there is something to do although nothing happens; -1 for ever.
  private var patience: Int32 {
    let typing = terminal.waitsUntil.map { $0 - SystemClock.uptime() }
    let next = [typing, hasNews ? untilLook : nil].compactMap(\.self).min()
    return next.map { Int32(clamping: max(0, $0.milliseconds)) } ?? -1
  }

  /// Rests after a look. The shorter of two counts: where the machine was busy with something else once, nobody waits for that.
  private func rest(after took: Duration) {
    let pause = min(took, lastTook).milliseconds * Self.share
    nextLook = looked + Duration(milliseconds: min(max(pause, Self.calm.lowerBound), Self.calm.upperBound))
    lastTook = took
  }

  private func lookAtNews() {
    hasNews = false
    looked = SystemClock.uptime()
    Terminal.drain(notices)
    side.refresh(now: SystemClock.now()).forEach(give)
  }

  private func redraw() {
    terminal.redraw()
    shown = nil
  }

  /// A lost line and a request to end leave at once; Ctrl-C and Ctrl-Z are keys here, and their signals harmless. A
  /// window may have lost what it showed even where its size is what it was.
  /// See docs/desk.md#left-alone-or-cut-off.
  private func readSignals() {
    while let signal = Terminal.signal(from: signals) {
      switch signal {
      case SIGWINCH:
        give(.resize(terminal.resize()))
        redraw()
      // Keys that came while a shell had the terminal's modes may stop it as well, and make a SIGCONT be lost.
      case SIGCONT, SIGTSTP:
        if !terminal.resume() { isOver = true }
        redraw()
      case SIGHUP, SIGTERM: give(.hangUp)
      default: break
      }
    }
  }

  private func readTimer() {
    Terminal.drain(timer)
    ticks += 1
    if ticks % Self.ticksPerRefresh == 0 {
      side.refresh(now: SystemClock.now()).forEach(give)
      // What a search or a form no longer needs goes back to the machine, 3 MiB after some searches.
      cs_give_memory_back()
    } else if ticks % Self.ticksPerPoll == 0 {
      side.poll(now: SystemClock.now()).forEach(give)
      side.cautions(now: SystemClock.now(), uptime: SystemClock.uptime()).forEach(give)
    }
  }

  /// Gives the desk an event and does all that follows from it.
  private func give(_ event: Event) {
    perform(desk.update(event))
    terminal.guardLock(desk.isLocked)
  }

  private func perform(_ asked: [Effect]) {
    var effects = asked
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      switch effect {
      case .bell: if !isOver, !terminal.ring() { isOver = true }
      case .copy(let text): if !isOver, !terminal.copy(text) { isOver = true }
      case .notify(let line): if !isOver, !terminal.notify(line) { isOver = true }
      case .quit: isOver = true
      case .look, .commit, .signOn, .shelve, .unshelve, .handover, .save, .digest:
        for answer in side.perform(effect, now: SystemClock.now()) { effects += desk.update(answer) }
      }
    }
  }

  private func show() {
    let grid = desk.draw()
    guard grid != shown, !isOver else { return }
    if terminal.show(grid) { shown = grid } else { isOver = true }
  }
}
