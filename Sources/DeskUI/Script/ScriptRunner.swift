import DutyCore

/// Plays a script of keys to a desk and writes down what it shows: tests compare, bug reports quote.
///
/// A script reads as a story, a line for each step; `#` begins a remark.
///
///     now 2026-11-21T09:30     the clock goes to this moment (with an offset, or in the room's zone); practice only
///     wait 45s                 the clock goes on (s, m or h); practice only
///     size 80x24               columns and rows of the window
///     key r                    one key, by name; `keys Down Down Enter` several
///     type 东门占道            each character as a key
///     paste 第一行\\n第二行     a bracketed paste
///     click 5 10               the mouse, on a row and a column, the header being row 0
///     wheel down               its wheel, up or down
///     meanwhile …              what somebody else does, in words the player understands
///     screen                   followed by the screen between two lines of `---`
///     style row 5: selected    the meanings in a row, the header being row 0
///
/// Playing writes the script again, with the screens and styles as they were: where nothing differs from the
/// script, everything was as expected.
///
/// Nobody sets the time of a station's record: there the machine's clock rules, and ticks before each step.
/// See docs/desk.md#scripts.
package struct ScriptRunner {
  package struct Fault: Error, Hashable {
    package enum What: Hashable {
      case noEnd
      case noRow(String)
      case noStep(String)
      case notUnderstood(String)
      /// `now` or `wait` where the machine's clock rules.
      case setsClock(String)
    }

    package let line: Int
    package let what: What

    package func text(_ language: Language) -> String {
      switch what {
      case .noEnd: language("画面没有结尾的 ---。", "the screen has no end.")
      case .noRow(let text): language("没有这一行：\(text)。", "no such row: \(text).")
      case .noStep(let word): language("没有这个步骤：\(word)。", "no such step: \(word).")
      case .notUnderstood(let text): language("看不懂：\(text)。", "not understood: \(text).")
      case .setsClock(let word):
        language(
          "正式台账上不能用 \(word)：记录时间以本机时钟为准。要拨时间，请用 --demo 或 init --practice 建的演练台账。",
          "\(word) is refused on a station's ledger, whose time is the machine's. Play on one of --demo or init --practice."
        )
      }
    }
  }

  /// Does what the desk asks for, at a moment, and answers with what came of it.
  package typealias Perform = (Effect, Instant) -> [Event]
  /// Does what somebody else does meanwhile; nil where it does not know the words.
  package typealias Meanwhile = (String, Instant) -> [Event]?

  package private(set) var desk: Desk
  private let zone: Zone
  private let perform: Perform
  private let meanwhile: Meanwhile
  /// The machine's clock, where no script may set the time.
  private let clock: (() -> Instant)?
  /// The desk asked to leave.
  private var hasQuit = false

  package init(
    _ desk: Desk, zone: Zone, clock: (() -> Instant)? = nil, perform: @escaping Perform,
    meanwhile: @escaping Meanwhile = { _, _ in nil }
  ) {
    self.desk = desk
    self.clock = clock
    self.zone = zone
    self.perform = perform
    self.meanwhile = meanwhile
  }

  /// Plays `script` and returns it as it went.
  package mutating func play(_ script: String) throws(Fault) -> String {
    var out: [String] = []
    let lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var at = 0
    while at < lines.count {
      let line = lines[at]
      at += 1
      let word = String(line.prefix { $0 != " " })
      let rest = String(line.dropFirst(word.count + 1))
      switch word {
      case "", "#": out.append(line)
      case "screen":
        out += [line, "---"] + trimmed(desk.draw().lines) + ["---"]
        at = try end(of: lines, from: at)
      case "style": out.append(try style(rest, line: at))
      default:
        try step(word, rest, line: at)
        out.append(line)
      }
    }
    return out.joined(separator: "\n")
  }

  /// The line behind the frame that follows, if one does.
  private func end(of lines: [String], from start: Int) throws(Fault) -> Int {
    guard start < lines.count, lines[start] == "---" else { return start }
    guard let end = lines[(start + 1)...].firstIndex(of: "---") else {
      throw Fault(line: start + 1, what: .noEnd)
    }
    return end + 1
  }

  private func trimmed(_ lines: [String]) -> [String] {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private func style(_ rest: String, line: Int) throws(Fault) -> String {
    let grid = desk.draw()
    let digits = rest.dropFirst("row ".count).prefix(while: \.isNumber)
    guard rest.hasPrefix("row "), let row = Int(digits), row < grid.size.rows else {
      throw Fault(line: line, what: .noRow(rest))
    }
    return "style row \(row): " + grid.styles(row: row).map(\.rawValue).joined(separator: " ")
  }

  private mutating func step(_ word: String, _ rest: String, line: Int) throws(Fault) {
    if let clock {
      if word == "now" || word == "wait" { throw Fault(line: line, what: .setsClock(word)) }
      send(.tick(clock()))
    }
    switch word {
    case "now": try send(.tick(value(zone.instant(rest), rest, line)))
    case "wait": try send(.tick(desk.now + value(span(rest), rest, line)))
    case "size": try send(.resize(value(size(rest), rest, line)))
    case "key", "keys":
      for name in rest.split(separator: " ") { try send(.key(value(Key(named: String(name)), rest, line))) }
    case "type": for character in rest { send(.key(.character(character))) }
    case "paste": send(.paste(rest.replacing("\\n", with: "\n")))
    case "click":
      let place = try value(place(rest), rest, line)
      if let id = desk.draw().incident(at: place) { send(.mouse(.click(id))) }
    case "wheel": try send(.mouse(.wheel(value(["up": -1, "down": 1][rest], rest, line))))
    case "meanwhile":
      for event in try value(meanwhile(rest, desk.now), rest, line) { send(event) }
    default: throw Fault(line: line, what: .noStep(word))
    }
  }

  private func value<Value>(_ value: Value?, _ text: String, _ line: Int) throws(Fault) -> Value {
    guard let value else { throw Fault(line: line, what: .notUnderstood(text)) }
    return value
  }

  private func span(_ text: String) -> Duration? {
    guard let unit = text.last, let amount = Int(text.dropLast()) else { return nil }
    return ["s": Duration.seconds(Int64(amount)), "m": .minutes(amount), "h": .hours(amount)][unit]
  }

  private func size(_ text: String) -> Grid.Size? {
    let parts = text.split(separator: "x")
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]) else { return nil }
    return Grid.Size(rows: rows, columns: columns)
  }

  private func place(_ text: String) -> Grid.Place? {
    let parts = text.split(separator: " ").compactMap { Int($0) }
    return parts.count == 2 ? Grid.Place(row: parts[0], column: parts[1]) : nil
  }

  /// Gives the desk an event and does all that follows from it.
  private mutating func send(_ event: Event) {
    guard !hasQuit else { return }
    var effects = desk.update(event)
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      if effect == .quit { hasQuit = true }
      for answer in perform(effect, desk.now) { effects += desk.update(answer) }
    }
  }
}
