import CTerminal
import DeskUI
import DutyCore
import Glibc

/// The terminal the desk is drawn on: the one file that calls ncurses. One per process, used from one thread.
final class Terminal {
  /// What each style looks like, its pair of colours being the number of the style.
  private var inks: [Style: Palette.Ink] = [:]
  private let isRxvt: Bool
  private let multiplexer: OperatingSystemCommand.Multiplexer
  private var paste: String?
  /// What is clicked on is looked up in what was shown.
  private var shown: Grid?

  /// Nil where standard input and output are no terminal that can place a cursor.
  init?(environment: Environment, theme: Theme, mouse: Bool) {
    ct_utf8_locale()
    isRxvt = environment["TERM"]?.hasPrefix("rxvt") == true || environment["VTE_VERSION"] != nil
    multiplexer = OperatingSystemCommand.Multiplexer(environment: environment)
    guard ct_open(-1, -1, nil) else { return nil }
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

  /// Everything that was typed since the last time, pastes put together again.
  func events() -> [Event] {
    var events: [Event] = []
    while true {
      let read = ct_next()
      switch ct_kind(read.kind) {
      case CT_CHARACTER: take(read.code, &events)
      case CT_KEY: take(key: read.code, &events)
      case CT_MOUSE: take(mouse: read, &events)
      case CT_RESIZED: events.append(.resize(size))
      default: return events
      }
    }
  }

  private func take(_ code: UInt32, _ events: inout [Event]) {
    guard let scalar = Unicode.Scalar(code) else { return }
    if paste != nil {
      paste?.unicodeScalars.append(scalar)
    } else if let key = Key(scalar) {
      events.append(.key(key))
    }
  }

  private func take(key code: UInt32, _ events: inout [Event]) {
    if code == CT_PASTE_BEGIN.rawValue {
      paste = ""
    } else if code == CT_PASTE_END.rawValue {
      if let paste { events.append(.paste(paste)) }
      paste = nil
    } else if paste == nil, let key = Key(terminal: code) {
      events.append(.key(key))
    }
  }

  private func take(mouse read: ct_event, _ events: inout [Event]) {
    switch ct_button(read.code) {
    case CT_CLICK:
      let place = Grid.Place(row: Int(read.row), column: Int(read.column))
      if let id = shown?.incident(at: place) { events.append(.mouse(.click(id))) }
    case CT_WHEEL_UP: events.append(.mouse(.wheel(-1)))
    case CT_WHEEL_DOWN: events.append(.mouse(.wheel(1)))
    default: break
    }
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
  static func unblockSignals() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGTSTP] { sigaddset(&signals, signal) }
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }
  /// Somebody sits at standard input and output.
  static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }
  static func timer(milliseconds: Int32) -> Int32 { ct_timer(milliseconds) }
  /// Reads and forgets: a timer's count, a notice's bytes.
  static func drain(_ descriptor: Int32) { ct_drain(descriptor) }
}

extension Key {
  fileprivate init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0A, 0x0D: self = .enter
    case 0x09: self = .tab
    case 0x1B: self = .escape
    case 0x08, 0x7F: self = .backspace
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
    case 0x00...0x1F: return nil
    default: self = .character(Character(scalar))
    }
  }

  fileprivate init?(terminal code: UInt32) {
    let named: [(ct_key, Key)] = [
      (CT_UP, .up), (CT_DOWN, .down), (CT_LEFT, .left), (CT_RIGHT, .right), (CT_HOME, .home), (CT_END, .end),
      (CT_PAGE_UP, .pageUp), (CT_PAGE_DOWN, .pageDown), (CT_BACKSPACE, .backspace), (CT_DELETE, .delete),
      (CT_ENTER, .enter), (CT_BACK_TAB, .backTab),
    ]
    if let key = named.first(where: { $0.0.rawValue == code }) {
      self = key.1
    } else if code > CT_F0.rawValue {
      self = .function(Int(code - CT_F0.rawValue))
    } else {
      return nil
    }
  }
}
