import DutyCore
import Foundation
import Testing

@testable import DeskUI

/// No command without a story: each is used by some script, and each act is both recorded and refused in one.
@Suite struct CoverageTests {
  /// Everything the scripts did, all of them together.
  private struct Told {
    var used: Set<Command> = []
    var recorded: Set<ActForm> = []
    var refused: Set<ActForm> = []
  }

  private static let told = Result { try allTold() }

  @Test("each command of the table is used by a script", arguments: Command.allCases)
  func used(_ command: Command) throws {
    #expect(try Self.told.get().used.contains(command), "write a script that uses it")
  }

  @Test("each act is recorded in a script", arguments: ActForm.all)
  func recorded(_ act: ActForm) throws {
    #expect(try Self.told.get().recorded.contains(act), "write a script that records it")
  }

  @Test("each act is refused in a script, and says why", arguments: ActForm.all)
  func refused(_ act: ActForm) throws {
    #expect(try Self.told.get().refused.contains(act), "write a script in which it is refused")
  }

  @Test("the control: without its script a command is missed")
  func control() throws {
    var told = Told()
    try Self.play("tabs-and-pages", into: &told)
    #expect(told.used.contains(.pageDown))
    #expect(!told.used.contains(.act(.merge)) && !told.recorded.contains(.merge) && !told.refused.contains(.merge))
  }

  // MARK: - Playing

  private static func allTold() throws -> Told {
    var told = Told()
    let files = try FileManager.default.contentsOfDirectory(atPath: ScriptTests.scripts.path)
    for file in files.sorted() where file.hasSuffix(".desk") && !file.hasPrefix("wall") {
      try play(String(file.dropLast(".desk".count)), into: &told)
    }
    return told
  }

  /// The screen that was on top before a key, and so what the key was for.
  private final class Watch {
    var act: ActForm?
    var recorded: Set<ActForm> = []
  }

  private static func play(_ name: String, into told: inout Told) throws {
    let station = Station().withTwoMatters()
    let watch = Watch()
    var runner = ScriptRunner(
      station.desk(name == "english" ? .en : .zh, isReadOnly: name == "read-only"), zone: Station.zone,
      perform: { effect, now in
        let answers = station.ledger.perform(effect, now: now)
        if let act = watch.act, answers.contains(where: isRecorded) { watch.recorded.insert(act) }
        return answers
      }, meanwhile: { station.meanwhile($0, now: $1) })
    let file = ScriptTests.scripts.appendingPathComponent("\(name).desk")
    for step in steps(in: try String(contentsOf: file, encoding: .utf8)) { try take(step, &runner, watch, &told) }
    told.recorded.formUnion(watch.recorded)
  }

  /// The doings of a script, without the screens it shows.
  static func steps(in script: String) -> [String] {
    var isScreen = false
    return script.split(separator: "\n").map(String.init).flatMap { line -> [String] in
      if line == "---" { isScreen.toggle() }
      return isScreen || line == "---" || line == "screen" || line.hasPrefix("style") ? [] : steps(of: line)
    }
  }

  /// A key at a time.
  private static func steps(of line: String) -> [String] {
    guard line.hasPrefix("keys ") else { return [line] }
    return line.split(separator: " ").dropFirst().map { "key " + $0 }
  }

  private static func take(
    _ step: String, _ runner: inout ScriptRunner, _ watch: Watch, _ told: inout Told
  ) throws {
    let desk = runner.desk
    let key = step.hasPrefix("key ") ? Key(named: String(step.dropFirst(4))) : nil
    let command = key.flatMap { meant(by: $0, on: desk) }
    if let command { told.used.insert(command) }
    watch.act = form(on: desk)?.act
    _ = try runner.play(step)
    if let form = form(on: runner.desk), form.complaint != nil { told.refused.insert(form.act) }
    if case .act(let act)? = command, runner.desk.notice?.style == .refusal { told.refused.insert(act) }
  }

  private static func form(on desk: Desk) -> Form? {
    if case .form(let form)? = desk.screens.last { form } else { nil }
  }

  /// The command that a key gives, directly or by the menu; nil for one that is typed into something.
  private static func meant(by key: Key, on desk: Desk) -> Command? {
    switch desk.screens.last {
    case .form: return [.escape, .control("g")].contains(key) ? .back : key == .control("z") ? .lock : nil
    case .search: return key == .escape ? .back : nil
    case .menu(let menu):
      let found = menu.found(desk.language)
      return key == .enter && found.indices.contains(menu.pointed) ? found[menu.pointed] : nil
    case .incident, .wording, .help, .handover, .rectifications, .rectification, nil: return Command.on(key)
    }
  }

  private static func isRecorded(_ event: Event) -> Bool {
    switch event {
    case .outcome(.recorded, _), .signOn(.signedOn): true
    case .outcome, .signOn, .key, .paste, .mouse, .resize, .tick, .hangUp, .unchanged, .ledger, .drafts, .handover,
      .saved, .digested, .cautions, .fault:
      false
    }
  }
}
