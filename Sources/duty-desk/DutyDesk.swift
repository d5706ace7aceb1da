import ArgumentParser
import CTerminal
import DeskUI
import DutyCore
import DutyLedger
import DutySystem
import Foundation

extension Language: ExpressibleByArgument {}
extension Theme: ExpressibleByArgument {}

private let environment = Environment.system

/// The live board of the command room, on a terminal.
@main
struct DutyDesk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duty-desk", abstract: said("坐堂吹哨：指挥室的工作台", "Sitting Whistle: the command room's desk"),
    discussion: said(Completion.hint("duty-desk", .zh), Completion.hint("duty-desk", .en)),
    version: Edition.text([String(cString: ct_version())]))

  @Option(help: .init(said("台账文件", "the ledger file"), valueName: said("文件", "file")), completion: .file())
  var ledger: String?

  @Option(help: .init(said("语言：zh 或 en", "the language: zh or en"), valueName: "zh|en"))
  var language: Language?

  @Flag(help: .init(said("只看不办", "look, do not act")))
  var readOnly = false

  @Flag(help: .init(said("看板：挂在墙上，只看，自己翻页，q 离开", "a wall display: read-only, turns its pages by itself, q leaves")))
  var wall = false

  @Flag(
    help: .init(said("逐行问答：用于哑终端、管道、读屏软件", "questions and answers in lines: for dumb terminals, pipes, screen readers"))
  )
  var plain = false

  @Option(
    help: .init(
      said("配色：深底、浅底、不用颜色；不写则深浅都能看", "colours: for a dark or a light background, or none; else for both"),
      valueName: "dark|light|mono"))
  var theme = Theme.either

  @Flag(help: .init(said("用鼠标：滚轮上下，单击选中，双击打开", "the mouse: its wheel moves, a click selects, two open")))
  var mouse = false

  @Flag(
    help: .init(said("通知文本页按 Enter 复制到本机剪贴板（终端要支持 OSC 52）", "Enter copies the text to send (terminals with OSC 52)")))
  var copy = false

  @Flag(help: .init(said("新来应急事件时在桌面提醒（终端要支持 OSC 9 或 777）", "tells of an emergency on the desktop (OSC 9 or 777)")))
  var notify = false

  @Option(
    help: .init(said("按文件里的键操作，并印出画面", "play keys from a file and print the screens"), valueName: said("文件", "file")),
    completion: .file())
  var script: String?

  @Flag(help: .init(said("打开一个临时的演练室，离开时删除", "open a practice room that is gone when you leave")))
  var demo = false

  /// The number of times it began anew because it had crashed while it was locked.
  @Option(help: .hidden, completion: .list([]))
  var locked: Int?

  private var spoken: Language { language ?? Language(environment: environment) }

  func validate() throws {
    if plain, wall {
      throw ValidationError(spoken("--plain 和 --wall 只能用一个。", "Use --plain or --wall, not both."))
    }
    if demo, ledger != nil {
      throw ValidationError(spoken("--demo 和 --ledger 只能用一个。", "Use --demo or --ledger, not both."))
    }
  }

  func run() throws {
    guard demo else { return try open(LedgerPath.resolve(option: ledger, environment: environment), greeting: nil) }
    try Demo.open(spoken) { try open($0, greeting: $1) }
  }

  private func open(_ path: String, greeting: String?) throws {
    let ledger = try Ledger(
      opening: path, access: readOnly || wall ? .readOnly : .readWrite,
      heads: demo ? nil : try .resolve(ofLedger: path, environment: environment), started: .now())
    let setting = Desk.Setting(
      language: spoken, isReadOnly: readOnly, isWall: wall, isLocked: locked != nil, copies: copy, notifies: notify,
      greeting: greeting,
      makeKey: { ActionKey.random() })
    // A script plays on what it finds: nothing comes in between its keys.
    let isLiving = demo && !readOnly && !wall && script == nil
    let side = LedgerSide(ledger, spoken, drill: isLiving ? try Demo.drill(in: ledger) : nil)
    func leave() throws {
      try ledger.keepHead(now: SystemClock.now(), atOnce: true)
      try ledger.close()
    }
    do {
      if let script {
        try LedgerPath.requireApart(script, fromLedger: ledger.path)
        try play(script, setting, side, try ledger.room())
      } else if plain {
        try answer(setting, side)
      } else {
        try sit(setting, side)
      }
    } catch let fault as OutputFault {
      // Nobody reads any more, but what was recorded until then is put away as ever.
      try leave()
      throw fault
    }
    try leave()
  }

  private func sit(_ setting: Desk.Setting, _ side: LedgerSide) throws {
    if environment["TERM"] == "dumb", Terminal.isThere, !setting.isWall { return try fallBack(setting, side) }
    let signals = Terminal.signals()
    guard let terminal = Terminal(environment: environment, theme: theme, mouse: mouse) else {
      if Terminal.isThere, !setting.isWall { return try fallBack(setting, side) }
      throw Failure(
        code: .wrongUsage,
        text: spoken("duty-desk 要在终端里运行。", "duty-desk runs on a terminal."))
    }
    defer { terminal.close() }
    Loop(Desk(setting, size: terminal.size, now: SystemClock.now()), side, terminal, signals: signals).run()
  }

  /// The terminal cannot place a cursor: the same desk in lines.
  /// See docs/desk.md#a-terminal-that-cannot.
  private func fallBack(_ setting: Desk.Setting, _ side: LedgerSide) throws {
    Terminal.unblockSignals()
    let term = environment["TERM"] ?? ""
    try Outlet.line(
      spoken(
        "终端“\(term)”画不了工作台，改用逐行问答（--plain）。",
        "The terminal \"\(term)\" cannot show the desk; asking line by line (--plain)."))
    try answer(setting, side)
  }

  private func answer(_ setting: Desk.Setting, _ side: LedgerSide) throws {
    let remaining = OutputFault.Remaining.said(
      spoken("提交过的都已记入，没提交的没有记入。", "What was submitted is recorded, what was not is not."))
    try OutputFault.saying(remaining) { () throws(OutputFault) in
      try PlainLoop(Desk(setting, size: PlainFront.size, now: SystemClock.now()), side).run()
    }
  }

  /// Bytes of the longest script that is played.
  private static let longestScript = 16 << 20

  private func text(ofScript file: String) throws -> String {
    let bytes: [UInt8]
    do throws(InputFile.Fault) {
      bytes = try InputFile.bytes(file, atMost: Self.longestScript)
    } catch {
      throw Failure(code: .wrongUsage, text: error.text(file, spoken))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(code: .wrongUsage, text: spoken("\(file) 不是 UTF-8 文字。", "\(file) is no text in UTF-8."))
    }
    return text
  }

  private func play(_ file: String, _ setting: Desk.Setting, _ side: LedgerSide, _ room: Room) throws {
    let script = try text(ofScript: file)
    let size = Grid.Size(rows: 24, columns: 80)
    let clock = room.isDrill ? nil : SystemClock.now
    var runner = ScriptRunner(Desk(setting, size: size, now: SystemClock.now()), zone: room.zone, clock: clock) {
      side.perform($0, now: $1)
    }
    let played: String
    do throws(ScriptRunner.Fault) {
      played = try runner.play(script)
    } catch {
      throw Failure(
        code: .wrongUsage,
        text: spoken("\(file) 第 \(error.line) 行：\(error.text(.zh))", "\(file) line \(error.line): \(error.text(.en))"))
    }
    let remaining = OutputFault.Remaining.said(
      spoken("脚本已放完，它办的事都已记入。", "The script was played to its end, and what it did is recorded."))
    try OutputFault.saying(remaining) { () throws(OutputFault) in try Outlet.page(played, end: "") }
  }

  static func main() {
    Outlet.prepare()
    var language = languageOfHelp
    LockedAgain.prepare(CommandLine.arguments, language)
    do {
      try UsageFault.requireNoneEmpty(CommandLine.arguments.dropFirst())
      let command = try parse()
      language = command.spoken
      try command.run()
      try Outlet.finish()
    } catch {
      // Acts answer for themselves: here it is the opening or the leaving that failed.
      let undertaking = Undertaking.reading
      Failure.of(error, language, during: undertaking)?.lines.forEach { LockedAgain.stop($0, languageOfHelp) }
      Foundation.exit(Failure.told(error, language, during: undertaking, parser: parsed))
    }
  }

  /// Gives the argument parser's own words and exit code for an error.
  private static func parsed(_ error: any Error) -> Failure.Parsed {
    let code = exitCode(for: error)
    return (fullMessage(for: error), code.rawValue, isUsage: code == .validationFailure)
  }
}

/// Help is printed before the command line has been read.
/// See docs/desk.md#two-languages.
private let languageOfHelp = Language(arguments: CommandLine.arguments, environment: environment)

func said(_ chinese: String, _ english: String) -> String { languageOfHelp(chinese, english) }
