import CTerminal
import DeskUI
import DutyCore
import DutySystem
import Glibc

/// The terminal the desk is drawn on: the one file that calls ncurses. One per process, used from one thread.
final class Terminal {
  /// The look of each style, its pair of colours being the number of the style.
  private var inks: [Style: Palette.Ink] = [:]
  private let isRxvt: Bool
  private let multiplexer: OperatingSystemCommand.Multiplexer
  private let readsMouse: Bool
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var decoder: KeyDecoder
  /// The screen that was shown, in which a click is looked up.
  private var shown: Grid?

  /// Nil where standard input and output are no terminal that can place a cursor.
  /// See docs/desk.md#hanzi-in-any-locale.
  init?(environment: Environment, theme: Theme, mouse: Bool) {
    ct_utf8_locale()
    isRxvt = environment["TERM"]?.hasPrefix("rxvt") == true || environment["VTE_VERSION"] != nil
    multiplexer = OperatingSystemCommand.Multiplexer(environment: environment)
    guard ct_open(-1, -1, nil) else { return nil }
    decoder = KeyDecoder(own: Self.ownKeys)
    readsMouse = mouse
    if mouse { ct_mouse() }
    ct_restore_on_crash()
    let colours = (environment["NO_COLOR"] ?? "").isEmpty ? ct_colours() : 0
    let depth: Palette.Depth = colours >= 256 ? .many : colours >= 8 ? .eight : .none
    for (index, style) in Style.allCases.enumerated() {
      let ink = Palette.ink(of: style, in: theme, depth)
      inks[style] = ink
      if depth != .none { ct_pair(Int32(index + 1), ink.foreground, ink.background) }
    }
  }

  func close() { ct_close() }

  /// True while a crash leads to the lock again.
  func guardLock(_ isLocked: Bool) { ct_locked(isLocked) }

  var size: Grid.Size { Grid.Size(rows: Int(ct_rows()), columns: Int(ct_columns())) }

  /// Follows the window to its new size.
  func resize() -> Grid.Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    if ct_window(STDOUT_FILENO, &rows, &columns) { ct_resize(rows, columns) }
    return size
  }

  /// False where the desk was asked to end while the terminal did not take the bell.
  func ring() -> Bool { ct_bell() }
  func redraw() { ct_redraw() }
  /// Takes the terminal over again after a stop; false as above.
  func resume() -> Bool { ct_resume() }
  func copy(_ text: String) -> Bool { ct_send(OperatingSystemCommand.copy(text).text(through: multiplexer)) }
  func notify(_ line: String) -> Bool {
    ct_send(OperatingSystemCommand.notify(line, isRxvt: isRxvt).text(through: multiplexer))
  }

  /// Brings the screen to what the grid says; only what changed is sent, in one go. False where the desk was asked to
  /// end while the terminal did not take it.
  /// See docs/desk.md#few-bytes.
  func show(_ grid: Grid) -> Bool {
    shown = grid
    ct_erase()
    for row in 0..<grid.size.rows {
      for column in 0..<grid.size.columns { draw(grid[row, column], row, column) }
    }
    let caret = grid.caret ?? Grid.Place(row: max(0, grid.size.rows - 1), column: 0)
    return ct_show(Int32(caret.row), Int32(caret.column), grid.caretIsVisible)
  }

  private func draw(_ cell: Grid.Cell, _ row: Int, _ column: Int) {
    guard cell.width > 0, cell.text != " " || cell.style != .plain else { return }
    let (attributes, pair) = ink(of: cell.style)
    if cell.style == .rule {
      ct_line(Int32(row), Int32(column), 1, attributes, pair)
      return
    }
    var scalars = cell.text.unicodeScalars.map(\.value)
    // A character newer than the C library has no width there: a mark in its place keeps the row aligned.
    if let first = scalars.first, first > 0x2FF, Int(ct_width(first)) != cell.width {
      scalars = Array(repeating: 0x3F, count: 1)
    }
    ct_cell(Int32(row), Int32(column), scalars, Int32(scalars.count), attributes, pair)
  }

  private func ink(of style: Style) -> (attributes: UInt32, pair: Int32) {
    guard let ink = inks[style] else { return (0, 0) }
    let marks: [(Palette.Mark, ct_attribute)] = [
      (.bold, CT_BOLD), (.dim, CT_DIM), (.underlined, CT_UNDERLINE), (.reversed, CT_REVERSE),
    ]
    let bits = marks.filter { ink.marks.contains($0.0) }.reduce(0) { $0 | $1.1.rawValue }
    guard ink.foreground >= 0 || ink.background >= 0 else { return (bits, 0) }
    return (bits, Style.allCases.firstIndex(of: style).map { Int32($0 + 1) } ?? 0)
  }

  /// The moment at which `events` is to be asked although nothing was typed, in the machine's running time.
  var waitsUntil: Duration? { decoder.waitsUntil }

  /// Everything that was typed since the last time, or that time has completed.
  func events() -> [Event] {
    var typed: [Typed] = []
    var left = Self.mostAtOnce
    while left > 0 {
      let count = Int(ct_read(&buffer, Int32(buffer.count), decoder.isInPaste ? Self.patience : 0))
      guard count >= 0 else { return typed.compactMap(event) + [.hangUp] }
      guard count > 0 else { break }
      typed += decoder.take(Array(buffer[..<count]), at: SystemClock.uptime())
      // A PIN may have been pasted.
      explicit_bzero(&buffer, count)
      left -= count
    }
    if left == Self.mostAtOnce { typed += decoder.pass(to: SystemClock.uptime()) }
    return typed.compactMap(event)
  }

  /// Bytes after which signals and the clock have their turn.
  private static let mostAtOnce = 1 << 21
  /// Milliseconds until more of a paste is there; nothing is drawn in between.
  private static let patience: Int32 = 5

  private func event(_ typed: Typed) -> Event? {
    switch typed {
    case .key(let key): .key(key)
    case .paste(let text): .paste(text)
    case .wheel(let by): readsMouse ? .mouse(.wheel(by)) : nil
    case .click(let place): readsMouse ? shown?.incident(at: place).map { .mouse(.click($0)) } : nil
    }
  }

  /// Reads what this terminal's description says of its keys; only what begins with ESC, as everything else is a character.
  private static var ownKeys: [[UInt8]: Key] {
    let named: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
    ]
    let all = named + (1...12).map { ("kf\($0)", .function($0)) }
    let texts = all.compactMap { name, key in ct_key_text(name).map { (Array(String(cString: $0).utf8), key) } }
    return Dictionary(texts.filter { $0.0.first == 0x1B && $0.0.count > 1 }) { first, _ in first }
  }
}

// MARK: - What the loop waits for, which Swift's C library lacks

extension Terminal {
  /// A descriptor for the signals that end the desk or change its window; called before there is a second thread.
  static func signals() -> Int32 { ct_signals() }
  /// The next signal's number; nil when there is none left.
  static func signal(from descriptor: Int32) -> Int32? {
    let number = ct_read_signal(descriptor)
    return number == 0 ? nil : number
  }
  /// Gives the signals back to their usual doings, for a desk that has no loop.
  static func unblockSignals() { ct_release_signals() }
  /// Somebody sits at standard input and output.
  static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }
  static func timer(milliseconds: Int32) -> Int32 { ct_timer(milliseconds) }
  /// Reads and forgets: a timer's count, a notice's bytes.
  static func drain(_ descriptor: Int32) { ct_drain(descriptor) }
}
